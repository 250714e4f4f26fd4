"""Why a step may not be taken: each check of the order, with every reason that it finds.

The order is settled: state, role, form, rules, signatures. `decide` stops at the first check
that finds something, `why` asks them all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from .actor import Actor
from .case import Case
from .errors import Reason
from .forms import Command
from .language import Label, Message, message
from .parts import Needs, Step
from .procedure import Procedure
from .request import Ask
from .rules import Rule
from .who import Who

UNEXPLAINED = timedelta(days=1)
LONG_AGO = datetime.min.replace(tzinfo=UTC)
NOBODY_ASKS = Ask(Actor("–", ""), LONG_AGO, LONG_AGO, "")
ORDER = ("NotYourRole", "FormIncomplete", "RuleBroken", "SignatureMissing")


@dataclass(frozen=True, slots=True)
class Question:
    """May this step be taken on this case as it is asked for?"""

    page: Procedure
    step: Step
    case: Case
    ask: Ask

    def state(self) -> Iterator[Reason]:
        """Ask whether the step leads on from the case's state; name what closing still needs."""
        if unused := tuple(self._left_out()):
            yield from unused
            return
        sources = self.page.moves[self.step.name]
        if self.case.state in sources:
            return
        missing = [self._reason(rule) for rule in self._guarding() if self._is_unmet(rule)]
        states = [self.page.states[code].label for code in sources if code]
        says = message("{step} is taken from {states}", step=self.step.label, states=states)
        if not states:
            says = message("{step} opens a case", step=self.step.label)
        yield from (
            Reason("NotFromHere", one.clauses, one.says)
            for one in missing or [Reason("", self.step.clauses, says)]
        )

    def _left_out(self) -> Iterator[Reason]:
        if self.step.name in self.page.unused:
            says = message("the office does without this step, which no document orders")
            yield Reason("NotFromHere", self.step.clauses, says)

    def role(self) -> Iterator[Reason]:
        """Ask for the role, then the department, then four eyes."""
        return self._who.reasons()

    def four_eyes(self) -> Iterator[Reason]:
        """Ask for four eyes alone, which `role` asks for last."""
        return self._who.kept_apart()

    @property
    def _who(self) -> Who:
        return Who(self.page, self.step, self.case, self.ask.actor)

    def blanks(self) -> Iterator[Reason]:
        """Ask for the reason that late paper needs; the form itself is read elsewhere."""
        if self.ask.occurred < self.ask.at - UNEXPLAINED and not self.ask.reason.strip():
            says = message("reason is missing: it happened more than a day before it is recorded")
            yield Reason("FormIncomplete", self.step.clauses, says)

    def rules(self, form: Command) -> Iterator[Reason]:
        """Ask for the rules in the page's order, those about people first, signatures last."""
        unknown = [*self._referring(form)]
        broken = [
            *self._times(form),
            *unknown,
            *self.signing(form),
            *(() if unknown else self._broken(form)),  # rules may rely on the cases named
            *(one for needs in self.step.needs for one in self._unsigned(needs, form)),
        ]
        yield from sorted(broken, key=lambda one: ORDER.index(one.kind))

    def _times(self, form: Command) -> Iterator[Reason]:
        at, changed = self.ask.at, self.case.changed_at
        if changed and at < changed:
            yield self._broken_by(
                message("{at} is before the case's last event, {last}", at=at, last=changed)
            )
        if self.ask.occurred > at:
            yield self._broken_by(message("what happened cannot be recorded before it happens"))
        yield from self._ahead(form)

    def about_the_form(self, form: Command) -> Iterator[Reason]:
        """Ask what the form alone can break: its instants, the cases it names, rules about it."""
        unknown = [*self._ahead(form), *self._referring(form)]
        yield from unknown
        for rule in self._rules() if not unknown else ():
            if rule.condition.looks > 1 and not rule.condition.holds(self.case, form, self.ask):
                yield self._reason(rule)

    def _ahead(self, form: Command) -> Iterator[Reason]:
        for name, blank in self.step.blanks.items():
            named = getattr(form, name)
            if blank.ahead and isinstance(named, datetime) and named <= self.ask.at:
                says = message("{blank} lies ahead", blank=blank.named)
                yield self._broken_by(says)

    def _referring(self, form: Command) -> Iterator[Reason]:
        for name, blank in self.step.blanks.items():
            for number in blank.cases_in(getattr(form, name)):
                if number not in self.ask.cases:
                    says = message(
                        "{blank} names a case: there is no {it}", blank=blank.named, it=number
                    )
                    yield self._broken_by(says)

    def _broken_by(self, says: Message) -> Reason:
        return Reason("RuleBroken", self.step.clauses, says)

    def signing(self, form: Command) -> Iterator[Reason]:
        """Ask of a signature in a capacity whether it is his to give, and not given yet."""
        if not self.step.capacities:
            return
        capacity = str(getattr(form, "capacity", ""))
        roles = self.step.capacities.get(capacity, ())
        by_capacity = signed(self.step, self.case)
        if not any(self._who.is_in(role) for role in roles):
            signed_as = self.step.capacity(capacity)
            says = message(
                "as {capacity} signs {roles}", capacity=signed_as, roles=[r.says for r in roles]
            )
            yield Reason("NotYourRole", self.step.clauses, says)
        if self.ask.actor.person in {
            person for one, person in by_capacity.items() if one != capacity
        }:
            says = message("{person} has signed already", person=self.ask.actor.person)
            yield Reason("NotYourRole", (*self.step.apart, *self.step.clauses), says)
        elif capacity in by_capacity:
            signed_as = self.step.capacity(capacity)
            yield self._broken_by(message("{capacity} has been signed already", capacity=signed_as))

    def _unsigned(self, needs: Needs, form: Command | None) -> Iterator[Reason]:
        if needs.step in self.page.unused or not needs.when.holds(self.case, form, self.ask):
            return
        step = self.page.steps[needs.step]
        given = signed(step, self.case)
        if given and not needs.capacities:
            return
        for capacity in needs.capacities or ("",):
            if capacity not in given:
                says = message("{step} is missing", step=step.label)
                if capacity:
                    signed_as = step.capacity(capacity)
                    says = message(
                        "{step} {capacity} is missing", step=step.label, capacity=signed_as
                    )
                clauses = tuple(dict.fromkeys((*self.step.clauses, *step.clauses, *step.apart)))
                yield Reason("SignatureMissing", clauses, says)

    def _guarding(self) -> Sequence[Rule]:
        for condition, rules in self.step.guard.items():
            if condition.holds(self.case):
                return rules
        return ()

    def _broken(self, form: Command) -> Iterator[Reason]:
        for rule in self._rules():
            if not rule.condition.holds(self.case, form, self.ask):
                yield self._reason(rule)

    def _reason(self, rule: Rule) -> Reason:
        return Reason(rule.kind, rule.clauses or self.step.clauses, rule.says)

    def in_the_way(self) -> Iterator[Reason]:
        """Give what bars the step whatever the form will say: it is not in use, or rules do."""
        yield from self._left_out()
        yield from self.unmet()

    def unmet(self) -> Iterator[Reason]:
        """Give the rules that the case alone already breaks, whatever the form will say."""
        yield from (self._reason(rule) for rule in self._rules() if self._is_unmet(rule))

    def _is_unmet(self, rule: Rule) -> bool:
        return rule.condition.looks <= 1 and not rule.condition.holds(self.case)

    def known(self) -> Iterator[Rule]:
        """Give the rules that the case alone already keeps."""
        for rule in self._rules():
            if rule.condition.looks <= 1 and rule.condition.holds(self.case):
                yield rule

    def unknown(self) -> Iterator[Rule]:
        """Give the rules that depend on the form or the request."""
        yield from (rule for rule in self._rules() if rule.condition.looks > 1)

    def unsigned(self) -> Iterator[Reason]:
        """Give the signatures that the case alone already shows to be missing."""
        for needs in self.step.needs:
            if needs.when.looks <= 1:
                yield from self._unsigned(needs, None)

    def _rules(self) -> tuple[Rule, ...]:
        return (*self.step.only_if, *self._guarding())


def signed(step: Step, case: Case) -> dict[str, str]:
    """Give who signed a step in which capacity since its signatures were last voided."""
    events = case.since(*step.voided_by) if step.voided_by else case.past
    return {
        str(event.form.get("capacity", "")): event.person
        for event in events
        if event.step == step.name
    }


def stands_in_the_way(page: Procedure, step: Step, case: Case) -> tuple[Reason, ...]:
    """Give what bars a step from a case today, whoever asks and whatever he writes."""
    return tuple(Question(page, step, case, NOBODY_ASKS).in_the_way())


def named(case: Case, page: Procedure) -> str | Label:
    """Name a case by its number, or the procedure under which one would be opened."""
    return case.id or page.label
