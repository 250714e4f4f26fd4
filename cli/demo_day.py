"""The day that `huiyin demo` plays: Monday 2 March 2026, told in scenes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from ..workflow.calendars import SHANGHAI
from ..workflow.language import Label

Form = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Open:
    """A case is opened and called by an alias."""

    time: str
    alias: str
    procedure: str
    who: str
    form: Form


@dataclass(frozen=True, slots=True)
class Do:
    """A step is taken on the case of an alias, or refused if that is what the scene shows."""

    time: str
    alias: str
    step: str
    who: str
    form: Form = field(default_factory=dict)
    reason: str = ""
    is_refused: bool = False


@dataclass(frozen=True, slots=True)
class Why:
    """Somebody asks why a step may not be taken, and what may."""

    time: str
    alias: str
    step: str
    who: str


@dataclass(frozen=True, slots=True)
class Tick:
    """The clock looks for what has lapsed."""

    time: str


Act = Open | Do | Why | Tick


@dataclass(frozen=True, slots=True)
class Scene:
    """A heading, and what happens under it."""

    title: Label
    acts: tuple[Act, ...]


def at(time: str) -> datetime:
    """Give the instant of a time of the day."""
    return datetime.fromisoformat(f"2026-03-02T{time}").replace(tzinfo=SHANGHAI)


def later(time: str) -> str:
    """Write an instant of the day as a form holds it."""
    return at(time).isoformat()


MORNING = Scene(
    Label("早上:各处来的投诉", "The morning: complaints come in"),
    (
        Open(
            "08:50",
            "leak",
            "complaint/property",
            "wang:receptionist",
            {
                "name": "周敏",
                "phone": "13900020001",
                "unit_no": "3-1202",
                "matter": "水管漏水",
                "content": "厨房下水管漏水两天,橱柜受潮",
                "channel": "phone",
                "severity": "general",
                "apology_made": True,
            },
        ),
        Open(
            "09:00",
            "lift",
            "complaint/service_centre",
            "sun:cs_staff",
            {
                "name": "钱东",
                "phone": "13900020002",
                "matter": "电梯困人",
                "content": "二号电梯困人二十分钟,无人应答",
                "channel": "visit",
                "severity": "serious",
            },
        ),
        Open(
            "09:10",
            "ring",
            "complaint/jewellery",
            "lin:order_clerk",
            {
                "name": "安琪",
                "phone": "13500050001",
                "matter": "镶口松动",
                "content": "戴一周镶口松动",
                "channel": "visit",
                "severity": "general",
            },
        ),
        Open(
            "09:15",
            "sign",
            "complaint/trading_city",
            "li:cs_staff",
            {
                "name": "陶然",
                "phone": "13600040002",
                "matter": "指示牌",
                "content": "找不到三区电梯,建议加指示牌",
                "channel": "visit",
                "severity": "general",
                "kind": "suggestion",
            },
        ),
        Open(
            "09:20",
            "queue",
            "complaint/mall",
            "wang:receptionist",
            {
                "name": "何静",
                "phone": "13700030001",
                "matter": "收银排队",
                "content": "周末只开一个收银台,等了半小时",
                "channel": "web",
                "severity": "general",
                "kind": "criticism",
            },
        ),
        Open(
            "09:25",
            "area",
            "complaint/realty",
            "li:cs_staff",
            {
                "name": "郑强",
                "phone": "13800010007",
                "unit_no": "5-0901",
                "office_handled": False,
                "matter": "面积误差",
                "content": "认为交付面积少两平方米",
                "channel": "letter",
                "severity": "general",
            },
        ),
    ),
)
LEAK = Scene(
    Label("一件投诉走完全程", "One complaint goes its whole way"),
    (
        Do(
            "09:30",
            "leak",
            "verify",
            "li:cs_staff",
            {
                "findings": "接头老化漏水,情况属实",
                "validity": "valid",
                "severity": "general",
                "department": "维修部",
                "object": "公共下水管",
            },
        ),
        Do(
            "09:40",
            "leak",
            "dispatch",
            "li:cs_staff",
            {"department": "维修部", "due_at": later("15:00:00")},
        ),
        Do("09:50", "leak", "start-work", "qian:dept_staff@保洁部", is_refused=True),
        Do("10:00", "leak", "start-work", "qian:dept_staff@维修部"),
        Do(
            "13:40",
            "leak",
            "report-result",
            "qian:dept_staff@维修部",
            {"result": "更换下水接头,试水无渗漏"},
        ),
        Do("13:50", "leak", "close", "li:cs_staff", is_refused=True),
        Why("13:51", "leak", "close", "li:cs_staff"),
        Do(
            "14:00",
            "leak",
            "arrange-visit",
            "he:cs_assistant",
            {"planned_at": later("16:00:00"), "contact_mode": "phone"},
        ),
        Do("14:30", "leak", "sign-result", "zhao:dept_head@维修部"),
        Do("15:00", "leak", "inspect-effect", "chen:cs_manager", {"verdict": "现场查看,已修好"}),
        Do(
            "16:00",
            "leak",
            "record-satisfied-visit",
            "he:cs_assistant",
            {"contact_mode": "phone", "opinion": "满意,师傅很细心"},
        ),
        Do("16:20", "leak", "review-visit", "gao:dept_manager", {"remarks": "已阅"}),
        Do("16:30", "leak", "close", "li:cs_staff"),
        Do("17:00", "leak", "archive", "tang:records_assistant", {"archive_no": "WY-2026-031"}),
    ),
)
LIFT = Scene(
    Label(
        "严重投诉半小时内未上报,时钟记下",
        "A serious one is not reported in time: the clock notes it",
    ),
    (
        Tick("17:01"),
        Do("17:05", "lift", "dispatch", "sun:cs_staff", {"department": "工程部"}, is_refused=True),
        Do(
            "17:06",
            "lift",
            "escalate",
            "sun:cs_staff",
            {"recipients": ["director"], "report": "电梯困人,已报修"},
        ),
        Do(
            "17:10",
            "lift",
            "dispatch",
            "sun:cs_staff",
            {"department": "工程部", "due_at": "2026-03-03T12:00:00+08:00"},
        ),
    ),
)
OTHERS = Scene(
    Label("其余各件", "The others"),
    (
        Do("17:12", "ring", "handle-directly", "lin:order_clerk"),
        Do(
            "17:15",
            "ring",
            "reply",
            "lin:order_clerk",
            {"contact_mode": "in_person", "process": "送维修间加固", "result": "当面试戴合格"},
        ),
        Do(
            "17:18",
            "ring",
            "complete-form",
            "lin:order_clerk",
            {"process": "镶口加固", "result": "顾客满意"},
        ),
        Do("17:20", "ring", "close", "lin:order_clerk"),
        Do("17:22", "sign", "dispatch", "li:cs_staff", {"department": "工程部"}),
        Do("17:25", "queue", "handle-directly", "wang:receptionist"),
        Do(
            "17:28",
            "queue",
            "reply",
            "wang:receptionist",
            {"contact_mode": "phone", "process": "查排班", "result": "周末增开两个收银台"},
        ),
        Do("17:30", "queue", "close", "wang:receptionist"),
        Do(
            "17:35",
            "area",
            "redirect-to-office",
            "li:cs_staff",
            {"consent": True, "office": "东区管理处", "tracking_at": "2026-03-05T18:00:00+08:00"},
        ),
    ),
)
CORRECTION = Scene(
    Label(
        "电话记错了:红冲更正,原记录还在",
        "A wrong number: corrected by a counter-entry, nothing is erased",
    ),
    (
        Do(
            "17:45",
            "lift",
            "correct-entry",
            "chen:cs_manager",
            {"version": 1, "now": {"phone": "13900020022"}, "approved_by": "fang"},
            reason="电话记错一位",
        ),
    ),
)
SCENES = (MORNING, LEAK, LIFT, OTHERS, CORRECTION)
EVENING = at("18:00")
