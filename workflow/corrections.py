"""Correct a record by counter-entry: the original stays, and what it should have said is added.

Original records are never changed (S001-ch2-1a, S004-p1-8). A correction is an event of its
own with the old and the new words, a reason, and an approver who is somebody else. Every
reading of the case from then on uses the corrected words; the original remains in the log.

The words are kept as the step itself would have written them. Deadlines that still run are
started anew where their instant is another one now, and end where it was taken out; of those that
have ended, the counter-entry says under `moved` by which entry they began and when they were due.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Annotated

from pydantic import AfterValidator, Field, JsonValue

from .actor import Actor, person_in
from .annotations import Mark
from .case import Case
from .checks import Question
from .events import CORRECTED, Event, instant
from .filling import read_back, words_on
from .forms import Command, PersonRef
from .moments import ended, moved
from .parts import Step
from .people import Role, Roles
from .procedure import Procedure
from .request import Ask
from .rules import People, Rule, rule
from .states import ANYWHERE


def _some(words: dict[str, JsonValue]) -> dict[str, JsonValue]:
    if not words:
        raise ValueError("nothing to correct")
    return words


_Added = Mapping[str, JsonValue]
Words = Annotated[dict[str, JsonValue], AfterValidator(_some), Mark("object")]


class CorrectEntry(Command, zh="更正记录"):
    """Correct an entry by a counter-entry that keeps the original."""

    version: int = Field(title="更正第几条")
    now: Words = Field(title="应为")
    approved_by: PersonRef = Field(title="批准人")


def _entry(case: Case, form: CorrectEntry) -> Event | None:
    return case.past[form.version - 1] if 0 < form.version <= case.version else None


@rule(says="the entry exists, is a step, and has these blanks")
def an_entry_with_these_blanks(case: Case, form: CorrectEntry) -> bool:
    """Hold where every corrected blank was filled in or could have been."""
    entry = _entry(case, form)
    return entry is not None and bool(entry.step) and entry.name != CORRECTED


@rule(says="a signature is given anew and not corrected into another one's")
def no_signature_of_another(case: Case, form: CorrectEntry) -> bool:
    """Hold unless the capacity is corrected in which somebody signed: his role was asked for."""
    entry = _entry(case, form)
    return entry is None or not entry.signature or "capacity" not in form.now


@rule(says="whoever corrects is not the one who approves")
def approved_by_another(case: Case, form: CorrectEntry, ask: Ask) -> bool:
    """Hold where two people stand behind the counter-entry."""
    return person_in(form.approved_by) != ask.actor.person


@rule(says="a correction has its reason")
def a_reason_given(case: Case, form: CorrectEntry, ask: Ask) -> bool:
    """Hold where the request says why."""
    return bool(ask.reason.strip())


def corrections(
    page: Procedure, *clauses: str, by: Role | Roles, never_by: Sequence[People] = ()
) -> None:
    """Let these roles correct the entries of a page's cases, by these clauses.

    `never_by` keeps people of the case away, such as one who could clear himself.
    """

    @rule(says="the corrected words fit the form of the entry")
    def words_that_fit(case: Case, form: CorrectEntry) -> bool:
        return _corrected(page, case, form) is not None

    @rule(says="the corrected words keep the rules of their step")
    def words_that_keep_the_rules(case: Case, form: CorrectEntry, ask: Ask) -> bool:
        corrected = _corrected(page, case, form)
        return corrected is None or _keeps_the_rules(page, case, form, ask, corrected)

    def adds(case: Case, form: Command, ask: Ask) -> _Added:
        if not isinstance(form, CorrectEntry):
            raise TypeError(form)
        return _counter_entry(page, case, form, ask)

    rules: tuple[Rule, ...] = (
        an_entry_with_these_blanks,
        no_signature_of_another,
        words_that_fit,
        words_that_keep_the_rules,
        approved_by_another,
        a_reason_given,
    )
    declare = page.step(
        clauses,
        ANYWHERE,
        by=by,
        never_by=never_by,
        records=CORRECTED,
        only_if=rules,
        inferred=True,
        adds=adds,
    )
    declare(CorrectEntry)


def _keeps_the_rules(
    page: Procedure, case: Case, form: CorrectEntry, ask: Ask, corrected: Command
) -> bool:
    """Ask the rules about the form again, on the case as it was when the entry was made.

    They are asked of the person who made it; what only some roles may write stands if either his
    role may write it or that of whoever corrects.
    """
    entry, before = case.past[form.version - 1], case.before(form.version)
    for role in (entry.role, ask.actor.role):
        actor = Actor(entry.person, role, entry.department)
        asked = replace(ask, actor=actor, at=entry.recorded_at, occurred=entry.occurred_at)
        question = Question(page, page.steps[entry.step], before, asked)
        if not any(question.about_the_form(corrected)):
            return True
    return False


def entry_corrected(page: Procedure, case: Case, version: object) -> tuple[Step, Event] | None:
    """Give the entry that a form means to correct with its step; None if there is none."""
    if not isinstance(version, int) or not 0 < version <= case.version:
        return None
    entry = case.past[version - 1]
    step = page.steps.get(entry.step)
    return (step, entry) if step else None


def _corrected(page: Procedure, case: Case, form: CorrectEntry) -> Command | None:
    """Read an entry with the corrected words; None where they do not fit."""
    found = entry_corrected(page, case, form.version)
    return read_back(found[0], {**words_on(*found), **form.now}) if found else None


def corrected_words(page: Procedure, case: Case, form: CorrectEntry) -> dict[str, JsonValue]:
    """Give the corrected words as the step would have written them; None where one is taken out."""
    corrected = _corrected(page, case, form)
    written = corrected.model_dump(mode="json", exclude_none=True) if corrected else form.now
    return {name: written.get(name) for name in form.now}


def _counter_entry(page: Procedure, case: Case, form: CorrectEntry, ask: Ask) -> _Added:
    """Give what the engine knows of a correction: the old words, and what was due otherwise."""
    entry, now = case.past[form.version - 1], corrected_words(page, case, form)
    found = moved(page, case, ended(case), version=form.version, words=now, zone=ask.zone)
    others: list[JsonValue] = [
        {
            "version": one.version,
            "deadline": one.clock.deadline,
            "due_at": instant(due_at) if due_at else None,
        }
        for one, due_at in found
    ]
    was = {name: entry.form.get(name) for name in form.now}
    return {"event": entry.name, "was": was, "now": now, **({"moved": others} if others else {})}
