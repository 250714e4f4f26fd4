"""Events, attempts and stores for the store's tests, in words of no office."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import servers
from huiyin.workflow.events import Clock, Event
from huiyin.workflow.store import Append, Attempt, Receipt, Registry, Store, open_store

START = datetime(2026, 3, 7, 2, 0, tzinfo=UTC)
NAMES = Registry.of("CaseOpened", "StepTaken")

# A backend is a way to write the address of a fresh store, given an empty folder.
Address = Callable[[Path], str]
BACKENDS: dict[str, Address] = {
    "memory": lambda folder: "memory:",
    "sqlite": lambda folder: str(folder / "cases.db"),
    "postgresql": lambda folder: servers.office(),
}


def opened_at(address: str, registry: Registry = NAMES) -> Store:
    return open_store(address, registry=registry)


def hours(number: float) -> datetime:
    """Give an instant so many hours after the start."""
    return START + timedelta(hours=number)


def event(name: str = "StepTaken", /, **said: object) -> Event:
    plain: dict[str, object] = {
        "name": name,
        "procedure": "letters",
        "edition": "2026-01",
        "step": "answer",
        "clauses": ("S000-1.2",),
        "source": "open",
        "target": "open",
        "person": "li",
        "role": "clerk",
        "recorded_at": START,
        "occurred_at": START,
    }
    return Event.model_validate(plain | said)


def opening(**said: object) -> Event:
    return event("CaseOpened", **{"source": "", "step": "open"} | said)


def clock(deadline: str, due_at: datetime) -> Clock:
    return Clock(deadline=deadline, due_at=due_at, clause="S000-1.3", figure="PT4H")


def receipt(key: str, digest: str = "d1") -> Receipt:
    return Receipt(key, digest, lambda case: f'{{"case":"{case}","key":"{key}"}}')


def open_case(store: Store, *events: Event, series: str = "C-2026", key: str = "") -> str:
    """Open a case and give its number."""
    batch = Append(events or (opening(),), series=series, receipt=receipt(key) if key else None)
    return store.append(batch)[0].case


def attempt(case: str = "", **said: object) -> Attempt:
    plain: dict[str, object] = {
        "case": case,
        "procedure": "letters",
        "step": "close",
        "person": "li",
        "role": "clerk",
        "department": "post",
        "at": START,
        "kind": "RuleBroken",
        "clauses": ("S000-1.2", "S000-1.3"),
        "says": "回信 has not been written",
        "asked": "0" * 64,
        "key": "",
    }
    return Attempt(**plain | said)  # type: ignore[arg-type]


def everything(store: Store) -> dict[str, object]:
    """Tell all that can be read from a store, to compare it as a whole."""
    cases = store.cases()
    return {
        "log": list(store.read(limit=10_000)),
        "cases": {case: store.events(case) for case in cases},
        "agenda": store.agenda(),
        "attempts": store.attempts(limit=10_000),
        "position": store.position(),
        "views": {name: (at, list(store.view(name).rows())) for name, at, _ in store.views()},
        "damage": list(store.check()),
    }
