"""S004-p6-7.3, S001-ch4-9 to ch4-11: the complaints of a month, a quarter and a year."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from huiyin.workflow.desk import Desk
from papers.paper import take
from papers.realty import PAPER as REALTY
from papers.service_centre import PAPER as CENTRE
from registers import RULES, handled, office, registered, to_department, with_result
from reports import as_bytes, counts, made, row, rows, story
from spec import Scenario, at, desk_of, did

ANSWERED = "register handle-directly reply"
WORDS = ("by_procedure", "by_kind", "by_severity", "by_department", "by_channel", "by_matter")
UNHAPPY = take("record-dissatisfied-visit", "wang:receptionist")


def month(desk: Desk, cut: str = "2026-03") -> dict[str, object]:
    return counts(made(desk, "monthly-complaints", cut))


def hours(number: float) -> timedelta:
    return timedelta(hours=number)


def test_a_month_counts_what_was_registered_closed_and_is_open(desk: Desk) -> None:
    """S004-p6-7.3: the number of complaints."""
    handled(office(desk, "property"))
    to_department(desk)

    told = month(desk)

    assert (told["opened"], told["closed"], told["open_at_end"]) == (2, 1, 1)
    assert (told["answered"], told["escalated"], told["repeated"]) == (1, 0, 0)
    assert (told["deadlines_missed"], told["overdue_at_end"]) == (1, 1)


def test_counts_are_told_by_every_word_that_the_clauses_name(desk: Desk) -> None:
    """S001-ch4-9: by kind, department, severity, procedure, channel, and by matter."""
    handled(office(desk, "property"))
    to_department(desk)

    told = made(desk, "monthly-complaints", "2026-03")

    expected = {
        "by_procedure": [("complaint/property", 1), ("complaint/trading_city", 1)],
        "by_kind": [("complaint", 2)],
        "by_severity": [("general", 1), ("important", 1)],
        "by_department": [("维修部", 2)],
        "by_channel": [("phone", 2)],
        "by_matter": [("水管漏水", 2)],
        "by_category": [("", 2)],
    }
    found = {name: [(one["value"], one["opened"]) for one in rows(told, name)] for name in expected}
    assert found == expected


def test_only_the_most_frequent_matters_have_a_name(desk: Desk) -> None:
    """A month's causes fit on its page, and the others are counted."""
    for number in range(25):
        for _ in range(1 + (number == 7)):
            office(desk, "mall").through(registered(matter=f"事项{number:02}"))

    found = rows(made(desk, "monthly-complaints", "2026-03"), "by_matter")

    assert [one["value"] for one in found[:2]] == ["事项07", "事项00"]
    assert (len(found), found[-1]["value"], found[-1]["opened"]) == (21, "", 5)


@pytest.mark.parametrize(
    ("when", "february", "march"),
    [
        ("2026-02-28T15:59:59+00:00", 1, 0),
        ("2026-02-28T16:00:00+00:00", 0, 1),
        ("2026-03-31T15:59:59+00:00", 0, 1),
        ("2026-03-31T16:00:00+00:00", 0, 0),
    ],
)
def test_a_month_changes_at_the_offices_midnight(
    desk: Desk, when: str, february: int, march: int
) -> None:
    """6-reports.md: cut by event time in the organisation's time zone."""
    office(desk, "mall").through(registered(when))

    assert month(desk, "2026-02")["opened"] == february
    assert month(desk, "2026-03")["opened"] == march


def test_what_was_written_down_late_counts_when_it_happened(desk: Desk) -> None:
    """6-reports.md: event time, not recording time."""
    late = registered("2026-04-03 09:00", happened="2026-03-31 10:00", because="停电")
    office(desk, "mall").through(late)

    assert (month(desk)["opened"], month(desk, "2026-04")["opened"]) == (1, 0)


