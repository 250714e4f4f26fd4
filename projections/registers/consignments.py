"""The consignment ledger 委托代销台账: what was brought, sold, given back, and is still here."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from ...domain.choices import ContactMode
from ...domain.consignment.forms import ConsignorKind
from ...workflow.language import Label, message
from .. import written
from ..clocks import is_late
from ..columns import Value, at, labels_of
from . import case_columns as column
from . import case_facts as of
from .case_columns import (
    CaseColumn,
    amount,
    blank,
    choice,
    due,
    instant,
    many,
    number,
    yes,
)
from .case_facts import Line
from .case_row import Book, entries
from .consigned import SOLD, balance, lines_of, pieces_of
from .layout import Layout
from .words import Words, telling

REPORTED = "SalesReported"

CONSIGNMENTS = Book(
    "consignment_ledger",
    2,
    ("consignment",),
    blanks={
        "ConsignmentOffered": (
            *("name", "phone", "consignor_kind", "surname", "present", "quantity_brought"),
        ),
        "ConsignedGoodsCounted": ("items",),
        "ConsignmentListPrinted": ("list_no",),
        "ItemsLabelled": ("labels",),
        "AbsentCustomerInformed": ("contract",),
        "ConsignmentSigned": ("contract", "quantity"),
        "ConsignmentDeclined": ("reason",),
        "ConsignmentSettled": ("returned", "amount"),
    },
    marks={
        "AbsentCustomerInformed": "informed_at",
        "ConsignmentSigned": "agreed_at",
        "ConsignmentOnSale": "on_sale_at",
        "ConsignmentSettled": "settled_at",
        "SettlementSigned": "closed_at",
        "ConsignmentDeclined": "closed_at",
    },
    entries={SOLD: ("number", "price"), REPORTED: ("contact_mode", "sold", "unsold", "amount")},
)


def _columns(words: Words) -> tuple[CaseColumn, ...]:
    return (
        column.no(),
        instant("opened_at", "提出时间", "offered"),
        blank("customer", "客户", of="name"),
        blank("phone", "联系电话", 14),
        choice("consignor_kind", "客户类别", labels_of(ConsignorKind)),
        blank("surname", "编号用姓", 8),
        yes("present", "客户在场", of.in_yes("present")),
        column.state(words),
        column.first_contact(),
        blank("list_no", "清单编号"),
        *_pieces(),
        *_agreement(words),
        *_sales(),
        *column.deadlines(words),
        instant("closed_at", "结案时间", "closed"),
        blank("declined_because", "不同意原因", 20, of="reason"),
        column.days_open(),
        *column.closing(words),
    )


def _pieces() -> tuple[CaseColumn, ...]:
    """Write down that what came in is what was sold, given back, or is here."""
    return (
        number("brought", "送来件数", lambda line: balance(line).brought),
        number("counted", "核对件数", _counted),
        number("labelled", "编号件数", lambda line: len(pieces_of(line))),
        number("sold", "已售件数", lambda line: balance(line).sold),
        number("returned", "退还件数", lambda line: balance(line).returned),
        number("here", "在店件数", lambda line: balance(line).here),
        column.text("balance", "收=售+退+存", lambda line: str(balance(line)), 18),
        yes("balanced", "账实相符", lambda line: balance(line).holds),
        many("pieces", "货品", pieces_of, _piece),
    )


def _agreement(words: Words) -> tuple[CaseColumn, ...]:
    """Write down what the customer signed for."""
    return (
        instant("informed_at", "报不在场客户", "absent customer told"),
        column.text("contract", "代销合同", _of_contract("name"), 16),
        column.text("contract_sha256", "合同指纹", _of_contract("sha256"), 16),
        instant("agreed_at", "签认时间", "agreed"),
        number("agreed_pieces", "签认件数", _agreed),
        column.signatures(words),
        instant("on_sale_at", "上柜时间", "on sale"),
    )


def _sales() -> tuple[CaseColumn, ...]:
    """Write down what was sold for how much, and how the customer hears of it (S000-ch12-3)."""
    return (
        amount("sold_for", "销售金额", _sold_for),
        many("reports", "历次汇报", of.each(REPORTED), _report_told),
        instant("reported_at", "最近汇报", "last report", _reported),
        amount("reported_amount", "汇报金额", _reported_amount),
        due("next_report_due_at", "下次汇报", "next report", of.running_of("sales_report")),
        number("late_reports", "逾期汇报次数", _late_reports),
        instant("settled_at", "结算时间", "settled"),
        amount("settled_amount", "结算金额", of.in_amount("amount")),
    )


CONSIGNMENT_LEDGER = Layout(
    "consignments",
    Label("委托代销台账", "consignment ledger"),
    CONSIGNMENTS,
    _columns,
    short=(
        *("no", "customer", "list_no", "state", "balance", "balanced", "sold_for"),
        "next_report_due_at",
    ),
)

PLACES = {
    "here": Label("在店", "here"),
    "sold": Label("已售", "sold"),
    "returned": Label("退还", "given back"),
}
_report_told = telling(
    message("{at}: {contact_mode}, {amount}, sold: {sold}, unsold: {unsold} ({by})"),
    contact_mode=labels_of(ContactMode),
)


def _piece(one: object, zone: ZoneInfo) -> object:
    match one:
        case {"number": number, "item": item, "state": str(state), "price": price}:
            says = "{number} {item}: {state}, {price}" if price else "{number} {item}: {state}"
            return message(says, number=number, item=item, state=PLACES[state], price=price)
    return one


def _counted(line: Line) -> Value:
    found = [one.get("quantity") for one in lines_of(line, "items")]
    return sum(one for one in found if isinstance(one, int)) if found else None


def _agreed(line: Line) -> Value:
    found = written.read(line.row["written"], "quantity")
    return found if isinstance(found, int) else None


def _of_contract(part: str) -> of.Of:
    def value(line: Line) -> Value:
        found = written.read(line.row["written"], "contract")
        return str(found[part]) if isinstance(found, dict) else None

    return value


def _amounts(line: Line, event: str, blank: str) -> list[Decimal]:
    return [Decimal(str(one["form"][blank])) for one in entries(line.row, event)]


def _sold_for(line: Line) -> Decimal:
    return sum(_amounts(line, SOLD, "price"), Decimal(0))


def _reported_amount(line: Line) -> Decimal:
    return sum(_amounts(line, REPORTED, "amount"), Decimal(0))


def _reported(line: Line) -> datetime | None:
    found = of.last(line, REPORTED)
    return at(found["at"]) if found else None


def _late_reports(line: Line) -> int:
    """Count the periods without a report in time, by the instants and not by the lapses."""
    return sum(is_late(one, line.now) for one in of.timers_of(line, "sales_report"))
