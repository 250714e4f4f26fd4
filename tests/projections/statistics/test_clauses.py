"""What a report carries out is catalogued, and nowhere declared as left out."""

import pytest

from huiyin.domain.clauses import CLAUSES
from huiyin.domain.clauses_uncited import IN_REPORTS, NOT_ENFORCED
from huiyin.projections.statistics.catalogue import REPORTS

CITED = {name: entry.heading.clauses for name, entry in REPORTS.items()}


@pytest.mark.parametrize("report", CITED)
def test_a_report_carries_out_clauses_of_the_catalogue(report: str) -> None:
    assert CITED[report]
    assert CLAUSES.keys() >= {*CITED[report]}
    assert not NOT_ENFORCED.keys() & {*CITED[report]}


@pytest.mark.parametrize("clause", IN_REPORTS)
def test_a_clause_that_is_left_to_a_report_is_cited_by_one(clause: str) -> None:
    assert any(clause in clauses for clauses in CITED.values())
