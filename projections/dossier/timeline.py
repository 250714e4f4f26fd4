"""The timeline of a case: every event with all that it says, and what was refused, in order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from ...workflow.errors import Refused
from ...workflow.events import CORRECTED, LAPSED, MIGRATED, Recorded
from ...workflow.language import Label, Message, Until, message
from ...workflow.store import Attempt
from ..printed.record import Entry
from ..trail_words import sentence_of
from .docket import Cited, Docket, Who, cited
from .filled import Corrected, Filled, corrected, filled

KINDS: Mapping[str, Label] = {
    "NotFromHere": Label("现状态不能办理", "not from this state"),
    "NotYourRole": Label("无权办理", "not in this role"),
    "FormIncomplete": Label("表单不完整", "form incomplete"),
    "RuleBroken": Label("不合规则", "rule broken"),
    "SignatureMissing": Label("缺少签字", "signature missing"),
    "Conflict": Label("与他人冲突", "conflict"),
    "KeyReused": Label("编号重复使用", "key used again"),
    "NotFound": Label("查无此项", "not found"),
}
NOTED: Mapping[str, Label] = {
    LAPSED: Label("期限已过", "deadline lapsed"),
    MIGRATED: Label("改用另一版本", "moved to another edition"),
}


@dataclass(frozen=True, slots=True)
class Began:
    """A deadline that an event started."""

    deadline: Label
    due_at: Until
    clause: str


@dataclass(frozen=True, slots=True)
class Happened:
    """An event: what was recorded when, by whom, by which clauses, with which words.

    `version` numbers it in its case, `position` in the log. `sentence` is what the page says
    that the step is for.
    """

    version: int
    position: int
    event: str
    step: str
    title: Label
    who: Who
    recorded_at: datetime
    occurred_at: datetime
    is_late: bool
    reason: str
    source: Label | None
    target: Label
    deed: Message
    sentence: Message | None
    clauses: tuple[Cited, ...]
    blanks: tuple[Filled, ...]
    correction: Corrected | None
    signature: str
    starts: tuple[Began, ...]
    ends: tuple[Label, ...]
    lapses: Label | None
    edition: str
    caused_by: str


@dataclass(frozen=True, slots=True)
class Why:
    """A reason for which something was refused."""

    clauses: tuple[Cited, ...]
    says: object


@dataclass(frozen=True, slots=True)
class RefusedAttempt:
    """What somebody tried on the case and was refused; it changed nothing.

    `after` is the position of the log behind which it was refused.
    """

    attempt: int
    after: int
    at: datetime
    who: Who
    step: str
    title: Label
    kind: str
    called: Label
    subject: object | None
    reasons: tuple[Why, ...]
    possible: object | None


def happened(docket: Docket) -> tuple[Happened, ...]:
    """Give every event as it reads today, with what was struck."""
    entries = {entry.version: entry for entry in docket.record.every}
    return tuple(
        _happened(docket, one, entries.get(one.version) or Entry(one.version, one.event))
        for one in docket.history
    )


def refused(docket: Docket) -> tuple[RefusedAttempt, ...]:
    """Give what was refused on the case."""
    return tuple(_refused(docket, one) for one in docket.attempts)


def _happened(docket: Docket, recorded: Recorded, entry: Entry) -> Happened:
    event, names = recorded.event, docket.names
    step = names.page.steps.get(event.step) if names.page else None
    return Happened(
        version=recorded.version,
        position=recorded.position,
        event=event.name,
        step=event.step,
        title=NOTED.get(event.name) or docket.title(event),
        who=docket.who(event.person, event.role, event.department),
        recorded_at=event.recorded_at,
        occurred_at=event.occurred_at,
        is_late=event.occurred_at != event.recorded_at,
        reason=event.reason,
        source=names.state(event.source) if event.source else None,
        target=names.state(event.target),
        deed=sentence_of(event, names),
        sentence=message(step.sentence) if step and event.name != CORRECTED else None,
        clauses=cited(event.clauses),
        blanks=tuple(filled(docket, entry)),
        correction=corrected(docket, event),
        signature=event.signature,
        starts=tuple(
            Began(names.deadline(one.deadline), Until(one.due_at), one.clause)
            for one in event.starts
        ),
        ends=tuple(names.deadline(one) for one in event.ends),
        lapses=names.deadline(event.lapses) if event.lapses else None,
        edition=event.edition,
        caused_by=event.causation,
    )


def _refused(docket: Docket, attempt: Attempt) -> RefusedAttempt:
    found = RefusedAttempt(
        attempt=attempt.id,
        after=attempt.after,
        at=attempt.at,
        who=docket.who(attempt.person, attempt.role, attempt.department),
        step=attempt.step,
        title=docket.step(attempt.step),
        kind=attempt.kind,
        called=KINDS.get(attempt.kind, Label(attempt.kind, attempt.kind)),
        subject=None,
        reasons=(Why(cited(attempt.clauses), attempt.says),),
        possible=None,
    )
    try:
        told = Refused.unpacked(attempt.says)
    except (ValueError, KeyError, TypeError):  # kept in plain words
        return found
    reasons = tuple(Why(cited(one.clauses), one.says) for one in told.reasons)
    return replace(found, subject=told.subject, reasons=reasons, possible=told.possible)


Told = Happened | RefusedAttempt


def in_order(events: Sequence[Happened], attempts: Sequence[RefusedAttempt]) -> Iterator[Told]:
    """Put what was refused behind the event after which it was refused."""
    left = list(attempts)
    for one in events:
        while left and left[0].after < one.position:
            yield left.pop(0)
        yield one
    yield from left
