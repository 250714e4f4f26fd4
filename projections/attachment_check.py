"""Every attachment that the log names, and what has become of its file.

Of a person who was erased the file may be gone as his words are. Nothing is kept of this: a file
can be taken away or altered at any time, so each asking goes through the whole log and reads
every file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ..workflow.attachments import Attachments, Found, attached
from ..workflow.events import Recorded
from ..workflow.privacy.tokens import ERASED
from ..workflow.store import Opening, Store, Unreadable

FAULTS = (Found.MISSING, Found.ALTERED, Found.UNREADABLE)


@dataclass(frozen=True, slots=True)
class Held:
    """A file as an event names it, or one that no event names and that therefore has no case."""

    found: Found
    sha256: str = ""
    name: str = ""
    case: str = ""
    version: int = 0
    clauses: tuple[str, ...] = ()

    @property
    def is_fault(self) -> bool:
        """Whether the record says something that the files do not bear out."""
        return self.found in FAULTS


def attachments_held(
    store: Store, files: Attachments, moved: Callable[[int], object] = lambda _: None
) -> Iterator[Held]:
    """Look for every attachment of the log, in its order, then name the files beyond them.

    An event that cannot be read is told as such, for it may have named any of those. `moved`
    is told the position up to which the log has been gone through.
    """
    known: dict[str, Found] = {}
    opening = store.opening()
    for one in _events(store):
        if isinstance(one, Unreadable):
            yield Held(Found.UNREADABLE, case=one.case, version=one.version)
        else:
            yield from _named(one, files, known, opening)
        moved(one.position)
    for digest in files.kept():
        if digest not in known:
            yield Held(Found.UNKNOWN, digest)


def _events(store: Store) -> Iterator[Recorded | Unreadable]:
    position = 0
    while True:
        try:
            page = store.read(position)
        except Unreadable as one:
            yield one
            position = one.position
            continue
        if not page:
            return
        yield from page
        position = page[-1].position


def _named(
    one: Recorded, files: Attachments, known: dict[str, Found], opening: Opening
) -> Iterator[Held]:
    for sealed, digest in attached(one.event.form):
        if digest not in known:
            known[digest] = files.check(digest)
        name = opening.words(sealed)
        is_gone = known[digest] is Found.MISSING and name == ERASED
        found = Found.ERASED if is_gone else known[digest]
        yield Held(found, digest, name, one.case, one.version, one.event.clauses)
