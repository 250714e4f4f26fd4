"""An empty sheet for bulk intake, as a workbook or CSV, or what goes into it as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..domain.office import rulebook
from ..workflow.case import NO_CASE
from ..workflow.decide import known_step
from .intake_columns import COLUMNS, FURTHER, columns_of, explained
from .report import Report, Table

if TYPE_CHECKING:
    from .output import Out


def make(out: Out, procedure: str, step: str) -> None:
    """Write the empty sheet into a file, or tell what goes into its columns."""
    page = rulebook().in_force(procedure)
    columns = list(columns_of(known_step(page, NO_CASE, step) if step else page.opening))
    if out.form == "xlsx":
        from .intake_workbook import empty

        out.save(empty(columns, out.reader))
    elif out.form == "csv":
        headings = {one.code: one.heading for one in columns if one.needed != FURTHER}
        out.print(Report("intake-template", tables=(Table("rows", headings, ()),)))
    else:
        rows = [explained(one) for one in columns]
        out.print(Report("intake-template", tables=(Table("columns", COLUMNS, rows),)))
