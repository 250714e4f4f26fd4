"""Restores that were declared, as every examination of the record tells of them."""

from __future__ import annotations

from collections.abc import Iterator

from ..workflow.language import Message, message
from ..workflow.ledger.verify import Verdict
from .report import Table

RESTORED = {
    "lost": message("leaves lost"),
    "before": message("signed before"),
    "back": message("restored up to"),
    "at": message("declared"),
    "by": message("declared by"),
    "reason": message("reason"),
}


def sound_but(verdict: Verdict) -> Message | None:
    """Say that all is sound but for what was lost; None where that is not the whole truth."""
    if not verdict.restored or not verdict.is_sound:
        return None
    return message("sound, but for what was lost when a backup was restored, as declared below")


def restores(verdict: Verdict) -> Iterator[Table]:
    """Tell of every restore that was declared, and what it has lost."""
    rows = [
        {
            "lost": one.lost,
            "before": one.before.size,
            "back": one.back.size,
            "at": one.at,
            "by": one.by,
            "reason": one.reason,
        }
        for one in verdict.restored
    ]
    if rows:
        title = message("A backup was restored, and signed leaves are lost: it was declared")
        yield Table("restored", RESTORED, rows, title)
