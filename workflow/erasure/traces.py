"""What the log holds of persons: their sealed words, the files of their cases, their erasures."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from ..attachments import attached
from ..events import SUBJECT_ERASED, Event, Recorded
from ..privacy.tokens import MARK, TOKEN, Token
from ..store.contract import Store, Unreadable


@dataclass(slots=True)
class Traces:
    """Everything that is sealed in a log, counted in one reading of it.

    `words` counts by subject and case, `erasures` has the version of a SubjectErased by the same,
    `files` the SHA-256 of attachments by case.
    """

    words: Counter[tuple[str, str]] = field(default_factory=Counter)
    erasures: dict[tuple[str, str], int] = field(default_factory=dict)
    files: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def of(cls, store: Store) -> Traces:
        """Read a log once; what cannot be read says nothing here."""
        found = cls()
        for one in recorded(store):
            found.add(one)
        return found

    def add(self, one: Recorded) -> None:
        """Count one more event."""
        case, event = one.case, one.event
        self.words.update((token.subject, case) for token in tokens(event))
        self.files[case].update(sha256 for _, sha256 in attached(event.form))
        if event.name == SUBJECT_ERASED:
            self.erasures.setdefault((str(event.form.get("subject")), case), one.version)

    def cases_with(self, subject: str) -> tuple[str, ...]:
        """Give the cases in which words of a person stand, in order."""
        return tuple(sorted({case for one, case in self.words if one == subject}))

    def cases_of(self, subject: str) -> tuple[str, ...]:
        """Give the cases that are his: in which words of nobody else stand."""
        others = {case for one, case in self.words if one != subject}
        return tuple(case for case in self.cases_with(subject) if case not in others)

    def words_of(self, subject: str) -> int:
        """Count the words of a person."""
        return sum(count for (one, _), count in self.words.items() if one == subject)

    def files_of(self, subject: str) -> tuple[str, ...]:
        """Give the attachments that no case but his refers to."""
        his = set(self.cases_of(subject))
        mine = {sha256 for case in his for sha256 in self.files[case]}
        others = {
            sha256 for case, found in self.files.items() if case not in his for sha256 in found
        }
        return tuple(sorted(mine - others))


def recorded(store: Store) -> Iterator[Recorded]:
    """Give every event as it is kept, leaving out what cannot be read."""
    position = 0
    while True:
        try:
            page = store.read(position)
        except Unreadable as trouble:
            position = trouble.position
            continue
        if not page:
            return
        yield from page
        position = page[-1].position


def heads(store: Store) -> list[str]:
    """Give what erasures have seen of the end of the log of accesses."""
    found = (one.event for one in recorded(store) if one.event.name == SUBJECT_ERASED)
    return [str(event.form.get("accesses", "")) for event in found]


def tokens(event: Event) -> Iterator[Token]:
    """Give the sealed words of an event, on its form and beside it."""
    written = event.model_dump_json()
    if MARK in written:
        yield from map(Token.of, TOKEN.finditer(written))
