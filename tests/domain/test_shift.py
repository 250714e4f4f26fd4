"""S004-p7 and S001-ch3.2-10, duty and handing over: what each clause forbids and allows."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from huiyin.domain.office import rulebook
from huiyin.workflow.desk import Desk
from huiyin.workflow.request import Terms
from huiyin.workflow.rulebook import Rulebook
from papers import held, shift_centre, shift_city
from papers.paper import Limit, Line, Paper, Ruling, Story, Take, limit, ruling, take
from papers.shift_centre import (
    ALL_IN_ORDER,
    BRIEFED,
    DAMAGED,
    EXPLAINED_BY_BOTH,
    EXPLAINED_BY_ONE,
    INCOMING,
    MAJOR,
    MAJOR_REPAIR_NAMED,
    NO_ACTION,
    OPEN_REPAIR,
    OUTGOING,
    PREPARED,
    PRESENT,
    READ,
    SIGNED,
    STARTED,
)
from spec import at, clock, desk_of, did

CENTRE, CITY = shift_centre.PAPER, shift_city.PAPER
LEAVE = f"{STARTED} request-absence"
APPROVED = f"{LEAVE} approve-absence"
COVERED = f"{APPROVED} arrive-as-substitute"
COUNTED_BADLY = (PRESENT, DAMAGED)
EXPLAINED = (*COUNTED_BADLY, "explain-discrepancy")
REFUSED = (
    STARTED,
    NO_ACTION,
    "start-preparation incoming-arrives count-items",
    take("refuse-handover", grounds=["unclear_record", "unclean"]),
)
REMEDIED = take(
    "remedy-refusal",
    remedies=[{"ground": "unclear_record", "done": "已补"}, {"ground": "unclean", "done": "已擦"}],
)
SPECIAL = {"special_day": True, "manager": "luo", "manager_rank": "middle"}
LATER_MAJOR = take("log-entry", major=True)
TO_ANOTHER = take("report-major", recipient="xia:cs_manager")
BOUND = {"duty_person": "shen", "duty_out": "shen", "duty_in": "tan", "substitute": "ning"}
BOUND_IN_THE_CITY = {"duty_person": "yan", "duty_out": "yan", "duty_in": "miao"}
FREE = "incoming-arrives"

RULINGS = (
    # ------------------------------------------------------------ the roster
    ruling(
        "S004-p7-duty-1 a shift ends after it starts",
        "",
        take("roster-shift", ends_at="in 1h"),
        but="roster-shift",
    ),
    ruling(
        "S004-p7-duty-1 nobody puts himself on the roster",
        "",
        take("roster-shift", "shen:duty_person"),
        kind="NotYourRole",
        but="roster-shift",
    ),
    *(
        ruling(
            f"S004-p7-duty-7 a special day has its {blank}",
            "",
            take("roster-shift", **{**SPECIAL, blank: None}),
            kind="FormIncomplete",
            but=take("roster-shift", **SPECIAL),
        )
        for blank in ("manager", "manager_rank")
    ),
    *(
        ruling(
            f"S004-p7-duty-7 {rank} is below middle rank",
            "",
            take("roster-shift", **{**SPECIAL, "manager_rank": rank}),
            but=take("roster-shift", **{**SPECIAL, "manager_rank": "senior"}),
        )
        for rank in ("staff", "junior")
    ),
    ruling(
        "S004-p7-duty-7 on an ordinary day rank does not matter",
        "",
        take("roster-shift", **{**SPECIAL, "manager_rank": "staff"}),
        but=take("roster-shift", manager_rank="staff"),
    ),
    ruling(
        "S004-p7-handover-5 the shift of the roster is begun by whom it names",
        "roster-shift",
        take("start-shift", "tan:duty_person"),
        kind="NotYourRole",
        but="start-shift",
    ),
    # ------------------------------------------------------------ the log
    ruling(
        "S004-p7-duty-2 a matter is written down",
        STARTED,
        take("log-entry", matter=" "),
        kind="FormIncomplete",
        but=NO_ACTION,
    ),
    ruling(
        "S004-p7-duty-2 only who is on duty writes the log [inferred]",
        STARTED,
        take("log-entry", "tan:duty_person"),
        kind="NotYourRole",
        but="log-entry",
    ),
    ruling(
        "S004-p7-duty-2 a substitute who has not come writes nothing [inferred]",
        LEAVE,
        take("log-entry", "ning:substitute"),
        kind="NotYourRole",
        but_after=COVERED,
    ),
    ruling(
        "S004-p7-handover-2 a row that has its action is not filled in again [inferred]",
        f"{STARTED} log-entry",
        "fill-entry",
        but_after=(STARTED, NO_ACTION),
    ),
    ruling(
        "S004-p7-handover-2 a row that is not there is not filled in",
        (STARTED, NO_ACTION),
        take("fill-entry", row=2),
        but=take("fill-entry", row=1),
    ),
    ruling(
        "S004-p7-duty-2 only a major matter is reported as one",
        f"{STARTED} log-entry",
        "report-major",
        but_after=(STARTED, MAJOR),
    ),
    ruling(
        "S004-p7-duty-2 a row that is not there is not reported",
        (STARTED, MAJOR),
        take("report-major", row=0),
        but="report-major",
    ),
    ruling(
        "S004-p7-duty-2 a major matter goes to the director",
        (STARTED, MAJOR),
        TO_ANOTHER,
        but="report-major",
    ),
    ruling(
        "S004-p7-duty-2 whoever is told is named as director",
        (STARTED, MAJOR),
        take("report-major", recipient="cui"),
        but="report-major",
    ),
    ruling(
        "S004-p7-duty-6 the director inspects",
        STARTED,
        take("inspect-duty", "shen:duty_person"),
        kind="NotYourRole",
        but="inspect-duty",
    ),
    # ------------------------------------------------------------ going out
    ruling(
        "S004-p7-duty-5 nobody stands in for himself",
        STARTED,
        take("request-absence", substitute="shen:substitute"),
        but="request-absence",
    ),
    ruling(
        "S004-p7-duty-5 whoever asks does not approve",
        LEAVE,
        take("approve-absence", "shen:director"),
        kind="NotYourRole",
        but="approve-absence",
    ),
    ruling(
        "S004-p7-duty-5 whoever stands in does not approve",
        LEAVE,
        take("approve-absence", "ning:director"),
        kind="NotYourRole",
        but="approve-absence",
    ),
    ruling(
        "S004-p7-duty-5 whoever asks does not deny himself",
        LEAVE,
        take("deny-absence", "shen:director"),
        kind="NotYourRole",
        but="deny-absence",
    ),
    ruling(
        "S004-p7-duty-5 the substitute is the one who was named",
        APPROVED,
        take("arrive-as-substitute", "tan:substitute"),
        kind="NotYourRole",
        but="arrive-as-substitute",
    ),
    ruling(
        "S004-p7-duty-5 nobody leaves without a substitute at the post",
        APPROVED,
        "leave-post",
        but_after=COVERED,
    ),
    ruling(
        "S004-p7-duty-5 nobody leaves without the director's approval",
        f"{LEAVE} arrive-as-substitute",
        "leave-post",
        kind="SignatureMissing",
        but_after=COVERED,
    ),
    ruling(
        "S004-p7-duty-5 nobody leaves who has not asked",
        STARTED,
        "leave-post",
        kind="NotFromHere",
        but_after=COVERED,
    ),
    ruling(
        "S004-p7-duty-5 an earlier approval does not count for a later absence",
        f"{COVERED} leave-post return-to-post request-absence arrive-as-substitute",
        "leave-post",
        kind="SignatureMissing",
        but_after=f"{COVERED} leave-post return-to-post request-absence approve-absence"
        " arrive-as-substitute",
    ),
    ruling(
        "S004-p7-duty-5 an earlier substitute does not count for a later absence",
        f"{COVERED} leave-post return-to-post request-absence approve-absence",
        "leave-post",
        but_after=f"{COVERED} leave-post return-to-post request-absence approve-absence"
        " arrive-as-substitute",
    ),
    ruling(
        "S004-p7-duty-5 whoever deserted does not record it",
        STARTED,
        take("record-desertion", "shen:director"),
        kind="NotYourRole",
        but="record-desertion",
    ),
    ruling(
        "S004-p7-duty-5 nobody has left in the future",
        STARTED,
        take("record-desertion", left_at="in 1h"),
        but=take("record-desertion", left_at="now"),
    ),
    # ------------------------------------------------------------ preparing, counting
    ruling(
        "S004-p7-handover-1 whoever is on duty prepares the handover",
        STARTED,
        take("start-preparation", "tan:duty_out"),
        kind="NotYourRole",
        but=take("start-preparation", items_in_order=False, clean=False),
    ),
    ruling(
        "S004-p7-handover-3a nobody takes over from himself",
        PREPARED,
        take("incoming-arrives", "shen:duty_in"),
        kind="NotYourRole",
        but="incoming-arrives",
    ),
    ruling(
        "S004-p7-handover-3a whoever arrived counts",
        PRESENT,
        take("count-items", "ning:duty_in"),
        kind="NotYourRole",
        but="count-items",
    ),
    ruling(
        "S004-p7-handover-3a every item on the list is counted",
        PRESENT,
        take("count-items", items=ALL_IN_ORDER[:2]),
        but=take("count-items", items=[*ALL_IN_ORDER, {"item": "钥匙", "condition": "ok"}]),
    ),
    ruling(
        "S004-p7-handover-3a an item is in one of three conditions",
        PRESENT,
        take("count-items", items=[{"item": "电话", "condition": "old"}]),
        kind="FormIncomplete",
        but="count-items",
    ),
    ruling(
        "S004-p7-handover-3b where all is in order nothing is explained",
        f"{PRESENT} count-items",
        "explain-discrepancy",
        but_after=COUNTED_BADLY,
    ),
    ruling(
        "S004-p7-handover-3b what is damaged is explained before the briefing",
        COUNTED_BADLY,
        "brief-successor",
        but="explain-discrepancy",
    ),
    ruling(
        "S004-p7-handover-3b both sign the explanation",
        (*EXPLAINED, EXPLAINED_BY_ONE),
        "brief-successor",
        kind="SignatureMissing",
        but_after=(*EXPLAINED, *EXPLAINED_BY_BOTH),
    ),
    ruling(
        "S004-p7-handover-3b one person does not sign for both",
        (*EXPLAINED, EXPLAINED_BY_ONE),
        take("sign-discrepancy", "shen:duty_in", capacity="incoming"),
        kind="NotYourRole",
        but=EXPLAINED_BY_BOTH[1],
    ),
    ruling(
        "S004-p7-handover-3b nobody signs in the other's capacity",
        EXPLAINED,
        take("sign-discrepancy", "tan:duty_in", capacity="outgoing"),
        kind="NotYourRole",
        but=EXPLAINED_BY_BOTH[1],
    ),
    ruling(
        "S004-p7-handover-4 there is a word on what is unfinished",
        f"{PRESENT} count-items",
        take("brief-successor", unfinished=[]),
        kind="FormIncomplete",
        but="brief-successor",
    ),
    ruling(
        "S004-p7-handover-4 a case that is handed on exists",
        f"{PRESENT} count-items",
        take("brief-successor", unfinished=[{"matter": "漏水", "case": "Q-1999-000001"}]),
        but="brief-successor",
    ),
    # ------------------------------------------------------------ refusing
    ruling(
        "S004-p7-handover-6 there are four grounds and no others",
        PRESENT,
        take("refuse-handover", grounds=["dislike"]),
        kind="FormIncomplete",
        but=take("refuse-handover", grounds=["items_missing", "major_repair_unfinished"]),
    ),
    ruling(
        "S004-p7-handover-6 whoever arrived refuses",
        PRESENT,
        take("refuse-handover", "ning:duty_in"),
        kind="NotYourRole",
        but="refuse-handover",
    ),
    ruling(
        "S004-p7-handover-6 every ground has its remedy",
        (*REFUSED, "fill-entry"),
        "remedy-refusal",
        but=REMEDIED,
    ),
    ruling(
        "S004-p7-handover-2 an unclear record is cleared up in the log",
        REFUSED,
        REMEDIED,
        but_after=(*REFUSED, "fill-entry"),
    ),
    ruling(
        "S004-p7-handover-5 what is refused is not taken over",
        REFUSED,
        "take-over",
        kind="NotFromHere",
        but="fill-entry",
    ),
    # ------------------------------------------------------------ signing
    ruling(
        "S004-p7-handover-2 nobody signs a log with an empty action",
        (
            STARTED,
            NO_ACTION,
            "start-preparation incoming-arrives count-items brief-successor read-log",
        ),
        OUTGOING,
        but_after=READ,
    ),
    ruling(
        "S004-p7-handover-2 nobody signs an empty log [inferred]",
        f"{STARTED} start-preparation incoming-arrives count-items brief-successor read-log",
        OUTGOING,
        but_after=READ,
    ),
    ruling(
        "S004-p7-handover-2 nobody signs before a major matter is reported",
        (STARTED, MAJOR, "start-preparation incoming-arrives count-items brief-successor read-log"),
        INCOMING,
        but="report-major",
    ),
    ruling(
        "S004-p7-handover-4 nobody signs before the log is read",
        BRIEFED,
        INCOMING,
        but="read-log",
    ),
    ruling(
        "S004-p7-handover-4 what was read before a new briefing is read again",
        f"{READ} refuse-handover remedy-refusal count-items brief-successor",
        INCOMING,
        but_after=f"{READ} refuse-handover remedy-refusal count-items brief-successor read-log",
    ),
    ruling(
        "S004-p7-handover-6 nobody signs over an open major repair",
        OPEN_REPAIR,
        OUTGOING,
        but_after=(*OPEN_REPAIR, "override-major-repair"),
    ),
    *(
        ruling(
            f"S004-p7-handover-6 {who} does not overrule the repair",
            OPEN_REPAIR,
            take("override-major-repair", who),
            kind="NotYourRole",
            but="override-major-repair",
        )
        for who in ("shen:director", "tan:director", "shen:duty_out")
    ),
    ruling(
        "S004-p7-handover-6 a decision has its reason in writing",
        OPEN_REPAIR,
        take("override-major-repair", reason=None),
        kind="FormIncomplete",
        but="override-major-repair",
    ),
    ruling(
        "S004-p7-handover-5 one person does not sign for both",
        (READ, OUTGOING),
        take("sign-handover", "shen:duty_in", capacity="incoming"),
        kind="NotYourRole",
        but=INCOMING,
    ),
    ruling(
        "S004-p7-handover-5 whoever did not arrive does not sign",
        (READ, OUTGOING),
        take("sign-handover", "ning:duty_in", capacity="incoming"),
        kind="NotYourRole",
        but=INCOMING,
    ),
    *(
        ruling(
            f"S004-p7-handover-5 both sign, not {one.blanks['capacity']} alone",
            (READ, one),
            "take-over",
            kind="SignatureMissing",
            but_after=SIGNED,
        )
        for one in (OUTGOING, INCOMING)
    ),
    ruling(
        "S004-p7-handover-5 signatures before a new briefing do not count",
        (*SIGNED, "refuse-handover remedy-refusal count-items brief-successor read-log"),
        "take-over",
        kind="SignatureMissing",
        but_after=(
            *SIGNED,
            "refuse-handover remedy-refusal count-items brief-successor read-log",
            OUTGOING,
            INCOMING,
        ),
    ),
    ruling(
        "S004-p7-handover-6 what is left open after the signatures forbids taking over",
        (*SIGNED, NO_ACTION),
        "take-over",
        but_after=(*SIGNED, NO_ACTION, take("fill-entry", row=2)),
    ),
    ruling(
        "S004-p7-handover-6 what is major after the signatures is reported first",
        (*SIGNED, LATER_MAJOR),
        "take-over",
        but_after=(*SIGNED, LATER_MAJOR, take("report-major", row=2)),
    ),
)

CITY_RULINGS = (
    ruling(
        "S004-p7-duty-1 a shift ends after it starts",
        "",
        take("roster-shift", ends_at="now"),
        but="roster-shift",
    ),
    ruling(
        "S001-ch3.2-10b nobody is taken over from before the successor has come",
        shift_city.STARTED,
        "take-over",
        kind="NotFromHere",
        but_after=(shift_city.FILLED_IN, shift_city.OUTGOING, shift_city.INCOMING),
    ),
    ruling(
        "S001-ch3.2-10b nobody succeeds himself",
        shift_city.STARTED,
        take("incoming-arrives", "yan:duty_in"),
        kind="NotYourRole",
        but="incoming-arrives",
    ),
    ruling(
        "S001-ch3.2-10a the sheet is filled in",
        f"{shift_city.STARTED} incoming-arrives",
        take("fill-handover-record", record=""),
        kind="FormIncomplete",
        but="fill-handover-record",
    ),
    ruling(
        "S001-ch3.2-10a both sign the sheet [inferred]",
        (shift_city.FILLED_IN, shift_city.OUTGOING),
        take("sign-handover", "yan:duty_in", capacity="incoming"),
        kind="NotYourRole",
        but=shift_city.INCOMING,
    ),
    ruling(
        "S001-ch3.2-10b nothing is taken over that is not signed by both",
        (shift_city.FILLED_IN, shift_city.OUTGOING),
        "take-over",
        kind="SignatureMissing",
        but_after=(shift_city.FILLED_IN, shift_city.OUTGOING, shift_city.INCOMING),
    ),
    ruling(
        "S001-ch3.2-10b whoever left does not record it",
        shift_city.STARTED,
        take("record-desertion", "yan:cs_manager"),
        kind="NotYourRole",
        but="record-desertion",
    ),
    ruling(
        "S001-ch3.2-10b nobody has left in the future",
        shift_city.STARTED,
        take("record-desertion", left_at="in 1m"),
        but="record-desertion",
    ),
)

LIMITS = (
    limit(
        "S004-p7-handover-1 preparing begins a quarter of an hour before the end",
        STARTED,
        "2026-03-02 20:45",
        "start-preparation",
        "preparation",
        records="PreparationLate",
    ),
    limit(
        "S004-p7-handover-3a the successor is there five minutes before the end",
        f"{STARTED} start-preparation",
        "2026-03-02 20:55",
        "incoming-arrives",
        "arrival",
        records="IncomingLate",
    ),
)
CITY_LIMITS = (
    limit(
        "S001-ch3.2-10a the sheet is filled in on the day on which the shift ends",
        f"{shift_city.STARTED} incoming-arrives",
        "2026-03-03 00:00",
        "fill-handover-record",
        "handover_record",
        records="HandoverRecordMissed",
    ),
)

of_both = pytest.mark.parametrize("paper", [CENTRE, CITY], ids=str)
every_ruling = pytest.mark.parametrize(
    ("paper", "ruling"),
    [pytest.param(CENTRE, one, id=str(one)) for one in RULINGS]
    + [pytest.param(CITY, one, id=f"{CITY} {one}") for one in CITY_RULINGS],
)
every_limit = pytest.mark.parametrize(
    ("paper", "limit"),
    [pytest.param(CENTRE, one, id=str(one)) for one in LIMITS]
    + [pytest.param(CITY, one, id=str(one)) for one in CITY_LIMITS],
)


@pytest.mark.parametrize(
    ("paper", "path"),
    [
        pytest.param(paper, path, id=f"{paper} {name}")
        for paper in (CENTRE, CITY)
        for name, path in paper.paths.items()
    ],
)
def test_every_documented_way_leads_to_the_end(paper: Paper, path: tuple[Take, ...]) -> None:
    held.leads_to_the_end(paper, path)


@of_both
def test_the_page_has_the_steps_and_states_of_its_document(paper: Paper) -> None:
    held.has_the_steps_and_states(paper)


@of_both
def test_from_every_other_state_a_step_is_refused(paper: Paper) -> None:
    held.is_refused_elsewhere(paper)


def for_one_person() -> list[Any]:
    """Give each step that one role takes, with the person whom the case names for it."""
    return [
        pytest.param(
            paper,
            one,
            "nie" if one.step == FREE else people.get(one.roles[0], "nie"),
            id=f"{paper} {one.step}",
        )
        for paper, people in ((CENTRE, BOUND), (CITY, BOUND_IN_THE_CITY))
        for one in paper.lines.values()
        if len(one.roles) == 1
    ]


@pytest.mark.parametrize(("paper", "one", "person"), for_one_person())
def test_a_step_is_for_the_role_of_the_document_and_for_nobody_else(
    paper: Paper, one: Line, person: str
) -> None:
    held.is_for_its_roles(paper, one, person)


@pytest.mark.parametrize(("paper", "one", "person"), for_one_person())
def test_a_role_of_the_shift_is_held_by_whom_the_case_names(
    paper: Paper, one: Line, person: str
) -> None:
    """Procedures 2.6: one case is one person's shift; a namesake of the role is a stranger."""
    story, usual = held.before(paper, one)

    refused = story.answer(replace(usual, who=f"nie:{one.roles[0]}"))

    assert (refused is None) == (person == "nie")
    assert refused is None or refused.kind == "NotYourRole"


