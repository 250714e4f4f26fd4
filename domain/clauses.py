"""Which written clauses the pages carry out, and which they leave, and why.

An auditor who holds the documents asks of each clause: where does the program keep it? Every
catalogued clause is cited by a page, kept by design, or declared as not enforced with its
reason; what is none of these is a gap, and a test fails on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, NamedTuple

from ..workflow.parts import Step
from ..workflow.procedure import Procedure
from .clause_catalogue import CATALOGUE, Clause
from .clauses_uncited import BY_DESIGN, NOT_ENFORCED

__all__ = [
    "BY_DESIGN",
    "CLAUSES",
    "NOT_ENFORCED",
    "Citation",
    "Clause",
    "Coverage",
    "citations",
    "coverage",
]

CLAUSES: Final[Mapping[str, Clause]] = MappingProxyType({one.id: one for one in CATALOGUE})


@dataclass(frozen=True, slots=True)
class Coverage:
    """The catalogue laid beside what the pages cite; each list in the documents' order."""

    cited: tuple[Clause, ...]
    by_design: tuple[Clause, ...]
    not_enforced: tuple[Clause, ...]
    gaps: tuple[Clause, ...]
    contradicted: tuple[Clause, ...]
    unknown: tuple[str, ...]

    @property
    def is_complete(self) -> bool:
        """Every clause has its place, no declaration is belied, no citation is unknown."""
        return not (self.gaps or self.contradicted or self.unknown)


def coverage(cited: Iterable[str]) -> Coverage:
    """Lay the clauses that pages cite beside the catalogue.

    `gaps` are neither cited nor declared, `contradicted` are declared as not enforced and
    cited all the same, `unknown` are cited and not catalogued.
    """
    ids = frozenset(cited)
    return Coverage(
        cited=_those(ids),
        by_design=_those(BY_DESIGN.keys() - ids),
        not_enforced=_those(NOT_ENFORCED.keys() - ids),
        gaps=_those(CLAUSES.keys() - ids - BY_DESIGN.keys() - NOT_ENFORCED.keys()),
        contradicted=_those(NOT_ENFORCED.keys() & ids),
        unknown=tuple(sorted(ids - CLAUSES.keys())),
    )


def _those(ids: Iterable[str]) -> tuple[Clause, ...]:
    chosen = frozenset(ids)
    return tuple(one for one in CATALOGUE if one.id in chosen)


class Citation(NamedTuple):
    """A place on a page where a clause is cited: a step, or a deadline.

    `part` is `step` for the step itself, else what on it cites: `rule`, `guard`, `people`,
    `deadline` or `lapse`.
    """

    clause: str
    page: str
    part: str
    name: str


def citations(page: Procedure) -> Iterator[Citation]:
    """Give every place of a page that cites a clause, in the order of the page."""
    for name, step in page.steps.items():
        for part, clauses in _cited_by(step):
            yield from (Citation(one, page.name, part, name) for one in clauses)
    for name, deadline in page.deadlines.items():
        yield Citation(deadline.clause, page.name, "deadline", name)
        for note in deadline.notes:
            yield from (Citation(one, page.name, "lapse", name) for one in note.clauses)


def _cited_by(step: Step) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield "step", step.clauses
    yield from (("rule", one.clauses) for one in step.only_if)
    yield from (("guard", one.clauses) for rules in step.guard.values() for one in rules)
    yield from (("people", one.clauses) for one in step.never_by)
    yield "people", step.apart
