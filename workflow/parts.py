"""What a page is made of: steps with their rules and signatures, deadlines with their lapses."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

from pydantic import JsonValue

from .deadlines import Figure
from .events import MATTER, Clock
from .forms import Blank, Command, blanks, sentence_of
from .language import Label, Message, message
from .people import Role, Roles
from .rules import Condition, People, Rule, always
from .states import NEW, Move

if TYPE_CHECKING:
    from .case import Case
    from .request import Ask

Each = Callable[["Case", Command], object]
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
    holds chooses. `capacities` are those in which different people sign this step, `apart` are
    the clauses that ask for different people, `signature` is what taking it attests, `voided_by`
    are the events after which earlier signatures do not count. `adds` writes onto the event what
    the engine knows.
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
    looks: tuple[Look, ...] = ()
    apart: tuple[str, ...] = ()

    @property
    def label(self) -> Label:
        """The step's name."""
        return Label(self.form.label.zh, self.name)

    @property
    def coded(self) -> Label:
        """The step's name with the word that is typed for it."""
        return Label(f"{self.form.label.zh} {self.name}", self.name)

    @property
    def sentence(self) -> str:
        """What the step is for, in one English sentence."""
        return sentence_of(self.form)

    @property
    def blanks(self) -> Mapping[str, Blank]:
        """The blanks of its form."""
        return blanks(self.form)

    def capacity(self, code: str) -> Label:
        """Name a capacity in which it is signed, with the word that is typed for it."""
        label = self.blanks["capacity"].choices[code]
        return Label(f"{label.zh}（{code}）", code)

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


@dataclass(frozen=True, eq=False, slots=True)
class Moment:
    """A deadline by an instant that follows from the case, the form and the office's zone."""

    says: Message
    find: Callable[[Case, Command, tzinfo], datetime | None]

    def __str__(self) -> str:
        return str(self.says)


def moment(says: str) -> Callable[[Callable[[Case, Command, tzinfo], datetime | None]], Moment]:
    """Turn a function that finds an instant into the figure of a deadline."""

    def declare(find: Callable[[Case, Command, tzinfo], datetime | None]) -> Moment:
        return Moment(message(says), find)

    return declare


@dataclass(frozen=True, slots=True)
class Look:
    """Open cases of a procedure that a step looks up when it is taken, under a name.

    With `ended` those are looked at too that have come to an end.
    """

    name: str
    procedure: str
    where: Condition = always
    ended: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """Words that an office lists itself, such as the things on its desk; the page's own first."""

    words: tuple[str, ...]
    clause: str


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
    With `each` several clocks run at once, one for each matter that it names.
    """

    name: str
    label: Label
    clause: str
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    figure: Figure | By | Moment
    only_when: Condition = always
    ends_when: Mapping[str, Condition] = field(default_factory=dict)
    configured: bool = False
    notes: tuple[Note, ...] = ()
    each: Each | None = None

    def clock_name(self, case: Case, form: Command) -> str:
        """Name the clock that a step starts or ends: each matter has its own where `each` says."""
        return f"{self.name}{MATTER}{self.each(case, form)}" if self.each else self.name