@pytest.mark.parametrize("who", ["shen:duty_person", "shen:duty_out", "ning:substitute"])
def test_whoever_is_on_duty_or_stands_in_keeps_the_log(who: str) -> None:
    """S004-p7-duty-2, S004-p7-duty-5: the log is written by whoever is at the post."""
    left = f"{COVERED} leave-post"

    story = CENTRE.after((left, take("log-entry", who, action=None, major=True)))

    story.then(take("fill-entry", who)).then(take("report-major", who))


@pytest.mark.parametrize(
    ("paper", "one"),
    [
        pytest.param(paper, one, id=f"{paper} {one.step}")
        for paper in (CENTRE, CITY)
        for one in paper.lines.values()
    ],
)
def test_a_form_has_the_blanks_of_the_document(paper: Paper, one: Line) -> None:
    held.has_its_blanks(paper, one)


@every_ruling
def test_what_a_clause_forbids_is_refused_by_it(paper: Paper, ruling: Ruling) -> None:
    ruling.refused_by(paper)


@every_ruling
def test_what_keeps_the_clause_is_allowed(paper: Paper, ruling: Ruling) -> None:
    ruling.allowed_by(paper)


@every_limit
def test_a_deadline_lapses_at_its_instant_and_once(paper: Paper, limit: Limit) -> None:
    limit.lapses_once(paper)


