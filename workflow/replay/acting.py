"""Who acted: a person, or a policy where its cause really brings that command about."""

from __future__ import annotations

from collections.abc import Sequence

from ..actor import THE_POLICY, Actor
from ..case import fold
from ..events import Event, Recorded
from ..policy import Policy
from ..store.contract import Store


def actor_of(recorded: Recorded, then: Store, policies: Sequence[Policy]) -> Actor:
    """Give who acted, looking for causes in the store as it was then.

    Whoever wrote himself into the place of a policy is a person by that name.
    """
    event = recorded.event
    actor = Actor(event.person, event.role, event.department)
    return THE_POLICY if actor == THE_POLICY and _is_caused(recorded, then, policies) else actor


def _is_caused(recorded: Recorded, then: Store, policies: Sequence[Policy]) -> bool:
    event = recorded.event
    history = _up_to(then, event)
    if not history:
        return False
    case, cause = fold(history), history[-1]
    return any(
        one.key == event.key
        and one.step in ("", event.step)
        and (one.case or one.procedure) in (recorded.case, event.procedure)
        for policy in policies
        for one in policy.commands(case, cause)
    )


def _up_to(then: Store, event: Event) -> tuple[Recorded, ...]:
    """Give the history that ends with the cause of an event; nothing if it has none."""
    number, _, digits = event.causation.rpartition("#")
    version = int(digits) if digits.isascii() and digits.isdigit() else 0
    history = then.events(number)
    return history[:version] if 0 < version <= len(history) else ()
