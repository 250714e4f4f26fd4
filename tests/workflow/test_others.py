"""The cases that a step looks up are as they are now, whoever changed them, in which process."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import pytest

from huiyin.domain.office import rulebook
from huiyin.workflow.desk import Desk
from huiyin.workflow.standing import Standing
from papers.consignment import NUMBERED
from papers.consignment import PAPER as CONSIGNMENT
from papers.paper import Story, take
from parcels import parcels
from spec import Scenario, at, clock, desk_of, did
from walker import walk

TWICE = "no number stands on another open consignment"


@pytest.fixture
def file(tmp_path: Path) -> str:
    return str(tmp_path / "office.db")


def consignment(desk: Desk, past: str) -> Story:
    """Begin a consignment at a desk; all of them bring the same goods, with the same numbers."""
    story = Story(CONSIGNMENT, Scenario(desk, CONSIGNMENT.procedure), at("2026-03-02 08:00"))
    for step in past.split():
        story = story.then(step)
    return story


LABELS = CONSIGNMENT.words["labels"]
OTHER_LABELS = [
    {"item": "银手镯", "number": "pf101李"},
    {"item": "银手镯", "number": "pf102李"},
    {"item": "银项链", "number": "pf103李"},
]
LISTED = f"offer-goods {NUMBERED}".removesuffix(" label-items")


def test_what_another_desk_has_done_since_the_last_look_is_seen(file: str) -> None:
    """S000-ch12-1: numbers of all open consignments, whichever process gave them."""
    ours, theirs = desk_of(rulebook(), store=file), desk_of(rulebook(), store=file)
    first, second = consignment(theirs, LISTED), consignment(ours, LISTED)
    third = consignment(ours, LISTED).then(take("label-items", labels=OTHER_LABELS))

    first.then("label-items")

    second.refuses(take("label-items"), "RuleBroken", "S000-ch12-1", TWICE)
    assert third.state == "labelled"


def test_what_has_ended_since_the_last_look_is_seen_no_more(file: str) -> None:
    """S000-ch12-1: a number is free again when its consignment has ended."""
    ours, theirs = desk_of(rulebook(), store=file), desk_of(rulebook(), store=file)
    first = consignment(theirs, f"offer-goods {NUMBERED}")
    second = consignment(ours, LISTED)
    second.refuses(take("label-items"), "RuleBroken", "S000-ch12-1", TWICE)

    first.then("decline-agreement")

    assert second.then("label-items").state == "labelled"


def test_a_correction_of_what_was_looked_up_is_seen(file: str) -> None:
    """S004-p1-8: the looking desk reads the corrected words."""
    ours, theirs = desk_of(rulebook(), store=file), desk_of(rulebook(), store=file)
    first = consignment(theirs, f"offer-goods {NUMBERED}")
    second = consignment(ours, LISTED)
    second.refuses(take("label-items"), "RuleBroken", "S000-ch12-1", TWICE)

    first.scenario.through(
        did(
            *(clock(first.now), "zhao:cs_manager", "correct-entry"),
            because="misread",
            version=4,
            now={"labels": OTHER_LABELS},
            approved_by="sun",
        )
    )

    assert second.then("label-items").state == "labelled"


def test_a_correction_sees_what_its_step_would_have_seen(file: str) -> None:
    """S000-ch12-1, S001-ch2-1a: no number is corrected into one that stands on other goods."""
    desk = desk_of(rulebook(), store=file)
    consignment(desk, f"offer-goods {NUMBERED}")
    second = consignment(desk, LISTED).then(take("label-items", labels=OTHER_LABELS))
    mend: dict[str, Any] = {"version": 4, "approved_by": "sun"}

    taken = take("correct-entry", because="misread", now={"labels": LABELS}, **mend)
    second.refuses(taken, "RuleBroken", "S000-ch12-1", "keep the rules of their step")

    free = [{**one, "number": str(one["number"]).replace("pf1", "pf3")} for one in OTHER_LABELS]
    second.then(take("correct-entry", because="misread", now={"labels": free}, **mend))


def test_a_look_is_the_same_as_reading_everything_anew() -> None:
    """Lessons 3: what is kept in between is only kept, whatever happens to the cases."""
    page, desk = parcels().in_force("parcel/desk"), desk_of(parcels())
    kept = Standing(desk.store, desk.rulebook)

    for stride in walk(Random(7), desk, page, 150):
        fresh = {
            number: case.version
            for number in desk.store.cases("P-")
            if not page.states[(case := desk.case(number)).state].terminal
        }
        assert kept.of("parcel/desk") == fresh, stride
        assert Standing(desk.store, desk.rulebook).of("parcel/desk") == fresh