def test_times_are_told_in_plain_and_in_working_time(desk: Desk) -> None:
    """S004-p6-7.3: response and answer; seven hours and a half are worked a day."""
    handled(office(desk, "property"))

    told = made(desk, "monthly-complaints", "2026-03")

    response, answer = row(told, "times", "response"), row(told, "times", "answer")
    assert (response["count"], response["median"], response["working_median"]) == (
        1,
        hours(2),
        hours(2),
    )
    assert (answer["longest"], answer["working_longest"]) == (hours(73), hours(23.5))
    assert (answer["ninth_tenth"], answer["waiting"]) == (hours(73), 0)


def test_who_waits_at_the_end_is_told_and_measured_when_the_answer_comes(desk: Desk) -> None:
    """A time counts in the period in which it ended."""
    case = story(desk, CENTRE, "2026-03-31 09:00", "register")
    before = row(made(desk, "monthly-complaints", "2026-03"), "times", "answer")
    case.then(take("handle-directly", after="23h")).then("reply")

    after = row(made(desk, "monthly-complaints", "2026-03"), "times", "answer")
    april = row(made(desk, "monthly-complaints", "2026-04"), "times", "answer")
    assert (before, before["count"], before["waiting"]) == (after, 0, 1)
    assert (april["count"], april["median"], april["waiting"]) == (1, hours(24), 0)


def test_a_deadline_counts_where_it_is_due_and_at_midnight_in_the_day_that_ends(
    desk: Desk,
) -> None:
    """S004-p7-visit-2b: three days from 28 March end on 31 March at 24:00."""
    story(desk, CENTRE, "2026-03-28 09:00", "register")

    told = row(made(desk, "monthly-complaints", "2026-03"), "deadlines", "complaint/service_centre")

    assert (told["deadline"], told["clause"]) == ("answer", "S004-p7-visit-2b")
    assert (told["due"], told["missed"], told["kept"]) == (1, 1, (0, 1))
    assert rows(made(desk, "monthly-complaints", "2026-04"), "deadlines") == []


@pytest.mark.parametrize(
    ("when", "happened", "missed"),
    [
        ("2026-03-04 18:00", "", 0),
        ("2026-03-04 18:01", "", 1),
        ("2026-03-06 09:00", "2026-03-04 17:00", 0),
    ],
)
def test_a_deadline_is_judged_by_when_its_work_happened(
    desk: Desk, when: str, happened: str, missed: int
) -> None:
    """Settled 1: instants are compared."""
    with_result(to_department(desk), when, happened, "迟补" if happened else "")

    assert month(desk)["deadlines_missed"] == missed


def test_a_running_deadline_is_neither_kept_nor_missed(desk: Desk) -> None:
    """While the month lasts, what may still be kept is told apart."""
    to_department(desk)

    told = made(desk, "monthly-complaints", "2026-03", "2026-03-04 18:00")

    (deadline,) = rows(told, "deadlines")
    assert (deadline["due"], deadline["missed"], deadline["running"]) == (1, 0, 1)
    assert deadline["kept"] == (0, 0)
    assert "not over yet" in str(told.notes[0])


def test_a_tick_changes_only_what_it_has_recorded(desk: Desk) -> None:
    """Settled 1: never by the presence of a lapse event."""
    to_department(desk)
    before = made(desk, "monthly-complaints", "2026-03")

    desk.tick(at("2026-03-08 09:00"))

    after = made(desk, "monthly-complaints", "2026-03")
    assert counts(before) == counts(after)
    assert [rows(one, "deadlines")[0]["lapses"] for one in (before, after)] == [0, 1]


@pytest.mark.parametrize(("unhappy", "meets"), [(0, True), (1, True), (2, False)])
def test_satisfaction_is_held_to_nineteen_in_twenty(desk: Desk, unhappy: int, meets: bool) -> None:
    """S000-p3-13: 19 of 20 are 95 % and enough."""
    for number in range(20):
        visit = UNHAPPY if number < unhappy else "record-satisfied-visit"
        story(desk, CENTRE, f"2026-03-02 09:{number:02}", ANSWERED, (visit,))

    told = row(made(desk, "monthly-complaints", "2026-03"), "satisfaction", "all")

    assert told["rate"] == (20 - unhappy, 20)
    assert (told["dissatisfied"], told["unrated"], told["meets"]) == (unhappy, 0, meets)


