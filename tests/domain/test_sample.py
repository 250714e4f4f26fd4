"""The director's sample: what each clause forbids and allows, by when, and what is drawn."""

import math
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from huiyin.domain.sample.drawing import drawn, smallest
from huiyin.workflow.case import Case
from huiyin.workflow.errors import Refused
from papers.clauses import KeepsItsClauses, KeepsItsDeadlines, limit, ruling
from papers.paper import Story, Take, take
from papers.sample import EMPTY, ONE, PAPER, PRODUCTION, QUALITY, log, with_repairs
from spec import Scenario, at, given

DRAWN = "open-quarter draw-sample"
VISITED = f"{DRAWN} record-sample-visit"
FOUND = f"{VISITED} record-finding"
COMPLETED = f"{VISITED} complete-sample"
END = "2026-04-01 00:00"

NO_QUARTERS = ["2026年一季度", "2026-Q5", "2026-Q0", "26-Q1", "0000-Q1", "２０２６-Q1", "9999-Q4"]

RULINGS = (
    *(
        ruling(
            f"S004-p7-visit-3 a quarter is written as year and quarter, not {words}",
            "",
            take("open-quarter", quarter=words),
            but=take("open-quarter", quarter=" 2026-Q4 "),
        )
        for words in NO_QUARTERS
    ),
    ruling(
        "S004-p7-visit-3 nobody but the director draws it",
        "open-quarter",
        take("draw-sample", "li:cs_manager"),
        kind="NotYourRole",
        but="draw-sample",
    ),
    ruling(
        "S004-p7-visit-3 it is drawn by a seed",
        "open-quarter",
        take("draw-sample", seed=" "),
        kind="FormIncomplete",
        but="draw-sample",
    ),
    ruling(
        "S004-p7-visit-3 not less than a fifth is drawn",
        "open-quarter",
        take("draw-sample", size=0),
        but=take("draw-sample", size=1),
    ),
    ruling(
        "S004-p7-visit-3 not more is drawn than there is",
        "open-quarter",
        take("draw-sample", size=2),
        but=take("draw-sample", size=1),
    ),
    ruling(
        "S004-p7-visit-3 nothing is visited twice",
        VISITED,
        "record-sample-visit",
        but_after=DRAWN,
    ),
    ruling(
        "S004-p7-visit-5 every service is asked about",
        DRAWN,
        take("record-sample-visit", greening=None),
        kind="FormIncomplete",
        but="record-sample-visit",
    ),
    ruling(
        "S004-p7-visit-3 nothing is completed before all are visited",
        DRAWN,
        "complete-sample",
        but_after=VISITED,
    ),
    ruling(
        "S004-p7-visit-4 nothing is completed with an open finding",
        FOUND,
        "complete-sample",
        but_after=f"{FOUND} handle-finding",
    ),
    ruling(
        "S004-p7-visit-4 one handled finding does not stand for another",
        f"{FOUND} record-finding handle-finding",
        "complete-sample",
        but=take("handle-finding", row=2),
    ),
    *(
        ruling(
            f"S004-p7-visit-4 there is no finding {row} to handle",
            FOUND,
            take("handle-finding", row=row),
            but="handle-finding",
        )
        for row in (2, 0, -1)
    ),
    ruling(
        "S004-p7-visit-4 a finding is handled once",
        f"{FOUND} handle-finding",
        "handle-finding",
        but="record-finding",
    ),
    ruling(
        "S004-p7-visit-4 nothing is found before anything is visited",
        DRAWN,
        "record-finding",
        kind="NotFromHere",
        but_after=VISITED,
    ),
    *(
        ruling(
            f"S004-p7-visit-6 who {did} the sample does not audit it",
            after,
            take("audit-follow-ups", "cui:quality_dept"),
            kind="NotYourRole",
            but=QUALITY,
        )
        for did, after in (("drew", DRAWN), ("visited", VISITED))
    ),
    ruling(
        "S004-p7-visit-6 a department does not audit in another's name",
        COMPLETED,
        replace(QUALITY, who="rao:production_dept"),
        but=PRODUCTION,
    ),
    ruling(
        "S004-p7-visit-6 the centre does not audit itself",
        COMPLETED,
        take("audit-follow-ups", "li:cs_manager"),
        kind="NotYourRole",
        but=QUALITY,
    ),
)

LIMITS = (
    limit(
        "S004-p7-visit-3 the sample is complete by the end of the quarter",
        VISITED,
        END,
        "complete-sample",
        "quarterly_sample",
        records="SampleMissed",
    ),
    limit(
        "S004-p7-visit-6 the quality department audits by the end of the quarter",
        "open-quarter",
        END,
        QUALITY,
        "quality_audit",
        records="FollowUpAuditMissed",
    ),
    limit(
        "S004-p7-visit-6 the production department audits by the end of the quarter",
        "open-quarter",
        END,
        PRODUCTION,
        "production_audit",
        records="FollowUpAuditMissed",
    ),
)


