"""An office that kept its procedures, and somebody who writes into its log behind its back."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from huiyin.domain.office import rulebook
from huiyin.projections.deviations.audit import DeviationAudit
from huiyin.projections.deviations.deviation import Deviation
from huiyin.workflow.actor import Actor
from huiyin.workflow.checks import Question
from huiyin.workflow.decide import ask_of, event_of
from huiyin.workflow.desk import Desk
from huiyin.workflow.events import Event
from huiyin.workflow.filling import fill_in
from huiyin.workflow.request import Request
from huiyin.workflow.store import Append
from papers.every import PROPERTY
from papers.paper import OPENED_AT, Paper, Past, Story, past_of
from papers.repair import OUTSIDE
from papers.repair import PAPER as REPAIR
from spec import Scenario, at, desk_of

RULES = rulebook()
HONEST: tuple[tuple[Paper, Past], ...] = (
    (PROPERTY, PROPERTY.paths["S004-p6-4.2 general"]),
    (REPAIR, REPAIR.paths["S000-ch10-1 in house, collected"]),
    (PROPERTY, PROPERTY.paths["S004-p9-3 dissatisfied, then satisfied"]),
)
BROUGHT_BACK: Past = (*OUTSIDE, "bring-back")


def office(*more: tuple[Paper, Past], store: str = "memory:") -> tuple[Desk, list[Story]]:
    """Let an office keep its papers; give the stories of what is asked for beside."""
    desk = desk_of(RULES, store=store)
    stories = [told(desk, paper, past) for paper, past in (*HONEST, *more)]
    return desk, stories[len(HONEST) :]


def told(desk: Desk, paper: Paper, past: Past) -> Story:
    """Let this happen at a desk in the usual way."""
    story = Story(paper, Scenario(desk, paper.procedure), at(OPENED_AT) - timedelta(hours=1))
    for one in past_of(past):
        story.then(one)
    return story


def forged(
    story: Story,
    step: str,
    who: str = "",
    /,
    *,
    hours: float = 1,
    blanks: Any = None,
    as_if: str = "",
    **fields: Any,
) -> Event:
    """Write a step into the log behind the desk's back, as the desk would, save for `fields`.

    `as_if` is a state from which it would lead on.
    """
    asked = next(iter(past_of(step)))
    _, usual, form = story.read(asked)
    when, desk, case = story.now + timedelta(hours=hours), story.scenario.desk, story.scenario.case
    page, source = desk.page_of(case), case.state
    case = replace(case, state=as_if or source)
    actor, blanks = Actor.parse(who or usual), {**form, **(blanks or {})}
    request = Request(step, actor, when, blanks, case.id)
    filled, missing = fill_in(page.steps[step], blanks, case)
    assert not missing, missing
    question = Question(
        page, page.steps[step], case, ask_of(page, request, desk.terms, cases={}, found={})
    )
    event = event_of(question, filled, request, desk.terms).model_copy(
        update={"source": source, **fields}
    )
    desk.store.append(Append((event,), case.id, version=case.version))
    story.now = when
    return event


def found(desk: Desk, now: str | datetime = "", **asked: Any) -> list[Deviation]:
    """Audit a desk, right behind its last event if no time is named."""
    when = at(now) if isinstance(now, str) and now else now or desk_now(desk)
    assert isinstance(when, datetime)
    audit = DeviationAudit(desk.store, RULES, desk.terms)
    return list(audit.found(now=when, **asked).deviations)


def desk_now(desk: Desk) -> datetime:
    """Give the instant of the last event."""
    return max(one.event.recorded_at for one in desk.store.read(limit=100_000))


def kinds(deviations: list[Deviation]) -> dict[str, set[str]]:
    """Give the kinds that were found, by case."""
    cases: dict[str, set[str]] = {}
    for one in deviations:
        cases.setdefault(one.case, set()).add(one.kind)
    return cases
