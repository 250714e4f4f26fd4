"""Move a case to another edition of its procedure: explicit, recorded, and never silent."""

from __future__ import annotations

from datetime import UTC

from .case import Case
from .decide import ENGINE
from .errors import NotYourRole, Reason, RuleBroken
from .events import MIGRATED, Event, deadline_of
from .language import Message, message
from .procedure import Procedure
from .request import Request


def migrate(old: Procedure, new: Procedure, case: Case, request: Request) -> Event:
    """Give the event that moves a case, or refuse where the new page has no place for it.

    A state keeps its code unless the new page `carries` it elsewhere; a running deadline must
    exist on the new page too. Somebody of the office does it, for a reason.
    """
    actor, at, reason = request.actor, request.at, request.reason
    role = new.roles.get(actor.role)
    if role is None or role.outside:
        stranger = message("{person} is nobody of the office", person=actor.person)
        raise NotYourRole(Reason("NotYourRole", (new.document,), stranger))
    target = new.carries.get(case.state, case.state)
    says = obstacle(new, case)
    if not reason.strip():
        says = message("moving a case needs a reason")
    elif new.edition == old.edition:
        says = message("the case is under edition {edition} already", edition=old.edition)
    elif not says and case.changed_at and at < case.changed_at:
        says = message("{at} is before the case's last event, {last}", at=at, last=case.changed_at)
    if says:
        raise RuleBroken(Reason("RuleBroken", (new.document,), says))
    return Event(
        name=MIGRATED,
        procedure=new.name,
        edition=new.edition,
        clauses=(new.document,),
        source=case.state,
        target=target,
        person=actor.person,
        role=actor.role,
        department=actor.department,
        recorded_at=at.astimezone(UTC),
        occurred_at=at.astimezone(UTC),
        reason=reason,
        form={"from": old.edition, "to": new.edition},
        ends=tuple(case.clocks) if new.states[target].terminal else (),
        engine=ENGINE,
    )


def obstacle(new: Procedure, case: Case) -> Message | None:
    """Say why a page has no place for a case as it stands; None where it has one."""
    if new.carries.get(case.state, case.state) not in new.states:
        return message(
            "edition {edition} has no state for {state}", edition=new.edition, state=case.state
        )
    if lost := [name for name in case.clocks if deadline_of(name) not in new.deadlines]:
        return message("edition {edition} has no deadline {lost}", edition=new.edition, lost=lost)
    return None
