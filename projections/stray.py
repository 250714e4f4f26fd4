"""What is kept beside the log and is not what the log says."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ..workflow.language import Message


class Disagreement(StrEnum):
    """In which way what is kept is not what the log says."""

    ALTERED = "row_altered"
    MISSING = "row_missing"
    ADDED = "row_added"
    AHEAD = "ahead"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Stray:
    """A kept row that is not what the log says: of which register, under which key."""

    kind: Disagreement
    register: str
    key: str
    says: Message
