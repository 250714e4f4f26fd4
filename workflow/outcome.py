"""What a command comes to: its outcome, or the refusal that is kept as an attempt."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple

from .case import Case
from .errors import KeyReused, Reason, Refused
from .events import Event, Recorded
from .language import message
from .request import Request, canonical
from .store.contract import Attempt, Kept, Receipt
from .typed import WITHHELD, no_codes, renamed


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command brought about: the case, its state and version, the events by name.

    `recorded` holds the events themselves; it is empty when a first answer is given again.
    """

    case: str
    state: str
    version: int
    events: tuple[str, ...]
    recorded: tuple[Recorded, ...] = ()

    @classmethod
    def of(cls, case: Case, recorded: tuple[Recorded, ...]) -> Outcome:
        """Give the outcome of events that brought a case to where it is."""
        names = tuple(one.event.name for one in recorded)
        return cls(case.id, case.state, case.version, names, recorded)

    def answer(self) -> dict[str, object]:
        """Give the answer as it is kept under a key."""
        return {
            "case": self.case,
            "state": self.state,
            "version": self.version,
            "events": list(self.events),
        }


class Lapse(NamedTuple):
    """A deadline that the clock has recorded as lapsed, with the events it wrote."""

    case: str
    deadline: str
    events: tuple[str, ...]


def receipt_for(request: Request, digest: str, case: Case, event: Event) -> Receipt | None:
    """Say what to keep under the request's key when its event is recorded."""
    if not request.key:
        return None

    def answer(number: str) -> str:
        outcome = Outcome(number, event.target, case.version + 1, (event.name,))
        return canonical(outcome.answer()).decode()

    return Receipt(request.key, digest, answer)


def kept_refusal(request: Request, digest: str, refused: Refused) -> Kept | None:
    """Say what to keep under the request's key when it is refused."""
    return Kept(request.key, digest, _told(request, refused)) if request.key else None


def first_answer(kept: Kept, request: Request, digest: str) -> Outcome:
    """Give the first answer again, or raise it where it was a refusal.

    Raise KeyReused where the key stands for another command. An answer that was given before the
    store had a keyring is known by the bare SHA-256 of its command.
    """
    if kept.digest not in (digest, sha256(request.told).hexdigest()):
        says = message("the key {key} was used for another command", key=request.key)
        raise KeyReused(Reason("KeyReused", (), says))
    if is_refusal(kept):
        raise Refused.unpacked(kept.answer)
    data = json.loads(kept.answer)
    return Outcome(data["case"], data["state"], data["version"], tuple(data["events"]))


def is_refusal(kept: Kept) -> bool:
    """Say whether the first answer under a key was a refusal."""
    return "kind" in json.loads(kept.answer)


def attempt_at(request: Request, digest: str, refused: Refused, procedure: str = "") -> Attempt:
    """Give what is kept of a refused command beside the log, and under which procedure."""
    return Attempt(
        case=request.case,
        procedure=procedure or request.procedure,
        step=request.step,
        person=request.actor.person,
        role=request.actor.role,
        department=request.actor.department,
        at=request.at,
        kind=refused.kind,
        clauses=refused.clauses,
        says=_told(request, refused),
        asked=digest,
        key=request.key,
    )


def _told(request: Request, refused: Refused) -> str:
    """Give the words of a refusal without what was typed where a blank's name belongs."""
    return renamed(refused.packed(), dict.fromkeys(no_codes(request.form), WITHHELD))
