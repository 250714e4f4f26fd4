"""A page: one written procedure, clause by clause, as a manager can hold it beside the paper.

    page = Procedure("parcel/counter", edition="1", ...)

    @page.step("P-3.2", STORED >> COLLECTED, by=CLERK, records="ParcelCollected")
    class Collect(Command, zh="领取"):
        # with the sentence as its docstring: Hand the parcel to whoever shows the notice.
        notice_no: Text = Field(title="通知单号")

A page only declares: `page_check` says whether it contradicts itself, `machine` compiles it,
`checks` and `decide` ask it. Here the clause is P-3.2, and the step is called `collect`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from copy import copy
from functools import cached_property
from typing import TYPE_CHECKING

from .events import deadline_of
from .language import Label
from .parts import Deadline, Note, Step
from .people import Role
from .sheet import Sheet
from .states import NEW, State

if TYPE_CHECKING:
    from .case import Case


def nowhere(case: Case) -> str:
    """Say that cases of this procedure are with no department."""
    return ""


class Procedure(Sheet):
    """One written procedure in one edition. Steps and deadlines keep the order of the page."""

    def __init__(
        self,
        name: str,
        *,
        edition: str,
        zh: str,
        en: str,
        document: str,
        prefix: str,
        roles: Sequence[Role],
        record: str = "",
        department: Callable[[Case], str] = nowhere,
        carries: Mapping[str, str] | None = None,
        sheets: Sequence[Sheet] = (),
    ) -> None:
        """Begin a page, of these sheets if it has several.

        `department` tells which department a case is with, `carries` maps states of earlier
        editions to this one's.
        """
        super().__init__()
        self.name = name
        self.edition = edition
        self.label = Label(zh, en)
        self.document = document
        self.record = record
        self.prefix = prefix
        self.roles: Mapping[str, Role] = {one.code: one for one in roles}
        self.department = department
        self.carries: Mapping[str, str] = carries or {}
        self.unused: frozenset[str] = frozenset()
        for sheet in sheets:
            self.take(sheet)

    def without(self, steps: Collection[str]) -> Procedure:
        """Give the page as an office works by it that does without these inferred steps.

        They stay on the page, since histories may hold them, and stand in `unused`.
        """
        page = copy(self)
        page.unused = frozenset(
            one.name for one in self.steps.values() if one.name in steps and one.inferred
        )
        return page

    @property
    def kind(self) -> str:
        """The kind of case, such as `parcel`."""
        return self.name.partition("/")[0]

    @property
    def title(self) -> str:
        """Procedure and edition, as an event is pinned to them."""
        return f"{self.name}@{self.edition}"

    @cached_property
    def states(self) -> Mapping[str, State]:
        """Every state that a step leads from or to, in the page's order."""
        pairs = [pair for step in self.steps.values() for pair in step.move.pairs]
        named = (one for pair in pairs for one in pair if one != NEW)
        return {one.code: one for one in named}

    @cached_property
    def moves(self) -> Mapping[str, Mapping[str, str]]:
        """From a step and a source state to its target, all by code."""
        return {
            name: {a.code: b.code for a, b in step.move.among(self.states.values())}
            for name, step in self.steps.items()
        }

    def deadline_of(self, clock: str) -> Deadline:
        """Give the deadline of a clock, whose name may say which matter it is for."""
        return self.deadlines[deadline_of(clock)]

    @cached_property
    def opening(self) -> Step:
        """The step that opens a case."""
        return next(step for step in self.steps.values() if step.opens)

    @cached_property
    def notes(self) -> Mapping[str, Note]:
        """What the clock may record beside a lapse, by event."""
        return {n.event: n for d in self.deadlines.values() for n in d.notes}
