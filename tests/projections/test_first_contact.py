"""The first-contact ledger: who was told first, whether the customer was answered, what failed."""

from papers.paper import take
from papers.property import PAPER as PROPERTY
from papers.request import CENTRE, DISSATISFIED, WORKED
from registers import every_line, handled, office, registered, shown, told
from spec import at, did, ticked

VISIT = {
    "name": "何静",
    "phone": "13900020002",
    "trigger": "periodic",
    "planned_at": "2026-03-03T09:00:00+08:00",
    "contact_mode": "phone",
    "visitor": "wang",
}


def test_complaints_and_requests_stand_in_one_ledger() -> None:
    """S004-p7-first-1: whoever is told first; a visit has nobody of the kind [inferred]."""
    story = CENTRE.after("log-request")
    handled(office(story.scenario.desk, "property"))
    story.scenario.desk.open("visit/service_centre", "wang:cashier", at=story.now, form=VISIT)

    complaint, request = every_line(story.scenario.desk, "first-contact")

    assert (complaint["no"], complaint["matter"], complaint["state"]) == (
        "C-2026-000001",
        "水管漏水",
        "archived",
    )
    assert (request["no"], request["matter"]) == ("Q-2026-000001", "content 照实填写")
    assert (complaint["first_contact"], request["first_contact"]) == ("wang", "wang")
    assert (complaint["seen_through"], request["seen_through"]) == (True, False)


def test_states_are_named_by_their_own_procedure() -> None:
    """Glossary: one code may be two words."""
    story = CENTRE.after("log-request dispatch-request")
    office(story.scenario.desk, "trading_city").through(
        registered(),
        did(
            "2026-03-02 10:00",
            "li:cs_staff",
            "dispatch",
            department="维修部",
            due_at="2026-03-04T18:00:00+08:00",
        ),
    )

    assert shown(story.scenario.desk, "first-contact", "state") == ["已派责任部门", "已派工"]


def test_the_customer_was_answered_when_he_was_told_or_asked() -> None:
    """S000-m-3.1.7b: every item gets an answer; a talk with the customer is one."""
    replied = PROPERTY.after("register resolve-on-spot")
    asked = CENTRE.after(f"{WORKED} follow-up")
    open_ = CENTRE.after(WORKED)

    assert told(replied, "first-contact")["answered_at"] == at("2026-03-02 10:00")
    assert told(asked, "first-contact")["answered_at"] == at("2026-03-02 14:00")
    assert told(open_, "first-contact")["answered_at"] is None


def test_what_the_customer_said_last_is_told() -> None:
    """S004-p7-first-1: until the user is satisfied."""
    again = "reopen-request start-work finish-work follow-up"

    assert told(CENTRE.after(WORKED), "first-contact")["satisfied"] is None
    assert told(CENTRE.after((WORKED, DISSATISFIED)), "first-contact")["satisfied"] is False
    assert told(CENTRE.after((WORKED, DISSATISFIED, again)), "first-contact")["satisfied"] is True


def test_a_breach_is_told_as_it_was_noted() -> None:
    """S004-p7-first-5: what the clock has noted against the first-contact person."""
    story = CENTRE.after(WORKED)
    story.scenario.through(ticked("2026-03-04 09:00"))

    line = told(story, "first-contact")

    assert (line["breaches"], line["overdue_deadlines"]) == (1, ["follow_up"])
    assert shown(story.scenario.desk, "first-contact", "breaches_noted") == [
        "wang：每日电话回访（2026-03-04 09:00）"
    ]


def test_who_did_not_cooperate_is_told() -> None:
    """S004-p7-first-4: reported to the manager in charge."""
    against = take("report-non-cooperation", against="工程部", matter="不派人")
    story = CENTRE.after(("log-request dispatch-request", against))

    line = told(story, "first-contact")

    assert (line["reports"], line["department"]) == (1, "工程部")
    assert line["passed_on_at"] == at("2026-03-02 10:00")
    assert shown(story.scenario.desk, "first-contact", "non_cooperation") == [
        "工程部：不派人（wang，2026-03-02 11:00）"
    ]
