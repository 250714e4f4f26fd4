"""Who acts: a person in a role, for a department, and which roles a step is open to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from .language import Label, Message, message
from .rules import Condition


@dataclass(frozen=True, slots=True)
class Actor:
    """A person acting in a role, on behalf of a department where one matters.

    One person is one id, whatever the role. Blanks around the words do not make another
    person; nobody at all is a ValueError.
    """

    person: str
    role: str
    department: str = ""

    def __post_init__(self) -> None:
        """Trim the words, so that four eyes cannot be met by a blank."""
        for name in ("person", "role", "department"):
            object.__setattr__(self, name, getattr(self, name).strip())
        if not self.person:
            raise ValueError("nobody acts: write PERSON:ROLE or PERSON:ROLE@DEPARTMENT")

    @classmethod
    def parse(cls, text: str) -> Actor:
        """Read `PERSON:ROLE` or `PERSON:ROLE@DEPARTMENT`; raise ValueError for no person."""
        person, _, rest = text.partition(":")
        role, _, department = rest.partition("@")
        if not person.strip():
            raise ValueError(
                f"{text!r} names no person: write PERSON:ROLE or PERSON:ROLE@DEPARTMENT"
            )
        return cls(person, role, department)

    def __str__(self) -> str:
        return f"{self.person}:{self.role}" + (f"@{self.department}" if self.department else "")


def person_in(reference: str) -> str:
    """Give the id in `PERSON`, `PERSON:ROLE` or `PERSON:ROLE@DEPARTMENT`."""
    return reference.partition(":")[0].strip()


@dataclass(frozen=True, slots=True)
class Role:
    """A role of the office, or one of the few that the engine itself knows.

    `outside` marks people who are not of the office. `own_department` asks that the actor
    is of the department that the case is with; `only_where` that a condition holds.
    """

    code: str
    label: Label
    outside: bool = False
    own_department: bool = False
    only_where: Condition | None = None

    @property
    def of_the_department(self) -> Role:
        """The same role, but only of the department that the case is with."""
        return replace(self, own_department=True)

    def where(self, condition: Condition) -> Role:
        """The same role, but only where a condition holds."""
        return replace(self, only_where=condition)

    def __or__(self, other: Role | Roles) -> Roles:
        return Roles((self,)) | other

    def __iter__(self) -> Iterator[Role]:
        return iter((self,))

    @property
    def says(self) -> Message | Label:
        """The name of the role with what is asked beside it."""
        if self.own_department:
            return message("{role} of the department", role=self.label)
        if self.only_where:
            return message(
                "{role} where {condition}", role=self.label, condition=self.only_where.says
            )
        return self.label


@dataclass(frozen=True, slots=True)
class Roles:
    """Several roles, any one of which suffices."""

    each: tuple[Role, ...]

    def __or__(self, other: Role | Roles) -> Roles:
        return Roles((*self.each, *other))

    def __iter__(self) -> Iterator[Role]:
        return iter(self.each)

    @property
    def of_the_department(self) -> Roles:
        """The same roles, but only of the department that the case is with."""
        return Roles(tuple(role.of_the_department for role in self.each))


def role(code: str, zh: str, en: str, *, outside: bool = False) -> Role:
    """Name a role of the office."""
    return Role(code, Label(zh, en), outside)


ANY_EMPLOYEE = role("any_employee", "全体员工", "any employee")
FIRST_CONTACT = role("first_contact", "首问责任人", "first-contact person")
CLOCK = role("clock", "时钟", "the clock")
POLICY = role("policy", "流程", "a policy")
# Known by identity, so that nobody can write himself into their place.
THE_CLOCK = Actor(CLOCK.code, CLOCK.code)
THE_POLICY = Actor(POLICY.code, POLICY.code)
NEVER_ACTING = frozenset(one.code for one in (ANY_EMPLOYEE, FIRST_CONTACT, CLOCK, POLICY))
