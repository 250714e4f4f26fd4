"""Which written clauses the complaint pages carry out, and which they leave, and why.

An auditor who holds the documents asks of each clause: where does the program keep it? Every
catalogued clause is cited by a page, kept by design, or declared as not enforced with its
reason; what is none of these is a gap, and a test fails on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from .clause_catalogue import CATALOGUE, Clause
from .clauses_uncited import BY_DESIGN, NOT_ENFORCED

__all__ = ["BY_DESIGN", "CLAUSES", "NOT_ENFORCED", "Clause", "Coverage", "coverage"]

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
