"""What another page would have said of past steps, and of the cases that run."""

from huiyin.domain.office import OFFICE_HOURS
from huiyin.workflow.forms import Command
from huiyin.workflow.procedure import Procedure
from huiyin.workflow.replay.against import Against, Stuck
from huiyin.workflow.replay.breach import Breach
from huiyin.workflow.request import Terms
from huiyin.workflow.rules import always, condition
from huiyin.workflow.states import NEW, state, stay
from parcels import (
    CLERK,
    ROLES,
    STORED,
    Notify,
    SendBack,
    TakeIn,
    desk_page,
    notified,
    parcels,
    taken_in,
)
from spec import Scenario, did, given

TOLD = state("told", "已告知")
GONE = state("gone", "已退回", terminal=True)


@condition("it rains")
def it_rains(case: object) -> bool:
    return False


class Wait(Command, zh="等待"):
    """Wait for the rain."""


def draft(**carries: str) -> Procedure:
    """Declare another edition of the parcel desk, which calls its states otherwise."""
    page = Procedure(
        "parcel/desk",
        edition="7",
        zh="包裹柜台",
        en="Parcel desk",
        document="P7",
        prefix="P",
        roles=ROLES,
        carries=carries,
    )
    page.step("P7-1", NEW >> STORED, by=CLERK, records="ParcelTakenIn")(TakeIn)
    page.step("P7-2", STORED >> TOLD, by=CLERK, records="RecipientNotified")(Notify)
    page.step(
        "P7-3", TOLD >> GONE, by=CLERK, records="SentBack", guard={always: (it_rains.by("P7-4"),)}
    )(SendBack)
    return page


def pass_over(office: Scenario, page: Procedure) -> tuple[list[Breach], list[Stuck]]:
    other = Against(office.desk.store, parcels(), Terms(OFFICE_HOURS), page)
    refused = [one for held in other.log() for one in held.breaches]
    return refused, list(other.stuck())


def parcel() -> Scenario:
    return given(parcels()).through(taken_in())


def test_the_same_page_refuses_nothing() -> None:
    back = did("2026-03-03 10:00", "dong:courier", "send-back")
    office = parcel().through(notified(), back)

    assert pass_over(office, desk_page("2")) == ([], [])


def test_only_the_first_refused_step_of_a_case_is_told() -> None:
    office = parcel()
    for at in ("10:00", "11:00"):
        office.through(did(f"2026-03-02 {at}", "wang:clerk", "note-down", remark="x"))

    [refused], _ = pass_over(office, draft())

    assert (refused.version, refused.kind, refused.clauses) == (2, "UnknownStep", ("P7",))
    assert str(refused.says) == "parcel/desk@7 has no step note-down"


def test_a_step_that_leads_elsewhere_is_refused_unless_the_state_is_carried() -> None:
    office = parcel().through(notified())

    [refused], [stuck] = pass_over(office, draft())
    assert (refused.kind, str(refused.says)) == (
        "OtherTarget",
        "it leads to told there, not to notified",
    )
    assert str(stuck.says) == "edition 7 has no state for notified"

    refusals, [stuck] = pass_over(office, draft(notified="told"))
    assert refusals == []
    assert str(stuck.says) == "edition 7 has no deadline collect"


def test_a_role_that_the_other_page_does_not_let_in_is_refused_by_its_clause() -> None:
    office = given(parcels()).through(taken_in("2026-03-02 09:00", "dong:courier"))

    [refused], _ = pass_over(office, draft())

    assert (refused.version, refused.kind, refused.clauses) == (1, "NotYourRole", ("P7-1",))


def in_the_rain() -> Procedure:
    """Declare a page on which a parcel that was told of goes back only when it rains."""
    page = draft(notified="told")
    page.deadline(
        "collect", "P7-5", zh="领取", en="collect", starts=(Notify,), ends=(SendBack,), figure="P9D"
    )
    return page


def test_a_case_is_stuck_where_everything_that_leads_on_is_newly_barred() -> None:
    _, [stuck] = pass_over(parcel().through(notified()), in_the_rain())

    assert (stuck.case.state, stuck.clauses) == ("notified", ("P7-4",))
    assert str(stuck.says) == "no step leads on: it rains"


def test_a_case_is_not_stuck_while_it_can_do_anything() -> None:
    page = in_the_rain()
    page.step("P7-6", stay(TOLD), by=CLERK, records="Waited")(Wait)

    assert pass_over(parcel().through(notified()), page)[1] == []


def test_cases_of_other_procedures_are_left_alone() -> None:
    office = parcel().through(did("2026-03-03 10:00", "dong:courier", "send-back"))

    refused, stuck = pass_over(office, draft())

    assert {one.case for one in refused} == {office.number}
    assert stuck == []
