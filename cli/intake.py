"""Bulk intake: the rows of a spreadsheet as commands, each told what became of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import click

from ..domain.office import rulebook
from ..workflow.actor import Actor
from ..workflow.desk import Desk
from ..workflow.errors import Refused
from ..workflow.language import Label, Language, Message, message
from ..workflow.outcome import Outcome
from . import complete, tell
from .exits import SOME_REFUSED
from .files import taker
from .form import Scribe
from .intake_rows import Clerk, Given, Survey
from .options import at_option, pass_settings, printed, who_option
from .output import Out
from .play import Json, Malformed, Player, told
from .progress import progress
from .report import Named, Report, Table
from .settings import Settings
from .spreadsheet import rows_of
from .spreadsheet_row import Row

Answer = Mapping[str, object]
BECAME = {
    "done": Label("已办", "done"),
    "possible": Label("可办", "possible"),
    "again": Label("早已办过", "done before"),
    "refused": Label("被拒", "refused"),
    "malformed": Label("无法读懂", "malformed"),
}
COLUMNS = {
    "row": message("row"),
    "result": message("result"),
    "case": tell.CASE,
    "state": tell.STATE,
    "version": tell.VERSION,
    "says": message("why not"),
}


@click.command()
@click.argument("path", metavar="[FILE]", required=False, type=click.Path(path_type=Path))
@click.option(
    "--open",
    "opens",
    default="",
    metavar="KIND/PROCEDURE",
    help="Each row opens a case under it.",
    shell_complete=complete.procedures,
)
@click.option("--do", "does", default="", metavar="STEP", help="Each row takes this step.")
@who_option("Who acts: PERSON:ROLE or PERSON:ROLE@DEPARTMENT.")
@at_option("--at", says="When it is recorded; now if not given.")
@click.option("--sheet", default="", metavar="NAME", help="Which sheet; the first if not given.")
@click.option(
    "--batch",
    default="",
    metavar="NAME",
    help="What the keys of the rows begin with; the name of the file if not given.",
)
@click.option("--retry", is_flag=True, help="Ask again for what was refused before.")
@click.option("--dry-run", is_flag=True, help="Show what would happen and write nothing.")
@click.option(
    "--template",
    default="",
    metavar="KIND/PROCEDURE",
    help="Make an empty sheet instead, for cases to open or, with --do, for a step.",
    shell_complete=complete.procedures,
)
@printed()
@pass_settings
def intake(
    settings: Settings,
    *,
    path: Path | None,
    opens: str,
    does: str,
    who: Actor | None,
    at: datetime | None,
    sheet: str,
    batch: str,
    retry: bool,
    dry_run: bool,
    template: str,
    out: Out,
) -> None:
    """Carry out the rows of a spreadsheet (CSV or xlsx), going on after refusals.

    The first row has headings: the codes of the blanks or their titles on the paper, and the
    words case, open, do, as, at, occurred, reason and key; a column whose heading begins with #
    is not read. Running a file again gives the first answers and changes nothing.
    """
    if template:
        from .intake_template import make

        make(out, template, does)
        return
    if path is None:
        raise click.UsageError("name a FILE, or ask for an empty one with --template")
    given = Given(opens, does, str(who or ""), at, batch or path.name, retry)
    _print(out, _taken_in(settings, path, sheet, given, dry_run=dry_run), dry_run=dry_run)


def _taken_in(
    settings: Settings, path: Path, sheet: str, given: Given, *, dry_run: bool
) -> Sequence[Answer]:
    survey = _surveyed(path, sheet, given)
    codes = survey.codes(given, rulebook())  # before a store is made or anything is done
    scribe = Scribe(settings.zone, taker(settings, dry_run=dry_run, folder=path.parent))
    with _desk(settings, dry_run=dry_run) as desk, progress(survey.count) as moved:
        clerk = Clerk(survey, codes, given, scribe, Player(desk))
        answers: list[Answer] = []
        for row in _below_the_headings(path, sheet):
            answers.append(_answer(clerk, row, settings.language))
            moved(len(answers))
    return answers


def _surveyed(path: Path, sheet: str, given: Given) -> Survey:
    survey = Survey.of(rows_of(path, sheet))
    controls = survey.headings.controls
    if given.open and given.do:
        raise click.UsageError("--open and --do exclude each other")
    if not (given.open or given.do) and controls.keys().isdisjoint({"open", "do"}):
        raise click.UsageError("say what the rows are: --open, --do, or a column open or do")
    if not given.who and "as" not in controls:
        raise click.UsageError("say who acts: --as PERSON:ROLE, HUIYIN_AS or a column as")
    return survey


@contextmanager
def _desk(settings: Settings, *, dry_run: bool) -> Generator[Desk]:
    with settings.trial_desk() if dry_run else settings.desk(create=True) as desk:
        yield desk.rehearsal() if dry_run else desk


def _below_the_headings(path: Path, sheet: str) -> Iterator[Row]:
    rows = (row for row in rows_of(path, sheet) if not row.is_empty)
    next(rows)
    yield from rows


def _answer(clerk: Clerk, row: Row, language: Language) -> Answer:
    line: Json = {}
    try:
        line = clerk.line(row)
        outcome = clerk.player.perform(line)
    except (Refused, Malformed) as no:
        case = clerk.player.number(str(line.get("case", "")))
        became = "malformed" if isinstance(no, Malformed) else "refused"
        answer = {"row": row.number, "result": became, "case": case or None}
        refused = told(no, language)
        return answer | {"says": refused["says"], "refused": refused}
    return {
        "row": row.number,
        "result": "done" if outcome.recorded else "again",
        **outcome.answer(),
        "state": _state(clerk.player.desk, outcome),
        "key": line["key"],
    }


def _state(desk: Desk, outcome: Outcome) -> Named:
    if outcome.recorded:
        event = outcome.recorded[0].event
        page = desk.rulebook.pinned(event.procedure, event.edition)
    else:
        page = desk.page_of(desk.case(outcome.case))
    return tell.state_of(page, outcome.state)


def _print(out: Out, answers: Sequence[Answer], *, dry_run: bool) -> None:
    counts = Counter(_result(one, dry_run=dry_run) for one in answers)
    facts: dict[str, tuple[Message | Label, object]] = {"rows": (message("rows"), len(answers))}
    never = "done" if dry_run else "possible"
    facts |= {code: (name, counts[code]) for code, name in BECAME.items() if code != never}
    rows = [_row(one, _result(one, dry_run=dry_run)) for one in answers]
    data = {"dry_run": dry_run}
    out.print(Report("intake", facts, (Table("rows", COLUMNS, rows),), data=data))
    if any("refused" in one for one in answers):
        raise click.exceptions.Exit(SOME_REFUSED)


def _result(answer: Answer, *, dry_run: bool) -> str:
    result = str(answer["result"])
    return "possible" if dry_run and result == "done" else result


def _row(answer: Answer, result: str) -> Answer:
    return {**answer, "result": Named(result, BECAME[result]), "ok": "refused" not in answer}