@every_limit
def test_a_step_at_the_due_instant_is_in_time(paper: Paper, limit: Limit) -> None:
    limit.ended_at_the_last_instant(paper)


@every_limit
def test_a_late_step_is_taken_and_its_lateness_not_recorded_after_it(
    paper: Paper, limit: Limit
) -> None:
    limit.ended_late(paper)


# ---------------------------------------------------------------- one shift after the other


def beside(story: Story, *more: Take) -> Story:
    """Let something happen to another case at the same desk, from its opening."""
    other = Story(story.paper, replace(story.scenario, number=""), story.now)
    for one in more:
        other = other.then(one)
    return other


NEXT = {"duty_person": "tan", "starts_at": "2026-03-02T21:00:00+08:00", "ends_at": "in 1d"}
CITY_NEXT = {**NEXT, "duty_person": "miao"}
pages = pytest.mark.parametrize(
    ("paper", "following", "ended"),
    [
        pytest.param(CENTRE, NEXT, (*SIGNED, "take-over"), id="S004-p7-handover-5"),
        pytest.param(
            CITY,
            CITY_NEXT,
            (shift_city.FILLED_IN, shift_city.OUTGOING, shift_city.INCOMING, "take-over"),
            id="S001-ch3.2-10b",
        ),
    ],
)


