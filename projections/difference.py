"""What changed in a case between two of its versions, and which event changed it last.

Only what is another thing in the end is told: a blank that was filled in and emptied again, or a
deadline that started and ended in between, is no difference.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from ..workflow.case import NO_CASE, Case, evolve
from ..workflow.checks import signed
from ..workflow.events import CORRECTED, Recorded
from ..workflow.procedure import Procedure
from ..workflow.rulebook import Rulebook
from .answering import in_hand
from .custody.acts import CustodyRow, custody
from .custody.pieces import hands_of

Value = object


class Aspect(StrEnum):
    """What of a case is another one."""

    EDITION = "edition"
    STATE = "state"
    BLANK = "blank"
    DEADLINE = "deadline"
    SIGNATURE = "signature"
    HOLDER = "holder"


class Fact(NamedTuple):
    """One thing about a case: an aspect, which one of it, and in which step or capacity."""

    aspect: Aspect
    name: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """Something that was one thing and is another, None for nothing, since this event."""

    fact: Fact
    was: Value
    now: Value
    since: Recorded


class Due(NamedTuple):
    """A running deadline: until when, by which clause, and whether its lapse was recorded."""

    due_at: datetime
    clause: str
    lapsed: bool


def changes(
    history: Sequence[Recorded], rulebook: Rulebook, *, since: int, until: int
) -> tuple[Change, ...]:
    """Give what is another thing after `until` events of a case than after `since` of them."""
    case, row, last = NO_CASE, None, {}
    facts: Mapping[Fact, Value] = {}
    before = facts
    held = custody(rulebook)
    for recorded in history[:until]:
        case = evolve(case, recorded)
        row = held.fold(row, recorded, recorded.case)
        found = dict(_facts(rulebook.pinned(case.procedure, case.edition), case, row))
        changed = (one for one in {**facts, **found} if facts.get(one) != found.get(one))
        last.update(dict.fromkeys(changed, recorded))
        facts = found
        if recorded.version == since:
            before = found
    every = sorted({**before, **facts}, key=lambda one: [*Aspect].index(one.aspect))
    return tuple(
        Change(one, before.get(one), facts.get(one), last[one])
        for one in every
        if before.get(one) != facts.get(one)
    )


def _facts(page: Procedure, case: Case, row: CustodyRow | None) -> Iterator[tuple[Fact, Value]]:
    yield Fact(Aspect.EDITION), case.edition
    yield Fact(Aspect.STATE), case.state
    for event in case.past:
        step = page.steps.get(event.step)
        if step and event.name != CORRECTED:
            yield from ((Fact(Aspect.BLANK, blank), value) for blank, value in event.form.items())
    for name, running in case.clocks.items():
        clock = running.clock
        yield Fact(Aspect.DEADLINE, name), Due(clock.due_at, clock.clause, running.lapsed)
    for step in page.steps.values():
        if step.signature or step.capacities:
            for capacity, person in signed(step, case).items():
                yield Fact(Aspect.SIGNATURE, step.name, capacity), person
    yield from _holders(case.id, row) if row else ()


def _holders(case: str, row: CustodyRow) -> Iterator[tuple[Fact, Value]]:
    if row["is_open"]:
        yield Fact(Aspect.HOLDER), in_hand(row["answering"])["person"]
    for piece, held in hands_of(case, row).holdings.items():
        yield Fact(Aspect.HOLDER, piece), held[-1].holder.called
