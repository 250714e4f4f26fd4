"""A page as a manager holds it beside the paper: clause, from where to where, who, by when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from ..workflow.deadlines import Figure
from ..workflow.language import Language, Message, message
from ..workflow.parts import Needs, Step
from ..workflow.rules import always
from . import paper_deadlines, tell
from .report import Because, Lines, Named, Report, Table

if TYPE_CHECKING:
    from ..workflow.forms import Blank
    from ..workflow.procedure import Procedure
    from .report import Says

    Row = Mapping[str, object]
    Limits = Mapping[str, Figure]

STEPS = {
    "clauses": tell.CLAUSES,
    "moves": message("from → to"),
    "step": tell.STEP,
    "who": message("who"),
    "by_when": message("by when"),
    "rules": message("what must hold"),
    "blanks": message("what is written"),
}
WRAP = 32
MANY = 8
SHAPES = {
    "person": message("a person"),
    "case": message("a case number"),
    "date": message("a day"),
    "datetime": message("an instant"),
    "int": message("a whole number"),
    "decimal": message("a decimal number"),
    "bool": message("yes or no"),
}
INFERRED = message("[inferred]")
UNUSED = message("not in use here")


def sheet(page: Procedure, limits: Limits, language: Language) -> Report:
    """Lay out a page: its steps, then its deadlines with the figures in force here."""
    facts = {
        "procedure": (
            tell.PROCEDURE,
            Named(page.name, message("{name} ({code})", name=page.label, code=page.name)),
        ),
        "edition": (message("edition"), page.edition),
        "document": (message("document"), page.document),
        "record": (message("record"), page.record),
    }
    steps = [_step(page, step, limits, language) for step in page.steps.values()]
    deadlines = [paper_deadlines.deadline(page, one, limits) for one in page.deadlines.values()]
    tables = [Table("steps", STEPS, steps, message("steps"), WRAP)]
    if deadlines:
        tables.append(
            Table("deadlines", paper_deadlines.COLUMNS, deadlines, message("deadlines"), WRAP)
        )
    return Report("procedure", facts, tables, (message("* must be filled in"),))


def _step(page: Procedure, step: Step, limits: Limits, language: Language) -> Row:
    done = language.sentence(step.sentence)
    in_use = step.name not in page.unused
    marks = [mark for mark, holds in ((INFERRED, step.inferred), (UNUSED, not in_use)) if holds]
    return {
        "clauses": Named(step.clauses, Lines([*step.clauses, *marks])),
        "inferred": step.inferred,
        "in_use": in_use,
        "moves": Named(_pairs(page, step), Lines(list(_moves(page, step)))),
        "step": Named(step.name, Lines([tell.coded(step.label, step.name), done])),
        "event": step.event,
        "who": Named([role.code for role in step.by], Lines(list(_who(step)))),
        "by_when": Lines(list(_by_when(page, step, limits))),
        "sentence": done,
        "rules": Lines([*_rules(step), *_closing(step), *_signing(page, step)]),
        "blanks": Named(
            [_blank_data(step, blank) for blank in step.blanks.values()],
            Lines([_blank(step, blank) for blank in step.blanks.values()]),
        ),
    }


def _pairs(page: Procedure, step: Step) -> list[Row]:
    moves = page.moves[step.name]
    return [{"from": source or None, "to": target} for source, target in moves.items()]


def _moves(page: Procedure, step: Step) -> Iterator[Says]:
    """Say from where to where, sources with one target together."""
    if step.move.wide:
        yield message("in every state") if step.move.wide == "any" else message("while open")
        return
    sources: dict[str, list[str]] = {}
    for source, target in page.moves[step.name].items():
        sources.setdefault(target if source != target else "", []).append(source)
    for target, froms in sources.items():
        names = [page.states[one].label if one else message("(new)") for one in froms]
        if target:
            to = page.states[target].label
            yield message("{states} → {target}", states=names, target=to)
        else:
            yield message("in {states}, which stays", states=names)


def _who(step: Step) -> Iterator[Says]:
    yield from (role.says for role in step.by)
    yield from (message("not {people}", people=one.says) for one in step.never_by)


def _by_when(page: Procedure, step: Step, limits: Limits) -> Iterator[Says]:
    for one in page.deadlines.values():
        figure = paper_deadlines.figure_says(page, one, limits)
        if step.name in one.ends:
            yield message("ends: {deadline}, {figure}", deadline=one.label, figure=figure)
        if step.name in one.starts:
            yield message("starts: {deadline}, {figure}", deadline=one.label, figure=figure)


def _rules(step: Step) -> Iterator[Because]:
    yield from (Because(one.clauses or step.clauses, one.says) for one in step.only_if)


def _closing(step: Step) -> Iterator[Because]:
    """Give what a step demands of the case, by the first condition that holds."""
    is_alone = len(step.guard) == 1
    for condition, rules in step.guard.items():
        for one in rules:
            says: Message = one.says
            if condition is not always:
                says = message("where {condition}: {rule}", condition=condition.says, rule=says)
            elif not is_alone:
                says = message("otherwise: {rule}", rule=says)
            yield Because(one.clauses or step.clauses, says)


def _signing(page: Procedure, step: Step) -> Iterator[Because]:
    for needs in step.needs:
        yield Because(page.steps[needs.step].clauses, _needed(page, needs))
    for capacity, roles in step.capacities.items():
        signed_as = step.capacity(capacity)
        says = message(
            "as {capacity} signs {roles}", capacity=signed_as, roles=[r.says for r in roles]
        )
        yield Because(step.clauses, says)


def _needed(page: Procedure, needs: Needs) -> Message:
    signing = page.steps[needs.step]
    says = message("signed before: {step}", step=signing.label)
    if needs.capacities:
        by = [signing.capacity(one) for one in needs.capacities]
        says = message("{says} by {capacities}", says=says, capacities=by)
    return paper_deadlines.where(says, needs.when)


def _blank(step: Step, blank: Blank) -> Says:
    """Name a blank, what goes into it where that is not just words, and when it is asked for."""
    says: Says = blank.named
    if blank.required:
        says = message("{blank} *", blank=says)
    if _is_sealed(blank):
        says = message("{blank} (sealed)", blank=says)
    choices = [*blank.choices.values()]
    shape: object = choices or SHAPES.get(blank.shape)
    if len(choices) > MANY:
        shape = [*choices[:MANY], "…"]
    if shape:
        says = message("{blank}: {shape}", blank=says, shape=shape)
    if needed := step.asks.get(blank.name):
        return message("{says}; asked for where {condition}", says=says, condition=needed.says)
    return says


def _is_sealed(blank: Blank) -> bool:
    return blank.personal or any(map(_is_sealed, blank.parts.values()))


def _blank_data(step: Step, blank: Blank) -> Row:
    needed = step.asks.get(blank.name)
    return {
        "name": blank.name,
        "label": blank.label,
        "shape": blank.shape,
        "many": blank.many,
        "choices": list(blank.choices),
        "required": blank.required,
        "personal": _is_sealed(blank),
        "asked_where": needed.says if needed else None,
    }