def rostered_after(story: Story, following: dict[str, Any]) -> Story:
    """Roster a shift behind the one of a story."""
    roster = take("roster-shift", after="0m", **following, follows=story.scenario.number)
    return beside(story, roster)


@pytest.mark.parametrize("paper", [CENTRE, CITY], ids=str)
@pytest.mark.parametrize(
    ("wrong", "clause"),
    [
        pytest.param({"starts_at": "2026-03-02T21:00:01+08:00"}, "S004-p7-duty-1", id="a gap"),
        pytest.param({"starts_at": "2026-03-02T20:59:00+08:00"}, "S004-p7-duty-1", id="overlap"),
        pytest.param({"duty_person": "yan:duty_person"}, "S004-p7-handover-3a", id="the same"),
    ],
)
def test_one_shift_follows_the_other_without_gap_or_overlap_by_somebody_else(
    paper: Paper, wrong: dict[str, str], clause: str
) -> None:
    """S004-p7-duty-1, S004-p7-handover-3a: around the clock, and nobody after himself."""
    first = paper.after((take("roster-shift", duty_person="yan"),))
    other = beside(first)
    following = {**NEXT, "follows": first.scenario.number}

    other.refuses(take("roster-shift", **{**following, **wrong}), "RuleBroken", clause)

    assert other.then(take("roster-shift", **following)).state == "rostered"


