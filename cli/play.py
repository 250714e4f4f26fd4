"""Carry out a file of commands, a line each, going on after refusals."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import IO

import click

from ..workflow.actor import Actor
from ..workflow.annotations import YEARS
from ..workflow.desk import Desk
from ..workflow.errors import Refused
from ..workflow.language import Language, Message, message
from ..workflow.outcome import Lapse, Outcome
from ..workflow.parts import Step
from ..workflow.request import Request
from .exits import SOME_REFUSED
from .settings import Settings

COMMON = {"case", "as", "at", "form", "occurred", "reason", "key"}
KEYS = {"open": {"open"} | COMMON, "do": {"do", "expect_version"} | COMMON, "tick": {"tick"}}
Json = dict[str, object]


class Malformed(Exception):
    """A line that is no command; `says` is what is wrong with it."""

    def __init__(self, says: Message | str) -> None:
        self.says = says
        super().__init__(says)


@click.command()
@click.argument("file", type=click.File("rb"))
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_obj
def play(settings: Settings, *, file: IO[bytes], as_json: bool) -> None:
    """Execute the commands of FILE, a JSON object a line ("-" reads standard input).

    A line that is refused is answered, and the next one is played. Playing a file with keys
    again gives the first answers and changes nothing.
    """
    language, refused = settings.language, 0
    with settings.desk(create=True) as desk:
        for number, answer in answers(desk, file, language):
            refused += "refused" in answer
            click.echo(
                json.dumps({"line": number, **answer}, ensure_ascii=False)
                if as_json
                else _line(number, answer)
            )
    if refused:
        click.echo(language.say(message("refused lines: {count}", count=refused)), err=True)
        raise click.exceptions.Exit(SOME_REFUSED)


def answers(
    desk: Desk, lines: Iterator[bytes] | IO[bytes], language: Language
) -> Iterator[tuple[int, Json]]:
    """Carry out each line and give its number and its answer."""
    player = Player(desk)
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield number, _answer(player, line, language)


def _answer(player: Player, line: bytes, language: Language) -> Json:
    try:
        return {"ok": True, **player.carry_out(_read(line))}
    except (Refused, Malformed) as no:
        return {"ok": False, "refused": told(no, language)}


def told(no: Refused | Malformed, language: Language) -> Json:
    """Give a refusal as data: its kind, its clauses, and the sentence."""
    if isinstance(no, Malformed):
        return {"kind": "Malformed", "clauses": [], "says": language.say(no.says)}
    return {"kind": no.kind, "clauses": list(no.clauses), "says": no.say(language)}


class Player:
    """Plays commands on a desk and remembers the aliases that the file has given."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.aliases: dict[str, str] = {}

    def carry_out(self, line: Json) -> Json:
        """Carry out one command and give its answer."""
        if "tick" in line:
            lapses = self.desk.tick(_instant(line["tick"], "tick"))
            return {"lapsed": [_lapsed(one) for one in lapses]}
        return self.perform(line).answer()

    def perform(self, line: Json) -> Outcome:
        """Open a case or take a step, and give the outcome."""
        alias = _text(line, "case")
        try:
            request = self._request(line, self.number(alias))
        except ValueError as error:  # of another age, or with letters that cannot be written
            raise Malformed(str(error)) from None
        outcome = self.desk.carry_out(request)
        if "open" in line and alias:
            self.aliases[alias] = outcome.case
        return outcome

    def number(self, alias: str) -> str:
        """Give the case that an alias stands for; a number stands for itself."""
        return self.aliases.get(alias, alias)

    def step_of(self, procedure: str, case: str, step: str) -> Step | None:
        """Find the step that is asked for; None where the desk will refuse it."""
        try:
            if procedure:
                return self.desk.rulebook.in_force(procedure).opening
            return self.desk.page_of(self.desk.case(case)).steps.get(step)
        except Refused:  # the desk will say so, and keep the attempt
            return None

    def _request(self, line: Json, number: str) -> Request:
        form = {} if line.get("form") is None else line["form"]
        if not isinstance(form, Mapping):
            raise Malformed("form is an object with the blanks")
        expected = line.get("expect_version")
        if expected is not None and (isinstance(expected, bool) or not isinstance(expected, int)):
            raise Malformed("expect_version is a whole number")
        is_opening = "open" in line
        if not is_opening and not number:
            raise Malformed("case is missing")
        procedure = _text(line, "open")
        return Request(
            step=_text(line, "do"),
            actor=_actor(line),
            at=datetime.now(UTC) if line.get("at") is None else _instant(line["at"], "at"),
            form=self._resolved(form, procedure, number, _text(line, "do")),
            case="" if is_opening else number,
            procedure=procedure,
            occurred=None
            if line.get("occurred") is None
            else _instant(line["occurred"], "occurred"),
            reason=_text(line, "reason"),
            key=_text(line, "key"),
            expect_version=expected,
        )

    def _resolved(
        self, form: Mapping[str, object], procedure: str, case: str, step: str
    ) -> Mapping[str, object]:
        """Put case numbers for aliases where a blank names a case."""
        if self.aliases.keys().isdisjoint(_texts(form)):
            return form
        taken = self.step_of(procedure, case, step)
        blanks = taken.blanks if taken else {}
        return {
            name: blanks[name].renumbered(value, self.aliases) if name in blanks else value
            for name, value in form.items()
        }


def _texts(value: object) -> Iterator[str]:
    """Give every text in a form, however deep it lies."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping | list):
        for one in value.values() if isinstance(value, Mapping) else value:
            yield from _texts(one)


def _lapsed(one: Lapse) -> Json:
    return {
        "case": one.case,
        "deadline": one.deadline,
        "event": one.events[0],
        "events": list(one.events),
    }


def _read(line: bytes) -> Json:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise Malformed(f"not a line of JSON: {error}") from None
    if not isinstance(found, dict):
        raise Malformed("a line is an object with open, do or tick")
    kinds = [name for name in KEYS if name in found]
    if len(kinds) != 1:
        raise Malformed("a line has one of open, do and tick")
    if unknown := set(found) - KEYS[kinds[0]]:
        raise Malformed(f"{kinds[0]} has no {', '.join(sorted(unknown))}")
    if not isinstance(found[kinds[0]], str) or not found[kinds[0]]:
        raise Malformed(f"{kinds[0]} is a text")
    return found


def _text(line: Json, name: str) -> str:
    found = line.get(name)
    if found is None:
        return ""
    if not isinstance(found, str):
        raise Malformed(f"{name} is a text")
    return found


def _actor(line: Json) -> Actor:
    try:
        return Actor.parse(_text(line, "as"))
    except ValueError as error:
        raise Malformed(f"as: {error}") from None


def _instant(text: object, name: str) -> datetime:
    try:
        at = datetime.fromisoformat(str(text))
        if at.tzinfo and isinstance(text, str) and at.year in YEARS:
            return at.astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise Malformed(f"{name} is an instant such as 2026-03-02T09:00:00+08:00, not {text!r}")


def _line(number: int, answer: Json) -> str:
    match answer:
        case {"refused": {"kind": kind, "says": says}}:
            return f"{number:>6}  ✗ {kind}  {says}"
        case {"lapsed": list(lapsed)}:
            names = ", ".join(f"{one['case']} {one['deadline']}" for one in lapsed)
            return f"{number:>6}  ⏰ {names or '–'}"
    events = answer.get("events")
    names = ", ".join(events) if isinstance(events, list) else ""
    return f"{number:>6}  ✓ {answer['case']}  {answer['state']}  {names}"
