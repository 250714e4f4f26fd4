"""What was sold of each consignment in a period, as it is told to the consignor (S000-ch12-3)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from ...domain.consignment.forms import ConsignorKind
from ...workflow.language import Label, Until, message
from ..clocks import due_at, is_late, running
from ..columns import labels_of
from ..registers.case_row import Entry
from .counting import called, deadlines, due_in
from .history import Basis, History, dated
from .periods import Period
from .tables import Row, Table

SOLD = "ConsignedItemSold"


def sales(basis: Basis, period: Period) -> list[Table]:
    """Count what was sold in a period, what is unsold at its end, and whether it was told."""
    cases = [one for one in basis.of("consignment") if _is_on_sale(one, period)]
    return [
        Table(
            "consignments",
            Label("代销汇报", "consignments"),
            _COLUMNS,
            [_consignment(basis, period, one) for one in cases],
            (
                message(
                    "Each consignment that was on sale in the period. Sold counts the pieces that "
                    "were sold in it, unsold those that were neither sold nor given back by its "
                    "end; a report is missed if it was due in the period and did not come in time "
                    "(S000-ch12-3)."
                ),
            ),
        ),
        Table(
            "pieces",
            Label("本期已售", "sold in the period"),
            {
                "case": Label("编号", "no."),
                "number": Label("货品编号", "piece"),
                "sold_at": Label("售出时间", "sold at"),
                "price": Label("售价", "price"),
            },
            [
                {
                    "case": case.number,
                    "number": str(one["form"]["number"]),
                    "sold_at": dated(one),
                    "price": _price(one),
                }
                for case in cases
                for one in case.entries(SOLD, within=period)
            ],
        ),
        deadlines(basis, period, cases),
    ]


_COLUMNS = {
    "case": Label("编号", "no."),
    "consignor": Label("委托人", "consignor"),
    "consignor_kind": Label("客户类别", "kind of consignor"),
    "quantity": Label("件数", "pieces"),
    "sold_before": Label("前期已售", "sold before"),
    "sold": Label("本期已售", "sold"),
    "amount": Label("本期金额", "amount"),
    "unsold": Label("期末未售", "unsold at the end"),
    "reports": Label("本期汇报", "reports"),
    "reported_at": Label("最近汇报", "last report"),
    "next_due_at": Label("下次汇报限期", "next report due"),
    "missed": Label("逾期汇报", "reports missed"),
}


def _is_on_sale(case: History, period: Period) -> bool:
    put_on, settled = case.first("ConsignmentOnSale"), case.first("ConsignmentSettled")
    return bool(put_on and put_on < period.end) and not (settled and settled < period.start)


def _consignment(basis: Basis, period: Period, case: History) -> Row:
    quantity = int(case.word("quantity_brought", "ConsignmentOffered"))
    sold = case.entries(SOLD, within=period)
    before = [one for one in case.entries(SOLD) if dated(one) < period.start]
    reports = [one for one in case.entries("SalesReported") if dated(one) < period.end]
    due = due_in(period, case.timers("sales_report"))
    return {
        "case": case.number,
        "consignor": case.word("name", "ConsignmentOffered"),
        "consignor_kind": called(
            case.word("consignor_kind", "ConsignmentOffered"), labels_of(ConsignorKind)
        ),
        "quantity": quantity,
        "sold_before": len(before),
        "sold": len(sold),
        "amount": sum(map(_price, sold), Decimal()),
        "unsold": quantity - len(before) - len(sold) - _returned(case, period.end),
        "reports": sum(period.has(dated(one)) for one in reports),
        "reported_at": dated(reports[-1]) if reports else None,
        "next_due_at": _next_due(case),
        "missed": sum(is_late(one, basis.as_of) for one in due),
    }


def _returned(case: History, end: datetime) -> int:
    settled = case.last("ConsignmentSettled", before=end)
    returned = settled["form"].get("returned") if settled else None
    return len(returned) if isinstance(returned, list) else 0


def _next_due(case: History) -> Until | None:
    due: Iterable[datetime] = map(due_at, running(case.timers("sales_report")))
    return next(map(Until, due), None)


def _price(entry: Entry) -> Decimal:
    return Decimal(str(entry["form"]["price"]))
