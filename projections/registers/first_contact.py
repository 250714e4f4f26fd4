"""The first-contact ledger 首问责任台账: who was told first, and whether it was seen through.

First contact answers for complaints and requests (S004-p7-first-1, S000-m-3.1.7); other cases
have nobody whom a customer came to with a matter [inferred].
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from ...domain.choices import Satisfaction
from ...domain.complaint.facts import SATISFIED, VISITS
from ...workflow.events import deadline_of
from ...workflow.language import Label, message
from ..columns import Value, at
from . import case_columns as column
from . import case_facts as of
from .case_columns import CaseColumn, blank, instant, many, number, yes
from .case_facts import Line
from .case_row import Book, Entry, entries
from .layout import Layout
from .words import Words, not_cooperating, telling

BREACH, REPORTED, ASKED = "FirstContactBreachNoted", "NonCooperationReported", "FollowUpRecorded"

FIRST_CONTACTS = Book(
    "first_contacts",
    2,
    ("complaint", "request"),
    blanks={
        "ComplaintRegistered": ("name", "phone", "matter"),
        "RequestLogged": ("name", "phone", "content"),
        **dict.fromkeys(("Dispatched", "RequestDispatched"), ("department",)),
    },
    people={"HandledByReceiver": "handler"},
    marks={
        **dict.fromkeys(("Dispatched", "RequestDispatched"), "passed_on_at"),
        **dict.fromkeys(
            ("ResolvedOnSpot", "CustomerReplied", "InvalidExplained", "MaliciousExplained"),
            "answered_at",
        ),
        **dict.fromkeys(("ComplaintClosed", "RequestClosed"), "closed_at"),
    },
    entries={
        BREACH: ("person", "deadline"),
        REPORTED: ("against", "matter"),
        **dict.fromkeys(VISITS, ()),
        ASKED: ("satisfaction",),
    },
)


def _columns(words: Words) -> tuple[CaseColumn, ...]:
    return (
        column.no(),
        column.first_contact(),
        instant("opened_at", "首问时间", "told first"),
        column.procedure(words),
        blank("customer", "客户", of="name"),
        blank("phone", "联系电话", 14),
        column.text("matter", "事项", _matter, 20),
        column.state(words),
        column.text("handler", "代办人", of.in_person("handler"), 10),
        instant("passed_on_at", "转责任部门时间", "passed on"),
        blank("department", "责任部门"),
        instant("answered_at", "答复时间", "answered", _answered),
        yes("satisfied", "用户满意", _satisfied),
        number("breaches", "未尽责次数", of.times(BREACH)),
        many("breaches_noted", "首问责任未尽", _breaches(words), _breach_told),
        number("reports", "反映不配合次数", of.times(REPORTED)),
        many("non_cooperation", "不配合反映", of.each(REPORTED), not_cooperating),
        *column.deadlines(words),
        yes("seen_through", "责任已尽", lambda line: "closed_at" in line.row["marks"]),
        instant("closed_at", "结案时间", "closed"),
        column.days_open(),
        *column.closing(words),
    )


FIRST_CONTACT_LEDGER = Layout(
    "first-contact",
    Label("首问责任台账", "first-contact ledger"),
    FIRST_CONTACTS,
    _columns,
    short=(
        *("no", "first_contact", "opened_at", "customer", "state", "answered_at"),
        *("breaches", "overdue"),
    ),
)

_breach_told = telling(message("{person}: {deadline} ({at})"))


def _breaches(words: Words) -> of.Of:
    """Read the breaches, their deadlines named as the procedure of the case does."""

    def value(line: Line) -> Value:
        return [_named(words, line, one) for one in entries(line.row, BREACH)]

    return value


def _named(words: Words, line: Line, breach: Entry) -> Mapping[str, object]:
    deadline = deadline_of(str(breach["form"]["deadline"]))
    named = words.deadline(line.row["procedure"], deadline)
    return {**breach, "form": {**breach["form"], "deadline": named}}


def _matter(line: Line) -> Value:
    return of.in_blank("matter")(line) or of.in_blank("content")(line)


def _answered(line: Line) -> datetime | None:
    """Say when the customer had an answer; a talk with him is one."""
    talk = of.last(line, *VISITS, ASKED)
    return at(line.row["marks"].get("answered_at")) or (at(talk["at"]) if talk else None)


def _satisfied(line: Line) -> bool | None:
    """Say what the customer said last."""
    talk = of.last(line, *VISITS, ASKED)
    if talk is None:
        return None
    said = talk["form"].get("satisfaction")
    return talk["event"] == SATISFIED or said == Satisfaction.SATISFIED
