"""The group of commands: its options, and commands that are imported when they are used."""

from __future__ import annotations

import os
import sys
from copy import copy
from importlib import import_module
from inspect import cleandoc
from typing import TYPE_CHECKING, NamedTuple

import click

from .. import __version__
from .exits import meant_by
from .settings import Settings

if TYPE_CHECKING:
    from ..workflow.language import Language


class Entry(NamedTuple):
    """Where a command is, and what it does in a sentence."""

    where: str
    says: str


FLAGS = ("store", "lang", "tz", "attachments", "read_only")
COMMANDS = {
    "demo": Entry("demo:demo", "Play a day of a service centre on a fresh file."),
    "open": Entry("act:open_case", "Open a case."),
    "do": Entry("act:do", "Take a step on a case."),
    "play": Entry("play:play", "Execute commands from a file, a line each."),
    "intake": Entry("intake:intake", "Carry out the rows of a spreadsheet."),
    "next": Entry("look:next_steps", "Tell what is possible now, by whom, until when."),
    "why": Entry("look:why", "Give every reason why a step may be taken or not."),
    "why-due": Entry("due_sum:why_due", "Show a deadline as the sum of what counts."),
    "show": Entry("look:show", "Show a case, as it is or as it was."),
    "history": Entry("look:history", "Tell the events of a case as sentences."),
    "diff": Entry("diff:diff", "Tell what changed in a case between two versions."),
    "form": Entry("print_form:form", "Print a form that a case fills, or list them."),
    "tick": Entry("dues:tick", "Record the deadlines that have lapsed."),
    "register": Entry("registers:register", "Print a register, today's or an earlier one."),
    "handovers": Entry("custody:handovers", "Print the handover log of shifts and of things."),
    "holders": Entry("custody:holders", "Tell who holds each open case and each thing."),
    "report": Entry("statistics:report_command", "Count a month, a quarter or a year."),
    "export": Entry("export:export", "Write the log into a file for other programs."),
    "trail": Entry("trail:trail", "Print the audit trail: every event, every refusal."),
    "due": Entry("dues:due", "List what is due and what is overdue."),
    "attachment": Entry(
        "attachment:attachment", "Keep the files that belong to cases, and look after them."
    ),
    "subject": Entry("subject:subject", "Show, hold and erase persons, and who has read them."),
    "verify": Entry("verify:verify", "Examine whether anybody has touched the record."),
    "replay": Entry("replay:replay", "Fold every case again, by its page or another."),
    "deviations": Entry(
        "deviations:deviations", "Audit every case against its procedure, clause by clause."
    ),
    "sample": Entry("sample:sample", "Draw a sample of cases for an audit, by a seed."),
    "prove": Entry("prove:prove", "Write proofs of events that anybody can verify."),
    "dossier": Entry("dossier:dossier", "Write all that is recorded of a case on one page."),
    "checkpoint": Entry("seal:checkpoint", "Sign how far the record has come."),
    "key": Entry("seal:key", "Make the keys that sign checkpoints."),
    "procedure": Entry(
        "procedures:procedure", "List, show, check and export the written procedures."
    ),
    "projections": Entry("operate:projections", "Look after the kept registers."),
    "store": Entry("operate:store", "Create a store, or look for damage in one."),
    "config": Entry("operate:config", "Show the settings in force."),
    "completion": Entry("complete:completion", "Print the completion script of a shell."),
}


class Commands(click.Group):
    """Commands that are imported when they are used, and explained in the user's language."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Give the names in the order of the documentation."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command, or find none of that name."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].where.partition(":")
        found: click.Command = getattr(import_module(f".{module}", __package__), name)
        return told(found, settings_of(ctx).spoken)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; name the one that was perhaps meant."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            meant = meant_by(args[0], list(COMMANDS))
            hint = f" Did you mean {meant}?" if meant else ""
            ctx.fail(f"No such command {args[0]!r}.{hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing any."""
        language = settings_of(ctx).spoken
        rows = [(name, language.sentence(entry.says)) for name, entry in COMMANDS.items()]
        with formatter.section(language.sentence("Commands")):
            formatter.write_dl(rows)

    def get_help(self, ctx: click.Context) -> str:
        """Explain the group itself in the user's language."""
        explained = told(self, settings_of(ctx).spoken)
        return self._get_help_of(explained, ctx)

    @staticmethod
    def _get_help_of(command: click.Command, ctx: click.Context) -> str:
        formatter = ctx.make_formatter()
        command.format_help(ctx, formatter)
        return formatter.getvalue().rstrip("\n")

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; whoever reads its output may leave early."""
        try:
            result: object = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            # What is still buffered must not be written at exit either.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise click.exceptions.Exit(0) from None
        return result


def told(command: click.Command, language: Language) -> click.Command:
    """Give a command that explains itself and its options in a language."""
    if language.code == "en":
        return command
    spoken = copy(command)
    spoken.help = language.sentence(cleandoc(command.help or ""))
    spoken.params = [_told_option(one, language) for one in command.params]
    if isinstance(command, click.Group) and isinstance(spoken, click.Group):
        spoken.commands = {n: told(one, language) for n, one in command.commands.items()}
    return spoken


def _told_option(param: click.Parameter, language: Language) -> click.Parameter:
    if not isinstance(param, click.Option) or not param.help:
        return param
    spoken = copy(param)
    spoken.help = language.sentence(param.help)
    return spoken


def settings_of(ctx: click.Context) -> Settings:
    """Give the settings of a run, also where the group itself has not been run yet."""
    root = ctx.find_root()
    if not isinstance(root.obj, Settings):
        return Settings({name: root.params.get(name) for name in FLAGS})
    return root.obj


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    no_args_is_help=False,
    invoke_without_command=True,
    help="huiyin 回音: every matter has an outcome, every item gets an answer.",
)
@click.option(
    "--store",
    metavar="URL",
    is_eager=True,
    help="Where the log is kept: a path, sqlite:///PATH, postgresql://… or memory:.",
)
@click.option(
    "--lang", type=click.Choice(["en", "zh"]), is_eager=True, help="The language to speak."
)
@click.option(
    "--tz", metavar="ZONE", is_eager=True, help="The office's time zone, such as Asia/Shanghai."
)
@click.option(
    "--attachments",
    metavar="URL",
    is_eager=True,
    help="Where attachments are kept: a folder or file:///PATH; STORE.files if not given.",
)
@click.option(
    "--read-only",
    flag_value="yes",
    default=None,
    is_eager=True,
    help="Write nothing to the store: an auditor's opening.",
)
@click.version_option(__version__, prog_name="huiyin")
@click.pass_context
def huiyin(ctx: click.Context, /, **flags: str | None) -> None:
    """Give every matter its outcome and every item its answer."""
    ctx.obj = Settings(flags)
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())
