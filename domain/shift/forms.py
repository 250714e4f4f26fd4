"""The blanks that both pages of a shift share; a page says the sentence."""

from __future__ import annotations

from pydantic import Field

from ...workflow.forms import CaseRef, Command, Instant, PersonRef, Text
from .choices import ShiftSigner


class RosterShift(Command, zh="排班"):
    duty_person: PersonRef = Field(title="值班人员")
    starts_at: Instant = Field(title="开始时间")
    ends_at: Instant = Field(title="结束时间")
    follows: CaseRef | None = Field(None, title="上一班")


class StartShift(Command, zh="上岗"):
    pass


class RecordDesertion(Command, zh="记录擅离职守"):
    left_at: Instant = Field(title="离岗时间")
    finding: Text = Field(title="情况")


class IncomingArrives(Command, zh="接班人到岗"):
    pass


class SignHandover(Command, zh="签字交接"):
    capacity: ShiftSigner = Field(title="签字身份")


class TakeOver(Command, zh="接班"):
    pass
