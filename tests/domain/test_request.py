"""Repairs and help: what each clause forbids and allows, and by when."""

import pytest

from huiyin.domain.office import OFFICE_HOURS, rulebook
from huiyin.domain.readings import open_major
from huiyin.workflow.desk import Desk
from huiyin.workflow.request import Terms
from huiyin.workflow.store import open_store
from papers.clauses import KeepsItsClauses, KeepsItsDeadlines, limit, ruling
from papers.paper import Story, Take, take
from papers.request import AGAIN, CENTRE, DISSATISFIED, INTERNAL, PROPERTY, SIGNED, WORKED
from spec import Scenario, at

SENT_OUT = "log-request dispatch-request accept-request"
REOPENED = (SIGNED, DISSATISFIED, "reopen-request")
TELEPHONED = (WORKED, DISSATISFIED, "reopen-request")
REWORK_BY_HU = (
    take("start-work", "hu:technician@工程部"),
    take("finish-work", "lu:technician@工程部"),
)

PROPERTY_RULINGS = (
    # ------------------------------------------------------------ taking it down
    ruling(
        "S004-p6-6.2 nothing is taken down without the unit",
        "",
        take("log-request", unit_no=" "),
        kind="FormIncomplete",
        but="log-request",
    ),
    ruling(
        "S004-p6-6.2 customers do not log their requests themselves",
        "",
        take("log-request", "yu:owner"),
        kind="NotYourRole",
        but=take("log-request", "xu:lobby_inspector"),
    ),
    ruling(
        "S004-p3-5.2 only the house's own equipment is reported to the administrator",
        "log-request",
        "report-fault",
        but_after=(INTERNAL,),
    ),
    ruling(
        "S004-p3-5.2 the fault is reported to the fixed-asset administrator",
        (INTERNAL,),
        take("report-fault", reported_to="shen:cashier"),
        but=take("report-fault", reported_to="shen:asset_admin"),
    ),
    ruling(
        "S004-p3-5.2 it is reported before a department is told [inferred]",
        (INTERNAL,),
        "dispatch-request",
        but_after=(INTERNAL, "report-fault"),
    ),
    ruling(
        "S001-t2-12 a warranty defect names its constructor",
        "log-request",
        take("dispatch-request", warranty=True),
        kind="FormIncomplete",
        but=take("dispatch-request", warranty=True, constructor="华建三公司"),
    ),
    ruling(
        "S000-p3-11 a limit lies ahead",
        "log-request",
        take("dispatch-request", due_at="now"),
        but=take("dispatch-request", due_at=None),
    ),
    ruling(
        "S000-p3-11 only the first contact passes it on in whatever role",
        (take("log-request", "xu:lobby_inspector"),),
        take("dispatch-request", "yu:lobby_inspector"),
        kind="NotYourRole",
        but=take("dispatch-request", "xu:lobby_inspector"),
    ),
    # ------------------------------------------------------------ the work
    ruling(
        "S001-t1-11 no work without warning signs",
        SENT_OUT,
        take("start-work", warning_signs=False),
        but="start-work",
    ),
    ruling(
        "S001-t1-12 no work without protective gear",
        SENT_OUT,
        take("start-work", protective_gear=False),
        but="start-work",
    ),
    ruling(
        "S001-t1-11 no rework without warning signs",
        REOPENED,
        take("start-work", warning_signs=False),
        but="start-work",
    ),
    # ------------------------------------------------------------ result and signature
    ruling(
        "S004-p6-4.5 what was not entered is not signed",
        WORKED,
        "sign-result",
        but_after=f"{WORKED} enter-result",
    ),
    ruling(
        "S004-p6-4.5 an entry of the round before does not count",
        (*REOPENED, AGAIN),
        "sign-result",
        but_after=(*REOPENED, AGAIN, "enter-result"),
    ),
    ruling(
        "S004-p6-4.5 a result is signed once [inferred]",
        SIGNED,
        "sign-result",
        but_after=f"{SIGNED} enter-result",
    ),
    ruling(
        "S004-p6-4.5 who entered the result does not sign it",
        (WORKED, take("enter-result", "sun:cs_staff")),
        "sign-result",
        kind="NotYourRole",
        but=take("sign-result", "peng:dept_head@工程部"),
    ),
    ruling(
        "S004-p6-4.5 the technician does not sign his own work [inferred]",
        f"{WORKED} enter-result",
        take("sign-result", "tang:dept_head@工程部"),
        kind="NotYourRole",
        but="sign-result",
    ),
    ruling(
        "S004-p6-4.5 nor who did the work of the round before [inferred]",
        (*REOPENED, *REWORK_BY_HU, "enter-result"),
        take("sign-result", "tang:dept_head@工程部"),
        kind="NotYourRole",
        but="sign-result",
    ),
    ruling(
        "S004-p6-4.5 nor who started the rework [inferred]",
        (*REOPENED, *REWORK_BY_HU, "enter-result"),
        take("sign-result", "hu:dept_head@工程部"),
        kind="NotYourRole",
        but="sign-result",
    ),
    # ------------------------------------------------------------ visit and end
    ruling(
        "S004-p9-2 who did the work does not ask whether it was done well [inferred]",
        SIGNED,
        take("follow-up", "tang:cs_staff"),
        kind="NotYourRole",
        but="follow-up",
    ),
    ruling(
        "S004-p9-3 what satisfies is not reopened",
        f"{SIGNED} follow-up",
        "reopen-request",
        but_after=(SIGNED, DISSATISFIED),
    ),
    *(
        ruling(
            f"S004-p9-3 dissatisfied: {blank} is not left out",
            (SIGNED, DISSATISFIED),
            Take("reopen-request", blanks={blank: None}),
            kind="FormIncomplete",
            but="reopen-request",
        )
        for blank in ("explanation", "next_visit_at", "due_at")
    ),
    ruling(
        "S004-p9-3 the rework is due before the next visit [inferred]",
        (SIGNED, DISSATISFIED),
        take("reopen-request", due_at="in 6d"),
        but=take("reopen-request", due_at="in 5d"),
    ),
    ruling(
        "S004-p6-6.6 nothing is closed before the customer is asked",
        SIGNED,
        "close-request",
        but_after=f"{SIGNED} follow-up",
    ),
    ruling(
        "S004-p9-3 nothing is closed while the customer is dissatisfied",
        (SIGNED, DISSATISFIED),
        "close-request",
        but_after=f"{SIGNED} follow-up",
    ),
    ruling(
        "S004-p6-4.5 nothing is closed unsigned",
        f"{WORKED} enter-result follow-up",
        "close-request",
        kind="SignatureMissing",
        but_after=f"{WORKED} enter-result follow-up sign-result",
    ),
    ruling(
        "S004-p6-4.5 a signature of the round before does not count",
        (*REOPENED, AGAIN, "enter-result follow-up"),
        "close-request",
        kind="SignatureMissing",
        but_after=(*REOPENED, AGAIN, "enter-result follow-up sign-result"),
    ),
    ruling(
        "S004-p6-4.5 a signature below another entry does not count [inferred]",
        f"{SIGNED} enter-result follow-up",
        "close-request",
        kind="SignatureMissing",
        but_after=f"{SIGNED} enter-result sign-result follow-up",
    ),
    ruling(
        "S004-p6-6.6 a visit of the round before does not count",
        (*REOPENED, AGAIN, "enter-result sign-result"),
        "close-request",
        but_after=(*REOPENED, AGAIN, "enter-result sign-result follow-up"),
    ),
    ruling(
        "S004-p6-7.1 who did the work does not correct the record [inferred]",
        WORKED,
        take(
            "correct-entry",
            "tang:cs_manager",
            because="笔误",
            version=5,
            now={"result": "未修"},
            approved_by="sun",
        ),
        kind="NotYourRole",
        but=take(
            "correct-entry",
            because="笔误",
            version=5,
            now={"result": "已换阀芯"},
            approved_by="sun",
        ),
    ),
)

