"""A day of a service centre on a fresh file: played, looked at, and verified."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import click

from ..domain.office import open_desk
from ..projections.audit_trail import AuditTrail
from ..projections.due_list import DueList
from ..projections.every import REGISTERS, every
from ..workflow.case import fold
from ..workflow.desk import Desk
from ..workflow.errors import Refused, StoreUnavailable
from ..workflow.language import Label, message
from ..workflow.outcome import Outcome
from . import dues, look, registers, tell, trail
from .demo_acts import Act, Do, Open, Tick, Why, at
from .demo_day import EVENING, SCENES
from .exits import NOT_SOUND
from .options import pass_settings
from .output import Out
from .report import Reader, Report, Table
from .settings import Settings


@click.command()
@pass_settings
def demo(settings: Settings) -> None:
    """Play a day of a service centre on a fresh file, then verify what was recorded.

    The file is a temporary one, or the one that --store names, which must not exist yet.
    """
    store = settings.flags.get("store") or str(Path(tempfile.mkdtemp(prefix="huiyin-")) / "demo.db")
    _refuse_what_exists(store)
    out = Out(Reader(settings.language, settings.zone))
    with open_desk(store) as desk:
        day = Day(desk, out)
        for scene in SCENES:
            day.heading(scene.title)
            for act in scene.acts:
                day.play(act)
        day.look_back()
        is_sound = day.verify()
    _farewell(out, store)
    if not is_sound:
        raise click.exceptions.Exit(NOT_SOUND)


def _refuse_what_exists(store: str) -> None:
    """Keep the demo's cases out of a store that is somebody's."""
    if store == "memory:":
        return
    try:
        open_desk(store, create=False).close()
    except StoreUnavailable:
        return
    raise click.UsageError(f"{store} exists already; the demo wants a fresh file")


def _farewell(out: Out, store: str) -> None:
    click.echo()
    out.print(
        Report(
            "demo", notes=(message("Everything is kept in {store}. Look further:", store=store),)
        )
    )
    for command in ("next C-2026-000002", "why-due C-2026-000002", "history C-2026-000001"):
        click.echo(f"  huiyin --store {store} {command}")


class Day:
    """Plays a day and remembers what each case was last said to be."""

    def __init__(self, desk: Desk, out: Out) -> None:
        self.desk = desk
        self.out = out
        self.cases: dict[str, str] = {}
        self.said: dict[str, tuple[str, int]] = {}

    def heading(self, title: Label) -> None:
        """Begin a scene."""
        click.echo()
        click.secho(f"── {self.out.reader.say(title)} ──", bold=True)

    def play(self, act: Act) -> None:
        """Carry out one act of a scene and tell what came of it."""
        match act:
            case Open():
                self._open(act)
            case Do():
                self._do(act)
            case Why():
                self._why(act)
            case Tick():
                self._tick(act)

    def _open(self, act: Open) -> None:
        outcome = self.desk.open(act.procedure, act.who, at=at(act.time), form=act.form)
        self.cases[act.alias] = outcome.case
        self._tell(act.time, act.who, outcome)

    def _do(self, act: Do) -> None:
        case = self.cases[act.alias]
        try:
            outcome = self.desk.perform(
                case, act.step, act.who, at=at(act.time), form=act.form, reason=act.reason
            )
        except Refused as refused:
            if not act.is_refused:
                raise
            click.secho(f"{act.time}  ✗  {refused.say(self.out.reader.language)}", fg="red")
            return
        self._tell(act.time, act.who, outcome)

    def _tell(self, time: str, who: str, outcome: Outcome) -> None:
        self.said[outcome.case] = (outcome.state, outcome.version)
        event = outcome.recorded[0].event
        page = self.desk.rulebook.pinned(event.procedure, event.edition)
        say = self.out.reader.say
        step, state = say(page.steps[event.step].label), say(page.states[outcome.state].label)
        clauses = ", ".join(event.clauses)
        click.echo(f"{time}  ✓  {outcome.case}  {who}: {step} → {state}  [{clauses}]")

    def _why(self, act: Why) -> None:
        case = self.cases[act.alias]
        advice = self.desk.why(case, act.step, act.who, at=at(act.time))
        click.echo()
        self.out.print(look.why_report(case, advice))
        click.echo()
        found = self.desk.case(case)
        possible = self.desk.next(case, act.who)
        self.out.print(tell.next_steps(self.desk.page_of(found), found, possible, act.who))
        click.echo()

    def _tick(self, act: Tick) -> None:
        for lapse in self.desk.tick(at(act.time)):
            case = self.desk.case(lapse.case)
            self.said[lapse.case] = (case.state, case.version)
            name = self.desk.page_of(case).deadlines[lapse.deadline].label
            events = ", ".join(lapse.events)
            click.secho(
                f"{act.time}  ⏰ {lapse.case}  {self.out.reader.say(name)}: {events}", fg="yellow"
            )

    # ------------------------------------------------------------ looking back

    def look_back(self) -> None:
        """Print the register, what is due, and the audit trail of one case."""
        desk, reader = self.desk, self.out.reader
        self.heading(Label("投诉登记簿", "The complaint register"))
        layout = REGISTERS["complaints"]
        page = layout.open(desk.store, desk.rulebook, reader.zone).page(
            now=EVENING, columns=layout.short
        )
        self._table(registers.register_table(page, reader))
        self.heading(Label("到期清单", "What is due"))
        self._table(dues.due_table(DueList(desk.store, desk.rulebook).items(now=EVENING)))
        case = self.cases["lift"]
        self.heading(Label(f"审计追踪 {case}", f"The audit trail of {case}"))
        entries = AuditTrail(desk.store, desk.rulebook, reader.zone).entries(case=case)
        self._table(trail.trail_table(entries, reader))

    def _table(self, table: Table) -> None:
        self.out.print(Report("demo", tables=(table,)))

    def verify(self) -> bool:
        """Verify that what is kept hangs together; say so of each thing."""
        self.heading(Label("核对", "Verification"))
        found = list(self._verified())
        for says, is_sound in found:
            mark, colour = ("✓", "green") if is_sound else ("✗", "red")
            click.secho(f"{mark}  {self.out.reader.say(says)}", fg=colour)
        return all(is_sound for _, is_sound in found)

    def _verified(self) -> Iterator[tuple[Label, bool]]:
        store = self.desk.store
        damage = list(store.check())
        yield Label("日志完整,没有损坏", "the log hangs together, nothing is damaged"), not damage
        replayed = {number: fold(store.events(number)) for number in store.cases()}
        states = {number: (case.state, case.version) for number, case in replayed.items()}
        yield (
            Label(
                f"重放后与当时所答一致的件数：{len(states)}",
                f"cases that replay as they were answered: {len(states)}",
            ),
            states == self.said,
        )
        kept = every(store, self.desk.rulebook).values()
        before = [list(one.table().rows) for one in kept]
        for one in kept:
            one.rebuild()
        yield (
            Label(
                "重建的登记簿与原有的一致", "the registers built anew equal those that were kept"
            ),
            before == [list(one.table().rows) for one in kept],
        )
