"""A restored backup that is meant, declared: what was signed, how far back one went, and why.

    huiyin/restored@1
    huiyin/cases
    before 13 ROOT
    back 9 ROOT
    at 2026-03-09T08:00:00+00:00
    by li:supervisor
    reason the disk died
    HASH …

The hashes are the RFC 6962 proof that what was signed begins with what was restored, so that
a declaration cannot hide that something before was rewritten. It is a signed note like a
checkpoint.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from dataclasses import dataclass
from datetime import datetime

from ..errors import LedgerBroken, Misconfigured
from ..merkle.tree import EMPTY, LENGTH, Hash, is_consistent
from .checkpoint import Checkpoint, Policy
from .note import Note

HEADER = "huiyin/restored@1"
_LINES = re.compile(
    rf"{HEADER}\n(?P<origin>[^\s+]+)\n"
    r"before (?P<before>0|[1-9][0-9]{0,17}) (?P<before_root>\S+)\n"
    r"back (?P<back>0|[1-9][0-9]{0,17}) (?P<back_root>\S+)\n"
    r"at (?P<at>\S+)\nby (?P<by>[^\n]+)\nreason (?P<reason>[^\n]+)\n(?P<proof>(?:\S+\n)*)"
)


@dataclass(frozen=True, slots=True)
class Restoration:
    """From which checkpoint one went back to which size, when, by whom, and why."""

    before: Checkpoint
    back: Checkpoint
    at: datetime
    by: str
    reason: str
    proof: tuple[Hash, ...]

    def __post_init__(self) -> None:
        if not all(text.strip() and "\n" not in text for text in (self.by, self.reason)):
            raise Misconfigured("who declares a restore, and why, is a line each")

    @classmethod
    def of(cls, note: str) -> Restoration:
        """Read a declaration without asking who signed it; LedgerBroken where it is none."""
        found = _LINES.fullmatch(Note.parse(note).text)
        try:
            if found is None:
                raise ValueError  # noqa: TRY301 - one way out for whatever is not a declaration
            origin, hashes = found["origin"], found["proof"].split()
            return cls(
                Checkpoint(origin, int(found["before"]), _hash(found["before_root"])),
                Checkpoint(origin, int(found["back"]), _hash(found["back_root"])),
                datetime.fromisoformat(found["at"]),
                found["by"],
                found["reason"],
                tuple(map(_hash, hashes)),
            )
        except ValueError:
            raise LedgerBroken("this is no declaration of a restore") from None

    def __str__(self) -> str:
        hashes = "".join(f"{_written(one)}\n" for one in self.proof)
        return (
            f"{HEADER}\n{self.before.origin}\n"
            f"before {self.before.size} {_written(self.before.root)}\n"
            f"back {self.back.size} {_written(self.back.root)}\n"
            f"at {self.at.isoformat()}\nby {self.by}\nreason {self.reason}\n{hashes}"
        )

    @property
    def lost(self) -> int:
        """How many leaves were signed and are there no more."""
        return self.before.size - self.back.size

    @property
    def counts(self) -> int:
        """How far sizes behind it count on for the policy: what was lost, and itself as one."""
        return self.lost + 1

    def ensure(self, note: str, policy: Policy, lost: int) -> None:
        """Raise LedgerBroken unless the policy's key of its time signed it, and it proves itself.

        `lost` counts what was lost before it.
        """
        if self.before.origin != policy.origin:
            raise LedgerBroken(f"it is of the ledger {self.before.origin}, not {policy.origin}")
        if not Note.parse(note).is_signed_by(policy.key_at(self.before.size + lost + 1)):
            raise LedgerBroken("no key that may declare it has signed it")
        if not self._is_proved():
            raise LedgerBroken("what was restored is not the beginning of what was signed")

    def _is_proved(self) -> bool:
        if self.back.size == 0:
            return self.before.size > 0 and self.back.root == EMPTY and not self.proof
        if self.lost <= 0:
            return False
        back, before = self.back, self.before
        return is_consistent(back.size, back.root, before.size, before.root, self.proof)


def _written(one: Hash) -> str:
    return b64encode(one).decode()


def _hash(text: str) -> Hash:
    found = b64decode(text, validate=True)
    if len(found) != LENGTH:
        raise ValueError(text)
    return found
