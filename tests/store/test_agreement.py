"""Whatever is done, all backends tell the same, and they find themselves sound."""

import tempfile
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from huiyin.workflow.errors import HuiyinError
from huiyin.workflow.events import Event
from huiyin.workflow.store import Append, Kept, KeyTaken, Row, Store, VersionTaken
from store.samples import (
    BACKENDS,
    START,
    attempt,
    clock,
    event,
    everything,
    opened_at,
    opening,
    receipt,
)

Deed = Callable[[Store], object]

SERIES = st.sampled_from(["C-2026", "R-2026"])
# A column of text on a server holds every letter but this one.
WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=5)
DEADLINES = st.sampled_from(["answer", "call", "visit"])
KEYS = st.sampled_from(["", "", "k1", "k2", "k3", "k4"])
INSTANTS = st.integers(-5, 5).map(lambda days: START + timedelta(days=days, microseconds=days))
CLOCKS = st.lists(st.builds(clock, DEADLINES, INSTANTS), max_size=2).map(tuple)
STEPS = st.builds(
    event,
    starts=CLOCKS,
    ends=st.lists(DEADLINES, max_size=2).map(tuple),
    lapses=st.sampled_from(["", "call"]),
    reason=st.text(max_size=5),
)


@st.composite
def openings(draw: st.DrawFn) -> Deed:
    series, key, starts = draw(SERIES), draw(KEYS), draw(CLOCKS)
    events = (opening(starts=starts), *draw(st.lists(STEPS, max_size=2)))
    return lambda store: store.append(
        Append(events, series=series, receipt=receipt(key) if key else None)
    )


@st.composite
def steps(draw: st.DrawFn) -> Deed:
    """Take steps on the newest version of a case, or beside it."""
    number, key = draw(st.integers(1, 3)), draw(KEYS)
    events, beside = (
        tuple(draw(st.lists(STEPS, min_size=1, max_size=3))),
        draw(st.integers(-1, 1)),
    )
    return lambda store: take(store, f"C-2026-{number:06d}", events, key, beside)


def take(store: Store, case: str, events: tuple[Event, ...], key: str, beside: int) -> object:
    version = max(len(store.events(case)) + (beside if key == "k4" else 0), 1)
    return store.append(
        Append(events, case, version=version, receipt=receipt(key) if key else None)
    )


@st.composite
def refusals(draw: st.DrawFn) -> Deed:
    key, says = draw(KEYS), draw(WORDS)
    kept = Kept(key, "d2", "{}") if key else None
    return lambda store: store.refuse(attempt(says=says, key=key), kept)


@st.composite
def registers(draw: st.DrawFn) -> Deed:
    name, other = draw(st.sampled_from("ab")), draw(st.sampled_from("ab"))
    rows = draw(st.dictionaries(WORDS, st.none() | st.just({"n": 1}), max_size=3))
    deeds: list[Deed] = [
        lambda store: store.view(name).advance(0, store.position(), rows),
        lambda store: catch_up(store, name, rows),
        lambda store: store.swap_view(name, other),
        lambda store: store.drop_view(name),
    ]
    return draw(st.sampled_from(deeds))


def catch_up(store: Store, name: str, rows: Mapping[str, Row | None]) -> bool:
    view = store.view(name)
    return view.advance(view.position, store.position(), rows)


DEEDS = st.lists(openings() | steps() | refusals() | registers(), max_size=15)


@given(deeds=DEEDS)
def test_a_file_agrees_with_memory_and_both_stay_sound(deeds: list[Deed]) -> None:
    agree_on(deeds, "memory", "sqlite")


@settings(max_examples=15)  # the law is the same, and an office on a server takes time to make
@given(deeds=DEEDS)
def test_a_server_agrees_with_memory_and_both_stay_sound(deeds: list[Deed]) -> None:
    agree_on(deeds, "memory", "postgresql")


def agree_on(deeds: list[Deed], *backends: str) -> None:
    """Do the same on each backend, which all tell the same of it."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        stores = [opened_at(BACKENDS[name](Path(folder))) for name in backends]
        for store in stores:
            stack.callback(store.close)

        told = [[outcome(store, deed) for deed in deeds] for store in stores]

        first, *others = [(everything(store), answers(store)) for store in stores]
        assert all(told[0] == one for one in told)
        assert all(first == other for other in others)
        assert first[0]["damage"] == []


def outcome(store: Store, deed: Deed) -> object:
    """Do something and give what came of it, which is nothing when it was refused."""
    before = everything(store)
    try:
        return deed(store)
    except (VersionTaken, KeyTaken, HuiyinError) as refused:
        assert everything(store) == before
        return repr(refused)


def answers(store: Store) -> list[Kept | None]:
    return [store.kept(key) for key in ("", "k1", "k2", "k3", "k4")]
