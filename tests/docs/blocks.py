"""A page of the documentation performed: its code runs, its transcripts are typed again.

All blocks of a page run in their order, in one folder and one namespace:

- ```python runs, and functions that are called `test_…` are called;
- ```text printed is what the Python block before it has printed;
- ```console types each line `$ huiyin …` and says everything that it prints; `$ echo $?` is the
  exit code, `$ export NAME=VALUE` sets an option for the lines below, `$ cat FILE` shows a file;
- ```json day.jsonl, any block with a file's name, is written into that file;
- every other block is left alone.

Nothing is normalised: a page gives its instants with `--at`, and what could not be the same
every time (an instant that was fetched, a path of one machine) does not stand on a page.
"""

import io
import os
import re
import shlex
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

from huiyin.cli.main import run

FENCE = re.compile(r"^```(?P<info>[^\n`]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)


def performed(page: str, name: str) -> str:
    """Give a page as it reads when everything on it is done in the current folder."""
    return FENCE.sub(Stage(name).perform, page)


class Stage:
    """What the blocks of one page leave behind for the next ones."""

    def __init__(self, page: str) -> None:
        self.page = page
        self.names: dict[str, Any] = {"__name__": "page"}
        self.printed = ""
        self.code = 0

    def perform(self, block: re.Match[str]) -> str:
        """Do what a block says and give it as it should read."""
        info, body = block["info"], block["body"]
        language, _, file = info.partition(" ")
        if language == "python":
            self._execute(body, block.string.count("\n", 0, block.start("body")))
        elif file == "printed":
            body = self.printed
        elif language == "console":
            body = self._typed(body)
        elif file:
            Path(file).write_text(body, "utf-8")
        return f"```{info}\n{body}```"

    def _execute(self, body: str, line: int) -> None:
        known = set(self.names)
        out = io.StringIO()
        with redirect_stdout(out):
            exec(compile("\n" * line + body, self.page, "exec"), self.names)
            for name in self.names.keys() - known:
                if name.startswith("test_"):
                    self.names[name]()
        self.printed = out.getvalue()

    def _typed(self, body: str) -> str:
        commands = re.findall(r"^\$ (?:.*\\\n)*.*\n", body, re.MULTILINE)
        return "".join(command + self._answer(command) for command in commands)

    def _answer(self, command: str) -> str:
        match shlex.split(command.removeprefix("$ ").replace("\\\n", " ")):
            case ["huiyin", *arguments]:
                return self._said(arguments)
            case ["echo", "$?"]:
                return f"{self.code}\n"
            case ["export", setting]:
                name, _, value = setting.partition("=")
                os.environ[name] = value
                return ""
            case ["cat", file]:
                return Path(file).read_text("utf-8")
        raise AssertionError(f"{self.page}: nobody here can type {command!r}")

    def _said(self, arguments: list[str]) -> str:
        """Run the command line in this very process; stdout and stderr come as on a terminal."""
        terminal = io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True)
        with redirect_stdout(terminal), redirect_stderr(terminal):
            self.code = run(arguments)
        terminal.flush()
        said = terminal.buffer
        assert isinstance(said, io.BytesIO)
        return said.getvalue().decode()
