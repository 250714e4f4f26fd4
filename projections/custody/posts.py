"""Posts and who is on them: each hand-over of a shift as it happened, and posts left bare."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from ...domain.roles import DUTY_PERSON
from ...domain.shift.states import ABSENT_COVERED, ROSTERED
from ...workflow.events import instant
from ...workflow.people import POLICY
from .acts import Act
from .passing import NO_PAPER, Break, Party, Passing, corrected, house, occurred, odd, text
from .shift import Shift, signatures

AROUND_THE_CLOCK = "S004-p7-duty-1"
TAKE_OVER = "S004-p7-handover-5"
BARE = Party("house")
SIGNING = "sign-handover"
# The words of a shift that say whose post it is and when; correcting another changes no custody.
TELLING = frozenset({"duty_person", "starts_at", "ends_at", "follows", "substitute", "left_at"})


def passings(shift: Shift) -> Iterator[Passing]:
    """Give each hand-over of the post: begun, refused, taken over, covered, resumed, deserted."""
    standing_in = BARE
    for act in shift.row["acts"]:
        if act["event"] == "SubstituteOnDuty":
            standing_in = house(act)
        elif passes := PASSES.get(act["event"]):
            yield from passes(shift, act, standing_in)


def _started(shift: Shift, act: Act, _: Party) -> Iterator[Passing]:
    if act["role"] != POLICY.code:  # else it stands with the shift that was taken over
        yield _passing(act, BARE, _on_duty(shift))


def _refused(shift: Shift, act: Act, _: Party) -> Iterator[Passing]:
    yield replace(_passing(act, _on_duty(shift), house(act)), taken=False)


def _taken_over(shift: Shift, act: Act, _: Party) -> Iterator[Passing]:
    passing = _passing(act, _on_duty(shift), house(act))
    yield replace(passing, breaks=tuple(_unsigned(shift, act)))


def _left(shift: Shift, act: Act, standing_in: Party) -> Iterator[Passing]:
    yield _passing(act, _on_duty(shift), standing_in)


def _resumed(shift: Shift, act: Act, standing_in: Party) -> Iterator[Passing]:
    if act["source"] == ABSENT_COVERED.code:  # else nobody had left
        yield _passing(act, standing_in, _on_duty(shift))


def _deserted(shift: Shift, act: Act, _: Party) -> Iterator[Passing]:
    bare = odd("uncovered", "deserted", act["clauses"][0], since=text(act, "left_at"))
    yield replace(_passing(act, _on_duty(shift), BARE), taken=False, breaks=(bare,))


PASSES: Mapping[str, Callable[[Shift, Act, Party], Iterator[Passing]]] = {
    "ShiftStarted": _started,
    "HandoverRefused": _refused,
    "ShiftHandedOver": _taken_over,
    "PostLeft": _left,
    "DutyResumed": _resumed,
    "PostDeserted": _deserted,
}


def _on_duty(shift: Shift) -> Party:
    return Party("house", shift.outgoing, DUTY_PERSON.code)


def _passing(act: Act, giver: Party, taker: Party) -> Passing:
    return Passing(act, (), 0, giver, taker, NO_PAPER)


def breaks(shift: Shift, others: Mapping[str, Shift], now: datetime) -> tuple[Break, ...]:
    """Give what is odd about a shift as a whole, beside the other shifts of its desk."""
    struck = (
        corrected(act, TELLING) for act in shift.row["acts"] if TELLING & act["struck"].keys()
    )
    return (
        *struck,
        *_apart(shift, others),
        *_not_started(shift, others, now),
        *_not_followed(shift, others),
    )


def gaps(shifts: Sequence[Shift]) -> dict[str, Break]:
    """Give where nobody is rostered between two shifts of a desk that is on duty day and night."""
    found: dict[str, Break] = {}
    covered: dict[str, datetime] = {}
    for shift in sorted(shifts, key=lambda one: (one.starts_at, one.no)):
        desk = shift.row["procedure"]
        until = covered.get(desk)
        if until and until < shift.starts_at and _is_around_the_clock(shift):
            at = {"since": instant(until), "until": instant(shift.starts_at)}
            found[shift.no] = odd("uncovered", "gap", AROUND_THE_CLOCK, **at)
        covered[desk] = max(until or shift.ends_at, shift.ends_at)
    return found


def _is_around_the_clock(shift: Shift) -> bool:
    return any(AROUND_THE_CLOCK in step.clauses for step in shift.page.steps.values())


def _unsigned(shift: Shift, act: Act) -> Iterator[Break]:
    """Miss a signature that counted when the shift was taken over.

    An office may do without a signature that no document orders; then nobody has given one.
    """
    signed = [one for one in signatures(shift) if one["step"] == SIGNING]
    if not signed and shift.page.steps[SIGNING].inferred:
        return
    given = {one["meaning"] for one in signed if not one["void"]}
    for capacity in ("outgoing", "incoming"):
        if capacity not in given:
            yield odd("contradiction", "unsigned", TAKE_OVER, capacity=capacity)


def _apart(shift: Shift, others: Mapping[str, Shift]) -> Iterator[Break]:
    """Find the shift before ending at another instant than this one begins, after a correction."""
    before = others.get(shift.follows)
    if before and before.ends_at != shift.starts_at:
        at = {"ends_at": instant(before.ends_at), "starts_at": instant(shift.starts_at)}
        yield odd("contradiction", "apart", AROUND_THE_CLOCK, before=before.no, **at)


def _not_started(shift: Shift, others: Mapping[str, Shift], now: datetime) -> Iterator[Break]:
    """Find a shift that should have begun, with nobody of the shift before still on the post."""
    before = others.get(shift.follows)
    is_manned = before is not None and before.row["is_open"]
    if shift.row["state"] == ROSTERED.code and now > shift.starts_at and not is_manned:
        at = instant(shift.starts_at)
        yield odd("uncovered", "not_started", AROUND_THE_CLOCK, since=at, person=shift.outgoing)


def _not_followed(shift: Shift, others: Mapping[str, Shift]) -> Iterator[Break]:
    """Find a shift that somebody took over who has no shift of his own to follow it."""
    taken = shift.last("ShiftHandedOver")
    if taken and not any(other.follows == shift.no for other in others.values()):
        since = instant(occurred(taken))
        yield odd("unrecorded", "not_followed", TAKE_OVER, person=taken["person"], since=since)
