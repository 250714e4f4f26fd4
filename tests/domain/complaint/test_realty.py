"""S003, the real-estate company: what each clause forbids and allows, and by when."""

import pytest

from papers.clauses import (
    ClosesComplete,
    KeepsItsClauses,
    KeepsItsDeadlines,
    closing,
    limit,
    ruling,
)
from papers.paper import take
from papers.realty import (
    HEARD_OFFICE,
    IN_WRITING,
    KEPT_SERIOUS,
    OPENED_AS_SECOND,
    PAPER,
    REPORTED,
    SERIOUS,
    TAKEN_OVER,
)

ABOUT_NIU = take("register", accused="niu:dept_staff@工程部")
FOUND_IMPORTANT = take("verify", severity="important")
FOUND_INVALID = take("verify", validity="invalid")
RAISED = take("escalate", severity="serious", recipients=REPORTED.blanks["recipients"])
AT_THE_DEPARTMENT = "register verify dispatch"
IN_PROGRESS = "register verify dispatch start-work"
SECOND = (OPENED_AS_SECOND, HEARD_OFFICE, "dispatch")
PLANNED = (*SECOND, "submit-plan")
APPROVED = (*PLANNED, "approve-plan")
REPLIED_FIRST = (*APPROVED, "reply")
OFFICE_REPORTED = "register redirect-to-office record-office-contact check-office-result"
REPORTED_UP = (SERIOUS, REPORTED)