class TestSample(KeepsItsClauses, KeepsItsDeadlines):
    paper, rulings, limits = PAPER, RULINGS, LIMITS


# ---------------------------------------------------------------- the quarter and its clocks


@pytest.mark.parametrize(
    ("quarter", "end"),
    [
        ("2026-Q1", "2026-04-01 00:00"),
        ("2026-Q2", "2026-07-01 00:00"),
        ("2026-Q3", "2026-10-01 00:00"),
        ("2026-Q4", "2027-01-01 00:00"),
        ("2999-Q4", "3000-01-01 00:00"),
    ],
)
def test_a_quarter_ends_with_its_last_day(quarter: str, end: str) -> None:
    """S004-p7-visit-3, S004-p7-visit-6: sample and audits are due at its 24:00."""
    story = EMPTY.after((take("open-quarter", quarter=quarter),))

    story.scenario.then_running(quarterly_sample=end, quality_audit=end, production_audit=end)


def test_there_is_one_sample_a_quarter_also_when_it_is_filed() -> None:
    """S004-p7-visit-3: another case of the quarter is refused, of the next one allowed."""
    story = EMPTY.after(f"{DRAWN} complete-sample file-sample")
    again = Story(EMPTY, Scenario(story.scenario.desk, EMPTY.procedure), story.now)

    again.refuses(take("open-quarter", quarter=" 2026-Q1"), "RuleBroken", "S004-p7-visit-3")

    assert again.then(take("open-quarter", quarter="2026-Q2")).state == "due"


def test_one_audit_leaves_the_other_running() -> None:
    """S004-p7-visit-6: each department audits for itself."""
    story = PAPER.after(("open-quarter", QUALITY))

    story.scenario.then_running(quarterly_sample=END, production_audit=END)


def test_each_finding_has_a_clock_of_its_own() -> None:
    """S004-p7-visit-4: seven days for each, unless the office sets another figure."""
    story = PAPER.after((VISITED, "record-finding", take("record-finding", after="1d")))
    clocks = story.scenario.case.clocks
    assert {name for name in clocks if name.startswith("finding")} == {"finding#1", "finding#2"}

    story.then("handle-finding")

    assert lapses_of_findings(story, "2026-03-10 23:59") == 0
    assert lapses_of_findings(story, "2026-03-11 00:00") == 1
    assert lapses_of_findings(story, "2026-03-12 00:00") == 0


def lapses_of_findings(story: Story, when: str) -> int:
    """Look at the clock; count the findings that it finds late."""
    return [one.deadline for one in story.scenario.desk.tick(at(when))].count("finding")


# ---------------------------------------------------------------- what is drawn


def written(case: Case, blank: str) -> list[str]:
    """Give the numbers that were written onto the draw."""
    found = case.value(blank, "SampleDrawn")
    assert isinstance(found, list)
    return [str(one) for one in found]


@pytest.mark.parametrize(
    ("repairs", "least"), [(0, 0), (1, 1), (4, 1), (5, 1), (6, 2), (10, 2), (11, 3), (25, 5)]
)
def test_a_fifth_is_drawn_rounded_up(repairs: int, least: int) -> None:
    """S004-p7-visit-3: twenty per cent of the quarter's repair records."""
    case = with_repairs(repairs).after(DRAWN).scenario.case

    sample, population = written(case, "sample"), written(case, "population")
    assert (len(sample), len(population)) == (least, repairs)
    assert set(sample) <= set(population)


def draw(office: Scenario, quarter: str = "2026-Q1", when: str = "2026-03-20 09:00") -> list[str]:
    """Open and draw a quarter in an office; give the population."""
    sample = Scenario(office.desk, PAPER.procedure)
    story = Story(PAPER, sample, at(when)).then(take("open-quarter", quarter=quarter))
    return written(story.then("draw-sample").scenario.case, "population")


def test_the_population_is_what_was_logged_to_be_repaired_in_the_quarter() -> None:
    """S004-p7-visit-3: not help, not the property centre's, not another quarter's."""
    office = given("request/service_centre")
    log(office.desk, "2025-12-31 23:59")
    first = log(office.desk, "2026-01-01 00:00")
    log(office.desk, "2026-03-02 09:00", kind="help")
    log(office.desk, "2026-03-02 09:01", procedure="property")
    last = log(office.desk, "2026-03-31 23:59")
    log(office.desk, "2026-04-01 00:00")

    assert draw(office, when="2026-04-10 09:00") == [first, last]


def test_what_is_logged_after_the_draw_is_not_in_it() -> None:
    """S004-p7-visit-3: the repairs up to the draw; time may go back between cases."""
    office = given("request/service_centre")
    before = log(office.desk, "2026-03-02 09:00")
    log(office.desk, "2026-03-21 09:00")

    assert draw(office) == [before]


