"""The records of custody put into words: matters handed on, refusals, absences, breaks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast
from zoneinfo import ZoneInfo

from ...workflow.events import deadline_of
from ...workflow.language import Label, Message, message
from ...workflow.procedure import Procedure
from ..columns import at, in_zone
from ..registers.words import Words as PageWords
from .broken_words import says_break
from .passing import Break

Said = object


class Words(PageWords):
    """The names that the pages give, and sentences for what a line of custody holds."""

    def __init__(self, pages: Sequence[Procedure], choices: Mapping[str, Label]) -> None:
        super().__init__(pages)
        self.choices = choices
        of_shifts = (page for page in pages if page.kind == "shift")
        self.states = {code: one.label for page in of_shifts for code, one in page.states.items()}
        steps = [step for page in pages for step in page.steps.values()]
        self.blanks = {code: one.label for step in steps for code, one in step.blanks.items()}
        self.promised = {c: one.label for page in pages for c, one in page.deadlines.items()}

    def item(self, one: object, zone: ZoneInfo) -> Said:
        """Say a thing; of a counted one also in which condition it was found."""
        match one:
            case {"item": item, "condition": "ok"}:
                return item
            case {"item": item, "condition": condition, **more}:
                named = self._choice(condition)
                said = message("{item}: {condition}", item=item, condition=named)
                note = more.get("note")
                return message("{item} ({note})", item=said, note=note) if note else said
        return one

    def matter(self, one: object, zone: ZoneInfo) -> Said:
        """Say a matter that was handed on, with its case."""
        match one:
            case {"matter": matter, "case": str(case)}:
                return message("{matter} ({case})", matter=matter, case=case)
            case {"matter": matter}:
                return matter
        return one

    def open_case(self, one: object, zone: ZoneInfo) -> Said:
        """Say an open case that the desk added, and whether it is serious or a major repair."""
        match one:
            case {"case": case, "serious": True}:
                return message("{case}: serious complaint", case=case)
            case {"case": case, "major_repair": True}:
                return message("{case}: major repair", case=case)
            case {"case": case}:
                return case
        return one

    def promise(self, one: object, zone: ZoneInfo) -> Said:
        """Say what is promised until when."""
        match one:
            case {"case": case, "deadline": str(deadline), "due_at": due_at}:
                code = deadline_of(deadline)
                until = in_zone(at(due_at), zone, is_due=True)
                return message(
                    "{case}: {deadline} until {due_at}",
                    case=case,
                    deadline=self.promised.get(code, code),
                    due_at=until,
                )
        return one

    def refusal(self, one: object, zone: ZoneInfo) -> Said:
        """Say who refused to take over on which grounds, and what was done about them."""
        match one:
            case {
                "by": by,
                "at": when,
                "grounds": list(grounds),
                "remark": remark,
                "remedies": list(remedies),
            }:
                said = message(
                    "{by} refused at {at}: {grounds} ({remark})",
                    by=by,
                    at=in_zone(at(when), zone),
                    grounds=[self._choice(ground) for ground in grounds],
                    remark=remark,
                )
                if remedies:
                    done = [remedy["done"] for remedy in remedies]
                    return message("{refusal}; put right: {done}", refusal=said, done=done)
                return said
        return one

    def override(self, one: object, zone: ZoneInfo) -> Said:
        """Say who decided in writing that which repairs are handed on."""
        match one:
            case {"by": by, "reason": reason, "overruled": overruled}:
                return message(
                    "{by} had {repairs} handed on: {reason}",
                    by=by,
                    repairs=overruled or [],
                    reason=reason,
                )
        return one

    def absence(self, one: object, zone: ZoneInfo) -> Said:
        """Say who stood in for which absence, and who allowed it."""
        match one:
            case {"reason": reason, "substitute": substitute, **answer}:
                said = message(
                    "{reason}, {substitute} stands in", reason=reason, substitute=substitute
                )
                return _answered(answer, said, zone)
        return one

    def desertion(self, one: object, zone: ZoneInfo) -> Said:
        """Say since when the post was deserted, and who found it."""
        match one:
            case {"by": by, "left_at": left_at, "finding": finding}:
                left = in_zone(at(left_at), zone)
                return message("left at {at}: {finding} ({by})", at=left, finding=finding, by=by)
        return one

    def inspection(self, one: object, zone: ZoneInfo) -> Said:
        """Say what an inspection found and what was done."""
        match one:
            case {"by": by, "at": when, "finding": finding, "handled": handled}:
                return message(
                    "{finding}, {handled} ({by}, {at})",
                    finding=finding,
                    handled=handled,
                    by=by,
                    at=in_zone(at(when), zone),
                )
        return one

    def broken(self, one: object, zone: ZoneInfo) -> Said:
        """Say what is odd about a hand-over, with its kind and clause."""
        match one:
            case {"kind": str(), "code": str(), "clause": str(), "values": dict()}:
                return says_break(cast("Break", one), self.blanks, zone)
        return one

    def _choice(self, code: object) -> Label | str:
        return self.choices.get(str(code), str(code))


def _answered(one: Mapping[object, object], said: Message, zone: ZoneInfo) -> Message:
    if denied := one.get("denied_by"):
        why = one.get("denied_because")
        return message(
            "{absence}; denied by {person}: {reason}", absence=said, person=denied, reason=why
        )
    if approved := one.get("approved_by"):
        said = message("{absence}; approved by {person}", absence=said, person=approved)
    if left := one.get("left_at"):
        said = message("{absence}; left {at}", absence=said, at=in_zone(at(left), zone))
    if back := one.get("returned_at"):
        said = message("{absence}; back {at}", absence=said, at=in_zone(at(back), zone))
    return said