def test_the_same_instant_in_another_zone_leaves_no_gap() -> None:
    """S004-p7-duty-1: instants are compared and not the way they are written."""
    first = CENTRE.after("roster-shift")

    rostered_after(first, {**NEXT, "starts_at": "2026-03-02T13:00:00+00:00"})


def test_a_shift_follows_one_of_its_own_desk() -> None:
    """S004-p7-duty-1: what another desk or another kind of case does is no shift before."""
    first = CENTRE.after("roster-shift")
    city = Story(CITY, replace(first.scenario, number="", procedure=CITY.procedure), first.now)
    follows = first.scenario.number

    city.refuses(take("roster-shift", **CITY_NEXT, follows=follows), "RuleBroken", "S004-p7-duty-1")


@pages
def test_a_shift_handed_over_starts_the_one_that_follows(
    paper: Paper, following: dict[str, Any], ended: tuple[Any, ...]
) -> None:
    """S004-p7-handover-5, S001-ch3.2-10b: both sign, then the successor's own shift begins."""
    story = paper.after("roster-shift")
    after = rostered_after(story, following)

    for one in paper_steps(ended)[1:]:
        assert after.state == "rostered"
        story = story.then(one)

    assert (story.state, after.state) == ("handed_over", "on_duty")
    started = after.scenario.case.past[-1]
    assert (started.name, started.role) == ("ShiftStarted", "policy")
    assert started.causation == f"{story.scenario.number}#{story.scenario.case.version}"
    assert after.scenario.case.clocks
    story.scenario.then_wrote("ShiftHandedOver", followed_by=[after.scenario.number])
    after.refuses(take("start-shift", f"{following['duty_person']}:duty_person"), "NotFromHere")