RULINGS = (
    # ------------------------------------------------------------ intake
    ruling(
        "S003-2.1 no blank of the registration is left out",
        "",
        take("register", phone="", unit_no="  "),
        kind="FormIncomplete",
        but="register",
    ),
    ruling(
        "S003-3.2 the kind is one that this procedure knows",
        "",
        take("register", kind="discipline"),
        kind="FormIncomplete",
        but=take("register", kind="suggestion"),
    ),
    # ------------------------------------------------------------ 3.4 the management office
    ruling(
        "S003-3.4.1 the customer agrees to be directed to the office",
        "register",
        take("redirect-to-office", consent=False),
        but=take("inform-office"),
    ),
    ruling(
        "S003-3.4.1 what the office has handled is not sent back to it",
        (OPENED_AS_SECOND,),
        "redirect-to-office",
        but_after="register",
    ),
    ruling(
        "S003-3.5 what was taken over from the office is not sent back to it",
        TAKEN_OVER,
        "inform-office",
        but_after="register",
    ),
    ruling(
        "S003-3.4.2 the tracking time of a redirection lies ahead",
        "register",
        take("redirect-to-office", tracking_at="now"),
        but=take("redirect-to-office", tracking_at="in 1m"),
    ),
    ruling(
        "S003-3.4.2 the tracking time of an information lies ahead",
        "register",
        take("inform-office", tracking_at="1h ago"),
        but=take("inform-office", tracking_at="in 1m"),
    ),
    ruling(
        "S003-3.6 a serious matter is not redirected to the office [inferred]",
        (SERIOUS,),
        "redirect-to-office",
        but=REPORTED,
    ),
    ruling(
        "S003-3.6 of a serious matter the office is not informed instead [inferred]",
        (SERIOUS,),
        "inform-office",
        but=REPORTED,
    ),
    ruling(
        "S003-3.4.2 the office's contact has happened [inferred]",
        "register inform-office",
        take("record-office-contact", contacted_at="in 1m"),
        but=take("record-office-contact", contacted_at="now"),
    ),
    ruling(
        "S003-3.4.2 the office contacts the customer before its result is checked",
        "register inform-office",
        "check-office-result",
        but_after="register inform-office record-office-contact",
    ),
    ruling(
        "S003-3.5 before the tracking time nothing has lapsed",
        "register inform-office",
        take("take-over-from-office", after="2879m", ground="tracking_lapsed"),
        but=take("take-over-from-office", after="2880m", ground="tracking_lapsed"),
    ),
    ruling(
        "S003-3.4.2 before the tracking time only a dissatisfied customer brings it back",
        "register redirect-to-office",
        take("take-over-from-office", ground="tracking_lapsed"),
        but=take("take-over-from-office", ground="dissatisfied"),
    ),
    # ------------------------------------------------------------ 3.3a, 3.5.1 analysis
    ruling(
        "S000-m-3.1.7c the person complained of does not verify",
        (ABOUT_NIU,),
        take("verify", "niu:cs_staff"),
        kind="NotYourRole",
        but=take("verify", "li:cs_staff"),
    ),
    ruling(
        "S003-3.3a only the manager lowers the severity [inferred]",
        (SERIOUS,),
        take("verify", "li:cs_staff", severity="important"),
        kind="NotYourRole",
        but=take("verify", "zhao:cs_manager", severity="general"),
    ),
    ruling(
        "S003-3.5.1 malice is not a finding of this procedure, not even for the manager",
        "register",
        take("verify", "zhao:cs_manager", validity="malicious"),
        kind="FormIncomplete",
        but=FOUND_INVALID,
    ),
    ruling(
        "S003-3.3a a valid matter has its department",
        "register",
        take("verify", department=None),
        kind="FormIncomplete",
        but=take("verify", department=None, validity="invalid"),
    ),
    ruling(
        "S003-3.5.1 in the second instance the office states the cause",
        (OPENED_AS_SECOND,),
        take("verify", office_status="只做了表面处理"),
        kind="FormIncomplete",
        but=HEARD_OFFICE,
    ),
    ruling(
        "S003-3.5.1 in the second instance the office states where it stands",
        TAKEN_OVER,
        take("verify", office_cause="人手不足"),
        kind="FormIncomplete",
        but=HEARD_OFFICE,
    ),
    ruling(
        "S003-3.5.2 only an invalid matter is explained away",
        "register verify",
        "explain-invalid",
        but_after=("register", FOUND_INVALID),
    ),
    ruling(
        "S003-3.5.2 what was not verified yet is not explained away",
        REPORTED_UP,
        "explain-invalid",
        but_after=(*REPORTED_UP, take("verify", severity="serious", validity="invalid")),
    ),
    # ------------------------------------------------------------ 3.6 serious matters
    ruling(
        "S003-3.6 only a serious matter is reported up",
        ("register", FOUND_IMPORTANT),
        REPORTED,
        but=RAISED,
    ),
    ruling(
        "S003-3.6 only the manager may lower the severity, nor by reporting up [inferred]",
        (SERIOUS,),
        take("escalate", **{**REPORTED.blanks, "severity": "general"}),
        kind="NotYourRole",
        but=REPORTED,
    ),
    ruling(
        "S003-3.6 reporting up lowers nothing, though the manager be first contact [inferred]",
        (take("register", "zhao:receptionist", severity="serious"),),
        take("escalate", "zhao:cs_manager", **{**REPORTED.blanks, "severity": "important"}),
        but=take("escalate", "zhao:cs_manager", **REPORTED.blanks),
    ),
    ruling(
        "S003-3.6 the general manager's office is told too",
        (SERIOUS,),
        take("escalate", recipients=["property_director", "dept_head"]),
        but=take("escalate", recipients=[*REPORTED.blanks["recipients"], "company_leader"]),
    ),
    ruling(
        "S003-3.6 the property director is told too",
        (SERIOUS,),
        take("escalate", recipients=["gm_office", "dept_head"]),
        but=REPORTED,
    ),
    ruling(
        "S003-3.6 the heads of the departments are told too",
        (SERIOUS,),
        take("escalate", recipients=["gm_office", "property_director"]),
        but=REPORTED,
    ),
    ruling(
        "S003-3.6 the customer is at the site",
        REPORTED_UP,
        take("inspect-site", customer_present=False),
        but=take("inspect-site", customer_present=True),
    ),
    # ------------------------------------------------------------ 3.3b, 3.3c dispatch
    ruling(
        "S003-3.6 a serious matter is reported before a department is told",
        (SERIOUS, KEPT_SERIOUS),
        "dispatch",
        but_after=(SERIOUS, KEPT_SERIOUS, REPORTED, "inspect-site"),
    ),
    ruling(
        "S003-3.6 the site is inspected before a department is told",
        (*REPORTED_UP, KEPT_SERIOUS),
        "dispatch",
        but_after=(*REPORTED_UP, KEPT_SERIOUS, "inspect-site"),
    ),
    ruling(
        "S003-3.6 the inspection is owed though the severity was lowered since",
        (*REPORTED_UP, take("verify", "zhao:cs_manager")),
        "dispatch",
        but_after=(*REPORTED_UP, take("verify", "zhao:cs_manager"), "inspect-site"),
    ),
    ruling(
        "S003-3.3a what was reported up is verified before a department is told",
        (*REPORTED_UP, "inspect-site"),
        "dispatch",
        but_after=(*REPORTED_UP, "inspect-site", KEPT_SERIOUS),
    ),
    ruling(
        "S003-3.3b only a valid matter goes to a department",
        ("register", FOUND_INVALID),
        "dispatch",
        but_after="register verify",
    ),
    ruling(
        "S003-3.3c an important matter has a written report",
        ("register", FOUND_IMPORTANT),
        take("dispatch", report_mode="written"),
        kind="FormIncomplete",
        but=IN_WRITING,
    ),
    ruling(
        "S003-3.3c an important matter is reported in writing",
        ("register", FOUND_IMPORTANT),
        take("dispatch", report_mode="phone", written_report="电梯三次困人情况报告"),
        but=IN_WRITING,
    ),
    ruling(
        "S003-3.3b the department's deadline lies ahead",
        "register verify",
        take("dispatch", due_at="now"),
        but=take("dispatch", due_at="in 1m"),
    ),
    # ------------------------------------------------------------ 3.5.3 plan and work
    ruling(
        "S003-3.5.3 a plan is for the second instance",
        AT_THE_DEPARTMENT,
        "submit-plan",
        but_after=SECOND,
    ),
    ruling(
        "S003-3.5.3 in the second instance the plan is approved before work starts",
        SECOND,
        "start-work",
        but_after=AT_THE_DEPARTMENT,
    ),
    ruling(
        "S003-3.5.3 a promise to the customer lies ahead [inferred]",
        SECOND,
        take("submit-plan", promised_at="1h ago"),
        but=take("submit-plan", promised_at="in 1d"),
    ),
    ruling(
        "S003-3.5.3 the author does not approve his plan, in whatever role",
        PLANNED,
        take("approve-plan", "qian:dept_head@工程部"),
        kind="NotYourRole",
        but="approve-plan",
    ),
    ruling(
        "S003-3.5.3 the author of an earlier plan does not approve the next one",
        (*PLANNED, "return-plan", take("submit-plan", "tian:dept_staff@工程部")),
        take("approve-plan", "qian:dept_head@工程部"),
        kind="NotYourRole",
        but="approve-plan",
    ),
    ruling(
        "S003-3.5.3 the author does not return his plan either",
        PLANNED,
        take("return-plan", "qian:dept_head@工程部"),
        kind="NotYourRole",
        but="return-plan",
    ),
    *(
        ruling(
            f"S000-m-3.1.7c the person complained of does not take {step}",
            (take("register", accused="niu", office_handled=True), HEARD_OFFICE, *before),
            take(step, f"niu:{role}@工程部"),
            kind="NotYourRole",
            but=take(step, f"nie:{role}@工程部"),
        )
        for step, role, before in (
            ("submit-plan", "dept_staff", ("dispatch",)),
            ("approve-plan", "dept_head", ("dispatch submit-plan",)),
            ("return-plan", "dept_head", ("dispatch submit-plan",)),
            ("report-result", "dept_head", ("dispatch submit-plan approve-plan",)),
            ("record-satisfied-visit", "cs_staff", (*APPROVED[2:], "report-result reply")),
            ("note-dissatisfied-visit", "cs_staff", (*APPROVED[2:], "report-result reply")),
        )
    ),
    ruling(
        "S000-m-3.1.7c the person complained of does not start the work",
        (ABOUT_NIU, "verify dispatch"),
        take("start-work", "niu:dept_head@工程部"),
        kind="NotYourRole",
        but="start-work",
    ),
    # ------------------------------------------------------------ 3.7 other organisations
    ruling(
        "S003-3.7 the next reply lies ahead",
        IN_PROGRESS,
        take("involve-third-party", next_reply_at="now"),
        but="involve-third-party",
    ),
    ruling(
        "S003-3.7 a deferred reply lies ahead",
        f"{IN_PROGRESS} involve-third-party",
        take("defer-reply", next_reply_at="1h ago"),
        but="defer-reply",
    ),
    # ------------------------------------------------------------ result, lateness, reply
    ruling(
        "S003-3.5.3 after the reply a result comes in the second instance only",
        f"{IN_PROGRESS} report-result reply",
        "report-result",
        but_after=REPLIED_FIRST,
    ),
    ruling(
        "S003-3.5.3 a result that is reported is not reported again [inferred]",
        (*APPROVED, "report-result reply"),
        "report-result",
        but="arrange-visit",
    ),
    ruling(
        "S003-3.5.4 before the deadline nothing is late",
        AT_THE_DEPARTMENT,
        take("transfer-to-admin-hr", after="4319m"),
        but=take("transfer-to-admin-hr", after="4320m"),
    ),
    ruling(
        "S003-3.5.4 what has its result is not late any more",
        (*REPLIED_FIRST, "report-result"),
        take("transfer-to-admin-hr", after="5d"),
        but_after=REPLIED_FIRST,
    ),
    ruling(
        "S003-3.4.2 on its route the office answers",
        OFFICE_REPORTED,
        "reply",
        but="record-satisfied-visit",
    ),
    ruling(
        "S003-3.5.3 before the result only an approved plan is answered with",
        IN_PROGRESS,
        "reply",
        but_after=APPROVED,
    ),
    # ------------------------------------------------------------ the visit
    *(
        ruling(
            f"S003-3.4.3 the customer is answered before {step}",
            f"{IN_PROGRESS} report-result",
            step,
            but_after=OFFICE_REPORTED,
        )
        for step in ("arrange-visit", "record-satisfied-visit", "note-dissatisfied-visit")
    ),
    *(
        ruling(
            f"S003-3.5.1 in the second instance {step} follows the result",
            REPLIED_FIRST,
            step,
            but_after=(*REPLIED_FIRST, "report-result"),
        )
        for step in ("arrange-visit", "record-satisfied-visit", "note-dissatisfied-visit")
    ),
    ruling(
        "S003-3.4.3 the visit arranged lies ahead",
        f"{IN_PROGRESS} report-result reply",
        take("arrange-visit", planned_at="now"),
        but="arrange-visit",
    ),
    ruling(
        "S003-3.3d what is filed is classified",
        f"{IN_PROGRESS} report-result reply complete-form close",
        take("archive", category=None),
        kind="FormIncomplete",
        but="archive",
    ),
)

