"""What changed in a case between two of its versions."""

from datetime import datetime
from random import Random
from typing import Any

import pytest

from huiyin.domain.office import rulebook
from huiyin.projections.difference import Aspect, Change, Due, changes
from huiyin.workflow.desk import Desk
from huiyin.workflow.events import Recorded
from legal import PAGES, histories
from registers import handled, office
from spec import at, desk_of, mended

RULES = rulebook()


@pytest.fixture
def desk() -> Desk:
    return desk_of(RULES)


def between(desk: Desk, case: str, since: int, until: int) -> dict[tuple[str, ...], Change]:
    found = changes(desk.history(case), desk.rulebook, since=since, until=until)
    return {tuple(filter(None, one.fact)): one for one in found}


def test_a_step_changes_the_state_its_blanks_and_deadlines(desk: Desk) -> None:
    case = handled(office(desk, "property"))

    found = between(desk, case.number, 2, 3)

    assert (found["state",].was, found["state",].now) == ("verified", "dispatched")
    due = found["deadline", "work"].now
    assert isinstance(due, Due)
    assert due.due_at == at("2026-03-04 18:00")
    assert found["blank", "due_at"].was is None
    assert {one.since.version for one in found.values()} == {3}


def test_a_signature_and_an_end_of_a_deadline_are_changes(desk: Desk) -> None:
    case = handled(office(desk, "property"))

    found = between(desk, case.number, 4, 6)

    assert (found["signature", "sign-result"].was, found["signature", "sign-result"].now) == (
        None,
        "zhao",
    )
    assert found["signature", "sign-result"].since.version == 6
    assert found["deadline", "work"].now is None


def test_a_corrected_blank_has_another_word_by_the_counter_entry(desk: Desk) -> None:
    case = handled(office(desk, "property"))
    case.through(mended("2026-03-07 09:00", "chen:cs_manager", 1, phone="13900020009"))

    found = between(desk, case.number, 11, 12)

    assert found.keys() == {("blank", "phone")}
    assert (found["blank", "phone"].was, found["blank", "phone"].now) == (
        "13900020001",
        "13900020009",
    )


def test_what_came_and_went_is_no_change(desk: Desk) -> None:
    case = handled(office(desk, "property"))

    assert not [one for one in between(desk, case.number, 0, 11) if one[0] == Aspect.DEADLINE]
    assert between(desk, case.number, 5, 5) == {}


def applied(before: dict[tuple[str, ...], Any], found: dict[tuple[str, ...], Change]) -> Any:
    after = before | {fact: one.now for fact, one in found.items()}
    return {fact: value for fact, value in after.items() if value is not None}


@pytest.mark.parametrize("page", PAGES, ids=lambda one: one.name)
def test_changes_lead_from_nothing_over_any_version_to_the_newest(page: Any) -> None:
    desk, dice = histories(page, 12), Random(page.name)
    for number in desk.store.cases()[:12]:
        newest = desk.case(number).version
        half = dice.randint(0, newest)

        whole = applied({}, between(desk, number, 0, newest))
        first = applied({}, between(desk, number, 0, half))

        assert applied(first, between(desk, number, half, newest)) == whole


def test_each_change_names_the_event_that_made_it_last(desk: Desk) -> None:
    case = handled(office(desk, "property"))

    for one in between(desk, case.number, 0, 11).values():
        assert isinstance(one.since, Recorded)
        assert one.since.event.clauses
        assert isinstance(one.since.event.recorded_at, datetime)
