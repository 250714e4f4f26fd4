"""Where an option comes from: flag, `HUIYIN_*`, `./huiyin.toml`, the user's own, or default.

    store = "cases.db"
    lang = "zh"
    tz = "Asia/Shanghai"

    [calendar]
    hours = ["09:00-12:00", "13:30-18:00"]
    closed = [2026-05-04]

    [limits."complaint/realty"]
    explanation = "P2D working"
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..workflow.calendars import BusinessCalendar
    from ..workflow.deadlines import Figure
    from ..workflow.desk import Desk
    from ..workflow.language import Language

FILE = "huiyin.toml"
DEFAULTS = {"store": "huiyin.db", "lang": "en", "tz": "Asia/Shanghai", "as": ""}
TABLES = ("calendar", "limits")
HOURS = ("09:00-12:00", "13:30-18:00")


@dataclass(frozen=True)
class Settings:
    """The options in force, each with where it was found."""

    flags: Mapping[str, str | None]

    @cached_property
    def files(self) -> tuple[tuple[Path, Mapping[str, object]], ...]:
        """The settings files that exist, the nearest first."""
        from platformdirs import user_config_path

        paths = (Path(FILE), user_config_path("huiyin") / FILE)
        return tuple((path, _read(path)) for path in paths if path.is_file())

    def find(self, name: str) -> tuple[str, str]:
        """Give an option and its origin."""
        if (flag := self.flags.get(name)) is not None:
            return flag, "flag"
        variable = f"HUIYIN_{name.upper()}"
        if (given := os.environ.get(variable)) is not None:
            return given, variable
        for path, found in self.files:
            if name in found:
                return str(found[name]), str(path)
        return DEFAULTS[name], "default"

    def __getitem__(self, name: str) -> str:
        return self.find(name)[0]

    @property
    def language(self) -> Language:
        """The language that people read here."""
        from ..workflow.errors import Misconfigured
        from ..workflow.language import language

        try:
            return language(self["lang"])
        except ValueError as error:
            raise Misconfigured(str(error)) from None

    @cached_property
    def calendar(self) -> BusinessCalendar:
        """The office's working days and hours in its zone."""
        from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

        from ..workflow.calendars import BusinessCalendar
        from ..workflow.days import week
        from ..workflow.errors import Misconfigured

        table = self._table("calendar")
        try:
            zone = ZoneInfo(self["tz"])
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise Misconfigured(f"no time zone {self['tz']!r}; one is Asia/Shanghai") from None
        return BusinessCalendar(
            "office",
            week(*_texts(table, "hours", HOURS)),
            zone,
            frozenset(_days(table, "closed")),
            frozenset(_days(table, "open")),
        )

    @property
    def limits(self) -> Mapping[str, Mapping[str, Figure]]:
        """The office's own figures, by procedure and deadline."""
        from ..workflow.deadlines import Figure
        from ..workflow.errors import Misconfigured

        table = self._table("limits")
        own: dict[str, dict[str, Figure]] = {}
        for procedure, figures in table.items():
            if not isinstance(figures, Mapping):
                raise Misconfigured(f'limits are written [limits."PROCEDURE"], not {procedure}')
            own[procedure] = {name: Figure.parse(str(text)) for name, text in figures.items()}
        return own

    def desk(self, *, create: bool = False) -> Desk:
        """Open the desk on the store; only what records creates one that is not there."""
        from ..domain.office import open_desk

        return open_desk(self["store"], calendar=self.calendar, limits=self.limits, create=create)

    def _table(self, name: str) -> Mapping[str, object]:
        for _, found in self.files:
            if isinstance(table := found.get(name), Mapping):
                return table
        return {}


def _read(path: Path) -> Mapping[str, object]:
    from ..workflow.errors import Misconfigured

    try:
        found = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise Misconfigured(f"{path} cannot be read: {error}") from None
    if unknown := set(found) - set(DEFAULTS) - set(TABLES):
        known = ", ".join((*DEFAULTS, *TABLES))
        raise Misconfigured(f"{path}: no option {', '.join(sorted(unknown))}; there are {known}")
    return found


def _texts(table: Mapping[str, object], name: str, default: tuple[str, ...]) -> tuple[str, ...]:
    found = table.get(name, default)
    return tuple(map(str, found)) if isinstance(found, list | tuple) else default


def _days(table: Mapping[str, object], name: str) -> list[date]:
    from ..workflow.errors import Misconfigured

    found = table.get(name, [])
    days = found if isinstance(found, list) else [found]
    if not all(isinstance(day, date) for day in days):
        raise Misconfigured(f"calendar.{name} is a list of days such as [2026-05-04]")
    return days
