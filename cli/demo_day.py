"""The day that `huiyin demo` plays, told in scenes."""

from __future__ import annotations

from ..workflow.language import Label
from .demo_acts import Do, Scene, Tick, Why, at, later
from .demo_morning import MORNING

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
