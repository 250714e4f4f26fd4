"""What is possible now, by whom and until when; and every reason why a step is, or is not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from .actor import Actor
from .case import Case
from .checks import NOBODY_ASKS, Question
from .errors import Reason
from .language import Label, Message, message
from .machine import chart
from .parts import Step
from .procedure import Procedure
from .request import Ask


@dataclass(frozen=True, slots=True)
class Possibility:
    """A step that leads on from the case's state.

    `target` is the state it leads to, `due_at` the earliest deadline that it would end.
    `missing` is what bars it today: rules that the case breaks, or an office that does without the
    step. `yours` says whether the actor asked
    about may take it; None if nobody was named.
    """

    step: Step
    target: str
    due_at: datetime | None
    missing: tuple[Reason, ...]
    yours: bool | None


@dataclass(frozen=True, slots=True)
class Finding:
    """One reason for or against a step: what must hold, by which clauses, and whether it does.

    `holds` is None where it depends on the form or on who asks.
    """

    check: str
    clauses: tuple[str, ...]
    says: Message | Label
    holds: bool | None = None


@dataclass(frozen=True, slots=True)
class Advice:
    """Why a step may or may not be taken; `allowed` unless a finding does not hold."""

    step: Step
    findings: tuple[Finding, ...]

    @property
    def allowed(self) -> bool:
        """Whether nothing that can be known beforehand stands in the way."""
        return all(finding.holds is not False for finding in self.findings)


def possibilities(page: Procedure, case: Case, actor: Actor | None) -> tuple[Possibility, ...]:
    """List the steps that lead on from the case's state, in the page's order."""
    return tuple(
        _possibility(page, page.steps[name], case, actor)
        for name in chart(page).steps_from(case.state)
    )


def _possibility(page: Procedure, step: Step, case: Case, actor: Actor | None) -> Possibility:
    question = _question(
        page, step, case, actor or NOBODY_ASKS.actor, case.changed_at or NOBODY_ASKS.at
    )
    ending = [
        running.clock.due_at
        for name, running in case.clocks.items()
        if step.name in page.deadline_of(name).ends
    ]
    return Possibility(
        step,
        chart(page).target(step.name, case.state) or "",
        min(ending, default=None),
        tuple(question.in_the_way()),
        None if actor is None else not any(question.role()),
    )


def advise(page: Procedure, step: Step, case: Case, actor: Actor | None, at: datetime) -> Advice:
    """Ask every check of a step and give all its findings, kept or broken."""
    question = _question(page, step, case, actor or NOBODY_ASKS.actor, at)
    return Advice(step, tuple(_findings(question, step, actor)))


def _question(page: Procedure, step: Step, case: Case, actor: Actor, at: datetime) -> Question:
    return Question(page, step, case, Ask(actor, at, at, ""))


def _findings(question: Question, step: Step, actor: Actor | None) -> Iterator[Finding]:
    state = question.page.states[question.case.state].label
    wrong_state = tuple(question.state())
    if not wrong_state:
        yield Finding(
            "state", step.clauses, message("the case is {state}", state=state), holds=True
        )
    yield from _broken("state", wrong_state)
    yield from _about_role(question, step, actor)
    for name, blank in step.blanks.items():
        if blank.required or name in step.asks:
            says = message("{blank} is filled in", blank=blank.named)
            yield Finding("form", step.clauses, says)
    unmet = tuple(question.unmet())
    yield from _broken("rules", unmet)
    for rule in question.known():
        yield Finding("rules", rule.clauses or step.clauses, rule.says, holds=True)
    for rule in question.unknown():
        yield Finding("rules", rule.clauses or step.clauses, rule.says)
    yield from _broken("signatures", tuple(question.unsigned()))


def _about_role(question: Question, step: Step, actor: Actor | None) -> Iterator[Finding]:
    refused = tuple(question.role()) if actor else ()
    if actor and not refused:
        role = question.page.roles.get(actor.role)
        label = role.label if role else actor.role
        says = message("{person} may take it as {role}", person=actor.person, role=label)
        yield Finding("role", step.clauses, says, holds=True)
    if not actor:
        says = message("it is for {roles}", roles=[role.says for role in step.by])
        yield Finding("role", step.clauses, says)
        for barred in step.never_by:
            says = message("it is not for {barred}", barred=barred.says)
            yield Finding("role", barred.clauses or step.clauses, says)
    yield from _broken("role", refused)


def _broken(check: str, reasons: tuple[Reason, ...]) -> Iterator[Finding]:
    yield from (Finding(check, one.clauses, one.says, holds=False) for one in reasons)
