"""The answers that are given again, held against what was recorded and refused."""

from __future__ import annotations

import sqlite3
from collections.abc import Generator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from huiyin.domain.office import rulebook
from huiyin.projections.agreement import Agreement
from huiyin.projections.stray import Disagreement
from huiyin.workflow.desk import Desk
from huiyin.workflow.errors import Refused
from spec import desk_of

NINE = datetime(2026, 3, 2, 1, tzinfo=UTC)
FORM = {
    "name": "何静",
    "phone": "13900020001",
    "matter": "收银排队",
    "content": "等了半小时",
    "channel": "web",
    "severity": "general",
}


@pytest.fixture
def desk(tmp_path: Path) -> Generator[Desk]:
    """A case that was opened under a key, and a step on it that was refused under another."""
    with desk_of(rulebook(), store=str(tmp_path / "cases.db")) as desk:
        opened = desk.open("complaint/mall", "wang:receptionist", at=NINE, form=FORM, key="web-1")
        with pytest.raises(Refused):
            desk.perform(opened.case, "close", "wang:receptionist", at=NINE, key="web-2")
        yield desk


def said(desk: Desk, case: str = "") -> list[tuple[Disagreement, str, str]]:
    strays = Agreement(desk.store, desk.rulebook).strays(case)
    return [(one.kind, one.register, one.key) for one in strays]


def outside(desk: Desk, statement: str) -> None:
    with closing(sqlite3.connect(desk.store.url, isolation_level=None)) as connection:
        connection.execute(statement)


def test_answers_that_nobody_touched_agree(desk: Desk) -> None:
    assert said(desk) == []


@pytest.mark.parametrize(
    "answer", ["{", '{"case":"C-2026-000001","events":[],"state":"closed","version":9}']
)
def test_an_answer_that_somebody_changed_is_named(desk: Desk, answer: str) -> None:
    outside(desk, f"UPDATE answers SET answer = '{answer}' WHERE key = 'web-1'")

    assert said(desk) == [(Disagreement.ALTERED, "answers", "web-1")]
    assert said(desk, "C-2026-000001") == [(Disagreement.ALTERED, "answers", "web-1")]


def test_commands_that_would_be_carried_out_again_are_named(desk: Desk) -> None:
    outside(desk, "DELETE FROM answers")

    assert said(desk) == [
        (Disagreement.MISSING, "answers", "web-1"),
        (Disagreement.MISSING, "answers", "web-2"),
    ]


def test_the_same_command_again_is_no_second_answer(desk: Desk) -> None:
    desk.open("complaint/mall", "wang:receptionist", at=NINE, form=FORM, key="web-1")
    with pytest.raises(Refused, match="another command"):
        desk.open("complaint/mall", "li:cs_staff", at=NINE, form=FORM, key="web-1")

    assert said(desk) == []
