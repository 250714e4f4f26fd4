"""Write `docs/reference/` from the code: `make docs` runs it, a test compares what it writes.

Procedures come from the command line's own output, commands from their help, Python from the
sources themselves. What stands here in words is only what the code does not say.
"""

import ast
import sys
from collections.abc import Iterator
from inspect import cleandoc
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from huiyin.cli import exits, paper, paper_drawn
from huiyin.cli.group import huiyin
from huiyin.cli.output import Out
from huiyin.cli.report import Reader
from huiyin.cli.settings import Settings
from huiyin.domain.office import OFFICE_HOURS, rulebook
from huiyin.workflow.errors import KINDS
from huiyin.workflow.events import Clock, Event
from huiyin.workflow.language import Language
from huiyin.workflow.procedure import Procedure

Node = ast.ClassDef | ast.FunctionDef

DOCS = Path(__file__).parent
MADE = "*Made from the code by `make docs`; do not edit.*\n"
ENGINE = """| DeadlineLapsed | 1 | a deadline was due and the clock recorded it; `form` says which |
| EntryCorrected | 1 | a counter-entry; `form` has the old words and the new |
| CaseMigrated | 1 | the case was moved to another edition; `form` says from and to |
| SubjectErased | 1 | a person's key was destroyed; `form` has his pseudonym and the reason |
"""
EXIT_CODES = {
    "OK": "done",
    "UNEXPECTED": "something unexpected; please report it",
    "USAGE": "the command was not written as its help says",
    "NOT_FOUND": "no such case, procedure or step",
    "REFUSED": "the procedure does not allow it",
    "NOT_PERMITTED": "this role, department or person may not",
    "CONFLICT": "the case has changed, or the key was used for another command",
    "NOT_SOUND": "a check has found faults",
    "NOT_ENOUGH": "not enough evidence to say that all is sound",
    "OVERDUE": "something is overdue (`due --fail-on overdue`)",
    "BAD_DATA": "settings or stored data make no sense",
    "SOME_REFUSED": "some lines of `play` or rows of `intake` were refused",
    "UNAVAILABLE": "the store cannot be reached, is full or may not be written",
    "STOPPED": "stopped from the keyboard",
}


def pages() -> dict[str, str]:
    """Give every page of the reference by its path below `docs/reference`."""
    made = {f"procedures/{name}": text for name, text in procedures()}
    settings, helps = Settings({"lang": "en"}), ["-h", "--help"]
    nobody = click.Context(
        huiyin, info_name="huiyin", obj=settings, terminal_width=96, help_option_names=helps
    )
    where, _, file = (ast.get_docstring(parsed("cli/settings")) or "").partition("\n\n")
    told = [f"# Command line\n\n{MADE}", f"## Settings\n\n{where}\n\n```toml\n{file}\n```\n"]
    made["cli.md"] = "\n".join((*told, *commands(huiyin, nobody)))
    made["errors.md"] = errors()
    made["events.md"] = f"# Events\n\n{MADE}" + "".join(events())
    made["python.md"] = f"# Python\n\n{MADE}\n" + "\n".join(python())
    return made


def procedures() -> Iterator[tuple[str, str]]:
    """Give each page in both languages, and the list of them."""
    listed = [f"# Procedures\n\n{MADE}\n", "| procedure | | |\n| --- | --- | --- |\n"]
    for page in rulebook():
        file, zh, en = page.name.replace("/", "-"), page.label.zh, page.label.en
        for ending, lang in ((".md", "en"), (".zh.md", "zh")):
            yield f"{file}{ending}", sheet(page, Settings({"lang": lang}).language)
        listed.append(f"| `{page.name}` | [{en}]({file}.md) | [{zh}]({file}.zh.md) |\n")
    yield "README.md", "".join(listed)