NORMAL = "S003-2.3 S003-3.3b"
OFFICE = "S003-3.4.2 S003-3.4.2 S003-3.4.3"
SECOND_ALL = "S003-3.5.3 S003-3.5.4 S003-3.5.1"
CLOSINGS = (
    closing("S003-2.3 nothing happens unanswered", "register", NORMAL, "NotFromHere"),
    closing("S003-2.3 work alone closes nothing", IN_PROGRESS, NORMAL, "NotFromHere"),
    closing("S003-3.3b the form is missing", f"{IN_PROGRESS} report-result reply", "S003-3.3b"),
    closing(
        "S003-3.3b the form may follow a visit",
        f"{IN_PROGRESS} report-result reply note-dissatisfied-visit",
        "S003-3.3b",
    ),
    closing(
        "S003-3.3b answered and written down, it closes",
        f"{IN_PROGRESS} report-result reply complete-form",
    ),
    closing(
        "S003-3.3b the form may be completed after the visit",
        f"{IN_PROGRESS} report-result reply record-satisfied-visit complete-form",
    ),
    closing("S003-3.4.2 at the office", "register inform-office", OFFICE, "NotFromHere"),
    closing(
        "S003-3.4.2 the office's result is missing",
        "register inform-office record-office-contact",
        "S003-3.4.2 S003-3.4.3",
        "NotFromHere",
    ),
    closing("S003-3.4.3 no visit yet", OFFICE_REPORTED, "S003-3.4.3", "NotFromHere"),
    closing("S003-3.4.3 visited, it closes", f"{OFFICE_REPORTED} note-dissatisfied-visit"),
    closing("S003-3.5.3 the second instance", SECOND, SECOND_ALL, "NotFromHere"),
    closing("S003-3.5.4 the result is missing", REPLIED_FIRST, "S003-3.5.4 S003-3.5.1"),
    closing(
        "S003-3.5.3 the reply is missing",
        (*APPROVED, "report-result"),
        "S003-3.5.3 S003-3.5.1",
        "NotFromHere",
    ),
    closing("S003-3.5.1 the visit is missing", (*REPLIED_FIRST, "report-result"), "S003-3.5.1"),
    closing(
        "S003-3.5.1 followed up, it closes without a form",
        (*REPLIED_FIRST, "report-result record-satisfied-visit"),
    ),
    closing("S003-3.5.2 not explained", ("register", FOUND_INVALID), "S003-3.5.2", "NotFromHere"),
    closing("S003-3.5.2 explained, it closes", ("register", FOUND_INVALID, "explain-invalid")),
    closing(
        "S003-2.3 closed, nothing is missing",
        f"{IN_PROGRESS} report-result reply complete-form close",
        "S003-2.3",
        "NotFromHere",
    ),
)

