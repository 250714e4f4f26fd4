"""The states of a return or exchange."""

from __future__ import annotations

from ...workflow.language import Label
from ...workflow.states import State, state

REQUESTED = state("requested", "已提出")
MARKED = State("marked", Label("已打叉", "crossed out"))
SLIP_PRINTED = state("slip_printed", "已打退货单")
SETTLED = state("settled", "已结清", terminal=True)
EXCHANGED = State("exchanged", Label("已当场调换", "swapped on the spot"), terminal=True)
INSPECTION_BOOKED = State("inspection_booked", Label("已约视频", "video booked"))
INSPECTED = state("inspected", "已验看")
EXCHANGE_GRANTED = state("exchange_granted", "同意换货")
RETURN_GRANTED = state("return_granted", "同意退货")
EXCHANGED_SHIPPED = State(
    "exchanged_shipped", Label("换货已发", "replacement shipped"), terminal=True
)
REFUSED = state("refused", "不予退换", terminal=True)