def test_a_complaint_is_rated_by_its_last_visit(desk: Desk) -> None:
    """S004-p7-first-1: until the user is satisfied; the month knows how it ended."""
    again = "start-rework reply record-satisfied-visit"
    case = story(desk, CENTRE, "2026-03-30 09:00", ANSWERED, (UNHAPPY,))
    unhappy = row(made(desk, "monthly-complaints", "2026-03"), "satisfaction", "all")
    for step in again.split():
        case.then(take(step, "wang:receptionist", after="20h"))

    told = [made(desk, "monthly-complaints", cut) for cut in ("2026-03", "2026-04")]
    march, april = (row(one, "satisfaction", "all") for one in told)
    assert (unhappy["rate"], march["rate"], april["rate"]) == ((0, 1), (0, 1), (1, 1))


def test_what_nobody_visited_is_told_apart(desk: Desk) -> None:
    """6-reports.md: unrated excluded, but shown."""
    office(desk, "mall").through(
        registered(),
        did("2026-03-02 10:00", "wang:receptionist", "handle-directly"),
        did(
            "2026-03-02 11:00",
            "wang:receptionist",
            "reply",
            contact_mode="phone",
            process="查",
            result="已办",
        ),
        did("2026-03-02 12:00", "wang:receptionist", "close"),
    )

    told = row(made(desk, "monthly-complaints", "2026-03"), "satisfaction", "all")

    assert (told["rate"], told["unrated"], told["meets"]) == ((0, 0), 1, None)


def test_a_correction_changes_the_statistics_and_not_those_of_before(desk: Desk) -> None:
    """S001-ch2-1a: what was corrected counts as corrected, from then on."""
    case = handled(office(desk, "property"))
    before = made(desk, "monthly-complaints", "2026-03")

    desk.perform(
        case.number,
        "correct-entry",
        "chen:cs_manager",
        at=at("2026-04-02 09:00"),
        form={"version": 2, "now": {"severity": "general"}, "approved_by": "gao"},
        reason="记错",
    )

    severities = [
        [one["value"] for one in rows(told, "by_severity")]
        for told in (
            before,
            made(desk, "monthly-complaints", "2026-03"),
            made(desk, "monthly-complaints", "2026-03", at=at("2026-04-01 09:00")),
        )
    ]
    assert severities == [["important"], ["general"], ["important"]]


def test_repeated_escalated_and_not_cooperating_are_counted(desk: Desk) -> None:
    """S004-p6-4.3, S004-p7-first-4."""
    first = handled(office(desk, "property"))
    office(desk, "service_centre").through(
        registered("2026-03-10 09:00", earlier_case=first.number, severity="serious"),
        did("2026-03-10 09:10", "wang:receptionist", "escalate", recipients=["director"]),
        did(
            "2026-03-10 10:00",
            "wang:receptionist",
            "report-non-cooperation",
            against="维修部",
            matter="不接电话",
        ),
    )

    told = made(desk, "monthly-complaints", "2026-03")

    assert (counts(told)["repeated"], counts(told)["escalated"]) == (1, 1)
    assert counts(told, "non_cooperation") == {"维修部": 1}


@pytest.mark.parametrize(("before", "second"), [(True, 1), (False, 0)])
def test_what_the_office_handled_before_is_a_second_instance(
    desk: Desk, before: bool, second: int
) -> None:
    """S003-3.5: matters that the management office has not handled well."""
    story(desk, REALTY, "2026-03-02 09:00", (take("register", office_handled=before),))

    assert month(desk)["second_instance"] == second


