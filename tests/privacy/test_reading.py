"""S001-t1-9, for those who embed huiyin: whom they read for is logged when they have read."""

from collections.abc import Generator
from contextlib import suppress

import pytest

from huiyin.domain.office import open_desk
from huiyin.workflow.cases import Cases
from huiyin.workflow.desk import Desk
from huiyin.workflow.errors import NotFound
from huiyin.workflow.language import message
from huiyin.workflow.privacy import NOT_SHOWN, Reading
from privacy.erasing import keyring_of
from registers import COMPLAINT, cases
from spec import at

NOW = at("2026-04-01 09:00")


@pytest.fixture
def desk() -> Generator[Desk]:
    with open_desk("memory:") as desk:
        yield desk


def name_in(found: Cases, case: str) -> object:
    return found.case(case).past[0].form["name"]


def test_what_is_read_for_somebody_is_logged_when_he_has_read(desk: Desk) -> None:
    first, second = cases(desk, 2)
    reading = Reading("li:cs_staff", "case screen", at=NOW, why="call back")

    with desk.read_by(reading) as found:
        assert name_in(found, second) == name_in(found, second) == COMPLAINT["name"]
        assert keyring_of(desk).accesses() == []

    (access,) = keyring_of(desk).accesses()
    assert (access.at, access.who, access.what) == (NOW, "li:cs_staff", "case screen")
    assert (access.cases, access.why) == ((second,), "call back")
    assert reading.cases == (second,) != (first,)


def test_what_was_opened_is_logged_once_and_what_follows_anew(desk: Desk) -> None:
    first, second = cases(desk, 2)
    reading = Reading("li:cs_staff", "case screen", at=NOW)
    for case in (first, first, second):
        with desk.read_by(reading) as found:
            name_in(found, case)

    assert [one.cases for one in keyring_of(desk).accesses()] == [(first,), (second,)]


def test_what_was_opened_before_something_went_wrong_is_logged(desk: Desk) -> None:
    (case,) = cases(desk, 1)

    with suppress(NotFound), desk.read_by(Reading("li:x", "y", at=NOW)) as found:
        name_in(found, case)
        found.case("C-2026-000009")

    assert [one.cases for one in keyring_of(desk).accesses()] == [(case,)]


def test_whoever_may_not_read_sees_nothing_and_is_told_why(desk: Desk) -> None:
    (case,) = cases(desk, 1)
    reading = Reading("zhou:technician", "y", at=NOW, barred=message("not for you"))
    assert reading.hidden is None

    with desk.read_by(reading) as found:
        assert name_in(found, case) == NOT_SHOWN

    assert str(reading.hidden) == "not for you"
    assert keyring_of(desk).accesses() == []


def test_what_a_desk_reads_to_decide_is_no_reading(desk: Desk) -> None:
    (case,) = cases(desk, 1)

    assert desk.next(case)
    assert name_in(desk, case) == COMPLAINT["name"]

    assert keyring_of(desk).accesses() == []
