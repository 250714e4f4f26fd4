"""A sheet of a page: the steps and deadlines of one section of a written procedure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from pydantic import JsonValue

from .deadlines import Figure
from .forms import Command, step_name
from .language import Label
from .parts import Adds, By, Deadline, Each, Guard, Listing, Look, Moment, Needs, Note, Step
from .people import Role, Roles
from .rules import Condition, People, Rule, always
from .states import Move

Form = TypeVar("Form", bound=type[Command])
Upcast = Callable[[dict[str, JsonValue]], dict[str, JsonValue]]


class Sheet:
    """Steps and deadlines in the order in which they are declared.

    A short procedure is one sheet, the page itself; a long one puts a sheet for each section
    of its document together.
    """

    def __init__(self) -> None:
        self.steps: dict[str, Step] = {}
        self.deadlines: dict[str, Deadline] = {}
        self.upcasters: dict[tuple[str, int], Upcast] = {}
        self.lists: dict[str, Listing] = {}
        self.figures: dict[str, str] = {}

    def take(self, sheet: Sheet) -> None:
        """Add what another sheet declares behind what is here."""
        for name, step in sheet.steps.items():
            self._declare(name, step)
        self.deadlines |= sheet.deadlines
        self.upcasters |= sheet.upcasters
        self.lists |= sheet.lists
        self.figures |= sheet.figures

    def _declare(self, name: str, step: Step) -> None:
        if name in self.steps:
            raise ValueError(f"{name} is declared twice")
        self.steps[name] = step

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
        looks: Sequence[Look] = (),
        apart: Sequence[str] = (),
    ) -> Callable[[Form], Form]:
        """Declare a step: by these clauses, from where to where, by whom, recording what."""

        def declare(form: Form) -> Form:
            step = Step(
                step_name(form),
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
                tuple(looks),
                tuple(apart),
            )
            self._declare(step.name, step)
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
        figure: str | By | Moment,
        only_when: Condition = always,
        ends_when: Mapping[type[Command], Condition] | None = None,
        configured: bool = False,
        on_lapse: Sequence[Note] = (),
        each: Each | None = None,
    ) -> None:
        """Declare a deadline; a `configured` figure is one that an office may set itself.

        `each` tells the matters apart that have a clock of their own, by case and form.
        """
        ends_when = ends_when or {}
        self.deadlines[name] = Deadline(
            name,
            Label(zh, en),
            clause,
            tuple(map(step_name, starts)),
            tuple(map(step_name, (*ends, *ends_when))),
            Figure.parse(figure) if isinstance(figure, str) else figure,
            only_when,
            {step_name(form): when for form, when in ends_when.items()},
            configured,
            tuple(on_lapse),
            each,
        )

    def listing(self, name: str, clause: str, *words: str) -> None:
        """Declare words that an office may list itself, with those that hold until it does."""
        self.lists[name] = Listing(words, clause)

    def figure(self, name: str, clause: str) -> None:
        """Declare a number of days that an office may set; until it does there is none.

        It is no deadline: nothing lapses by it, and no step is refused.
        """
        self.figures[name] = clause

    def upcaster(self, event: str, from_schema: int) -> Callable[[Upcast], Upcast]:
        """Declare how a stored event of an older schema is read as the next one."""

        def declare(upcast: Upcast) -> Upcast:
            self.upcasters[event, from_schema] = upcast
            return upcast

        return declare
