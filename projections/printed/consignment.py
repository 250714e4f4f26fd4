"""Paper of a consignment: the list that the customer signs, and what he is told of sales."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import cast

from pydantic import JsonValue

from ...workflow.case import Case
from ...workflow.language import Label
from .money import yuan
from .paper import NUMBERS, Paper, by_hand, column, field, fields, lines, place, signatures
from .record import Record
from .rows import each, listed, or_empty, up_to
from .sources import found, nothing, of_case, part, ticked, when, who, written
from .tongue import Beside

OFFERED, COUNTED, LISTED = "ConsignmentOffered", "ConsignedGoodsCounted", "ConsignmentListPrinted"
LABELLED, TOLD, SIGNED = "ItemsLabelled", "AbsentCustomerInformed", "ConsignmentSigned"
ON_SALE, SOLD, REPORTED = "ConsignmentOnSale", "ConsignedItemSold", "SalesReported"
SETTLED = "ConsignmentSettled"


def _quantity(record: Record) -> object | None:
    items = record.case.value("items", COUNTED)
    if not isinstance(items, list) or not record.named(COUNTED):
        return None
    return str(sum(int(str(one["quantity"])) for one in items if isinstance(one, dict)))


def _items(case: Case) -> Mapping[str, JsonValue]:
    """Give what each number is the number of."""
    labels = case.value("labels", LABELLED)
    lines = cast("list[Mapping[str, JsonValue]]", labels if isinstance(labels, list) else [])
    return {str(one["number"]).strip(): one["item"] for one in lines}


def _item(record: Record) -> object | None:
    """Name the goods whose number a row has."""
    entry = record.last(SOLD)
    named = record.line.words.get("") if record.line else entry and entry.event.form.get("number")
    return _items(record.case).get(str(named).strip())


def _period(record: Record) -> object | None:
    """Say from when to when a report reaches: since the one before, or since the sale began."""
    report = record.last(REPORTED)
    if report is None:
        return None
    before = record.case.past[: report.version - 1]
    since = [one.occurred_at for one in before if one.name in (ON_SALE, REPORTED)]
    return Beside((since[-1], "–", report.event.occurred_at))


def _sold(record: Record) -> object | None:
    """Add up what was sold in the period."""
    prices = [str(one.event.form["price"]) for one in record.named(SOLD)]
    return yuan(str(sum(map(Decimal, prices), Decimal(0)))) if prices else None


CONSIGNMENT_LIST = Paper(
    "consignment-list",
    Label("委托代销清单", "consignment list"),
    ("S000-ch12-1", "S000-ch12-2"),
    of=("consignment/jewellery",),
    number=written("list_no", LISTED),
    parts=(
        fields(
            field("客户姓名", "customer", written("name", OFFERED)),
            field("联系电话", "telephone", written("phone", OFFERED)),
            field("日期", "date", when(LISTED)),
            field("送来件数", "pieces brought", written("quantity_brought", OFFERED)),
            field("客户类别", "kind of customer", ticked("consignor_kind", OFFERED)),
            field("客户在场", "customer present", ticked("present", OFFERED)),
        ),
        lines(
            listed("items", COUNTED),
            NUMBERS,
            column("货品", "item", part("item")),
            column("件数", "quantity", part("quantity"), style="count"),
            column("价格", "price", part("price", money=True), style="count"),
            title=Label("货品明细", "goods"),
            sums={"quantity": found(_quantity)},
        ),
        lines(
            listed("labels", LABELLED),
            NUMBERS,
            column("编号", "item number", part("number")),
            column("货品", "item", part("item")),
            title=Label("编号标签（pf×××李 / jm××薛）", "item numbers"),
        ),
        fields(
            field("报告方式", "absent customer told by", written("contact_mode", TOLD)),
            field("报告件数", "quantity told", written("quantity", TOLD)),
            field("代销合同", "contract", written("contract", SIGNED, TOLD), wide=True),
            field("签认件数", "quantity signed for", written("quantity", SIGNED)),
            field("上柜时间", "on sale since", when(ON_SALE)),
            title=Label("数量与合同", "quantity and contract"),
        ),
        fields(
            field("退还编号", "numbers given back", written("returned", SETTLED), wide=True),
            field("结算金额", "sum settled", written("amount", SETTLED, money=True)),
            field("结算时间", "settled at", when(SETTLED)),
            title=Label("结算与退还", "settlement"),
        ),
        signatures(
            place("count-goods", "点货人", "counted by"),
            place("sign-agreement", "客户签名", "customer, for the list"),
            place("sign-settlement", "客户签结算", "customer, for the settlement"),
        ),
    ),
)

CONTRACT = Paper(
    "consignment-contract",
    Label("代销合同", "consignment contract"),
    ("S000-ch12-2",),
    of=("consignment/jewellery",),
    parts=(
        fields(
            field("客户姓名", "customer", written("name", OFFERED)),
            field("联系电话", "telephone", written("phone", OFFERED)),
            field("清单编号", "list no.", written("list_no", LISTED)),
            field("数量", "quantity", found(_quantity)),
            field("条款", "terms", nothing(), tall=True),
            field("合同文件", "contract on file", written("contract", SIGNED, TOLD), wide=True),
            field("签认件数", "quantity signed for", written("quantity", SIGNED)),
            field("签认时间", "signed at", when(SIGNED)),
        ),
        signatures(place("sign-agreement", "客户签名", "customer"), by_hand("公司", "the house")),
    ),
)

SALES_REPORT = Paper(
    "sales-report",
    Label("代销销售汇报", "sales report to the consignor"),
    ("S000-ch12-3",),
    of=("consignment/jewellery",),
    sheets=or_empty(up_to(REPORTED, rest=SOLD)),
    parts=(
        fields(
            field("客户姓名", "customer", of_case(written("name", OFFERED))),
            field("联系电话", "telephone", of_case(written("phone", OFFERED))),
            field("期间", "period", found(_period), wide=True),
            field("汇报方式", "reported by", written("contact_mode", REPORTED)),
            field("金额", "amount", written("amount", REPORTED, money=True)),
        ),
        lines(
            each(SOLD),
            NUMBERS,
            column("编号", "item number", written("number")),
            column("货品", "item", found(_item)),
            column("售出时间", "sold at", when()),
            column("售价", "price", written("price", money=True), style="count"),
            title=Label("已售货品", "sold"),
            sums={"price": found(_sold)},
        ),
        lines(
            listed("unsold", REPORTED),
            NUMBERS,
            column("编号", "item number", part("")),
            column("货品", "item", found(_item)),
            title=Label("未售货品", "unsold"),
        ),
        fields(
            field("汇报人", "reported by", who(REPORTED)),
            field("汇报时间", "reported at", when(REPORTED)),
        ),
        signatures(place("report-sales", "汇报人", "clerk")),
    ),
)
