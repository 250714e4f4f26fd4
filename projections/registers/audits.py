"""The register of audits 稽核登记簿: one line an audit, and how far its sample is examined."""

from __future__ import annotations

from ...domain.audit.answering import ACCEPTED
from ...domain.audit.choices import Gravity
from ...workflow.language import Label, message
from ..columns import labels_of
from . import case_columns as column
from . import case_facts as of
from .case_columns import CaseColumn, blank, instant, many, number
from .case_facts import Line
from .case_row import Book, CaseRow, Entry, entries
from .layout import Layout
from .words import Words, telling

FOUND, SOUND = "AuditFindingRecorded", "NothingFoundRecorded"
ANSWERED, JUDGED, ASKED = "AuditFindingAnswered", "AuditAnswerAccepted", "AuditFollowUpAsked"

AUDITS = Book(
    "audit_register",
    1,
    ("audit",),
    blanks={
        "AuditOpened": ("seed", "position", "size", "scope", "cases"),
        "AuditClosed": ("conclusion",),
    },
    people={"AuditOpened": "opened_by"},
    marks={"AuditOpened": "opened_at", "AuditClosed": "closed_at"},
    entries={
        FOUND: ("about", "version", "clause", "severity", "finding", "department", "due_at"),
        SOUND: ("about", "remark"),
        ANSWERED: ("row", "answer"),
        JUDGED: ("row", "remark"),
        ASKED: ("row", "remark", "due_at"),
    },
)


def settled(row: CaseRow) -> frozenset[int]:
    """Give the numbers of the findings whose answer was accepted."""
    return frozenset(n for n, (state, _) in answers(row).items() if state == ACCEPTED)


def answers(row: CaseRow) -> dict[int, tuple[str, Entry]]:
    """Give for each finding that was answered how its answer stands, and the entry that says so."""
    becomes = {ANSWERED: "answered", JUDGED: ACCEPTED, ASKED: "open"}
    found: dict[int, tuple[str, Entry]] = {}
    for entry in entries(row, *becomes):
        number = entry["form"]["row"]
        if isinstance(number, int):
            found[number] = becomes[entry["event"]], entry
    return found


def _columns(words: Words) -> tuple[CaseColumn, ...]:
    return (
        column.no(),
        instant("opened_at", "开始时间", "opened"),
        column.state(words),
        column.text("opened_by", "稽核人", of.in_person("opened_by"), 10),
        blank("seed", "随机种子"),
        blank("position", "日志序号", 8),
        blank("scope", "抽样范围", 24),
        number("sample_size", "样本数", _size),
        many("cases", "抽中案件", of.in_list("cases")),
        number("examined", "已检查数", _examined),
        number("in_order", "未发现问题数", of.times(SOUND)),
        number("findings", "问题数", of.times(FOUND)),
        number("open_findings", "未了结问题数", _open),
        many("found", "发现的问题", of.each(FOUND), _finding_told),
        many("answers", "整改答复", of.each(ANSWERED), _answer_told),
        *column.deadlines(words),
        blank("conclusion", "稽核结论", 24),
        instant("closed_at", "结案时间", "closed"),
        *column.closing(words),
    )


AUDIT_REGISTER = Layout(
    "audits",
    Label("稽核登记簿", "register of audits"),
    AUDITS,
    _columns,
    short=(
        *("no", "opened_at", "state", "opened_by", "sample_size", "examined", "findings"),
        *("open_findings", "next_due_at", "overdue"),
    ),
)

_finding_told = telling(
    message("{about}: {finding} ({clause}, {severity}; {department})"),
    severity=labels_of(Gravity),
)
_answer_told = telling(message("no. {row}: {answer} ({by}, {at})"))


def _size(line: Line) -> int:
    cases = of.in_list("cases")(line)
    return len(cases) if isinstance(cases, list) else 0


def _examined(line: Line) -> int:
    return len({str(one["form"]["about"]) for one in entries(line.row, FOUND, SOUND)})


def _open(line: Line) -> int:
    return len(entries(line.row, FOUND)) - len(settled(line.row))
