"""A report as an HTML page with its charts, to be read in a browser, printed and signed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from ...workflow.language import Label, Language, Message, Until, message, on_clock
from .. import charts
from ..page import Cell, Page, Section, html
from .figures import TARGET, Rate, lasting
from .periods import Period
from .tables import Called, Chart, Report, Row, Table, Value

PROPOSALS = Label("改进建议", "improvements proposed")
AIM = Label("目标", "target")
BY_TIME = ("groups", "rate")  # an axis of time has no gaps
DATE = Label("日期", "date")


def page(report: Report, language: Language) -> str:
    """Give a report as a page in one language, its instants on the clock of its period's zone."""
    return html(_Writer(language, report.period).page(report))


@dataclass(frozen=True, slots=True)
class _Writer:
    language: Language
    period: Period

    def page(self, report: Report) -> Page:
        head = report.heading
        signers = [self._said(head.signer), self._said(DATE)] if head.signer else []
        return Page(
            language=self.language.code,
            title=self._said(head.title),
            subtitle=self.period.name,
            facts=[(self._said(title), self._said(value)) for title, value in _facts(report)],
            sections=[self._section(one) for one in report.tables],
            notes=[self._said(one) for one in report.notes],
            space=self._said(PROPOSALS) if head.proposes else "",
            signers=signers,
            foot=self._said(_foot(report)),
        )

    def _section(self, table: Table) -> Section:
        return Section(
            name=table.name,
            title=self._said(table.title),
            columns=[self._said(one) for one in table.columns.values()],
            rows=[[self._cell(row.get(name)) for name in table.columns] for row in table.rows],
            chart="".join(self._charts(table)),
            notes=[self._said(one) for one in table.notes],
        )

    def _cell(self, value: Value) -> Cell:
        is_figure = isinstance(value, int | Decimal | Rate | timedelta) and not isinstance(
            value, bool
        )
        return Cell(self._said(value), counts=is_figure)

    def _said(self, value: Value) -> str:
        match value:
            case Called(_, says):
                return self._said(says)
            case Rate():
                return value.percent
            case timedelta():
                return self._said(lasting(value))
            case datetime() | Until():
                return on_clock(value, self.period.zone)
            case Message(text, values):
                local = {name: self._on_clock(one) for name, one in values.items()}
                return self.language.say(Message(text, local))
        return self._plain(value)

    def _plain(self, value: Value) -> str:
        if value is None:
            return ""
        if isinstance(value, bool):
            return self.language.sentence("yes" if value else "no")
        return self.language.say(value)

    def _on_clock(self, value: object) -> object:
        if isinstance(value, datetime | Until):
            return on_clock(value, self.period.zone)
        return value

    # ------------------------------------------------------------ drawings

    def _charts(self, table: Table) -> Iterator[str]:
        for number, chart in enumerate(table.charts):
            drawn = [row for row in table.rows if _has_figures(chart, row)]
            rows = list(table.rows) if chart.draws in BY_TIME and drawn else drawn
            if len(rows) > 1:
                yield self._chart(f"{table.name}-{number}", table, chart, rows)

    def _chart(self, name: str, table: Table, chart: Chart, rows: list[Row]) -> str:
        labels = [self._said(row[chart.label]) for row in rows]
        columns = [self._said(table.columns[one]) for one in chart.figures]
        title = self._said(
            message("{table}: {columns}", table=self._said(table.title), columns=columns)
        )
        lines = zip(labels, rows, strict=True)
        says = self.language.sentence("; ").join(
            f"{label} {' / '.join(self._said(row[one]) for one in chart.figures)}"
            for label, row in lines
        )
        head = charts.Head(name, title, says)
        match chart.draws:
            case "rates":
                return charts.bars(head, _rate_bars(labels, rows, chart.figures[0]))
            case "rate":
                return self._rates(head, labels, [row[chart.figures[0]] for row in rows])
            case "groups":
                series = [
                    charts.Series(label, [_count(row[one]) for row in rows])
                    for label, one in zip(columns, chart.figures, strict=True)
                ]
                return charts.grouped(head, labels, series)
        counts = [_count(row[chart.figures[0]]) for row in rows]
        bars = [charts.Bar(*one, str(one[1])) for one in zip(labels, counts, strict=True)]
        return charts.bars(head, bars)

    def _rates(self, head: charts.Head, labels: list[str], values: list[Value]) -> str:
        rates = [one if isinstance(one, Rate) else Rate(0, 0) for one in values]
        points = [
            charts.Point(label, rate.exact, rate.percent)
            for label, rate in zip(labels, rates, strict=True)
        ]
        return charts.line(head, points, (TARGET, f"{self._said(AIM)} {TARGET * 100} %"))


def _has_figures(chart: Chart, row: Row) -> bool:
    """Say whether there is anything to draw: of nothing there is no bar and no rate."""
    return any(
        one.whole if isinstance(one, Rate) else _count(one)
        for one in (row[figure] for figure in chart.figures)
    )


def _rate_bars(labels: list[str], rows: list[Row], figure: str) -> list[charts.Bar]:
    rates = [one if isinstance(one := row[figure], Rate) else Rate(0, 0) for row in rows]
    return [
        charts.Bar(label, int((rate.share or 0) * 10000), rate.percent)
        for label, rate in zip(labels, rates, strict=True)
    ]


def _count(value: Value) -> int:
    return value if isinstance(value, int) else 0


def _facts(report: Report) -> list[tuple[Label, Value]]:
    period = report.period
    return [
        (
            Label("期间", "period"),
            message("{start} to {end}", start=period.start, end=Until(period.end)),
        ),
        (Label("时区", "time zone"), period.zone.key),
        (Label("截至", "as of"), report.as_of),
        (Label("日志位置", "log position"), report.position),
        (Label("报送", "to"), report.heading.addressee),
        (Label("依据", "by"), ", ".join(report.heading.clauses)),
    ]


def _foot(report: Report) -> Message:
    says = "{name} {period}, true for log position {position}, as of {at}"
    return message(
        says,
        name=report.heading.name,
        period=report.period.name,
        position=report.position,
        at=report.as_of,
    )
