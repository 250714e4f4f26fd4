"""cli.md: `play FILE`, lines that are no command and aliases that lead nowhere."""

import json
from typing import Any

import pytest

from terminal import Said, Terminal

FORM = {
    "name": "x",
    "phone": "1",
    "matter": "m",
    "content": "c",
    "channel": "phone",
    "severity": "general",
}
OPEN: dict[str, Any] = {
    "open": "complaint/mall",
    "as": "w:receptionist",
    "at": "2026-03-02T09:00:00+08:00",
    "form": FORM,
}
DO: dict[str, Any] = {
    "do": "handle-directly",
    "case": "C-2026-000001",
    "as": "w:receptionist",
    "at": "2026-03-02T09:05:00+08:00",
}
LONE = "\ud800"
OF_ANOTHER_AGE = ("9999-12-31T23:59:59+00:00", "0001-01-01T00:00:00+00:00")
NO_INSTANTS: tuple[object, ...] = (
    *OF_ANOTHER_AGE,
    "now",
    "2026-03-02T09:00:00",
    "",
    0,
    False,
    [],
    {},
)
NO_FORMS: tuple[object, ...] = ([], "", 0, False, "x", [[]])


def play(huiyin: Terminal, *lines: dict[str, Any]) -> Said:
    """Play a file of these lines, letters that cannot be written escaped."""
    text = "".join(json.dumps(line) + "\n" for line in lines)
    (huiyin.folder / "day.jsonl").write_text(text, "ascii")
    return huiyin.run("play", str(huiyin.folder / "day.jsonl"), "--json")


def told(said: Said) -> list[Any]:
    return [json.loads(line) for line in said.out.splitlines()]


@pytest.mark.parametrize(
    "wrong",
    [
        *(OPEN | {"at": at} for at in NO_INSTANTS),
        *(OPEN | {"occurred": at} for at in NO_INSTANTS),
        *(OPEN | {"form": form} for form in NO_FORMS),
        *(OPEN | {name: f"w{LONE}:receptionist"} for name in ("as", "key", "reason")),
        *(DO | {name: LONE} for name in ("case", "do", "key", "reason")),
        *({"tick": at} for at in ("9999-12-31T23:59:59+00:00", "", "noon", LONE)),
        {"open": LONE, "as": "w:receptionist", "at": "2026-03-02T09:00:00+08:00"},
        DO | {"as": f"w:{LONE}"},
        DO | {"as": f"w:receptionist@{LONE}"},
    ],
    ids=ascii,
)
def test_what_is_no_command_is_malformed_and_the_next_line_is_played(
    huiyin: Terminal, wrong: dict[str, Any]
) -> None:
    """cli.md: a line that is refused is answered, and the next one is played."""
    said = play(huiyin, wrong, OPEN)

    first, second = told(said)
    assert (said.code, "Traceback" in said.err) == (10, False)
    assert (first["line"], first["ok"], first["refused"]["kind"]) == (1, False, "Malformed")
    assert first["refused"]["says"]
    assert (second["line"], second["ok"], second["case"]) == (2, True, "C-2026-000001")


@pytest.mark.parametrize("name", ["at", "occurred", "form", "key", "reason", "case"])
def test_a_word_that_is_null_was_not_given(huiyin: Terminal, name: str) -> None:
    """cli.md: what is left out has its usual value."""
    first, second = told(play(huiyin, OPEN | {name: None}, OPEN))

    assert first["ok"] is (name != "form")
    assert name != "form" or first["refused"]["kind"] == "FormIncomplete"
    assert second["ok"]


def test_an_alias_in_a_form_for_a_case_that_is_not_yet_there_is_answered_the_same_twice(
    huiyin: Terminal,
) -> None:
    """cli.md: playing a file with keys again gives the first answers and changes nothing."""
    day = (
        OPEN | {"case": "@a", "key": "r1"},
        DO
        | {
            "do": "escalate",
            "case": "C-2026-000002",
            "key": "r2",
            "form": {"recipients": ["superior"], "report": "@a"},
        },
        OPEN | {"case": "@b", "key": "r3"},
    )

    first = play(huiyin, *day)
    trail = huiyin.run("trail", "--json").out
    again = play(huiyin, *day)

    assert [one["ok"] for one in told(first)] == [True, False, True]
    assert told(first)[1]["refused"]["kind"] == "NotFound"
    assert told(first)[2]["case"] == "C-2026-000002"
    assert (again.out, again.err, again.code) == (first.out, first.err, first.code)
    assert huiyin.run("trail", "--json").out == trail