LIMITS = (
    limit(
        "S003-3.6 a serious matter is reported in 30 minutes",
        (SERIOUS,),
        "30m",
        REPORTED,
        "escalation",
    ),
    limit(
        "S003-3.6 found serious, it is reported in 30 minutes",
        ("register", KEPT_SERIOUS),
        "30m",
        REPORTED,
        "escalation",
    ),
    limit(
        "S003-3.5.4 late work is handed to administration and HR",
        IN_PROGRESS,
        "2026-03-05 11:00",
        "report-result",
        "work",
        records="TransferredToAdminHR",
    ),
    limit(
        "S003-3.4.2 the office's result is tracked",
        "register redirect-to-office",
        "2d",
        take("take-over-from-office"),
        "office_result",
    ),
    limit(
        "S003-3.4.2 the office informed is tracked",
        "register inform-office record-office-contact",
        "2026-03-04 10:00",
        "check-office-result",
        "office_result",
    ),
    limit(
        "S003-3.5.2 an invalid matter is explained in three days",
        ("register", FOUND_INVALID),
        "2026-03-06 00:00",
        "explain-invalid",
        "explanation",
    ),
    limit(
        "S003-3.5.3 a plan is submitted in three days",
        SECOND,
        "2026-03-06 00:00",
        "submit-plan",
        "plan",
    ),
    limit(
        "S003-3.5.3 a plan that was returned has three days again",
        (*PLANNED, take("return-plan", after="1d")),
        "2026-03-07 00:00",
        "submit-plan",
        "plan",
    ),
    limit(
        "S003-3.5.1 the second instance is followed up in seven days",
        (*REPLIED_FIRST, "report-result"),
        "2026-03-10 00:00",
        "record-satisfied-visit",
        "follow_up",
    ),
    limit(
        "S003-3.5.1 a dissatisfied customer is followed up too",
        (*REPLIED_FIRST, "report-result"),
        "2026-03-10 00:00",
        "note-dissatisfied-visit",
        "follow_up",
    ),
    limit(
        "S003-3.4.3 the visit arranged takes place",
        f"{OFFICE_REPORTED} arrange-visit",
        "1d",
        "record-satisfied-visit",
        "visit",
    ),
    limit(
        "S003-3.4.3 a visit in the second instance takes place",
        (*REPLIED_FIRST, "report-result arrange-visit"),
        "1d",
        "note-dissatisfied-visit",
        "visit",
    ),
)


