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
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from . import settings_file
from .found import Found

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

FASTER_AND_WRONG = "POSTGRES_ENABLE_DB_FUNCTIONS"
OFF = ("", "n", "no", "f", "false", "off", "0")


@dataclass(frozen=True)
class Settings(Found):
    """The options in force, and what is opened by them; what is personal for a reading alone."""

    reading: Reading | None = None

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
        return settings_file.calendar(self.table("calendar"), self.zone)

    @cached_property
    def limits(self) -> Mapping[str, Mapping[str, Figure]]:
        """The office's own figures, by procedure and deadline."""
        return settings_file.limits(self.table("limits"))

    @cached_property
    def lists(self) -> Mapping[str, Mapping[str, Sequence[str]]]:
        """The office's own words, by procedure and list."""
        return settings_file.lists(self.table("lists"))

    @cached_property
    def without(self) -> Mapping[str, Sequence[str]]:
        """The inferred steps that the office does without, by procedure."""
        return settings_file.without(self.table("without"))

    @cached_property
    def privacy(self) -> Privacy:
        """Who may read what is personal, and whether he says why."""
        from ..domain.roles import AUDITOR, ROLES

        known = [one.code for one in (*ROLES, AUDITOR)]
        return settings_file.privacy(self.table("privacy"), known)

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

        accepts = settings_file.accepts(self.table("files"))
        return open_attachments(self["attachments"] or beside(self["store"]), accepts)

    def desk(self, *, create: bool = False) -> Desk:
        """Open the desk on the store; only what records creates one that is not there.

        Where checkpoints are signed by a schedule, that is done before the desk is closed, by
        who has recorded something.
        """
        desk = self._desk(self.store, create=create)
        if table := self.table("checkpoints"):
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
