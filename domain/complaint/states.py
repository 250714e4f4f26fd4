"""The states of a complaint that its pages share."""

from __future__ import annotations

from ...workflow.language import Label
from ...workflow.states import State, state

REGISTERED = state("registered", "已登记")
WITH_OFFICE = State("with_office", Label("已转管理处", "with the management office"))
VERIFIED = state("verified", "已核实")
ESCALATED = State("escalated", Label("已上报", "reported up"))
MEASURES_SET = state("measures_set", "已定措施")
RULED = state("ruled", "已裁决")
DISPATCHED = State("dispatched", Label("已派责任部门", "with the department"))
ACCEPTED = State("accepted", Label("部门已登记", "recorded by the department"))
PLAN_SUBMITTED = state("plan_submitted", "已提处理方案")
IN_PROGRESS = state("in_progress", "处理中")
WAITING_THIRD_PARTY = State("waiting_third_party", Label("待外单位", "waiting for a third party"))
RESULT_REPORTED = state("result_reported", "结果已反馈")
REPLIED = State("replied", Label("已答复客户", "customer answered"))
REWORK = state("rework", "限期整改")
FOLLOWED_UP = state("followed_up", "已回访")
EXPLAINED = state("explained", "已解释")
CLOSED = state("closed", "已结案", terminal=True)
ARCHIVED = state("archived", "已归档", terminal=True)
