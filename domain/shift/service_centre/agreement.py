"""Refusing, deciding, signing, taking over (S004-p7-handover-5, handover-6)."""

from __future__ import annotations

from pydantic import Field

from ....workflow.forms import CaseRef, Command, Text, Words
from ....workflow.parts import Needs
from ....workflow.rules import always
from ....workflow.sheet import Sheet
from ....workflow.states import stay
from ...roles import DIRECTOR, DUTY_IN, DUTY_OUT
from .. import forms
from ..choices import RefusalGround
from ..people import ARRIVED, INCOMING, OUTGOING, ROSTERED
from ..roster import successor_has_come, who_follows
from ..states import (
    BRIEFED,
    CHECKING,
    DISCREPANCY_RECORDED,
    HANDED_OVER,
    INCOMING_PRESENT,
    REFUSED,
)
from .log import log_is_complete, majors_are_reported
from .roster import SHIFTS
from .rules import every_ground_remedied, log_read, nothing_new_in_the_way, record_cleared_up
from .unfinished import OPEN_REQUESTS, no_major_repair_in_the_way, what_is_overruled

agreement = Sheet()


@agreement.step(
    "S004-p7-handover-6",
    stay(INCOMING_PRESENT, CHECKING, DISCREPANCY_RECORDED, BRIEFED, REFUSED),
    by=DIRECTOR,
    never_by=(ROSTERED, ARRIVED),
    records="MajorRepairOverruled",
    adds=what_is_overruled,
    looks=(OPEN_REQUESTS,),
    inferred=True,
)
class OverrideMajorRepair(Command, zh="书面决定移交重大维修"):
    """Decide in writing that unfinished major repairs are handed on."""

    requests: list[CaseRef] | None = Field(None, title="未完重大维修")
    reason: Text = Field(title="书面决定的理由")


@agreement.step(
    "S004-p7-handover-6",
    (INCOMING_PRESENT, CHECKING, DISCREPANCY_RECORDED, BRIEFED) >> REFUSED,
    by=INCOMING,
    records="HandoverRefused",
)
class RefuseHandover(Command, zh="拒绝接班"):
    """Refuse to take over: unclear record, unclean, items missing, major repair unfinished."""

    grounds: list[RefusalGround] = Field(title="拒接理由")
    remark: Text = Field(title="说明")


class Remedy(Words):
    """What was done about one ground."""

    ground: RefusalGround = Field(title="拒接理由")
    done: Text = Field(title="整改情况")


@agreement.step(
    "S004-p7-handover-6",
    REFUSED >> INCOMING_PRESENT,
    by=OUTGOING,
    records="RefusalRemedied",
    only_if=(
        every_ground_remedied.by("S004-p7-handover-6"),
        record_cleared_up.by("S004-p7-handover-2"),
    ),
    inferred=True,
)
class RemedyRefusal(Command, zh="整改拒接问题"):
    """Put right what was refused, so that counting begins again."""

    remedies: list[Remedy] = Field(title="整改情况")


@agreement.step(
    ("S004-p7-handover-5", "S004-p7-handover-6"),
    stay(BRIEFED),
    by=OUTGOING | INCOMING,
    records="HandoverSigned",
    only_if=(
        log_is_complete.by("S004-p7-handover-2"),
        majors_are_reported.by("S004-p7-handover-2"),
        log_read.by("S004-p7-handover-4"),
        no_major_repair_in_the_way.by("S004-p7-handover-6"),
    ),
    capacities={"outgoing": DUTY_OUT, "incoming": DUTY_IN},
    voided_by=("UnfinishedExplained",),
    looks=(OPEN_REQUESTS,),
)
class SignHandover(forms.SignHandover):
    """Confirm and sign the log, each in one's own capacity."""


@agreement.step(
    "S004-p7-handover-5",
    BRIEFED >> HANDED_OVER,
    by=INCOMING,
    records="ShiftHandedOver",
    only_if=(nothing_new_in_the_way.by("S004-p7-handover-6"),),
    guard={always: (successor_has_come.by("S004-p7-handover-5", "S001-ch3.2-10b"),)},
    needs=(Needs("sign-handover", ("outgoing", "incoming")),),
    adds=who_follows,
    looks=(SHIFTS, OPEN_REQUESTS),
)
class TakeOver(forms.TakeOver):
    """Take the shift over once both have signed; then one's own begins."""
