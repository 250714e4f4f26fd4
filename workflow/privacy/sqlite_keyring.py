"""A keyring in one SQLite file, with its master key in another: for many threads and processes.

Each person has a key of 32 random bytes, wrapped with the master key. What names him is kept
only as a keyed hash. Both are destroyed when he is erased, and the file is written anew before
that is said to be done.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from hmac import digest
from pathlib import Path
from secrets import token_bytes, token_hex

from ..errors import StoreUnavailable
from ..events import instant
from ..language import Message
from . import access_log, ring_file
from .access_log import Head
from .aes import LENGTH
from .contract import Access, Identity, KeyGone, KeyLost, State, Subject
from .identities import spelt
from .ring_file import RingFile, Row
from .standings import ensure_possible
from .wrapping import TRIES, Wrapping

PSEUDONYM = 10  # bytes: nobody meets another's by chance
NEVER = datetime.min.replace(tzinfo=UTC)
FOUND = "SELECT id FROM subjects JOIN {} ON subject = number WHERE {} = ?"
OF_CASE = FOUND.format("cases", "case_number")
OF_IDENTITY = FOUND.format("identities", "digest")
ALL = """SELECT number, id, state, since, coalesce(
        (SELECT json_group_array(case_number) FROM
            (SELECT case_number FROM cases WHERE subject = number ORDER BY case_number)), '[]')
    FROM subjects"""


class SQLiteKeyring:
    """The keys of persons in a file; its master key lies at `master`, or beside it.

    `wait` is how many seconds a writer waits for another one. Without `create` there must be
    a keyring already; StoreUnavailable where there is none.
    """

    def __init__(
        self,
        path: str | Path,
        *,
        master: str | Path = "",
        create: bool = True,
        read_only: bool = False,
        wait: float = 10.0,
    ) -> None:
        self.path = Path(path)
        if create and not read_only:
            ring_file.touch(self.path)
        elif not self.path.is_file():
            raise StoreUnavailable(f"{path}: there is no keyring here")
        self._file = RingFile(str(path), read_only=read_only, wait=wait)
        self._wrapping = Wrapping(self._file, Path(master or f"{path}.master"))
        try:
            self._wrapping.prepare(create=create and not read_only)
        except BaseException:
            self.close()
            raise

    # ------------------------------------------------------------ persons

    def subject_of(self, case: str, identity: Identity | None = None) -> str:
        """Give the pseudonym of the person whom a case is about, or draw one.

        An identity without a name or without a number is nobody's but this case's.
        """
        known = self._file.rows(OF_CASE, case)
        if known and identity is None:
            return str(known[0][0])
        digest_of = self._named(identity) if identity else b""
        fresh, key = token_hex(PSEUDONYM), token_bytes(LENGTH)
        with self._file.transaction() as cursor:
            # Somebody else may have been faster, and a rotation may have come between.
            query, value = (OF_IDENTITY, digest_of) if identity else (OF_CASE, case)
            query += " AND state NOT IN ('erasing', 'erased')" if identity else ""
            if found := cursor.execute(query, (value,)).fetchone():
                _link(cursor, case, found[0])
                return str(found[0])
            self._draw(cursor, fresh, key)
            _link(cursor, case, fresh)
            if digest_of:
                naming = "INSERT OR REPLACE INTO identities SELECT ?, number FROM subjects "
                cursor.execute(naming + "WHERE id = ?", (digest_of, fresh))
        return fresh

    def key(self, subject: str) -> bytes | None:
        """Give a person's key (32 bytes); None once he is erased; KeyLost for a stranger."""
        for _ in range(TRIES):
            [(number, state, generation, sealed)] = self._file.rows(
                "SELECT number, state, generation, sealed FROM subjects "
                "LEFT JOIN keys ON subject = number WHERE id = ?",
                subject,
            ) or [_stranger(subject)]
            if state in (State.ERASING, State.ERASED):
                return None
            if sealed is None:
                raise KeyGone(f"{subject}: his key is gone, and nobody has erased him")
            if opened := self._wrapping.opened(number, generation, sealed):
                return opened
        raise StoreUnavailable(f"{self.path}: the master key is being changed all the time")

    def digest(self, text: bytes) -> str:
        """Give a fingerprint (hex) that nobody can guess at who has not this keyring."""
        return digest(self._wrapping.derived("digest"), text, "sha256").hex()

    def subject(self, subject: str) -> Subject:
        """Tell how things stand with a person; KeyLost for a stranger."""
        rows = self._file.rows(f"{ALL} WHERE id = ?", subject)
        return _subject(rows[0] if rows else _stranger(subject))

    def subjects(self) -> Sequence[Subject]:
        """Tell of everybody, in the order in which they became known."""
        return [_subject(row) for row in self._file.rows(f"{ALL} ORDER BY number")]

    def find(self, identity: Identity) -> str | None:
        """Give the pseudonym of whoever has this identity, if he is known and not erased."""
        rows = self._file.rows(OF_IDENTITY, self._named(identity))
        return str(rows[0][0]) if rows else None

    def change(self, subject: str, state: State, *, at: datetime) -> None:
        """Change how things stand with a person; ERASED destroys his key and what names him.

        Nobody is erased while he is held, and nothing leads back from an erasure. One that was
        begun is finished by asking again; one that is done stays as it was.
        """
        if self._changed(subject, State.ERASING if state is State.ERASED else state, at):
            return
        if state is State.ERASED:
            with self._file.transaction() as cursor:
                number = "(SELECT number FROM subjects WHERE id = ?)"
                cursor.execute(f"DELETE FROM keys WHERE subject = {number}", (subject,))  # noqa: S608
                cursor.execute(f"DELETE FROM identities WHERE subject = {number}", (subject,))  # noqa: S608
            self._file.shred()
            self._changed(subject, state, at)

    def rotate(self) -> int:
        """Wrap every key with a new master key, destroy the old one, and give its generation.

        Whoever is killed on the way leaves a keyring that opens; rotating again finishes it.
        """
        return self._wrapping.rotate()

    # ------------------------------------------------------------ accesses

    def log(self, access: Access) -> None:
        """Write down an access; the next one is chained to it."""
        key = self._wrapping.derived("accesses")
        with self._file.transaction() as cursor:
            access_log.written(cursor, key, access)

    def ensure_writable(self) -> None:
        """Raise StoreUnavailable or Misconfigured where no access could be written down."""
        self._wrapping.derived("accesses")
        with self._file.transaction() as cursor:
            # A transaction begins in a file without write access as well; a write does not.
            cursor.execute("UPDATE huiyin_keyring SET schema_number = schema_number WHERE 0")

    def accesses(self, after: int = 0) -> Sequence[Access]:
        """Give the accesses behind an id, in order."""
        return [access_log.access_of(row) for row in self._lines(after)]

    def head(self) -> str:
        """Give the end of the log of accesses, for somebody else to keep and to ask for later."""
        rows = self._file.rows("SELECT id, chained FROM accesses ORDER BY id DESC LIMIT 1")
        return str(Head(rows[0][0], rows[0][1].hex()) if rows else Head(0, access_log.START.hex()))

    def damage(self, seen: Iterable[str] = ()) -> Iterator[Message]:
        """Find what was done to the log of accesses, given what others have seen of its end."""
        heads = [Head.parse(one) for one in dict.fromkeys(seen) if one]
        return access_log.damage(self._lines(0), self._wrapping.derived("accesses"), heads)

    def close(self) -> None:
        """Let go of files."""
        self._file.close()

    # ------------------------------------------------------------ inside

    def _named(self, identity: Identity) -> bytes:
        words = spelt(identity)
        return digest(self._wrapping.derived("identity"), words, "sha256") if words else b""

    def _draw(self, cursor: sqlite3.Cursor, subject: str, key: bytes) -> None:
        values = (subject, State.LIVE, instant(NEVER))
        cursor.execute("INSERT INTO subjects (id, state, since) VALUES (?, ?, ?)", values)
        self._wrapping.put(cursor, cursor.lastrowid or 0, key)

    def _changed(self, subject: str, state: State, at: datetime) -> bool:
        """Write down another state; say whether everything about it is done already."""
        with self._file.transaction() as cursor:
            query = "SELECT state FROM subjects WHERE id = ?"
            found = State((cursor.execute(query, (subject,)).fetchone() or _stranger(subject))[0])
            if found is State.ERASED and state is State.ERASING:
                return True
            ensure_possible(subject, found, state)
            if found is not state:
                values = (state, instant(at), subject)
                cursor.execute("UPDATE subjects SET state = ?, since = ? WHERE id = ?", values)
        return False

    def _lines(self, after: int) -> list[Row]:
        query = f"SELECT {access_log.COLUMNS} FROM accesses WHERE id > ? ORDER BY id"  # noqa: S608
        return self._file.rows(query, after)


def _link(cursor: sqlite3.Cursor, case: str, subject: str) -> None:
    linking = "INSERT OR REPLACE INTO cases SELECT ?, number FROM subjects WHERE id = ?"
    cursor.execute(linking, (case, subject))


def _subject(row: Row) -> Subject:
    _, subject, state, since, cases = row
    at = datetime.fromisoformat(since)
    return Subject(subject, State(state), at, tuple(json.loads(cases)))


def _stranger(subject: str) -> Row:
    raise KeyLost(f"{subject}: the keyring has never heard of this person")
