"""What an event says in one sentence, in the words of its page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from pydantic import JsonValue

from ..workflow.errors import HistoryBroken
from ..workflow.events import Correction, Event, deadline_of
from ..workflow.language import Label, Message, Until, message
from ..workflow.parts import Step
from ..workflow.people import CLOCK, POLICY
from ..workflow.procedure import Procedure
from ..workflow.rulebook import Rulebook
from .columns import in_words

ENGINE_ROLES = {one.code: one.label for one in (CLOCK, POLICY)}


class Names:
    """The names that a page gives; a code that it does not know stands for itself."""

    def __init__(self, page: Procedure | None) -> None:
        self.page = page

    @classmethod
    def of(cls, rulebook: Rulebook, procedure: str, edition: str = "") -> Names:
        """Find the names of an edition, of the one in force where none is told."""
        try:
            return cls(rulebook.pinned(procedure, edition))
        except HistoryBroken:
            return cls(next((page for page in rulebook if page.name == procedure), None))

    def state(self, code: str) -> Label:
        """Name a state."""
        found = self.page.states.get(code) if self.page else None
        return found.label if found else _same(code)

    def step(self, name: str) -> Label:
        """Name a step."""
        found = self.page.steps.get(name) if self.page else None
        return found.label if found else _same(name)

    def role(self, code: str) -> Label:
        """Name a role, the clock's too."""
        found = self.page.roles.get(code) if self.page else None
        return found.label if found else ENGINE_ROLES.get(code, _same(code or "nobody"))

    def deadline(self, name: str) -> Label:
        """Name a deadline."""
        found = self.page.deadlines.get(deadline_of(name)) if self.page else None
        return found.label if found else _same(name)

    def event(self, name: str) -> Label:
        """Name an event after the step that records it, or after the clock's note."""
        if not self.page:
            return _same(name)
        if note := self.page.notes.get(name):
            return note.label
        return next((one.label for one in self._steps(name)), _same(name))

    def blank(self, event: str, name: str) -> Label:
        """Name a blank of the entry that recorded an event."""
        found = (step.blanks[name].label for step in self._steps(event) if name in step.blanks)
        return next(found, _same(name))

    def _steps(self, event: str) -> Iterator[Step]:
        steps = self.page.steps.values() if self.page else ()
        return (step for step in steps if step.event == event)


def who_acted(person: str, role: Label, department: str) -> Message | Label:
    """Name who acted: a person in a role, for a department where one was told."""
    if role in ENGINE_ROLES.values():
        return role
    if department:
        return message(
            "{person} ({role}, {department})", person=person, role=role, department=department
        )
    return message("{person} ({role})", person=person, role=role)


def sentence_of(event: Event, names: Names) -> Message:
    """Say what happened, with what was given as a reason and when it is said to have been."""
    said = _deed(event, names)
    if event.occurred_at != event.recorded_at:
        said = message("{deed}; it happened at {occurred}", deed=said, occurred=event.occurred_at)
    if event.reason:
        said = message("{deed}; reason: {reason}", deed=said, reason=event.reason)
    return said


def _deed(event: Event, names: Names) -> Message:
    who = who_acted(event.person, names.role(event.role), event.department)
    match event.name:
        case "DeadlineLapsed":
            return _lapse(event, names)
        case "EntryCorrected":
            return _correction(event, names, who)
        case "CaseMigrated":
            return message(
                "{who} moved the case from edition {old} to {new}, {source} to {target}",
                who=who,
                old=event.form.get("from"),
                new=event.form.get("to"),
                source=names.state(event.source),
                target=names.state(event.target),
            )
        case "SubjectErased":
            says = "{who} erased the person {subject}: nobody can read his words any more"
            return message(says, who=who, subject=event.form.get("subject"))
    if not event.step:
        return message("{who} noted: {note}", who=who, note=names.event(event.name))
    return _step(event, names, who)


def _step(event: Event, names: Names, who: object) -> Message:
    step, target = names.step(event.step), names.state(event.target)
    if not event.source:
        return message(
            "{who} opened the case: {step}, now {target}", who=who, step=step, target=target
        )
    if event.signature:
        return message("{who} signed: {step}, in {target}", who=who, step=step, target=target)
    if event.source == event.target:
        return message(
            "{who} took the step {step}, still {target}", who=who, step=step, target=target
        )
    return message(
        "{who} took the step {step}, from {source} to {target}",
        who=who,
        step=step,
        source=names.state(event.source),
        target=target,
    )


def _lapse(event: Event, names: Names) -> Message:
    return message(
        "{who} recorded that a deadline has lapsed: {deadline}, due at {due_at}",
        who=names.role(event.role),
        deadline=names.deadline(event.lapses),
        due_at=_until(event.form.get("due_at")),
    )


def _correction(event: Event, names: Names, who: object) -> Message:
    _, entry, was, now, approver = Correction.of(event)
    changes = [
        message(
            "{blank} was {was}, is {now}",
            blank=names.blank(entry, name),
            was=_word(was.get(name)),
            now=_word(value),
        )
        for name, value in now.items()
    ]
    return message(
        "{who} corrected entry {version} ({entry}): {changes}; approved by {approver}",
        who=who,
        version=str(event.form["version"]),
        entry=names.event(entry),
        changes=changes,
        approver=approver,
    )


def _until(text: object) -> object:
    try:
        return Until(datetime.fromisoformat(str(text)))
    except ValueError:
        return str(text)


def _word(value: JsonValue) -> object:
    return Label("（空）", "(empty)") if value is None else in_words(value)


def _same(code: str) -> Label:
    return Label(code, code)
