"""Clauses that no step of a complaint cites, each with the honest reason.

A clause that a step, a rule, a closing requirement or a deadline cites stands in neither
table. BY_DESIGN is kept without being cited; NOT_ENFORCED is not, or not yet.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from ..workflow.language import Label

ATTITUDE: Final = Label("态度和行为，程序看不见", "attitude and conduct, which no program can see")
PURPOSE: Final = Label("目的或要求，没有可执行的步骤", "a purpose or a wish without a step")
BARE: Final = Label("只有标题，没有内容", "a heading without content: there is no rule to keep")
STAFFING: Final = Label("部门分工，由单位安排", "who is in charge is for the office to arrange")
STATISTICS: Final = Label("统计报表，属以后的版本", "statistics, which come with a later release")
SURVEYS: Final = Label("意见调查，属以后的版本", "surveys, which come with a later release")
IMPROVEMENT: Final = Label(
    "改进措施，属以后的版本", "improvements, which come with a later release"
)
INSPECTION: Final = Label(
    "检查评分和计划维护，属以后的版本",
    "inspection, scoring and planned upkeep, which come with a later release",
)
FILES: Final = Label(
    "客户档案，属以后的版本", "the customer file, which comes with a later release"
)
ENQUIRY: Final = Label("咨询，属以后的版本", "enquiries, which come with a later release")
SALES: Final = Label("销售跟单，属以后的版本", "sales orders, which come with a later release")
OUTSOURCING: Final = Label("外包考核，属以后的版本", "contractors, who come with a later release")
CLIENT_VISIT: Final = Label(
    "客户拜访，属以后的版本", "client visits, which come with a later release"
)
GENERIC: Final = Label(
    "通用制度尚未设立，各投诉程序有自己的规定",
    "the generic procedure is not built; each complaint procedure has its own rule",
)
INCIDENT: Final = Label(
    "突发公众事件可登记、上报，如何会同公司由人决定",
    "an incident is registered and reported; how the company joins in is for people to decide",
)
IN_PERSON: Final = Label(
    "重大投诉须上报，部长是否亲自处理不作检查",
    "the report is enforced; whether the head then handles it in person is not",
)

NOT_ENFORCED: Final[Mapping[str, Label]] = MappingProxyType(
    {
        "S000-m-3.1.1..3.2.2": ATTITUDE,
        "S000-m-4": BARE,
        "S000-m-5": BARE,
        "S000-ch3-9": SALES,
        "S000-ch13-1": FILES,
        "S000-ch14-1": ATTITUDE,
        "S000-ch14-2": ATTITUDE,
        "S000-p3-13": STATISTICS,
        "S001-t1-8": INSPECTION,
        "S001-t1-13": ENQUIRY,
        "S001-ch1-1": STAFFING,
        "S001-ch1-2": INCIDENT,
        "S001-ch3.1-4": STATISTICS,
        "S001-ch3.1-9": IN_PERSON,
        "S001-ch3.4-1": STAFFING,
        "S001-ch3.4-2": STATISTICS,
        "S001-ch3.4-3": STAFFING,
        "S001-ch4-9": STATISTICS,
        "S001-ch4-10": STATISTICS,
        "S001-ch4-11": IMPROVEMENT,
        "S002-d02-1": GENERIC,
        "S002-d03-4": GENERIC,
        "S002-d04-2.1": GENERIC,
        "S002-d05-3": GENERIC,
        "S002-d06-3": GENERIC,
        "S002-d10-3": GENERIC,
        "S002-d13-6.1": BARE,
        "S002-d13-6.2.1..6.2.4": BARE,
        "S002-d13-6.3": BARE,
        "S002-d14-1.2": GENERIC,
        "S002-d14-2.3": GENERIC,
        "S002-d15-3": GENERIC,
        "S002-d15-5.3": GENERIC,
        "S002-d15-5.4": GENERIC,
        "S002-d16-3.1-general": GENERIC,
        "S002-d16-3.1-urgent": GENERIC,
        "S002-d20-1..7": STATISTICS,
        "S002-d21-2.2.4": CLIENT_VISIT,
        "S003-1": PURPOSE,
        "S003-2.2": ATTITUDE,
        "S003-3.1": ATTITUDE,
        "S004-p0-1": PURPOSE,
        "S004-p0-2": STATISTICS,
        "S004-p0-4": PURPOSE,
        "S004-p0-5": STATISTICS,
        "S004-p6-1": PURPOSE,
        "S004-p6-5.1": ATTITUDE,
        "S004-p6-5.2": INSPECTION,
        "S004-p6-5.3": SURVEYS,
        "S004-p6-6.3": ATTITUDE,
        "S004-p6-7.3": STATISTICS,
        "S004-p7-duty-3": ATTITUDE,
        "S004-p7-duty-4": ATTITUDE,
        "S004-p7-first-5.1": ATTITUDE,
        "S004-p7-first-5.2": ATTITUDE,
        "S004-p7-first-5.4": ATTITUDE,
        "S004-p7-visit-1b": STATISTICS,
        "S004-p8-5.4": OUTSOURCING,
        "S004-p9-4b": STATISTICS,
    }
)

BY_DESIGN: Final[Mapping[str, Label]] = MappingProxyType(
    {
        "S000-p3-16": Label("定期回访先有计划", "a periodic visit begins with its plan"),
        "S001-ch2-1a": Label("日志只增不改", "the log only grows: no record is ever changed"),
        "S004-p6-2.1": Label(
            "登记、核实、派单只由客服办理",
            "only customer service may register, verify and dispatch",
        ),
        "S004-p6-7.1": Label("栏目就是各步骤的填写项", "its columns are the blanks of the steps"),
        "S004-p6-7.2": Label("栏目就是回访的填写项", "its columns are the blanks of the visit"),
    }
)
