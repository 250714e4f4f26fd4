"""The states of a repair."""

from __future__ import annotations

from ...workflow.language import Label
from ...workflow.states import State, state

PRESENTED = state("presented", "送修待收")
REFUSED = State("refused", Label("拒收(泰银)", "refused (Thai silver)"), terminal=True)
RECEIVED = state("received", "已收件")
ASSESSED = state("assessed", "已判定")
IN_HOUSE = State("in_house", Label("自修中", "in the own workshop"))
REPAIRED = state("repaired", "已修好")
CUSTOMER_INFORMED = state("customer_informed", "已告知客户")
SLIPPED = State("slipped", Label("已登交接单", "on the handover sheet"))
HANDED_OVER = State("handed_over", Label("已交带修人", "with the repair courier"))
BROUGHT_BACK = state("brought_back", "已带回")
SORTED = state("sorted", "已分类")
CUSTOMER_CALLED = state("customer_called", "已通知客户")
SHIPPED = state("shipped", "已发货")
RETURNED_UNREPAIRED = state("returned_unrepaired", "未修退回", terminal=True)
CLOSED = state("closed", "已结案", terminal=True)
