"""The group of commands: options, lazily loaded commands, errors into exit codes."""

from __future__ import annotations

import sys
from importlib import import_module

import click

from .. import __version__
from .exits import UNEXPECTED, code_of, line_of
from .settings import Settings

COMMANDS = {
    "play": "play:play",
}


class Commands(click.Group):
    """Commands that are imported when they are used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Give the names in the order of the documentation."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command, or find none of that name."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        found: click.Command = getattr(import_module(f".{module}", __package__), name)
        return found


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--store", metavar="URL", help="A path, sqlite:///PATH or memory:.")
@click.option("--lang", type=click.Choice(["en", "zh"]), help="The language to speak.")
@click.option("--tz", metavar="ZONE", help="The office's time zone, such as Asia/Shanghai.")
@click.version_option(__version__, prog_name="huiyin")
@click.pass_context
def huiyin(ctx: click.Context, store: str | None, lang: str | None, tz: str | None) -> None:
    """huiyin 回音: every matter has an outcome, every item gets an answer."""
    ctx.obj = Settings({"store": store, "lang": lang, "tz": tz})


def main() -> None:
    """Run the command line and exit with its code; never show a traceback."""
    try:
        sys.exit(huiyin.main(standalone_mode=False))
    except click.exceptions.Abort:
        sys.exit(UNEXPECTED)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except Exception as error:
        _fail(error)


def _fail(error: Exception) -> None:
    from ..workflow.errors import HuiyinError
    from ..workflow.language import ENGLISH

    context = click.get_current_context(silent=True)
    language = context.obj.language if context and isinstance(context.obj, Settings) else ENGLISH
    if not isinstance(error, HuiyinError):
        click.echo(f"huiyin: unexpected {type(error).__name__}: {error}", err=True)
        sys.exit(UNEXPECTED)
    click.echo(f"huiyin: {line_of(error, language)}", err=True)
    sys.exit(code_of(error))
