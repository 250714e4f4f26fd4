"""A page: one written procedure, clause by clause, as a manager can hold it beside the paper.

    page = Procedure("complaint/mall", edition="1", ...)

    @page.step("S000-m-3.1.7b", IN_PROGRESS >> REPLIED, by=FIRST_CONTACT | CS_STAFF,
               records="CustomerReplied")
    class Reply(Command, zh="答复客户"):
        \"\"\"Tell the customer process and result.\"\"\"

        process: Text = Field(title="处理过程")

A page only declares. `check_page` says whether it contradicts itself, `machine` compiles it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from pydantic import JsonValue

from .deadlines import Figure
from .events import Clock
from .forms import Blank, Command, blanks, sentence_of, step_name
from .language import Label
from .people import Role, Roles
from .rules import Condition, People, Rule, always
from .states import NEW, Move, State

if TYPE_CHECKING:
    from .case import Case
    from .request import Ask

Form = TypeVar("Form", bound=type[Command])
Upcast = Callable[[dict[str, JsonValue]], dict[str, JsonValue]]
Guard = Mapping[Condition, Sequence[Rule]]
Adds = Callable[["Case", Command, "Ask"], Mapping[str, JsonValue]]


@dataclass(frozen=True, slots=True)
class Needs:
    """Signatures that must have been given: a signing step, in these capacities if it has any."""

    step: str
    capacities: tuple[str, ...] = ()
    when: Condition = always


@dataclass(frozen=True, eq=False)
class Step:
    """A step of a page, with everything that decides whether it may be taken.

    `guard` maps conditions on the case to the rules that then hold; the first condition that
    holds chooses. `adds` writes onto the event what the engine knows. `capacities` are those in which different people sign this step, `signature`
    what taking it attests, `voided_by` the events after which earlier signatures do not count.
    """

    name: str
    form: type[Command]
    clauses: tuple[str, ...]
    move: Move
    by: tuple[Role, ...]
    event: str
    only_if: tuple[Rule, ...] = ()
    never_by: tuple[People, ...] = ()
    asks: Mapping[str, Condition] = field(default_factory=dict)
    guard: Guard = field(default_factory=dict)
    needs: tuple[Needs, ...] = ()
    capacities: Mapping[str, Roles | Role] = field(default_factory=dict)
    voided_by: tuple[str, ...] = ()
    signature: str = ""
    schema: int = 1
    inferred: bool = False
    adds: Adds | None = None

    @property
    def label(self) -> Label:
        """The step's name."""
        return Label(self.form.label.zh, self.name)

    @property
    def sentence(self) -> str:
        """What the step is for, in one English sentence."""
        return sentence_of(self.form)

    @property
    def blanks(self) -> Mapping[str, Blank]:
        """The blanks of its form."""
        return blanks(self.form)

    @property
    def opens(self) -> bool:
        """Whether the step opens a case."""
        return any(source == NEW for source, _ in self.move.pairs)


@dataclass(frozen=True, slots=True)
class By:
    """A deadline by the instant that the actor names in a blank."""

    blank: str

    def __str__(self) -> str:
        return f"by {self.blank}"


@dataclass(frozen=True, slots=True)
class Note:
    """An event that the clock records after a lapse, as a finding or as a step of its own.

    `form` fills its blanks from the case and the lapsed clock; `unless` holds it back.
    """

    event: str
    label: Label
    clauses: tuple[str, ...]
    form: Callable[[Case, Clock], dict[str, JsonValue]]
    step: str = ""
    unless: Condition | None = None


@dataclass(frozen=True, eq=False, slots=True)
class Deadline:
    """What must happen by when: which steps start it, which end it, what its lapse brings.

    A start counts only where `only_when` holds, an end only where `ends_when` has no
    condition for that step or the one it has holds; both look at the case before the step.
    """

    name: str
    label: Label
    clause: str
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    figure: Figure | By
    only_when: Condition = always
    ends_when: Mapping[str, Condition] = field(default_factory=dict)
    configured: bool = False
    notes: tuple[Note, ...] = ()


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
        """The kind of case, such as `complaint`."""
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
