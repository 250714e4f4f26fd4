"""The blanks that both pages of a visit share; a page adds its own and says the sentence."""

from __future__ import annotations

from pydantic import Field

from ...workflow.forms import (
    CaseRef,
    Command,
    Department,
    Future,
    Name,
    PersonRef,
    Phone,
    Private,
    Text,
)
from ..choices import ContactMode, Satisfaction
from .choices import VisitTrigger


class PlanVisit(Command, zh="计划回访"):
    name: Name = Field(title="姓名")
    phone: Phone = Field(title="联系电话")
    trigger: VisitTrigger = Field(title="回访缘由")
    about: CaseRef | None = Field(None, title="相关案件")
    planned_at: Future = Field(title="计划回访时间")
    contact_mode: ContactMode = Field(title="回访方式")
    visitor: PersonRef = Field(title="回访人")


class NoteNoAnswer(Command, zh="记未联系上"):
    remark: Private = Field(title="说明")


class ConductVisit(Command, zh="进行回访"):
    satisfaction: Satisfaction = Field(title="是否满意")
    suggestions: Private = Field(title="别的建议")


class SolveAtOnce(Command, zh="当场解决不满"):
    done: Text = Field(title="当场解决情况")


class FixNextVisit(Command, zh="约定下次回访"):
    explanation: Private = Field(title="向客户说明的原因")
    next_visit_at: Future = Field(title="下次回访时间")
    department: Department = Field(title="通知的责任部门")
    due_at: Future = Field(title="整改限期")


class RecordVisit(Command, zh="记录回访内容"):
    record: Private = Field(title="回访内容")
