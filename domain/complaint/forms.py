"""The blanks that the pages of a complaint share; a page adds its own and says the sentence."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ...workflow.forms import (
    Among,
    CaseRef,
    Command,
    Department,
    Future,
    Name,
    PersonRef,
    Phone,
    Private,
    Text,
    among,
)
from ..choices import ContactMode, Severity
from ..roles import ROLES
from .choices import Channel, Kind, TakeoverGround, Validity

RoleCode = Annotated[str, Among({one.code: one.label for one in ROLES})]
OrdinaryKind = Annotated[Kind, among(Kind.COMPLAINT, Kind.OPINION, Kind.SUGGESTION)]


class Register(Command, zh="登记"):
    name: Name = Field(title="姓名")
    phone: Phone = Field(title="联系电话")
    matter: Text = Field(title="事项")
    content: Private = Field(title="投诉内容")
    channel: Channel = Field(title="来源")
    severity: Severity = Field(title="程度")
    unit_no: Private | None = Field(None, title="单元号码")
    kind: OrdinaryKind = Field(Kind.COMPLAINT, title="类别")
    object: Text | None = Field(None, title="投诉对象")
    accused: PersonRef | None = Field(None, title="被投诉人")
    address: Private | None = Field(None, title="地址")
    earlier_case: CaseRef | None = Field(None, title="原投诉编号")


class TakeDisciplineStatement(Command, zh="做违纪笔录"):
    course: Private = Field(title="事件经过")
    witness: Private = Field(title="证明人")
    evidence: Private = Field(title="证物")


class SignDisciplineStatement(Command, zh="投诉人签笔录"):
    phone: Phone = Field(title="联系电话")


class ResolveOnSpot(Command, zh="当场解决"):
    result: Text = Field(title="当场解释或解决情况")


class MarkVip(Command, zh="标为贵宾特急"):
    pass


class InformOffice(Command, zh="通知管理处"):
    office: Department = Field(title="管理处")
    tracking_at: Future = Field(title="追踪时间")


class RedirectToOffice(InformOffice, zh="引导客户到管理处"):
    consent: bool = Field(title="客户同意")


class TakeOverFromOffice(Command, zh="接手二次处理"):
    ground: TakeoverGround = Field(title="接手理由")
    statement: Text = Field(title="情况说明")


class Verify(Command, zh="核实"):
    findings: Text = Field(title="核实情况")
    validity: Validity = Field(title="有效性")
    severity: Severity = Field(title="程度")
    department: Department | None = Field(None, title="责任部门")


class Explain(Command, zh="解释"):
    contact_mode: ContactMode = Field(title="联系方式")
    explanation: Private = Field(title="解释内容")


class Escalate(Command, zh="上报"):
    recipients: list[RoleCode] = Field(title="上报对象")
    severity: Severity | None = Field(None, title="程度")
    report: Text | None = Field(None, title="上报内容")


class Dispatch(Command, zh="通知责任部门"):
    department: Department = Field(title="责任部门")
    due_at: Future | None = Field(None, title="限期")


class DispatchByDeadline(Dispatch):
    due_at: Future = Field(title="限期")


class AssignHandler(Command, zh="指派处理人"):
    handler: PersonRef = Field(title="处理人")


class StartWork(Command, zh="着手处理"):
    pass


class HandleDirectly(Command, zh="自行处理"):
    pass


class StandIn(Command, zh="代首问人办理"):
    pass


class DeferReply(Command, zh="约下次答复"):
    explanation: Private = Field(title="说明原因")
    next_reply_at: Future = Field(title="下次答复时间")


class ReportResult(Command, zh="反馈结果"):
    result: Text = Field(title="处理结果")
    process: Text | None = Field(None, title="处理过程")


class Reply(Command, zh="答复客户"):
    contact_mode: ContactMode = Field(title="答复方式")
    process: Text = Field(title="处理过程")
    result: Text = Field(title="处理结果")


class ArrangeVisit(Command, zh="安排回访"):
    planned_at: Future = Field(title="计划回访时间")
    contact_mode: ContactMode | None = Field(None, title="回访方式")


class Visit(Command, zh="记录回访"):
    contact_mode: ContactMode = Field(title="回访方式")
    opinion: Private = Field(title="客户意见")
    suggestions: Private | None = Field(None, title="别的建议")


class RecordSatisfiedVisit(Visit, zh="记录满意回访"):
    pass


class NoteDissatisfiedVisit(Visit, zh="备注不满意回访"):
    pass


class RecordDissatisfiedVisit(Visit, zh="回访不满意转整改"):
    explanation: Private | None = Field(None, title="向客户说明的原因")
    next_visit_at: Future | None = Field(None, title="下次回访时间")
    due_at: Future | None = Field(None, title="整改限期")


class StartRework(Command, zh="着手整改"):
    pass


class CompleteForm(Command, zh="填写处理表"):
    form_no: Text | None = Field(None, title="编号")
    process: Text = Field(title="处理过程")
    result: Text = Field(title="处理结果")


class Close(Command, zh="结案"):
    remarks: Text | None = Field(None, title="备注")


class Archive(Command, zh="归档"):
    archive_no: Text = Field(title="归档号")
    category: Text | None = Field(None, title="分类")
