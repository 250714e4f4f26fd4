"""The procedures of an office together: which is in force, which edition a case is pinned to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from .actor import THE_CLOCK, THE_POLICY
from .annotations import Personal
from .errors import HistoryBroken, NotFound, PageFaulty, Reason
from .events import Event
from .forms import Blank
from .language import message
from .page_check import faults
from .policy import Policy
from .privacy.marks import Marks
from .procedure import Procedure
from .request import Terms
from .store.registry import Kind, Registry
from .terms_check import check


class Rulebook:
    """Every page in every edition that histories still need, and the policies across them."""

    def __init__(self, pages: Sequence[Procedure], policies: Sequence[Policy] = ()) -> None:
        """Check the pages and keep them; of a procedure given twice the last edition is in force.

        Raise PageFaulty with every fault of the first page that contradicts itself, or another.
        """
        for index, page in enumerate(pages):
            if found := (*faults(page), *_contradictions(page, pages[:index])):
                raise PageFaulty(page.title, found)
        self.policies = tuple(policies)
        self._editions = {(page.name, page.edition): page for page in pages}
        self._in_force = {page.name: page for page in pages}

    def __iter__(self) -> Iterator[Procedure]:
        """Give the pages in force."""
        return iter(self._in_force.values())

    @property
    def editions(self) -> tuple[Procedure, ...]:
        """Give every page of every edition."""
        return tuple(self._editions.values())

    def registry(self) -> Registry:
        """List every event that a case of any edition can hold, for the store to read."""
        schemas: dict[str, int] = {}
        for page in self.editions:
            for step in page.steps.values():
                schemas[step.event] = max(step.schema, schemas.get(step.event, 1))
            for event in page.notes:
                schemas.setdefault(event, 1)
        upcasters = {at: upcast for page in self.editions for at, upcast in page.upcasters.items()}
        steps = [step for page in self.editions for step in page.steps.values()]
        personal = {name: [step.blanks for step in steps if step.event == name] for name in schemas}
        kinds = (
            Kind(
                name,
                schema,
                {n: up for (event, n), up in upcasters.items() if event == name},
                _marks(personal[name]),
                _whose(personal[name]),
            )
            for name, schema in schemas.items()
        )
        roles = [role for page in self.editions for role in page.roles.values()]
        outside = {role.code for role in roles if role.outside}
        house = {role.code for role in roles} | {THE_CLOCK.role, THE_POLICY.role}
        return Registry(kinds, outside, house - outside)

    def under(self, terms: Terms) -> Rulebook:
        """Give the rules as they hold under an office's terms, without the steps it leaves out.

        Raise Misconfigured, saying what it may set, where it sets what no page leaves to it.
        """
        check(terms, self._in_force)
        if not terms.without:
            return self
        pages = [page.without(terms.without.get(page.name, ())) for page in self.editions]
        return Rulebook(pages, self.policies)

    def in_force(self, name: str) -> Procedure:
        """Find the page under which a case is opened today, or refuse naming those there are."""
        if page := self._in_force.get(name):
            return page
        says = message(
            "there is no procedure {name}; there are: {names}",
            name=name,
            names=list(self._in_force),
        )
        raise NotFound(Reason("NotFound", (), says))

    def edition(self, name: str, edition: str) -> Procedure:
        """Find an edition that somebody asks for, or refuse naming those there are."""
        if page := self._editions.get((name, edition)):
            return page
        known = [page.edition for page in self.editions if page.name == name]
        says = message(
            "{name} has no edition {edition}; it has: {known}",
            name=name,
            edition=edition,
            known=known,
        )
        raise NotFound(Reason("NotFound", (), says))

    def pinned(self, name: str, edition: str) -> Procedure:
        """Find the edition that a case was opened under; HistoryBroken if it is not kept here."""
        if page := self._editions.get((name, edition)):
            return page
        raise HistoryBroken(f"no page {name}@{edition} here: its cases cannot be read without it")

    def has_ended(self, event: Event) -> bool:
        """Say whether a case is at its end after an event."""
        state = self.pinned(event.procedure, event.edition).states.get(event.target)
        return state is not None and state.terminal


def _marks(forms: Iterable[Mapping[str, Blank]]) -> Marks:
    """Give what is personal on the forms that record one event."""
    found: dict[str, Personal | Marks] = {}
    for name, blank in (one for form in forms for one in form.items()):
        if mark := blank.tells or _marks([blank.parts]):
            found[name] = mark
    return found


def _whose(forms: Iterable[Mapping[str, Blank]]) -> str:
    """Name the blank of these forms with the case that says whose words they hold."""
    return next((name for form in forms for name, blank in form.items() if blank.whose), "")


def _marked_otherwise(page: Procedure, earlier: Sequence[Procedure]) -> Iterator[str]:
    """Find blanks that one event holds as personal from one page and not from another."""
    known = {at: blank.tells for one in earlier for at, blank in _written(one)}
    for (event, name), blank in _written(page):
        if blank.tells != known.get((event, name), blank.tells):
            yield f"{name} of {event} is personal in one way here and in another elsewhere"


def _written(page: Procedure) -> Iterator[tuple[tuple[str, str], Blank]]:
    """Give every blank of a page by the event that holds it."""
    for step in page.steps.values():
        for name, blank in step.blanks.items():
            yield (step.event, name), blank


def _contradictions(page: Procedure, earlier: Sequence[Procedure]) -> Iterator[str]:
    """Find where a page cannot share one log with those before it."""
    schemas = {step.event: (step.schema, p.title) for p in earlier for step in p.steps.values()}
    yield from _marked_otherwise(page, earlier)
    for step in page.steps.values():
        schema, other = schemas.get(step.event, (step.schema, ""))
        if schema != step.schema:
            yield f"{step.event} has schema {step.schema} here and {schema} on {other}"
    for other_page in earlier:
        if other_page.title == page.title:
            yield "there are two pages of this edition"
        for key in page.upcasters.keys() & other_page.upcasters.keys():
            if page.upcasters[key] is not other_page.upcasters[key]:
                yield f"{key[0]} of schema {key[1]} is read otherwise on {other_page.title}"
