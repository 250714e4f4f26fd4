"""What this version cannot read stops nobody from reading the rest."""

from collections.abc import Iterator

import pytest

from huiyin.domain.office import OFFICE_HOURS
from huiyin.projections.audit_trail import AuditTrail
from huiyin.projections.every import REGISTERS
from huiyin.projections.kept import Kept
from huiyin.projections.registers.complaints import COMPLAINTS
from huiyin.projections.registers.layout import Laid
from huiyin.projections.statistics.catalogue import report
from huiyin.projections.statistics.periods import period
from huiyin.workflow.store import Registry, Store, open_store
from registers import RULES, as_bytes, cases, office, registered
from reports import counts
from spec import at, desk_of, did


@pytest.fixture
def older(file: str) -> Iterator[Store]:
    """A file with one event that the program which opens it does not know."""
    with desk_of(RULES, store=file) as desk:
        cases(desk, 1)
        office(desk, "trading_city").through(
            registered(), did("2026-03-02 10:00", "li:cs_staff", "mark-vip")
        )
        desk.perform(
            "C-2026-000002",
            "dispatch",
            "li:cs_staff",
            at=at("2026-03-02 11:00"),
            form={"department": "维修部"},
        )
        cases(desk, 1)
    known = [kind for kind in RULES.registry().kinds if kind.name != "MarkedVip"]
    store = open_store(file, registry=Registry(known))
    yield store
    store.close()


def test_its_case_is_parked_and_no_other(older: Store) -> None:
    """Architecture 5: a poison event parks its case's rows visibly and never stops the others."""
    kept = Kept(older, COMPLAINTS.projection)

    rows = dict(kept.table().rows)

    assert ["parked" in rows[f"C-2026-00000{n}"] for n in (1, 2, 3)] == [False, True, False]
    assert rows["C-2026-000002"]["version"] == 1
    assert "no event MarkedVip@1 is known here" in kept.status().parked["C-2026-000002"]["reason"]
    assert as_bytes(kept.as_of()) == as_bytes(kept.table())
    assert "parked" not in dict(kept.as_of(position=3).rows)["C-2026-000002"]


@pytest.mark.parametrize("laid", REGISTERS.values(), ids=lambda laid: laid.name)
def test_every_register_that_would_hold_it_says_why_it_does_not(older: Store, laid: Laid) -> None:
    """Architecture 5: visibly; sums of others have no line for it."""
    page = laid.open(older, RULES).page(now=at("2026-03-09 09:00"))

    told = {line.get("no"): line.get("parked") for line in page.lines}

    if laid.name in ("complaints", "first-contact", "promises", "signatures", "overdue"):
        assert "no event MarkedVip@1 is known here" in str(told["C-2026-000002"])
    assert [no for no, why in told.items() if why] in ([], ["C-2026-000002"])


def test_the_trail_shows_its_place(older: Store) -> None:
    """3-forms-and-registers 3.5.3: nothing is left out."""
    trail = AuditTrail(older, RULES)

    told = list(trail.entries())

    assert [one.position for one in told] == [1, 2, 3, 4, 5, 6, 7]
    assert "this entry cannot be read: C-2026-000002 version 2" in told[3].sentence()
    of_case = list(trail.entries(case="C-2026-000002"))
    assert [one.version for one in of_case] == [1, 2, 3]


def test_a_report_counts_the_others_and_names_it(older: Store) -> None:
    """A figure that leaves a case out says so."""
    office_of = (older, RULES, OFFICE_HOURS)
    march = period("month", "2026-03", OFFICE_HOURS.zone)

    told = report("monthly-complaints", *office_of, period=march, now=at("2026-04-02 09:00"))

    assert counts(told)["opened"] == 2
    (note,) = told.notes
    assert "C-2026-000002" in str(note)
