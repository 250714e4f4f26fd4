"""A dossier as one page of HTML: it needs nothing from elsewhere, on a screen and on paper.

Its script and its style are allowed by their hashes, and nothing else is: what people wrote can
neither run nor load anything, and the page itself cannot reach a network.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from zoneinfo import ZoneInfo

from ...workflow.calendars import SHANGHAI
from ...workflow.language import Language, message
from ..columns import Column
from ..custody.reading import Facts
from ..printed.press import pressed
from ..printed.tongue import Tongue, tongue
from . import proof as proofs
from .custody import HandOver
from .dossier import Dossier
from .drawing import drawn
from .labels import SCRIPT, WORDS
from .timeline import in_order

TEMPLATES = Path(__file__).parent / "templates"
LANGUAGES = ("zh", "en")


def page(dossier: Dossier, lang: str = "zh", zone: ZoneInfo = SHANGHAI) -> str:
    """Lay a dossier out in a language; Misconfigured says what to install."""
    if lang not in LANGUAGES:
        raise ValueError(f"no language {lang!r}: possible are {', '.join(LANGUAGES)}")
    speaks = tongue(lang, zone)
    style = _read("dossier.css") + _running(dossier, speaks)
    script = _read("verify.js")
    return pressed(
        "dossier.html",
        TEMPLATES,
        tongue=speaks,
        dossier=dossier,
        head=dossier.head,
        words=WORDS,
        colon="：" if lang == "zh" else ": ",
        space="" if lang == "zh" else " ",
        idle=_plain(SCRIPT["idle"], speaks),
        told=list(in_order(dossier.events, dossier.refusals)),
        drawing=_drawing(dossier, speaks),
        hand_overs=list(_hand_overs(dossier.hand_overs, speaks)),
        statement=list(proofs.statement(dossier.proof)),
        pictures={one.sha256: b64encode(one.content).decode() for one in dossier.files},
        style=style,
        script=script,
        says=_json({name: _plain(label, speaks) for name, label in SCRIPT.items()}),
        proof=_json(proofs.data(dossier.proof)),
        allowed=f"default-src 'none'; img-src data:; style-src {_digest(style)}; "
        f"script-src {_digest(script)}; base-uri 'none'; form-action 'none'",
    )


def _read(name: str) -> str:
    return (TEMPLATES / name).read_text("utf-8")


def _digest(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _json(data: Mapping[str, object]) -> str:
    """Write JSON that no HTML can be read out of, whatever stands in it."""
    text = json.dumps(data, ensure_ascii=True, indent=1)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _plain(said: object, speaks: Tongue) -> str:
    return speaks.plain(said)


def _running(dossier: Dossier, speaks: Tongue) -> str:
    """Name the case at the head of every printed sheet, and the sheets at its foot."""
    title = f"{_plain(WORDS['dossier'], speaks)} {dossier.head.case}"
    return (
        "@page{@top-left{content:" + _css(title) + "}"
        "@top-right{content:" + _css(_plain(dossier.head.label, speaks)) + "}}\n"
    )


def _css(text: str) -> str:
    """Write a string for CSS in which nothing but letters and digits stands for itself."""
    return '"' + "".join(c if c.isalnum() else f"\\{ord(c):06x}" for c in text) + '"'


def _drawing(dossier: Dossier, speaks: Tongue) -> object:
    path, head = dossier.path, dossier.head
    taken = sorted(
        (at, way.label)
        for branch in (*(one.ways for one in path.branches), *(one.stays for one in path.spots))
        for way in branch
        for at in way.taken
    )
    says = message(
        "Steps in their order: {steps}. It is now: {state}.",
        steps=[label for _, label in sorted(taken, key=lambda one: one[0])],
        state=head.called,
    )
    return drawn(path, speaks, _plain(head.label, speaks), _plain(says, speaks))


def _hand_overs(
    found: Sequence[HandOver], speaks: Tongue
) -> Iterator[tuple[Sequence[tuple[object, str]], str]]:
    """Give each hand-over as its titled cells, and what is odd about it."""
    language = speaks.languages[0]
    for one in found:
        cells = [
            (column.label, _shown(one, column, language, speaks.zone)) for column in one.columns
        ]
        yield cells, _shown(one, one.broken, language, speaks.zone)


def _shown(one: HandOver, column: Column[Facts], language: Language, zone: ZoneInfo) -> str:
    return column.shown(column.value(one.reading), language, zone)
