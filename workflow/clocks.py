"""Which deadlines a step starts, which it moves and which it ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from .checks import Question
from .corrections import CorrectEntry, corrected_words
from .deadlines import due
from .events import Clock
from .forms import Command
from .moments import Moved, found, moved
from .parts import By, Deadline, Moment
from .request import Terms


def starting(question: Question, form: Command, target: str, terms: Terms) -> Iterator[Clock]:
    """Give the clocks that start now; a correction starts those anew whose instant it moves."""
    page, step, ask = question.page, question.step, question.ask
    if page.states[target].terminal:
        return
    for deadline in page.deadlines.values():
        if step.name in deadline.starts and deadline.only_when.holds(question.case, form, ask):
            if clock := _clock(question, deadline, form, terms):
                yield clock
    for one, instant in _moved(question, form) if isinstance(form, CorrectEntry) else ():
        if instant:
            yield _until(one.clock.deadline, page.deadline_of(one.clock.deadline), instant)


def ending(
    question: Question, form: Command, target: str, starts: Sequence[Clock]
) -> Iterator[str]:
    """Give the clocks that end now; one that starts anew goes on, one that is struck does not."""
    page, case, step = question.page, question.case, question.step
    started = {clock.deadline for clock in starts}
    other = _moved(question, form) if isinstance(form, CorrectEntry) else ()
    struck = {one.clock.deadline for one, instant in other if not instant}
    for name in case.clocks:
        deadline = page.deadline_of(name)
        when = deadline.ends_when.get(step.name)
        ends = (
            step.name in deadline.ends
            and (when is None or when.holds(case, form, question.ask))
            and name == deadline.clock_name(case, form)
        )
        if page.states[target].terminal or name in struck or (ends and name not in started):
            yield name


def _clock(question: Question, deadline: Deadline, form: Command, terms: Terms) -> Clock | None:
    name, at = deadline.clock_name(question.case, form), question.ask.at
    figure = terms.limits.get(question.page.name, {}).get(deadline.name, deadline.figure)
    if isinstance(figure, By | Moment):
        instant = found(question.case, figure, form, terms.calendar.zone)
        return _until(name, deadline, instant) if instant else None
    calendar = figure.counted_on(terms.calendar)
    due_at = due(figure, at, terms.calendar)
    digest = calendar.digest(at, due_at)
    return Clock(
        deadline=name,
        due_at=due_at,
        clause=deadline.clause,
        figure=str(figure),
        calendar=calendar.identity,
        calendar_hash=digest,
    )


def _until(name: str, deadline: Deadline, due_at: datetime) -> Clock:
    return Clock(
        deadline=name,
        due_at=due_at.astimezone(UTC),
        clause=deadline.clause,
        figure=str(deadline.figure),
    )


def _moved(question: Question, form: CorrectEntry) -> Iterator[Moved]:
    """Give each running deadline whose instant is another one by the corrected words, or none."""
    page, case = question.page, question.case
    words, zone = corrected_words(page, case, form), question.ask.zone
    return moved(page, case, case.clocks.values(), version=form.version, words=words, zone=zone)
