"""What is printed: facts, tables and remarks, each value as people read it and as data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from ..workflow.language import Label, Language, Message, Until, on_clock

if TYPE_CHECKING:
    Says = str | Label | Message
    Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Named:
    """A code or other data, with its name for people."""

    code: object
    says: Says | Lines


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure with its unit: as data, for people, and as a spreadsheet counts with it.

    `form` is the spreadsheet's format of numbers.
    """

    code: object
    says: Says
    number: Decimal | timedelta
    form: str


@dataclass(frozen=True, slots=True)
class Because:
    """A sentence with the clauses that say so."""

    clauses: tuple[str, ...]
    says: Says


@dataclass(frozen=True, slots=True)
class Lines:
    """Several values, each on a line of its own."""

    each: Sequence[object]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under titled columns; what a row holds beside its columns is data only.

    `wrap` is how wide a cell may be; `fit` how wide the table may be, whose cells are then
    wrapped as far as that takes. 0 is as wide as it comes. `notes` stand below it.
    """

    name: str
    columns: Mapping[str, Says]
    rows: Iterable[Row]
    title: Says = ""
    wrap: int = 0
    fit: int = 0
    notes: Sequence[Says] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """What a command found: facts with their titles, tables, and remarks for people.

    `data` is for JSON only, `title` for a page.
    """

    kind: str
    facts: Mapping[str, tuple[Says, object]] = field(default_factory=dict)
    tables: Sequence[Table] = ()
    notes: Sequence[Says] = ()
    data: Mapping[str, object] = field(default_factory=dict)
    title: Says = ""


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads: in which language, in which zone."""

    language: Language
    zone: ZoneInfo

    def say(self, says: Says) -> str:
        """Say a sentence or a name, its instants on the zone's clock."""
        if isinstance(says, Message):
            local = {name: self._in_zone(value) for name, value in says.values.items()}
            return self.language.say(Message(says.text, local))
        return self.language.say(says)

    def _in_zone(self, value: object) -> object:
        match value:
            case datetime() | Until():
                return on_clock(value, self.zone)
            case Message():
                return self.say(value)
        return value

    def text(self, value: object) -> str:
        """Write a value for people, in one line unless it has several."""
        match value:
            case Named(_, says) | Measure(_, says):
                return self.text(says)
            case Because(clauses, says):
                return ": ".join(filter(None, (", ".join(clauses), self.text(says))))
            case Lines(each):
                return "\n".join(self.text(one) for one in each)
            case str() | Label() | Message():
                return one_line(self.say(value))
            case Iterable():
                return self._joined(value)
        return self._single(value)

    def _joined(self, values: Iterable[object]) -> str:
        texts = [self.text(one) for one in values]
        if isinstance(values, Mapping):
            texts = [f"{key}: {self.text(one)}" for key, one in values.items()]
        return self.language.sentence(", ").join(texts)

    def _single(self, value: object) -> str:
        match value:
            case None:
                return ""
            case bool():
                return self.language.sentence("yes") if value else self.language.sentence("no")
            case datetime() | Until():
                return on_clock(value, self.zone)
        return str(value)

    def exact(self, value: object) -> str:
        """Write a value for a spreadsheet: as for people, but an instant with its offset."""
        match value:
            case Named(_, says) | Measure(_, says):
                return self.exact(says)
            case Until(at) | (datetime() as at):
                return at.astimezone(self.zone).isoformat()
            case str():
                return value
        return self.text(value)

    def data(self, value: object) -> object:
        """Give a value as JSON data: codes, and instants with their offset."""
        match value:
            case Named(code, _) | Measure(code):
                return self.data(code)
            case Because(clauses, says):
                return {"clauses": list(clauses), "says": self.say(says)}
            case Lines(each):
                return [self.data(one) for one in each]
            case Mapping():
                return {str(key): self.data(one) for key, one in value.items()}
            case Iterable() if not isinstance(value, str):
                return [self.data(one) for one in value]
        return self._datum(value)

    def _datum(self, value: object) -> object:
        match value:
            case None | str() | bool() | int() | float():
                return value
            case Until(at) | (datetime() as at):
                return at.astimezone(self.zone).isoformat()
            case Label() | Message():
                return self.say(value)
        return str(value)


def begins_a_formula(text: str) -> bool:
    """Say whether a spreadsheet program may take a text for a formula."""
    return text.startswith(("=", "+", "-", "@", "\t", "\r"))


def one_line(text: str) -> str:
    """Keep what would move the cursor of a terminal, or colour it, from doing so."""
    if text.isprintable():
        return text
    return "".join(_shown(one) for one in text)


def _shown(one: str) -> str:
    if one.isprintable():
        return one
    return {"\n": "⏎", "\t": " "}.get(one) or one.encode("unicode_escape").decode()
