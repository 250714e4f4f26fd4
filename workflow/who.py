"""Who may take a step on a case: the role, the department, and whom four eyes keep away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .actor import THE_CLOCK, THE_POLICY, Actor
from .case import Case
from .errors import Reason
from .language import Label, Message, message
from .parts import Step
from .people import ANY_EMPLOYEE, CLOCK, FIRST_CONTACT, NEVER_ACTING, POLICY, Role
from .procedure import Procedure


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody who asks for a step on a case."""

    page: Procedure
    step: Step
    case: Case
    actor: Actor

    def reasons(self) -> Iterator[Reason]:
        """Give what keeps him away: the role first, then the department, then four eyes."""
        mine = [role for role in self.step.by if self.is_in(role)]
        if not mine:
            yield self._not_yours(self._for_whom() if self._is_known() else self._unknown())
        elif not any(self._fits(role) for role in mine):
            of_a_department = any(role.own_department for role in mine)
            named = [role.only_being for role in mine if role.only_being]
            says = self._of_another_department() if of_a_department else self._for_whom()
            yield self._not_yours(says, *(clause for one in named for clause in one.clauses))
        yield from self.kept_apart()

    def kept_apart(self) -> Iterator[Reason]:
        """Give what keeps this very person away, whatever his role: four eyes."""
        for barred in self.step.never_by:
            if self.actor.person in barred.find(self.case):
                says = message("{person} is {barred}", person=self.actor.person, barred=barred.says)
                yield self._not_yours(says, *barred.clauses)

    def is_in(self, role: Role) -> bool:
        """Say whether a role is his on this case."""
        actor = self.actor
        if role.code in (CLOCK.code, POLICY.code):
            return actor is (THE_CLOCK if role.code == CLOCK.code else THE_POLICY)
        known = self.page.roles.get(actor.role)
        if known is None or actor.role in NEVER_ACTING:
            return False
        if role.code == ANY_EMPLOYEE.code:
            return not known.outside
        if role.code == FIRST_CONTACT.code:
            return actor.person == self.case.first_contact
        return actor.role == role.code

    def _fits(self, role: Role) -> bool:
        if role.own_department and not self._is_of_the_department():
            return False
        if role.only_being and self.actor.person not in role.only_being.find(self.case):
            return False
        return role.only_where is None or role.only_where.holds(self.case)

    def _is_of_the_department(self) -> bool:
        department = self.page.department(self.case).strip()
        return bool(department) and self.actor.department == department

    def _is_known(self) -> bool:
        return self.actor.role in self.page.roles

    def _unknown(self) -> Message:
        roles = [Label(f"{role.label.zh} {role.code}", role.code) for role in self.step.by]
        if not self.actor.role:
            return message("no role is named; it is for {roles}", roles=roles)
        says = "there is no role {role} here; it is for {roles}"
        return message(says, role=self.actor.role, roles=roles)

    def _for_whom(self) -> Message:
        return message("it is for {roles}", roles=[role.says for role in self.step.by])

    def _of_another_department(self) -> Message:
        return message(
            "the case is with {department}, {person} is of {own}",
            department=self.page.department(self.case) or message("no department"),
            person=self.actor.person,
            own=self.actor.department or message("no department"),
        )

    def _not_yours(self, says: Message, *clauses: str) -> Reason:
        return Reason("NotYourRole", (*clauses, *self.step.clauses), says)
