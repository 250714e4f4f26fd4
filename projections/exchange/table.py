"""The log as one table (CSV, UTF-8 with a byte order mark): a line an entry, a case at a time.

Headings are those that programs know from XES; what has `case:` before it is the case's.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping

from .entries import Entry, Trace
from .log import EventLog
from .words import exact, harmless, stamp

BOM = "\ufeff"
Column = Callable[[Trace, Entry], str]
COLUMNS: Mapping[str, Column] = {
    "case:concept:name": lambda trace, _: trace.case,
    "concept:name": lambda _, entry: entry.activity,
    "time:timestamp": lambda _, entry: stamp(entry.time),
    "org:resource": lambda _, entry: entry.person,
    "org:role": lambda _, entry: entry.role,
    "org:group": lambda _, entry: entry.department,
    "lifecycle:transition": lambda _, __: "complete",
    "nature": lambda _, entry: entry.nature,
    "event": lambda _, entry: entry.event,
    "recorded_at": lambda _, entry: exact(entry.recorded_at),
    "occurred_at": lambda _, entry: exact(entry.occurred_at),
    "from": lambda _, entry: entry.source,
    "to": lambda _, entry: entry.target,
    "clauses": lambda _, entry: " ".join(entry.clauses),
    "version": lambda _, entry: str(entry.version),
    "position": lambda _, entry: str(entry.position),
    "case:procedure": lambda trace, _: trace.procedure,
    "case:edition": lambda trace, _: trace.edition,
    "case:state": lambda trace, _: trace.state,
    "case:is_over": lambda trace, _: str(trace.is_over).lower(),
    "case:customer": lambda trace, _: trace.customer.id if trace.customer else "",
}
PERSONAL: Mapping[str, Column] = {
    "case:customer_name": lambda trace, _: trace.customer.name if trace.customer else "",
    "case:customer_phone": lambda trace, _: trace.customer.phone if trace.customer else "",
}


def table(log: EventLog) -> Iterator[str]:
    """Write the table, a case at a time."""
    columns = {**COLUMNS, **(PERSONAL if log.wanted.personal else {})}
    yield BOM + _lines([columns])
    for trace in log.traces():
        yield _lines(
            [harmless(cell(trace, entry)) for cell in columns.values()] for entry in trace.entries
        )


def _lines(rows: Iterable[Iterable[str]]) -> str:
    written = io.StringIO()
    csv.writer(written).writerows(rows)
    return written.getvalue()
