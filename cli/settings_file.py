"""The settings file read strictly: what it says wrongly is told, never ignored."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ..workflow.errors import Misconfigured

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from ..workflow.attachments import Accepts
    from ..workflow.calendars import BusinessCalendar
    from ..workflow.deadlines import Figure
    from ..workflow.ledger.schedule import Schedule

HOURS = ("09:00-12:00", "13:30-18:00")
CALENDAR = ("hours", "closed", "open")
CHECKPOINTS = ("every", "daily")
FILES = ("largest_mb", "types")
PRIVACY = ("readers", "ask_why")
SWITCHES = {
    **dict.fromkeys(("", "0", "no", "false"), False),
    **dict.fromkeys(("1", "yes", "true"), True),
}


def read(path: Path, known: Sequence[str]) -> Mapping[str, object]:
    """Read a settings file; raise Misconfigured for one that is broken or says too much."""
    import tomllib

    try:
        found = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise Misconfigured(f"{path} cannot be read: {error}") from None
    _only(found, known, str(path))
    return found


def text(found: Mapping[str, object], name: str, path: Path) -> str:
    """Give an option that is a text."""
    value = found[name]
    if isinstance(value, bool) and name == "read_only":
        return "yes" if value else "no"
    if not isinstance(value, str):
        raise Misconfigured(f"{path}: {name} is a text, not {value!r}")
    return value


def switch(name: str, value: str) -> bool:
    """Read an option that is on or off."""
    try:
        return SWITCHES[value.lower()]
    except KeyError:
        raise Misconfigured(f"{name} is yes or no, not {value!r}") from None


def table(found: Mapping[str, object], name: str, path: Path) -> Mapping[str, object]:
    """Give a table of a settings file."""
    value = found[name]
    if not isinstance(value, Mapping):
        raise Misconfigured(f"{path}: {name} is a table, written [{name}]")
    return value


def calendar(found: Mapping[str, object], zone: ZoneInfo) -> BusinessCalendar:
    """Give the office's working days and hours."""
    from ..workflow.calendars import BusinessCalendar
    from ..workflow.days import week

    _only(found, CALENDAR, "calendar")
    hours = found.get("hours", HOURS)
    if not isinstance(hours, list | tuple) or not all(isinstance(one, str) for one in hours):
        raise Misconfigured('calendar.hours is a list such as ["09:00-12:00"]')
    closed, opened = (frozenset(_days(found, name)) for name in ("closed", "open"))
    return BusinessCalendar("office", week(*map(str, hours)), zone, closed, opened)


def limits(found: Mapping[str, object]) -> Mapping[str, Mapping[str, Figure]]:
    """Give the office's own figures, by procedure and deadline."""
    from ..workflow.deadlines import Figure

    own: dict[str, dict[str, Figure]] = {}
    for procedure, figures in found.items():
        if not isinstance(figures, Mapping):
            raise Misconfigured(f'limits are written [limits."PROCEDURE"], not {procedure}')
        own[procedure] = {name: Figure.parse(str(figure)) for name, figure in figures.items()}
    return own


def lists(found: Mapping[str, object]) -> Mapping[str, Mapping[str, Sequence[str]]]:
    """Give the office's own words, by procedure and list."""
    own: dict[str, dict[str, Sequence[str]]] = {}
    for procedure, words in found.items():
        if not isinstance(words, Mapping):
            raise Misconfigured(f'lists are written [lists."PROCEDURE"], not {procedure}')
        own[procedure] = {name: _words(value, name) for name, value in words.items()}
    return own


def without(found: Mapping[str, object]) -> Mapping[str, Sequence[str]]:
    """Give the steps that the office does without, by procedure."""
    return {procedure: _words(value, procedure) for procedure, value in found.items()}


def accepts(found: Mapping[str, object]) -> Accepts:
    """Give what may be attached here."""
    from ..workflow.attachments import ACCEPTED, Accepts
    from ..workflow.attachments.contract import MB

    _only(found, FILES, "files")
    largest = found.get("largest_mb", ACCEPTED.largest // MB)
    if isinstance(largest, bool) or not isinstance(largest, int):
        raise Misconfigured("files.largest_mb is a whole number of megabytes")
    types = found.get("types", ACCEPTED.types)
    if not isinstance(types, list | tuple) or not all(isinstance(one, str) for one in types):
        raise Misconfigured('files.types is a list such as ["image/jpeg", "application/pdf"]')
    return Accepts(largest * MB, tuple(map(str, types)))


def schedule(found: Mapping[str, object]) -> Schedule:
    """Give when checkpoints are signed without being asked for."""
    from ..workflow.ledger.schedule import Schedule

    _only(found, CHECKPOINTS, "checkpoints")
    every, daily = found.get("every", 0), found.get("daily", False)
    if isinstance(every, bool) or not isinstance(every, int) or every < 0:
        raise Misconfigured("checkpoints.every is a whole number of events and refusals")
    if not isinstance(daily, bool):
        raise Misconfigured("checkpoints.daily is true or false")
    return Schedule(every, daily)


@dataclass(frozen=True, slots=True)
class Privacy:
    """Which roles may see what is personal, all where none is named, and whether they say why."""

    readers: tuple[str, ...] = ()
    ask_why: bool = False


def privacy(found: Mapping[str, object], roles: Sequence[str]) -> Privacy:
    """Give who may see what is personal."""
    _only(found, PRIVACY, "privacy")
    readers, ask_why = (
        tuple(_words(found.get("readers", []), "privacy.readers")),
        found.get("ask_why"),
    )
    if unknown := [one for one in readers if one not in roles]:
        raise Misconfigured(f"privacy.readers: no role {', '.join(unknown)}")
    if not isinstance(ask_why, bool | None):
        raise Misconfigured("privacy.ask_why is true or false")
    return Privacy(readers, bool(ask_why))


def flat(name: str, value: object) -> Iterator[tuple[str, str]]:
    """Give the entries of a table as dotted names with their values as text."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from flat(f"{name}.{key}", inner)
    else:
        listed = value if isinstance(value, list) else [value]
        yield name, ", ".join(map(str, listed))


def _only(found: Mapping[str, object], known: Sequence[str], where: str) -> None:
    if unknown := sorted(set(found) - set(known)):
        listed = ", ".join(known) or "none"
        raise Misconfigured(f"{where}: no option {', '.join(unknown)}; there are {listed}")


def _words(value: object, name: str) -> Sequence[str]:
    words = value if isinstance(value, list) else [value]
    if not isinstance(value, list) or not all(isinstance(one, str) for one in words):
        raise Misconfigured(f'{name} is a list of words such as ["…", "…"]')
    return tuple(map(str, words))


def _days(found: Mapping[str, object], name: str) -> list[date]:
    value = found.get(name, [])
    days = value if isinstance(value, list) else [value]
    found_days = [one for one in days if isinstance(one, date) and not isinstance(one, datetime)]
    if len(found_days) != len(days):
        raise Misconfigured(f"calendar.{name} is a list of days such as [2026-05-04]")
    return found_days
