"""The deadlines of a page: how long, from what to what, and what their lapse brings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ..workflow.deadlines import Figure
from ..workflow.language import Message, message
from ..workflow.parts import By, Deadline, Moment
from ..workflow.rules import Condition, always
from . import tell
from .report import Because, Lines, Named

if TYPE_CHECKING:
    from ..workflow.procedure import Procedure

    Row = Mapping[str, object]
    Limits = Mapping[str, Figure]

COLUMNS = {
    "clause": message("clause"),
    "deadline": message("deadline"),
    "figure": message("figure"),
    "starts": message("starts with"),
    "ends": message("ends with"),
    "lapse": message("what its lapse brings"),
}


def deadline(page: Procedure, one: Deadline, limits: Limits) -> Row:
    """Lay out a deadline: its figure here, what starts and ends it, what its lapse brings."""
    starts = [where(message("{step}", step=page.steps[n].label), one.only_when) for n in one.starts]
    ends = [
        where(message("{step}", step=page.steps[name].label), one.ends_when.get(name, always))
        for name in one.ends
    ]
    lapse = [Because(note.clauses, note.label) for note in one.notes]
    return {
        "clause": one.clause,
        "deadline": tell.deadline_of(page, one.name),
        "figure": Named(str(limits.get(one.name, one.figure)), figure_says(page, one, limits)),
        "configurable": one.configured,
        "starts": Named(one.starts, Lines(starts)),
        "ends": Named(one.ends, Lines(ends)),
        "lapse": Lines(lapse or [message("the lapse is recorded")]),
    }


def figure_says(page: Procedure, one: Deadline, limits: Limits) -> Message:
    """Say how long a deadline is here."""
    figure = limits.get(one.name, one.figure)
    if isinstance(figure, Moment):
        return figure.says
    if isinstance(figure, By):
        blank = page.steps[one.starts[0]].blanks[figure.blank]
        return message("by the instant named in {blank}", blank=blank.named)
    says = _length(figure)
    return message("{figure}, which the office may set", figure=says) if one.configured else says


def _length(figure: Figure) -> Message:
    """Say a figure in months, days, hours and minutes."""
    hours, minutes = divmod(figure.minutes, 60)
    found = (
        (figure.months, message("1 month"), message("{n} months", n=figure.months)),
        (figure.days, message("1 day"), message("{n} days", n=figure.days)),
        (hours, message("1 hour"), message("{n} hours", n=hours)),
        (minutes, message("1 minute"), message("{n} minutes", n=minutes)),
    )
    parts = [one if count == 1 else many for count, one, many in found if count]
    says = message("{parts}", parts=parts)
    return message("{figure} of working time", figure=says) if figure.working else says


def where(says: Message, when: Condition) -> Message:
    """Say on what condition something holds."""
    if when is always:
        return says
    return message("{says} where {condition}", says=says, condition=when.says)
