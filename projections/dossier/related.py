"""Other cases that the entries of a case name, and what they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...workflow.cases import Cases
from ...workflow.language import Label
from ..trail_words import Names
from .docket import Docket

CAUSE = Label("起因案件", "brought about by")


@dataclass(frozen=True, slots=True)
class Related:
    """A case that is named in a blank, with its state then; None if it is not there."""

    case: str
    named_in: Label
    version: int
    procedure: Label | None
    state: Label | None


def related(docket: Docket, cases: Cases) -> Iterator[Related]:
    """Give each case that is named, once, with where it was named first."""
    named: dict[str, tuple[Label, int]] = {}
    for case, label, version in _named(docket):
        if case != docket.case:
            named.setdefault(case, (label, version))
    for case, (label, version) in named.items():
        yield _related(docket, cases, case, label, version)


def _named(docket: Docket) -> Iterator[tuple[str, Label, int]]:
    for entry in docket.record.every:
        event = entry.event
        if event.causation:
            yield event.causation.partition("#")[0], CAUSE, entry.version
        for step in docket.record.steps(event.name):
            for name, blank in step.blanks.items():
                for case in blank.cases_in(event.form.get(name)):
                    yield case, blank.label, entry.version


def _related(docket: Docket, cases: Cases, case: str, label: Label, version: int) -> Related:
    events = cases.store.events(case)
    history = [one for one in events if one.event.recorded_at <= docket.as_of]
    if not history:
        return Related(case, label, version, None, None)
    last = history[-1].event
    names = Names.of(cases.rulebook, last.procedure, last.edition)
    procedure = names.page.label if names.page else Label(last.procedure, last.procedure)
    return Related(case, label, version, procedure, names.state(last.target))
