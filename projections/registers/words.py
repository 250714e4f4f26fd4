"""The records in a case's row, put into the words of its pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

from ...workflow.language import Label, Message, message
from ...workflow.procedure import Procedure
from ..columns import at, in_zone


class Words:
    """The names that the pages of a kind give; a code without a name stands for itself."""

    def __init__(self, pages: Sequence[Procedure]) -> None:
        steps = [step for page in pages for step in page.steps.values()]
        self.procedures = {page.name: page.label for page in pages}
        self.states = {code: one.label for page in pages for code, one in page.states.items()}
        self.deadlines = {c: one.label for page in pages for c, one in page.deadlines.items()}
        self.roles = {code: one.label for page in pages for code, one in page.roles.items()}
        self.steps = {step.name: step.label for step in steps}
        self.blanks = {c: one.label for step in steps for c, one in step.blanks.items()}
        self.events = {step.event: step.label for step in steps}

    def deadline(self, code: object, zone: ZoneInfo) -> object:
        """Name a deadline."""
        return _name(self.deadlines, code)

    def signed(self, one: object, zone: ZoneInfo) -> object:
        """Say who signed what when."""
        match one:
            case {"step": step, "person": person, "role": role, "at": when, "void": void}:
                said = message(
                    "{step}: {person} ({role}), {at}",
                    step=_name(self.steps, step),
                    person=person,
                    role=_name(self.roles, role),
                    at=in_zone(at(when), zone),
                )
                return message("{entry}, no longer valid", entry=said) if void else said
        return one

    def not_cooperating(self, one: object, zone: ZoneInfo) -> object:
        """Say who reported whom for not cooperating."""
        match one:
            case {"by": by, "form": {"against": against, "matter": matter}, "at": when}:
                return message(
                    "{against}: {matter} ({by}, {at})",
                    against=against,
                    matter=matter,
                    by=by,
                    at=in_zone(at(when), zone),
                )
        return one

    def struck(self, one: object, zone: ZoneInfo) -> object:
        """Show the struck words of an entry beside the right ones."""
        match one:
            case {"was": dict(was), "now": dict(now), "by": by, "approved_by": approver}:
                return message(
                    "{changes} ({by}, approved by {approver})",
                    changes=[self._change(name, was.get(name), now[name]) for name in now],
                    by=by,
                    approver=approver,
                )
        return one

    def _change(self, blank: str, was: object, now: object) -> Message:
        return message(
            "{blank}: ~~{was}~~ {now}",
            blank=_name(self.blanks, blank),
            was="—" if was is None else str(was),
            now="—" if now is None else str(now),
        )

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


def _name(labels: Mapping[str, Label], code: object) -> Label | str:
    return labels.get(str(code), str(code))
