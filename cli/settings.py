"""Where an option comes from: flag, `HUIYIN_*`, `./huiyin.toml`, the user's own, or default.

store = "cases.db"
lang = "zh"
tz = "Asia/Shanghai"
attachments = "/srv/huiyin/files"
keys = "/srv/keys/cases.keys"
journal = "/mnt/auditor/checkpoints"
key = "/etc/huiyin/signer.key"
policy = "/etc/huiyin/policy"
master = "/etc/huiyin/master.key"
read_only = true

[files]
largest_mb = 20
types = ["image/jpeg", "image/png", "image/webp", "image/heic", "application/pdf"]

[checkpoints]
every = 100
daily = true

[privacy]
readers = ["receptionist", "cs_staff", "cs_manager"]
ask_why = true

[calendar]
hours = ["09:00-12:00", "13:30-18:00"]
closed = [2026-05-04]

[limits."complaint/realty"]
explanation = "P2D working"

[lists."shift/service_centre"]
duty_items = ["电话", "电脑", "饮水机", "对讲机"]

[without]
"consignment/jewellery" = ["settle-consignment", "sign-settlement"]
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from . import settings_file

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from ..workflow.attachments import Attachments
    from ..workflow.calendars import BusinessCalendar
    from ..workflow.deadlines import Figure
    from ..workflow.desk import Desk
    from ..workflow.language import Language
    from ..workflow.privacy import Reading
    from ..workflow.request import Terms
    from ..workflow.store import Store
    from .settings_file import Privacy

FILE = "huiyin.toml"
DEFAULTS = {
    "store": "huiyin.db",
    "lang": "en",
    "tz": "Asia/Shanghai",
    "as": "",
    "attachments": "",
    "keys": "",
    "journal": "",
    "key": "",
    "policy": "",
    "master": "",
    "read_only": "no",
}
FASTER_AND_WRONG = "POSTGRES_ENABLE_DB_FUNCTIONS"
OFF = ("", "n", "no", "f", "false", "off", "0")
BESIDE = ("attachments", "keys", "master", "journal")
TABLES = ("calendar", "limits", "lists", "without", "files", "checkpoints", "privacy")


@dataclass(frozen=True)
class Settings:
    """The options in force, each with where it was found."""

    flags: Mapping[str, str | None]
    reading: Reading | None = None

    @cached_property
    def files(self) -> tuple[tuple[Path, Mapping[str, object]], ...]:
        """The settings files that exist, the nearest first."""
        paths = (Path(FILE), _users_own())
        known = (*DEFAULTS, *TABLES)
        return tuple((path, settings_file.read(path, known)) for path in paths if path.is_file())

    def find(self, name: str) -> tuple[str, str]:
        """Give an option and its origin."""
        if (flag := self.flags.get(name)) is not None:
            return flag, f"--{name.replace('_', '-')}"
        variable = f"HUIYIN_{name.upper()}"
        if (given := os.environ.get(variable)) is not None:
            return given, variable
        for path, found in self.files:
            if name in found:
                return settings_file.text(found, name, path), str(path)
        return self._beside(name) if name in BESIDE else DEFAULTS[name], "default"

    def __getitem__(self, name: str) -> str:
        return self.find(name)[0]

    @cached_property
    def language(self) -> Language:
        """The language that people read here."""
        from ..workflow.errors import Misconfigured
        from ..workflow.language import language

        try:
            return language(self["lang"], self.zone)
        except ValueError as error:
            raise Misconfigured(str(error)) from None

    @property
    def spoken(self) -> Language:
        """The language for explaining commands: English where the settings make no sense."""
        from ..workflow.errors import HuiyinError
        from ..workflow.language import ENGLISH

        try:
            return self.language
        except HuiyinError:
            return ENGLISH

    @cached_property
    def zone(self) -> ZoneInfo:
        """The office's time zone."""
        from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

        from ..workflow.errors import Misconfigured

        try:
            return ZoneInfo(self["tz"])
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise Misconfigured(f"no time zone {self['tz']!r}; one is Asia/Shanghai") from None

    @cached_property
    def calendar(self) -> BusinessCalendar:
        """The office's working days and hours in its zone."""
        return settings_file.calendar(self._table("calendar"), self.zone)

    @cached_property
    def limits(self) -> Mapping[str, Mapping[str, Figure]]:
        """The office's own figures, by procedure and deadline."""
        return settings_file.limits(self._table("limits"))

    @cached_property
    def lists(self) -> Mapping[str, Mapping[str, Sequence[str]]]:
        """The office's own words, by procedure and list."""
        return settings_file.lists(self._table("lists"))

    @cached_property
    def without(self) -> Mapping[str, Sequence[str]]:
        """The inferred steps that the office does without, by procedure."""
        return settings_file.without(self._table("without"))

    @cached_property
    def privacy(self) -> Privacy:
        """Who may read what is personal, and whether he says why."""
        from ..domain.roles import AUDITOR, ROLES

        known = [one.code for one in (*ROLES, AUDITOR)]
        return settings_file.privacy(self._table("privacy"), known)

    @property
    def terms(self) -> Terms:
        """All that the office has set for its procedures."""
        from ..workflow.request import Terms

        return Terms(self.calendar, self.limits, self.lists, self.without)

    @property
    def store(self) -> str:
        """The address of the store to open; it may hold a password."""
        from ..workflow.errors import Misconfigured
        from ..workflow.store import is_on_server

        store = self["store"]
        if is_on_server(store) and os.environ.get(FASTER_AND_WRONG, "n").lower() not in OFF:
            raise Misconfigured(
                f"{FASTER_AND_WRONG} is set: with it eventsourcing writes past the order of the "
                "log, and its readers miss events; take it out of the environment"
            )
        return store

    def attachments(self) -> Attachments:
        """Open the place where attachments are kept: the folder beside the store, or another."""
        from ..workflow.attachments import beside, open_attachments

        accepts = settings_file.accepts(self._table("files"))
        return open_attachments(self["attachments"] or beside(self["store"]), accepts)

    def desk(self, *, create: bool = False) -> Desk:
        """Open the desk on the store; only what records creates one that is not there.

        Where checkpoints are signed by a schedule, that is done before the desk is closed, by
        who has recorded something.
        """
        desk = self._desk(self.store, create=create)
        if table := self._table("checkpoints"):
            from .signing import signing

            desk.before_closing(signing(self, settings_file.schedule(table), desk.store.position()))
        return desk

    def trial_desk(self) -> Desk:
        """Open the desk for a dry run, on nothing where there is no store yet."""
        from ..workflow.errors import StoreMissing

        try:
            return self._desk(self.store, create=False)
        except StoreMissing:
            return self._desk("memory:", create=True)

    def _desk(self, store: str, *, create: bool) -> Desk:
        from ..domain.office import open_desk
        from .writable import is_read_only

        read_only = store != "memory:" and is_read_only(self)
        return open_desk(
            store,
            keys="" if store == "memory:" else self.keys(),
            master=self["master"],
            reading=self.reading,
            calendar=self.calendar,
            limits=self.limits,
            lists=self.lists,
            without=self.without,
            create=create and not read_only,
            read_only=read_only,
        )

    def keys(self) -> str:
        """Give where the keys lie; the user's own folder for them is made where it is meant."""
        from ..workflow.store import is_on_server

        keys, origin = self.find("keys")
        if origin == "default" and is_on_server(self["store"]):
            Path(keys).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return keys

    def _beside(self, name: str) -> str:
        """Name the place beside the store, or of one's own; nothing where there is none."""
        from ..workflow.attachments import beside
        from ..workflow.errors import Misconfigured
        from ..workflow.store import is_on_server, path_of, place_of

        try:
            if name == "master":
                return f"{self['keys']}.master" if self["keys"] else ""
            store = self["store"]
            if name == "keys" and is_on_server(store):
                return str(_own_keys(place_of(store)))
            return beside(store) if name == "attachments" else f"{path_of(store)}.{name}"
        except Misconfigured:
            return ""

    def given(self, **flags: str | None) -> Settings:
        """Give the settings with the options of one command."""
        return Settings({**self.flags, **flags}, self.reading)

    def read_by(self, reading: Reading) -> Settings:
        """Give the settings under which what is personal is opened for a reading alone."""
        return Settings(self.flags, reading)

    def read_only(self) -> Store:
        """Open the store for somebody who changes nothing in it.

        What is personal stays sealed, unless it is opened for a reading.
        """
        from ..domain.office import rulebook
        from ..workflow.privacy import open_keyring
        from ..workflow.store import open_store

        keyring = (
            open_keyring(self["keys"], self["master"]) if self.reading and self["keys"] else None
        )
        registry = rulebook().registry()
        kept = open_store(self.store, registry=registry, read_only=True, keyring=keyring)
        return kept.read_by(self.reading) if self.reading else kept

    def everything(self) -> Iterator[tuple[str, str, str]]:
        """Give every setting in force as name, value and origin."""
        from ..workflow.store import shown

        for name in DEFAULTS:
            value, origin = self.find(name)
            yield (name, shown(value) if name == "store" else value, origin)
        for table in TABLES:
            for path, found in self.files:
                if table in found:
                    yield from (
                        (n, v, str(path)) for n, v in settings_file.flat(table, found[table])
                    )
                    break

    def _table(self, name: str) -> Mapping[str, object]:
        return next((settings_file.table(f, name, p) for p, f in self.files if name in f), {})


def _own_keys(office: Sequence[str]) -> Path:
    """Name the place for the keys of an office on a server, which no file can stand beside."""
    from urllib.parse import quote

    from platformdirs import user_data_path

    *folders, name = (quote(one, safe="") for one in office)
    return user_data_path("huiyin").joinpath(*folders, f"{name}.keys")


def _users_own() -> Path:
    from platformdirs import user_config_path

    return user_config_path("huiyin") / FILE
