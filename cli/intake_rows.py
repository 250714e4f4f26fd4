"""The rows of a sheet as commands: what each does, its form, and the key of its own.

A row without a key of its own gets one made of what stands in it, so that the same row is the
same command whenever the file is run again, and a corrected row is another. Rows that are the
same are counted.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

import click

from ..workflow.errors import AttachmentFault, Misconfigured
from ..workflow.forms import Blank
from ..workflow.language import Message, message
from ..workflow.outcome import is_refusal
from ..workflow.parts import Step
from ..workflow.request import canonical
from ..workflow.rulebook import Rulebook
from .exits import meant_by
from .form import Scribe
from .intake_headings import Headings, blanks_of, plain
from .options import instant
from .play import Json, Malformed, Player
from .spreadsheet_row import Row

DIGITS = 24
DATED = ("date", "datetime")
SEVERAL = re.compile("[;；]")
# As a Chinese Excel shows a day, with a time of day or without.
SHOWN = re.compile(
    r"(\d{4})[/.年-](\d{1,2})[/.月-](\d{1,2})日?(?:[ T]+(\d{1,2})(:\d\d(?::\d\d)?))?"
)


@dataclass(frozen=True, slots=True)
class Given:
    """What the options say for all rows; a cell of a control column overrules it."""

    open: str
    do: str
    who: str
    at: datetime | None
    batch: str
    retry: bool

    def act(self, opens: str, does: str) -> tuple[str, str]:
        """Give which procedure a row opens or which step it takes."""
        return (opens, does) if opens or does else (self.open, self.do)


@dataclass(frozen=True, slots=True)
class Survey:
    """What a first reading has found: the headings, how many rows, and what they ask for."""

    headings: Headings
    count: int
    asked: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, rows: Iterable[Row]) -> Survey:
        """Read all rows once; raise Misconfigured where a cell stands under no heading."""
        filled = (row for row in rows if not row.is_empty)
        first = next(filled, None)
        if first is None:
            raise Misconfigured("the sheet is empty: its first row has the headings")
        headings, count, asked = Headings(first.cells), 0, set[tuple[str, str]]()
        for row in filled:
            _check_headed(row, headings)
            asked.add((_cell(row, headings, "open"), _cell(row, headings, "do")))
            count += 1
        return cls(headings, count, frozenset(asked))

    def codes(self, given: Given, rulebook: Rulebook) -> Mapping[int, str]:
        """Give which blank each column stands for, by its code.

        Raises for an act that no procedure knows, or a column that none of the acts has.
        """
        acts = {given.act(*cells) for cells in self.asked or {("", "")}}
        return self.headings.codes([one for act in sorted(acts) for one in _steps(rulebook, *act)])


def _check_headed(row: Row, headings: Headings) -> None:
    for place, cell in enumerate(row.cells):
        if cell and not any(headings.cells[place : place + 1]):
            raise Misconfigured(f"row {row.number}, cell {place + 1}: {cell!r} has no heading")


def _cell(row: Row, headings: Headings, control: str) -> str:
    place = headings.controls.get(control, len(row.cells))
    return row.cells[place] if place < len(row.cells) else ""


def _steps(rulebook: Rulebook, procedure: str, name: str) -> Iterator[Step]:
    """Give the steps that an act may mean; a case's procedure is known when it is looked up."""
    if procedure:
        yield rulebook.in_force(procedure).opening
    elif name:
        pages = rulebook.editions
        if all(name not in page.steps for page in pages):
            known = sorted({step for page in pages for step in page.steps})
            meant = meant_by(name, known)
            hint = f" Did you mean {meant}?" if meant else ""
            raise Misconfigured(f"no procedure has a step {name}.{hint}")
        yield from (page.steps[name] for page in pages if name in page.steps)


