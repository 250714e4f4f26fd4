"""A small office that seals, in words of no office: letters of people who have a name."""

from __future__ import annotations

from huiyin.workflow.annotations import Personal
from huiyin.workflow.events import Event
from huiyin.workflow.privacy import Keyring
from huiyin.workflow.privacy.marks import Marks
from huiyin.workflow.privacy.tokens import Token
from huiyin.workflow.store import Append, Kind, Registry, Store, open_store

PERSONAL: Marks = {
    "name": Personal.NAME,
    "phone": Personal.PHONE,
    "said": Personal.WORDS,
    "photos": {"name": Personal.WORDS},
}
LETTERS = Registry(
    [
        Kind("CaseOpened", personal=PERSONAL),
        Kind("StepTaken", personal=PERSONAL),
        Kind("OthersAsked", personal=PERSONAL, whose="about"),
    ],
    outside=("customer",),
)
HE = {"name": "何静", "phone": "13900020001"}


def letters(keyring: Keyring | None, address: str = "memory:") -> Store:
    return open_store(address, registry=LETTERS, keyring=keyring)


def put(store: Store, *events: Event, case: str = "", version: int = 0) -> str:
    series = "" if case else "C-2026"
    return store.append(Append(events, case, series, version))[0].case


def kept(store: Store) -> list[Event]:
    return [one.event for one in store.read()]


def subjects(store: Store, field: str = "name") -> list[str]:
    found = (Token.read(str(one.form.get(field))) for one in kept(store))
    return [one.subject for one in found if one]
