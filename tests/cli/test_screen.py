"""The program on a terminal: questions, Ctrl-C, colours, widths."""

import os
import pty
import re
import select
import signal
import time
from collections.abc import Generator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from huiyin.cli.paint import width
from terminal import HUIYIN, MALL, NINE, Terminal

WANG = ("--as", "wang:receptionist")
PATIENCE = 20


class Screen:
    """A terminal of 100 columns with a program on it."""

    def __init__(self, arguments: Sequence[str], folder: Path, **env: str) -> None:
        self.seen = ""
        pid, self.ends = pty.fork()
        if pid == 0:
            signal.signal(signal.SIGINT, signal.SIG_DFL)  # a shell's background jobs ignore it
            os.chdir(folder)
            os.environ.update({"COLUMNS": "100", "TERM": "xterm-256color"} | env)
            os.execv(HUIYIN, [str(HUIYIN), *arguments])
        self.pid = pid

    def wait_for(self, text: str) -> None:
        """Read until a text has been printed."""
        until = time.monotonic() + PATIENCE
        while text not in self.seen:
            assert time.monotonic() < until, self.seen
            if select.select([self.ends], [], [], 0.2)[0]:
                self.seen += self._read()

    def type(self, text: str) -> None:
        """Type a line, or a key such as Ctrl-C; nobody may be there any more."""
        with suppress(OSError):
            os.write(self.ends, text.encode())

    def end(self, *, pressing: str = "") -> int:
        """Read to the end and give the exit code; press a key until then, if one is given.

        A Ctrl-C that comes just before the program waits for a line is seen at the next one.
        """
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if pressing:
                self.type(pressing)
            while select.select([self.ends], [], [], 0.2)[0] and (more := self._read()):
                self.seen += more
            ended, status = os.waitpid(self.pid, os.WNOHANG)
            if ended:
                return os.waitstatus_to_exitcode(status)
        os.kill(self.pid, signal.SIGKILL)
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])

    def _read(self) -> str:
        try:
            return os.read(self.ends, 65536).decode(errors="replace")
        except OSError:
            return ""


@contextmanager
def screen(huiyin: Terminal, *arguments: str, **env: str) -> Generator[Screen]:
    opened = Screen(["--store", str(huiyin.store), *arguments], huiyin.folder, **env)
    try:
        yield opened
    finally:
        os.close(opened.ends)  # whoever still waits is hung up on


def test_what_is_missing_is_asked_for_again_and_again(huiyin: Terminal) -> None:
    """cli.md: a missing field is asked for when stdin is a terminal."""
    missing = ("severity", "channel")
    given = [one for one in (*MALL, "severity=general") if one.split("=")[0] not in missing]

    with screen(huiyin, "open", "complaint/mall", *WANG, "--at", NINE, *given) as clerk:
        clerk.wait_for("channel (phone")
        clerk.type("pigeon\n")
        clerk.wait_for("channel should be one of phone")
        clerk.type("web\n")
        clerk.wait_for("severity (general")
        clerk.type("general\n")
        code = clerk.end()

    assert code == 0
    assert "C-2026-000001" in clerk.seen


def test_what_a_form_asks_for_in_this_case_is_asked_for(huiyin: Terminal) -> None:
    """S004-p6-4.2: the department is named where the complaint is found valid."""
    fields = ("unit_no=1", "apology_made=yes", "object=管")
    case = huiyin.opened(*fields, procedure="complaint/property")

    with screen(
        huiyin,
        *("do", case, "verify", "--as", "li:cs_staff", "--at", "2026-03-02 09:10"),
        *("findings=属实", "severity=general"),
    ) as clerk:
        clerk.wait_for("validity (")
        clerk.type("valid\n")
        clerk.wait_for("department (")
        clerk.type("维修部\n")
        code = clerk.end()

    assert code == 0, clerk.seen
    written = huiyin.run("show", case, "--json").json["written"]
    assert {"field": "department", "value": "维修部"}.items() <= written[-1].items()


def test_nothing_is_asked_of_who_may_not_act(huiyin: Terminal) -> None:
    """cli.md: exit 5; nobody fills a form in for nothing."""
    case = huiyin.opened()

    with screen(huiyin, "do", case, "escalate", "--as", "gu:customer") as clerk:
        code = clerk.end()

    assert code == 5


