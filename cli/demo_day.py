"""The day that `huiyin demo` plays, told as it happens.

`day.jsonl` beside this page holds it, in the lines that `huiyin play` reads; a line may also be
the heading of a scene, ask why a step may not be taken, or be `refused`, as the day shows.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import click

from ..projections.trail_entry import of_event
from ..workflow.desk import Desk
from ..workflow.errors import HuiyinError, Refused
from ..workflow.language import Label
from ..workflow.people import CLOCK, POLICY
from . import look, tell
from .output import Out
from .play import Json, Player

MARKS = {CLOCK.code: ("⏰", "yellow"), POLICY.code: ("⚙ ", "cyan")}
EVENING = datetime.fromisoformat("2026-03-02T20:30:00+08:00")


def lines() -> Iterator[Json]:
    """Read the day from its file."""
    text = Path(__file__).with_name("day.jsonl").read_text("utf-8")
    return map(json.loads, text.splitlines())


class Day:
    """Plays a day and remembers what each case was last said to be."""

    def __init__(self, desk: Desk, out: Out) -> None:
        self.desk = desk
        self.out = out
        self.player = Player(desk)
        self.said: dict[str, tuple[str, int]] = {}
        self.position = 0

    def play(self) -> None:
        """Play every line of the day."""
        for line in lines():
            match line:
                case {"scene": {"zh": str(zh), "en": str(en)}}:
                    heading(self.out, Label(zh, en))
                case {"why": str(step), "case": str(alias), "as": str(who), "at": str(at)}:
                    self._why(self.player.aliases[alias], step, who, at)
                case {"tick": str(at)}:
                    self._tick(at)
                case _:
                    self._take(line)

    def _take(self, line: Json) -> None:
        is_refused = line.pop("refused", False)
        try:
            outcome = self.player.perform(line)
        except Refused as refused:
            if not is_refused:
                raise
            said = refused.say(self.out.reader.language)
            click.secho(f"{_clock(str(line['at']))}  ✗  {said}", fg="red")
            return
        if is_refused:
            raise HuiyinError(f"the day shows a refusal here, and there was none: {line}")
        self._tell_news()
        self.said[outcome.case] = (outcome.state, outcome.version)

    def _tick(self, at: str) -> None:
        self.player.carry_out({"tick": at})
        self._tell_news()

    def _tell_news(self) -> None:
        """Tell what was recorded: what somebody did, what follows from it, what has lapsed."""
        page = self.desk.store.read(self.position)
        for recorded in map(self.desk.store.opening().recorded, page):
            event, self.position = recorded.event, recorded.position
            self.said[recorded.case] = (event.target, recorded.version)
            mark, colour = MARKS.get(event.role, ("✓ ", None))
            sentence = of_event(recorded, self.desk.rulebook).sentence(
                self.out.reader.language, self.out.reader.zone
            )
            time = _clock(event.recorded_at.astimezone(self.out.reader.zone).isoformat())
            click.secho(f"{time}  {mark} {recorded.case}  {sentence}", fg=colour)

    def _why(self, case: str, step: str, who: str, at: str) -> None:
        advice = self.desk.why(case, step, who, at=datetime.fromisoformat(at))
        click.echo()
        self.out.print(look.why_report(case, advice))
        click.echo()
        found = self.desk.case(case)
        possible = self.desk.next(case, who)
        self.out.print(tell.next_steps(self.desk.page_of(found), found, possible, who))
        click.echo()


def heading(out: Out, title: Label) -> None:
    """Begin a scene."""
    click.echo()
    click.secho(f"── {out.reader.say(title)} ──", bold=True)


def _clock(instant: str) -> str:
    """Give the time of day of an instant as it is written."""
    return instant[11:16]
