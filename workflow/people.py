"""Roles: to whom a step is open, of which department, and where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from .language import Label, Message, message
from .rules import Condition, People


@dataclass(frozen=True, slots=True)
class Role:
    """A role of the office, or one of the few that the engine itself knows.

    `outside` marks people who are not of the office, `independent` those who look at what others
    do there and change nothing of it. `own_department` asks that the actor
    is of the department that the case is with; `only_where` that a condition holds;
    `only_being` that he is one of the people that a case names for it.
    """

    code: str
    label: Label
    outside: bool = False
    own_department: bool = False
    only_where: Condition | None = None
    only_being: People | None = None
    independent: bool = False

    @property
    def of_the_department(self) -> Role:
        """The same role, but only of the department that the case is with."""
        return replace(self, own_department=True)

    def where(self, condition: Condition) -> Role:
        """The same role, but only where a condition holds."""
        return replace(self, only_where=condition)

    def being(self, people: People) -> Role:
        """The same role, but only these people of the case."""
        return replace(self, only_being=people)

    def __or__(self, other: Role | Roles) -> Roles:
        return Roles((self,)) | other

    def __iter__(self) -> Iterator[Role]:
        return iter((self,))

    @property
    def says(self) -> Message | Label:
        """The name of the role with what is asked beside it."""
        if self.own_department:
            return message("{role} (of the case's department)", role=self.label)
        if self.only_being:
            return message("{role} ({people})", role=self.label, people=self.only_being.says)
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

    def being(self, people: People) -> Roles:
        """The same roles, but only these people of the case."""
        return Roles(tuple(role.being(people) for role in self.each))


def role(code: str, zh: str, en: str, *, outside: bool = False, independent: bool = False) -> Role:
    """Name a role of the office."""
    return Role(code, Label(zh, en), outside, independent=independent)


ANY_EMPLOYEE = role("any_employee", "全体员工", "any employee")
FIRST_CONTACT = role("first_contact", "首问责任人", "first-contact person")
CLOCK = role("clock", "时钟", "the clock")
POLICY = role("policy", "流程", "a policy")
NEVER_ACTING = frozenset(one.code for one in (ANY_EMPLOYEE, FIRST_CONTACT, CLOCK, POLICY))
