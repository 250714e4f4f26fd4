"""The command line as people and scripts meet it: in one process, or as a program of its own."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from click.testing import CliRunner, Result

HUIYIN = Path(sys.executable).with_name("huiyin")
MALL = ("name=何静", "phone=137", "matter=收银排队", "content=等了半小时", "channel=web")
NINE = "2026-03-02 09:00"


@dataclass(frozen=True)
class Said:
    """What a program printed, and the code it ended with."""

    out: str
    err: str
    code: int

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@dataclass(frozen=True)
class Terminal:
    """A folder with a store in it or on a server, and the command line to use it with."""

    folder: Path
    elsewhere: str = ""

    @property
    def store(self) -> Path:
        return self.folder / "huiyin.db"

    def __call__(self, *arguments: str, stdin: str = "", **env: str) -> Said:
        """Run a command as a program of its own, its ends caught."""
        clean = {name: value for name, value in os.environ.items() if "HUIYIN" not in name}
        done = subprocess.run(
            [HUIYIN, *arguments],
            cwd=self.folder,
            input=stdin,
            env=clean | {"HOME": str(self.folder)} | env,
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=60,
        )
        return Said(done.stdout, done.stderr, done.returncode)

    def run(self, *arguments: str) -> Said:
        """Run a command in this process, which is quicker; give its codes as the program does."""
        from huiyin.cli.exits import code_of, line_of
        from huiyin.cli.group import huiyin
        from huiyin.workflow.language import ENGLISH

        whole = ["--store", self.elsewhere or str(self.store), *arguments]
        done: Result = CliRunner().invoke(huiyin, whole)
        error, out = done.exception, done.stdout_bytes.decode()
        if isinstance(error, Exception) and not isinstance(error, click.ClickException):
            return Said(out, f"huiyin: {line_of(error, ENGLISH)}\n", code_of(error))
        return Said(out, done.stderr, done.exit_code)

    def opened(
        self, *fields: str, procedure: str = "complaint/mall", severity: str = "general"
    ) -> str:
        """Open a case and give its number."""
        said = self.run(
            *("open", procedure, "--as", "wang:receptionist", "--at", NINE, "--json"),
            *(f"severity={severity}", *MALL, *fields),
        )
        assert said.code == 0, said.err
        return str(said.json["case"])
