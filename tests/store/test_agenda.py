"""The agenda of running deadlines is what the events say, at every moment."""

from datetime import datetime, timedelta, timezone

from huiyin.workflow.events import LAPSED
from huiyin.workflow.store import Append, DueItem, Store
from store.samples import clock, event, hours, open_case, opening

SHANGHAI = timezone(timedelta(hours=8))


def test_what_an_event_starts_runs_and_is_due_at_its_instant(store: Store) -> None:
    case = open_case(store, opening(starts=(clock("answer", hours(4)), clock("call", hours(1)))))

    assert store.agenda() == [
        DueItem(hours(1), case, "call"),
        DueItem(hours(4), case, "answer"),
    ]
    assert store.due(hours(1) - timedelta(microseconds=1)) == []
    assert store.due(hours(1)) == [DueItem(hours(1), case, "call")]
    assert store.due(hours(4)) == store.agenda()


def test_what_an_event_ends_or_lapses_is_over(store: Store) -> None:
    clocks = tuple(clock(name, hours(1)) for name in ("answer", "call", "visit"))
    case = open_case(store, opening(starts=clocks))

    store.append(Append((event(ends=("answer", "unknown")),), case, version=1))
    store.append(Append((event(LAPSED, lapses="call"),), case, version=2))

    assert store.agenda() == [DueItem(hours(1), case, "visit")]


def test_a_deadline_that_starts_again_replaces_the_earlier_one(store: Store) -> None:
    case = open_case(store, opening(starts=(clock("answer", hours(4)),)))

    store.append(Append((event(starts=(clock("answer", hours(9)),)),), case, version=1))

    assert store.agenda() == [DueItem(hours(9), case, "answer")]


def test_an_event_may_end_a_deadline_while_starting_it_anew(store: Store) -> None:
    case = open_case(store, opening(starts=(clock("answer", hours(1)),)))

    again = event(LAPSED, ends=("call",), lapses="answer", starts=(clock("answer", hours(2)),))
    store.append(Append((again,), case, version=1))

    assert store.agenda() == [DueItem(hours(2), case, "answer")]
    assert list(store.check()) == []


def test_events_of_one_append_follow_each_other(store: Store) -> None:
    starts, ends = event(starts=(clock("answer", hours(1)),)), event(ends=("answer",))

    open_case(store, opening(), starts, ends)
    running = open_case(store, opening(), ends, starts)

    assert store.agenda() == [DueItem(hours(1), running, "answer")]


def test_the_same_deadline_runs_in_each_case_for_itself(store: Store) -> None:
    first, second = (
        open_case(store, opening(starts=(clock("answer", hours(1)),))) for _ in range(2)
    )

    store.append(Append((event(ends=("answer",)),), first, version=1))

    assert store.agenda() == [DueItem(hours(1), second, "answer")]


def test_instants_sort_as_instants_whatever_their_zone_or_fraction(store: Store) -> None:
    noon = datetime(2026, 3, 7, 12, 0, tzinfo=SHANGHAI)
    instants = {
        "last": hours(2) + timedelta(microseconds=1),
        "first": noon - timedelta(microseconds=1),
        "early": datetime(1969, 1, 1, tzinfo=SHANGHAI),
        "middle": noon,
        "far": datetime(9999, 12, 30, 23, 59, 59, 999999, tzinfo=SHANGHAI),
    }
    open_case(store, opening(starts=tuple(clock(name, at) for name, at in instants.items())))

    assert [item.deadline for item in store.agenda()] == [
        "early",
        "first",
        "middle",
        "last",
        "far",
    ]
    assert {item.deadline: item.due_at for item in store.agenda()} == instants
    assert [item.deadline for item in store.due(noon)] == ["early", "first", "middle"]
