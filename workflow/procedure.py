"""A page: one written procedure, clause by clause, as a manager can hold it beside the paper.

    page = Procedure("parcel/counter", edition="1", ...)

    @page.step("P-3.2", STORED >> COLLECTED, by=CLERK, records="ParcelCollected")
    class Collect(Command, zh="领取"):
        \"""Hand the parcel to whoever shows the notice.\"""

        notice_no: Text = Field(title="通知单号")

A page only declares: `page_check` says whether it contradicts itself, `machine` compiles it,
`checks` and `decide` ask it. Here the clause is P-3.2, and the step is called `collect`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from pydantic import JsonValue

from .deadlines import Figure
from .forms import Command, step_name
from .language import Label
from .parts import Adds, By, Deadline, Guard, Needs, Note, Step
from .people import Role, Roles
from .rules import Condition, People, Rule, always
from .states import NEW, Move, State

if TYPE_CHECKING:
    from .case import Case

Form = TypeVar("Form", bound=type[Command])
Upcast = Callable[[dict[str, JsonValue]], dict[str, JsonValue]]


def nowhere(case: Case) -> str:
    """Say that cases of this procedure are with no department."""
    return ""


class Procedure:
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
    ) -> None:
        """Begin a page; `carries` maps states of earlier editions to this one's."""
        self.name = name
        self.edition = edition
        self.label = Label(zh, en)
        self.document = document
        self.record = record
        self.prefix = prefix
        self.roles: Mapping[str, Role] = {one.code: one for one in roles}
        self.department = department
        self.carries: Mapping[str, str] = carries or {}
        self.steps: dict[str, Step] = {}
        self.deadlines: dict[str, Deadline] = {}
        self.upcasters: dict[tuple[str, int], Upcast] = {}

    @property
    def kind(self) -> str:
        """The kind of case, such as `parcel`."""
        return self.name.partition("/")[0]

    @property
    def title(self) -> str:
        """Procedure and edition, as an event is pinned to them."""
        return f"{self.name}@{self.edition}"

    def step(
        self,
        clauses: str | tuple[str, ...],
        move: Move,
        *,
        by: Role | Roles,
        records: str,
        only_if: Sequence[Rule] = (),
        never_by: Sequence[People] = (),
        asks: Mapping[str, Condition] | None = None,
        guard: Guard | None = None,
        needs: Sequence[Needs] = (),
        capacities: Mapping[str, Roles | Role] | None = None,
        voided_by: Sequence[str] = (),
        signature: str = "",
        schema: int = 1,
        inferred: bool = False,
        adds: Adds | None = None,
    ) -> Callable[[Form], Form]:
        """Declare a step: by these clauses, from where to where, by whom, recording what."""

        def declare(form: Form) -> Form:
            name = step_name(form)
            if name in self.steps:
                raise ValueError(f"{self.name} declares {name} twice")
            self.steps[name] = Step(
                name,
                form,
                (clauses,) if isinstance(clauses, str) else clauses,
                move,
                tuple(by),
                records,
                tuple(only_if),
                tuple(never_by),
                asks or {},
                guard or {},
                tuple(needs),
                capacities or {},
                tuple(voided_by),
                signature,
                schema,
                inferred,
                adds,
            )
            return form

        return declare

    def deadline(
        self,
        name: str,
        clause: str,
        *,
        zh: str,
        en: str,
        starts: Sequence[type[Command]],
        ends: Sequence[type[Command]],
        figure: str | By,
        only_when: Condition = always,
        ends_when: Mapping[type[Command], Condition] | None = None,
        configured: bool = False,
        on_lapse: Sequence[Note] = (),
    ) -> None:
        """Declare a deadline; a `configured` figure is one that an office may set itself."""
        ends_when = ends_when or {}
        self.deadlines[name] = Deadline(
            name,
            Label(zh, en),
            clause,
            tuple(map(step_name, starts)),
            tuple(map(step_name, (*ends, *ends_when))),
            figure if isinstance(figure, By) else Figure.parse(figure),
            only_when,
            {step_name(form): when for form, when in ends_when.items()},
            configured,
            tuple(on_lapse),
        )

    def upcaster(self, event: str, from_schema: int) -> Callable[[Upcast], Upcast]:
        """Declare how a stored event of an older schema is read as the next one."""

        def declare(upcast: Upcast) -> Upcast:
            self.upcasters[event, from_schema] = upcast
            return upcast

        return declare

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

    @cached_property
    def opening(self) -> Step:
        """The step that opens a case."""
        return next(step for step in self.steps.values() if step.opens)

    @cached_property
    def notes(self) -> Mapping[str, Note]:
        """What the clock may record beside a lapse, by event."""
        return {n.event: n for d in self.deadlines.values() for n in d.notes}
