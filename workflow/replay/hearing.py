"""A step that was taken, and the page that is asked about it: every check, with the same pieces.

`decide` stops at the first check that finds something; here all are asked that make sense. What
hangs on the office's own words and figures, or on a step that an office may do without, cannot be
judged afterwards, because it may have set them otherwise then.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from functools import cached_property, partial

from ..actor import Actor
from ..case import Case, Running
from ..checks import Question
from ..corrections import CorrectEntry, corrected_words
from ..decide import ask_of, event_of
from ..errors import Reason
from ..events import Event, Recorded
from ..filling import fill_in, words_on
from ..forms import Command
from ..language import message
from ..moments import found, moved
from ..others import Seen
from ..parts import Moment, Step
from ..privacy.tokens import alike
from ..procedure import Procedure
from ..request import Request, Terms
from .breach import Check, Fault, Remark, state_of
from .clocks import Timing
from .watched import Watch


@dataclass(frozen=True)
class Hearing:
    """An event of a step on the case before it, as it was asked for by this actor then."""

    page: Procedure
    step: Step
    case: Case
    recorded: Recorded
    actor: Actor
    seen: Seen
    terms: Terms

    @property
    def event(self) -> Event:
        """What was recorded."""
        return self.recorded.event

    @cached_property
    def request(self) -> Request:
        """The command as it must have been asked."""
        event = self.event
        return Request(
            step=event.step,
            actor=self.actor,
            at=event.recorded_at,
            form=words_on(self.step, event),
            case=self.case.id,
            occurred=event.occurred_at,
            reason=event.reason,
            key=event.key,
            correlation=event.correlation,
            causation=event.causation,
        )

    def _watch(self) -> Watch:
        named, found = self.seen
        return Watch(ask_of(self.page, self.request, self.terms, cases=named, found=found))

    @cached_property
    def question(self) -> Question:
        """May this step be taken on the case, as it was asked for?"""
        return Question(self.page, self.step, self.case, self._watch().ask)

    def refusals(self) -> Iterator[Remark]:
        """Give everything for which the page would have refused the step."""
        question = self.question
        wrong_state = tuple(question.state())
        yield from (Remark.refusal(Check.STATE, one) for one in wrong_state)
        yield from self._about_the_person()
        form, incomplete = fill_in(self.step, self.request.form, self.case)
        faults = (*question.blanks(), *incomplete)
        yield from (Remark.refusal(Check.FORM, one) for one in faults)
        if not wrong_state and not incomplete:
            yield from self._about_the_rules(form)

    def differences(self) -> Iterator[Remark]:
        """Give what the page would have recorded otherwise, had it let the step pass."""
        form, incomplete = fill_in(self.step, self.request.form, self.case)
        target = self.page.moves[self.step.name].get(self.case.state)
        if target is None or incomplete:
            return
        if target != self.event.target:
            says = "{step} leads to {meant} from here, not to {found}"
            found, meant = state_of(self.page, self.event.target), state_of(self.page, target)
            told = message(says, step=self.step.label, meant=meant, found=found)
            yield Remark(Check.STRUCTURE, Fault.OTHER_TARGET, self.step.clauses, told)
            return
        watch = self._watch()
        question = replace(self.question, ask=watch.ask)
        expected = event_of(question, form, self.request, replace(self.terms, limits={}))
        yield from self._about_the_words(expected, is_judged=not watch.saw_terms)
        again = partial(self._found_again, form)
        timing = Timing(self.page, self.event, self.terms, again)
        yield from timing.against(expected)

    # ------------------------------------------------------------ inside

    def _found_again(self, form: Command, figure: Moment, zone: tzinfo) -> datetime | None:
        """Find an instant in another zone, also one that a correction moves."""
        if not isinstance(form, CorrectEntry):
            return found(self.case, figure, form, zone)
        words, clocks = corrected_words(self.page, self.case, form), self.case.clocks.values()
        moves = moved(self.page, self.case, clocks, version=form.version, words=words, zone=zone)
        of_it = (at for one, at in moves if self._figure(one) is figure)
        return next(of_it, None)

    def _figure(self, one: Running) -> object:
        return self.page.deadline_of(one.clock.deadline).figure

    def _about_the_person(self) -> Iterator[Remark]:
        apart = tuple(self.question.four_eyes())
        for one in self.question.role():
            yield Remark.refusal(Check.FOUR_EYES if one in apart else Check.ROLE, one)

    def _about_the_rules(self, form: Command) -> Iterator[Remark]:
        signing = tuple(self.question.signing(form))
        left_out = self.terms.without.get(self.page.name, ())
        for one in self.question.rules(form):
            if any(step.name in left_out for step in self._unsigned(one)):
                continue
            is_signature = one in signing or one.kind == "SignatureMissing"
            check = Check.SIGNATURES if is_signature else Check.RULES
            yield Remark.refusal(check, one, is_judged=not self._hangs_on_terms(one, form))

    def _hangs_on_terms(self, reason: Reason, form: Command) -> bool:
        """Say whether other terms of an office could have let this pass."""
        rules = (*self.step.only_if, *(one for rules in self.step.guard.values() for one in rules))
        for rule in rules:
            if rule.says is reason.says:
                watch = self._watch()
                rule.condition.holds(self.case, form, watch.ask)
                return watch.saw_terms
        return any(step.inferred for step in self._unsigned(reason))

    def _unsigned(self, reason: Reason) -> list[Step]:
        """Give the signing step that a reason says is missing."""
        missing = reason.says.values.get("step") if reason.kind == "SignatureMissing" else None
        steps = (self.page.steps[needs.step] for needs in self.step.needs)
        return [one for one in steps if one.label == missing]

    def _about_the_words(self, expected: Event, *, is_judged: bool) -> Iterator[Remark]:
        """Compare what the engine adds to what people wrote, and how the event is called."""
        event, clauses = self.event, self.step.clauses
        if (event.topic, event.signature) != (expected.topic, expected.signature):
            says = message(
                "it is recorded as {found}, the page records {meant}",
                found=" ".join(filter(None, (event.topic, event.signature))),
                meant=" ".join(filter(None, (expected.topic, expected.signature))),
            )
            yield Remark(Check.RECORD, Fault.OTHER_RECORD, clauses, says)
        written = self.request.form.keys()
        added = {name for name in expected.form if name not in self.step.blanks}
        for name in sorted(added | (event.form.keys() - written)):
            if alike(event.form.get(name)) != alike(expected.form.get(name)):
                says = message("{blank} is not what the page writes there", blank=name)
                yield Remark(Check.RECORD, Fault.OTHER_RECORD, clauses, says, is_judged)
