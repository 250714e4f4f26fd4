"""What the documentation shows is what happens, and its links lead somewhere.

`HUIYIN_DOCS=write pytest tests/docs` writes onto the pages what really happens.
"""

import os
import re
from pathlib import Path

import pytest

from docs.blocks import FENCE, performed
from house.sources import PROJECT, ROOT
from huiyin.domain.office import rulebook

DOCS = ROOT / "docs"
PAGES = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *DOCS.rglob("*.md")])
PERFORMED = [
    page
    for page in PAGES
    if re.search("^```(python|console)", page.read_text("utf-8"), re.MULTILINE)
]
LINK = re.compile(r"(?<!!)\[[^\]]*\]\((?P<target>[^)\s]+)\)")
MACHINE = re.compile(r"/(?:work|home|Users|root|tmp)/|[A-Z]:\\\\|\.\./shared")


def named(page: Path) -> str:
    return str(page.relative_to(ROOT))


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder with nobody's settings."""
    monkeypatch.chdir(tmp_path)
    for name in ("HOME", "XDG_CONFIG_HOME", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "nobody"))
    for name in ("STORE", "LANG", "TZ", "AS", "ATTACHMENTS", "JOURNAL", "KEY", "POLICY"):
        # Set before it is removed, so that what a page exports is taken back in any case.
        monkeypatch.setenv(f"HUIYIN_{name}", "")
        monkeypatch.delenv(f"HUIYIN_{name}")
    return tmp_path


@pytest.mark.parametrize("page", PERFORMED, ids=named)
@pytest.mark.usefixtures("elsewhere")
def test_a_page_shows_what_happens(page: Path) -> None:
    written = page.read_text("utf-8")

    happened = performed(written, named(page))

    if os.environ.get("HUIYIN_DOCS") == "write":
        page.write_text("\n".join([*happened.splitlines(), ""]), "utf-8")
    else:
        assert happened.splitlines() == written.splitlines()


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_links_lead_somewhere(page: Path) -> None:
    targets = LINK.findall(FENCE.sub("", page.read_text("utf-8")))

    lost = [one for one in targets if not one.startswith("https://") and not leads(page, one)]

    assert not lost


def leads(page: Path, target: str) -> bool:
    path, _, anchor = target.partition("#")
    found = page.parent / path if path else page
    if not found.exists():
        return False
    return not anchor or anchor in anchors(found)


def anchors(page: Path) -> set[str]:
    """Give the anchors of a page's headings as code hosts make them."""
    headings = re.findall(r"^#+ (.+)$", FENCE.sub("", page.read_text("utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", one.lower()).replace(" ", "-") for one in headings}


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_no_page_names_a_machine(page: Path) -> None:
    assert not MACHINE.findall(page.read_text("utf-8"))


def test_decisions_are_short_and_listed() -> None:
    decisions = sorted((DOCS / "decisions").glob("0*.md"))
    listed = (DOCS / "decisions" / "README.md").read_text("utf-8")

    lengths = {one.name: len(one.read_text("utf-8").splitlines()) for one in decisions}

    assert not {name for name, lines in lengths.items() if lines > 40}
    assert not {name for name in lengths if name not in listed}


def test_every_page_is_in_the_index() -> None:
    index = (DOCS / "README.md").read_text("utf-8")
    pages = {str(one.relative_to(DOCS)) for one in DOCS.rglob("*.md")}
    of_their_own = ("README.md", "decisions/0", "reference/procedures/")

    assert not {one for one in pages if not one.startswith(of_their_own) and one not in index}


def test_the_glossary_names_states_and_roles_as_the_pages_do() -> None:
    glossary = (DOCS / "glossary.md").read_text("utf-8")
    states = {(one.code, one.label) for page in rulebook() for one in page.states.values()}
    steps = [step for page in rulebook() for step in page.steps.values()]
    acting = {(role.code, role.label) for step in steps for role in step.by}

    rows = [f"| `{code}` | {label.zh} | {label.en} |" for code, label in states | acting]

    assert not {row for row in rows if row not in glossary}


def test_the_readme_is_short() -> None:
    assert len((ROOT / "README.md").read_text("utf-8").splitlines()) <= 150


@pytest.mark.parametrize(("drawing", "contract"), [(0, "floors"), (1, "rooms")])
def test_the_house_is_drawn_as_the_contracts_hold_it(drawing: int, contract: str) -> None:
    page = (DOCS / "explanation" / "the-house.md").read_text("utf-8")
    shown = re.findall("^```text\n(.*?)^```", page, re.MULTILINE | re.DOTALL)[drawing]
    (held,) = (one for one in PROJECT["tool"]["importlinter"]["contracts"] if one["id"] == contract)

    storeys = re.split("^  │$", shown, flags=re.MULTILINE)
    rooms = [[line.partition("  ")[0] for line in one.splitlines()] for one in storeys]

    assert [names(" ".join(one)) for one in rooms] == [names(one) for one in held["layers"]]


def names(text: str) -> set[str]:
    return set(re.findall(r"\w+", text))
