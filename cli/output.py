"""One way to print: a report as a table, JSON, JSON lines, CSV, Markdown, a page or a workbook.

Data goes to stdout or into a file, everything else to stderr. What is not a terminal gets no
colour, and lines as long as they need to be.
"""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from uuid import uuid4

import click

from . import paint
from .report import Reader, Report, Table, begins_a_formula

SCHEMA_VERSION = 1
FORMATS = ("table", "json", "jsonl", "csv", "md")
FILES = ("xlsx", "html")
NEEDED = {"xlsx": "openpyxl", "html": "jinja2"}
BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Out:
    """Where a report goes and in which form."""

    reader: Reader
    form: str = "table"
    file: Path | None = None
    bom: bool = False
    before: Callable[[], None] | None = None

    @property
    def draws(self) -> bool:
        """Whether tables are drawn on a terminal."""
        return self.form == "table" and not self.file and sys.stdout.isatty()

    def print(self, report: Report) -> None:
        """Print a report; what has to happen before it is seen, happens when all is known."""
        if self.before:
            report = gathered(report)
            self.before()
        if self.draws:
            paint.on_terminal(report, self.reader)
            return
        if self.form in FILES:
            self.save(_whole_file(report, self.reader, self.form))
            return
        self.write(texts(report, self.reader, self.form))

    def write(self, parts: Iterable[str]) -> None:
        """Write text as UTF-8, to the end or not into the file at all."""
        if self.before:
            parts = list(parts)
            self.before()
        start = BOM if self.bom else ""
        if self.file is None:
            for part in _batches(start, parts):
                click.echo(part.encode("utf-8", "backslashreplace"), nl=False)
            return
        self.save((start + "".join(parts)).encode("utf-8", "backslashreplace"))

    def save(self, whole: bytes) -> None:
        """Write a file to its end, or leave its place as it was."""
        if self.file is None:
            raise click.UsageError(f"{self.form} is only written into a file: -o FILE.{self.form}")
        try:
            _replace(self.file.resolve(), whole)
        except OSError as error:
            says = f"{self.file}: {error.strerror}"
            raise click.BadParameter(says, param_hint="-o") from None

    def tell(self, line: str) -> None:
        """Tell people something that is no data."""
        click.echo(line, err=True)


def gathered(report: Report) -> Report:
    """Give a report whose rows have all been worked out."""
    tables = tuple(replace(one, rows=list(one.rows)) for one in report.tables)
    return replace(report, tables=tables)


def texts(report: Report, reader: Reader, form: str) -> Iterable[str]:
    """Write a report as text, in one of the forms that are no file of their own."""
    return {
        "json": _json,
        "jsonl": _jsonl,
        "csv": _csv,
        "md": _md,
        "table": paint.plain,
    }[form](report, reader)


def check(form: str, file: Path | None) -> None:
    """Refuse early what could not be printed in the end, before anything is recorded."""
    if form not in FILES:
        return
    if file is None:
        raise click.UsageError(f"{form} is only written into a file: -o FILE.{form}")
    if find_spec(NEEDED[form]) is None:
        from ..workflow.errors import Misconfigured

        raise Misconfigured(f"{form} needs an extra of huiyin: pip install 'huiyin[office]'")


def _replace(file: Path, whole: bytes) -> None:
    """Write beside the file and take its place; what is no file is written as it is."""
    if file.exists() and not file.is_file():
        file.write_bytes(whole)
        return
    beside = file.with_name(f".{file.name}.{uuid4().hex}")
    try:
        with beside.open("xb") as new:
            new.write(whole)
        if file.exists():
            beside.chmod(file.stat().st_mode)
        beside.replace(file)
    finally:
        beside.unlink(missing_ok=True)


def _whole_file(report: Report, reader: Reader, form: str) -> bytes:
    if form == "xlsx":
        from .workbook import workbook

        return workbook(report, reader)
    from .webpage import webpage

    return webpage(report, reader)


def _batches(start: str, parts: Iterable[str]) -> Iterator[str]:
    batch, size = [start], 0
    for part in parts:
        batch.append(part)
        size += len(part)
        if size > 65536:
            yield "".join(batch)
            batch, size = [], 0
    yield "".join(batch)


def _json(report: Report, reader: Reader) -> Iterator[str]:
    facts = {name: reader.data(value) for name, (_, value) in report.facts.items()}
    rows = {one.name: [reader.data(row) for row in one.rows] for one in report.tables}
    rest = {name: reader.data(value) for name, value in report.data.items()}
    whole = {"schema_version": SCHEMA_VERSION, "kind": report.kind, **facts, **rest, **rows}
    yield json.dumps(whole, ensure_ascii=False, indent=2)
    yield "\n"


def _jsonl(report: Report, reader: Reader) -> Iterator[str]:
    """Write a line for each row of the first table; a report without one is a line itself."""
    mark = {"schema_version": SCHEMA_VERSION, "kind": report.kind}
    if not report.tables:
        facts = {name: reader.data(value) for name, (_, value) in report.facts.items()}
        yield json.dumps({**mark, **facts}, ensure_ascii=False) + "\n"
    for table in report.tables[:1]:
        for row in table.rows:
            data = {name: reader.data(value) for name, value in row.items()}
            yield json.dumps({**mark, **data}, ensure_ascii=False) + "\n"


def _csv(report: Report, reader: Reader) -> Iterator[str]:
    """Write the first table as RFC 4180 has it; English headings are the codes of JSON."""
    tables = report.tables or (_of_facts(report),)
    columns = tables[0].columns
    is_english = reader.language.code == "en"
    yield _csv_line(key if is_english else reader.say(says) for key, says in columns.items())
    for row in tables[0].rows:
        yield _csv_line(_harmless(reader.exact(row.get(key))) for key in columns)


def _of_facts(report: Report) -> Table:
    columns = {name: title for name, (title, _) in report.facts.items()}
    return Table("facts", columns, [{n: value for n, (_, value) in report.facts.items()}])


def _csv_line(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(list(cells))
    return line.getvalue()


def _harmless(cell: str) -> str:
    """Keep a spreadsheet from taking a text for a formula."""
    return f"'{cell}" if begins_a_formula(cell) else cell


def _md(report: Report, reader: Reader) -> Iterator[str]:
    for title, value in report.facts.values():
        if text := reader.text(value):
            yield f"- **{_md_cell(reader.say(title))}**: {_md_cell(text)}\n"
    for table in report.tables:
        yield f"\n### {_md_cell(reader.say(table.title))}\n\n" if table.title else "\n"
        yield _md_row(reader.say(title) for title in table.columns.values())
        yield _md_row("---" for _ in table.columns)
        for row in table.rows:
            yield _md_row(reader.text(row.get(key)) for key in table.columns)
        yield from (f"\n{_md_cell(reader.say(note))}\n" for note in table.notes)
    yield from (f"\n{_md_cell(reader.say(note))}\n" for note in report.notes)


def _md_row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(map(_md_cell, cells))} |\n"


def _md_cell(text: str) -> str:
    for mark in "\\|<*_`":
        text = text.replace(mark, f"\\{mark}")
    return text.replace("\n", "<br>")
