"""What going out, counting, refusing and signing demand at the service centre (S004-p7)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from ....workflow.actor import person_in
from ....workflow.case import Case
from ....workflow.events import Event
from ....workflow.forms import Command
from ....workflow.request import Ask
from ....workflow.rules import condition
from ...readings import lines
from ..choices import MIDDLE_OR_HIGHER, ItemCondition, Rank, RefusalGround
from .log import log_is_complete, majors_are_reported
from .unfinished import BRIEFED, no_major_repair_in_the_way

DUTY_ITEMS = "duty_items"
COUNTED = "ItemsCounted"


class Special(Protocol):
    """A roster that may be for a special day."""

    @property
    def special_day(self) -> bool: ...

    @property
    def manager_rank(self) -> Rank | None: ...


class Leaving(Protocol):
    """A request for leave that names who stands in."""

    @property
    def substitute(self) -> str: ...


class Counted(Protocol):
    """An item with what it is."""

    @property
    def item(self) -> str: ...


class Counting(Protocol):
    """A count of the duty items."""

    @property
    def items(self) -> Sequence[Counted]: ...


class Remedied(Protocol):
    """What was done about one ground of a refusal."""

    @property
    def ground(self) -> RefusalGround: ...


class Remedying(Protocol):
    """What was done about the grounds of a refusal."""

    @property
    def remedies(self) -> Sequence[Remedied]: ...


# ---------------------------------------------------------------- duty 7: special days


@condition("it is a special situation or a holiday")
def on_a_special_day(case: Case, form: Special) -> bool:
    """Hold where the roster says so."""
    return form.special_day is True


@condition("on a special day a manager of middle rank or higher is on duty")
def manager_of_middle_rank(case: Case, form: Special) -> bool:
    """Hold on ordinary days, and where the manager's rank suffices."""
    return not form.special_day or form.manager_rank in MIDDLE_OR_HIGHER


# ---------------------------------------------------------------- duty 5: going out


@condition("somebody else stands in")
def another_stands_in(case: Case, form: Leaving, ask: Ask) -> bool:
    """Hold where the substitute is not the one who asks."""
    return person_in(form.substitute) != ask.actor.person


@condition("the substitute is at the post")
def substitute_present(case: Case) -> bool:
    """Hold where the substitute of this request has come."""
    return any(event.name == "SubstituteOnDuty" for event in case.since("AbsenceRequested"))


# ---------------------------------------------------------------- handover 3: counting


@condition("every item on the list is counted")
def every_item_counted(case: Case, form: Counting, ask: Ask) -> bool:
    """Hold where nothing that the office lists is left out."""
    counted = {line.item.strip() for line in form.items}
    return counted.issuperset(word.strip() for word in ask.lists[DUTY_ITEMS])


@condition("an item is damaged or missing")
def has_discrepancy(case: Case) -> bool:
    """Hold where the last count found something wrong."""
    return any(line["condition"] != ItemCondition.OK for line in lines(case, "items", COUNTED))


@condition("damage or loss is explained before anything else")
def discrepancy_explained(case: Case) -> bool:
    """Hold where all is in order, or was explained since it was counted."""
    later = case.since(COUNTED)
    explained = any(event.name == "DiscrepancyRecorded" for event in later)
    return explained or not has_discrepancy.holds(case)


# ---------------------------------------------------------------- handover 6: refusing


def _grounds(case: Case) -> frozenset[object]:
    grounds = case.value("grounds", "HandoverRefused")
    return frozenset(grounds if isinstance(grounds, list) else ())


@condition("every ground of the refusal has its remedy")
def every_ground_remedied(case: Case, form: Remedying) -> bool:
    """Hold where nothing that was refused is passed over."""
    return {line.ground for line in form.remedies} >= _grounds(case)


@condition("an unclear record is cleared up in the log itself")
def record_cleared_up(case: Case) -> bool:
    """Hold unless the record was refused and still misses something."""
    was_unclear = RefusalGround.UNCLEAR_RECORD in _grounds(case)
    return not was_unclear or log_is_complete.holds(case)


# ---------------------------------------------------------------- handover 4 to 6: signing


def _since_briefing(case: Case) -> tuple[Event, ...]:
    return case.since(BRIEFED)


@condition("the successor has read the log")
def log_read(case: Case) -> bool:
    """Hold where it was read since the last briefing."""
    return any(event.name == "LogRead" for event in _since_briefing(case))


@condition("none of the four grounds has arisen since the signatures")
def nothing_new_in_the_way(case: Case, form: Command, ask: Ask) -> bool:
    """Hold where log, major matters and major repairs are still as they were signed for."""
    in_order = log_is_complete.holds(case) and majors_are_reported.holds(case)
    return in_order and no_major_repair_in_the_way.holds(case, form, ask)
