"""The request register follows a repair until somebody was asked whether it is well."""

from papers.paper import take
from papers.request import CENTRE, DISSATISFIED, INTERNAL, PROPERTY, SIGNED, WORKED
from registers import corrected, shown, told
from spec import at


def test_a_request_has_one_line_from_the_call_to_its_end() -> None:
    """S004-p6-4.5, S004-p6-6.6: done, entered, signed, followed up, closed."""
    line = told(PROPERTY.after(f"{SIGNED} follow-up close-request"), "requests")

    expected = {
        "procedure": "request/property",
        "request_kind": "repair",
        "state": "closed",
        "first_contact": "wang",
        "department": "工程部",
        "technician": "tang",
        "due_at": at("2026-03-05 10:00"),
        "warranty": False,
        "major": False,
        "finished_at": at("2026-03-02 13:00"),
        "entered_at": at("2026-03-02 14:00"),
        "signed_by": "sun",
        "satisfaction": "satisfied",
        "reopened": 0,
        "closed_at": at("2026-03-02 17:00"),
        "missed": False,
    }
    assert {name: line[name] for name in expected} == expected


def test_result_signature_and_follow_up_count_for_the_last_work_only() -> None:
    """S004-p9-3: what is done again is entered, signed and asked about anew."""
    story = PROPERTY.after((SIGNED, DISSATISFIED, "reopen-request"))

    reopened = told(story, "requests")
    again = told(story.then("start-work").then("finish-work"), "requests")

    assert (reopened["satisfaction"], reopened["signed_by"]) == ("dissatisfied", "sun")
    assert (reopened["reopened"], reopened["next_visit_due_at"]) == (1, at("2026-03-07 17:00"))
    assert (again["satisfaction"], again["signed_by"], again["entered_at"]) == (None, None, None)
    assert [one["form"]["satisfaction"] for one in again["follow_ups"]] == ["dissatisfied"]
    assert [one["void"] for one in again["signatures"]] == [True]


def test_the_telephone_call_is_due_by_the_end_of_the_next_day() -> None:
    """S004-p7-visit-1a: every finished repair, daily."""
    story = CENTRE.after(WORKED)

    line = told(story, "requests", "2026-03-04 00:01")

    assert (line["follow_up_due_at"], line["overdue"]) == (at("2026-03-04 00:00"), True)
    assert line["overdue_deadlines"] == ["follow_up"]


def test_a_constructor_on_no_list_is_marked() -> None:
    """S001-t2-12: a defect within the warranty goes to the constructor that built it."""
    warranty = take("dispatch-request", warranty=True, constructor="华建三公司")
    line = told(PROPERTY.after(("log-request", warranty)), "requests")

    assert (line["warranty"], line["constructor"]) == (True, "华建三公司")
    assert line["unlisted"] is True


def test_a_fault_of_the_house_is_reported_the_same_day() -> None:
    """S004-p3-5.2: to the fixed-asset administrator, by ticket or telephone."""
    line = told(PROPERTY.after((INTERNAL, "report-fault")), "requests")

    assert (line["internal"], line["reported_to"]) == (True, "shen")
    assert line["fault_reported_at"] == at("2026-03-02 10:00")


def test_major_repairs_and_who_did_not_cooperate_are_told() -> None:
    """S004-p7-handover-6, S004-p7-first-4."""
    against = take("report-non-cooperation", against="工程部", matter="不派人")
    story = CENTRE.after(("log-request mark-major dispatch-request", against))
    story.then(corrected(4, against="保洁部"))

    line = told(story, "requests")

    assert (line["major"], line["major_because"]) == (True, "reason 照实填写")
    assert shown(story.scenario.desk, "requests", "non_cooperation") == [
        "保洁部：不派人（wang，2026-03-02 12:00）"
    ]


def test_a_corrected_talk_is_told_as_corrected() -> None:
    """S001-ch2-1a: in the list of talks and as the customer's word."""
    story = CENTRE.after((WORKED, "follow-up", corrected(6, satisfaction="dissatisfied")))

    line = told(story, "requests")

    assert line["satisfaction"] == "dissatisfied"
    assert shown(story.scenario.desk, "requests", "follow_ups") == [
        "2026-03-02 14:00，电话，不满意：opinion 照实填写（ma）"
    ]
