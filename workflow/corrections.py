"""Correct a record by counter-entry: the original stays, and what it should have said is added.

Original records are never changed (S001-ch2-1a, S004-p1-8). A correction is an event of its
own with the old and the new words, a reason, and an approver who is somebody else. Every
reading of the case from then on uses the corrected words; the original remains in the log.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Annotated

from pydantic import AfterValidator, Field, JsonValue, ValidationError
from pydantic_core import to_json

from .actor import person_in
from .case import Case
from .checks import Question
from .events import CORRECTED, Event
from .forms import Command, Mark, PersonRef
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
        entry = _entry(case, form)
        if entry is None or entry.step not in page.steps:
            return False
        step = page.steps[entry.step]
        return _fits(step.form, _words(step, entry, form))

    @rule(says="the corrected words keep the rules of their step")
    def words_that_keep_the_rules(case: Case, form: CorrectEntry, ask: Ask) -> bool:
        entry = _entry(case, form)
        if entry is None or not words_that_fit.condition.holds(case, form):
            return True
        return _keeps_the_rules(page, case, form, ask, entry)

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
        adds=_both,
    )
    declare(CorrectEntry)


def _keeps_the_rules(
    page: Procedure, case: Case, form: CorrectEntry, ask: Ask, entry: Event
) -> bool:
    """Ask the rules about the form again, on the case as it was when the entry was made."""
    step = page.steps[entry.step]
    past = case.past[: form.version - 1]
    then = Case(case.id, case.procedure, case.edition, entry.source, past)
    asked = replace(ask, at=entry.recorded_at, occurred=entry.occurred_at)
    corrected = step.form.__pydantic_validator__.validate_json(to_json(_words(step, entry, form)))
    return not any(Question(page, step, then, asked).about_the_form(corrected))


def referred(page: Procedure, case: Case, now: object, version: object) -> Iterator[str]:
    """Give the cases that the corrected form refers to, so that the desk can look them up."""
    if isinstance(version, int) and 0 < version <= case.version and isinstance(now, Mapping):
        entry = case.past[version - 1]
        step = page.steps.get(entry.step)
        for name, blank in step.blanks.items() if step else ():
            yield from blank.cases_in(now.get(name, entry.form.get(name)))


def _words(step: Step, entry: Event, form: CorrectEntry) -> dict[str, JsonValue]:
    written = {name: value for name, value in entry.form.items() if name in step.blanks}
    return {**written, **form.now}


def _fits(form: type[Command], words: Mapping[str, JsonValue]) -> bool:
    try:
        form.__pydantic_validator__.validate_json(to_json(dict(words)))
    except ValidationError:
        return False
    return True


def _both(case: Case, form: Command, ask: Ask) -> Mapping[str, JsonValue]:
    if not isinstance(form, CorrectEntry):
        raise TypeError(form)
    entry = case.past[form.version - 1]
    return {"event": entry.name, "was": {name: entry.form.get(name) for name in form.now}}