def test_a_matter_taken_over_from_the_office_is_a_second_instance(desk: Desk) -> None:
    """S003-3.5: the customer says that the office handled it badly."""
    taken_over = "register inform-office take-over-from-office"
    story(desk, REALTY, "2026-03-02 09:00", taken_over)

    assert month(desk)["second_instance"] == 1


@given(some.lists(some.integers(0, 365 * 24 * 60 - 1), max_size=8))
@settings(max_examples=15, deadline=None)
def test_months_and_words_add_up(minutes: list[int]) -> None:
    """Every complaint falls into one month, and under one word of each table."""
    desk = desk_of(RULES)
    for minute in minutes:
        when = at("2026-01-01 00:00") + timedelta(minutes=minute)
        office(desk, "mall").through(registered(when.isoformat()))

    told = made(desk, "annual-complaints", "2026")

    added = [sum(one["opened"] for one in rows(told, name)) for name in ("by_month", *WORDS)]
    assert added == [len(minutes)] * len(added)
    assert counts(told)["open_at_end"] == rows(told, "by_month")[-1]["open_at_end"] == len(minutes)


def test_an_empty_month_is_a_report_too(desk: Desk) -> None:
    """Nothing happened, and that is told."""
    told = made(desk, "monthly-complaints", "2026-03")

    assert set(counts(told).values()) == {0}
    assert row(told, "satisfaction", "all")["rate"] == (0, 0)
    assert row(told, "times", "answer")["median"] is None
    assert (told.position, rows(told, "by_kind")) == (0, [])


def test_a_position_names_the_same_report_for_ever(desk: Desk) -> None:
    """Lessons, feature 3: byte for byte."""
    to_department(desk)
    position = desk.store.position()
    first = made(desk, "monthly-complaints", "2026-03", "2026-03-05 09:00", position=position)

    with_result(Scenario(desk, "", "C-2026-000001"), "2026-03-06 09:00")
    again = made(desk, "monthly-complaints", "2026-03", "2027-01-01 09:00", position=position)

    assert as_bytes(first) == as_bytes(again)
    assert (first.position, first.as_of) == (position, at("2026-03-02 10:00"))


def test_an_instant_names_the_same_report_for_ever(desk: Desk) -> None:
    """Lessons, feature 3: what is recorded later changes nothing, the position neither."""
    to_department(desk)
    first = made(desk, "monthly-complaints", "2026-03", at=at("2026-03-03 09:00"))

    with_result(Scenario(desk, "", "C-2026-000001"), "2026-03-06 09:00")
    again = made(desk, "monthly-complaints", "2026-03", "2028-01-01 09:00", at=first.as_of)

    assert as_bytes(first) == as_bytes(again)


def test_a_quarter_tells_each_month_like_the_months_own_report(desk: Desk) -> None:
    """S001-ch4-10: the trend."""
    handled(office(desk, "property"))
    office(desk, "mall").through(registered("2026-01-15 09:00"))

    told = made(desk, "quarterly-complaints", "2026-Q1")

    trend = [
        (one["month"], one["opened"], one["closed"], one["open_at_end"], one["rate"])
        for one in rows(told, "by_month")
    ]
    assert trend == [
        ("2026-01", 1, 0, 1, (0, 0)),
        ("2026-02", 0, 0, 1, (0, 0)),
        ("2026-03", 1, 1, 1, (1, 1)),
    ]
    assert (counts(told)["opened"], told.heading.proposes) == (2, True)


def test_a_year_has_twelve_months(desk: Desk) -> None:
    """S001-ch4-10: the annual summary."""
    assert len(rows(made(desk, "annual-complaints", "2026"), "by_month")) == 12


def test_public_days_that_are_only_predicted_are_told(desk: Desk) -> None:
    """Working time of a year without an official notice is a prediction."""
    told = made(desk, "annual-complaints", "2032")

    assert any("2032" in str(note) for note in told.notes)
