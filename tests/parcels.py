"""A parcel desk, which uses everything that a page can say; its rules are nobody's.

A parcel is taken in, its recipient notified, and it is handed out, sent back, or argued over.
`outgoing` is a second page, whose cases a policy opens for parcels that go back.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from pydantic import Field

from huiyin.workflow.case import Case
from huiyin.workflow.corrections import corrections
from huiyin.workflow.events import Clock, Recorded
from huiyin.workflow.forms import CaseRef, Choice, Command, Department, Future, Text
from huiyin.workflow.language import Label
from huiyin.workflow.parts import By, Needs, Note
from huiyin.workflow.people import ANY_EMPLOYEE, CLOCK, FIRST_CONTACT, POLICY, role
from huiyin.workflow.policy import Policy
from huiyin.workflow.procedure import Procedure
from huiyin.workflow.request import Ask, Request
from huiyin.workflow.rulebook import Rulebook
from huiyin.workflow.rules import always, condition, people, rule, takers
from huiyin.workflow.states import NEW, WHILE_OPEN, state, stay
from spec import Did, did

CLERK = role("clerk", "柜员", "clerk")
LEAD = role("lead", "组长", "lead")
COURIER = role("courier", "快递员", "courier")
RECIPIENT = role("recipient", "收件人", "recipient", outside=True)
ROLES = (CLERK, LEAD, COURIER, RECIPIENT)

STORED = state("stored", "已入库")
NOTIFIED = state("notified", "已通知")
DISPUTED = state("disputed", "有争议")
COLLECTED = state("collected", "已领取", terminal=True)
RETURNED = state("returned", "已退回", terminal=True)


class Size(Choice):
    LETTER = "letter", "信"
    BOX = "box", "箱"


class Capacity(Choice):
    DESK = "desk", "柜台"
    RECIPIENT = "recipient", "收件人"


def room(case: Case) -> str:
    return case.latest("room", "ParcelTakenIn")


@condition("it is a box")
def is_box(case: Case) -> bool:
    return case.latest("size", "ParcelTakenIn") == "box"


@condition("a form for a box")
def box_written(case: Case, form: TakeIn) -> bool:
    return form.size == Size.BOX


@condition("it is worth much")
def is_valuable(case: Case) -> bool:
    return int(case.latest("worth", "ParcelTakenIn") or 0) >= 100


@condition("it was worth a lot when it was disputed")
def disputed_much(case: Case, form: Command, ask: Ask) -> bool:
    return is_valuable.holds(case) and ask.actor.role == "recipient"


@condition("whoever took it in is a courier")
def taken_in_by_courier(case: Case) -> bool:
    return case.past[0].role == "courier"


@condition("the recipient has shown a paper")
def identity_checked(case: Case) -> bool:
    return case.has("IdentityChecked")


@condition("it was weighed again")
def weighed_again(case: Case) -> bool:
    return case.has("WeighedAgain")


@condition("the form names the shelf")
def shelf_named(case: Case, form: HandOut) -> bool:
    return form.shelf is not None


@condition("it was sealed by the lead")
def sealed(case: Case) -> bool:
    return case.has("Sealed")


@condition("the recipient was reminded before")
def reminded(case: Case) -> bool:
    return case.has("Reminded")


@condition("the claim is withdrawn")
def claim_withdrawn(case: Case, form: ChangeClaim) -> bool:
    return form.claim == "none"


@rule("P-1.2", says="a parcel weighs something")
def weighs_something(case: Case, form: TakeIn) -> bool:
    return form.weight > 0


@rule("P-1.3", says="the parcel it belongs to has been sent back")
def earlier_sent_back(case: Case, form: TakeIn, ask: Ask) -> bool:
    return form.earlier is None or ask.cases[form.earlier].state == RETURNED.code


@rule(says="weights are never taken twice")
def weighed_once() -> bool:
    return True


@rule("P-3.3", says="a heavy parcel is only weighed by the lead", kind="NotYourRole")
def strong_enough(case: Case, form: WeighAgain, ask: Ask) -> bool:
    return form.weight < 50 or ask.actor.role == "lead"


@people("the one whom it is addressed to", "P-0.9")
def the_addressee(case: Case) -> frozenset[str]:
    return frozenset({case.latest("addressee", "ParcelTakenIn")})


def first_letters(case: Case, form: Command, ask: Ask) -> dict[str, Any]:
    return {"label": f"{case.id[:1]}{ask.actor.person[:1]}"}


def finding(case: Case, clock: Clock) -> dict[str, Any]:
    return {"person": case.first_contact, "deadline": clock.deadline}


def nothing(case: Case, clock: Clock) -> dict[str, Any]:
    return {}


class TakeIn(Command, zh="收件"):
    """Take a parcel in and weigh it."""

    addressee: Text = Field(title="收件人")
    room: Department = Field(title="房间")
    weight: Decimal = Field(title="重量")
    size: Size = Field(Size.LETTER, title="大小")
    worth: int | None = Field(None, title="价值")
    fragile: bool | None = Field(None, title="易碎")
    sent_on: date | None = Field(None, title="寄出日期")
    earlier: CaseRef | None = Field(None, title="原件")
    parts: list[CaseRef] | None = Field(None, title="附件")
    marks: list[Text] | None = Field(None, title="标记")
    frame: Text | None = Field(None, title="木箱")


class Notify(Command, zh="通知"):
    """Tell the recipient until when it waits."""

    until: Future = Field(title="领取期限")
    phone: Text | None = Field(None, title="电话")


class NoteDown(Command, zh="备注"):
    """Write something down."""

    remark: Text = Field(title="备注")


class WeighAgain(Command, zh="复秤"):
    """Weigh it a second time, by another person of the room."""

    weight: Decimal = Field(title="重量")


class Seal(Command, zh="加封"):
    """Seal it as the lead."""


class CheckIdentity(Command, zh="验证身份"):
    """Look at the recipient's paper."""

    paper_no: Text = Field(title="证件号")


