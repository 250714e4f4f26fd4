"""What holds of every register after any walk of anybody over any page."""

from collections import Counter
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiyin.domain.complaint import facts, rules
from huiyin.projections import kept as module
from huiyin.projections.audit_trail import AuditTrail
from huiyin.projections.clocks import running
from huiyin.projections.due_list import DueList, open_cases
from huiyin.projections.every import every
from huiyin.projections.kept import Kept
from huiyin.projections.registers.complaints import COMPLAINT_REGISTER, COMPLAINTS
from huiyin.workflow.desk import Desk
from huiyin.workflow.events import deadline_of
from registers import RULES, as_bytes
from spec import at, desk_of
from walker import walks, wander

PAGES = st.lists(st.sampled_from(list(RULES)), min_size=1, max_size=3)
NOW = at("2026-06-01 09:00")


def walked(dice: Random, pages: list[Any], length: int) -> Desk:
    desk = desk_of(RULES)
    wander(dice, desk, pages, length)
    return desk


@given(walks(), PAGES, st.integers(1, 7))
def test_a_rebuilt_register_is_the_kept_one(
    walk: tuple[Random, int], pages: list[Any], page_size: int
) -> None:
    """Architecture 5: rebuilt equals kept, for any commands and any pages."""
    dice, length = walk
    with pytest.MonkeyPatch.context() as patch, desk_of(RULES) as desk:
        patch.setattr(module, "PAGE", page_size)
        registers = every(desk.store, desk.rulebook).values()
        live: list[tuple[int, list[bytes]]] = []
        for page in pages:
            wander(dice, desk, [page], length)
            live.append((desk.store.position(), [as_bytes(one.table()) for one in registers]))

        for position, tables in live:
            assert [as_bytes(one.as_of(position=position)) for one in registers] == tables
        for one in registers:
            one.rebuild()
        assert [as_bytes(one.table()) for one in registers] == live[-1][1]
        assert not any(one.status().parked for one in registers)


@given(walks(), PAGES)
def test_the_register_says_what_the_rules_see(walk: tuple[Random, int], pages: list[Any]) -> None:
    """Lessons, feature 10: also after corrections, register and rules agree."""
    desk = walked(walk[0], pages, walk[1])

    for line in COMPLAINT_REGISTER.open(desk.store, desk.rulebook).rows(now=NOW):
        case = desk.case(str(line["no"]))
        assert line["state"] == case.state
        assert line["version"] == case.version
        assert line["severity"] == facts.severity(case)
        assert line["kind"] == facts.kind(case)
        assert (line["validity"] or "") == facts.validity(case)
        assert (line["department"] or "") == facts.department(case)
        assert line["vip"] == facts.is_vip.holds(case)
        assert line["first_contact"] == case.first_contact
        assert bool(line["inspected_at"]) == rules.effect_inspected.holds(case)
        assert line["handler"] is None or line["handler"] in facts.HANDLER.find(case)
        assert bool(line["closed_at"]) == case.has("ComplaintClosed")


@given(walks(), PAGES)
def test_the_due_list_has_the_deadlines_that_run(
    walk: tuple[Random, int], pages: list[Any]
) -> None:
    """Settled 17: what runs in the cases is due, and nothing else."""
    desk = walked(walk[0], pages, walk[1])

    listed = Counter(
        (one.case, one.deadline, one.due_at, one.started_at, one.lapsed_at is not None)
        for one in DueList(desk.store, desk.rulebook).items(now=NOW)
    )

    assert listed == Counter(
        (number, deadline_of(name), clock.clock.due_at, clock.started_at, clock.lapsed)
        for number in desk.store.cases()
        for name, clock in desk.case(number).clocks.items()
    )
    not_lapsed = Counter(
        (one.case, deadline_of(one.deadline), one.due_at) for one in desk.store.agenda()
    )
    assert not_lapsed == Counter(one[:3] for one in listed.elements() if not one[4])


@given(walks(), PAGES)
def test_both_registers_keep_the_same_clocks(walk: tuple[Random, int], pages: list[Any]) -> None:
    """Settled 1: one way to judge lateness."""
    desk = walked(walk[0], pages, walk[1])

    complaints = Kept(desk.store, COMPLAINTS.projection).table().rows
    still = Kept(desk.store, open_cases(desk.rulebook)).table().rows

    from_complaints = {key: running(row["timers"]) for key, row in complaints}  # type: ignore[arg-type]
    listed = {key: row["timers"] for key, row in still if row["timers"] and key.startswith("C-")}
    assert listed == {key: timers for key, timers in from_complaints.items() if timers}


@given(walks(), PAGES)
def test_the_trail_leaves_nothing_out(walk: tuple[Random, int], pages: list[Any]) -> None:
    """3-forms-and-registers 3.5.3: every event and every refused command."""
    desk = walked(walk[0], pages, walk[1])

    entries = list(AuditTrail(desk.store, desk.rulebook).entries())

    attempts = desk.store.attempts(limit=100_000)
    assert [one.position for one in entries if not one.refused] == list(
        range(1, desk.store.position() + 1)
    )
    assert [one.attempt for one in entries if one.refused] == [one.id for one in attempts]
    assert all(one.sentence() for one in entries)