def paper_steps(path: tuple[Any, ...]) -> tuple[Take, ...]:
    """Read a way as the papers write it."""
    parts = (part.split() if isinstance(part, str) else [part] for part in path)
    return tuple(take(one) if isinstance(one, str) else one for part in parts for one in part)


@pages
def test_before_the_handover_nobody_starts_the_shift_that_follows(
    paper: Paper, following: dict[str, Any], ended: tuple[Any, ...]
) -> None:
    """S004-p7-handover-5, S001-ch3.2-10b: the one before is handed over or deserted first."""
    story = paper.after("roster-shift")
    after = rostered_after(story, following)
    start = take("start-shift", f"{following['duty_person']}:duty_person", after="3h")

    after.refuses(start, "RuleBroken", says="the shift before has been handed over or deserted")

    story.then("start-shift").then("record-desertion")
    assert after.then(start).state == "on_duty"


@pages
def test_a_shift_rostered_after_the_handover_is_started_by_its_own_person(
    paper: Paper, following: dict[str, Any], ended: tuple[Any, ...]
) -> None:
    """S004-p7-handover-5: settled 14."""
    story = paper.after(ended)
    after = rostered_after(story, following)

    assert after.state == "rostered"
    assert "followed_by" not in story.scenario.case.past[-1].form
    who = f"{following['duty_person']}:duty_person"
    assert after.then(take("start-shift", who)).state == "on_duty"


@pages
def test_whoever_is_rostered_to_follow_arrives_and_nobody_else(
    paper: Paper, following: dict[str, Any], ended: tuple[Any, ...]
) -> None:
    """S004-p7-handover-3a, S001-ch3.2-10b: the successor is the one on the roster."""
    steps = paper_steps(ended)
    until = next(index for index, one in enumerate(steps) if one.step == "incoming-arrives")
    story = paper.after(steps[:until])
    rostered_after(story, following)

    story.refuses(take("incoming-arrives", "ning:duty_in"), "RuleBroken", "S004-p7-handover-3a"
                  if paper is CENTRE else "S001-ch3.2-10b")  # fmt: skip

    assert story.then("incoming-arrives").state == "incoming_present"


# ---------------------------------------------------------------- after a crash

HANDED_OVER = [
    ("21:10", "shen:duty_person", "start-shift", {}),
    ("21:11", "shen:duty_person", "log-entry", {"matter": "无", "action": "无"}),
    ("21:12", "shen:duty_out", "start-preparation", {"items_in_order": True, "clean": True}),
    ("21:13", "tan:duty_in", "incoming-arrives", {}),
    ("21:14", "tan:duty_in", "count-items", {"items": ALL_IN_ORDER}),
    ("21:15", "shen:duty_out", "brief-successor", {"unfinished": [{"matter": "无"}]}),
    ("21:16", "tan:duty_in", "read-log", {}),
    ("21:17", "shen:duty_out", "sign-handover", {"capacity": "outgoing"}),
    ("21:18", "tan:duty_in", "sign-handover", {"capacity": "incoming"}),
]
ROSTER = {"starts_at": "2026-03-02T09:00:00+08:00", "ends_at": "2026-03-02T21:00:00+08:00"}


def before_taking_over(desk: Desk) -> None:
    """Bring D-2026-000001 to the last step, with D-2026-000002 rostered to follow."""
    first = {**ROSTER, "duty_person": "shen", "special_day": False}
    then = {**first, **NEXT, "ends_at": "2026-03-03T09:00:00+08:00", "follows": "D-2026-000001"}
    for form in (first, then):
        opening = did("2026-03-02 09:00", "cui:director", **form)
        desk.carry_out(opening.request("", CENTRE.procedure))
    for when, who, step, form in HANDED_OVER:
        one = did(f"2026-03-02 {when}", who, step, **form)
        desk.carry_out(one.request("D-2026-000001", ""))


TAKE_OVER = did("2026-03-02 21:20", "tan:duty_in", "take-over")


