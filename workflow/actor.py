"""Somebody who acts: a person, in a role, on behalf of a department."""

from __future__ import annotations

from dataclasses import dataclass


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


def named(who: str | Actor) -> Actor:
    """Give the actor that a text names, or the actor itself."""
    return who if isinstance(who, Actor) else Actor.parse(who)


# Compared by identity, so that nobody can write himself into their place.
THE_CLOCK = Actor("clock", "clock")
THE_POLICY = Actor("policy", "policy")