class TestRealty(KeepsItsClauses, ClosesComplete, KeepsItsDeadlines):
    paper, rulings, closings, limits = PAPER, RULINGS, CLOSINGS, LIMITS


def test_the_severity_lowered_by_the_manager_needs_no_report() -> None:
    """S003-3.6: what is no longer serious need not be reported in time."""
    story = PAPER.after((SERIOUS, take("verify", "zhao:cs_manager", after="10m")))

    assert "escalation" not in story.scenario.case.clocks


def test_found_serious_again_after_the_report_nothing_is_owed() -> None:
    """S003-3.6: the deadline to report does not start again once it was reported."""
    story = PAPER.after((*REPORTED_UP, take("verify", "zhao:cs_manager"), KEPT_SERIOUS))

    assert "escalation" not in story.scenario.case.clocks


def test_found_serious_once_more_it_is_still_to_be_reported_in_time() -> None:
    """S003-3.6: a verification that leaves it serious neither ends nor restarts the deadline."""
    story = PAPER.after((SERIOUS, take("verify", severity="serious", after="10m")))

    story.scenario.then_running(escalation="2026-03-02 09:30")


def test_in_the_first_instance_neither_plan_nor_visit_is_owed() -> None:
    """S003-3.5.1: what route 3.5 sets a time for is not asked of route 3.3."""
    story = PAPER.after(AT_THE_DEPARTMENT)
    story.scenario.then_running(work="2026-03-05 11:00")

    story.then("start-work").then("report-result").scenario.then_running()


