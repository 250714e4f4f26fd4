"""The columns of a sheet for bulk intake: their headings, and what goes into each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ..workflow.filling import shape_of
from ..workflow.language import Label, Message, message
from .intake_headings import CONTROLS, heading_of
from .report import Named

if TYPE_CHECKING:
    from ..workflow.forms import Blank
    from ..workflow.parts import Step

ABOUT = {
    "case": message("the case that the step is taken on"),
    "as": message("who acts, where no option says it for all rows"),
    "at": message("when it is recorded, where no option says it for all rows"),
    "occurred": message("when it happened, if that was earlier"),
    "reason": message("why it is recorded late"),
    "key": message("your own number of the row, so that it happens once"),
}
COLUMNS = {
    "code": message("heading"),
    "title": message("or on the paper"),
    "needed": message("needed"),
    "holds": message("what goes in"),
}
ALWAYS, PERHAPS, FURTHER = message("yes"), message("no"), message("a further column")


class Column(NamedTuple):
    """A column of the empty sheet, or one that may be added to it."""

    code: str
    label: Label
    needed: Message
    holds: Message
    shape: str = "text"
    choices: Sequence[Label] = ()

    @property
    def heading(self) -> Label:
        """What stands above it."""
        return Label(self.label.zh, self.code)


def explained(one: Column) -> dict[str, object]:
    """Say in a row what goes into a column."""
    needed = Named(one.needed.text, one.needed)
    return {"code": one.code, "title": one.label.zh, "needed": needed, "holds": one.holds}


def columns_of(step: Step) -> Iterator[Column]:
    """Give the columns for a step, and last those that may be added."""
    if not step.opens:
        yield _control("case", ALWAYS)
    yield from (_filled_in(blank) for blank in step.blanks.values())
    yield from (_control(code, FURTHER) for code in ABOUT if code != "case")


def _control(code: str, needed: Message) -> Column:
    return Column(code, CONTROLS[code], needed, ABOUT[code])


def _filled_in(blank: Blank) -> Column:
    needed = ALWAYS if blank.required else PERHAPS
    choices = () if blank.many else list(blank.choices.values())
    holds = shape_of(blank)
    if blank.shape == "object":
        holds = message("{shape}, as JSON", shape=holds)
    return Column(heading_of(blank), blank.label, needed, holds, blank.shape, choices)