def test_the_next_shift_begins_once_also_after_a_crash(tmp_path: Path) -> None:
    """S004-p7-handover-5: settled 4, what was missed is made good, and happens once."""
    file = str(tmp_path / "shifts.db")
    with desk_of(Rulebook(tuple(rulebook())), store=file) as killed_in_between:
        before_taking_over(killed_in_between)
        killed_in_between.carry_out(TAKE_OVER.request("D-2026-000001", ""))
        assert killed_in_between.case("D-2026-000002").state == "rostered"

    for _ in range(3):
        with desk_of(rulebook(), store=file) as desk:
            began = [one.name for one in desk.case("D-2026-000002").past]
            assert began == ["ShiftRostered", "ShiftStarted"]
            assert list(desk.store.attempts()) == []
            desk.store.drop_view("policies")


# ---------------------------------------------------------------- each matter has its clock


def test_every_major_row_has_its_own_report_timer() -> None:
    """S004-p7-duty-2: settled 13; a report ends the timer of its own row."""
    later = take("log-entry", major=True, after="10m")
    story = CENTRE.after((STARTED, MAJOR, "log-entry", later))
    running = story.scenario.case.clocks
    assert [name for name in running if name.startswith("major")] == [
        "major_report#1",
        "major_report#3",
    ]

    story.then(take("report-major", row=3, after="5m"))

    lapses = story.scenario.desk.tick(at("2026-03-02 12:30"))
    assert [(one.deadline, one.events) for one in lapses] == [
        ("major_report", ("DeadlineLapsed", "MajorReportLate"))
    ]
    story.scenario.then_wrote("DeadlineLapsed", deadline="major_report", started_by="log-entry")
    story.scenario.then_wrote("MajorReportLate", deadline="major_report", row=1)


def test_a_major_matter_lapses_at_its_instant_and_once() -> None:
    """S004-p7-duty-2: half an hour, unless the office sets its own figure."""
    story = CENTRE.after((STARTED, MAJOR))
    due = story.scenario.case.clocks["major_report#1"].clock.due_at
    assert clock(due) == "2026-03-02 11:30"

    desk = story.scenario.desk
    assert desk.tick(at("2026-03-02 11:29")) == ()
    assert [one.deadline for one in desk.tick(due)] == ["major_report"]
    assert desk.tick(at("2026-03-02 12:00")) == ()


def test_a_late_report_is_taken_all_the_same() -> None:
    """S004-p7-duty-2: refusing a late report would hide it."""
    story = CENTRE.after((STARTED, MAJOR, take("report-major", after="3h")))

    assert "major_report#1" not in story.scenario.case.clocks


def test_a_row_that_is_not_major_starts_no_timer() -> None:
    """S004-p7-duty-2: only a major matter is reported."""
    story = CENTRE.after(f"{STARTED} log-entry")

    assert set(story.scenario.case.clocks) == {"preparation", "arrival"}


# ---------------------------------------------------------------- what the office lists


def test_an_office_lists_its_own_items() -> None:
    """S004-p7-handover-3a: telephone, computer, water dispenser, and what else there is."""
    story = CENTRE.after(PRESENT)
    desk = story.scenario.desk
    desk.terms = Terms(desk.terms.calendar, lists={"duty_items": ("电话", "传真机")})

    story.refuses(take("count-items"), "RuleBroken", "S004-p7-handover-3a")

    counted = [{"item": " 传真机 ", "condition": "ok"}, {"item": "电话", "condition": "ok"}]
    assert story.then(take("count-items", items=counted)).state == "checking"


def test_what_was_counted_again_in_order_needs_no_explanation() -> None:
    """S004-p7-handover-3b: the last count is the one that counts."""
    again = (*COUNTED_BADLY, "refuse-handover remedy-refusal")

    CENTRE.after((*again, "count-items brief-successor"))
    CENTRE.after((*again, DAMAGED)).refuses(
        take("brief-successor"), "RuleBroken", "S004-p7-handover-3b"
    )


# ---------------------------------------------------------------- open cases and major repairs

REQUEST = {
    "name": "小区物业",
    "unit_no": "换热站",
    "phone": "13833330001",
    "content": "主管道渗漏",
    "request_kind": "repair",
}
COMPLAINT = {
    "name": "周敏",
    "phone": "13900000000",
    "matter": "噪声",
    "content": "夜间施工",
    "channel": "phone",
    "severity": "serious",
}


def a_repair(story: Story, *, major: bool) -> str:
    """Have a repair asked for at the desk of a story; give its number."""
    desk = story.scenario.desk
    opening = did("2026-03-02 09:30", "shen:duty_person", **REQUEST)
    number = desk.carry_out(opening.request("", "request/service_centre")).case
    if major:
        one = did("2026-03-02 09:40", "cui:director", "mark-major", reason="影响整个小区")
        desk.carry_out(one.request(number, ""))
    return number


def finish(story: Story, number: str) -> None:
    """Have the work on a repair finished."""
    crew = "shi:technician@抢修班"
    for when, who, step, form in (
        ("10:10", "shen:duty_person", "dispatch-request", {"department": "抢修班"}),
        ("10:20", crew, "accept-request", {}),
        ("10:30", crew, "start-work", {}),
        ("10:40", crew, "finish-work", {"result": "已修好"}),
    ):
        one = did(f"2026-03-02 {when}", who, step, **form)
        story.scenario.desk.carry_out(one.request(number, ""))


