"""Posts and who is on them: each hand-over of a shift as it happened."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from ...domain.roles import DUTY_PERSON
from ...domain.shift.states import ABSENT_COVERED
from ...workflow.people import POLICY
from .acts import Act
from .passing import NO_PAPER, Break, Party, Passing, house, odd, text
from .shift import Shift, signatures

TAKE_OVER = "S004-p7-handover-5"
BARE = Party("house")
SIGNING = "sign-handover"


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
