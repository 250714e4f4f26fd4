"""Open a case, take a step: read what is asked, call the desk, print what came of it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import TYPE_CHECKING

import click

from ..domain.office import rulebook
from ..workflow.actor import Actor
from ..workflow.advice import possibilities
from ..workflow.case import NO_CASE, Case, evolve, fold
from ..workflow.checks import Question
from ..workflow.desk import Desk
from ..workflow.language import message
from ..workflow.outcome import Outcome
from ..workflow.request import Ask, Request
from . import complete, tell
from .files import taker
from .form import Filled, Scribe, asked_for, read_fields, read_form
from .options import Run, at_option, now, pass_settings, printed, who_option
from .output import Out
from .settings import Settings

if TYPE_CHECKING:
    from ..workflow.parts import Step
    from ..workflow.procedure import Procedure


@dataclass(frozen=True, slots=True)
class How:
    """Everything about a command but the case and the step."""

    who: Actor
    at: datetime
    occurred: datetime | None
    reason: str
    key: str
    expect_version: int | None
    dry_run: bool
    form: str | None
    fields: tuple[str, ...]

    def request(
        self, filled: Filled, *, case: str = "", step: str = "", procedure: str = ""
    ) -> Request:
        """Ask for a step, or for a case under a procedure."""
        return Request(
            step,
            self.who,
            self.at,
            filled,
            case,
            procedure,
            self.occurred,
            self.reason,
            self.key,
            self.expect_version,
        )


def how(run: Run) -> Run:
    """Give a command the options of a mutation, and hand it `how`."""

    @wraps(run)
    def with_how(
        *,
        who: Actor | None,
        at: datetime | None,
        occurred: datetime | None,
        reason: str,
        key: str,
        expect_version: int | None = None,
        dry_run: bool,
        form_file: str | None,
        fields: tuple[str, ...],
        **rest: object,
    ) -> None:
        if who is None:
            raise click.UsageError("say who acts: --as PERSON:ROLE, or HUIYIN_AS")
        asked = How(
            who, at or now(), occurred, reason, key, expect_version, dry_run, form_file, fields
        )
        run(how=asked, **rest)

    given: Run = with_how
    for option in reversed(_OPTIONS):
        given = option(given)
    return given


_OPTIONS: tuple[Callable[[Run], Run], ...] = (
    who_option("Who acts: PERSON:ROLE or PERSON:ROLE@DEPARTMENT."),
    at_option("--at", says="When it is recorded; now if not given."),
    at_option("--occurred", says="When it happened; more than a day before needs --reason."),
    click.option(
        "--reason", default="", metavar="TEXT", help="Why it is recorded late or corrected."
    ),
    click.option(
        "--key", default="", metavar="KEY", help="Given again, it gives the first answer."
    ),
    click.option("--dry-run", is_flag=True, help="Show what would happen and write nothing."),
    click.option(
        "--form",
        "form_file",
        metavar="FILE",
        help='The form as a JSON object in a file; "-" is standard input.',
    ),
    click.argument("fields", nargs=-1, metavar="[FIELD=VALUE]...", shell_complete=complete.fields),
)


@click.command()
@click.argument("procedure", metavar="KIND/PROCEDURE", shell_complete=complete.procedures)
@how
@printed()
@pass_settings
def open_case(settings: Settings, *, procedure: str, how: How, out: Out) -> None:
    """Open a case under the procedure in force.

    A blank that takes a list is given once for each value, an object is written as JSON, and a
    file is attached by @FILE. What is missing is asked for on a terminal.
    """
    # Read before the store is made, so that what was typed wrongly leaves nothing behind.
    page = next((one for one in rulebook() if one.name == procedure), None)
    filled = _filled(settings, how, page, page.opening if page else None, NO_CASE)
    with settings.trial_desk() if how.dry_run else settings.desk(create=True) as desk:
        outcome = desk.carry_out(how.request(filled, procedure=procedure), dry_run=how.dry_run)
        _print(desk, out, outcome, NO_CASE, how)


@click.command()
@click.argument("case", shell_complete=complete.cases)
@click.argument("step", shell_complete=complete.steps)
@click.option(
    "--expect-version",
    type=click.IntRange(0),
    metavar="N",
    help="Refuse if the case has changed since.",
)
@how
@printed()
@pass_settings
def do(settings: Settings, *, case: str, step: str, how: How, out: Out) -> None:
    """Take a step on a case.

    A blank that takes a list is given once for each value, an object is written as JSON, and a
    file is attached by @FILE. What is missing is asked for on a terminal.
    """
    with settings.desk() as desk:
        before = fold(desk.store.events(case))
        page = desk.page_of(before) if before.id else None
        filled = _filled(settings, how, page, page.steps.get(step) if page else None, before)
        outcome = desk.carry_out(how.request(filled, case=case, step=step), dry_run=how.dry_run)
        _print(desk, out, outcome, before, how)


def _filled(
    settings: Settings, how: How, page: Procedure | None, step: Step | None, case: Case
) -> Filled:
    """Read the form, and ask for what is missing where a person can answer and may act."""
    filled = read_form(how.form) if how.form else {}
    scribe = Scribe(settings.zone, taker(settings, dry_run=how.dry_run))
    filled |= read_fields(how.fields, step.blanks if step else {}, scribe)
    if page is None or step is None or not sys.stdin.isatty():
        return filled
    question = Question(page, step, case, Ask(how.who, how.at, how.occurred or how.at, ""))
    if any(question.state()) or any(question.role()):
        return filled
    return asked_for(step, filled, case, scribe, settings.language)


def _print(desk: Desk, out: Out, outcome: Outcome, before: Case, how: How) -> None:
    if outcome.recorded:
        after = evolve(before, outcome.recorded[0])
        page = desk.page_of(after)
        out.print(
            tell.outcome(page, before, after, possibilities(page, after, None), is_dry=how.dry_run)
        )
        return
    after = desk.case(outcome.case)
    page = desk.page_of(after)
    out.tell(
        out.reader.say(
            message(
                "the key has been used for this: the first answer again, and nothing has changed"
            )
        )
    )
    out.print(tell.repeated(page, outcome))
