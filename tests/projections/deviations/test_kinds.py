"""Each kind of deviation is found in exactly the one case, with its clause and whose it is."""

from collections.abc import Callable
from datetime import timedelta
from typing import NamedTuple

import pytest

from deviating import desk_now, forged, found, kinds, office
from huiyin.projections.deviations.severity import KINDS
from papers.every import MALL, PROPERTY, SERVICE_CENTRE
from papers.paper import Paper, Past, Story, take
from papers.property import DISCIPLINE
from papers.repair import GIVER, ON_THE_SHEET, OUTSIDE
from papers.repair import PAPER as REPAIR
from papers.shift_centre import OPEN_REPAIR
from papers.shift_centre import PAPER as SHIFT
from spec import clock, did, mended

DISPATCHED = "register verify dispatch"
REPORTED = f"{DISPATCHED} start-work report-result"
ARRANGED = f"{REPORTED} arrange-visit"
AGREED = f"{ARRANGED} sign-result inspect-effect"
VISITED = f"{AGREED} record-satisfied-visit"
HANDLED = "register handle-directly"
WORKS = "工程部"
DAY = timedelta(days=1)


class Odd(NamedTuple):
    """What is done, and what an auditor must find of it: kind, clause, person, department."""

    says: str
    paper: Paper
    past: Past
    do: Callable[[Story], object]
    kind: str
    clause: str
    person: str
    department: str = ""
    days: float = 0


def nothing(story: Story) -> None:
    """Let it rest."""


def paper_late(reason: str) -> Callable[[Story], object]:
    """Write down a reply three days after it was given."""

    def reply(story: Story) -> None:
        when, who, form = story.read(take("reply", after="80h"))
        happened = clock(when - 3 * DAY)
        step = did(clock(when), who, "reply", happened=happened, because=reason, **form)
        story.scenario.through(step)

    return reply


def correct(story: Story) -> None:
    when = clock(story.now + timedelta(hours=1))
    story.scenario.through(mended(when, "zhao:cs_manager", 1, matter="停车收费"))


def dissatisfied(story: Story) -> object:
    later = (story.now + 9 * DAY).isoformat()
    return forged(story, "record-dissatisfied-visit", blanks={"due_at": later})


