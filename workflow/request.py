"""What is asked of a case: a step, by whom, when, with which form.

Time, actor and key arrive with the request; nothing inside reads a clock.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from typing import TYPE_CHECKING

from pydantic_core import PydanticSerializationError, to_json

from .actor import Actor
from .annotations import YEARS
from .calendars import BusinessCalendar, aware
from .deadlines import Figure

if TYPE_CHECKING:
    from .case import Case


@dataclass(frozen=True, slots=True)
class Request:
    """A step asked for on a case, or the opening of one under a procedure.

    `at` is when it is recorded, `occurred` when it is said to have happened; both are aware.
    `case` is a case number, or `procedure` such as `parcel/counter` to open one.
    """

    step: str
    actor: Actor
    at: datetime
    form: Mapping[str, object] = field(default_factory=dict)
    case: str = ""
    procedure: str = ""
    occurred: datetime | None = None
    reason: str = ""
    key: str = ""
    expect_version: int | None = None
    correlation: str = ""
    causation: str = ""

    def __post_init__(self) -> None:
        """Refuse a time without a zone or of another age, and words that cannot be written."""
        for instant in (self.at, self.occurred or self.at):
            if instant.year not in YEARS:
                raise ValueError(f"{instant} is not of our time")
            aware(instant)
        words = [self.step, self.case, self.procedure, self.reason, self.key]
        words += [self.correlation, self.causation, str(self.actor)]
        if any(not _is_written(word) for word in words):
            raise ValueError(f"no letters: {words!a}")

    @property
    def told(self) -> bytes:
        """Write all that tells the command from another, which `at` and key do not."""
        same = {
            "case": self.case,
            "procedure": self.procedure,
            "step": self.step,
            "as": str(self.actor),
            "form": _writable(self.form),
            "occurred": self.occurred and self.occurred.astimezone(UTC),
            "reason": self.reason,
            "expect_version": self.expect_version,
        }
        return canonical(same)


def canonical(value: object) -> bytes:
    """Write a value as JSON with its keys in order, so that equal values are equal bytes."""
    return to_json(_sorted(value), fallback=str)


def _is_written(word: str) -> bool:
    return not any("\ud800" <= letter <= "\udfff" for letter in word)


def _writable(form: Mapping[str, object]) -> dict[str, object]:
    """Give a form as JSON can hold it, with a word in the place of what it cannot."""
    written: dict[str, object] = {}
    for name, value in form.items():
        try:
            canonical({name: value})
        except (PydanticSerializationError, ValueError, RecursionError):
            written[ascii(name)] = f"unwritable {type(value).__name__}"
        else:
            written[str(name)] = value
    return written


def _sorted(value: object) -> object:
    if isinstance(value, Mapping):
        return {str(key): _sorted(value[key]) for key in sorted(value, key=str)}
    if isinstance(value, list | tuple):
        return [_sorted(one) for one in value]
    return value


@dataclass(frozen=True, slots=True)
class Terms:
    """What an office has set: its working days in its zone, its figures, its words.

    `limits` maps a procedure and a deadline of it to the office's own figure, `lists` a procedure
    and a listing of it to the office's own words, `without` a procedure to those of its inferred
    steps that the office does without.
    """

    calendar: BusinessCalendar
    limits: Mapping[str, Mapping[str, Figure]] = field(default_factory=dict)
    lists: Mapping[str, Mapping[str, Sequence[str]]] = field(default_factory=dict)
    without: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ask:
    """A request as rules see it, with the cases that its form refers to.

    `found` holds the cases that the step looks up, `lists` the words that the office lists,
    `limits` the figures that it has set; `zone` is the office's, in which its days, months and
    quarters begin and end.
    """

    actor: Actor
    at: datetime
    occurred: datetime
    reason: str
    cases: Mapping[str, Case] = field(default_factory=dict)
    found: Mapping[str, tuple[Case, ...]] = field(default_factory=dict)
    lists: Mapping[str, Sequence[str]] = field(default_factory=dict)
    zone: tzinfo = UTC
    limits: Mapping[str, Figure] = field(default_factory=dict)
