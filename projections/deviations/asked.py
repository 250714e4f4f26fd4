"""Which deviations are asked for, and how many there are of whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from .deviation import Deviation
from .severity import SEVERITIES, at_least

GRAVEST_FIRST = tuple(reversed([*SEVERITIES]))
BY: Mapping[str, Callable[[Deviation], Sequence[str]]] = {
    "person": lambda one: [one.person],
    "department": lambda one: [one.department],
    "clause": lambda one: one.clauses,
    "kind": lambda one: [one.kind],
    "procedure": lambda one: [one.procedure],
}


@dataclass(frozen=True, slots=True)
class Asked:
    """Which deviations are asked for: empty and None ask for all.

    `severity` is the least that is shown; the period is that of `at`, its end not included.
    """

    procedure: str = ""
    person: str = ""
    department: str = ""
    kind: str = ""
    severity: str = "note"
    since: datetime | None = None
    until: datetime | None = None

    def wants(self, one: Deviation) -> bool:
        """Say whether a deviation is asked for."""
        pairs = (
            (self.procedure, one.procedure),
            (self.person, one.person),
            (self.department, one.department),
            (self.kind, one.kind),
        )
        if any(asked and asked != found for asked, found in pairs):
            return False
        if (self.since and one.at < self.since) or (self.until and one.at >= self.until):
            return False
        return at_least(one.severity, self.severity)


def counted(found: Iterable[Deviation], by: str) -> Iterator[tuple[str, Mapping[str, int]]]:
    """Count deviations by what `BY` names, by severity, whoever has the gravest first.

    One that two clauses are about counts for each of them.
    """
    counts: dict[str, Counter[str]] = {}
    for one in found:
        for key in dict.fromkeys(BY[by](one)):
            counts.setdefault(key, Counter())[one.severity] += 1
    for key in sorted(counts, key=lambda one: (_gravity(counts[one]), one)):
        yield key, {code: counts[key][code] for code in GRAVEST_FIRST}


def _gravity(counts: Mapping[str, int]) -> tuple[int, ...]:
    return tuple(-counts[code] for code in GRAVEST_FIRST)
