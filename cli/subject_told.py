"""Reports on persons: what is known of somebody, who has read it, what an erasure takes away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, datetime
from typing import TYPE_CHECKING

from ..workflow.erasure.traces import Traces, recorded, tokens
from ..workflow.language import Message, message
from ..workflow.privacy import Access, Keyring, Subject
from ..workflow.privacy.standings import LABELS
from . import tell
from .report import Named, Report, Table

if TYPE_CHECKING:
    from ..workflow.desk import Desk
    from ..workflow.erasure.erase import Plan
    from ..workflow.events import Event, Recorded
    from ..workflow.privacy.tokens import Token

SUBJECT = message("person")
SINCE = message("since")
CASES = message("cases")
OF_EACH = {
    "subject": SUBJECT,
    "state": tell.STATE,
    "since": SINCE,
    "cases": CASES,
}
HIS_CASES = {
    "case": tell.CASE,
    "procedure": tell.PROCEDURE,
    "state": tell.STATE,
    "opened_at": message("opened"),
}
WORDS = {
    "case": tell.CASE,
    "version": tell.VERSION,
    "step": tell.STEP,
    "field": message("blank"),
    "value": message("what is written"),
    "by": message("by"),
    "at": message("recorded"),
}
ACCESSES = {
    "id": message("line"),
    "at": message("when"),
    "who": message("who"),
    "what": message("what"),
    "cases": CASES,
    "why": message("why"),
}
FOUND = {"finding": message("finding")}
STANDING = ("subject hold ", "subject release ", "subject erase ")


@dataclass(frozen=True, slots=True)
class Asked:
    """Which accesses somebody asks for."""

    case: str = ""
    who: str = ""
    since: datetime | None = None
    until: datetime | None = None

    def wants(self, one: Access) -> bool:
        """Say whether an access is one of them."""
        if self.case and self.case not in one.cases:
            return False
        if self.who and self.who not in (one.who, one.who.partition(":")[0]):
            return False
        return not ((self.since and one.at < self.since) or (self.until and one.at >= self.until))


def everything(desk: Desk, keyring: Keyring, subject: str) -> Report:
    """Tell what the record holds of a person, and who has read it."""
    found = keyring.subject(subject)
    words, traces = list(_words(desk, subject)), Traces.of(desk.store)
    cases = sorted({*(str(row["case"]) for row in words), *_kept(desk, found)})
    lines = [one for one in keyring.accesses() if not set(cases).isdisjoint(one.cases)]
    stood = [one for one in lines if one.what.startswith(STANDING)]
    read = [one for one in lines if not one.what.startswith(STANDING)]
    tables = (
        Table("words", WORDS, words, message("what is written of him")),
        Table("cases", HIS_CASES, [_case(desk, one) for one in cases], CASES),
        Table("standing", ACCESSES, map(_access, stood), message("holds and erasure")),
        Table("accesses", ACCESSES, map(_access, read), message("who has read it")),
    )
    files = sorted({sha256 for case in traces.cases_of(subject) for sha256 in traces.files[case]})
    facts = {**_facts(found), "files": (message("attachments"), files)}
    return Report("subject", facts, tables)


def listed(subjects: Iterable[Subject]) -> Report:
    """List persons by pseudonym."""
    rows = [
        {name: value for name, (_, value) in _facts(one).items()} | {"cases": one.cases}
        for one in subjects
    ]
    return Report("subjects", tables=(Table("subjects", OF_EACH, rows),))


def standing(subject: Subject) -> Report:
    """Tell how things stand with a person."""
    return Report("subject-standing", {**_facts(subject), "cases": (CASES, subject.cases)})


def erased(plan: Plan, subject: Subject, *, is_dry: bool) -> Report:
    """Tell what an erasure made unreadable, or would."""
    facts = {
        **_facts(subject),
        "cases": (CASES, plan.cases),
        "open_cases": (message("open cases"), plan.open_cases),
        "words": (message("words that nobody reads any more"), plan.words),
        "files": (message("attachments that are removed"), plan.files),
        "dry_run": (message("dry run"), is_dry),
    }
    notes = [message("nothing was erased: this is a dry run")] if is_dry else [BACKUPS]
    return Report("subject-erased", facts, notes=notes)


BACKUPS = message(
    "Backups of the keyring still open his words: destroy those from before, and rotate the key."
)


def rotated(place: str, generation: int, count: int) -> Report:
    """Tell of a new master key."""
    facts = {
        "keys": (message("keyring"), place),
        "generation": (message("generation of the master key"), generation),
        "subjects": (message("keys wrapped anew"), count),
    }
    return Report("subject-rotated", facts)


def read_by(lines: Iterable[Access], damage: Sequence[Message]) -> Report:
    """Tell who has read what, and what is wrong with the log of it."""
    facts = {"sound": (message("sound"), not damage)}
    tables = [Table("accesses", ACCESSES, [_access(one) for one in lines])]
    if damage:
        tables.append(Table("damage", FOUND, [{"finding": one} for one in damage]))
    return Report("accesses", facts, tables)


def _facts(subject: Subject) -> dict[str, tuple[Message, object]]:
    since = subject.since if MINYEAR < subject.since.year < MAXYEAR else None
    return {
        "subject": (SUBJECT, subject.id),
        "state": (tell.STATE, Named(subject.state.value, LABELS[subject.state])),
        "since": (SINCE, since),
    }


def _kept(desk: Desk, subject: Subject) -> Iterator[str]:
    """Give those of the keyring's cases that were opened; a number may have been drawn in vain."""
    return (case for case in subject.cases if desk.store.events(case))


def _case(desk: Desk, number: str) -> Mapping[str, object]:
    case = desk.case(number)
    page = desk.page_of(case)
    return {
        "case": number,
        "procedure": Named(page.name, page.label),
        "state": tell.state_of(page, case.state),
        "opened_at": case.opened_at,
    }


def _words(desk: Desk, subject: str) -> Iterator[Mapping[str, object]]:
    opening = desk.store.opening()
    for one in recorded(desk.store):
        for token in tokens(one.event):
            if token.subject == subject:
                yield _word(desk, one, token, opening.words(str(token)))


def _word(desk: Desk, one: Recorded, token: Token, word: str) -> Mapping[str, object]:
    page = desk.rulebook.pinned(one.event.procedure, one.event.edition)
    step = page.steps.get(one.event.step)
    name = token.place.field.partition(".")[0]
    blank = step.blanks.get(name) if step else None
    return {
        "case": one.case,
        "version": one.version,
        "step": Named(step.name, step.label) if step else one.event.name,
        "field": tell.coded(blank.label, token.place.field) if blank else token.place.field,
        "value": word,
        "by": _by(one.event, desk),
        "at": one.event.recorded_at,
    }


def _by(event: Event, desk: Desk) -> str:
    return desk.store.opening().words(event.person)


def _access(one: Access) -> Mapping[str, object]:
    return {
        "id": one.id,
        "at": one.at,
        "who": one.who,
        "what": one.what,
        "cases": one.cases,
        "why": one.why,
    }
