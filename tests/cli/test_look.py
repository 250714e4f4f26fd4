"""cli.md: `next`, `why`, `why-due`, `show` and `history`."""

from datetime import UTC, datetime

import pytest

from huiyin.cli import tell
from huiyin.cli.paint import plain, width
from huiyin.cli.report import Reader
from huiyin.domain.office import rulebook
from huiyin.workflow.advice import Possibility, possibilities
from huiyin.workflow.calendars import SHANGHAI
from huiyin.workflow.case import Case
from huiyin.workflow.errors import Reason
from huiyin.workflow.language import language
from huiyin.workflow.parts import Step
from huiyin.workflow.procedure import Procedure
from terminal import Terminal

WANG = ("--as", "wang:receptionist")
MORNING = ("--at", "2026-03-02 09:05")


def test_next_names_steps_people_and_what_is_missing(huiyin: Terminal) -> None:
    """Lessons 2: everything that is open, for whom, and what it lacks."""
    case = huiyin.opened(severity="serious")

    told = huiyin.run("next", case, *WANG, "--json").json

    steps = {one["step"]: one for one in told["next"]}
    assert steps["escalate"]["yours"] is True
    assert steps["correct-entry"]["yours"] is False
    assert steps["handle-directly"]["missing"][0]["clauses"] == ["S000-m-3.1.7a"]


def test_next_says_until_when(huiyin: Terminal) -> None:
    """cli.md: what is possible now, by whom, until when."""
    case = huiyin.opened(procedure="complaint/service_centre")

    table = huiyin.run("next", case).out

    assert table.count("2026-03-05 24:00") > 1
    assert "2026-03-06" not in table
    assert "a clear answer within three days (answer)" in table


def test_why_gives_every_reason_once_with_its_clause(huiyin: Terminal) -> None:
    """S004-p7-first-3: the first-contact person follows up before closing."""
    case = huiyin.opened(procedure="complaint/service_centre")

    told = huiyin.run("why", case, "close", *WANG, *MORNING, "--json").json

    says = [(one["says"], *one["clauses"]) for one in told["findings"]]
    assert told["allowed"] is False
    assert len(says) == len(set(says))
    assert ("the visit carries the customer's opinion", "S004-p7-first-3") in says


def test_why_of_a_step_that_is_open_holds(huiyin: Terminal) -> None:
    """Lessons 2: why it is possible is told as well."""
    case = huiyin.opened()

    said = huiyin.run("why", case, "handle-directly", *WANG)

    assert "✓" in said.out
    assert "✗" not in said.out


def test_why_due_adds_up(huiyin: Terminal) -> None:
    """Lessons 7: a deadline as the sum of its intervals."""
    case = huiyin.opened(procedure="complaint/service_centre")

    told = huiyin.run("why-due", case, "answer", "--json").json["deadlines"][0]

    assert told["adds_up"]
    assert not told["calendar_changed"]
    assert sum(one["days"] for one in told["stretches"]) == 3


def test_why_due_of_a_named_instant_says_who_named_it(huiyin: Terminal) -> None:
    """S004-p7-first-2: the deadline is the instant that the dispatcher names."""
    case = huiyin.opened(procedure="complaint/service_centre")
    huiyin.run(
        *("do", case, "dispatch", *WANG, *MORNING, "department=工程部"),
        "due_at=2026-03-03T12:00:00+08:00",
    )

    said = huiyin.run("why-due", case, "work")

    assert "wang named 2026-03-03 12:00" in said.out


def test_why_due_tells_that_the_calendar_has_changed(huiyin: Terminal) -> None:
    """Lessons 6: the calendar's hash is kept with the deadline."""
    (huiyin.folder / "huiyin.toml").write_text(
        '[limits."complaint/service_centre"]\nanswer = "P3D working"\n', "utf-8"
    )
    case = huiyin.opened(procedure="complaint/service_centre")
    with (huiyin.folder / "huiyin.toml").open("a") as file:
        file.write("[calendar]\nclosed = [2026-03-04]\n")

    told = huiyin.run("why-due", case, "--json").json["deadlines"][0]

    assert told["figure"] == "P3D working"
    assert told["calendar_changed"]


@pytest.mark.parametrize("name", ["nonsense", "work"])
def test_why_due_of_no_deadline_is_not_found(huiyin: Terminal, name: str) -> None:
    """cli.md: exit 3; one that never started is not there either."""
    case = huiyin.opened(procedure="complaint/service_centre")

    assert huiyin.run("why-due", case, name).code == 3


