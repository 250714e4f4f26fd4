"""Completion in a shell: case numbers, the steps possible now, procedures, blanks, roles."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib.resources import files
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from .group import settings_of

if TYPE_CHECKING:
    from ..workflow.desk import Desk
    from ..workflow.parts import Step

MOST = 200
SHELLS = ("bash", "zsh", "fish", "powershell")
Items = list[CompletionItem]
Offer = Callable[[click.Context, str], Iterable[tuple[str, str]]]
Complete = Callable[[click.Context, click.Parameter, str], Items]


def offering(offer: Offer) -> Complete:
    """Complete with what is offered; a shell is told nothing when something is wrong."""

    def items(ctx: click.Context, _: click.Parameter, typed: str) -> Items:
        try:
            found = [one for one in offer(ctx, typed) if one[0].startswith(typed)]
        except Exception:  # noqa: BLE001  nobody wants an error in the middle of typing
            return []
        return [CompletionItem(value, help=says) for value, says in found[:MOST]]

    return items


def _desk(ctx: click.Context) -> Desk:
    return settings_of(ctx).desk()


@offering
def cases(ctx: click.Context, typed: str) -> Iterable[tuple[str, str]]:
    """Offer the case numbers, the newest first."""
    with _desk(ctx) as desk:
        return [(number, "") for number in reversed(desk.store.cases(typed))]


@offering
def steps(ctx: click.Context, typed: str) -> Iterable[tuple[str, str]]:
    """Offer the steps that lead on from where the case stands and that nothing in it bars."""
    with _desk(ctx) as desk:
        possible = desk.next(str(ctx.params["case"]))
        return [(one.step.name, _say(ctx, one.step.label)) for one in possible if not one.missing]


@offering
def procedures(ctx: click.Context, typed: str) -> Iterable[tuple[str, str]]:
    """Offer the procedures in force."""
    from ..domain.office import rulebook

    return [(page.name, _say(ctx, page.label)) for page in rulebook()]


@offering
def deadlines(ctx: click.Context, typed: str) -> Iterable[tuple[str, str]]:
    """Offer the deadlines of the case's procedure."""
    with _desk(ctx) as desk:
        page = desk.page_of(desk.case(str(ctx.params["case"])))
        return [(one.name, _say(ctx, one.label)) for one in page.deadlines.values()]


@offering
def forms(ctx: click.Context, typed: str) -> Iterable[tuple[str, str]]:
    """Offer the forms that the case fills."""
    from ..projections.printed.papers import of_case

    with _desk(ctx) as desk:
        case = desk.case(str(ctx.params["case"]))
        papers = of_case(desk.page_of(case), case)
        return [(one.name, _say(ctx, one.title)) for one in papers]


@offering
def fields(ctx: click.Context, typed: str) -> Iterable[tuple[str, str]]:
    """Offer the blanks of the step, and behind the sign the codes of a choice."""
    step = _step(ctx)
    name, is_given, _ = typed.partition("=")
    if step is None:
        return []
    if not is_given:
        return [(f"{n}=", _say(ctx, blank.label)) for n, blank in step.blanks.items()]
    blank = step.blanks.get(name)
    codes = blank.choices if blank else {}
    return [(f"{name}={code}", _say(ctx, label)) for code, label in codes.items()]


def _step(ctx: click.Context) -> Step | None:
    if procedure := ctx.params.get("procedure"):
        from ..domain.office import rulebook

        return rulebook().in_force(str(procedure)).opening
    with _desk(ctx) as desk:
        page = desk.page_of(desk.case(str(ctx.params["case"])))
        return page.steps.get(str(ctx.params["step"]))


@offering
def whos(ctx: click.Context, typed: str) -> Iterable[tuple[str, str]]:
    """Offer the roles behind the person that has been typed."""
    from ..domain.roles import AUDITOR, ROLES

    person, is_given, _ = typed.partition(":")
    if not is_given:
        return []
    return [(f"{person}:{role.code}", _say(ctx, role.label)) for role in (*ROLES, AUDITOR)]


def _say(ctx: click.Context, says: object) -> str:
    return settings_of(ctx).spoken.say(says)


@click.command()
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print the completion script of a shell.

    In bash: eval "$(huiyin completion bash)". For good, put that line into ~/.bashrc, or its
    like into the settings of another shell.
    """
    if shell == "powershell":
        click.echo((files("huiyin.cli") / "templates" / "huiyin.ps1").read_text("utf-8"))
        return
    from click.shell_completion import get_completion_class

    script = get_completion_class(shell)
    if script is not None:
        click.echo(script(ctx.find_root().command, {}, "huiyin", "_HUIYIN_COMPLETE").source())
