"""OCEL 2.0 as JSON: an event a line, then an object a line, then what kinds there are."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

from .log import EventLog
from .ocel import OF_EVENTS, Happening, Object, Objects

ALWAYS = "1970-01-01T00:00:00Z"


def ocel_json(log: EventLog) -> Iterator[str]:
    """Write the log; kinds stand at the end, for they are known when all is written."""
    objects, activities = Objects(log), set[str]()

    def events() -> Iterator[object]:
        for one in objects.happenings():
            activities.add(one.activity)
            yield _event(one)

    yield '{"events": ['
    yield from _listed(events())
    yield '],\n"objects": ['
    yield from _listed(map(_object, objects.found.values()))
    yield '],\n"eventTypes": ['
    yield from _listed(_kind(name, OF_EVENTS) for name in sorted(activities))
    yield '],\n"objectTypes": ['
    kinds = sorted({one.kind for one in objects.found.values()})
    yield from _listed(_kind(name, objects.attributes(name)) for name in kinds)
    yield "]}\n"


def _listed(items: Iterable[object]) -> Iterator[str]:
    comma = "\n"
    for item in items:
        yield comma + json.dumps(item, ensure_ascii=False)
        comma = ",\n"


def _event(one: Happening) -> object:
    return {
        "id": one.id,
        "type": one.activity,
        "time": one.time,
        "attributes": [{"name": name, "value": value} for name, value in one.values.items()],
        "relationships": _related(one.related),
    }


def _object(one: Object) -> object:
    return {
        "id": one.id,
        "type": one.kind,
        "attributes": [
            {"name": name, "time": ALWAYS, "value": value} for name, value in one.values.items()
        ],
        "relationships": _related(one.related),
    }


def _related(related: Mapping[str, str]) -> list[Mapping[str, str]]:
    return [{"objectId": id_, "qualifier": qualifier} for id_, qualifier in related.items()]


def _kind(name: str, attributes: Mapping[str, str]) -> object:
    return {
        "name": name,
        "attributes": [{"name": one, "type": kind} for one, kind in attributes.items()],
    }