CENTRE_RULINGS = (
    ruling(
        "S004-p7-first-2 the first contact passes it on, in whatever role",
        "log-request",
        take("dispatch-request", "nie:technician"),
        kind="NotYourRole",
        but=take("dispatch-request", "wang:technician"),
    ),
    ruling(
        "S004-p7-visit-1a the user is telephoned, not visited",
        WORKED,
        take("follow-up", contact_mode="visit"),
        but="follow-up",
    ),
    ruling(
        "S004-p7-first-3 who did the work does not follow it up [inferred]",
        WORKED,
        take("follow-up", "tang:cs_staff"),
        kind="NotYourRole",
        but=take("follow-up", "wang:cashier"),
    ),
    ruling(
        "S004-p7-first-3 nor does the first contact who did the work [inferred]",
        (
            take("log-request", "tang:technician"),
            "dispatch-request accept-request start-work finish-work",
        ),
        take("follow-up", "tang:technician"),
        kind="NotYourRole",
        but="follow-up",
    ),
    ruling(
        "S004-p7-first-3 nor who did the work of the round before [inferred]",
        (*TELEPHONED, *REWORK_BY_HU),
        take("follow-up", "tang:cs_staff"),
        kind="NotYourRole",
        but="follow-up",
    ),
    ruling(
        "S004-p7-first-1 what satisfies is not reopened",
        f"{WORKED} follow-up",
        "reopen-request",
        but_after=(WORKED, DISSATISFIED),
    ),
    ruling(
        "S004-p7-first-1 the rework is due before the next visit [inferred]",
        (WORKED, DISSATISFIED),
        take("reopen-request", due_at="in 6d"),
        but=take("reopen-request", due_at=None, next_visit_at=None),
    ),
    ruling(
        "S004-p7-visit-1a nothing is closed before the user is telephoned",
        WORKED,
        "close-request",
        but_after=f"{WORKED} follow-up",
    ),
    ruling(
        "S004-p7-visit-1a a call of the round before does not count",
        (*TELEPHONED, AGAIN),
        "close-request",
        but_after=(*TELEPHONED, AGAIN, "follow-up"),
    ),
    ruling(
        "S004-p7-first-1 nothing is closed until the user is satisfied",
        (WORKED, DISSATISFIED),
        "close-request",
        but_after=f"{WORKED} follow-up",
    ),
    ruling(
        "S004-p7-handover-6 a finished repair is not marked as major",
        WORKED,
        "mark-major",
        kind="NotFromHere",
        but_after=TELEPHONED,
    ),
    ruling(
        "S004-p7-first-4 another than the first contact does not report non-cooperation",
        "log-request dispatch-request",
        take("report-non-cooperation", "li:cs_staff"),
        kind="NotYourRole",
        but=take("report-non-cooperation", "wang:technician"),
    ),
)

