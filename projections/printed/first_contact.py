"""Paper of the first-contact person: what is told to the manager in charge (S004-p7-first-4)."""

from __future__ import annotations

from ...workflow.language import Label
from .complaint_words import REGISTERED, case_number
from .paper import Paper, field, fields, place, signatures
from .record import Record
from .rows import each, or_empty
from .sources import found, of_case, when, written

REPORTED = "NonCooperationReported"


def _first_contact(record: Record) -> str:
    return record.case.first_contact


NON_COOPERATION = Paper(
    "non-cooperation",
    Label("不配合投诉", "complaint about not cooperating"),
    ("S004-p7-first-4",),
    of=("complaint/service_centre", "request/service_centre"),
    sheets=or_empty(each(REPORTED)),
    parts=(
        fields(
            field("编号", "case", case_number()),
            field("日期", "date", when(REPORTED)),
            field("首问责任人", "first-contact person", found(_first_contact)),
            field("客户姓名", "customer", of_case(written("name", REGISTERED, "RequestLogged"))),
            field(
                "不配合的部门或个人",
                "department or person",
                written("against", REPORTED),
                wide=True,
            ),
            field("事项", "matter", written("matter", REPORTED), tall=True),
        ),
        signatures(place("report-non-cooperation", "首问责任人", "first-contact person")),
    ),
)