def test_the_desk_adds_the_open_cases_to_what_is_explained() -> None:
    """S004-p7-handover-4: unfinished matters, as the log itself knows them."""
    story = CENTRE.after(f"{PRESENT} count-items")
    major, ordinary = a_repair(story, major=True), a_repair(story, major=False)
    done = a_repair(story, major=False)
    finish(story, done)
    opening = did("2026-03-02 09:30", "li:cs_staff", **COMPLAINT)
    desk = story.scenario.desk
    complaint = desk.carry_out(opening.request("", "complaint/service_centre")).case

    story.then("brief-successor")

    event = story.scenario.case.past[-1]
    found = {one["case"]: one for one in event.form["open_cases"]}  # type: ignore[index,union-attr,call-overload]
    assert found.keys() == {major, ordinary, done, complaint}
    assert {name for name, one in found.items() if one.get("major_repair")} == {major}
    assert {name for name, one in found.items() if one.get("serious")} == {complaint}
    assert found[ordinary]["state"] == "logged"
    due = [one.clock.due_at.isoformat() for one in desk.case(complaint).clocks.values()]
    assert sorted(one["due_at"] for one in found[complaint]["promises"]) == sorted(due)
    assert event.form["unfinished"] == [{"matter": "无"}]


def test_where_nothing_is_open_nothing_is_added() -> None:
    """S004-p7-handover-4: the briefing says what was written, and no more."""
    story = CENTRE.after(BRIEFED)

    assert story.scenario.case.past[-1].form == {"unfinished": [{"matter": "无"}]}


def test_a_major_repair_that_nobody_mentions_stands_in_the_way() -> None:
    """S004-p7-handover-6: the desk looks for itself; once finished it is no obstacle."""
    story = CENTRE.after(READ)
    number = a_repair(story, major=True)
    story.refuses(OUTGOING, "RuleBroken", "S004-p7-handover-6")

    finish(story, number)

    story.then(OUTGOING).then(INCOMING).then("take-over")


def test_an_ordinary_repair_does_not_stand_in_the_way() -> None:
    """S004-p7-handover-6: only a major one is a ground."""
    story = CENTRE.after(READ)
    a_repair(story, major=False)

    story.then(OUTGOING)


def test_a_major_repair_after_the_signatures_stands_in_the_way() -> None:
    """S004-p7-handover-6: what has arisen since is looked for when the shift is taken over."""
    story = CENTRE.after(SIGNED)
    a_repair(story, major=True)

    story.refuses(take("take-over"), "RuleBroken", "S004-p7-handover-6")

    story.then("override-major-repair").then("take-over")


def test_a_decision_covers_the_repairs_that_it_names() -> None:
    """S004-p7-handover-6: each open repair is decided on; left out, all that are open now."""
    story = CENTRE.after(READ)
    first, second = a_repair(story, major=True), a_repair(story, major=True)
    story.then(take("override-major-repair", requests=[first]))
    story.scenario.then_wrote("MajorRepairOverruled", overruled=[first])
    story.refuses(OUTGOING, "RuleBroken", "S004-p7-handover-6")

    story.then("override-major-repair")

    story.scenario.then_wrote("MajorRepairOverruled", overruled=[first, second])
    story.then(OUTGOING)
    a_repair(story, major=True)
    story.refuses(INCOMING, "RuleBroken", "S004-p7-handover-6")


def test_a_repair_that_only_the_outgoing_calls_major_counts_until_it_is_finished() -> None:
    """S004-p7-handover-6: a line of the briefing is enough, and its case tells when it is over."""
    story = CENTRE.after(f"{PRESENT} count-items")
    number = a_repair(story, major=False)
    said = [{"matter": "换泵", "case": number, "major_repair": True}]
    story.then(take("brief-successor", unfinished=said)).then("read-log")
    story.refuses(OUTGOING, "RuleBroken", "S004-p7-handover-6")

    finish(story, number)

    story.then(OUTGOING)


def test_a_new_briefing_takes_back_what_the_last_one_called_major() -> None:
    """S004-p7-handover-6: what is said last counts."""
    story = CENTRE.after(OPEN_REPAIR)

    story.then("refuse-handover").then("remedy-refusal").then("count-items")

    story.then("brief-successor").then("read-log").then(OUTGOING)


def test_a_decision_holds_when_the_same_repair_is_named_again() -> None:
    """S004-p7-handover-6: the director has decided on that matter and not on that briefing."""
    story = CENTRE.after((*OPEN_REPAIR, "override-major-repair refuse-handover remedy-refusal"))

    story.then("count-items").then(MAJOR_REPAIR_NAMED).then("read-log").then(OUTGOING)


def test_a_record_is_not_corrected_by_the_people_of_the_shift() -> None:
    """S004-p7-duty-6: nobody of the shift mends its record in another role."""
    story = CENTRE.after(PRESENT)
    mend = {"version": 3, "now": {"matter": "另一事"}, "approved_by": "gao"}

    for who in ("shen:director", "tan:director"):
        story.refuses(take("correct-entry", who, because="写错", **mend), "NotYourRole")
    story.then(take("correct-entry", "cui:director", because="写错", **mend))