PROPERTY_LIMITS = (
    limit(
        "S004-p3-5.2 a fault is reported on the same day",
        (INTERNAL,),
        "2026-03-03 00:00",
        "report-fault",
        "fault_report",
        records="FaultReportLate",
    ),
    limit(
        "S000-p3-11 a request is sent on by the end of the next day",
        "log-request",
        "2026-03-04 00:00",
        "dispatch-request",
        "dispatch",
    ),
    limit(
        "S004-p9-3 the work has its limit",
        f"{SENT_OUT} start-work",
        "2026-03-05 10:00",
        "finish-work",
        "work",
    ),
    limit(
        "S004-p9-3 the rework has its limit",
        (*REOPENED, "start-work"),
        "2026-03-05 17:00",
        "finish-work",
        "work",
    ),
    limit(
        "S004-p9-3 the next visit is made when it was promised",
        (*REOPENED, AGAIN),
        "2026-03-07 17:00",
        "follow-up",
        "next_visit",
        records="FollowUpMissed",
    ),
)

CENTRE_LIMITS = (
    limit(
        "S004-p7-first-2 a request is sent on by the end of the next day",
        "log-request",
        "2026-03-04 00:00",
        "dispatch-request",
        "dispatch",
    ),
    limit(
        "S004-p7-first-5.3 the work has its limit",
        f"{SENT_OUT} start-work",
        "2026-03-05 10:00",
        "finish-work",
        "work",
    ),
    limit(
        "S004-p7-visit-1a the user is telephoned by the end of the next day",
        WORKED,
        "2026-03-04 00:00",
        "follow-up",
        "follow_up",
        records="FollowUpMissed FirstContactBreachNoted",
    ),
    limit(
        "S004-p7-first-1 the next call is made when it was promised",
        (*TELEPHONED, AGAIN),
        "2026-03-07 15:00",
        "follow-up",
        "next_visit",
        records="FollowUpMissed FirstContactBreachNoted",
    ),
)


class TestPropertyRequest(KeepsItsClauses, KeepsItsDeadlines):
    paper, rulings, limits = PROPERTY, PROPERTY_RULINGS, PROPERTY_LIMITS


