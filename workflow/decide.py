"""Decide: given a case and what is asked, give the events that happen, or refuse.

Nothing is changed here and no clock is read. A refusal says what was asked, why not with the
clause, and what is possible now.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC

from pydantic import JsonValue

from .. import __version__
from .case import Case
from .checks import Question, named, stands_in_the_way
from .clocks import ending, starting
from .errors import KINDS, NotFound, Reason
from .events import Event
from .filling import fill_in
from .forms import Command
from .language import Label, Message, message
from .machine import chart
from .parts import Step
from .procedure import Procedure
from .request import Ask, Request, Terms

ENGINE = f"huiyin {__version__}"


def decide(
    page: Procedure,
    case: Case,
    request: Request,
    terms: Terms,
    *,
    cases: Mapping[str, Case] | None = None,
    found: Mapping[str, tuple[Case, ...]] | None = None,
) -> Event:
    """Give the event that a request brings about, or raise the Refused that names the clause.

    `cases` are the cases that blanks of the form refer to, by number, `found` those that the
    step looks up.
    """
    step = known_step(page, case, request.step)
    ask = ask_of(page, request, terms, cases=cases or {}, found=found or {})
    question = Question(page, step, case, ask)
    _stop_at(question, question.state(), "cannot {step} from {state}")
    _stop_at(question, question.role(), "{person} as {role} cannot {step}")
    form, incomplete = fill_in(step, request.form, case)
    _stop_at(question, (*question.blanks(), *incomplete), "the form of {step} is incomplete")
    _stop_at(
        question,
        question.rules(form),
        "cannot {step} from {state}" if case.state else "cannot {step}",
    )
    return event_of(question, form, request, terms)


def ask_of(
    page: Procedure,
    request: Request,
    terms: Terms,
    *,
    cases: Mapping[str, Case],
    found: Mapping[str, tuple[Case, ...]],
) -> Ask:
    """Give a request as the rules of a page see it under an office's terms."""
    own = terms.lists.get(page.name, {})
    lists = {name: own.get(name, one.words) for name, one in page.lists.items()}
    asked = (request.actor, request.at, request.occurred or request.at, request.reason)
    limits = terms.limits.get(page.name, {})
    return Ask(*asked, cases, found, lists, terms.calendar.zone, limits)


def known_step(page: Procedure, case: Case, name: str) -> Step:
    """Find a step of a page, or refuse naming those that are possible."""
    if step := page.steps.get(name):
        return step
    says = message(
        "{procedure} has no step {step}; it has: {steps}",
        procedure=page.label,
        step=name,
        steps=[step.coded for step in page.steps.values()],
    )
    raise NotFound(Reason("NotFound", (), says), possible=possible(page, case))


def possible(page: Procedure, case: Case, but: str = "") -> Message:
    """Say which steps lead on, are not barred by the case itself, and for whom; leave one out."""
    steps = [page.steps[name] for name in chart(page).steps_from(case.state) if name != but]
    moving = [step for step in steps if not stands_in_the_way(page, step, case)]
    if not moving:
        return message("Nothing more is possible")
    return message("Possible now: {steps}", steps=[_for_whom(step) for step in moving])


def _for_whom(step: Step) -> Message:
    """Name a step and its roles: in English by what is typed, in Chinese with the names too."""
    roles = [Label(role.label.zh, role.code) for role in step.by]
    return message("{step} ({roles})", step=step.coded, roles=roles)


def _stop_at(question: Question, reasons: Iterable[Reason], subject: str) -> None:
    found = tuple(reasons)
    if not found:
        return
    page, case, actor = question.page, question.case, question.ask.actor
    role = page.roles.get(actor.role)
    what = message(
        subject,
        step=question.step.label,
        state=page.states[case.state].label if case.state else message("(new)"),
        person=actor.person,
        role=role.label if role else actor.role or message("nobody"),
    )
    kind = found[0].kind
    raise KINDS[kind](
        *found,
        subject=message("{case}: {what}", case=named(case, page), what=what),
        possible=possible(page, case, question.step.name)
        if case.state and kind in SAYS_WHAT_IS_POSSIBLE
        else None,
    )


SAYS_WHAT_IS_POSSIBLE = {"NotFromHere", "RuleBroken", "SignatureMissing"}


def event_of(question: Question, form: Command, request: Request, terms: Terms) -> Event:
    """Give the event that records a step, once nothing stands in its way."""
    page, step, case, ask = question.page, question.step, question.case, question.ask
    written: dict[str, JsonValue] = form.model_dump(mode="json", exclude_none=True)
    target = chart(page).target(step.name, case.state) or ""
    starts = tuple(starting(question, form, target, terms))
    return Event(
        name=step.event,
        schema_number=step.schema,
        procedure=page.name,
        edition=page.edition,
        step=step.name,
        clauses=step.clauses,
        source=case.state,
        target=target,
        person=ask.actor.person,
        role=ask.actor.role,
        department=ask.actor.department,
        recorded_at=ask.at.astimezone(UTC),
        occurred_at=ask.occurred.astimezone(UTC),
        reason=ask.reason,
        form=written | (dict(step.adds(case, form, ask)) if step.adds else {}),
        signature=str(getattr(form, "capacity", "")) or step.signature,
        starts=starts,
        ends=tuple(ending(question, form, target, starts)),
        key=request.key,
        correlation=request.correlation,
        causation=request.causation,
        engine=ENGINE,
    )
