"""What is drawn follows from log position, seed and size alone, and paper says so too."""

from datetime import timedelta
from fractions import Fraction
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deviating import HONEST, RULES, desk_now, forged, office
from huiyin.domain.office import rulebook
from huiyin.projections.deviations.audit import DeviationAudit
from huiyin.projections.sampling.allotting import allotted, shared
from huiyin.projections.sampling.checklist import checklist
from huiyin.projections.sampling.population import Member, Scope, population
from huiyin.projections.sampling.sample import draw, lot, position_at
from huiyin.workflow.calendars import SHANGHAI
from huiyin.workflow.desk import Desk
from huiyin.workflow.procedure import Procedure
from papers.every import MALL, PROPERTY
from papers.paper import take
from spec import at

ALL = ("risk", "procedure", "month", "department")
EVERYTHING = Scope()
SIZES = st.lists(st.integers(1, 40), min_size=1, max_size=12)


def members(
    desk: Desk, scope: Scope = EVERYTHING, position: int | None = None
) -> tuple[Member, ...]:
    audit = DeviationAudit(desk.store, RULES, desk.terms)
    until = desk.store.position() if position is None else position
    return population(audit.found(now=desk_now(desk), position=until), scope, SHANGHAI)


def numbers(found: tuple[Member, ...]) -> list[str]:
    return [one.number for one in found]


# ---------------------------------------------------------------- how many of each


@pytest.mark.parametrize(
    ("sizes", "size", "places"),
    [
        ([5, 3, 2], 5, [3, 1, 1]),
        ([5, 3, 2], 2, [1, 1, 0]),
        ([6, 3, 1], 5, [3, 1, 1]),
        ([1, 1, 1], 2, [1, 1, 0]),
        ([4, 4], 3, [2, 1]),
        ([100, 1], 2, [1, 1]),
        ([3, 2], 9, [3, 2]),
        ([], 4, []),
    ],
)
def test_places_are_shared_out_as_on_paper(sizes: list[int], size: int, places: list[int]) -> None:
    """Lessons 20: stratified; one of each first, then by largest remainder."""
    assert allotted(sizes, size) == places


@given(SIZES, st.integers(1, 200))
def test_shares_are_fair(sizes: list[int], size: int) -> None:
    """Lessons 20: in proportion, and at least one from each stratum where the size allows."""
    places = allotted(sizes, size)

    assert sum(places) == min(size, sum(sizes))
    assert all(0 <= place <= of for place, of in zip(places, sizes, strict=True))
    assert min(places) >= int(size >= len(sizes))
    assert all(
        mine >= yours
        for mine, of_mine in zip(places, sizes, strict=True)
        for yours, of_yours in zip(places, sizes, strict=True)
        if of_mine > of_yours
    )


@given(SIZES, st.integers(1, 200))
def test_where_nobody_is_without_no_share_is_off_by_one(sizes: list[int], size: int) -> None:
    """Lessons 20: proportional, by largest remainder."""
    size = min(size, sum(sizes))

    for place, of in zip(shared(sizes, size), sizes, strict=True):
        assert abs(place - Fraction(size * of, sum(sizes))) < 1


# ---------------------------------------------------------------- which


def test_the_lowest_lots_of_a_stratum_are_drawn() -> None:
    """Lessons 20: anybody can recompute a lot from the seed and the number."""
    desk, _ = office(*[(MALL, "register")] * 9)
    found = members(desk, Scope("complaint/mall"))

    drawn = draw(found, seed=" spring ", size=4, by=ALL)

    by_hand = sorted(numbers(found), key=lambda one: sha256(f"spring {one}".encode()).hexdigest())
    assert numbers(drawn.members) == sorted(by_hand[:4])
    assert lot("spring", by_hand[0]) == sha256(f"spring {by_hand[0]}".encode()).hexdigest()
    assert [(one.size, one.drawn) for one in drawn.strata] == [(9, tuple(sorted(by_hand[:4])))]


