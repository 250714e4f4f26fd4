"""Paper of a shift: the duty log, the handover record, the note of leave (S004-p7, S001-ch3.2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import cast

from pydantic import JsonValue

from ...workflow.language import Label
from . import open_cases
from .paper import NUMBERS, Fields, Paper, column, field, fields, lines, place, signatures
from .record import Line, Record
from .rows import each, listed, numbered, or_empty, rounds
from .sources import found, of_case, part, ticked, together, when, who, written

CENTRE, CITY = ("shift/service_centre",), ("shift/trading_city",)
ROSTERED, STARTED, ENDED = "ShiftRostered", "ShiftStarted", "ShiftHandedOver"
LOGGED, ROW_FILLED, MAJOR_TOLD = "DutyLogged", "DutyEntryFilled", "MajorReported"
PREPARED, ARRIVED, COUNTED = "HandoverPrepared", "IncomingArrived", "ItemsCounted"
EXPLAINED, BRIEFED, READ = "DiscrepancyRecorded", "UnfinishedExplained", "LogRead"
REFUSED, REMEDIED, OVERRULED = "HandoverRefused", "RefusalRemedied", "MajorRepairOverruled"
LEAVE, APPROVED, DENIED = "AbsenceRequested", "AbsenceApproved", "AbsenceDenied"
SUBSTITUTE, LEFT, BACK = "SubstituteOnDuty", "PostLeft", "DutyResumed"
DESERTED = "PostDeserted"


def _shift() -> Fields:
    return fields(
        field("班次", "shift from", of_case(written("starts_at", ROSTERED))),
        field("班次止", "to", of_case(written("ends_at", ROSTERED))),
        field("值班人", "person on duty", of_case(written("duty_person", ROSTERED))),
        field("上岗时间", "began", of_case(when(STARTED))),
        field("上一班", "shift before", of_case(written("follows", ROSTERED))),
        field("特殊情况或节假日", "special day", of_case(ticked("special_day", ROSTERED))),
        field("带班领导", "manager on duty", of_case(written("manager", ROSTERED))),
        field("级别", "rank", of_case(written("manager_rank", ROSTERED))),
    )


DUTY_LOG = Paper(
    "duty-log",
    Label("值班记录", "duty log"),
    ("S004-p7-duty-2", "S004-p7-handover-2", "S004-p7-handover-5"),
    of=CENTRE,
    parts=(
        _shift(),
        lines(
            numbered(LOGGED, ROW_FILLED, MAJOR_TOLD),
            NUMBERS,
            column("时间", "time", when(LOGGED)),
            column("事项", "matter", written("matter", LOGGED), style="wide"),
            column(
                "处理", "action", together(written("action", LOGGED), written("action", ROW_FILLED))
            ),
            column("重大", "major?", ticked("major", LOGGED), style="slim"),
            column(
                "报告何人",
                "reported to",
                together(written("recipient", MAJOR_TOLD), when(MAJOR_TOLD)),
            ),
            column("记录人", "by", who(LOGGED)),
            title=Label("值班情况", "what happened"),
            least=8,
        ),
        lines(
            each("DutyInspected"),
            column("时间", "time", when()),
            column("主任检查情况", "director's finding", written("finding"), style="wide"),
            column("处理", "dealt with", written("handled")),
            column("检查人", "by", who()),
            title=Label("主任抽查", "director's inspections"),
            least=1,
        ),
        signatures(place("sign-handover")),
    ),
)


# ---------------------------------------------------------------- the handover record


def _open_cases(record: Record) -> Sequence[Record]:
    """Give a row for each case that the desk found open at the last briefing."""
    entry = record.last(BRIEFED)
    found_open = entry.event.form.get("open_cases") if entry else None
    if entry is None or not isinstance(found_open, list):
        return ()
    cases = cast("list[Mapping[str, JsonValue]]", found_open)
    return [
        replace(record.only([entry], n), line=Line(open_cases.PARTS, one, entry))
        for n, one in enumerate(cases, 1)
    ]


def _handover() -> Fields:
    return fields(
        field("交班人", "outgoing", of_case(written("duty_person", ROSTERED))),
        field("接班人", "incoming", who(ARRIVED)),
        field("准备交班时间", "prepared at", when(PREPARED)),
        field("接班人到岗时间", "incoming arrived at", when(ARRIVED)),
        field("物品归位", "things in order", ticked("items_in_order", PREPARED)),
        field("桌椅卫生整洁", "clean", ticked("clean", PREPARED)),
        field(
            "交接班记录",
            "what is handed over",
            written("record", "HandoverRecordFilled"),
            tall=True,
        ),
        field("阅读值班记录", "log read by", who(READ)),
        field("接班时间", "taken over at", when(ENDED)),
        field("擅离职守", "post deserted", written("finding", DESERTED), wide=True),
    )


REFUSALS = lines(
    rounds(REFUSED),
    column("时间", "time", when(REFUSED)),
    column("拒接理由", "refusal ground", ticked("grounds", REFUSED)),
    column("说明", "remark", written("remark", REFUSED)),
    column("整改情况", "remedied", written("remedies", REMEDIED), style="wide"),
    column("拒接人", "refused by", who(REFUSED)),
    title=Label("四不接", "refusals to take over"),
    least=1,
)

HANDOVER_RECORD = Paper(
    "handover-record",
    Label("交接班记录", "handover record"),
    (
        "S004-p7-handover-1",
        "S004-p7-handover-2",
        "S004-p7-handover-3a",
        "S004-p7-handover-3b",
        "S004-p7-handover-4",
        "S004-p7-handover-5",
        "S004-p7-handover-6",
    ),
    of=CENTRE,
    parts=(
        _shift(),
        _handover(),
        lines(
            listed("items", COUNTED),
            NUMBERS,
            column("物品", "item", part("item")),
            column("状况", "condition", part("condition")),
            column("备注", "note", part("note")),
            title=Label("物品清点", "items counted"),
            least=3,
        ),
        fields(
            field(
                "损坏或缺失的说明",
                "explanation of damage or loss",
                written("explanation", EXPLAINED),
                wide=True,
            ),
        ),
        lines(
            listed("unfinished", BRIEFED),
            NUMBERS,
            column("未完事项", "unfinished matter", part("matter"), style="wide"),
            column("编号", "case", part("case")),
            column("重大维修", "major repair", part("major_repair")),
            title=Label("未完事项", "unfinished matters"),
            least=3,
        ),
        lines(
            _open_cases,
            column("案件", "case", part("case")),
            column("状态", "state", found(open_cases.state)),
            column("重要", "mark", found(open_cases.mark)),
            column("承诺时间", "promised", found(open_cases.promises), style="wide"),
            title=Label("系统列出的未结案件", "open cases found by the desk"),
            least=1,
        ),
        fields(
            field(
                "书面决定移交重大维修",
                "major repairs handed on by decision",
                written("reason", OVERRULED),
                wide=True,
            ),
            field("决定人", "decided by", who(OVERRULED)),
            field("决定时间", "decided at", when(OVERRULED)),
        ),
        REFUSALS,
        signatures(place("sign-handover"), place("sign-discrepancy", "差异说明", "discrepancy")),
    ),
)

HANDOVER_SHEET = Paper(
    "handover-record",
    Label("交接班记录表", "handover record sheet"),
    ("S001-ch3.2-10a", "S001-ch3.2-10b"),
    of=CITY,
    parts=(_shift(), _handover(), signatures(place("sign-handover"))),
)

LEAVE_NOTE = Paper(
    "leave-note",
    Label("外出请假", "leave note"),
    ("S004-p7-duty-5",),
    of=CENTRE,
    sheets=or_empty(rounds(LEAVE)),
    parts=(
        fields(
            field("请假人", "person", who(LEAVE)),
            field("请假时间", "asked at", when(LEAVE)),
            field("外出事由", "reason", written("reason", LEAVE), tall=True),
            field("离岗时间", "from", when(LEFT)),
            field("回岗时间", "to", when(BACK)),
            field("替班人", "substitute", written("substitute", LEAVE)),
            field("替班人到岗", "substitute arrived", when(SUBSTITUTE)),
            field("不准的理由", "why denied", written("reason", DENIED), wide=True),
        ),
        signatures(
            place("approve-absence", "主任批准", "director"),
            place("arrive-as-substitute", "替班人", "substitute"),
        ),
    ),
)