def test_ctrl_c_at_a_question_changes_nothing(huiyin: Terminal) -> None:
    """cli.md: Ctrl-C changes nothing; one line, exit 130."""
    case = huiyin.opened()

    with screen(huiyin, "do", case, "escalate", *WANG) as clerk:
        clerk.wait_for("recipients (")
        code = clerk.end(pressing="\x03")

    assert code == 130
    assert "Traceback" not in clerk.seen
    assert huiyin.run("show", case, "--json").json["version"] == 1
    assert len(huiyin.run("trail", "--json").json["entries"]) == 1


def test_a_list_is_asked_for_until_an_empty_line(huiyin: Terminal) -> None:
    """cli.md: a missing field that takes a list."""
    case = huiyin.opened()

    with screen(huiyin, "do", case, "escalate", *WANG, "--at", "2026-03-02 09:05") as clerk:
        clerk.wait_for("recipients (")
        clerk.type("superior\n")
        clerk.wait_for("leave it empty to end")
        clerk.type("cs_manager\n")
        clerk.wait_for("cs_manager\r\n")
        clerk.type("\n")
        code = clerk.end()

    assert code == 0, clerk.seen


def test_a_file_that_cannot_be_taken_is_asked_for_again(huiyin: Terminal) -> None:
    """cli.md: a blank that takes a file; whoever mistypes its name has lost nothing."""
    (huiyin.folder / "empty.jpg").write_bytes(b"")
    (huiyin.folder / "slip.jpg").write_bytes(b"\xff\xd8\xff")
    wang = ("--as", "wang:receptionist", "--at", NINE)
    case = "R-2026-000001"
    for step in (
        ("open", "repair/jewellery", "name=何静", "phone=137", "material=silver"),
        (
            *("do", case, "receive-piece", "receipt_no=1", "received_on=2026-03-02"),
            *("product_code=A", "part_to_repair=clasp"),
        ),
        ("do", case, "assess-piece", "damage=silver_broken", "in_house_possible=no"),
        (
            *("do", case, "inform-customer", "told_duration=yes", "told_may_differ=yes"),
            *("contact_mode=phone", "consent=yes"),
        ),
    ):
        assert huiyin.run(*step, *wang).code == 0

    sheet = ("do", case, "enter-handover-sheet", *wang, "sheet_no=1", "customer_name=何静")
    with screen(huiyin, *sheet) as clerk:
        clerk.wait_for("photo (")
        clerk.type("@gone.jpg\n")
        clerk.wait_for("gone.jpg: No such file")
        clerk.type("@empty.jpg\n")
        clerk.wait_for("empty.jpg is empty")
        clerk.type("@slip.jpg\n")
        code = clerk.end()

    assert code == 0, clerk.seen


def test_a_bar_shows_how_far_a_sheet_has_come(huiyin: Terminal) -> None:
    """cli.md: progress on stderr, and only where that is a terminal."""
    head, row = "name,phone,matter,content,channel,severity", "a,1,m,c,phone,general"
    (huiyin.folder / "day.csv").write_text("\n".join([head, *[row] * 3]), "utf-8")
    intake = ("intake", "day.csv", "--open", "complaint/mall", *WANG, "--at", NINE)

    with screen(huiyin, *intake) as clerk:
        assert clerk.end() == 0

    assert "100%" in clerk.seen
    assert "%" not in huiyin(*intake).err


def test_a_terminal_gets_colour_unless_it_wants_none(huiyin: Terminal) -> None:
    """cli.md: NO_COLOR; what is no terminal gets no colour at all."""
    case = huiyin.opened(procedure="complaint/service_centre")
    why = ("why", case, "close", *WANG)

    with screen(huiyin, *why) as coloured:
        assert coloured.end() == 0
    with screen(huiyin, *why, NO_COLOR="1") as plain:
        assert plain.end() == 0

    assert "\x1b[31m" in coloured.seen
    assert "\x1b[31m" not in plain.seen
    assert "\x1b" not in huiyin(*why).out


@pytest.mark.parametrize(
    "command", ["register complaints", "trail", "procedure show complaint/mall"]
)
def test_nothing_is_wider_than_the_terminal(huiyin: Terminal, command: str) -> None:
    """cli.md: Chinese columns stay aligned; a table too wide is told row by row."""
    huiyin.opened()

    with screen(huiyin, *command.split(), NO_COLOR="1") as clerk:
        assert clerk.end() == 0

    lines = re.sub(r"\x1b\[[0-9;]*m", "", clerk.seen).replace("\r", "").splitlines()
    assert max(map(width, lines)) <= 100
