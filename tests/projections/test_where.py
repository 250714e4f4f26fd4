"""Filters are typed by people, and what they cannot mean is told."""

from collections.abc import Sequence

import pytest

from huiyin.projections.registers.complaints import COMPLAINT_REGISTER
from huiyin.workflow.desk import Desk
from huiyin.workflow.errors import Misconfigured
from registers import handled, office, registered
from spec import at, did


def found(desk: Desk, *where: str) -> Sequence[object]:
    """Give the last digit of each complaint that is found."""
    office(desk, "property")
    register = COMPLAINT_REGISTER.open(desk.store, desk.rulebook)
    told = register.rows(now=at("2026-03-09 09:00"), where=where)
    return [str(one["no"])[-1] for one in told]


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ("state=archived", "1"),
        ("state=已归档", "1"),
        ("state != archived", "23"),
        ("procedure=complaint/mall", "2"),
        ("procedure=mall", "2"),
        ("severity=serious", "3"),
        ("Severity=SERIOUS", None),
        ("severity=SERIOUS", "3"),
        ("overdue=true", "3"),
        ("overdue=否", "12"),
        ("satisfied=true", "1"),
        ("satisfied=", "23"),
        ("satisfied!=", "1"),
        ("matter~漏", "1"),
        ("matter=漏", ""),
        ("content~MAIN", "3"),
        ("version=11", "1"),
        ("opened_at=2026-03-02", "12"),
        ("opened-at=2026-03-02T09:00:00+08:00", "1"),
        ("opened_at=2026-03-02T09:00", "1"),
        ("opened_at~2026-03-0", "123"),
        ("planned_visit_at=today", ""),
        ("closed_at=2026-03-05 15:00", "1"),
        ("closed_at=2026-03-05T15:00:01", ""),
        ("closed_at!=today", "123"),
        ("due_at=2026-03-04 18:00", "1"),
        ("missed_deadlines=三天内明确答复", "3"),
        ("signatures=nobody", ""),
        ("archive_no=", "23"),
        ("signatures~zhao", "1"),
        ("signatures=", "23"),
        ("overdue_deadlines=answer", "3"),
        ("vip~tru", ""),
    ],
)
def test_a_filter_finds(desk: Desk, where: str, expected: str | None) -> None:
    """Cli.md: --where, on a whole or a part, by a code or its name, for an instant or a day."""
    handled(office(desk, "property"))
    office(desk, "mall").through(registered("2026-03-02 23:30", matter="灯"))
    office(desk, "service_centre").through(
        registered("2026-03-03 09:00", matter="灯", severity="serious", content="the main lamp")
    )

    if expected is None:
        with pytest.raises(Misconfigured):
            found(desk, where)
    else:
        assert "".join(map(str, found(desk, where))) == expected


def test_all_filters_must_hold(desk: Desk) -> None:
    """Cli.md: --where, several times."""
    office(desk, "mall").through(registered())
    office(desk, "jewellery").through(
        registered(), did("2026-03-02 10:00", "wang:receptionist", "handle-directly")
    )

    assert found(desk, "state=in_progress", "procedure=jewellery") == ["2"]
    assert found(desk, "state=in_progress", "procedure=mall") == []


@pytest.mark.parametrize(
    ("where", "possible"),
    [
        ("colour=red", "there are: no, opened_at"),
        ("state", "COLUMN=VALUE"),
        ("state>closed", "COLUMN~PART"),
        ("", "COLUMN!=VALUE"),
        ("=closed", "COLUMN=VALUE"),
        ("overdue=maybe", "true and false"),
        ("version=many", "a whole number"),
        ("opened_at=yesterday", "2026-03-02T09:00:00+08:00"),
        ("opened_at=2026-02-30", "a day or an instant"),
        ("opened_at=9999-12-31 24:00", "a day or an instant"),
    ],
)
def test_what_a_filter_cannot_mean_is_told(desk: Desk, where: str, possible: str) -> None:
    """Cli.md: exit 9, naming what is possible."""
    with pytest.raises(Misconfigured, match=r"possible|there are") as told:
        found(desk, where)

    assert possible in str(told.value)


def test_an_unknown_column_is_told_before_anything_is_read(desk: Desk) -> None:
    """Cli.md: exit 9, naming what is possible."""
    register = COMPLAINT_REGISTER.open(desk.store, desk.rulebook)

    with pytest.raises(Misconfigured, match="no column 'colour'; there are: no,"):
        register.rows(now=at("2026-03-09 09:00"), columns=["no", "colour"])
