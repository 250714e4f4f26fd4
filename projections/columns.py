"""Columns of a register: what they are called, what stands in them, how it is said."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from typing import Generic, Literal, NamedTuple, Protocol, TypeVar
from zoneinfo import ZoneInfo

from pydantic import AwareDatetime, TypeAdapter

from ..workflow.forms import Choice
from ..workflow.language import Label, Language, Message, Until, on_clock

R = TypeVar("R")
Kind = Literal["text", "choice", "instant", "due", "yes", "number", "amount", "list"]
_INSTANT = TypeAdapter(AwareDatetime)
Says = Callable[[object, ZoneInfo], object]
Value = str | int | bool | Decimal | datetime | Sequence[object] | None

YES, NO = Label("是", "yes"), Label("否", "no")


class Coded(str):
    """A code that brings its own name along, as pages may name one code each in its way."""

    __slots__ = ("name",)
    name: Label | Message

    def __new__(cls, code: str, name: Label | Message) -> Coded:
        """Make a text of the code that can be said by its name."""
        coded = super().__new__(cls, code)
        coded.name = name
        return coded

    @classmethod
    def of(cls, code: str, label: Label | None) -> Coded:
        """Make one that stands for itself where it has no name."""
        return cls(code, label or Label(code, code))


class Reading(NamedTuple, Generic[R]):
    """A row as it is read: its key, its facts, the time of reading, and why it waits if it does."""

    key: str
    row: R
    now: datetime
    parked: str = ""


class Heading(Protocol):
    """What a line's value is called and how it is said, wherever it comes from."""

    @property
    def name(self) -> str: ...

    @property
    def label(self) -> Label: ...

    @property
    def kind(self) -> Kind: ...

    @property
    def width(self) -> int: ...

    def shown(self, value: Value, language: Language, zone: ZoneInfo) -> str:
        """Say a value for a table."""
        ...

    def plain(self, value: Value, zone: ZoneInfo) -> object:
        """Give a value as JSON can hold it."""
        ...


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """A column: its name, its label, what it holds, and how wide it is in half-width characters.

    `kind` is text, choice (a code that `labels` names, or that is `Coded`), instant (an aware
    datetime), due (one at which something is due), yes (true or false), number, amount (exact)
    or list (texts, codes, or records that `says` puts into words).
    """

    name: str
    label: Label
    value: Callable[[Reading[R]], Value]
    kind: Kind = "text"
    width: int = 12
    labels: Mapping[str, Label] = field(default_factory=dict)
    says: Says | None = None

    def shown(self, value: Value, language: Language, zone: ZoneInfo) -> str:
        """Say a value for a table in the language of its reader, an instant on the zone's clock."""
        if value is None:
            return ""
        match self.kind:
            case "choice":
                return language.say(self.named(value))
            case "yes":
                return language.say(YES if value else NO)
            case "instant" | "due":
                return in_zone(value, zone, is_due=self.kind == "due")
            case "list" if isinstance(value, Sequence):
                said = [self.says(one, zone) if self.says else self.named(one) for one in value]
                return language.sentence("; ").join(language.say(one) for one in said)
        return f"{value:f}" if isinstance(value, Decimal) else str(value)

    def plain(self, value: Value, zone: ZoneInfo) -> object:
        """Give a value as JSON can hold it; instants carry the zone's offset."""
        if isinstance(value, datetime):
            return value.astimezone(zone).isoformat()
        if isinstance(value, Decimal):
            return f"{value:f}"
        if isinstance(value, Sequence) and not isinstance(value, str):
            return list(value)
        return value

    def named(self, value: object) -> object:
        """Give the name of a code; what has none stands for itself."""
        return value.name if isinstance(value, Coded) else self.labels.get(str(value), value)


def in_zone(value: object, zone: ZoneInfo, *, is_due: bool = False) -> str:
    """Write an instant to the minute on the zone's clock; what is due at midnight is at 24:00."""
    if not isinstance(value, datetime):
        return str(value)
    at = value.replace(second=0, microsecond=0)
    return on_clock(Until(at) if is_due else at, zone)


def labels_of(*choices: Iterable[Choice]) -> dict[str, Label]:
    """Name the codes of choices."""
    return {str(one): one.label for choice in choices for one in choice}


def in_words(value: object) -> object:
    """Say what stood in a blank: yes or no, a list one by one, an object by what is in it."""
    match value:
        case None:
            return "—"
        case bool():
            return YES if value else NO
        case list():
            return [in_words(one) for one in value]
        case dict():
            return " ".join(str(one) for one in value.values() if one is not None)
    return str(value)


def at(text: object) -> datetime | None:
    """Read an instant as rows and forms keep it; None where there is none."""
    if not text:
        return None
    try:
        return datetime.fromisoformat(str(text))
    except ValueError:  # a counter-entry's words may be written in more ways
        return _INSTANT.validate_python(str(text)).astimezone(UTC)
