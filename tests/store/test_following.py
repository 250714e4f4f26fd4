"""The classes of the eventsourcing library work on our recorders."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from eventsourcing.persistence import NotSupportedError, Tracking
from eventsourcing.projection import ApplicationSubscription
from eventsourcing.sqlite import SQLiteTrackingRecorder

from huiyin.workflow.errors import HistoryBroken
from huiyin.workflow.store import Append, Store
from huiyin.workflow.store.mapper import CaseEvent, RegistryMapper
from huiyin.workflow.store.memory import MemoryStore
from huiyin.workflow.store.postgres.store import PostgresStore
from huiyin.workflow.store.sqlite import SQLiteStore
from store.samples import BACKENDS, NAMES, event, open_case, opened_at, opening

Office = MemoryStore | SQLiteStore | PostgresStore


class Application:
    """What a subscription asks of one of the library's applications."""

    name = "office"

    def __init__(self, store: Office) -> None:
        self.recorder = store.recorder
        self.mapper = store.mapper


@pytest.fixture(params=BACKENDS)
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Office]:
    store = as_office(opened_at(BACKENDS[request.param](tmp_path)))
    yield store
    store.close()


def as_office(store: Store) -> Office:
    assert isinstance(store, MemoryStore | SQLiteStore | PostgresStore)
    return store


def follow(store: Office, gt: int | None = None) -> Any:
    return ApplicationSubscription(Application(store), gt=gt)  # type: ignore[arg-type]


def take(subscription: Iterator[tuple[CaseEvent, Tracking]], count: int) -> list[Any]:
    return [next(subscription) for _ in range(count)]


def test_a_follower_gets_what_was_there_and_what_is_added(office: Office) -> None:
    case = open_case(office)
    with follow(office) as subscription:
        before = take(subscription, 1)
        office.append(Append((event(), event()), case, version=1))
        after = take(subscription, 2)

    assert [told for told, _ in before + after] == [
        CaseEvent(told.case, told.version, told.event) for told in office.events(case)
    ]
    assert [place for _, place in before + after] == [Tracking("office", n) for n in (1, 2, 3)]


def test_a_follower_gets_what_another_process_writes(address: str) -> None:
    office, other = as_office(opened_at(address)), opened_at(address)
    with follow(office) as subscription:
        writer = Thread(target=open_case, args=(other,))
        writer.start()
        (told, place) = next(subscription)
        writer.join()

    assert (told.originator_id, place.notification_id) == ("C-2026-000001", 1)


def test_a_follower_begins_behind_a_position_and_can_choose_topics(office: Office) -> None:
    for _ in range(3):
        open_case(office, opening(), event())

    with office.recorder.subscribe(gt=2, topics=["StepTaken@1"]) as subscription:
        assert [next(subscription).id for _ in range(2)] == [4, 6]


def test_a_waiting_follower_ends_when_it_is_stopped(office: Office) -> None:
    subscription = office.recorder.subscribe()
    ended: list[bool] = []
    thread = Thread(target=lambda: ended.append(not list(subscription)))
    thread.start()

    subscription.stop()
    thread.join(30)

    assert ended == [True]


READS: list[Callable[[Office], object]] = [
    lambda o: o.recorder.select_events("C-2026-000001"),
    lambda o: o.recorder.select_events("C-2026-000001", gt=1),
    lambda o: o.recorder.select_events("C-2026-000001", lte=2),
    lambda o: o.recorder.select_events("C-2026-000001", gt=1, lte=2),
    lambda o: o.recorder.select_events("C-2026-000001", desc=True, limit=1),
    lambda o: o.recorder.select_events("C-2026-000009"),
    lambda o: o.recorder.select_notifications(None, 10),
    lambda o: o.recorder.select_notifications(2, 10),
    lambda o: o.recorder.select_notifications(2, 10, inclusive_of_start=False),
    lambda o: o.recorder.select_notifications(1, 2),
    lambda o: o.recorder.select_notifications(1, 10, stop=3),
    lambda o: o.recorder.select_notifications(1, 10, topics=["CaseOpened@1", "Other@1"]),
    lambda o: o.recorder.select_notifications(1, 1, stop=4, topics=["StepTaken@1"]),
    lambda o: o.recorder.max_notification_id(),
]


def test_all_recorders_read_alike(tmp_path: Path) -> None:
    offices = [as_office(opened_at(address(tmp_path))) for address in BACKENDS.values()]
    empty = [[read(office) for read in READS] for office in offices]
    for office in offices:
        open_case(office, opening(), event(), event())
        open_case(office)

    full = [[read(office) for read in READS] for office in offices]

    assert empty[0] == empty[1] == empty[2]
    assert full[0] == full[1] == full[2]


def test_an_event_cannot_be_stored_past_number_answer_and_agenda(office: Office) -> None:
    stored = office.mapper.to_stored_event(CaseEvent("C-1", 1, opening()))

    with pytest.raises(NotSupportedError, match=r"through Store\.append alone"):
        office.recorder.insert_events([stored])

    assert office.position() == 0


def test_a_host_may_keep_its_own_tracking_in_the_same_transactions(file: str) -> None:
    store = SQLiteStore(file, NAMES)
    tracking = SQLiteTrackingRecorder(store.recorder.datastore)
    tracking.create_table()

    tracking.insert_tracking(Tracking("office", 7))

    assert tracking.max_tracking_id("office") == 7
    assert list(store.check()) == []


def test_the_mapper_reads_through_the_registry_alone() -> None:
    mapper = RegistryMapper(NAMES)
    stored = mapper.to_stored_event(CaseEvent("C-1", 3, event(form={"a": "回音"})))

    assert mapper.to_domain_event(stored) == CaseEvent("C-1", 3, event(form={"a": "回音"}))
    with pytest.raises(HistoryBroken, match="foreign"):
        mapper.to_domain_event(type(stored)("C-1", 1, "antigravity:fly", b"{}"))
    with pytest.raises(TypeError, match="object is no event of a case"):
        mapper.to_stored_event(object())  # type: ignore[arg-type]
