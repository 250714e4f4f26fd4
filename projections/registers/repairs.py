"""The repair register 维修登记簿: one line a piece, from the counter back to its customer."""

from __future__ import annotations

from ...domain.repair.choices import Damage, Delivery, Material, Outcome
from ...workflow.language import Label
from ..columns import labels_of
from . import case_columns as column
from . import case_facts as of
from .case_columns import CaseColumn, blank, choice, due, instant, text, yes
from .case_row import Book
from .layout import Layout
from .words import Words

REPAIRS = Book(
    "repair_register",
    3,
    ("repair",),
    blanks={
        "PiecePresented": ("name", "phone", "material"),
        "PieceReceived": ("receipt_no", "received_on", "product_code", "part_to_repair"),
        "PieceAssessed": ("damage", "in_house_possible"),
        "InHouseRepaired": ("result",),
        "InHouseFailed": ("reason",),
        "TermsInformed": ("consent",),
        "EnteredOnHandoverSheet": ("sheet_no",),
        "CustomerContacted": ("expected_on",),
        "PieceBroughtBack": ("outcome", "remark"),
        "PieceSorted": ("bin",),
        "CustomerCalled": ("delivery", "address"),
        "PieceShipped": ("carrier", "waybill_no"),
    },
    people={"HandedToMaster": "handed_by", "PieceBroughtBack": "courier"},
    marks={
        "PieceReceived": "received_at",
        "TermsInformed": "informed_at",
        "HandedToMaster": "handed_over_at",
        "PieceBroughtBack": "brought_back_at",
        "InHouseRepaired": "repaired_at",
        "CustomerContacted": "contacted_at",
        "CustomerCalled": "called_at",
        "PieceShipped": "shipped_at",
        "PieceCollected": "closed_at",
        "ReceiptConfirmed": "closed_at",
        "RepairDeclined": "closed_at",
        "RepairRefused": "closed_at",
    },
    entries={"PieceAssessed": ("remark",)},
)


def _columns(words: Words) -> tuple[CaseColumn, ...]:
    return (
        column.no(),
        instant("opened_at", "送修时间", "presented"),
        blank("customer", "客户", of="name"),
        blank("phone", "联系电话", 14),
        choice("material", "材质", labels_of(Material)),
        blank("receipt_no", "收条编号"),
        blank("received_on", "收条日期"),
        blank("product_code", "商品编码"),
        blank("part_to_repair", "需维修部位", 16),
        choice("damage", "损坏情况", labels_of(Damage)),
        text("damage_remark", "损坏说明", of.in_entry("remark", "PieceAssessed"), 16),
        yes("in_house_possible", "能否自修", of.in_yes("in_house_possible")),
        column.state(words),
        column.first_contact(),
        instant("informed_at", "告知客户", "terms told"),
        yes("consent", "客户同意外修", of.in_yes("consent")),
        blank("sheet_no", "交接单编号"),
        column.signatures(words),
        instant("handed_over_at", "交带修人时间", "to the courier"),
        text("handed_by", "交件人", of.in_person("handed_by"), 10),
        due("term_due_at", "外修期限", "outside until", of.due_of("repair_term")),
        instant("contacted_at", "期内联系客户", "customer contacted"),
        blank("expected_on", "预计带回"),
        instant("brought_back_at", "带回时间", "brought back"),
        text("courier", "带修人", of.in_person("courier"), 10),
        choice("outcome", "维修结果", labels_of(Outcome)),
        blank("remark", "说明", 20),
        *_back(),
        *column.deadlines(words),
        column.days_open(),
        *column.closing(words),
    )


def _back() -> tuple[CaseColumn, ...]:
    """Write down how the piece goes back to its customer."""
    return (
        instant("repaired_at", "自修完成", "repaired in house"),
        blank("result", "自修结果", 20),
        blank("failed_because", "自修未成原因", 20, of="reason"),
        blank("bin", "分类"),
        instant("called_at", "通知客户", "customer called"),
        choice("delivery", "发货或自取", labels_of(Delivery)),
        blank("address", "收货地址", 20),
        blank("carrier", "承运方"),
        blank("waybill_no", "货单号", 14),
        instant("closed_at", "结案时间", "closed"),
    )


REPAIR_REGISTER = Layout(
    "repairs",
    Label("维修登记簿", "repair register"),
    REPAIRS,
    _columns,
    short=(
        *("no", "opened_at", "customer", "product_code", "part_to_repair", "state"),
        *("sheet_no", "next_due_at", "overdue"),
    ),
)
