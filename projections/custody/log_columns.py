"""The columns of the handover log: of every hand-over, then what only a shift has."""

from __future__ import annotations

from collections.abc import Mapping

from ...domain.shift.choices import ItemCondition, RefusalGround, ShiftSigner
from ...workflow.language import Label
from ...workflow.rulebook import Rulebook
from ..columns import Column, Kind, Says, labels_of
from .broken_words import PLACES
from .reading import Facts, fact
from .words import Words

KINDS = {"shift": Label("交接班", "shift"), "thing": Label("物品交接", "thing")}
PAPERS = {
    "receipt": Label("收条", "receipt"),
    "sheet": Label("交接单", "handover sheet"),
    "waybill": Label("货单", "waybill"),
    "list": Label("委托代销清单", "consignment list"),
    "sale": Label("销售单", "sales slip"),
    "slip": Label("退货单", "return slip"),
}
SHIFT = {"shift": Label("班次", "shift")}


def columns(rulebook: Rulebook) -> tuple[Column[Facts], ...]:
    """Give the columns, with the names that the pages give."""
    choices = labels_of(ItemCondition, RefusalGround, ShiftSigner)
    words = Words(list(rulebook.editions), choices)
    return (
        column("at", "时间", "at", "instant", 16),
        column("kind", "类别", "kind", "choice", 8, KINDS),
        column("what", "事由", "what", "choice", 14, SHIFT | words.events),
        column("no", "编号", "no.", width=15),
        column("procedure", "程序", "procedure", "choice", 24, words.procedures),
        column("pieces", "货品编号", "pieces", "list", 16),
        column("items", "物品", "items", "list", 24, says=words.item),
        column("quantity", "件数", "quantity", "number", 6),
        column("from", "交出方", "from", "choice", 10, PLACES),
        column("from_role", "交出方身份", "in the role", "choice", 12, words.roles),
        column("from_place", "交出处", "from where", "choice", 8, PLACES),
        column("to", "接收方", "to", "choice", 10, PLACES),
        column("to_role", "接收方身份", "to the role", "choice", 12, words.roles),
        column("to_place", "接收处", "to where", "choice", 8, PLACES),
        column("taken", "已接收", "taken over", "yes", 6),
        column("document", "单据", "document", "choice", 12, PAPERS),
        column("document_no", "单据编号", "document no.", width=14),
        column("photo", "照片指纹", "digest of the photo", width=16),
        column("copy", "随货联次", "copy that goes along", "number", 8),
        column("receipt_returned", "收条已收回", "receipt given back", "yes", 8),
        column("breaks", "交接断点", "breaks", "list", 40, says=words.broken),
        column("clauses", "条款", "clauses", "list", 20),
        column("recorded_at", "登记时间", "recorded", "instant", 16),
        column("position", "日志序号", "log position", "number", 8),
        *_hours_of_a_shift(words),
        *_told_on_a_shift(words),
        column("parked", "停登原因", "parked", width=20),
    )


def _hours_of_a_shift(words: Words) -> tuple[Column[Facts], ...]:
    """Write down who came when, and how early."""
    return (
        column("state", "班次状态", "state", "choice", 12, words.states),
        column("starts_at", "排班开始", "rostered from", "instant", 16),
        column("ends_at", "排班结束", "rostered to", "instant", 16),
        column("manager", "值班领导", "manager on duty", width=10),
        column("started_at", "上岗", "started", "instant", 16),
        column("prepared_at", "准备交班", "prepared", "instant", 16),
        column(
            "prepared_minutes",
            "准备提前（分，负为迟）",
            "prepared early (- late), min",
            "number",
            8,
        ),
        column("in_order", "物品归位", "things in order", "yes", 6),
        column("clean", "卫生整洁", "clean", "yes", 6),
        column("arrived_at", "接班人到岗", "successor arrived", "instant", 16),
        column(
            "arrived_minutes", "到岗提前（分，负为迟）", "arrived early (- late), min", "number", 8
        ),
        column("taken_over_at", "接班", "taken over", "instant", 16),
        column(
            "taken_over_minutes",
            "接班提前（分，负为迟）",
            "taken over early (- late), min",
            "number",
            8,
        ),
    )


def _told_on_a_shift(words: Words) -> tuple[Column[Facts], ...]:
    """Write down what was counted, handed on, refused, decided and signed."""
    return (
        column("items_wrong", "损坏缺失件数", "damaged or missing", "number", 8),
        column("explanation", "差异说明", "explanation", width=20),
        column("unfinished", "未完事项", "unfinished matters", "list", 28, says=words.matter),
        column("open_cases", "未结案件", "open cases", "list", 28, says=words.open_case),
        column("serious", "未结严重投诉", "open serious complaints", "list", 16),
        column("major_repairs", "未完重大维修", "open major repairs", "list", 16),
        column("promises", "到期承诺", "promises due", "list", 28, says=words.promise),
        column("record", "交接班记录", "handover record", width=20),
        column("refusals", "拒接", "refusals", "list", 28, says=words.refusal),
        column("overrides", "主任决定", "overruled", "list", 20, says=words.override),
        column("absences", "请假替班", "absences", "list", 28, says=words.absence),
        column("desertion", "擅离职守", "desertion", "list", 20, says=words.desertion),
        column("inspections", "值班检查", "inspections", "list", 20, says=words.inspection),
        column("log_rows", "值班记录行数", "rows of the log", "number", 8),
        column("log_missing", "缺项行数", "rows without action", "number", 8),
        column("signatures", "签字", "signatures", "list", 28, says=words.signed),
        column("corrections", "更正", "corrections", "list", 28, says=words.struck),
        column("late_entries", "补录", "late entries", "list", 28, says=words.came_late),
    )


def column(  # noqa: PLR0917  a line of the table above
    name: str,
    zh: str,
    en: str,
    kind: Kind = "text",
    width: int = 12,
    labels: Mapping[str, Label] | None = None,
    says: Says | None = None,
) -> Column[Facts]:
    """Make a column of the facts of its own name."""
    return Column(name, Label(zh, en), fact(name), kind, width, labels or {}, says)
