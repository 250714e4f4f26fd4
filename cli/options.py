"""The options that commands share: who acts, when, and how the answer is printed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from ..workflow.days import DAY_MINUTES
from ..workflow.wall_clock import instant_of
from .group import settings_of
from .output import FILES, FORMATS, Out, check
from .report import Reader
from .settings import Settings

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from ..workflow.actor import Actor

Run = Callable[..., None]
WRITTEN = "write 2026-03-02T09:00:00+08:00, or 2026-03-02 09:00 on the office's clocks"


def instant(text: str, zone: ZoneInfo) -> datetime:
    """Read an instant, on the zone's clocks where it has no offset; raise ValueError."""
    if _day(text):
        raise ValueError("a day is no instant")
    at = datetime.fromisoformat(text)
    return (at if at.tzinfo else at.replace(tzinfo=zone)).astimezone(UTC)


def _day(text: str) -> date | None:
    """Read a day alone; None for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _who(_: click.Context, __: click.Parameter, value: str | None) -> Actor | None:
    """Read who acts: PERSON:ROLE or PERSON:ROLE@DEPARTMENT."""
    from ..workflow.actor import Actor

    try:
        return Actor.parse(value) if value else None
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


def who_option(help_: str) -> Callable[[Run], Run]:
    """Give a command the option --as, which settings may answer too."""
    from .complete import whos

    return click.option(
        "--as",
        "who",
        callback=_who,
        metavar="WHO",
        default=_who_by_settings,
        help=help_,
        shell_complete=whos,
    )


def _who_by_settings() -> str | None:
    ctx = click.get_current_context(silent=True)
    return (settings_of(ctx)["as"] or None) if ctx else None


def at_option(
    *names: str, says: str, day: Literal["start", "end"] | None = None
) -> Callable[[Run], Run]:
    """Give a command an option that is an instant; `day` says what a day alone stands for.

    Without it a day alone is refused: what is recorded has a time of day.
    """

    def read(ctx: click.Context, _: click.Parameter, value: str | None) -> datetime | None:
        if not value:
            return None
        zone = settings_of(ctx).zone
        try:
            if day and (found := _day(value)):
                return instant_of(found, DAY_MINUTES if day == "end" else 0, zone)
            return instant(value, zone)
        except (ValueError, OverflowError):
            raise click.BadParameter(f"{value!r} is no instant: {WRITTEN}") from None

    return click.option(*names, callback=read, metavar="T", help=says)


def version_or_instant(*names: str, says: str) -> Callable[[Run], Run]:
    """Give a command an option that is a number of events or an instant; a day is its end."""

    def read(ctx: click.Context, _: click.Parameter, value: str | None) -> int | datetime | None:
        if not value:
            return None
        if value.isascii() and value.isdigit() and len(value) < 8:
            return int(value)
        zone = settings_of(ctx).zone
        try:
            if found := _day(value):
                return instant_of(found, DAY_MINUTES, zone)
            return instant(value, zone)
        except (ValueError, OverflowError):
            says = f"{value!r} is no version such as 3, and no instant: {WRITTEN}"
            raise click.BadParameter(says) from None

    return click.option(*names, callback=read, metavar="N|T", help=says)


def now() -> datetime:
    """Fetch the time, here and nowhere below."""
    return datetime.now(UTC)


def printed(*more: str) -> Callable[[Run], Run]:
    """Give a command -f, --json, -o and --bom, and hand it `out`."""

    def give(run: Run) -> Run:
        @wraps(run)
        def with_out(
            *, form: str | None, as_json: bool, file: Path | None, bom: bool, **rest: object
        ) -> None:
            settings = settings_of(click.get_current_context())
            chosen = form or ("json" if as_json else _form_by(file, more))
            if chosen not in more:
                check(chosen, file)
            run(out=Out(_reader(settings), chosen, file, bom), **rest)

        given: Run = with_out
        for option in (*_OPTIONS, _form_option(more)):
            given = option(given)
        return given

    return give


def _reader(settings: Settings) -> Reader:
    return Reader(settings.language, settings.zone)


def _form_by(file: Path | None, more: tuple[str, ...]) -> str:
    ending = file.suffix.removeprefix(".") if file else ""
    if ending in ("", "txt"):
        return "table"
    forms = _forms(more)
    if ending not in forms:
        endings = ", ".join(f".{one}" for one in forms if one != "table")
        says = f"no format is called by the ending .{ending}; there are {endings} and .txt"
        raise click.BadParameter(says, param_hint="-o")
    return ending


def _forms(more: tuple[str, ...]) -> list[str]:
    return list(dict.fromkeys((*FORMATS, *FILES, *more)))


def _form_option(more: tuple[str, ...]) -> Callable[[Run], Run]:
    return click.option(
        "-f",
        "--format",
        "form",
        type=click.Choice(_forms(more)),
        help="How to print it.",
    )


_OPTIONS: tuple[Callable[[Run], Run], ...] = (
    click.option("--bom", is_flag=True, help="Begin with a byte order mark, for Excel."),
    click.option(
        "-o",
        "file",
        type=click.Path(dir_okay=False, path_type=Path),
        metavar="FILE",
        help="Write into a file; its ending chooses the format.",
    ),
    click.option("--json", "as_json", is_flag=True, help="Short for -f json."),
)
pass_settings = click.make_pass_decorator(Settings)
