"""The blanks that both pages of a request share; a page adds its own and says the sentence."""

from __future__ import annotations

from pydantic import Field

from ...workflow.forms import Command, Department, Future, Name, Phone, Private, Text
from ..choices import ContactMode, Satisfaction
from .choices import RequestKind


class LogRequest(Command, zh="登记报修求助"):
    name: Name = Field(title="姓名")
    unit_no: Private = Field(title="单元号码")
    phone: Phone = Field(title="联系电话")
    content: Private = Field(title="内容")
    request_kind: RequestKind = Field(title="类别")


class DispatchRequest(Command, zh="派工"):
    department: Department = Field(title="责任部门")
    due_at: Future | None = Field(None, title="限期")


class AcceptRequest(Command, zh="接单"):
    pass


class StartWork(Command, zh="开始维修"):
    pass


class FinishWork(Command, zh="完成维修"):
    result: Text = Field(title="维修结果")


class FollowUp(Command, zh="回访客户"):
    contact_mode: ContactMode = Field(title="回访方式")
    satisfaction: Satisfaction = Field(title="是否满意")
    opinion: Private = Field(title="客户意见")


class ReopenRequest(Command, zh="返工重办"):
    explanation: Private | None = Field(None, title="向客户说明的原因")
    next_visit_at: Future | None = Field(None, title="下次回访时间")
    due_at: Future | None = Field(None, title="整改限期")


class CloseRequest(Command, zh="结案"):
    pass