class Clerk:
    """Writes the command of each row, as a line that could be played.

    `codes` are the codes of the blanks that the columns stand for, by their place.
    """

    def __init__(
        self, survey: Survey, codes: Mapping[int, str], given: Given, scribe: Scribe, player: Player
    ) -> None:
        self.headings = survey.headings
        self.codes = codes
        self.given = given
        self.scribe = scribe
        self.player = player
        self._seen: Counter[str] = Counter()

    def line(self, row: Row) -> Json:
        """Write the command of a row; raise Malformed where a cell makes that impossible."""
        said = {control: _cell(row, self.headings, control) for control in self.headings.controls}
        opens, does = self.given.act(said.get("open", ""), said.get("do", ""))
        key = said.get("key") or self._made_key(row, f"{opens} {does}")
        self._check(row, opens, does)
        case = said.get("case", "")
        step = self.player.step_of(opens, self.player.number(case), does)
        return {
            **({"open": opens} if opens else {"do": does}),
            "case": case,
            "as": said.get("as") or self.given.who,
            "at": self._instant("at", said) or (self.given.at and self.given.at.isoformat()),
            "occurred": self._instant("occurred", said),
            "reason": said.get("reason", ""),
            "form": dict(self._form(row, blanks_of(step) if step else {})),
            "key": self._latest(key),
        }

    def _check(self, row: Row, opens: str, does: str) -> None:
        for place, why in row.faults.items():
            raise _malformed(self.headings.cells[place], why)
        if bool(opens) == bool(does):
            raise Malformed(message("a row either opens a case or takes a step"))

    def _instant(self, control: str, said: Mapping[str, str]) -> str | None:
        text = said.get(control, "")
        try:
            at = instant(_iso(text), self.scribe.zone) if text else None
        except (ValueError, OverflowError):
            says = "{text} is no instant; write 2026-03-02 09:00, on the office's clocks"
            raise _malformed(control, message(says, text=text)) from None
        return at.isoformat() if at else None

    def _form(self, row: Row, blanks: Mapping[str, Blank]) -> Iterator[tuple[str, object]]:
        for place, heading in self.headings.fields.items():
            text = row.cells[place] if place < len(row.cells) else ""
            blank = blanks.get(plain(heading))
            if text:
                yield (blank.name, self._read(heading, text, blank)) if blank else (heading, text)

    def _read(self, heading: str, text: str, blank: Blank) -> object:
        parts = _parts(text) if blank.many else [text]
        try:
            values = [self._one(part, blank) for part in parts]
        except click.BadParameter as error:
            raise _malformed(heading, error.message) from None
        except AttachmentFault as fault:
            raise _malformed(heading, fault.says) from None
        return values if blank.many else values[0]

    def _one(self, part: object, blank: Blank) -> object:
        if not isinstance(part, str):
            return part
        return self.scribe.read(_iso(part) if blank.shape in DATED else part, blank)

    def _made_key(self, row: Row, act: str) -> str:
        """Make a key of what a row says, whatever the order and the language of the columns."""
        controls = {place: code for code, place in self.headings.controls.items()}
        names = {**controls, **self.codes}
        words = {names[n]: cell for n, cell in enumerate(row.cells) if cell and n in names}
        made = self._known_by(canonical({"act": act, "words": words}))
        self._seen[made] += 1
        times = self._seen[made]
        return made + (f":{times}" if times > 1 else "")

    def _known_by(self, words: bytes) -> str:
        """Give the key of what stands in a row; that of the time before there were keyrings."""
        store, begins = self.player.desk.store, f"{self.given.batch}:"
        bare = f"{begins}{sha256(words).hexdigest()[:DIGITS]}"
        return bare if store.kept(bare) else f"{begins}{store.digest(words)[:DIGITS]}"

    def _latest(self, key: str) -> str:
        """Give the key under which a row was last asked for, or the next one to ask again."""
        name, tries = key, 1
        while (kept := self.player.desk.store.kept(name)) and is_refusal(kept):
            tries += 1
            following = f"{key}~{tries}"
            if not self.given.retry and not self.player.desk.store.kept(following):
                return name
            name = following
        return name


def _malformed(heading: str, why: Message | str) -> Malformed:
    return Malformed(message("column {heading}: {why}", heading=heading, why=why))


def _parts(text: str) -> list[object]:
    """Part a list: a JSON text is one or gives one; else its parts stand between semicolons."""
    if text.startswith(("[", "{")):
        with suppress(ValueError, RecursionError):
            found = json.loads(text)
            return list(found) if isinstance(found, list) else [found]
    return [part.strip() for part in SEVERAL.split(text) if part.strip()]


def _iso(text: str) -> str:
    """Write a day or an instant as ISO 8601 where it is written as spreadsheets show it."""
    shown = SHOWN.fullmatch(text)
    if shown is None:
        return text
    year, month, day, hour, rest = shown.groups()
    return f"{year}-{month:0>2}-{day:0>2}" + (f" {hour:0>2}{rest}" if hour else "")
