"""What an auditor looks at in a case, clause by clause, read off its page.

Signatures, deadlines, visits, what closing demands, four eyes and custody: whatever the page
asks for, whether or not this case came so far.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ...workflow.deadlines import Figure
from ...workflow.language import Message, message
from ...workflow.parts import Deadline, Step
from ...workflow.procedure import Procedure
from ..custody.acts import KEPT
from ..deviations.terms import VISITING


class Check(NamedTuple):
    """A thing to look at, and the clauses that ask for it."""

    clauses: tuple[str, ...]
    says: Message


def checklist(page: Procedure) -> tuple[Check, ...]:
    """Give what to look at in a case of a page, in the page's order, each once."""
    found = [one for step in page.steps.values() for one in _of_step(page, step)]
    found += [_deadline(one) for one in page.deadlines.values()]
    if page.name.startswith(KEPT):
        says = message("each hand-over has both hands and its paper, without a break")
        found.append(Check((), says))
    return tuple({(one.clauses, str(one.says)): one for one in found}.values())


def _of_step(page: Procedure, step: Step) -> Iterator[Check]:
    if step.capacities:
        signed = [step.capacity(code) for code in step.capacities]
        says = message("{step} is given by different people: {who}", step=step.label, who=signed)
        yield Check((*step.clauses, *step.apart), says)
    for needs in step.needs:
        signing = page.steps[needs.step].label
        says = message("{signature} stands before {step}", signature=signing, step=step.label)
        yield Check(page.steps[needs.step].clauses, says)
    if step.event in VISITING:
        yield Check(step.clauses, message("the customer was asked: {step}", step=step.label))
    for barred in step.never_by:
        says = message("{step}: not by {people}", step=step.label, people=barred.says)
        yield Check(barred.clauses or step.clauses, says)
    for rule in (one for rules in step.guard.values() for one in rules):
        says = message("before {step}: {rule}", step=step.label, rule=rule.says)
        yield Check(rule.clauses or step.clauses, says)


def _deadline(deadline: Deadline) -> Check:
    if isinstance(deadline.figure, Figure):
        says = message("in time: {deadline} ({figure})", deadline=deadline.label,
                       figure=str(deadline.figure))  # fmt: skip
    else:
        says = message("in time: {deadline}", deadline=deadline.label)
    return Check((deadline.clause,), says)
