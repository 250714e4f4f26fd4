"""The head of a dossier: which case it is, where it stands, and its story in a few sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from ...workflow.events import CORRECTED
from ...workflow.language import Label, Message, message
from ..answering import WHY, Answering, follow, in_hand
from ..trail_words import who_acted
from .deadlines import Ran, lasting
from .docket import Docket, Who

ABOUT = ("matter", "content")
BRIEF = 120


@dataclass(frozen=True, slots=True)
class Responsible:
    """Who answers for the case, why, and since when."""

    person: str
    why: Label
    since: datetime


@dataclass(frozen=True, slots=True)
class Head:
    """What the case is, as of the dossier's instant and log position."""

    case: str
    procedure: str
    label: Label
    document: str
    edition: str
    state: str
    called: Label
    has_ended: bool
    first_contact: Who
    opened_at: datetime
    closed_at: datetime | None
    responsible: Responsible | None
    versions: int
    as_of: datetime
    position: int
    story: tuple[Message, ...]


def head(docket: Docket, ran: Sequence[Ran], refusals: int) -> Head:
    """Read the head off the events."""
    first, last = docket.history[0].event, docket.history[-1].event
    page = docket.page
    return Head(
        case=docket.case,
        procedure=page.name,
        label=page.label,
        document=page.document,
        edition=page.edition,
        state=last.target,
        called=docket.names.state(last.target),
        has_ended=docket.has_ended,
        first_contact=docket.who(first.person, first.role, first.department),
        opened_at=first.recorded_at,
        closed_at=_closed_at(docket),
        responsible=None if docket.has_ended else _responsible(docket),
        versions=len(docket.history),
        as_of=docket.as_of,
        position=docket.position,
        story=tuple(_story(docket, ran, refusals)),
    )


def _closed_at(docket: Docket) -> datetime | None:
    """Give when the case came to its end: into the first of the final states that it stayed in."""
    found = None
    for recorded in docket.history:
        event = recorded.event
        if not docket.page.states[event.target].terminal:
            found = None
        elif found is None:
            found = event.recorded_at
    return found


def _responsible(docket: Docket) -> Responsible:
    answering: Answering | None = None
    for recorded in docket.history:
        answering = follow(answering, recorded)
    turn = in_hand(answering or follow(None, docket.history[0]))
    return Responsible(turn["person"], WHY[turn["why"]], datetime.fromisoformat(turn["since"]))


# ---------------------------------------------------------------- the story


def _story(docket: Docket, ran: Sequence[Ran], refusals: int) -> Iterator[Message]:
    first = docket.history[0].event
    who = who_acted(first.person, docket.names.role(first.role), first.department)
    yield message(
        "On {at}, {who} opened the case under {procedure}, edition {edition}.",
        at=first.recorded_at,
        who=who,
        procedure=docket.page.label,
        edition=first.edition,
    )
    yield from _about(docket)
    yield from _what_was_done(docket)
    yield from _where_it_stands(docket)
    yield from _how_it_went(docket, ran, refusals)


def _about(docket: Docket) -> Iterator[Message]:
    """Say in the customer's words, as they were taken down, what it is about."""
    form, blanks = docket.record.every[0].event.form, docket.page.opening.blanks
    names = [name for name in ABOUT if name in blanks and isinstance(form.get(name), str)]
    told = [blanks[name].choices.get(str(form[name]), form[name]) for name in names]
    match told:
        case [matter, content, *_]:
            says = "It is about {matter}: {content}."
            yield message(says, matter=_brief(matter), content=_brief(content))
        case [matter]:
            yield message("It is about: {matter}.", matter=_brief(matter))


def _brief(said: object) -> object:
    """Cut off what is too long for a story; the timeline has it whole."""
    if isinstance(said, str) and len(said) > BRIEF:
        return said[:BRIEF] + "…"
    return said


def _what_was_done(docket: Docket) -> Iterator[Message]:
    events = [one.event for one in docket.history]
    people = {one.person for one in events if one.role not in ("clock", "policy")}
    states = dict.fromkeys(one.target for one in events)
    yield message(
        "Entries: {count}, people: {people}. It went through these states: {states}.",
        count=len(events),
        people=len(people),
        states=[docket.names.state(one) for one in states],
    )


def _where_it_stands(docket: Docket) -> Iterator[Message]:
    first, last = docket.history[0].event, docket.history[-1].event
    state, closed = docket.names.state(last.target), _closed_at(docket)
    if closed:
        says = "It came to its end on {at}, after {time}, and is now: {state}."
        time = lasting(closed - first.recorded_at)
        yield message(says, at=closed, time=time, state=state)
        return
    answers = _responsible(docket)
    says = "It is open, now: {state}; {person} answers for it ({why})."
    yield message(says, state=state, person=answers.person, why=answers.why)


def _how_it_went(docket: Docket, ran: Sequence[Ran], refusals: int) -> Iterator[Message]:
    late = sum(one.outcome in ("late", "overdue", "dropped_late") for one in ran)
    if ran:
        yield message("Deadlines: {all}, of which late: {late}.", all=len(ran), late=late)
    corrections = sum(one.event.name == CORRECTED for one in docket.history)
    came_late = sum(one.event.occurred_at != one.event.recorded_at for one in docket.history)
    if corrections or came_late or refusals:
        yield message(
            "Corrections: {corrections}; late entries: {late}; refused attempts: {refused}.",
            corrections=corrections,
            late=came_late,
            refused=refusals,
        )