def test_the_same_draw_gives_these_cases_for_ever() -> None:
    """Lessons 20: pinned, since an auditor may come back after years."""
    desk, _ = office(*[(MALL, "register")] * 9)

    drawn = draw(members(desk), seed="2026", size=5, by=ALL)

    assert numbers(drawn.members) == [
        "C-2026-000002",
        "C-2026-000006",
        "C-2026-000009",
        "C-2026-000011",
        "R-2026-000001",
    ]


def test_what_happens_later_changes_no_sample_of_an_earlier_position() -> None:
    """Lessons 20: same log position, seed and size, same sample; lapses and cases come and go."""
    desk, (story, *_) = office(*[(MALL, "register")] * 5)
    position = desk.store.position()
    before = draw(members(desk, position=position), seed="x", size=4, by=ALL)

    forged(story, "close", as_if="replied")
    desk.tick(desk_now(desk) + timedelta(days=99))
    again = draw(members(desk, position=position), seed="x", size=4, by=ALL)

    assert (numbers(again.members), again.strata) == (numbers(before.members), before.strata)


def test_strata_are_told_apart_by_risk_procedure_month_and_department() -> None:
    """Lessons 20: stratified; the gravest risk comes first."""
    desk, (deviating, _) = office(
        (MALL, "register handle-directly"), (MALL, (take("register", severity="serious"),))
    )
    forged(deviating, "close", as_if="replied")

    strata = draw(members(desk), seed="x", size=9, by=ALL).strata

    assert [one.key for one in strata] == [
        ("deviating", "complaint/mall", "2026-03", ""),
        ("serious", "complaint/mall", "2026-03", ""),
        ("ordinary", "complaint/property", "2026-03", "工程部"),
        ("ordinary", "repair/jewellery", "2026-03", ""),
    ]
    assert [one.size for one in strata] == [1, 1, 2, 1]
    assert all(one.drawn for one in strata)


@pytest.mark.parametrize(
    ("scope", "count"),
    [
        (Scope(), len(HONEST)),
        (Scope("complaint/property"), 2),
        (Scope(since=at("2026-03-03 00:00")), 0),
        (Scope(until=at("2026-03-03 00:00")), len(HONEST)),
        (Scope(until=at("2026-03-02 00:00")), 0),
    ],
)
def test_only_the_cases_of_the_scope_are_drawn_from(scope: Scope, count: int) -> None:
    desk, _ = office()

    assert len(members(desk, scope)) == count


def test_an_audit_is_not_audited() -> None:
    """S004-p7-visit-6: what is drawn are the office's cases."""
    desk, (story,) = office((PROPERTY, "register"))
    form = {"cases": [story.scenario.number], "seed": "x", "position": 1}
    desk.open("audit/office", "lu:auditor", at=story.now, form=form)

    assert all(one.history.case.procedure != "audit/office" for one in members(desk))


def test_the_log_had_come_so_far_at_an_instant() -> None:
    """Architecture 5: a position stands for an instant, and says the same for ever."""
    desk, (story,) = office((MALL, "register"))
    first = desk.store.read(limit=1)[0].event.recorded_at

    assert position_at(desk.store, first - timedelta(seconds=1)) == 0
    assert position_at(desk.store, story.now + timedelta(days=99)) == desk.store.position()


# ---------------------------------------------------------------- what to look at


@pytest.mark.parametrize("page", [*rulebook()], ids=lambda page: page.name)
def test_every_page_says_what_to_look_at(page: Procedure) -> None:
    """S001-t2-16: deadlines, four eyes and signatures of the page, each with its clause."""
    checks = checklist(page)

    asked = {clause for one in checks for clause in one.clauses}
    assert {one.clause for one in page.deadlines.values()} <= asked
    assert {clause for step in page.steps.values() for clause in step.apart} <= asked
    barred = [one for step in page.steps.values() for one in step.never_by]
    assert {clause for one in barred for clause in one.clauses} <= asked
    assert len({(one.clauses, str(one.says)) for one in checks}) == len(checks)
