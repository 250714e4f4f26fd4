"""The page of a dossier checks itself in a browser, and tells what was altered."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from dossiers import Bureau, Read
from huiyin.projections.dossier.page import page
from papers.every import MALL
from papers.paper import take

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or ""
pytestmark = pytest.mark.skipif(not BROWSER, reason="there is no browser here")
Proof = dict[str, Any]


class Quiet(SimpleHTTPRequestHandler):
    """Hands files out and says nothing about it."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  its own name
        pass


@pytest.fixture(scope="module")
def html(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A dossier of two events and a refusal, all of them signed."""
    bureau = Bureau(tmp_path_factory.mktemp("signed"))
    story = MALL.after("register")
    story.refuses(take("close"), "NotFromHere")
    story.then("handle-directly")
    bureau.signs(story.scenario.desk)
    return page(bureau.told(story), "en")


def looked_at(html: str, folder: Path) -> tuple[str, str]:
    """Open a page from a file, as anybody does; give the verdict and what was said."""
    file = folder / "dossier.html"
    file.write_text(html, "utf-8")
    return seen(file.as_uri(), folder)


def seen(address: str, folder: Path, *more: str) -> tuple[str, str]:
    """Open a page in a browser of its own, and read the verdict."""
    done = subprocess.run(
        [
            *(BROWSER, "--headless", "--no-sandbox", "--disable-gpu", *more),
            *(f"--user-data-dir={folder}", "--virtual-time-budget=10000"),
            *("--dump-dom", address),
        ],
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=60,
    )
    verdict = Read(re.sub("<br>", "", done.stdout)).part("verdict")
    return verdict.attrs["data-state"], verdict.text


def spoilt(html: str, spoil: Callable[[Proof], object]) -> str:
    """Change what the page carries, and leave what it shows as it is."""
    start = html.index(">", html.index('id="case-proof"')) + 1
    end = html.index("</script>", start)
    proof = json.loads(html[start:end])
    spoil(proof)
    return html[:start] + json.dumps(proof) + html[end:]


def flipped(text: str, at: int = 20) -> str:
    return text[:at] + ("B" if text[at] == "A" else "A") + text[at + 1 :]


def flip(proof: Proof, name: str, at: int = 20) -> None:
    proof["entries"][0][name] = flipped(proof["entries"][0][name], at)


def test_an_honest_page_is_verified(html: str, tmp_path: Path) -> None:
    state, says = looked_at(html, tmp_path)

    assert state == "verified"
    assert "✓ 3 entries: the stored bytes are those of their leaves" in says
    assert "✓ 3 entries: the proof leads to the checkpoint's root" in says
    assert "✓ The checkpoint is signed by huiyin/test+" in says


SPOILT: dict[str, tuple[Callable[[Proof], object], str]] = {
    "a byte of what happened": (
        lambda proof: flip(proof, "state"),
        "the stored bytes are not those of the leaf",
    ),
    "a way to the root": (
        lambda proof: proof["entries"][0]["proof"].reverse(),
        "the proof does not lead to the checkpoint's root",
    ),
    "a way cut off": (
        lambda proof: proof["entries"][0]["proof"].pop(),
        "the proof does not lead to the checkpoint's root",
    ),
    "a way left out": (
        lambda proof: proof["entries"][0].update(proof=None),
        "the proof does not lead to the checkpoint's root",
    ),
    "the place of a leaf": (
        lambda proof: proof["entries"][0].update(index=1),
        "the leaf is of another place",
    ),
    "an entry taken away": (
        lambda proof: proof["entries"].pop(),
        "the entries shown are not those embedded",
    ),
    "the checkpoint": (
        lambda proof: proof.update(checkpoint=proof["checkpoint"].replace("\n3\n", "\n4\n")),
        "the signature of the checkpoint does not fit",
    ),
    "the signature": (
        lambda proof: proof.update(checkpoint=flipped(proof["checkpoint"], -30)),
        "the signature of the checkpoint does not fit",
    ),
    "the key": (
        lambda proof: proof.update(policy=flipped(proof["policy"], -10)),
        "the signature of the checkpoint does not fit",
    ),
    "everything": (lambda proof: proof.clear(), "the embedded data cannot be read"),
}


@pytest.mark.parametrize("what", SPOILT)
def test_what_was_altered_is_told(html: str, tmp_path: Path, what: str) -> None:
    spoil, says = SPOILT[what]

    state, told = looked_at(spoilt(html, spoil), tmp_path)

    assert state == "failed"
    assert says in told


def test_an_entry_that_is_not_shown_is_missed(html: str, tmp_path: Path) -> None:
    start = html.index('<li class="event" id="entry-2"')
    end = html.index("</li>\n", html.index("</article>", start)) + len("</li>\n")

    state, told = looked_at(html[:start] + html[end:], tmp_path)

    assert (state, "the entries shown are not those embedded" in told) == ("failed", True)


@pytest.mark.parametrize(("signs", "state"), [(True, "partly"), (False, "nothing")])
def test_what_nobody_signed_is_not_called_verified(
    tmp_path: Path, *, signs: bool, state: str
) -> None:
    bureau, story = Bureau(tmp_path), MALL.after("register")
    if signs:
        bureau.signs(story.scenario.desk)
    story.then("handle-directly")

    found, told = looked_at(page(bureau.told(story), "en"), tmp_path)

    assert found == state
    assert "nobody has signed" in told.lower()


def test_a_browser_that_offers_no_cryptography_says_so(html: str, tmp_path: Path) -> None:
    """An address that is not encrypted gets no WebCrypto, whatever the browser could do."""
    (tmp_path / "dossier.html").write_text(html, "utf-8")
    serve = partial(Quiet, directory=str(tmp_path))

    with ThreadingHTTPServer(("127.0.0.1", 0), serve) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://office.test:{server.server_port}/dossier.html"
        here = "--host-resolver-rules=MAP office.test 127.0.0.1"
        state, told = seen(address, tmp_path / "browser", here)
        server.shutdown()

    assert state == "cannot"
    assert "offers no WebCrypto here: nothing was examined" in told


def test_without_the_script_the_page_says_that_nothing_was_checked(html: str) -> None:
    verdict = Read(html).part("verdict")

    assert verdict.attrs["data-state"] == "idle"
    assert "has not run here" in verdict.text
