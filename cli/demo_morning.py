"""The morning of the demo: a complaint comes in under each procedure."""

from __future__ import annotations

from ..workflow.language import Label
from .demo_acts import Open, Scene

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
