"""Every sentence that huiyin can say: in the sources, on the pages, in the help of the commands."""

import ast
import inspect
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass

import click

from house.sources import calls, modules
from huiyin.cli.group import huiyin
from huiyin.cli.settings import Settings
from huiyin.domain.office import rulebook
from huiyin.workflow.language import Message
from huiyin.workflow.procedure import Procedure

# Which argument of a call is a sentence; that of any call's `says` is one too.
SAYING = {
    "_": 0,
    "condition": 0,
    "message": 0,
    "people": 0,
    "sentence": 0,
    "told_to_all": 0,
    "told_to_one": 0,
    "refusal": 1,
    "_stop_at": 2,
    "Entry": 1,
}
Said = tuple[str, str]


def sentences() -> Iterator[Said]:
    """Give every sentence with the place where it is said."""
    yield from in_sources()
    for page in rulebook():
        yield from on_page(page)
    yield from in_help("huiyin", huiyin, click.Context(huiyin, obj=Settings({"lang": "en"})))


# ---------------------------------------------------------------- in the sources


def in_sources() -> Iterator[Said]:
    """Give the constant texts that are said, also those first put into a variable `says`."""
    for name, tree in modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.Assign) and _is_says(node.targets):
                yield from _constants(node.value, f"{name}:{node.lineno}")
        for call in calls(tree):
            for text in _texts(call):
                yield from _constants(text, f"{name}:{call.lineno}")


def _texts(call: ast.Call) -> Iterator[ast.expr]:
    called = call.func.attr if isinstance(call.func, ast.Attribute) else call.func
    called = called.id if isinstance(called, ast.Name) else called
    at = SAYING.get(called) if isinstance(called, str) else None
    yield from (one.value for one in call.keywords if one.arg == "says")
    if at is not None:
        yield from call.args[at : at + 1]


def _is_says(targets: list[ast.expr]) -> bool:
    return any(isinstance(one, ast.Name) and one.id == "says" for one in targets)


def _constants(text: ast.expr, place: str) -> Iterator[Said]:
    match text:
        case ast.Constant(value=str(sentence)) if sentence:
            yield sentence, place
        case ast.IfExp(body=body, orelse=other):
            yield from _constants(body, place)
            yield from _constants(other, place)


# ---------------------------------------------------------------- on the pages


def on_page(page: Procedure) -> Iterator[Said]:
    """Give the sentence of every step, and each message that a page holds anywhere."""
    for step in page.steps.values():
        yield step.sentence, f"{page.title} {step.name}"
        yield from ((text, f"{page.title} {step.name}") for text in _held(step))
    for deadline in page.deadlines.values():
        yield from ((text, f"{page.title} {deadline.name}") for text in _held(deadline))


def _held(one: object) -> Iterator[str]:
    match one:
        case Message(text, values):
            yield text
            yield from _each(values.values())
        case Mapping():
            yield from _each(one)
            yield from _each(one.values())
        case str() | type():
            return
        case tuple() | list() | set() | frozenset():
            yield from _each(one)
        case _ if is_dataclass(one):
            yield from _each(getattr(one, field.name) for field in fields(one))


def _each(many: Iterable[object]) -> Iterator[str]:
    for one in many:
        yield from _held(one)


# ---------------------------------------------------------------- in the help


def in_help(name: str, command: click.Command, ctx: click.Context) -> Iterator[Said]:
    """Give the help of a command, of its options and of the commands below it."""
    texts = [one.help for one in command.params if isinstance(one, click.Option)]
    yield from (
        (inspect.cleandoc(text), f"{name} --help") for text in (command.help, *texts) if text
    )
    if isinstance(command, click.Group):
        for below in command.list_commands(ctx):
            found = command.get_command(ctx, below)
            if found is not None:
                yield from in_help(f"{name} {below}", found, ctx)
