"""The states of a consignment."""

from __future__ import annotations

from ...workflow.language import Label
from ...workflow.states import State, state

OFFERED = state("offered", "客户提出代销")
COUNTED = state("counted", "已核对")
LISTED = state("listed", "已打清单")
LABELLED = state("labelled", "已贴编号")
REPORTED = State("reported", Label("已报客户(不在场)", "reported to the absent customer"))
AGREED = state("agreed", "已签字认可")
ON_SALE = state("on_sale", "代销中")
SETTLING = state("settling", "结算中")
CLOSED = state("closed", "已结案", terminal=True)
DECLINED = state("declined", "客户不同意", terminal=True)
