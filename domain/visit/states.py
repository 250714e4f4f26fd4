"""The states of a visit; where it ends is for the page to say."""

from __future__ import annotations

from ...workflow.language import Label
from ...workflow.states import State, state

PLANNED = state("planned", "已计划")
CONDUCTED = state("conducted", "已回访")
SOLVED_AT_ONCE = state("solved_at_once", "当场解决")
NEXT_FIXED = State("next_fixed", Label("已约下次", "next visit fixed"))
RECORDED = state("recorded", "已记录")
LAST_RECORDED = state("recorded", "已记录", terminal=True)
REVIEWED = state("reviewed", "已审阅", terminal=True)
