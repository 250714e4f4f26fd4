"""Options as they are found: what each is, and whether a flag, a variable or a file says so."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from . import settings_file

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
BESIDE = ("attachments", "keys", "master", "journal")
TABLES = ("calendar", "limits", "lists", "without", "files", "checkpoints", "privacy")


@dataclass(frozen=True)
class Found:
    """The options in force, each with where it was found."""

    flags: Mapping[str, str | None]

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

    def table(self, name: str) -> Mapping[str, object]:
        """Give a table of the nearest settings file that has it; an empty one if none does."""
        return next((settings_file.table(f, name, p) for p, f in self.files if name in f), {})

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


def _own_keys(office: Sequence[str]) -> Path:
    """Name the place for the keys of an office on a server, which no file can stand beside."""
    from urllib.parse import quote

    from platformdirs import user_data_path

    *folders, name = (quote(one, safe="") for one in office)
    return user_data_path("huiyin").joinpath(*folders, f"{name}.keys")


def _users_own() -> Path:
    from platformdirs import user_config_path

    return user_config_path("huiyin") / FILE
