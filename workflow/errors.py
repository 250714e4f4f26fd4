"""What can go wrong, a class for each reason that a host must tell apart.

HuiyinError
├── Refused              the office's answer is no; nothing has changed
│   ├── NotFound         no such case, procedure or step
│   ├── NotFromHere      the step exists, but not from the case's state
│   ├── NotYourRole      this role, department or very person may not take it
│   ├── FormIncomplete   a blank is empty, unknown or has the wrong shape
│   ├── RuleBroken       a rule of a clause does not hold
│   ├── SignatureMissing a signature that the step needs has not been given
│   ├── Conflict         the case has changed since the version expected
│   └── KeyReused        the idempotency key was used for another command
├── PageFaulty           a procedure contradicts itself; found when it is loaded
├── HistoryBroken        stored events that cannot be read or do not follow each other
├── LedgerBroken         the store and its ledger contradict each other: somebody changed one
├── NotEnoughEvidence    no checkpoint covers what is to be proved
├── Misconfigured        an option, a figure or a store's address makes no sense
├── AttachmentFault      a file that belongs to a case is not as it should be
│   ├── AttachmentUnfit   empty, too large, or of a type that is not accepted
│   ├── AttachmentMissing there is no such file
│   └── AttachmentAltered it is not the file any more that was put there
└── StoreUnavailable     the store cannot be reached, is full, or may not be written
    └── StoreMissing     there is no store at the address yet
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import ClassVar

from .language import ENGLISH, Language, Message, message, pack, unpack


class HuiyinError(Exception):
    """Anything that huiyin raises on purpose."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that stands in the way, with the clauses that say so."""

    kind: str
    clauses: tuple[str, ...]
    says: Message

    @property
    def told(self) -> Message:
        """The sentence behind its clauses."""
        if not self.clauses:
            return self.says
        return message("{clauses}: {says}", clauses=self.clauses, says=self.says)


class Refused(HuiyinError):
    """The procedure does not allow what was asked; the case is as it was.

    `reasons` lists everything that failed at the same check, the naming one first.
    `subject` says what was asked, `possible` what could be done instead.
    """

    kind: ClassVar[str] = "Refused"

    def __init__(
        self,
        *reasons: Reason,
        subject: Message | None = None,
        possible: Message | None = None,
    ) -> None:
        self.reasons = reasons
        self.subject = subject
        self.possible = possible
        super().__init__(*reasons)

    @property
    def clauses(self) -> tuple[str, ...]:
        """The clauses of all reasons, each once, the naming one first."""
        return tuple(dict.fromkeys(c for reason in self.reasons for c in reason.clauses))

    def say(self, language: Language = ENGLISH) -> str:
        """Say what was asked, why not with the clause, and what is possible."""
        parts = [language.say(self.subject)] if self.subject else []
        parts += [language.say(reason.told) for reason in self.reasons]
        if self.possible:
            parts.append(language.say(self.possible))
        stop = language.sentence(". ")
        return stop.join(part.rstrip(".。") for part in parts) + stop.strip()

    def __str__(self) -> str:
        return self.say()

    def packed(self) -> str:
        """Write the refusal as JSON, to be given again later in any language."""
        reasons = [[one.kind, one.clauses, pack(one.says)] for one in self.reasons]
        said = {"subject": self.subject, "possible": self.possible}
        parts = {name: pack(one) for name, one in said.items() if one}
        return json.dumps({"kind": self.kind, "reasons": reasons, **parts}, ensure_ascii=False)

    @staticmethod
    def unpacked(text: str) -> Refused:
        """Read back what `packed` wrote."""
        data = json.loads(text)
        reasons = (Reason(k, tuple(c), _message(says)) for k, c, says in data["reasons"])
        said = {name: _message(data[name]) for name in ("subject", "possible") if name in data}
        return KINDS[data["kind"]](*reasons, **said)


def _message(data: object) -> Message:
    said = unpack(data)
    return said if isinstance(said, Message) else message("{it}", it=said)


class NotFound(Refused):
    """There is no such case, procedure or step."""

    kind = "NotFound"


class NotFromHere(Refused):
    """The step exists in this procedure, but not from the case's state."""

    kind = "NotFromHere"


class NotYourRole(Refused):
    """This role, this department or this very person may not take the step."""

    kind = "NotYourRole"


class FormIncomplete(Refused):
    """A required blank is empty, or a value has the wrong shape."""

    kind = "FormIncomplete"


class RuleBroken(Refused):
    """A rule of a clause does not hold."""

    kind = "RuleBroken"


class SignatureMissing(Refused):
    """A signature that the step needs has not been given."""

    kind = "SignatureMissing"


class Conflict(Refused):
    """The case has changed since the version that was expected."""

    kind = "Conflict"


class KeyReused(Refused):
    """The idempotency key was used for another command."""

    kind = "KeyReused"


KINDS: dict[str, type[Refused]] = {
    cls.kind: cls
    for cls in (
        NotFound,
        NotFromHere,
        NotYourRole,
        FormIncomplete,
        RuleBroken,
        SignatureMissing,
        Conflict,
        KeyReused,
    )
}


def refusal(kind: str, says: str, /, *clauses: str, **values: object) -> Refused:
    """Make a refusal of one reason."""
    return KINDS[kind](Reason(kind, clauses, message(says, **values)))


class PageFaulty(HuiyinError):
    """A procedure contradicts itself; `faults` lists every finding."""

    def __init__(self, procedure: str, faults: tuple[str, ...]) -> None:
        self.procedure = procedure
        self.faults = faults
        super().__init__(f"{procedure}: " + "; ".join(faults))


class HistoryBroken(HuiyinError):
    """Stored events cannot be read or do not follow each other."""


class LedgerBroken(HuiyinError):
    """The store and its ledger, or the ledger and its checkpoints, contradict each other."""


class NotEnoughEvidence(HuiyinError):
    """No checkpoint covers what is to be proved."""


class Misconfigured(HuiyinError):
    """An option, a figure or a store's address makes no sense."""


class AttachmentFault(HuiyinError):
    """A file that belongs to a case is not as it should be; `says` tells why."""

    def __init__(self, says: Message) -> None:
        self.says = says
        super().__init__(says)

    def __str__(self) -> str:
        return ENGLISH.say(self.says)


class AttachmentUnfit(AttachmentFault):
    """It may not be attached: empty, too large, of another type, or without a proper name."""


class AttachmentMissing(AttachmentFault):
    """There is no file of this SHA-256 where attachments are kept."""


class AttachmentAltered(AttachmentFault):
    """What is kept under this SHA-256 is not the file any more that was put there."""


class StoreUnavailable(HuiyinError):
    """The store cannot be reached, is full, or may not be written."""


class StoreMissing(StoreUnavailable):
    """There is no store at the address yet; nothing keeps one from being made there."""

    def __init__(self, store: str) -> None:
        self.store = store
        super().__init__(f"{store}: there is no store here yet")
