"""What changed in a register: lines that came, lines that went, cells that are other ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from ..projections.every import REGISTERS
from ..workflow.language import message
from .registers import shown
from .report import Named, Report, Table

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from ..projections.columns import Heading, Value
    from ..workflow.desk import Desk
    from .report import Reader

    Line = Mapping[str, Value]
    Lines = dict[str, Line]

COLUMNS = {
    "no": message("no."),
    "change": message("change"),
    "column": message("column"),
    "was": message("was"),
    "now": message("is now"),
}
CHANGES = {
    "added": message("came"),
    "gone": message("went"),
    "changed": message("changed"),
}


def of_register(desk: Desk, name: str, since: datetime, until: datetime, reader: Reader) -> Report:
    """Compare a register as it was at two instants."""
    headings, before = _lines(desk, name, since, reader)
    _, after = _lines(desk, name, until, reader)
    rows = list(_rows(headings, before, after, reader))
    data = {"register": name, "from": since, "to": until}
    return Report(
        "diff-register",
        tables=(Table("changes", COLUMNS, rows),),
        data=data,
        title=REGISTERS[name].label,
    )


def _lines(desk: Desk, name: str, at: datetime, reader: Reader) -> tuple[Sequence[Heading], Lines]:
    register = REGISTERS[name].open(desk.store, desk.rulebook, reader.zone)
    page = register.page(now=at, at=at)
    return page.columns, dict(_keyed(page.columns, page.lines, reader))


def _keyed(
    headings: Sequence[Heading], lines: Iterator[Line], reader: Reader
) -> Iterator[tuple[str, Line]]:
    """Tell lines apart by their first cell; the next line of the same is its second, and so on."""
    first, seen = headings[0].name, Counter[str]()
    for line in lines:
        no = str(headings[0].plain(line[first], reader.zone))
        seen[no] += 1
        yield f"{no} ({seen[no]})" if seen[no] > 1 else no, line


def _rows(
    headings: Sequence[Heading], before: Lines, after: Lines, reader: Reader
) -> Iterator[Mapping[str, object]]:
    for no in sorted({**before, **after}):
        was, is_now = before.get(no), after.get(no)
        if was is None or is_now is None:
            change = "added" if was is None else "gone"
            yield {"no": no, "change": Named(change, CHANGES[change])}
            continue
        for one in headings:
            if was[one.name] != is_now[one.name]:
                yield {
                    "no": no,
                    "change": Named("changed", CHANGES["changed"]),
                    "column": Named(one.name, one.label),
                    "was": shown(one, was[one.name], reader),
                    "now": shown(one, is_now[one.name], reader),
                }