def sheet(page: Procedure, language: Language) -> str:
    """Give a page as `huiyin procedure show` prints it, as a table and as a diagram."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "sheet.md"
        out = Out(Reader(language, OFFICE_HOURS.zone), "md", file)
        out.print(paper.sheet(page, {}, language))
        table = file.read_text("utf-8")
    drawn = "".join(paper_drawn.mermaid(page, language))
    return f"# {language.say(page.label)}\n\n{MADE}\n{table}\n```mermaid\n{drawn}```\n"


def commands(command: click.Command, context: click.Context) -> Iterator[str]:
    """Give the help of a command, then of the commands below it."""
    yield f"## {context.command_path}\n\n```text\n{command.get_help(context)}\n```\n"
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            if below := command.get_command(context, name):
                yield from commands(below, click.Context(below, context, name))


def errors() -> str:
    """Give the kinds of refusals and the exit codes."""
    kinds = "".join(
        f"| {kind} | {exits.OF_REFUSALS.get(kind, exits.REFUSED)} | {cls.__doc__} |\n"
        for kind, cls in KINDS.items()
    )
    named = {name: value for name, value in vars(exits).items() if type(value) is int}
    codes = "".join(f"| {value} | {EXIT_CODES[name]} |\n" for name, value in named.items())
    tree = ast.get_docstring(parsed("workflow/errors"))
    return (
        f"# Errors\n\n{MADE}\n## Kinds of refusals\n\n"
        f"| kind | exit code | |\n| --- | --- | --- |\n{kinds}\n"
        f"## Exit codes\n\n| code | |\n| --- | --- |\n{codes}\n"
        f"## Exceptions\n\n```text\n{tree}\n```\n"
    )


def events() -> Iterator[str]:
    """Give what is stored: the fields of every event, then the events of each procedure."""
    for shape in (Event, Clock):
        yield f"\n## The fields of `{shape.__name__}`\n\n{cleandoc(shape.__doc__ or '')}\n\n"
        yield "| field | type |\n| --- | --- |\n"
        for name, kind in shape.__annotations__.items():
            yield f"| {name} | `{kind}` |\n" if name != "model_config" else ""
    yield f"\n## Of the engine\n\n| event | schema | |\n| --- | --- | --- |\n{ENGINE}"
    for page in rulebook():
        yield f"\n## {page.name}, edition {page.edition}\n\n"
        yield "| event | schema | step | clauses |\n| --- | --- | --- | --- |\n"
        yield from (f"| {' | '.join(row)} |\n" for row in events_of(page))


def events_of(page: Procedure) -> Iterator[tuple[str, str, str, str]]:
    """Give the events of one procedure with what records them."""
    for step in page.steps.values():
        yield step.event, str(step.schema), step.name, ", ".join(step.clauses)
    for note in page.notes.values():
        yield note.event, "1", "the clock, at a lapse", ", ".join(note.clauses)


def parsed(module: str) -> ast.Module:
    """Read a module's source."""
    return ast.parse((DOCS.parent / f"{module}.py").read_text("utf-8"))


def python() -> Iterator[str]:
    """Give the public names, listed in `public.txt`, with their signatures and docstrings."""
    for line in (DOCS / "public.txt").read_text("utf-8").splitlines():
        file, names = line.split(": ")
        tree = parsed(file)
        told = {one.name: one for one in tree.body if isinstance(one, Node)}
        module = file.removesuffix("/__init__").replace("/", ".")
        said = ast.get_docstring(tree, clean=False) or ""
        yield f"## huiyin.{module}\n\n{said if '├' not in said else 'See [errors](errors.md).'}\n"
        for name in names.split():
            yield from declared(told[name], "###")


def declared(node: Node, heading: str) -> Iterator[str]:
    """Give a class with its fields and public methods, or a function."""
    yield f"{heading} {node.name}\n\n```py\n{head(node)}\n```\n\n{ast.get_docstring(node) or ''}\n"
    for one in node.body if isinstance(node, ast.ClassDef) else ():
        if isinstance(one, ast.FunctionDef) and not one.name.startswith("_"):
            yield from declared(one, "####")


def head(node: Node) -> str:
    """Give what one writes to use it: the signature, or a class with its fields."""
    if isinstance(node, ast.FunctionDef):
        marks = [f"@{ast.unparse(one)}\n" for one in node.decorator_list]
        returns = f" -> {ast.unparse(node.returns)}" if node.returns else ""
        return f"{''.join(marks)}def {node.name}({ast.unparse(node.args)}){returns}"
    bases = ", ".join(map(ast.unparse, node.bases))
    lines = [f"class {node.name}({bases})" if bases else f"class {node.name}"]
    for one in node.body:
        if isinstance(one, ast.AnnAssign):
            lines.append(f"    {ast.unparse(one)}")
        elif isinstance(one, ast.FunctionDef) and one.name == "__init__":
            lines.append(f"    {head(one)}")
    return "\n".join(lines)


def main() -> None:
    """Write the reference; what is no longer made goes."""
    made = pages()
    folder = DOCS / "reference"
    for file in folder.rglob("*.md"):
        if str(file.relative_to(folder)) not in made:
            file.unlink()
    for name, text in made.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    sys.stdout.write(f"{len(made)} pages of the reference written\n")


if __name__ == "__main__":
    main()
