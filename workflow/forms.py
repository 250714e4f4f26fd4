"""The blanks of a step: a frozen form whose fields are typed, named and checked at once.

    class Dispatch(Command, zh="派责任部门"):
        \"\"\"Notify the responsible department, with a deadline.\"\"\"

        department: Department = Field(title="责任部门")
        due_at: Future = Field(title="限期")

The class gives the step its name (`dispatch`), the docstring its sentence, `title` the
Chinese name of a blank. JSON schema, prompts and tables are read off the same class.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from types import NoneType
from typing import Annotated, ClassVar

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    GetCoreSchemaHandler,
    Strict,
)
from pydantic_core import CoreSchema
from pydantic_core.core_schema import no_info_after_validator_function

from .annotations import (
    Mark,
    Personal,
    filled,
    parts_of,
    plain_shape,
    plausible,
    with_person,
    written_instant,
)
from .language import Label

ATTACHED = {"name", "sha256"}  # the parts of an object that stands for a file

Text = Annotated[str, AfterValidator(filled), Mark("text")]
Name = Annotated[str, AfterValidator(filled), Mark("text", personal=Personal.NAME)]
Phone = Annotated[str, AfterValidator(filled), Mark("text", personal=Personal.PHONE)]
Private = Annotated[str, AfterValidator(filled), Mark("text", personal=Personal.WORDS)]
Department = Annotated[str, AfterValidator(filled), Mark("department")]
PersonRef = Annotated[str, AfterValidator(with_person), Mark("person")]
CaseRef = Annotated[str, AfterValidator(filled), Mark("case")]
CaseOfWhom = Annotated[str, AfterValidator(filled), Mark("case", whose=True)]
Instant = Annotated[
    AwareDatetime,
    Strict(strict=False),
    BeforeValidator(written_instant),
    AfterValidator(plausible),
    Mark("datetime"),
]
Future = Annotated[Instant, Mark("datetime", ahead=True)]


class Choice(StrEnum):
    """An enumeration whose codes have a name in Chinese and English.

    class Severity(Choice):
        GENERAL = "general", "一般"
    """

    _value_: str
    label: Label

    def __new__(cls, code: str, zh: str, en: str = "") -> Choice:
        """Make a member of its code and names."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = Label(zh, en) if en else Label.of(zh, code)
        return member


@dataclass(frozen=True, eq=False, slots=True)
class Among:
    """Codes that a blank may hold, by their names: part of a choice, or codes kept elsewhere."""

    labels: Mapping[str, Label]

    def __get_pydantic_core_schema__(
        self, source: type, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Check the codes behind the type's own check."""
        return no_info_after_validator_function(self._checked, handler(source))

    def _checked(self, code: str) -> str:
        if code not in self.labels:
            raise ValueError("not among the codes")
        return code


def among(*choices: Choice) -> Among:
    """Let a blank hold only these members of a choice."""
    return Among({str(choice): choice.label for choice in choices})


class Words(BaseModel):
    """An object in a blank, with typed parts of its own: one line of a list."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Command(BaseModel):
    """The form of a step. Subclass it with the blanks; `zh` is the step's Chinese name."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)
    label: ClassVar[Label] = Label("", "")

    def __init_subclass__(cls, *, zh: str = "", **rest: object) -> None:
        """Take the Chinese name out of the class line, or inherit it."""
        if zh:
            cls.label = Label.of(zh, step_name(cls))

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: object) -> None:
        """Accept the class line's words, which `__init_subclass__` has used."""


def step_name(form: type[Command]) -> str:
    """Give the kebab-case name of a form's step: `ResolveOnSpot` is `resolve-on-spot`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "-", form.__name__).lower()


def sentence_of(form: type[Command]) -> str:
    """Give the first line of a form's docstring without its full stop."""
    return (form.__doc__ or "").strip().partition("\n")[0].rstrip(".")


@dataclass(frozen=True, slots=True)
class Blank:
    """A blank of a form: its name, its label, what goes into it, and whether it must.

    `shape` is text, date, datetime, int, decimal, bool, choice, case, person, department, file
    or object; `many` asks for a list of them. `choices` are the codes of a choice with their
    names, `ahead` says that an instant must be to come, `parts` are those of an object. `tells`
    is what a text tells of a customer, `whose` marks the case that says of which one.
    """

    name: str
    label: Label
    shape: str
    required: bool
    many: bool = False
    choices: Mapping[str, Label] = field(default_factory=dict)
    ahead: bool = False
    default: str = ""
    parts: Mapping[str, Blank] = field(default_factory=dict)
    tells: Personal | None = None
    whose: bool = False

    @property
    def personal(self) -> bool:
        """Whether what is written here is sealed with the customer's key."""
        return self.tells is not None

    def cases_in(self, value: object) -> tuple[str, ...]:
        """Give the case numbers that are written in it, also in the parts of an object."""
        found = value if isinstance(value, list) else [value]
        if self.shape == "case":
            return tuple(one for one in found if one and isinstance(one, str))
        return tuple(
            number
            for one in found
            for name, part in self.parts.items()
            for number in part.cases_in(_part_of(one, name))
        )

    def renumbered(self, value: object, numbers: Mapping[str, str]) -> object:
        """Put case numbers in the place of other names for cases, also in parts of an object."""
        if isinstance(value, list):
            return [self.renumbered(one, numbers) for one in value]
        if isinstance(value, Mapping):
            return {
                name: self.parts[name].renumbered(part, numbers) if name in self.parts else part
                for name, part in value.items()
            }
        known = self.shape == "case" and isinstance(value, str)
        return numbers.get(str(value), value) if known else value

    @property
    def named(self) -> Label:
        """The name to fill it in by, with what the paper calls it."""
        return Label(f"{self.label.zh}（{self.name}）", self.name)


@cache
def blanks(form: type[Command | Words]) -> Mapping[str, Blank]:
    """List the blanks of a form in their order."""
    return {name: _blank(form, name) for name in form.model_fields}


def _blank(form: type[Command | Words], name: str) -> Blank:
    info = form.model_fields[name]
    found = [*parts_of(info.annotation), *info.metadata]
    marks = [part for part in found if isinstance(part, Mark)]
    kinds = [part for part in found if isinstance(part, type) and part is not NoneType]
    choices = _choices(kinds, found)
    parts = next((blanks(kind) for kind in kinds if issubclass(kind, Words)), {})
    return Blank(
        name,
        Label.of(info.title or name, name),
        "choice" if choices else marks[-1].shape if marks else _plain(kinds, parts),
        info.is_required(),
        list in kinds,
        choices,
        any(mark.ahead for mark in marks),
        str(info.default) if isinstance(info.default, Choice) else "",
        parts,
        next((mark.personal for mark in marks if mark.personal), None),
        any(mark.whose for mark in marks),
    )


def _part_of(value: object, name: str) -> object:
    """Give a part of an object, as it was asked for or as it was read."""
    return value.get(name) if isinstance(value, Mapping) else getattr(value, name, None)


def _choices(kinds: Sequence[type], found: Sequence[object]) -> Mapping[str, Label]:
    for part in found:
        if isinstance(part, Among):
            return part.labels
    return {
        str(choice): choice.label for kind in kinds if issubclass(kind, Choice) for choice in kind
    }


def _plain(kinds: list[type], parts: Mapping[str, Blank]) -> str:
    return "file" if parts.keys() == ATTACHED else plain_shape(kinds)
