"""Auditing 3: whatever happens at a desk, the page of the time would have allowed it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from random import Random
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from histories import found_in
from huiyin.domain.office import OFFICE_HOURS, rulebook
from huiyin.projections.agreement import Agreement
from huiyin.projections.every import every
from huiyin.workflow.calendars import BusinessCalendar
from huiyin.workflow.days import week
from huiyin.workflow.deadlines import Figure
from huiyin.workflow.desk import Desk
from huiyin.workflow.errors import Refused
from huiyin.workflow.procedure import Procedure
from huiyin.workflow.replay.against import Against
from huiyin.workflow.replay.conformance import Conformance
from huiyin.workflow.request import Terms
from huiyin.workflow.rulebook import Rulebook
from huiyin.workflow.store import open_store
from legal import histories
from parcels import desk_page, outgoing_page, parcels
from spec import at, desk_of
from strands import day
from walker import Walker, walk, walks

STEPS_AT_MOST = 40
Walk = tuple[Random, int]


@cache
def office() -> Rulebook:
    return rulebook()


def pages() -> list[Procedure]:
    return [*office(), next(iter(parcels()))]


anywhere = st.sampled_from(pages())


@given(anywhere, walks(STEPS_AT_MOST))
def test_no_walk_is_accused(page: Procedure, dice: Walk) -> None:
    desk = desk_of(parcels() if page.name.startswith("parcel/") else office())

    for _ in walk(dice[0], desk, page, dice[1]):
        pass

    assert found_in(desk) == []


@given(walks(150))
def test_no_busy_day_is_accused_and_what_is_kept_of_it_agrees(dice: Walk) -> None:
    """Policies, the clock, corrections, cases that look up others; some registers are behind."""
    desk = desk_of(office())
    for number, _ in enumerate(day(dice[0], desk, dice[1])):
        if number % 40 == 20:
            dice[0].choice(list(every(desk.store, desk.rulebook).values())).catch_up()

    assert found_in(desk) == []
    assert list(Agreement(desk.store, desk.rulebook).strays()) == []


@given(walks(80))
def test_a_pass_that_keeps_one_case_in_memory_finds_the_same(dice: Walk) -> None:
    desk = desk_of(office())
    for _ in day(dice[0], desk, dice[1]):
        pass
    terms = Terms(OFFICE_HOURS)

    much, little = (Conformance(desk.store, office(), terms, kept=n) for n in (2000, 1))

    assert [one.before for one in much.log()] == [one.before for one in little.log()]
    assert list(much.running()) == list(little.running())
    running = [one.id for one in little.running()]
    pages = [page.name for page in office()]
    assert running == sorted(number for name in pages for number in desk.open_cases(name))


@pytest.mark.parametrize("page", [*office()], ids=lambda one: one.name)
def test_no_legal_history_is_accused_by_its_own_edition(page: Procedure) -> None:
    desk = histories(page, 12)

    other = Against(desk.store, office(), Terms(OFFICE_HOURS), page)

    assert [one for held in other.log() for one in held.found] == []
    assert list(other.stuck()) == []
    assert found_in(desk) == []


# ------------------------------------------------------------ offices of their own


LATE = BusinessCalendar("late", week("10:00-16:00"), closed=frozenset({at("2026-03-05").date()}))


def own_terms(dice: Random) -> Terms:
    """Give an office that has set whatever it may, by chance."""
    limits, lists, without = {}, {}, {}
    for page in office():
        limits[page.name] = {
            name: Figure.parse(dice.choice(("P1D", "P9D working", "PT5H", "P2M")))
            for name, one in page.deadlines.items()
            if one.configured and dice.random() < 0.5
        } | {name: Figure.parse("P7D") for name in page.figures}
        lists[page.name] = {name: ["灯", "a tap drips"] for name in page.lists}
        without[page.name] = [
            one.name
            for one in page.steps.values()
            if one.inferred and not one.opens and dice.random() < 0.5
        ]
    return Terms(dice.choice((LATE, OFFICE_HOURS)), limits, lists, without)


def own_desk(dice: Random) -> Desk:
    store = open_store("memory:", registry=office().registry())
    return Desk(store, office(), own_terms(dice))


@given(anywhere.filter(lambda one: not one.name.startswith("parcel/")), walks(STEPS_AT_MOST))
def test_no_office_is_accused_of_terms_that_it_has_changed_since(
    page: Procedure, dice: Walk
) -> None:
    """What hangs on its lists, figures, calendar or what it does without is not judged."""
    desk = own_desk(dice[0])

    for _ in walk(dice[0], desk, page, dice[1]):
        pass

    assert found_in(desk, office(), desk.terms) == []
    assert not [one for one in found_in(desk, office()) if one.is_judged]
    assert not [one for one in found_in(desk, office(), own_terms(dice[0])) if one.is_judged]


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/Los_Angeles"])
@pytest.mark.parametrize("page", [*office()], ids=lambda one: one.name)
def test_no_office_is_accused_that_has_moved_to_another_zone(page: Procedure, zone: str) -> None:
    """An auditor with other settings accuses nobody either."""
    there = Terms(replace(OFFICE_HOURS, zone=ZoneInfo(zone)))

    found = found_in(histories(page, 12), office(), there)

    assert [one for one in found if one.is_judged] == []


@given(walks(60))
def test_nobody_is_accused_of_having_moved_to_another_edition(dice: Walk) -> None:
    rules = Rulebook((desk_page("1"), desk_page("2"), outgoing_page()), parcels().policies)
    desk = desk_of(rules)
    walker = Walker(dice[0], desk, rules.edition("parcel/desk", dice[0].choice("12")))

    for _ in range(dice[1]):
        walker.stride()
        if walker.cases and dice[0].random() < 0.2:
            try:
                number, edition = dice[0].choice(walker.cases), dice[0].choice("12")
                desk.migrate(number, edition, "li:lead", at=walker.now, reason="moved")
            except Refused:
                continue

    assert found_in(desk) == []