def test_a_case_is_shown_as_it_was(huiyin: Terminal) -> None:
    """cli.md: show CASE --at T | --version N."""
    case = huiyin.opened()
    huiyin.run("do", case, "handle-directly", *WANG, *MORNING)

    def state(*past: str) -> str:
        return str(huiyin.run("show", case, *past, "--json").json["state"])

    assert state() == "in_progress"
    assert state("--version", "1") == "registered"
    assert state("--at", "2026-03-02 09:01") == "registered"
    assert state("--at", "2026-03-02") == "in_progress"


@pytest.mark.parametrize(
    ("past", "code"),
    [
        (("--at", "2026-03-01"), 3),
        (("--version", "5"), 3),
        (("--version", "0"), 2),
        (("--version", "1", "--at", "2026-03-02"), 2),
    ],
)
def test_a_case_that_was_not_so_is_not_shown(
    huiyin: Terminal, past: tuple[str, ...], code: int
) -> None:
    """cli.md: exit codes 2 and 3."""
    case = huiyin.opened()

    assert huiyin.run("show", case, *past).code == code


def test_a_version_that_is_not_there_names_the_newest(huiyin: Terminal) -> None:
    """Style 12: what was asked, and what is possible."""
    case = huiyin.opened()

    said = huiyin.run("show", case, "--version", "5")

    assert f"{case} has no version 5; the newest is 1" in said.err


def test_a_named_instant_reads_like_its_deadline(huiyin: Terminal) -> None:
    """S004-p7-first-2: what the dispatcher named is the deadline."""
    case = huiyin.opened(procedure="complaint/service_centre")
    dispatch = ("do", case, "dispatch", *WANG, *MORNING, "department=工程部")
    huiyin.run(*dispatch, "due_at=2026-03-04T00:00:00+08:00")

    shown, why = huiyin.run("show", case), huiyin.run("why-due", case, "work")

    assert shown.out.count("2026-03-03 24:00") == 2
    assert "2026-03-04" not in shown.out
    assert "wang named 2026-03-03 24:00" in why.out
    assert '"value": "2026-03-04T00:00:00+08:00"' in huiyin.run("show", case, "--json").out


@pytest.mark.parametrize("command", ["history", "why-due", "why"])
def test_a_blank_line_stands_before_a_table(huiyin: Terminal, command: str) -> None:
    """What a clerk reads first is not the heading of a table."""
    case = huiyin.opened(procedure="complaint/service_centre")

    lines = huiyin.run(command, case, *(["close"] if command == "why" else [])).out.splitlines()

    rule = next(at for at, line in enumerate(lines) if line.startswith("─"))
    assert lines[rule - 2] == ""


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("page", list(rulebook()), ids=lambda page: page.name)
def test_what_is_next_fits_a_screen(page: Procedure, lang: str) -> None:
    """cli.md: next; every step with every rule of every state within 120 columns."""
    reader = Reader(language(lang, SHANGHAI), SHANGHAI)

    for state in page.states:
        case = Case(id="C-1", state=state)
        steps = [one.step for one in possibilities(page, case, None)]
        open_ = [worst(page, step, state) for step in steps]
        lines = plain(tell.next_steps(page, case, open_, "li:cs_staff"), reader)
        table = list(lines)[4:]
        assert max(map(width, "".join(table).splitlines()), default=0) <= 120


def worst(page: Procedure, step: Step, state: str) -> Possibility:
    """Give a step with a deadline, and with all that it could ever lack."""
    missing = [Reason("RuleBroken", one.clauses or step.clauses, one.says) for one in step.only_if]
    target = page.moves[step.name].get(state, state)
    return Possibility(step, target, datetime(2026, 3, 5, 16, tzinfo=UTC), tuple(missing), True)


def test_a_role_is_named_by_its_code_once(huiyin: Terminal) -> None:
    """cli.md: next; who is written PERSON:ROLE."""
    case = huiyin.opened(procedure="complaint/service_centre")
    dispatch = ("do", case, "dispatch", *WANG, *MORNING, "department=工程部")
    huiyin.run(*dispatch, "due_at=2026-03-03 12:00")

    said = " ".join(huiyin.run("next", case).out.split())

    assert "dept_staff (of the" in said
    assert "(dept_staff)" not in said


def test_history_tells_the_events_as_sentences(huiyin: Terminal) -> None:
    """cli.md: history CASE, its events as sentences."""
    case = huiyin.opened()
    huiyin.run("do", case, "handle-directly", *WANG, *MORNING)

    told = huiyin.run("history", case, "--json").json

    assert [one["event"] for one in told["events"]] == ["ComplaintRegistered", "HandledByReceiver"]
    assert told["events"][1]["says"].startswith("wang (front-desk receptionist) took the step")


@pytest.mark.parametrize("command", ["next", "show", "history", "why-due"])
def test_no_case_is_not_found(huiyin: Terminal, command: str) -> None:
    """cli.md: exit 3."""
    huiyin.opened()

    assert huiyin.run(command, "C-1999-000001").code == 3
