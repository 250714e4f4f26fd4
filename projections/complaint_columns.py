"""The columns of the complaint register: what is read off a row, and when it is late."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from ..domain.choices import Severity
from ..domain.complaint.choices import Channel, Kind, Validity
from ..workflow.actor import person_in
from ..workflow.forms import Choice
from ..workflow.language import Label
from ..workflow.rulebook import Rulebook
from . import written
from .clocks import Timer, due_at, is_late, running
from .columns import Column, Reading, Says, Value, at
from .complaint_rows import ComplaintRow
from .complaint_words import Words

Line = Reading[ComplaintRow]
Of = Callable[[Line], Value]
URGENCY = {"extra": Label("特急", "extra"), "normal": Label("普通", "normal")}


def columns(rulebook: Rulebook) -> tuple[Column[ComplaintRow], ...]:
    """Give the columns, with the names that the pages give to states and deadlines."""
    pages = [page for page in rulebook.editions if page.kind == "complaint"]
    words = Words(pages)
    return (
        Column("no", Label("编号", "no."), lambda line: line.key, width=15),
        _instant("opened_at", "登记时间", "opened", _mark("opened_at")),
        _choice("procedure", "程序", lambda line: line.row["procedure"], words.procedures, 24),
        _choice("channel", "来源", _blank("channel"), _labels(Channel)),
        _text("customer", "客户", _blank("name")),
        _text("phone", "联系电话", _blank("phone"), 14),
        _text("unit_no", "单元号码", _blank("unit_no"), 10),
        _text("matter", "事项", _blank("matter"), 20),
        _text("content", "投诉内容", _blank("content"), 30),
        _choice("severity", "程度", _blank("severity"), _labels(Severity)),
        _choice("urgency", "缓急", _urgency, URGENCY, 8),
        _choice("validity", "有效性", _blank("validity"), _labels(Validity)),
        _choice("kind", "类别", _blank("kind"), _labels(Kind)),
        _choice("state", "状态", lambda line: line.row["state"], words.states, 14),
        _text("first_contact", "首问责任人", lambda line: line.row["first_contact"], 10),
        _text("department", "责任部门", _blank("department")),
        _text("handler", "处理人", _handler, 10),
        _due("due_at", "部门限期", "department due", _work_due),
        _choice("next_deadline", "最近时限", _next_deadline, words.deadlines, 20),
        _due("next_due_at", "最近到期", "next due", _next_due),
        _yes("overdue", "逾期", lambda line: any(_overdue(line))),
        _list("overdue_deadlines", "逾期时限", lambda line: _names(_overdue(line)), words.deadline),
        _yes("missed", "曾逾期", lambda line: any(_missed(line))),
        _list("missed_deadlines", "曾逾期时限", lambda line: _names(_missed(line)), words.deadline),
        _instant("replied_at", "答复时间", "answered", _mark("replied_at")),
        _text("result", "处理结果", _result, 24),
        _instant("planned_visit_at", "计划回访时间", "visit planned", _planned),
        _instant("visited_at", "回访时间", "visited", _visited),
        _yes("satisfied", "满意", _satisfied),
        _text("opinion", "客户意见", _blank("opinion"), 20),
        _list("signatures", "签字", lambda line: line.row["signatures"], words.signed),
        _instant("inspected_at", "效果检查", "effect inspected", _mark("inspected_at")),
        _instant("reviewed_at", "回访审阅", "visit reviewed", _mark("reviewed_at")),
        _text("form_no", "处理表编号", _blank("form_no")),
        _instant("closed_at", "结案时间", "closed", _mark("closed_at")),
        _text("archive_no", "归档号", _blank("archive_no"), 14),
        _text("category", "分类", _blank("category")),
        _yes("vip", "贵宾", lambda line: "vip_at" in line.row["marks"]),
        _instant("admin_hr_at", "转呈行政人事部", "handed to admin-hr", _mark("admin_hr_at")),
        _list("non_cooperation", "不配合反映", _reports, words.not_cooperating),
        _text("earlier_case", "原投诉编号", _blank("earlier_case"), 15),
        _list("corrections", "更正", lambda line: line.row["corrections"], words.struck),
        _list("late_entries", "补录", lambda line: line.row["late"], words.came_late),
        Column("days_open", Label("历时天数", "days open"), _days_open, "number", 8),
        Column("version", Label("版本", "version"), lambda line: line.row["version"], "number", 7),
        _text("parked", "停登原因", lambda line: line.parked or None, 20),
    )


def _text(name: str, zh: str, of: Of, width: int = 12) -> Column[ComplaintRow]:
    return Column(name, Label.of(zh, name), of, "text", width)


def _instant(name: str, zh: str, en: str, of: Of) -> Column[ComplaintRow]:
    return Column(name, Label(zh, en), of, "instant", 16)


def _due(name: str, zh: str, en: str, of: Of) -> Column[ComplaintRow]:
    return Column(name, Label(zh, en), of, "due", 16)


def _yes(name: str, zh: str, of: Of) -> Column[ComplaintRow]:
    return Column(name, Label.of(zh, name), of, "yes", 6)


def _choice(
    name: str, zh: str, of: Of, labels: Mapping[str, Label], width: int = 10
) -> Column[ComplaintRow]:
    return Column(name, Label.of(zh, name), of, "choice", width, labels)


def _list(name: str, zh: str, of: Of, says: Says) -> Column[ComplaintRow]:
    return Column(name, Label.of(zh, name), of, "list", 28, says=says)


def _labels(choices: Iterable[Choice]) -> dict[str, Label]:
    return {str(one): one.label for one in choices}


# ---------------------------------------------------------------- what stands in a column


def _blank(name: str) -> Of:
    def value(line: Line) -> Value:
        found = written.read(line.row["written"], name)
        return None if found is None else str(found)

    return value


def _mark(name: str) -> Of:
    return lambda line: at(line.row["marks"].get(name))


def _urgency(line: Line) -> str:
    return "extra" if "vip_at" in line.row["marks"] else "normal"


def _handler(line: Line) -> str | None:
    found = written.read(line.row["written"], "handler")
    return person_in(str(found)) if found else None


def _result(line: Line) -> Value:
    return _blank("result")(line) or _blank("explanation")(line)


def _planned(line: Line) -> datetime | None:
    return at(written.read(line.row["written"], "planned_at"))


def _visited(line: Line) -> datetime | None:
    visits = line.row["visits"]
    return at(visits[-1]["at"]) if visits else None


def _satisfied(line: Line) -> bool | None:
    visits = line.row["visits"]
    return visits[-1]["satisfied"] if visits else None


def _work_due(line: Line) -> datetime | None:
    found = [due_at(one) for one in line.row["timers"] if one["deadline"] == "work"]
    return found[-1] if found else None


def _nearest(line: Line) -> Timer | None:
    return min(running(line.row["timers"]), key=due_at, default=None)


def _next_deadline(line: Line) -> str | None:
    found = _nearest(line)
    return found["deadline"] if found else None


def _next_due(line: Line) -> datetime | None:
    found = _nearest(line)
    return due_at(found) if found else None


def _overdue(line: Line) -> Iterable[Timer]:
    """Give the deadlines that run and are over at the time of reading."""
    return (one for one in running(line.row["timers"]) if is_late(one, line.now))


def _missed(line: Line) -> Iterable[Timer]:
    """Give every deadline that was not kept, also where the step was taken late."""
    return (one for one in line.row["timers"] if is_late(one, line.now))


def _names(timers: Iterable[Timer]) -> list[str]:
    return list(dict.fromkeys(one["deadline"] for one in timers))


def _reports(line: Line) -> Value:
    return line.row["reports"]


def _days_open(line: Line) -> int | None:
    opened, closed = at(line.row["marks"].get("opened_at")), at(line.row["marks"].get("closed_at"))
    return ((closed or line.now) - opened).days if opened else None