class Dispute(Command, zh="提出争议"):
    """Claim something of the desk."""

    claim: Text = Field(title="要求")


class ChangeClaim(Command, zh="更改要求"):
    """Claim something else."""

    claim: Text = Field(title="要求")


class SignSettlement(Command, zh="签署和解"):
    """Sign the settlement, each in one's own capacity."""

    capacity: Capacity = Field(title="身份")
    words: Text | None = Field(None, title="附言")


class Settle(Command, zh="和解"):
    """Put the parcel back once both have signed."""


class HandOut(Command, zh="领取"):
    """Hand it to the recipient."""

    shelf: Text | None = Field(None, title="货架")


class Remind(Command, zh="催领"):
    """Remind the recipient."""


class SendBack(Command, zh="退回"):
    """Give it to the courier."""

    why: Text | None = Field(None, title="原因")


def desk_page(edition: str = "1", **changes: Any) -> Procedure:
    """Declare the parcel desk in an edition of its own."""
    page = Procedure(
        "parcel/desk",
        edition=edition,
        zh="包裹柜台",
        en="Parcel desk",
        document="P",
        prefix="P",
        roles=ROLES,
        department=room,
        **changes,
    )
    page.step(
        "P-1",
        NEW >> STORED,
        by=ANY_EMPLOYEE,
        records="ParcelTakenIn",
        asks={"frame": box_written},
        only_if=(weighs_something, earlier_sent_back, weighed_once),
    )(TakeIn)
    page.step(
        "P-2",
        STORED >> NOTIFIED | stay(NOTIFIED),
        by=FIRST_CONTACT | CLERK.where(taken_in_by_courier),
        records="RecipientNotified",
        asks={"phone": is_box},
        adds=first_letters,
    )(Notify)
    page.step("P-0.1", WHILE_OPEN, by=ANY_EMPLOYEE, records="NotedDown")(NoteDown)
    page.step(
        "P-3.1",
        stay(STORED, NOTIFIED),
        by=(CLERK | LEAD).of_the_department,
        never_by=(takers("the one who took it in", "take-in"), the_addressee),
        records="WeighedAgain",
        only_if=(strong_enough,),
    )(WeighAgain)
    page.step(
        "P-3.2",
        stay(STORED, NOTIFIED),
        by=LEAD,
        records="Sealed",
        voided_by=("WeighedAgain",),
        signature="seal",
    )(Seal)
    page.step("P-4.1", stay(NOTIFIED), by=CLERK, records="IdentityChecked")(CheckIdentity)
    page.step("P-5.1", (STORED, NOTIFIED) >> DISPUTED, by=RECIPIENT, records="Disputed")(Dispute)
    page.step("P-5.2", stay(DISPUTED), by=RECIPIENT, records="ClaimChanged")(ChangeClaim)
    page.step(
        "P-5.3",
        stay(DISPUTED),
        by=LEAD | RECIPIENT,
        records="SettlementSigned",
        capacities={"desk": LEAD, "recipient": RECIPIENT},
        voided_by=("ClaimChanged", "Disputed"),
    )(SignSettlement)
    page.step(
        "P-5.4",
        DISPUTED >> STORED,
        by=LEAD | CLERK,
        records="Settled",
        needs=(Needs("sign-settlement", ("desk", "recipient")),),
    )(Settle)
    page.step(
        "P-4",
        NOTIFIED >> COLLECTED,
        by=CLERK | LEAD,
        never_by=(takers("the one who weighed it again", "weigh-again"),),
        records="HandedOut",
        guard={
            is_valuable: (
                sealed.by("P-4.4", kind="SignatureMissing"),
                identity_checked.by("P-4.1"),
                weighed_again.by("P-4.3"),
                shelf_named.by("P-4.5"),
            ),
            always: (identity_checked.by("P-4.1"),),
        },
        needs=(Needs("seal", when=is_valuable),),
    )(HandOut)
    page.step("P-2.5", WHILE_OPEN, by=CLOCK, records="Reminded")(Remind)
    page.step("P-6", (STORED, NOTIFIED) >> RETURNED, by=COURIER | POLICY, records="SentBack")(
        SendBack
    )
    corrections(page, "P-9", by=LEAD | CLERK)
    page.deadline(
        "notice",
        "P-2.1",
        zh="通知期限",
        en="the notice",
        starts=(TakeIn,),
        ends=(Notify,),
        figure="P1D",
        configured=True,
        on_lapse=(Note("NoticeMissed", Label("未通知", "not notified"), ("P-2.2",), finding),),
    )
    page.deadline(
        "collect",
        "P-2.3",
        zh="领取期限",
        en="the day to collect",
        starts=(Notify,),
        ends=(HandOut,),
        figure=By("until"),
        on_lapse=(
            Note("Reminded", Label("催领", "reminded"), ("P-2.5",), nothing, "remind", reminded),
        ),
    )
    page.deadline(
        "answer",
        "P-5.5",
        zh="答复时限",
        en="the answer",
        starts=(Dispute, ChangeClaim),
        ends=(Settle,),
        figure="PT30M",
        ends_when={ChangeClaim: claim_withdrawn},
        only_when=disputed_much,
    )
    page.deadline(
        "inspection",
        "P-5.6",
        zh="检查期限",
        en="the inspection",
        starts=(Dispute,),
        ends=(Settle,),
        figure="P2D working",
    )
    return page


