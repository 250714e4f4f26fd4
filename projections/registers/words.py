"""The records in a case's row, put into the words of its pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar
from zoneinfo import ZoneInfo

from ...workflow.language import Label, Message, message
from ...workflow.procedure import Procedure
from ..columns import Coded, Says, at, in_words, in_zone

K = TypeVar("K")


class Words:
    """The names that pages give; a code without a name stands for itself.

    States and deadlines are named by each procedure for itself, the blanks of an entry by its
    event.
    """

    def __init__(self, pages: Sequence[Procedure]) -> None:
        steps = [step for page in pages for step in page.steps.values()]
        self.procedures = {page.name: page.label for page in pages}
        self.roles = {code: one.label for page in pages for code, one in page.roles.items()}
        self.steps = {step.name: step.label for step in steps}
        self.events = {step.event: step.label for step in steps}
        self._blanks = {
            (step.event, c): one.label for step in steps for c, one in step.blanks.items()
        }
        self._capacities = {
            (step.name, code): label
            for step in steps
            if step.capacities
            for code, label in step.blanks["capacity"].choices.items()
        }
        self._states = {(p.name, c): one.label for p in pages for c, one in p.states.items()}
        self._deadlines = {(p.name, c): one.label for p in pages for c, one in p.deadlines.items()}

    def state(self, procedure: str, code: str) -> Coded:
        """Name a state of a procedure."""
        return Coded.of(code, self._states.get((procedure, code)))

    def deadline(self, procedure: str, code: str) -> Coded:
        """Name a deadline of a procedure."""
        return Coded.of(code, self._deadlines.get((procedure, code)))

    def signed(self, one: object, zone: ZoneInfo) -> object:
        """Say who signed what when."""
        match one:
            case {"step": step, "person": person, "role": role, "at": when, "void": void, **rest}:
                said = message(
                    "{step}: {person} ({role}), {at}",
                    step=self._signing(str(step), str(rest["meaning"])),
                    person=person,
                    role=_name(self.roles, role),
                    at=in_zone(at(when), zone),
                )
                return message("{entry}, no longer valid", entry=said) if void else said
        return one

    def _signing(self, step: str, meaning: str) -> Label | Message | str:
        """Name a signature, with the capacity in which it was given where there are several."""
        name, capacity = _name(self.steps, step), self._capacities.get((step, meaning))
        if capacity is None:
            return name
        return message("{step} as {capacity}", step=name, capacity=capacity)

    def struck(self, one: object, zone: ZoneInfo) -> object:
        """Show the struck words of an entry beside the right ones."""
        match one:
            case {"event": event, "was": dict(was), "now": dict(now), "by": by, **rest}:
                blanks = {name: _name(self._blanks, (event, name)) for name in now}
                return message(
                    "{changes} ({by}, approved by {approver})",
                    changes=[change(blanks[name], was.get(name), now[name]) for name in now],
                    by=by,
                    approver=rest["approved_by"],
                )
        return one

    def came_late(self, one: object, zone: ZoneInfo) -> object:
        """Say which entry was written down later than it happened."""
        match one:
            case {"event": event, "occurred_at": occurred, "recorded_at": recorded, "reason": why}:
                said = message(
                    "{event}: happened {occurred}, recorded {recorded}",
                    event=_name(self.events, event),
                    occurred=in_zone(at(occurred), zone),
                    recorded=in_zone(at(recorded), zone),
                )
                return message("{entry}, {reason}", entry=said, reason=why) if why else said
        return one


def telling(entry: Message, **labels: Mapping[str, Label]) -> Says:
    """Say an entry of a case: by whom, when, and its blanks, whose codes `labels` names."""

    def says(one: object, zone: ZoneInfo) -> object:
        match one:
            case {"by": by, "at": when, "form": dict(form)}:
                told = {name: _told(labels.get(name, {}), value) for name, value in form.items()}
                return message(entry.text, by=by, at=in_zone(at(when), zone), **told)
        return one

    return says


not_cooperating = telling(message("{against}: {matter} ({by}, {at})"))


def _told(labels: Mapping[str, Label], value: object) -> object:
    if isinstance(value, Coded):
        return value.name
    if isinstance(value, list):
        return [_told(labels, one) for one in value]
    return labels.get(str(value)) or in_words(value)


def change(blank: Label | str, was: object, now: object) -> Message:
    """Say a word that was struck beside the one that stands in its place."""
    return message("{blank}: ~~{was}~~ {now}", blank=blank, was=in_words(was), now=in_words(now))


def _name(labels: Mapping[K, Label], code: K) -> Label | str:
    return labels.get(code) or str(code[-1] if isinstance(code, tuple) else code)
