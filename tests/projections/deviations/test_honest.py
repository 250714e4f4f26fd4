"""Nobody is accused whose steps the desk has let pass, whatever he tried."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from deviating import RULES, desk_now, found
from huiyin.projections.deviations.severity import KINDS
from huiyin.workflow.desk import Desk
from huiyin.workflow.procedure import Procedure
from spec import desk_of
from walker import walk, walks

LATE = {"late", "lapsed", "unanswered", "no_visit"}
NOTES = {kind for kind, one in KINDS.items() if one.severity == "note"} - {"unjudged"}
Walk = tuple[Random, int]


def walked(page: Procedure, dice: Walk) -> Desk:
    desk = desk_of(RULES)
    list(walk(dice[0], desk, page, dice[1]))
    return desk


@given(st.sampled_from([*RULES]), walks(40))
def test_a_desk_lets_nothing_pass_but_what_is_late(page: Procedure, dice: Walk) -> None:
    """Issue 4: only time, notes, and hands that the record cannot follow may show."""
    desk = walked(page, dice)
    if not desk.store.position():
        return

    deviations = found(desk, desk_now(desk) + timedelta(days=400))

    assert {one.kind for one in deviations} <= LATE | NOTES | {"custody"}


@given(st.sampled_from([*RULES]), walks(40))
def test_an_audit_of_a_position_is_repeated_to_the_letter(page: Procedure, dice: Walk) -> None:
    """Architecture 5: the same position, the same answer, however much has happened since."""
    desk = walked(page, dice)
    position = desk.store.position() // 2
    if not position:
        return
    then = found(desk, position=position)

    list(walk(dice[0], desk, page, 10))
    desk.tick(desk_now(desk) + timedelta(days=90))

    assert found(desk, position=position) == then
