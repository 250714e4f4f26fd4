"""What erasure made unreadable, and whether all that is unreadable was erased.

The log's sealed words are held against the keyring: a word that nobody can read must have an
erasure that says so, an erasure must have destroyed the key, and whoever has read what must be in
an unbroken log.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ..errors import HuiyinError
from ..events import SUBJECT_ERASED, Recorded
from ..language import Message, message
from ..privacy.contract import KeyLost, Keyring, State
from ..privacy.tokens import NotOurs, Token
from ..store.contract import Store
from .traces import Traces, recorded, tokens


class Sort(StrEnum):
    """What is wrong with words, keys, or the log of who has read them."""

    WORD = "word"
    UNDONE = "undone"
    ACCESSES = "accesses"
    KEY_LOST = "key_lost"
    UNFINISHED = "unfinished"
    UNRECORDED = "unrecorded"
    KEYRING = "keyring"


DAMAGE = (Sort.WORD, Sort.UNDONE, Sort.ACCESSES)


@dataclass(frozen=True, slots=True)
class Gone:
    """A person who was erased: when, in which cases, how many words nobody reads any more.

    `told` names the entry of each case that says so.
    """

    subject: str
    since: datetime
    words: int
    cases: tuple[str, ...]
    told: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that erasure does not explain; it is damage, or evidence is lacking."""

    sort: Sort
    says: Message
    subject: str = ""
    case: str = ""
    version: int | None = None

    @property
    def is_damage(self) -> bool:
        """Whether somebody has touched what erasure alone may touch."""
        return self.sort in DAMAGE


@dataclass(frozen=True, slots=True)
class Examined:
    """What was found out about what is unreadable."""

    gone: tuple[Gone, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def damage(self) -> tuple[Finding, ...]:
        """The findings that accuse somebody."""
        return tuple(one for one in self.findings if one.is_damage)

    @property
    def lacking(self) -> tuple[Finding, ...]:
        """The findings that leave something open."""
        return tuple(one for one in self.findings if not one.is_damage)


def examined(store: Store, keyring: Keyring, case: str = "") -> Examined:
    """Hold a log against the keyring by which it is sealed; one case alone if it is named."""
    return _Examination(store, keyring, case).result()


class _Examination:
    def __init__(self, store: Store, keyring: Keyring, case: str) -> None:
        self._keyring = keyring
        self._case = case
        self._traces = Traces()
        self._heads: list[str] = []
        self._keys: dict[str, bytes | None] = {}
        self._altered: list[Finding] = []
        self._why = ""
        for one in recorded(store):
            if case in ("", one.case):
                self._take(one)

    def result(self) -> Examined:
        if not (self._traces.words or self._traces.erasures):
            return Examined()
        if self._why:
            says = message("the keyring cannot be read: {why}", why=self._why)
            return Examined(findings=(Finding(Sort.KEYRING, says),))
        gone, findings = [], [*self._altered, *self._of_accesses()]
        for subject in dict.fromkeys(
            one for one, _ in (*self._traces.words, *self._traces.erasures)
        ):
            findings += self._of(subject)
            if self._state(subject) is State.ERASED:
                gone.append(self._gone(subject))
        return Examined(tuple(gone), tuple(findings))

    # ------------------------------------------------------------ words

    def _take(self, one: Recorded) -> None:
        self._traces.add(one)
        if one.event.name == SUBJECT_ERASED:
            self._heads.append(str(one.event.form.get("accesses", "")))
        for token in tokens(one.event):
            self._try(one, token)

    def _try(self, one: Recorded, token: Token) -> None:
        try:
            key = self._key(token.subject)
            if key is not None:
                token.opened(key)
        except KeyLost:
            return
        except NotOurs:
            says = message(
                "{field} does not open with the key of {subject}",
                field=token.place.field,
                subject=token.subject,
            )
            place = (token.subject, one.case, one.version)
            self._altered.append(Finding(Sort.WORD, says, *place))
        except HuiyinError as error:
            self._why = str(error)

    def _key(self, subject: str) -> bytes | None:
        if subject not in self._keys:
            self._keys[subject] = self._keyring.key(subject)
        return self._keys[subject]

    # ------------------------------------------------------------ persons

    def _of(self, subject: str) -> Iterator[Finding]:
        state, told = self._state(subject), self._told(subject)
        cases = self._traces.cases_with(subject)
        if state is None:
            says = message(
                "the key of {subject} is lost: words: {count}, and no erasure says why",
                subject=subject,
                count=self._traces.words_of(subject),
            )
            yield Finding(Sort.KEY_LOST, says, subject)
        elif state is State.ERASING:
            says = message("the erasure of {subject} was begun and not finished", subject=subject)
            yield Finding(Sort.UNFINISHED, says, subject)
        elif state is State.ERASED:
            for case in cases:
                if case not in told:
                    says = message(
                        "{subject} is erased and his case does not say so", subject=subject
                    )
                    yield Finding(Sort.UNRECORDED, says, subject, case)
        elif told:
            says = message("{subject} was erased and his key is there again", subject=subject)
            case, version = next(iter(told.items()))
            yield Finding(Sort.UNDONE, says, subject, case, version)

    def _state(self, subject: str) -> State | None:
        """Say how things stand with a person; None where his key is lost."""
        try:
            self._keyring.key(subject)
            return self._keyring.subject(subject).state
        except KeyLost:
            return None

    def _told(self, subject: str) -> dict[str, int]:
        erasures = self._traces.erasures.items()
        return {case: version for (one, case), version in erasures if one == subject}

    def _gone(self, subject: str) -> Gone:
        return Gone(
            subject,
            self._keyring.subject(subject).since,
            self._traces.words_of(subject),
            self._traces.cases_with(subject),
            tuple(f"{case}#{version}" for case, version in self._told(subject).items()),
        )

    def _of_accesses(self) -> Iterator[Finding]:
        if not self._case:
            yield from (Finding(Sort.ACCESSES, one) for one in self._keyring.damage(self._heads))