ODDITIES = (
    Odd("a step that leads on from elsewhere", PROPERTY, "register",
        lambda one: forged(one, "dispatch", as_if="verified"),
        "order", "S004-p6-4.2", "li", WORKS),
    Odd("a step by who is not entitled", PROPERTY, "register",
        lambda one: forged(one, "verify", "qian:dept_staff@工程部"),
        "role", "S004-p6-4.2", "qian", WORKS),
    Odd("somebody handles what another took in", MALL, "register",
        lambda one: forged(one, "handle-directly", "lu:receptionist"),
        "role", "S000-m-3.1.7a", "lu"),
    Odd("the visitor reviews the visit", PROPERTY, VISITED,
        lambda one: forged(one, "review-visit", "ma:dept_manager"),
        "four_eyes", "S004-p9-4a", "ma", WORKS),
    Odd("one person signs for both sides", REPAIR, (ON_THE_SHEET, GIVER),
        lambda one: forged(one, "sign-handover-sheet", "wang:repair_courier",
                           blanks={"capacity": "receiver"}),
        "four_eyes", "S000-ch10-4c", "wang"),
    Odd("one side signs twice", REPAIR, (ON_THE_SHEET, GIVER),
        lambda one: forged(one, "sign-handover-sheet", "luo:clerk", blanks={"capacity": "giver"}),
        "signed_twice", "S000-ch10-4b", "luo"),
    Odd("verified without the statement's signature", PROPERTY,
        (DISCIPLINE, "take-discipline-statement"),
        lambda one: forged(one, "verify", blanks={"proposal": "批评"}),
        "unsigned", "S004-p6-6.5", "li"),
    Odd("handed over without a signature that an office may do without", REPAIR,
        (ON_THE_SHEET, GIVER),
        lambda one: forged(one, "hand-over"),
        "unjudged", "S000-ch10-4c", "wang"),
    Odd("rework due after the next visit", PROPERTY, AGREED, dissatisfied,
        "rule", "S004-p9-3", "ma", WORKS),
    Odd("a form with a blank left empty", MALL, HANDLED,
        lambda one: forged(one, "reply", form={"contact_mode": "phone"}),
        "form", "S000-m-3.1.7b", "wang"),
    Odd("a reply that ends no deadline", SERVICE_CENTRE, HANDLED,
        lambda one: forged(one, "reply", ends=()),
        "record", "S004-p7-visit-2b", "wang"),
    Odd("closed without an answer", MALL, HANDLED,
        lambda one: forged(one, "close", as_if="replied"),
        "unanswered", "S000-m-3.1.7b", "wang"),
    Odd("no answer within three days", SERVICE_CENTRE, "register", nothing,
        "unanswered", "S004-p7-visit-2b", "wang", days=5),
    Odd("closed long after the answer was due", SERVICE_CENTRE, HANDLED,
        lambda one: forged(one, "close", as_if="followed_up", hours=200, ends=("answer",)),
        "unanswered", "S004-p7-visit-2b", "wang"),
    Odd("closed without a visit", PROPERTY, AGREED,
        lambda one: forged(one, "close", as_if="followed_up"),
        "no_visit", "S004-p6-3.1", "li", WORKS),
    Odd("the visit that was arranged is not made", PROPERTY, ARRANGED, nothing,
        "no_visit", "S004-p9-2", "wang", WORKS, days=5),
    Odd("nobody has arranged a visit", PROPERTY, REPORTED, nothing,
        "no_visit", "S004-p6-3.2", "wang", WORKS, days=40),
    Odd("the department never reports", PROPERTY, f"{DISPATCHED} start-work", nothing,
        "lapsed", "S004-p6-4.2", "qian", WORKS, days=9),
    Odd("the department reports late", PROPERTY, f"{DISPATCHED} start-work",
        lambda one: one.then(take("report-result", after="9d")),
        "late", "S004-p6-4.2", "qian", WORKS),
    Odd("another courier brings it back", REPAIR, OUTSIDE,
        lambda one: one.then(take("bring-back", "hou:repair_courier")),
        "custody", "S000-ch10-5", "hou"),
    Odd("written down days later without a reason", MALL, HANDLED,
        lambda one: forged(one, "reply", hours=80, occurred_at=one.now),
        "unexplained", "S000-m-3.1.7b", "wang"),
    Odd("written down days later with a reason", MALL, HANDLED, paper_late("停电"),
        "back_dated", "S000-m-3.1.7b", "wang"),
    Odd("corrected", MALL, "register", correct, "corrected", "S000-m-3.1.7b", "zhao"),
    Odd("overruled in writing", SHIFT, (*OPEN_REPAIR, "override-major-repair"), nothing,
        "overruled", "S004-p7-handover-6", "cui"),
)  # fmt: skip

odd = pytest.mark.parametrize("odd", ODDITIES, ids=lambda one: one.says)


@odd
def test_what_went_otherwise_is_found_in_exactly_the_one_case(odd: Odd) -> None:
    """Issue 4: with clause, and per person and department."""
    desk, (story,) = office((odd.paper, odd.past))
    odd.do(story)

    deviations = found(desk, desk_now(desk) + odd.days * DAY)

    assert set(kinds(deviations)) == {story.scenario.number}
    (first, *_) = [one for one in deviations if one.kind == odd.kind]
    assert odd.clause in first.clauses
    assert (first.person, first.department) == (odd.person, odd.department)
    assert first.severity == KINDS[odd.kind].severity


def test_every_kind_that_can_be_recorded_is_shown_once() -> None:
    assert {one.kind for one in ODDITIES} == KINDS.keys() - {"unreadable"}


def test_an_office_that_kept_its_procedures_in_time_has_none() -> None:
    """Issue 4: nobody is accused who kept them."""
    desk, _ = office()

    assert found(desk) == []


@odd
def test_a_position_before_it_knows_nothing_of_it(odd: Odd) -> None:
    """Architecture 5: as of any position, and the same whenever it is asked."""
    desk, (story,) = office((odd.paper, odd.past))
    before = desk.store.position()
    then = found(desk, position=before)
    odd.do(story)

    assert found(desk, "2036-01-01 00:00", position=before) == then
