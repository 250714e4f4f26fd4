"""Persons whose data the record holds: what is known of them, held for them, erased."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import TYPE_CHECKING

import click

from ..workflow.errors import refusal
from ..workflow.privacy import Access, Identity, KeyLost, Keyring, State
from . import complete, subject_told
from .exits import NOT_SOUND
from .options import at_option, now, pass_settings, printed, who_option
from .output import Out
from .reading import reads
from .settings import Settings

if TYPE_CHECKING:
    from ..workflow.actor import Actor
    from ..workflow.desk import Desk

Run = Callable[..., None]


@click.group()
def subject() -> None:
    """Tell what is known of a person, hold it, erase it, and who has read it.

    A person is named by his pseudonym, by one of his cases, or by --name and --phone.
    """


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


# ---------------------------------------------------------------- looking


@subject.command()
@of_a_person
@printed()
@pass_settings
@reads()
def show(settings: Settings, *, named: Person, out: Out) -> None:
    """Tell everything that the record holds of a person, in plain, and who has read it.

    With --json or -o it is what he has a right to be given.
    """
    with settings.desk() as desk:
        out.print(subject_told.everything(desk, keyring_of(desk), named.find(desk)))


@subject.command("list")
@printed()
@pass_settings
def list_(settings: Settings, *, out: Out) -> None:
    """List everybody by pseudonym: how things stand with him, since when, and his cases."""
    with settings.desk() as desk:
        out.print(subject_told.listed(keyring_of(desk).subjects()))


@subject.command()
@click.option("--case", default="", metavar="CASE", help="Of one case.")
@click.option("--who", default="", metavar="WHO", help="By one person, in any role.")
@at_option("--from", "since", says="From then on; a day alone is its beginning.", day="start")
@at_option("--to", "until", says="Before then; a day alone is included.", day="end")
@printed()
@pass_settings
def accesses(
    settings: Settings,
    *,
    case: str,
    who: str,
    since: datetime | None,
    until: datetime | None,
    out: Out,
) -> None:
    """Tell who has read personal data or changed how things stand: whose, when and why.

    The log is examined first; exit code 7 where somebody has altered it or taken a line out.
    """
    from ..workflow.erasure.traces import heads

    asked = subject_told.Asked(case, who, since, until)
    with settings.desk() as desk:
        keyring = keyring_of(desk)
        damage = [*keyring.damage(heads(desk.store))]
        out.print(subject_told.read_by(filter(asked.wants, keyring.accesses()), damage))
    if damage:
        raise click.exceptions.Exit(NOT_SOUND)


# ---------------------------------------------------------------- standing


@subject.command()
@of_a_person
@by_somebody
@printed()
@pass_settings
def hold(settings: Settings, *, named: Person, who: Actor, reason: str, out: Out) -> None:
    """Hold what is known of a person: it is not erased before he is released."""
    _stand(settings, named, Because(who, reason), State.HELD, out)


@subject.command()
@of_a_person
@by_somebody
@printed()
@pass_settings
def release(settings: Settings, *, named: Person, who: Actor, reason: str, out: Out) -> None:
    """Release a person who was held."""
    _stand(settings, named, Because(who, reason), State.LIVE, out)


def _stand(settings: Settings, named: Person, because: Because, state: State, out: Out) -> None:
    from ..workflow.erasure.erase import ensure_of_the_office
    from ..workflow.privacy.standings import ensure_possible

    with settings.desk() as desk:
        keyring, found = keyring_of(desk), named.find(desk)
        ensure_of_the_office(desk.rulebook, because.who)
        ensure_possible(found, keyring.subject(found).state, state)
        because.log(keyring, "hold" if state is State.HELD else "release", found)
        keyring.change(found, state, at=now())
        out.print(subject_told.standing(keyring.subject(found)))


@subject.command()
@of_a_person
@by_somebody
@click.option("--even-open", is_flag=True, help="Even while a case of his is open.")
@click.option("--dry-run", is_flag=True, help="Show what would become unreadable; erase nothing.")
@printed()
@pass_settings
def erase(
    settings: Settings,
    *,
    named: Person,
    who: Actor,
    reason: str,
    even_open: bool,
    dry_run: bool,
    out: Out,
) -> None:
    """Erase a person for good: his key is destroyed, and nobody reads his words any more.

    Each of his cases says so; nothing that was stored is changed, and every proof still holds.
    An erasure that was broken off is finished by asking again.
    """
    from ..workflow.erasure.erase import Erasure

    with settings.desk() as desk:
        keyring, found = keyring_of(desk), named.find(desk)
        erasure = Erasure(desk, keyring, settings.attachments())
        if dry_run:
            plan = erasure.plan(found)
            plan.ensure(even_open=even_open)
        else:
            erasure.ensure(found, who, reason=reason, even_open=even_open)
            Because(who, reason).log(keyring, "erase", found)
            plan = erasure.carry_out(found, who, at=now(), reason=reason, even_open=even_open)
        out.print(subject_told.erased(plan, keyring.subject(found), is_dry=dry_run))


@subject.command()
@who_option("Who acts: PERSON:ROLE or PERSON:ROLE@DEPARTMENT.")
@printed()
@pass_settings
def rotate(settings: Settings, *, who: Actor | None, out: Out) -> None:
    """Make a new master key, wrap every person's key with it, and destroy the old one.

    What is sealed stays as it is and readable. Whoever is killed on the way asks again.
    """
    from contextlib import closing

    from ..domain.office import rulebook
    from ..workflow.erasure.erase import ensure_of_the_office
    from ..workflow.privacy.sqlite_keyring import SQLiteKeyring

    if who is None:
        raise click.UsageError("say who acts: --as PERSON:ROLE, or HUIYIN_AS")
    ensure_of_the_office(rulebook(), who)
    place, master = settings["keys"], settings["master"]
    with closing(SQLiteKeyring(place, master=master, create=False)) as keyring:
        keyring.log(Access(now(), str(who), "subject rotate", ()))
        generation = keyring.rotate()
        out.print(subject_told.rotated(place, generation, len(keyring.subjects())))
