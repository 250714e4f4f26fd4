"""Fold every case again: is all as it was recorded, and what would another edition have said?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

import click

from ..domain.office import rulebook
from ..workflow.errors import refusal
from ..workflow.language import Message, message
from ..workflow.replay.against import Against, Stuck
from ..workflow.replay.breach import Breach
from ..workflow.store import shown
from . import complete, tell
from .draft import draft, is_a_file
from .exits import NOT_SOUND
from .findings import BREACHES, NOT_JUDGED, breach_table, filled, named, stray_table
from .options import at_option, pass_settings, printed
from .output import Out
from .refold import Folded, held_by, strays_of, watched
from .report import Named, Report, Table
from .settings import Settings

if TYPE_CHECKING:
    from ..workflow.procedure import Procedure
    from ..workflow.store import Store
    from .report import Says

RESULTS = {
    "as_it_was": message("all is as it was recorded, and every step was allowed"),
    "not_conforming": message("steps are recorded that the page does not allow"),
    "kept_otherwise": message("what is kept beside the log is not what the log says"),
    "allowed": message("it would have allowed every step, and every case could go on"),
    "refused": message("it would have refused steps that were taken, or stop cases that run"),
}
STUCK = {
    "case": tell.CASE,
    "state": tell.STATE,
    "clauses": tell.CLAUSES,
    "says": message("why it could not go on"),
}
REFUSED = message("the first step of each case that it would have refused")
RUNNING = message("running cases that could not go on under it")
COUNTS = {"kind": message("refused as"), "count": message("cases")}
RUNS_CODE = message("{file} is run as a program: use only what you would run yourself.")
COUNTED = message("how many cases, by what")
WELL = ("as_it_was", "allowed")
CASE_OF_ALL = "--against looks at every case of the procedure; leave CASE out"


Facts = dict[str, tuple["Says", object]]


class Until(NamedTuple):
    """Up to which instant or log position somebody looks at the log."""

    at: datetime | None
    position: int | None

    @property
    def is_past(self) -> bool:
        """Whether it is an earlier time."""
        return self != (None, None)


@click.command()
@click.argument("case", required=False, default="", shell_complete=complete.cases)
@click.option(
    "--against",
    default="",
    metavar="PAGE",
    help="KIND/NAME@EDITION, or FILE.py with a draft, whose code is run: what would it refuse?",
)
@at_option("--at", says="As it was at an instant; a day alone is its end.", day="end")
@click.option(
    "--position", type=click.IntRange(0), metavar="N", help="As it was at a log position."
)
@printed()
@pass_settings
def replay(
    settings: Settings,
    *,
    case: str,
    against: str,
    at: datetime | None,
    position: int | None,
    out: Out,
) -> None:
    """Fold every case again, or one CASE, and hold each step against the page of its time.

    What is kept beside the log is compared as well, unless an earlier time is asked for. Exit
    codes: 0 all is as it was, 7 it is not, or the page of --against would refuse something.
    """
    if case and against:
        raise click.UsageError(CASE_OF_ALL)
    page = _page(against, out) if against else None
    with closing(settings.read_only()) as store:
        if page:
            result, report = _against(settings, store, page, Until(at, position))
        else:
            result, report = _again(settings, store, case, Until(at, position))
    out.print(replace(report, tables=filled(report.tables, out.form)))
    if result not in WELL:
        raise click.exceptions.Exit(NOT_SOUND)


# ------------------------------------------------------------ the page of its time


def _again(settings: Settings, store: Store, case: str, until: Until) -> tuple[str, Report]:
    if case and case not in store.cases(case):
        raise refusal("NotFound", "there is no case {case}", case=case)
    strays = [] if until.is_past else [*strays_of(settings, store, case)]
    done = Folded.of(held_by(settings, store, case, at=until.at, position=until.position))
    result = "kept_otherwise" if strays else "not_conforming" if done.breaches else "as_it_was"
    tables = (
        breach_table("breaches", done.breaches, BREACHES),
        breach_table("unjudged", done.unjudged, NOT_JUDGED),
        stray_table(strays),
    )
    facts = {**_store(settings, until), **_counts(done), **_result(result)}
    return result, Report("replay", facts, tables)


# ------------------------------------------------------------ another page


def _page(against: str, out: Out) -> Procedure:
    if is_a_file(against):
        out.tell(out.reader.say(message(RUNS_CODE.text, file=against)))
        return draft(against)
    name, mark, edition = against.partition("@")
    rules = rulebook()
    return rules.edition(name, edition) if mark else rules.in_force(name)


def _against(settings: Settings, store: Store, page: Procedure, until: Until) -> tuple[str, Report]:
    other = Against(store, rulebook(), settings.terms, page)
    done = Folded()
    refused: list[Breach] = []
    for held in watched(settings, store, other.log(at=until.at, position=until.position)):
        if held.page is page:
            done.take(held)
            refused += held.breaches[:1]
    refused.sort(key=lambda one: one.case)
    stuck = [*other.stuck()]
    result = "refused" if refused or stuck else "allowed"
    counts = Counter(one.kind for one in refused)
    rows = [{"kind": named(kind), "count": count} for kind, count in sorted(counts.items())]
    tables = (
        breach_table("refused", refused, REFUSED),
        Table("counts", COUNTS, rows, COUNTED),
        _stuck_table(stuck, page),
    )
    facts = {
        **_store(settings, until),
        "against": (message("held against"), Named(page.title, _called(page))),
        **_counts(done),
        "refused_cases": (message("cases with a refused step"), len(refused)),
        "stuck_cases": (message("cases that could not go on"), len(stuck)),
        **_result(result),
    }
    return result, Report("replay-against", facts, tables)


def _called(page: Procedure) -> Message:
    return message("{page}, edition {edition}", page=page.label, edition=page.edition)


def _stuck_table(stuck: Sequence[Stuck], page: Procedure) -> Table:
    rows = [
        {
            "case": one.case.id,
            "version": one.case.version,
            "state": tell.state_of(page, one.case.state),
            "clauses": one.clauses,
            "says": one.says,
        }
        for one in stuck
    ]
    return Table("stuck", STUCK, rows, RUNNING, fit=tell.WIDEST)


def _store(settings: Settings, until: Until) -> Facts:
    facts: Facts = {"store": (message("store"), shown(settings["store"]))}
    if until.is_past:
        facts["at"] = (message("as of"), until.at)
        facts["position"] = (message("position"), until.position)
    return facts


def _counts(done: Folded) -> Facts:
    return {
        "cases": (message("cases"), len(done.cases)),
        "events": (message("events"), done.events),
    }


def _result(result: str) -> Facts:
    return {"result": (message("result"), Named(result, RESULTS[result]))}
