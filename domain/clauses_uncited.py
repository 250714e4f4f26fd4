"""Clauses that no page cites, each with the honest reason.

A clause that a step, a rule, a closing requirement or a deadline cites stands in no table here.
BY_DESIGN is kept without being cited, IN_REPORTS by a report that is given; NOT_ENFORCED is
not, or not yet.
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
MEASURED: Final = Label(
    "报表提供数据，由人分析运用", "reports give the figures; what follows from them is for people"
)
SURVEYS: Final = Label("意见调查，属以后的版本", "surveys, which come with a later release")
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
    "通用制度尚未设立，各程序有自己的规定",
    "the generic procedure is not built; each procedure has its own rule",
)
INCIDENT: Final = Label(
    "突发公众事件可登记、上报，如何会同公司由人决定",
    "an incident is registered and reported; how the company joins in is for people to decide",
)
IN_PERSON: Final = Label(
    "重大投诉须上报，部长是否亲自处理不作检查",
    "the report is enforced; whether the head then handles it in person is not",
)

CLOSING_TIME: Final = Label(
    "珠宝店未设交接班程序，传真可列入清点物品",
    "the jewellery house hands no shifts over here; the fax may be listed as an item to count",
)

NOT_ENFORCED: Final[Mapping[str, Label]] = MappingProxyType(
    {
        "S000-m-3.1.1..3.2.2": ATTITUDE,
        "S000-m-4": BARE,
        "S000-m-5": BARE,
        "S000-ch1-13": CLOSING_TIME,
        "S000-ch3-9": SALES,
        "S000-ch13-1": FILES,
        "S000-ch13-6": FILES,
        "S000-ch14-1": ATTITUDE,
        "S000-ch14-2": ATTITUDE,
        "S001-t1-8": INSPECTION,
        "S001-t1-13": ENQUIRY,
        "S001-ch1-1": STAFFING,
        "S001-ch1-2": INCIDENT,
        "S001-ch3.1-4": MEASURED,
        "S001-ch3.1-9": IN_PERSON,
        "S001-ch3.4-1": STAFFING,
        "S001-ch3.4-3": STAFFING,
        "S001-ch3.4-8": STAFFING,
        "S002-d02-1": GENERIC,
        "S002-d03-4": GENERIC,
        "S002-d04-2.1": GENERIC,
        "S002-d04-2.4": GENERIC,
        "S002-d04-2.5": GENERIC,
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
        "S002-d20-1..7": MEASURED,
        "S002-d21-2.2.4": CLIENT_VISIT,
        "S003-1": PURPOSE,
        "S003-2.2": ATTITUDE,
        "S003-3.1": ATTITUDE,
        "S004-p0-1": PURPOSE,
        "S004-p0-2": MEASURED,
        "S004-p0-4": PURPOSE,
        "S004-p0-5": MEASURED,
        "S004-p6-1": PURPOSE,
        "S004-p6-5.1": ATTITUDE,
        "S004-p6-5.2": INSPECTION,
        "S004-p6-5.3": SURVEYS,
        "S004-p6-6.3": ATTITUDE,
        "S004-p7-duty-3": ATTITUDE,
        "S004-p7-duty-4": ATTITUDE,
        "S004-p7-first-5.1": ATTITUDE,
        "S004-p7-first-5.2": ATTITUDE,
        "S004-p7-first-5.4": ATTITUDE,
        "S004-p8-5.4": OUTSOURCING,
    }
)

IN_REPORTS: Final[Mapping[str, Label]] = MappingProxyType(
    {
        "S000-p3-13": Label(
            "满意率报表按95%考核", "the report on satisfaction sets it against 95 %"
        ),
        "S001-ch3.4-2": Label("每月投诉情况分析", "the monthly analysis of complaints"),
        "S001-ch4-9": Label("每月投诉情况分析", "the monthly analysis of complaints"),
        "S001-ch4-10": Label("季度、年度投诉总结", "the summaries of the quarter and of the year"),
        "S001-ch4-11": Label(
            "季度、年度总结留有改进建议栏", "the summaries have room for what is proposed"
        ),
        "S004-p6-7.3": Label("每月投诉情况分析", "the monthly analysis of complaints"),
        "S004-p7-visit-1b": Label("报修回访月报", "the month's report on calls after repairs"),
        "S004-p9-4b": Label("回访客户月统计表", "the month's statistics of visits"),
    }
)

BY_DESIGN: Final[Mapping[str, Label]] = MappingProxyType(
    {
        **IN_REPORTS,
        "S000-p3-16": Label("定期回访先有计划", "a periodic visit begins with its plan"),
        "S001-ch2-1a": Label("日志只增不改", "the log only grows: no record is ever changed"),
        "S001-ch3.2-7": Label(
            "人人可登记报修，前台和大堂巡视员也在内",
            "anybody may log a repair, the front desk and the lobby inspector too",
        ),
        "S004-p6-2.1": Label(
            "登记、核实、派单只由客服办理",
            "only customer service may register, verify and dispatch",
        ),
        "S004-p6-7.1": Label("栏目就是各步骤的填写项", "its columns are the blanks of the steps"),
        "S004-p6-7.2": Label("栏目就是回访的填写项", "its columns are the blanks of the visit"),
    }
)
