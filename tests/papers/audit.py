"""The audit of a sample of cases, written down once more."""

from huiyin.workflow.desk import Desk
from papers.paper import Paper, line, take
from spec import at

MALL = {"name": "何静", "phone": "137", "matter": "收银排队", "content": "等了半小时"}
ONE, OTHER = "C-2026-000001", "C-2026-000002"
NOT_OWN = "lu:auditor"


def complain(desk: Desk, when: str) -> str:
    """Take in a complaint and have it handled on the same day; give its number."""
    form = {**MALL, "channel": "web", "severity": "general"}
    number = desk.open("complaint/mall", "wang:receptionist", at=at(when), form=form).case
    desk.perform(number, "handle-directly", "wang:receptionist", at=at(when))
    return number


def office(desk: Desk) -> None:
    complain(desk, "2026-03-02 07:00")
    complain(desk, "2026-03-02 07:10")


PAPER = Paper(
    "audit/office",
    line(
        "open-audit",
        "→ opened",
        "auditor",
        "cases seed position [scope]",
        "S004-p7-visit-6 S004-p7-duty-6",
    ),
    line(
        "record-finding",
        "opened examining → examining",
        "auditor",
        "about clause severity finding department due_at [version]",
        "S004-p7-visit-6 S001-t2-16",
    ),
    line(
        "record-nothing-found",
        "opened examining → examining",
        "auditor",
        "about [remark]",
        "S004-p7-visit-6 S001-t2-16",
    ),
    line(
        "answer-finding",
        "examining",
        "dept_head dept_manager cs_manager director section_manager sales_manager",
        "row answer",
        "S004-p7-visit-4 S000-m-3.1.7b",
    ),
    line("accept-answer", "examining", "auditor", "row [remark]", "S004-p7-visit-4"),
    line("follow-up-finding", "examining", "auditor", "row remark due_at", "S004-p7-visit-4"),
    line(
        "close-audit",
        "examining → closed",
        "auditor",
        "conclusion",
        "S004-p7-visit-6 S000-m-3.1.7b",
    ),
    people={
        "auditor": NOT_OWN,
        "dept_head": "sun:dept_head@工程部",
        "dept_manager": "deng:dept_manager@工程部",
        "cs_manager": "zhao:cs_manager@工程部",
        "director": "cui:director@工程部",
        "section_manager": "yan:section_manager@工程部",
        "sales_manager": "tan:sales_manager@工程部",
    },
    words={
        "cases": [ONE, OTHER],
        "position": 4,
        "about": ONE,
        "clause": "S000-m-3.1.7b",
        "severity": "minor",
        "row": 1,
    },
    paths={
        "S000-m-3.1.7b nothing found": (
            "open-audit record-nothing-found",
            take("record-nothing-found", about=OTHER),
            "close-audit",
        ),
        "S004-p7-visit-4 found, answered, followed up": (
            "open-audit record-finding",
            take("record-nothing-found", about=OTHER),
            "answer-finding follow-up-finding answer-finding accept-answer close-audit",
        ),
    },
    office=office,
)
