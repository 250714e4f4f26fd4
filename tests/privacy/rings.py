"""A keyring on the disk, and somebody who reads every byte of it."""

import sqlite3
from collections.abc import Generator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from huiyin.workflow.privacy.contract import Access, Identity
from huiyin.workflow.privacy.sqlite_keyring import SQLiteKeyring
from spec import at

HE = Identity("何静", "13900020001")
NOW = at("2026-03-02 09:00")


@dataclass(frozen=True)
class Ring:
    """A folder with a keyring in it."""

    folder: Path

    @property
    def file(self) -> Path:
        return self.folder / "cases.db.keys"

    @property
    def master(self) -> Path:
        return self.folder / "cases.db.keys.master"

    @contextmanager
    def opened(self, *, read_only: bool = False) -> Generator[SQLiteKeyring]:
        with closing(SQLiteKeyring(self.file, read_only=read_only)) as keyring:
            yield keyring

    @contextmanager
    def behind_its_back(self) -> Generator[sqlite3.Connection]:
        """Give a connection that no trigger hinders."""
        with closing(sqlite3.connect(self.file, isolation_level=None)) as connection:
            rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for (name,) in rows.fetchall():
                connection.execute(f"DROP TRIGGER {name}")
            yield connection

    def column(self, query: str) -> list[bytes]:
        with closing(sqlite3.connect(self.file)) as connection:
            return [row[0] for row in connection.execute(query)]

    def holds(self, *secrets: bytes) -> set[bytes]:
        """Give those secrets that stand anywhere in any file of the folder."""
        whole = b"".join(one.read_bytes() for one in self.folder.rglob("*") if one.is_file())
        return {one for one in secrets if one in whole}


def access(
    what: str = "show", *cases: str, who: str = "wang:auditor", when: datetime = NOW
) -> Access:
    return Access(when, who, what, cases or ("C-2026-000001",))
