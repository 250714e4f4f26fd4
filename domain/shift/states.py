"""The states of a shift."""

from __future__ import annotations

from ...workflow.language import Label
from ...workflow.states import State, state

ROSTERED = state("rostered", "已排班")
ON_DUTY = state("on_duty", "值班中")
ABSENCE_REQUESTED = State("absence_requested", Label("已请假(未离岗)", "leave asked, at the post"))
ABSENT_COVERED = State("absent_covered", Label("已离岗(有人替班)", "absent, covered"))
PREPARING = state("preparing", "准备交班")
INCOMING_PRESENT = State("incoming_present", Label("接班人已到岗", "successor present"))
CHECKING = State("checking", Label("已清点", "items counted"))
DISCREPANCY_RECORDED = State("discrepancy_recorded", Label("差异已说明", "discrepancy explained"))
BRIEFED = state("briefed", "已交代")
REFUSED = state("refused", "拒接")
HANDED_OVER = state("handed_over", "已交接", terminal=True)
DESERTED = state("deserted", "擅离职守(旷工)", terminal=True)

WORKING = (
    ON_DUTY,
    ABSENCE_REQUESTED,
    ABSENT_COVERED,
    PREPARING,
    INCOMING_PRESENT,
    CHECKING,
    DISCREPANCY_RECORDED,
    BRIEFED,
    REFUSED,
)
