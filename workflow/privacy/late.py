"""A keyring in a file that is opened when it is first needed.

Most commands open a desk and meet no person's words, and a store that holds none needs no
keyring. So one is made only when something is to be kept in it. Where one is missed, because there
are words that were sealed with its keys, that is told, and none is made in its place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from .contract import Access, Identity, State, Subject

if TYPE_CHECKING:
    from ..language import Message
    from .sqlite_keyring import SQLiteKeyring


class LateKeyring:
    """A Keyring at a path; `is_missed` says whether there should be one already."""

    def __init__(
        self, path: str, master: str = "", is_missed: Callable[[], bool] = lambda: False
    ) -> None:
        self.path = path
        self._master = master
        self._is_missed = is_missed
        self._opened: SQLiteKeyring | None = None
        self._lock = RLock()

    def subject_of(self, case: str, identity: Identity | None = None) -> str:
        """Give the pseudonym of the person whom a case is about, or draw one."""
        return self._made().subject_of(case, identity)

    def key(self, subject: str) -> bytes | None:
        """Give a person's key; None once it is erased; KeyLost for a stranger."""
        return self._found().key(subject)

    def digest(self, text: bytes) -> str:
        """Give a fingerprint (hex) that nobody can guess at who has not this keyring."""
        return self._made().digest(text)

    def subject(self, subject: str) -> Subject:
        """Tell how things stand with a person; KeyLost for a stranger."""
        return self._found().subject(subject)

    def subjects(self) -> Sequence[Subject]:
        """Tell of everybody, in the order in which they became known."""
        return self._found().subjects()

    def find(self, identity: Identity) -> str | None:
        """Give the pseudonym of whoever has this identity, if he is known and not erased."""
        return self._found().find(identity)

    def change(self, subject: str, state: State, *, at: datetime) -> None:
        """Change how things stand with a person."""
        self._found().change(subject, state, at=at)

    def log(self, access: Access) -> None:
        """Write down an access; the next one is chained to it."""
        self._made().log(access)

    def ensure_writable(self) -> None:
        """Raise StoreUnavailable or Misconfigured where no access could be written down."""
        self._found().ensure_writable()

    def accesses(self, after: int = 0) -> Sequence[Access]:
        """Give the accesses behind an id, in order."""
        return self._found().accesses(after)

    def head(self) -> str:
        """Give the end of the log of accesses, for somebody else to keep and to ask for later."""
        return self._found().head()

    def damage(self, seen: Iterable[str] = ()) -> Iterator[Message]:
        """Find what was done to the log of accesses, given what others have seen of its end."""
        return self._found().damage(seen)

    def close(self) -> None:
        """Let go of files."""
        with self._lock:
            if self._opened:
                self._opened.close()
                self._opened = None

    def _made(self) -> SQLiteKeyring:
        return self._open(create=True)

    def _found(self) -> SQLiteKeyring:
        return self._open(create=False)

    def _open(self, *, create: bool) -> SQLiteKeyring:
        from .sqlite_keyring import SQLiteKeyring

        with self._lock:
            if self._opened is None:
                may_make = create and not (self._is_vacant() and self._is_missed())
                self._opened = SQLiteKeyring(self.path, master=self._master, create=may_make)
            return self._opened

    def _is_vacant(self) -> bool:
        """Say whether there is nothing, or a file that somebody else is just beginning with."""
        place = Path(self.path)
        return not place.exists() or not place.stat().st_size