WAITING = state("waiting", "待寄")
SHIPPED = state("shipped", "已寄", terminal=True)


class PutOut(Command, zh="待寄"):
    """Put a parcel out for the courier."""

    parcel: CaseRef = Field(title="包裹")


class Ship(Command, zh="寄出"):
    """Let the courier take it."""


def outgoing_page() -> Procedure:
    """Declare the page of parcels that go back."""
    page = Procedure(
        "parcel/outgoing",
        edition="1",
        zh="退件",
        en="Outgoing parcels",
        document="P",
        prefix="O",
        roles=ROLES,
    )
    page.step("P-7", NEW >> WAITING, by=POLICY | LEAD, records="PutOut")(PutOut)
    page.step("P-8", WAITING >> SHIPPED, by=COURIER, records="Shipped")(Ship)
    corrections(page, "P-9", by=LEAD)
    return page


def put_out(case: Case, cause: Recorded) -> Iterable[Request]:
    """Open an outgoing parcel for one that is sent back."""
    yield asked(procedure="parcel/outgoing", form={"parcel": case.id})


def send_back_unwanted(case: Case, cause: Recorded) -> Iterable[Request]:
    """Send back what somebody noted to be unwanted, wherever the parcel is."""
    remark = str(cause.event.form["remark"])
    if remark.startswith("unwanted"):
        yield asked("send-back", case=remark.partition(" ")[2] or case.id, form={"why": remark})


def asked(step: str = "", **request: Any) -> Request:
    """Write a request whose actor and instant are filled in by the policy."""
    someone = did("2026-03-02 09:00", "nobody:clerk", step).request("P", "")
    return Request(step, someone.actor, someone.at, **request)


POLICIES = (
    Policy("put-out", frozenset({"SentBack"}), put_out),
    Policy("unwanted", frozenset({"NotedDown"}), send_back_unwanted),
)


@cache
def parcels() -> Rulebook:
    """Give both pages with their policies."""
    return Rulebook((desk_page(), outgoing_page()), POLICIES)


TAKEN_IN: dict[str, Any] = {"addressee": "ying", "room": "east", "weight": "1.5"}


def taken_in(when: str = "2026-03-02 09:00", who: str = "wang:clerk", /, **more: Any) -> Did:
    """Say that a parcel was taken in, a light letter for the east room unless told otherwise."""
    return did(when, who, **(TAKEN_IN | more))


def notified(when: str = "2026-03-02 10:00", until: str = "2026-03-06T18:00:00+08:00") -> Did:
    """Say that its recipient was notified."""
    return did(when, "wang:clerk", "notify", until=until)
