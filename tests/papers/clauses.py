"""What the clauses of a document forbid and allow, and by when, for its page to be held to.

    class TestRepair(KeepsItsClauses, KeepsItsDeadlines):
        paper, rulings, limits = PAPER, RULINGS, LIMITS

Every row of the tables is a case of each of the tests of its class.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import ClassVar, get_type_hints

import pytest

from papers.paper import Paper, Past, Story, Take, span, take
from spec import at


@dataclass(frozen=True)
class Ruling:
    """What a clause forbids, and what it allows in its place."""

    says: str
    after: Past
    asked: Take
    kind: str
    but: Take
    but_after: Past

    def __str__(self) -> str:
        return self.says

    @property
    def clause(self) -> str:
        """The clause that names the refusal."""
        return self.says.split()[0]

    def refused_by(self, paper: Paper) -> None:
        """See what is forbidden refused by its clause, with nothing changed."""
        paper.after(self.after).refuses(self.asked, self.kind, self.clause)

    def allowed_by(self, paper: Paper) -> None:
        """See what keeps the clause happen."""
        paper.after(self.but_after).then(self.but)


def ruling(
    says: str,
    after: Past,
    asked: Take | str,
    *,
    kind: str = "RuleBroken",
    but: Take | str | None = None,
    but_after: Past | None = None,
) -> Ruling:
    """Write down what a clause forbids after some steps.

    `but` is what it allows in its place, `but_after` the steps after which it allows it.
    """
    asked = take(asked) if isinstance(asked, str) else asked
    but = asked if but is None else take(but) if isinstance(but, str) else but
    assert (but, but_after) != (asked, None), f"{says}: nothing is allowed in its place"
    return Ruling(says, after, asked, kind, but, after if but_after is None else but_after)


@dataclass(frozen=True)
class Closing:
    """A case that is to be closed: for each thing missing its clause, in order."""

    says: str
    after: Past
    missing: list[str]
    kind: str

    def __str__(self) -> str:
        return self.says

    def checked_by(self, paper: Paper) -> None:
        """See it closed, or refused with exactly what is missing."""
        story = paper.after(self.after)
        if not self.missing:
            assert story.then("close").state == "closed"
            return
        refused = story.refuses(take("close"), self.kind, self.missing[0])
        assert [one for reason in refused.reasons for one in reason.clauses] == self.missing


def closing(says: str, after: Past, missing: str = "", kind: str = "RuleBroken") -> Closing:
    """Write down what closing still lacks after some steps."""
    return Closing(says, after, missing.split(), kind)


@dataclass(frozen=True)
class Limit:
    """A deadline: what starts it, when it is due, what ends it, what its lapse records."""

    says: str
    name: str
    after: Past
    due: str
    ends: Take
    events: tuple[str, ...]

    def __str__(self) -> str:
        return self.says

    @property
    def clause(self) -> str:
        """The clause that sets it."""
        return self.says.split()[0]

    def lapses_once(self, paper: Paper) -> None:
        """See it lapse at its instant, not before, and not twice."""
        story = paper.after(self.after)
        due = self.due_at(story)
        running = story.scenario.case.clocks[self.name]
        assert (running.clock.due_at, running.clock.clause) == (due, self.clause)

        assert _lapses(story, self.name, due - timedelta(microseconds=1)) == []
        assert _lapses(story, self.name, due) == [self.events]
        assert _lapses(story, self.name, due + timedelta(days=40)) == []

    def ended_at_the_last_instant(self, paper: Paper) -> None:
        """See a step at the due instant itself end it."""
        self._ended(paper, timedelta(0))

    def ended_late(self, paper: Paper) -> None:
        """See a late step taken all the same, and nothing recorded about the lapse."""
        self._ended(paper, timedelta(hours=2))

    def due_at(self, story: Story) -> datetime:
        """Say when it is due, told from the last step."""
        return at(self.due) if self.due.startswith("2026") else story.now + span(self.due)

    def _ended(self, paper: Paper, late: timedelta) -> None:
        story = paper.after(self.after)
        minutes = int((self.due_at(story) + late - story.now).total_seconds() // 60)
        story.then(replace(self.ends, after=f"{minutes}m"))
        assert self.name not in story.scenario.case.clocks
        assert _lapses(story, self.name, story.now + timedelta(days=90)) == []


def _lapses(story: Story, name: str, now: datetime) -> list[tuple[str, ...]]:
    lapsed = story.scenario.desk.tick(now)
    return [one.events for one in lapsed if one.deadline == name]


def limit(
    says: str, after: Past, due: str, ends: Take | str, name: str, *, records: str = ""
) -> Limit:
    """Write down a deadline; the due instant is told from the last step, or named."""
    ends = take(ends) if isinstance(ends, str) else ends
    return Limit(says, name, after, due, ends, ("DeadlineLapsed", *records.split()))


# ---------------------------------------------------------------- the tests of each row


TABLES = {"ruling": "rulings", "closing": "closings", "limit": "limits"}


class _Held:
    """A page is held to its paper, row by row of the tables that the class is given."""

    paper: ClassVar[Paper]

    def __init_subclass__(cls) -> None:
        """Refuse a table that no test of the class would read."""
        unread = set(TABLES.values()) & vars(cls).keys() - get_type_hints(cls).keys()
        assert not unread, f"{cls.__name__}: nothing reads {unread}"

    def pytest_generate_tests(self, metafunc: pytest.Metafunc) -> None:
        """Let a test that asks for a ruling have each of the rulings, and so on."""
        for row in TABLES.keys() & metafunc.fixturenames:
            metafunc.parametrize(row, getattr(self, TABLES[row]), ids=str)


class KeepsItsClauses(_Held):
    """What a clause forbids is refused, and what keeps it is not."""

    rulings: ClassVar[Sequence[Ruling]]

    def test_what_a_clause_forbids_is_refused_by_it(self, ruling: Ruling) -> None:
        ruling.refused_by(self.paper)

    def test_what_keeps_the_clause_is_allowed(self, ruling: Ruling) -> None:
        ruling.allowed_by(self.paper)


class ClosesComplete(_Held):
    """Nothing is closed while anything is missing."""

    closings: ClassVar[Sequence[Closing]]

    def test_closing_names_all_that_is_missing_in_order(self, closing: Closing) -> None:
        closing.checked_by(self.paper)


class KeepsItsDeadlines(_Held):
    """What is due lapses when it is due, and is done late all the same."""

    limits: ClassVar[Sequence[Limit]]

    def test_a_deadline_lapses_at_its_instant_and_once(self, limit: Limit) -> None:
        limit.lapses_once(self.paper)

    def test_a_step_at_the_due_instant_is_in_time(self, limit: Limit) -> None:
        limit.ended_at_the_last_instant(self.paper)

    def test_a_late_step_is_taken_and_its_lateness_not_recorded_after_it(
        self, limit: Limit
    ) -> None:
        limit.ended_late(self.paper)