def test_repairs_that_have_come_to_an_end_count_too() -> None:
    """S004-p7-visit-3: the records are sampled, open or closed."""
    office = given("request/service_centre")
    number = log(office.desk, "2026-03-02 08:00")
    talk = {"contact_mode": "phone", "satisfaction": "satisfied", "opinion": "无"}
    for minute, (step, who, form) in enumerate(
        (
            ("dispatch-request", "li:cs_staff", {"department": "工程部"}),
            ("accept-request", "tang:technician@工程部", {}),
            ("start-work", "tang:technician@工程部", {}),
            ("finish-work", "tang:technician@工程部", {"result": "放气"}),
            ("follow-up", "li:cs_staff", talk),
            ("close-request", "li:cs_staff", {}),
        )
    ):
        office.desk.perform(number, step, who, at=at(f"2026-03-02 09:0{minute}"), form=form)
    assert office.desk.case(number).state == "closed"

    assert draw(office) == [number]


def test_what_was_not_drawn_is_neither_visited_nor_found_fault_with() -> None:
    """S004-p7-visit-3, S004-p7-visit-4: a case of the sample."""
    story = with_repairs(2).after(DRAWN)
    (sampled,) = written(story.scenario.case, "sample")
    (left,) = {ONE, "Q-2026-000002"} - {sampled}

    story.refuses(take("record-sample-visit", about=left), "RuleBroken", "S004-p7-visit-3")
    story.then(take("record-sample-visit", about=sampled))
    story.refuses(take("record-finding", about=left), "RuleBroken", "S004-p7-visit-4")

    assert story.then(take("record-finding", about=sampled)).state == "visiting"


def test_an_empty_quarter_takes_a_size_of_nothing_alone() -> None:
    """S004-p7-visit-3: no repairs, nothing to draw."""
    story = EMPTY.after("open-quarter")

    story.refuses(take("draw-sample", size=1), "RuleBroken", "S004-p7-visit-3")

    assert story.then(take("draw-sample", size=0)).state == "drawn"


NUMBERS = st.sets(st.integers(1, 999_999), max_size=60).map(
    lambda found: tuple(f"Q-2026-{number:06}" for number in sorted(found))
)


@for_all(NUMBERS, st.text(max_size=12), st.data())
def test_the_same_seed_draws_the_same_sample(
    population: tuple[str, ...], seed: str, data: st.DataObject
) -> None:
    """S004-p7-visit-3: replayable, whatever the order in which the numbers were found."""
    size = data.draw(st.integers(smallest(len(population)), len(population)))
    shuffled = tuple(data.draw(st.permutations(population)))

    sample = drawn(population, seed, size)

    assert sample == drawn(shuffled, f" {seed} ", size)
    assert len(set(sample)) == size
    assert set(sample) <= set(population)
    assert list(sample) == sorted(sample)


@for_all(st.integers(0, 10_000))
def test_the_share_is_never_less_than_a_fifth(population: int) -> None:
    """S004-p7-visit-3: rounded up, without a fraction lost."""
    assert smallest(population) == math.ceil(population / 5)


def test_a_sample_drawn_long_ago_is_drawn_alike_today() -> None:
    """S004-p7-visit-3: this draw is written down once and for all."""
    population = tuple(f"Q-2026-{number:06}" for number in range(1, 11))

    assert drawn(population, "20260320", 3) == ("Q-2026-000006", "Q-2026-000008", "Q-2026-000009")


def test_no_other_seed_is_tried_after_the_draw() -> None:
    """S004-p7-visit-3: a quarter is drawn once."""
    story = PAPER.after(DRAWN)

    refused = story.answer(take("draw-sample", seed="another"))

    assert isinstance(refused, Refused)
    assert refused.kind == "NotFromHere"


def test_the_draw_cannot_be_corrected_into_another() -> None:
    """S004-p7-visit-4: population and sample are what the engine wrote."""
    story = PAPER.after(DRAWN)
    story.refuses(
        take(
            "correct-entry",
            "cui:director",
            because="换样本",
            version=2,
            now={"sample": []},
            approved_by="li",
        ),
        "RuleBroken",
        "S004-p7-visit-4",
    )


def test_what_an_audit_found_can_be_corrected_and_not_who_audited() -> None:
    """S004-p7-visit-6: the department that audited wrote it, whoever corrects it."""
    story = PAPER.after(PAPER.paths["S004-p7-visit-6 audited"])
    names = [one.name for one in story.scenario.case.past]
    entry = names.index("FollowUpsAudited") + 1

    def corrected(**now: object) -> Take:
        words: Any = {"version": entry, "now": now, "approved_by": "pu:quality_dept"}
        return take("correct-entry", "cui:director", because="写错", **words)

    story.refuses(corrected(audit_department="production"), says="keep the rules")
    story.then(corrected(finding="全部属实"))

    assert story.scenario.case.past[entry - 1].form["finding"] == "全部属实"
