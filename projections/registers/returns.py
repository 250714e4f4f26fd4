"""The book of returns and exchanges 退换货登记簿: one line a request."""

from __future__ import annotations

from decimal import Decimal, localcontext
from zoneinfo import ZoneInfo

from ...domain.goods_return.choices import RefusalGround, ReturnReason, SaleChannel
from ...workflow.language import Label, message
from ..columns import Value
from . import case_columns as column
from . import case_facts as of
from .case_columns import CaseColumn, amount, blank, choice, instant, labels, many, text, yes
from .case_facts import Line
from .case_row import Book
from .layout import Layout
from .words import Words

RATIO = "FranchiseRatioApplied"

RETURNS = Book(
    "return_register",
    2,
    ("return",),
    blanks={
        "ReturnRequested": (
            *("name", "phone", "sale_no", "channel", "reason", "items", "received_on", "content"),
        ),
        "UnwantedMarked": ("lines",),
        "ReturnSlipPrinted": ("slip_no",),
        "ReturnSettled": ("amount",),
        "FaultySwapped": ("replacements",),
        "ReturnRefused": ("ground",),
        "VideoInspectionBooked": ("video_at",),
        "InspectionRecorded": ("findings", "product_at_fault"),
        **dict.fromkeys(("ExchangeGranted", "ReturnGranted"), ("stock_available",)),
        "ReplacementShipped": ("carrier", "waybill_no"),
    },
    marks={
        "InspectionRecorded": "inspected_at",
        "ExchangeGranted": "exchange_granted_at",
        "ReturnGranted": "return_granted_at",
        "FaultySwapped": "closed_at",
        "UnwantedMarked": "marked_at",
        "ReturnSlipPrinted": "printed_at",
        "ReturnSettled": "closed_at",
        "ReplacementShipped": "closed_at",
        "ReturnRefused": "closed_at",
    },
    entries={RATIO: ("contract_no", "ratio", "base", "used", "amount")},
    voids={"ReturnSlipPrinted": ("handler", "customer", "dept_manager")},
)
REMEDIES = {"exchange": Label("换货", "exchange"), "return": Label("退货", "return")}


def _columns(words: Words) -> tuple[CaseColumn, ...]:
    return (
        column.no(),
        instant("opened_at", "提出时间", "requested"),
        blank("customer", "客户", of="name"),
        blank("phone", "联系电话", 14),
        blank("sale_no", "销售单号"),
        choice("channel", "提货方式", labels(SaleChannel)),
        choice("reason", "原因", labels(ReturnReason), 14),
        many("items", "货品", of.in_list("items"), _goods),
        blank("received_on", "收货日期"),
        blank("content", "情况说明", 20),
        column.state(words),
        column.first_contact(),
        choice("remedy", "处理方式", REMEDIES, of=_remedy),
        choice("refused_because", "不予退换的依据", labels(RefusalGround), 14, _ground),
        *_inspection(),
        *_franchise(),
        *_slip(words),
        *column.deadlines(words),
        instant("closed_at", "结案时间", "closed"),
        column.days_open(),
        *column.closing(words),
    )


def _inspection() -> tuple[CaseColumn, ...]:
    """Write down what the video showed (S000-ch11-1.3)."""
    return (
        instant("video_at", "视频时间", "video", of.in_instant("video_at")),
        instant("inspected_at", "验看时间", "inspected"),
        blank("findings", "验看情况", 20),
        yes("product_at_fault", "产品本身问题", of.in_yes("product_at_fault")),
        yes("stock_available", "有货", of.in_yes("stock_available")),
    )


def _franchise() -> tuple[CaseColumn, ...]:
    """Write down what the contract of a franchisee leaves, to the last fen (S000-ch11-2)."""
    return (
        text("contract_no", "加盟合同号", of.in_entry("contract_no", RATIO)),
        amount("ratio", "退换货比例", _in_ratio("ratio"), 8),
        amount("base", "计算基数", _in_ratio("base")),
        amount("used", "已用额", _in_ratio("used")),
        amount("asked", "本次额", _in_ratio("amount")),
        amount("remaining", "剩余额", _remaining),
    )


def _slip(words: Words) -> tuple[CaseColumn, ...]:
    """Write down the slip with its three signatures, and what went back to the customer."""
    return (
        many("crossed_out", "打叉货品", of.in_list("lines")),
        instant("printed_at", "打退货单时间", "slip printed"),
        blank("slip_no", "退货单号"),
        text("handler", "经手人", of.signed_by("handler"), 10),
        text("customer_signed", "客户签字", of.signed_by("customer"), 10),
        text("dept_manager", "部门经理", of.signed_by("dept_manager"), 10),
        column.signatures(words),
        amount("refund", "退款金额", of.in_amount("amount")),
        many("replacements", "调换明细", of.in_list("replacements"), _swap),
        blank("carrier", "承运方"),
        blank("waybill_no", "货单号", 14),
    )


RETURN_REGISTER = Layout(
    "returns",
    Label("退换货登记簿", "book of returns and exchanges"),
    RETURNS,
    _columns,
    short=(
        *("no", "customer", "sale_no", "reason", "state", "remedy"),
        *("slip_no", "refund", "overdue"),
    ),
)


def _goods(one: object, zone: ZoneInfo) -> object:
    match one:
        case {"code": code, "quantity": quantity}:
            return f"{code} × {quantity}"
    return one


def _swap(one: object, zone: ZoneInfo) -> object:
    match one:
        case {"faulty": faulty, "replacement": replacement}:
            return message("{faulty} for {replacement}", faulty=faulty, replacement=replacement)
    return one


def _remedy(line: Line) -> str | None:
    """Tell how it is settled; on the spot goods are swapped, or crossed out and returned."""
    marks = line.row["marks"]
    if "exchange_granted_at" in marks or line.row["state"] == "exchanged":
        return "exchange"
    return "return" if marks.keys() & {"return_granted_at", "marked_at"} else None


def _ground(line: Line) -> Value:
    return of.in_blank("ground")(line)


def _in_ratio(name: str) -> of.Of:
    """Read a sum of the contract."""

    def value(line: Line) -> Decimal | None:
        found = of.last(line, RATIO)
        return Decimal(str(found["form"][name])) if found else None

    return value


def _remaining(line: Line) -> Decimal | None:
    """Say what the contract still leaves: ratio times base, less what was used and is asked."""
    found = of.last(line, RATIO)
    if found is None:
        return None
    ratio, base, used, asked = (
        Decimal(str(found["form"][name])) for name in ("ratio", "base", "used", "amount")
    )
    with localcontext(prec=100):  # of two sums of 24 digits nothing is rounded
        return ratio * base - used - asked
