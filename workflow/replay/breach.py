"""What a history shows when it is held against a page: where it broke it, and by which clause."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ..case import NO_CASE, Case
from ..errors import Reason
from ..events import Recorded
from ..language import Label, Message, message
from ..procedure import Procedure


class Check(StrEnum):
    """What was asked of an event, in the order in which it is asked."""

    STRUCTURE = "structure"
    STATE = "state"
    ROLE = "role"
    FOUR_EYES = "four_eyes"
    FORM = "form"
    RULES = "rules"
    SIGNATURES = "signatures"
    CLOCKS = "clocks"
    RECORD = "record"
    LAPSE = "lapse"


class Fault(StrEnum):
    """Kinds of breaches beside the refusals (`NotFromHere` … `SignatureMissing`)."""

    UNREADABLE = "Unreadable"
    UNKNOWN_PAGE = "UnknownPage"
    UNKNOWN_STEP = "UnknownStep"
    OTHER_PAGE = "OtherPage"
    OTHER_SOURCE = "OtherSource"
    OTHER_TARGET = "OtherTarget"
    OTHER_CLOCKS = "OtherClocks"
    OTHER_RECORD = "OtherRecord"
    NOT_RUNNING = "NotRunning"
    NOT_DUE = "NotDue"
    LAPSED_TWICE = "LapsedTwice"
    OTHER_LAPSE = "OtherLapse"
    UNANSWERABLE = "Unanswerable"


@dataclass(frozen=True, slots=True)
class Breach:
    """One thing in which an event is not what the page asks for.

    `kind` is that of the refusal which the page would have given, or a `Fault`. Where
    `is_judged` is false it hangs on terms that the office may have changed since, and accuses
    nobody.
    """

    case: str
    version: int
    position: int
    check: Check
    kind: str
    clauses: tuple[str, ...]
    says: Message
    is_judged: bool = True


@dataclass(frozen=True, slots=True)
class Held:
    """An event that was held against its page, with the case as it was before.

    `recorded` is None where the event cannot be read, `page` where there is no such page here.
    """

    case: str
    version: int
    position: int
    recorded: Recorded | None
    before: Case = NO_CASE
    page: Procedure | None = None
    found: tuple[Breach, ...] = ()

    @property
    def breaches(self) -> tuple[Breach, ...]:
        """What the page would not have allowed."""
        return tuple(one for one in self.found if one.is_judged)

    @property
    def unjudged(self) -> tuple[Breach, ...]:
        """What cannot be judged any more."""
        return tuple(one for one in self.found if not one.is_judged)


def state_of(page: Procedure, code: str) -> Label | Message | str:
    """Name a state as a page does; a code that it does not know stands for itself."""
    found = page.states.get(code)
    return found.label if found else code or message("(new)")


@dataclass(frozen=True, slots=True)
class Remark:
    """A breach before it is known where: what was asked, what came of it."""

    check: Check
    kind: str
    clauses: tuple[str, ...]
    says: Message
    is_judged: bool = True

    @classmethod
    def refusal(cls, check: Check, reason: Reason, *, is_judged: bool = True) -> Remark:
        """Take what a page refuses."""
        return cls(check, reason.kind, reason.clauses, reason.says, is_judged)

    def at(self, recorded: Recorded) -> Breach:
        """Say it of an event."""
        return self.of(recorded.case, recorded.version, recorded.position)

    def of(self, case: str, version: int, position: int) -> Breach:
        """Say it of the event at a place."""
        place = (case, version, position)
        return Breach(*place, self.check, self.kind, self.clauses, self.says, self.is_judged)
