"""What can happen on the day of the demo, Monday 2 March 2026."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from ..workflow.calendars import SHANGHAI
from ..workflow.language import Label

Form = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Open:
    """A case is opened and called by an alias."""

    time: str
    alias: str
    procedure: str
    who: str
    form: Form


@dataclass(frozen=True, slots=True)
class Do:
    """A step is taken on the case of an alias, or refused if that is what the scene shows."""

    time: str
    alias: str
    step: str
    who: str
    form: Form = field(default_factory=dict)
    reason: str = ""
    is_refused: bool = False


@dataclass(frozen=True, slots=True)
class Why:
    """Somebody asks why a step may not be taken, and what may."""

    time: str
    alias: str
    step: str
    who: str


@dataclass(frozen=True, slots=True)
class Tick:
    """The clock looks for what has lapsed."""

    time: str


Act = Open | Do | Why | Tick


@dataclass(frozen=True, slots=True)
class Scene:
    """A heading, and what happens under it."""

    title: Label
    acts: tuple[Act, ...]


def at(time: str) -> datetime:
    """Give the instant of a time of the day."""
    return datetime.fromisoformat(f"2026-03-02T{time}").replace(tzinfo=SHANGHAI)


def later(time: str) -> str:
    """Write an instant of the day as a form holds it."""
    return at(time).isoformat()
