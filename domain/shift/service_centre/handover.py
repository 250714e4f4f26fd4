"""Preparing, arriving, counting, briefing (S004-p7-handover-1 to handover-4)."""

from __future__ import annotations

from pydantic import Field

from ....workflow.forms import CaseRef, Command, Text, Words
from ....workflow.parts import Needs
from ....workflow.sheet import Sheet
from ....workflow.states import stay
from ...lapses import noted
from ...roles import DUTY_IN, DUTY_OUT
from .. import forms
from ..choices import ItemCondition, ShiftSigner
from ..people import INCOMING, OUTGOING, ROSTERED
from ..roster import (
    five_minutes_before_the_end,
    quarter_of_an_hour_before_the_end,
    the_one_rostered_to_follow,
)
from ..states import BRIEFED, CHECKING, DISCREPANCY_RECORDED, INCOMING_PRESENT, PREPARING
from ..states import ON_DUTY as DUTY
from .roster import SHIFTS, RecordDesertion, StartShift
from .rules import DUTY_ITEMS, discrepancy_explained, every_item_counted, has_discrepancy
from .unfinished import OPEN_CASES, open_cases

handover = Sheet()
handover.listing(DUTY_ITEMS, "S004-p7-handover-3a", "电话", "电脑", "饮水机")


@handover.step(
    ("S004-p7-handover-1", "S004-p7-handover-2"),
    DUTY >> PREPARING,
    by=OUTGOING,
    records="HandoverPrepared",
)
class StartPreparation(Command, zh="准备交班"):
    """Put things in order a quarter of an hour ahead, and say truthfully how they are."""

    items_in_order: bool = Field(title="物品归位")
    clean: bool = Field(title="桌椅卫生整洁")


@handover.step(
    "S004-p7-handover-3a",
    PREPARING >> INCOMING_PRESENT,
    by=DUTY_IN,
    never_by=(ROSTERED,),
    records="IncomingArrived",
    only_if=(the_one_rostered_to_follow.by("S004-p7-handover-3a"),),
    looks=(SHIFTS,),
)
class IncomingArrives(forms.IncomingArrives):
    """Be there five minutes ahead to take over."""


class CountedItem(Words):
    """A thing on the list, as it was found."""

    item: Text = Field(title="物品")
    condition: ItemCondition = Field(title="状况")
    note: Text | None = Field(None, title="备注")


@handover.step(
    "S004-p7-handover-3a",
    INCOMING_PRESENT >> CHECKING,
    by=INCOMING,
    records="ItemsCounted",
    only_if=(every_item_counted.by("S004-p7-handover-3a"),),
)
class CountItems(Command, zh="清点物品"):
    """Count every item on the list: telephone, computer, water dispenser and what else."""

    items: list[CountedItem] = Field(title="物品清点")


@handover.step(
    "S004-p7-handover-3b",
    CHECKING >> DISCREPANCY_RECORDED,
    by=OUTGOING,
    records="DiscrepancyRecorded",
    only_if=(has_discrepancy.by("S004-p7-handover-3b"),),
)
class ExplainDiscrepancy(Command, zh="说明差异"):
    """Explain what is damaged or missing, for the record."""

    explanation: Text = Field(title="损坏或缺失的说明")


@handover.step(
    "S004-p7-handover-3b",
    stay(DISCREPANCY_RECORDED),
    by=OUTGOING | INCOMING,
    records="DiscrepancySigned",
    capacities={"outgoing": DUTY_OUT, "incoming": DUTY_IN},
    voided_by=("DiscrepancyRecorded",),
)
class SignDiscrepancy(Command, zh="签字确认差异"):
    """Sign the explanation, each in one's own capacity."""

    capacity: ShiftSigner = Field(title="签字身份")


class Unfinished(Words):
    """A matter that is handed on."""

    matter: Text = Field(title="事项")
    case: CaseRef | None = Field(None, title="编号")
    major_repair: bool | None = Field(None, title="重大维修")


@handover.step(
    "S004-p7-handover-4",
    (CHECKING, DISCREPANCY_RECORDED) >> BRIEFED,
    by=OUTGOING,
    records="UnfinishedExplained",
    only_if=(discrepancy_explained.by("S004-p7-handover-3b"),),
    needs=(Needs("sign-discrepancy", ("outgoing", "incoming"), has_discrepancy),),
    adds=open_cases,
    looks=OPEN_CASES,
)
class BriefSuccessor(Command, zh="交代未完事项"):
    """Explain what is unfinished, 无 where nothing is; the desk adds the open cases."""

    unfinished: list[Unfinished] = Field(title="未完事项")


@handover.step("S004-p7-handover-4", stay(BRIEFED), by=INCOMING, records="LogRead")
class ReadLog(Command, zh="阅读值班记录"):
    """Read the log before signing."""


handover.deadline(
    "preparation",
    "S004-p7-handover-1",
    zh="提前15分钟准备",
    en="preparing a quarter of an hour ahead",
    starts=(StartShift,),
    ends=(StartPreparation, RecordDesertion),
    figure=quarter_of_an_hour_before_the_end,
    on_lapse=(noted("PreparationLate", "准备交班过迟", "prepared late", "S004-p7-handover-1"),),
)
handover.deadline(
    "arrival",
    "S004-p7-handover-3a",
    zh="提前5分钟到岗",
    en="the successor five minutes ahead",
    starts=(StartShift,),
    ends=(IncomingArrives, RecordDesertion),
    figure=five_minutes_before_the_end,
    on_lapse=(noted("IncomingLate", "接班人迟到", "successor late", "S004-p7-handover-3a"),),
)