class TestCentreRequest(KeepsItsClauses, KeepsItsDeadlines):
    paper, rulings, limits = CENTRE, CENTRE_RULINGS, CENTRE_LIMITS


def test_a_customers_request_has_no_fault_to_report() -> None:
    """S004-p3-5.2: the same day is for the house's own equipment."""
    PROPERTY.after("log-request").scenario.then_running(dispatch="2026-03-04 00:00")


def test_no_limit_is_set_that_nobody_named() -> None:
    """S000-p3-11: the limit may stay empty."""
    story = PROPERTY.after(("log-request", take("dispatch-request", due_at=None)))

    story.scenario.then_running()


def test_closing_names_everything_that_is_missing() -> None:
    """S004-p6-6.6, S004-p9-3, S004-p6-4.5: what is missing is told at once, signatures last."""
    refused = PROPERTY.after(WORKED).refuses(take("close-request"))

    kinds = [(one.kind, one.clauses[0]) for one in refused.reasons]
    assert kinds == [
        ("RuleBroken", "S004-p6-6.6"),
        ("RuleBroken", "S004-p9-3"),
        ("SignatureMissing", "S004-p6-4.5"),
    ]


def test_the_missed_call_names_the_first_contact_person() -> None:
    """S004-p7-first-5.3: the duty was that of the person who took the request."""
    story = CENTRE.after(WORKED)

    story.scenario.when_the_clock_strikes("2026-03-04 00:00").then_lapsed("follow_up")

    story.scenario.then_wrote("FollowUpMissed", deadline="follow_up")
    story.scenario.then_wrote("FirstContactBreachNoted", person="wang", deadline="follow_up")


# ---------------------------------------------------------------- the constructors' list


def beside_a_list(*names: str) -> Story:
    """Log a request in an office that lists these constructors."""
    rules = rulebook()
    terms = Terms(
        OFFICE_HOURS, lists={PROPERTY.procedure: {"constructors": names}} if names else {}
    )
    desk = Desk(open_store("memory:", registry=rules.registry()), rules, terms)
    return Story(PROPERTY, Scenario(desk, PROPERTY.procedure), at("2026-03-02 08:00")).then(
        "log-request"
    )


BY_HUAJIAN = take("dispatch-request", warranty=True, constructor=" 华建三公司 ")


def test_a_warranty_defect_goes_to_a_constructor_of_the_list() -> None:
    """S001-t2-12, S001-t2-15, settled 9: a name that is not on the office's list is refused."""
    beside_a_list("城建一公司").refuses(BY_HUAJIAN, "RuleBroken", "S001-t2-12")

    story = beside_a_list("城建一公司", "华建三公司").then(BY_HUAJIAN)

    story.scenario.then_wrote("RequestDispatched", unlisted=None)


def test_without_a_list_any_constructor_is_accepted_and_marked() -> None:
    """S001-t2-12, settled 9: an empty list accepts any name and marks it as unlisted."""
    story = beside_a_list().then(BY_HUAJIAN)

    story.scenario.then_wrote("RequestDispatched", unlisted=True)


def test_outside_the_warranty_the_list_is_not_asked() -> None:
    """S001-t2-12: the list is for defects within the warranty."""
    story = beside_a_list("城建一公司").then("dispatch-request")

    assert story.state == "dispatched"


# ---------------------------------------------------------------- major repairs


@pytest.mark.parametrize(
    ("after", "is_open"),
    [
        pytest.param("log-request", False, id="not marked"),
        pytest.param("log-request mark-major", True, id="marked"),
        pytest.param(f"{SENT_OUT} mark-major start-work", True, id="being worked on"),
        pytest.param(f"{SENT_OUT} mark-major start-work finish-work", False, id="finished"),
        pytest.param((*TELEPHONED, "mark-major"), True, id="reopened"),
        pytest.param((*TELEPHONED, "mark-major", AGAIN), False, id="finished again"),
    ],
)
def test_a_major_repair_is_open_until_its_work_is_finished(
    after: str | tuple[str | Take, ...], *, is_open: bool
) -> None:
    """S004-p7-handover-6: what keeps a shift from being taken over."""
    assert open_major.holds(CENTRE.after(after).scenario.case) is is_open
