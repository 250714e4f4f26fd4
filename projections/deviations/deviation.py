"""A deviation: of which case and entry, of which kind, by which clause, whose, and since when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ...workflow.language import Message


@dataclass(frozen=True, slots=True)
class Deviation:
    """One thing that went otherwise than its page demands, or that an auditor wants to see.

    `version` is the entry that shows it: the one that is odd, or, for what never happened, the
    one that asked for it. `person` took the step or answered for the case; where the record
    cannot say whose fault it is, he is who wrote the entry. `at` is when it came to be.
    """

    case: str
    procedure: str
    version: int
    position: int
    kind: str
    clauses: tuple[str, ...]
    person: str
    role: str
    department: str
    at: datetime
    says: Message
    severity: str = ""
