"""A register kept by reading the log: what it is, and how it stays true.

    REPAIRS = Projection.by_case("repairs", 1, fold, "repair")

A projection folds events, in the order of the log, into JSON rows by key. Its name and its
version are the name of the kept table, so that a changed fold never continues older rows:
raise the version and the table is built anew when it is next read.

An event at which a fold raises is poison: its case is parked with the reason, further events
of the case wait until a rebuild, and every other case goes on.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypedDict, TypeVar, cast

from ..workflow.events import Recorded
from ..workflow.store import Row, Unreadable

R = TypeVar("R", bound=Mapping[str, object])
Fold = Callable[[R | None, Recorded, str], R | None]
Keys = Callable[[Recorded], Iterable[str]]

PARKED = "!parked"


class Park(TypedDict):
    """Why the rows of a case wait: the event that could not be applied, and its rows' keys."""

    position: int
    version: int
    event: str
    reason: str
    keys: list[str]


@dataclass(frozen=True, slots=True)
class Projection(Generic[R]):
    """What is read off the log: which rows an event concerns, and what it makes of each.

    `fold(row, recorded, key)` gives the row after the event, None for no row. It may change
    the row that it is given, and it looks at nothing else, so that the same log gives the
    same rows, byte for byte. An event that it does not know leaves the row as it is.
    """

    name: str
    version: int
    fold: Fold[R]
    keys: Keys

    @classmethod
    def by_case(
        cls,
        name: str,
        version: int,
        fold: Callable[[R | None, Recorded], R | None],
        *kinds: str,
    ) -> Projection[R]:
        """Keep one row a case, of these kinds of case or of all."""
        begins = tuple(f"{kind}/" for kind in kinds) or ("",)

        def its_case(recorded: Recorded) -> tuple[str, ...]:
            return (recorded.case,) if recorded.event.procedure.startswith(begins) else ()

        return cls(name, version, lambda row, recorded, _: fold(row, recorded), its_case)

    @property
    def table(self) -> str:
        """The name of the kept table."""
        return f"{self.name}@{self.version}"


Rows = dict[str, Row | None]
Look = Callable[[Sequence[str]], Mapping[str, Row]]


@dataclass(slots=True)
class Folding(Generic[R]):
    """Rows on their way through a stretch of the log.

    `rows` are those that were looked at, None where there is none; `changed` the keys of
    those that the events have touched.
    """

    projection: Projection[R]
    rows: Rows = field(default_factory=dict)
    changed: set[str] = field(default_factory=set)
    waiting: dict[str, Park] = field(default_factory=dict)

    @classmethod
    def page(cls, projection: Projection[R], events: Sequence[Recorded], look: Look) -> Folding[R]:
        """Fold a page of the log over the rows as they are kept."""
        try:
            folding = cls.over(projection, events, look)
            folding.take(events)
        except Exception:  # noqa: BLE001  whatever a fold raises, its page is taken one by one
            return cls.one_by_one(projection, events, look)
        return folding

    @classmethod
    def one_by_one(
        cls, projection: Projection[R], events: Sequence[Recorded], look: Look
    ) -> Folding[R]:
        """Fold a page slowly, parking the cases whose events cannot be applied."""
        folding = cls.over(projection, events, look)
        for recorded in events:
            folding.take_carefully(recorded)
        return folding

    @classmethod
    def over(cls, projection: Projection[R], events: Sequence[Recorded], look: Look) -> Folding[R]:
        """Begin with the rows that these events concern."""
        keys: dict[str, None] = {}
        for recorded in events:
            keys.update(dict.fromkeys(keys_of(projection, recorded)))
        folding = cls(projection)
        folding.rows = {**dict.fromkeys(keys), **look([*keys, PARKED])}
        folding.waiting = parks_in(folding.rows.pop(PARKED, None))
        return folding

    def take(self, events: Iterable[Recorded]) -> None:
        """Apply events; whatever a fold raises goes on to the caller."""
        rows, changed, waiting = self.rows, self.changed, self.waiting
        fold, keys_in = self.projection.fold, self.projection.keys
        for recorded in events:
            if waiting and recorded.case in waiting:
                continue
            for key in keys_in(recorded):
                rows[key] = fold(cast("R | None", rows.get(key)), recorded, key)
                changed.add(key)

    def take_carefully(self, recorded: Recorded) -> None:
        """Apply one event whole, or park its case and leave its rows as they were."""
        keys = keys_of(self.projection, recorded)
        before = {key: _text(self.rows.get(key)) for key in keys}
        try:
            self.take((recorded,))
            for key in keys:
                _text(self.rows.get(key))
        except Exception as poison:  # noqa: BLE001  one case's trouble must not stop the others
            self.rows.update({key: json.loads(text) for key, text in before.items()})
            event = recorded.event
            self.park(recorded, f"{event.topic}: {poison!r}", keys)

    def park(self, place: Recorded | Unreadable, reason: str, keys: Sequence[str]) -> None:
        """Let a case wait from this event on."""
        if place.case in self.waiting:
            return
        name = place.event.name if isinstance(place, Recorded) else ""
        self.waiting[place.case] = Park(
            position=place.position,
            version=place.version,
            event=name,
            reason=reason,
            keys=list(keys) or [place.case],
        )
        self.changed.add(PARKED)

    def changes(self) -> Rows:
        """Give what is to be written."""
        found: Rows = {key: self.rows.get(key) for key in self.changed if key != PARKED}
        if PARKED in self.changed:
            found[PARKED] = dict(self.waiting)
        return found


def keys_of(projection: Projection[R], recorded: Recorded) -> tuple[str, ...]:
    """Give the keys of the rows that an event concerns; its case's where they cannot be told."""
    try:
        return tuple(projection.keys(recorded))
    except Exception:  # noqa: BLE001  the same will be raised, and told, when it is applied
        return (recorded.case,)


def parks_in(row: Row | None) -> dict[str, Park]:
    """Read what is parked."""
    return dict(cast("Mapping[str, Park]", row or {}))


def with_parks(rows: Iterable[tuple[str, Row]]) -> Iterator[tuple[str, Row]]:
    """Mark the rows of parked cases, also where there is no row yet; in the order of keys.

    What is parked is kept as a row whose key comes before every case's.
    """
    marks: dict[str, Row] = {}
    for key, row in rows:
        if key == PARKED:
            parks = parks_in(row).items()
            marks = {one: {**park, "case": case} for case, park in parks for one in park["keys"]}
            continue
        for early in sorted(one for one in marks if one < key):
            yield early, {"parked": marks.pop(early)}
        yield key, {**row, "parked": marks.pop(key)} if key in marks else row
    for key in sorted(marks):
        yield key, {"parked": marks[key]}


def _text(row: Row | None) -> str:
    return json.dumps(row, allow_nan=False)
