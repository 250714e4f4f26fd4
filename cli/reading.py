"""Who reads what is personal: asked for by every command that may show it, logged by all."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import wraps
from getpass import getuser
from typing import TYPE_CHECKING

import click

from ..workflow.language import Message, message
from .options import now, who_option
from .output import Out
from .settings import Settings

if TYPE_CHECKING:
    from ..workflow.actor import Actor
    from ..workflow.privacy import Reading

Run = Callable[..., None]
ALWAYS = ("auditor",)
READER = "Who reads what is personal: PERSON:ROLE; the account of the machine if not given."
MASKED = message("asked not to be shown")


def reads(*, told_who: bool = False) -> Callable[[Run], Run]:
    """Let a command show what is personal to those who may see it, and log that it did.

    With `told_who` the command has an option --as already, which says who reads as well.
    """

    def give(run: Run) -> Run:
        @wraps(run)
        def with_reading(
            settings: Settings, *, who: Actor | None, why: str, masked: bool, **rest: object
        ) -> None:
            reading = reading_of(settings, who, why, _what(rest), masked=masked)
            if isinstance(out := rest.get("out"), Out):
                rest["out"] = replace(out, before=reading.log)
            try:
                run(settings.read_by(reading), **rest, **({"who": who} if told_who else {}))
            finally:
                reading.log()
                _tell_hidden(settings, reading)

        given: Run = with_reading
        for option in _OPTIONS if told_who else (*_OPTIONS, who_option(READER)):
            given = option(given)
        return given

    return give


_OPTIONS: tuple[Callable[[Run], Run], ...] = (
    click.option("--masked", is_flag=True, help="Show nothing that is personal."),
    click.option(
        "--why", default="", metavar="TEXT", help="Why personal words are read; it is logged."
    ),
)


def reading_of(
    settings: Settings, who: Actor | None, why: str, what: str, *, masked: bool = False
) -> Reading:
    """Begin to read, as far as the office lets this person.

    For a customer, whose name is in no log, and for whom nobody knows, the account reads.
    """
    from ..workflow.privacy import Reading

    who = who if who and _is_of_the_house(who) else None
    name = str(who) if who else f"os:{_account()}"
    barred = MASKED if masked else _barred(settings, who, why)
    return Reading(name, what, at=now(), why=why, barred=barred)


def unseen(settings: Settings) -> Settings:
    """Give the settings for what shows nobody's words, and so opens none."""
    from ..workflow.privacy import Reading

    return settings.read_by(Reading("", "", at=now(), barred=MASKED))


def _barred(settings: Settings, who: Actor | None, why: str) -> Message | None:
    rule = settings.privacy
    if rule.readers and (who is None or who.role not in (*rule.readers, *ALWAYS)):
        return message("they are for {roles} alone: --as PERSON:ROLE", roles=rule.readers)
    if rule.ask_why and not why.strip():
        return message("this office asks why: --why TEXT")
    return None


def _is_of_the_house(who: Actor) -> bool:
    from ..domain.roles import AUDITOR, ROLES

    return any(role.code == who.role and not role.outside for role in (*ROLES, AUDITOR))


def _what(values: Mapping[str, object]) -> str:
    """Name the command with the register or the form that it prints."""
    words = click.get_current_context().command_path.split()[1:]
    return " ".join([*words, *([name] if isinstance(name := values.get("name"), str) else [])])


def _tell_hidden(settings: Settings, reading: Reading) -> None:
    if reading.hidden and reading.hidden is not MASKED:
        says = message("personal words are not shown: {why}", why=reading.hidden)
        click.echo(f"huiyin: {settings.language.say(says)}", err=True)


def _account() -> str:
    """Give the account that runs this, by the system rather than by what it says of itself."""
    with suppress(ImportError, KeyError):
        from pwd import getpwuid

        return getpwuid(os.getuid()).pw_name
    return getuser()
