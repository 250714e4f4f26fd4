"""A correction is a counter-entry: it hides nothing, and what is judged is the right words."""

import pytest

from huiyin.projections.columns import in_words
from huiyin.projections.registers.complaints import COMPLAINT_REGISTER
from huiyin.workflow.desk import Desk
from huiyin.workflow.language import language
from registers import handled, line, office, registered, to_department, with_result
from spec import at, did, mended


def test_a_correction_shows_the_struck_words_and_counts_the_right_ones(desk: Desk) -> None:
    """Lessons, feature 10: a correction is a counter-entry and hides nothing."""
    case = to_department(desk).through(
        mended("2026-03-02 11:00", "chen:cs_manager", 1, name="周敏敏", unit_no="3-1202")
    )

    told = line(desk, case.number)

    assert (told["customer"], told["unit_no"]) == ("周敏敏", "3-1202")
    (one,) = told["corrections"]
    assert one["was"] == {"name": "周敏", "unit_no": None}
    assert (one["entry"], one["by"], one["approved_by"]) == (1, "chen", "gao")


def test_a_corrected_limit_is_the_limit(desk: Desk) -> None:
    """Lessons, feature 10: what is judged is judged by the corrected words."""
    case = to_department(desk)
    fix = mended("2026-03-02 11:00", "chen:cs_manager", 2, due_at="2026-03-10T18:00:00+08:00")

    assert line(desk, case.number)["overdue"] is True
    case.through(fix)

    told = line(desk, case.number)
    assert (told["overdue"], told["due_at"]) == (False, at("2026-03-10 18:00"))


def test_a_limit_corrected_after_its_end_counts_too(desk: Desk) -> None:
    """Lessons, feature 10: also where the deadline no longer runs."""
    case = with_result(to_department(desk), "2026-03-05 09:00")
    assert line(desk, case.number)["missed"] is True

    case.through(mended("2026-03-06 09:00", "chen:cs_manager", 2, due_at="2026-03-05 18:00+08:00"))

    assert line(desk, case.number)["missed"] is False


def test_a_corrected_severity_does_not_hide_a_newer_one(desk: Desk) -> None:
    """Lessons, feature 10: a counter-entry changes its entry and nothing else."""
    case = handled(office(desk, "property")).through(
        mended("2026-03-07 09:00", "chen:cs_manager", 1, severity="serious")
    )

    assert line(desk, case.number)["severity"] == "important"


@pytest.mark.parametrize(
    ("value", "says"),
    [
        (None, "—"),
        (True, "yes"),
        (["items", "shift_log"], "items, shift_log"),
        (
            [{"number": "PF-1", "price": None}, {"number": "PF-2", "price": "380.00"}],
            "PF-1, PF-2 380.00",
        ),
    ],
)
def test_what_stood_in_a_blank_is_said_without_the_signs_of_a_program(
    value: object, says: str
) -> None:
    assert language("en").say(in_words(value)) == says


@pytest.mark.parametrize("code", ["en", "zh"])
def test_every_value_can_be_said_and_written_as_data(desk: Desk, code: str) -> None:
    """Cli.md: English and Chinese from the first day."""
    handled(office(desk, "property"))
    test_a_correction_shows_the_struck_words_and_counts_the_right_ones(desk)
    office(desk, "service_centre").through(
        registered(),
        did(
            "2026-03-02 10:00",
            "wang:receptionist",
            "report-non-cooperation",
            happened="2026-03-02 09:30",
            because="no paper",
            against="维修部",
            matter="不接电话",
        ),
    )
    register = COMPLAINT_REGISTER.open(desk.store, desk.rulebook)
    said = language(code)

    for told in register.rows(now=at("2026-03-09 09:00")):
        shown = {n: one.shown(told[n], said, register.zone) for n, one in register.columns.items()}
        plain = {n: one.plain(told[n], register.zone) for n, one in register.columns.items()}
        assert "{" not in "".join(shown.values())
        assert str(plain["opened_at"]).endswith("+08:00")
        assert shown["opened_at"] == "2026-03-02 09:00"
        assert shown["channel"] == ("电话" if code == "zh" else "telephone")