def test_found_valid_after_all_needs_no_explanation() -> None:
    """S003-3.5.2: a verification that finds it valid ends the deadline to explain."""
    invalid = take("verify", severity="serious", validity="invalid")
    story = PAPER.after((*REPORTED_UP, invalid, KEPT_SERIOUS))

    assert "explanation" not in story.scenario.case.clocks


@pytest.mark.parametrize("step", ["defer-reply", "record-third-party-answer"])
def test_the_next_reply_is_owed_until_the_customer_is_answered(step: str) -> None:
    """S003-3.7: the time promised to the customer runs until the reply."""
    story = PAPER.after((f"{IN_PROGRESS} involve-third-party", take(step, after="6h")))

    running = story.scenario.case.clocks["next_reply"]
    assert running.started_by == ("defer-reply" if step == "defer-reply" else "involve-third-party")

    story = PAPER.after(
        f"{IN_PROGRESS} involve-third-party record-third-party-answer report-result reply"
    )
    assert "next_reply" not in story.scenario.case.clocks


def test_lateness_handed_on_by_hand_is_not_handed_on_again_by_the_clock() -> None:
    """S003-3.5.4: where customer service was faster, the clock records the lapse alone."""
    story = PAPER.after((AT_THE_DEPARTMENT, take("transfer-to-admin-hr", after="4d")))

    lapsed = story.scenario.desk.tick(story.now)

    assert [one.events for one in lapsed] == [("DeadlineLapsed",)]
    assert story.state == "dispatched"


def test_the_clock_writes_when_it_was_due_and_for_which_department() -> None:
    """S003-3.5.4: lateness goes to administration and HR, the case stays where it is."""
    story = PAPER.after(AT_THE_DEPARTMENT)

    story.scenario.when_the_clock_strikes("2026-03-05 11:00")

    written = story.scenario.case.last("TransferredToAdminHR")
    assert written
    assert (written.person, written.step, written.target) == (
        "clock",
        "transfer-to-admin-hr",
        "dispatched",
    )
    assert "2026-03-05T03:00:00" in str(written.form["lateness"])
    assert "工程部" in str(written.form["lateness"])


def test_a_department_may_answer_the_customer_itself() -> None:
    """S003-3.5.3: who has the approval contacts the complainant."""
    story = PAPER.after((*APPROVED, take("reply", "sun:dept_head@工程部")))

    assert story.state == "replied"


def test_a_plan_that_was_returned_leaves_the_departments_deadline_alone() -> None:
    """S003-3.5.3: a new plan is owed, the day on which the work is due stays."""
    story = PAPER.after((*PLANNED, "return-plan"))

    assert story.scenario.case.clocks["work"].started_by == "dispatch"
    assert story.scenario.case.clocks["plan"].started_by == "return-plan"
