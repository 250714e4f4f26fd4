"""Run the command line: the version at once, everything else through click, never a traceback."""

from __future__ import annotations

import gc
import os
import signal
import sys
from typing import TYPE_CHECKING

from .. import __version__

if TYPE_CHECKING:
    from ..workflow.language import Language

VERSION = ["--version"]
MANY_OBJECTS = 50_000


def main() -> None:
    """Run the command line and exit with its code."""
    arguments = sys.argv[1:]
    if sys.stdout is None:  # pyright: ignore[reportUnnecessaryComparison]  closed by the caller
        sys.exit("huiyin: there is no standard output to answer on")
    if arguments == VERSION:  # answered before click is loaded
        sys.exit(_delivered(0, f"huiyin, version {__version__}\n"))
    gc.set_threshold(MANY_OBJECTS)  # starting up makes many objects and no garbage
    sys.exit(_delivered(run(arguments)))


def _delivered(code: int, last: str = "") -> int:
    """See what was said through to its reader, who may have left or have no room for it."""
    try:
        sys.stdout.write(last)
        sys.stdout.flush()
    except OSError as error:
        # What is still buffered must not be written at exit either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if code == 0 and not isinstance(error, BrokenPipeError):
            sys.stderr.write(f"huiyin: what was said could not be written: {error}\n")
            return 1
    return code


def run(arguments: list[str]) -> int:
    """Carry out a command and give its exit code."""
    import click

    from .exits import STOPPED, UNEXPECTED, code_of, line_of
    from .group import huiyin

    _write_what_cannot_be_encoded()
    try:
        _check(arguments)
        code = huiyin.main(arguments, prog_name="huiyin", standalone_mode=False)
    except (click.exceptions.Abort, KeyboardInterrupt):
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # it has been heard; a second one is the same
        click.echo(f"\nhuiyin: {_language(arguments).sentence('stopped')}", err=True)
        return STOPPED
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except Exception as error:  # noqa: BLE001  the outermost floor: one line, never a traceback
        click.echo(f"huiyin: {line_of(error, _language(arguments))}", err=True)
        return code_of(error)
    return code if isinstance(code, int) else 0 if code is None else UNEXPECTED


def _check(arguments: list[str]) -> None:
    """Refuse what is no text: it could not be stored."""
    import click

    for argument in arguments:
        try:
            argument.encode()
        except UnicodeEncodeError:
            raise click.UsageError(f"{argument!r} is not UTF-8") from None


def _write_what_cannot_be_encoded() -> None:
    from io import TextIOWrapper

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _language(arguments: list[str]) -> Language:
    """Find the language for an error, even where the settings are what is wrong."""
    from ..workflow.errors import HuiyinError
    from ..workflow.language import ENGLISH
    from .settings import Settings

    places = [at for at, one in enumerate(arguments[:-1]) if one == "--lang"]
    flag = arguments[places[0] + 1] if places else None
    try:
        return Settings({"lang": flag}).language
    except HuiyinError:
        return ENGLISH
