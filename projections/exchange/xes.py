"""The log as XES (IEEE 1849): a trace a case, with the extensions that programs look for."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import quoteattr

from .entries import Entry, Trace
from .log import EventLog
from .words import exact, legal, stamp

EXTENSIONS = {
    "Concept": "concept",
    "Time": "time",
    "Organizational": "org",
    "Lifecycle": "lifecycle",
    "Identity": "identity",
}
NOBODY = "00000000-0000-0000-0000-000000000000"
LOG = """<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1849-2016" xes.features="" xmlns="http://www.xes-standard.org/">
"""
HEAD = (
    LOG,
    *(
        f'  <extension name="{name}" prefix="{prefix}"'
        f' uri="http://www.xes-standard.org/{prefix}.xesext"/>\n'
        for name, prefix in EXTENSIONS.items()
    ),
    f"""  <global scope="trace">
    <string key="concept:name" value=""/>
    <id key="identity:id" value="{NOBODY}"/>
  </global>
  <global scope="event">
    <string key="concept:name" value=""/>
    <date key="time:timestamp" value="1970-01-01T00:00:00.000+00:00"/>
    <string key="org:resource" value=""/>
    <string key="org:role" value=""/>
    <string key="lifecycle:transition" value="complete"/>
    <id key="identity:id" value="{NOBODY}"/>
  </global>
  <classifier name="Activity" keys="concept:name"/>
  <classifier name="Activity and role" keys="concept:name org:role"/>
  <string key="lifecycle:model" value="standard"/>
""",
)


def xes(log: EventLog) -> Iterator[str]:
    """Write the log, a case at a time."""
    yield from HEAD
    for trace in log.traces():
        yield "  <trace>\n"
        yield from _attributes(_of_trace(trace, personal=log.wanted.personal), 4)
        for entry in trace.entries:
            yield "    <event>\n"
            yield from _attributes(_of_entry(entry), 6)
            yield "    </event>\n"
        yield "  </trace>\n"
    yield "</log>\n"


def _of_trace(trace: Trace, *, personal: bool) -> Iterator[tuple[str, str, object]]:
    yield "string", "concept:name", trace.case
    yield "id", "identity:id", _identity(trace.case)
    yield "string", "procedure", trace.procedure
    yield "string", "edition", trace.edition
    yield "string", "state", trace.state
    yield "boolean", "is_over", str(trace.is_over).lower()
    if trace.customer:
        yield "string", "customer", trace.customer.id
        if personal:
            yield "string", "customer_name", trace.customer.name
            yield "string", "customer_phone", trace.customer.phone


def _of_entry(entry: Entry) -> Iterator[tuple[str, str, object]]:
    yield "string", "concept:name", entry.activity
    yield "date", "time:timestamp", stamp(entry.time)
    yield "string", "org:resource", entry.person
    yield "string", "org:role", entry.role
    if entry.department:
        yield "string", "org:group", entry.department
    yield "string", "lifecycle:transition", "complete"
    yield "id", "identity:id", _identity(entry.id)
    yield "string", "nature", entry.nature
    yield "string", "event", entry.event
    yield "date", "recorded_at", exact(entry.recorded_at)
    yield "date", "occurred_at", exact(entry.occurred_at)
    yield "string", "from", entry.source
    yield "string", "to", entry.target
    yield "string", "clauses", " ".join(entry.clauses)
    yield "int", "version", entry.version
    yield "int", "position", entry.position


def _attributes(found: Iterator[tuple[str, str, object]], deep: int) -> Iterator[str]:
    for kind, key, value in found:
        yield f'{" " * deep}<{kind} key="{key}" value={quoteattr(legal(str(value)))}/>\n'


def _identity(name: str) -> str:
    """Give the same identity for the same entry in every export."""
    return str(uuid5(NAMESPACE_URL, f"urn:huiyin:{name}"))
