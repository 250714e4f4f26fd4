"""cli.md: `--lang en|zh`, HUIYIN_LANG and the settings file; English and Chinese from day one."""

from collections.abc import Iterator
from importlib import import_module
from inspect import cleandoc

import click
import pytest

from huiyin.cli.group import COMMANDS
from huiyin.cli.group import huiyin as group
from huiyin.workflow.language import language
from terminal import Terminal


def explained(command: click.Command) -> Iterator[str]:
    """Give every text that explains a command, its options and what is below it."""
    yield cleandoc(command.help or "")
    for param in command.params:
        if isinstance(param, click.Option) and param.help:
            yield param.help
    if isinstance(command, click.Group):
        for one in command.commands.values():
            yield from explained(one)


def commands() -> Iterator[str]:
    """Give every text that help prints."""
    yield from explained(group)
    for entry in COMMANDS.values():
        yield entry.says
        module, _, name = entry.where.partition(":")
        yield from explained(getattr(import_module(f"huiyin.cli.{module}"), name))


def test_every_help_is_told_in_chinese() -> None:
    """Issue 2: English and Chinese from the first day."""
    chinese = language("zh")

    missing = {text for text in commands() if chinese.sentence(text) == text}

    assert not missing


@pytest.mark.parametrize(
    ("arguments", "env"),
    [(("--lang", "zh"), {}), ((), {"HUIYIN_LANG": "zh"})],
)
def test_a_language_is_chosen(
    huiyin: Terminal, arguments: tuple[str, ...], env: dict[str, str]
) -> None:
    """cli.md: flag > HUIYIN_* > ./huiyin.toml."""
    said = huiyin(*arguments, "--help", **env)
    below = huiyin(*arguments, "due", "--help", **env)

    assert "件件有回音" in said.out
    assert "逾期" in below.out


def test_an_error_is_said_in_the_language_too(huiyin: Terminal) -> None:
    """Style 12: errors speak to the person who asked."""
    case = huiyin.opened()

    said = huiyin("--lang", "zh", "do", case, "close", "--as", "wang:receptionist")

    assert said.code == 4
    assert "结案" in said.err


def test_a_case_is_told_in_chinese(huiyin: Terminal) -> None:
    """Architecture 3: names of states, steps and blanks come from the pages."""
    case = huiyin.opened()

    shown = huiyin.run("--lang", "zh", "show", case).out

    assert "已登记" in shown
    assert "联系电话" in shown
