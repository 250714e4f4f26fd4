"""Persons whose data the record holds: what is known of them, held for them, erased."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import click

from ..workflow.privacy import Access, State
from . import subject_told
from .exits import NOT_SOUND
from .options import at_option, now, pass_settings, printed, who_option
from .output import Out
from .reading import reads
from .settings import Settings
from .subject_named import Because, Person, by_somebody, keyring_of, of_a_person

if TYPE_CHECKING:
    from ..workflow.actor import Actor


@click.group()
def subject() -> None:
    """Tell what is known of a person, hold it, erase it, and who has read it.

    A person is named by his pseudonym, by one of his cases, or by --name and --phone.
    """


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
