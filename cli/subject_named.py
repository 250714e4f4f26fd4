"""Who a command is about, and who gives it: a person as he is named, an actor with his reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING

import click

from ..workflow.errors import refusal
from ..workflow.privacy import Access, Identity, KeyLost, Keyring
from . import complete
from .options import now, who_option

if TYPE_CHECKING:
    from ..workflow.actor import Actor
    from ..workflow.desk import Desk

Run = Callable[..., None]


def of_a_person(run: Run) -> Run:
    """Give a command what names a person, and hand it `named`, which finds him."""

    @wraps(run)
    def with_person(*args: object, person: str, name: str, phone: str, **rest: object) -> None:
        if bool(person) == bool(name or phone):
            raise click.UsageError("name one person: SUBJECT, CASE, or --name and --phone")
        run(*args, named=Person(person, Identity(name, phone)), **rest)

    given: Run = with_person
    for option in _PERSON:
        given = option(given)
    return given


_PERSON: tuple[Callable[[Run], Run], ...] = (
    click.option("--phone", default="", metavar="P", help="And his number."),
    click.option("--name", default="", metavar="N", help="His name, as a form has it."),
    click.argument("person", metavar="[SUBJECT|CASE]", default="", shell_complete=complete.cases),
)


class Person:
    """Somebody as he was named on the command line."""

    def __init__(self, asked: str, identity: Identity) -> None:
        self._asked = asked
        self._identity = identity

    def find(self, desk: Desk) -> str:
        """Give his pseudonym; NotFound for who is not known, or a case of several persons."""
        keyring = keyring_of(desk)
        if not self._asked:
            return keyring.find(self._identity) or _unknown(self._identity.name)
        try:
            return keyring.subject(self._asked).id
        except KeyLost:
            return self._in_case(desk, keyring)

    def _in_case(self, desk: Desk, keyring: Keyring) -> str:
        from ..workflow.erasure.traces import Traces

        own = [one.id for one in keyring.subjects() if self._asked in one.cases]
        if own and desk.store.events(self._asked):
            return own[0]
        found = sorted({one for one, case in Traces.of(desk.store).words if case == self._asked})
        if len(found) > 1:
            says = "{case} tells of several persons: {subjects}"
            raise refusal("NotFound", says, case=self._asked, subjects=found)
        return found[0] if found else _unknown(self._asked)


def _unknown(asked: str) -> str:
    raise refusal("NotFound", "the keyring knows nobody by {asked}", asked=asked)


def keyring_of(desk: Desk) -> Keyring:
    """Give the keyring of a desk, or refuse where nobody's words are sealed."""
    keyring = desk.store.keyring
    if keyring is None:
        raise refusal("NotFound", "nothing here is sealed, so nobody is known")
    return keyring


@dataclass(frozen=True, slots=True)
class Because:
    """Who changes how things stand with a person, and why."""

    who: Actor
    reason: str

    def log(self, keyring: Keyring, doing: str, subject: str) -> None:
        """Write it down before it is done."""
        cases = keyring.subject(subject).cases
        what = f"subject {doing} {subject}"
        keyring.log(Access(now(), str(self.who), what, cases, self.reason))


def by_somebody(run: Run) -> Run:
    """Give a command --as and --reason, both of which must be given."""

    @wraps(run)
    def with_who(*args: object, who: Actor | None, **rest: object) -> None:
        if who is None:
            raise click.UsageError("say who acts: --as PERSON:ROLE, or HUIYIN_AS")
        run(*args, who=who, **rest)

    given: Run = click.option("--reason", required=True, metavar="TEXT", help="Why; it is kept.")(
        with_who
    )
    return who_option("Who acts: PERSON:ROLE or PERSON:ROLE@DEPARTMENT.")(given)
