"""What may happen between an office and its PostgreSQL server, and who may do what there."""

import os
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Thread

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

import servers
from huiyin.workflow.errors import Misconfigured, StoreMissing, StoreUnavailable
from huiyin.workflow.privacy.memory import MemoryKeyring
from huiyin.workflow.store import Append, KeyTaken, Store, VersionTaken, open_store
from huiyin.workflow.store.postgres.address import address_of
from huiyin.workflow.store.postgres.base import PostgresBase, Transaction
from huiyin.workflow.store.postgres.roles import grants
from huiyin.workflow.store.postgres.schema import HEARERS, STEPS, channel, prepare
from huiyin.workflow.store.postgres.store import PostgresStore
from huiyin.workflow.store.sql import LOG
from huiyin.workflow.store.stored import Written
from privacy.letters import letters, put
from proxy import Proxy, proxy
from store.samples import (
    NAMES,
    attempt,
    clock,
    event,
    everything,
    hours,
    open_case,
    opened_at,
    opening,
    receipt,
)
from store.writer import sessions_of


def schema_of(address: str) -> str:
    return address.partition("schema=")[2].partition("&")[0]


def base_of(address: str, wait: float = 10.0) -> PostgresBase:
    return PostgresBase(address_of(address), read_only=False, wait=wait)


@contextmanager
def at_once(address: str) -> Generator[psycopg.Connection]:
    """Give the connection of somebody else to the schema of an office."""
    with servers.outside() as connection:
        connection.execute(f"SET search_path = {schema_of(address)}".encode())
        yield connection


def kill_sessions(address: str) -> None:
    with servers.outside() as connection:
        for pid in sessions_of(address):
            connection.execute("SELECT pg_terminate_backend(%s, 10000)", (pid,))


def test_an_address_is_shown_without_its_secrets() -> None:
    full = "postgresql://li:secret@db.example:5433/offices?schema=north&sslpassword=hidden"

    address = address_of(full)

    assert address.shown == "postgresql://li@db.example:5433/offices?schema=north"
    assert conninfo_to_dict(address.conninfo)["password"] == "secret"


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("postgresql://li:secret@db/o?schema=North", "'North' cannot be an office's schema"),
        ("postgresql://li:secret@db/o?schema=pg_x", "'pg_x' cannot be an office's schema"),
        ("postgresql://li:secret@db/o?schema=", "'' cannot be an office's schema"),
        ("postgresql://li:secret@db/o?schema=a%22b", "cannot be an office's schema"),
        ("postgresql://li:secret@db/o?colour=secret", "the address of the database makes no"),
        ("postgresql://li:%zzsecret@db/o", "the address of the database makes no sense"),
        ("postgresql://li:secret@[db/o", "the address of the database makes no sense"),
        ("postgresql://li:secret@db/o?proxy=maybe", "proxy=maybe is not known"),
    ],
)
def test_an_address_that_makes_no_sense_is_refused_without_its_secrets(
    address: str, said: str
) -> None:
    with pytest.raises(Misconfigured) as refused:
        open_store(address, registry=NAMES)

    assert said in str(refused.value)
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    "place", ["postgresql://li:secret@/o?host=/nowhere", "postgresql://li:secret@127.0.0.1:1/o"]
)
def test_a_server_that_is_not_there_is_told_in_one_line(place: str) -> None:
    with pytest.raises(StoreUnavailable) as refused:
        open_store(place, registry=NAMES)

    assert "no connection (connection " in str(refused.value)
    assert "secret" not in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_database_that_is_not_there_is_told() -> None:
    with pytest.raises(StoreUnavailable, match=r"no connection .* database \"nowhere\" does not"):
        open_store(servers.server().replace("/postgres?", "/nowhere?"), registry=NAMES)


def test_a_schema_is_made_only_when_asked(office: str) -> None:
    with pytest.raises(StoreMissing):
        open_store(office, registry=NAMES, create=False)
    with pytest.raises(StoreMissing):
        open_store(office, registry=NAMES, read_only=True)

    assert open_case(opened_at(office)) == "C-2026-000001"
    assert open_store(office, registry=NAMES, create=False).position() == 1


def test_offices_of_one_database_know_nothing_of_each_other(office: str) -> None:
    one, other = opened_at(office), opened_at(servers.office())
    open_case(one, opening(starts=(clock("answer", hours(1)),)), key="k")
    one.refuse(attempt())
    one.view("register").advance(0, 1, {"a": {}})

    nothing = everything(other)

    assert nothing["position"] == 0
    assert (nothing["cases"], nothing["agenda"], nothing["views"]) == ({}, [], {})
    assert (other.kept("k"), list(other.attempts())) == (None, [])
    assert open_case(other, key="k") == "C-2026-000001"


def test_a_foreign_schema_is_refused_and_left_as_it_was(office: str) -> None:
    with at_once(office) as outside:
        outside.execute(f"CREATE SCHEMA {schema_of(office)}".encode())
        outside.execute("CREATE TABLE cases (number text)")

    with pytest.raises(StoreUnavailable, match="this schema is no store of huiyin"):
        opened_at(office)

    with at_once(office) as outside:
        found = outside.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = %s::regnamespace",
            (schema_of(office),),
        )
        assert found.fetchall() == [("cases",)]


def test_a_newer_schema_is_refused(office: str) -> None:
    opened_at(office)
    with at_once(office) as outside:
        outside.execute("INSERT INTO huiyin_store VALUES (99)")

    with pytest.raises(StoreUnavailable, match=r"a newer huiyin made this store \(schema 99"):
        opened_at(office)


def test_a_new_step_of_the_schema_is_taken_once_by_whoever_comes_first(office: str) -> None:
    opened_at(office)
    steps = (
        *STEPS,
        ("CREATE TABLE @schema.more (n bigint)", "INSERT INTO @schema.more VALUES (1)"),
    )
    threads = [
        Thread(target=prepare, args=(base_of(office),), kwargs={"create": True, "steps": steps})
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with at_once(office) as outside:
        assert outside.execute("SELECT n FROM more").fetchall() == [(1,)]
        made = outside.execute("SELECT schema_number FROM huiyin_store ORDER BY 1").fetchall()
    assert made == [(len(STEPS),), (len(steps),)]


def test_an_older_schema_is_not_changed_by_who_may_only_read(office: str) -> None:
    opened_at(office)
    reading = PostgresBase(address_of(office), read_only=True, wait=10)

    with pytest.raises(StoreUnavailable, match="an older huiyin made this store"):
        prepare(reading, create=False, steps=(*STEPS, ("SELECT 1",)))


@pytest.mark.parametrize("lock", ["turn", "table"])
def test_a_log_that_stays_locked_is_told_after_the_wait(office: str, lock: str) -> None:
    store = open_store(office, registry=NAMES, wait=0.05)
    case = open_case(store)
    with at_once(office) as outside, outside.transaction():
        if lock == "turn":
            outside.execute("SELECT pg_advisory_xact_lock(%s)", (base_of(office).turn("log"),))
        else:
            outside.execute("LOCK TABLE stored_events, attempts, numbers IN EXCLUSIVE MODE")

        for write in (
            lambda: open_case(store),
            lambda: store.append(Append((event(),), case, version=1)),
            lambda: store.refuse(attempt()),
        ):
            with pytest.raises(StoreUnavailable, match="others kept it locked for longer than"):
                write()
        assert store.position() == 1

    assert open_case(store) == "C-2026-000002"
    assert list(store.check()) == []


def test_a_table_that_nobody_may_read_is_told_after_the_wait(office: str) -> None:
    store = open_store(office, registry=NAMES, wait=0.05)
    with at_once(office) as outside, outside.transaction():
        outside.execute("LOCK TABLE stored_events IN ACCESS EXCLUSIVE MODE")

        with pytest.raises(StoreUnavailable, match="others kept it locked for longer than"):
            store.position()


def test_after_its_sessions_were_killed_a_store_goes_on(office: str) -> None:
    store = opened_at(office)
    case = open_case(store)
    for use in (
        lambda: store.append(Append((event(),), case, version=1)),
        lambda: store.events(case),
        lambda: store.refuse(attempt()),
        lambda: store.view("register").advance(0, 1, {}),
    ):
        kill_sessions(office)
        use()

    assert len(store.events(case)) == 2
    assert list(store.check()) == []


def test_a_session_that_is_killed_at_work_says_that_nothing_is_known(office: str) -> None:
    store, said = opened_at(office), list[str]()

    def try_in_vain() -> None:
        try:
            open_case(store, key="k1")
        except StoreUnavailable as lost:
            said.append(str(lost))

    with at_once(office) as outside, outside.transaction():
        outside.execute("SELECT pg_advisory_xact_lock(%s)", (base_of(office).turn("log"),))
        thread = Thread(target=try_in_vain)
        thread.start()
        wait_for_a_lock(office)
        kill_sessions(office)
        thread.join()

    assert len(said) == 1
    assert "the connection to the server was lost; whether anything was recorded" in said[0]
    assert open_case(store, key="k1") == "C-2026-000001"


def wait_for_a_lock(office: str) -> None:
    waiting = (
        "SELECT FROM pg_stat_activity WHERE application_name = %s AND wait_event_type = 'Lock'"
    )
    with servers.outside() as outside:
        while not outside.execute(waiting, (f"huiyin {schema_of(office)}",)).fetchall():
            pass


def test_a_follower_whose_session_was_killed_goes_on(office: str) -> None:
    store = PostgresStore(office, NAMES)
    other = opened_at(office)
    open_case(other)
    with store.recorder.subscribe() as followed:
        assert next(followed).id == 1
        listening = Thread(target=open_case, args=(other,))
        listening.start()
        assert next(followed).id == 2
        listening.join()
        kill_sessions(office)
        open_case(other)
        assert next(followed).id == 3


def test_it_is_told_that_the_log_has_grown_where_somebody_listens(office: str) -> None:
    store, base = opened_at(office), base_of(office)
    with servers.outside() as outside:
        outside.execute(f"LISTEN {channel(base)}".encode())
        case = open_case(store)
        assert list(outside.notifies(timeout=0)) == []

        outside.execute("SELECT pg_advisory_lock_shared(%s)", (base.turn(HEARERS),))
        store.append(Append((event(),), case, version=1))

        [told] = outside.notifies(timeout=30, stop_after=1)
    assert told.channel == channel(base)


def test_of_runners_that_advance_one_view_one_wins_each_position(office: str) -> None:
    def run() -> None:
        view = opened_at(office).view("register")
        while (position := view.position) < 40:
            won.extend([position] * view.advance(position, position + 1, {str(position): {}}))

    won: list[int] = []
    opened_at(office)
    threads = [Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(won) == list(range(40))


@pytest.fixture
def between() -> Iterator[Proxy]:
    folder = conninfo_to_dict(servers.server())["host"]
    with proxy(Path(str(folder)) / ".s.PGSQL.5432") as made:
        yield made


def behind(made: Proxy, office: str) -> str:
    return (
        f"postgresql://postgres@127.0.0.1:{made.port}/postgres"
        f"?schema={schema_of(office)}&proxy=transaction"
    )


def test_behind_a_proxy_without_sessions_all_is_the_same(between: Proxy, office: str) -> None:
    store = opened_at(behind(between, office))
    case = open_case(store, opening(starts=(clock("answer", hours(1)),)), key="k1")
    for version in range(1, 20):
        store.append(Append((event(),), case, version=version, receipt=receipt(f"s{version}")))
    with pytest.raises(KeyTaken):
        open_case(store, key="k1")
    with pytest.raises(VersionTaken):
        store.append(Append((event(),), case, version=3))
    store.refuse(attempt(case))
    store.view("register").advance(0, 7, {str(n): {"n": n} for n in range(50)})

    assert everything(store) == everything(opened_at(office))
    assert list(store.check()) == []
    assert isinstance(store, PostgresStore)
    with store.recorder.subscribe(gt=18) as followed:
        assert [next(followed).id for _ in range(2)] == [19, 20]
        store.append(Append((event(),), case, version=20))
        assert next(followed).id == 21


def test_an_answer_that_was_lost_is_given_under_the_key(between: Proxy, office: str) -> None:
    store = opened_at(behind(between, office))
    case = open_case(store)
    step = Append((event(),), case, version=1, receipt=receipt("k1"))
    between.lose_next_answer()

    with pytest.raises(StoreUnavailable, match="asking again under the same key tells"):
        store.append(step)

    with pytest.raises(KeyTaken):
        store.append(step)
    assert store.kept("k1")
    assert len(store.events(case)) == 2


def test_a_step_without_a_key_whose_answer_was_lost_is_not_taken_twice(
    between: Proxy, office: str
) -> None:
    store = opened_at(behind(between, office))
    step = Append((event(),), open_case(store), version=1)
    between.lose_next_answer()

    with pytest.raises(StoreUnavailable, match="the connection to the server was lost"):
        store.append(step)

    with pytest.raises(VersionTaken):
        store.append(step)


def test_each_thread_has_a_connection_that_ends_with_it(office: str) -> None:
    store = opened_at(office)
    threads = [Thread(target=open_case, args=(store,)) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    wait_for_sessions(office, 1)
    store.close()
    wait_for_sessions(office, 0)


def wait_for_sessions(office: str, count: int) -> None:
    while len(sessions_of(office)) != count:
        pass


def test_a_closed_store_says_so(office: str) -> None:
    store = opened_at(office)
    store.close()

    for use in (store.position, lambda: list(store.check()), lambda: open_case(store)):
        with pytest.raises(StoreUnavailable, match="closed"):
            use()


def test_an_auditor_reads_and_cannot_write(office: str) -> None:
    writer = opened_at(office)
    case = open_case(writer, key="k1")
    auditor = PostgresStore(office, NAMES, read_only=True)

    assert everything(auditor) == everything(writer)
    for write in WRITES.values():
        with pytest.raises(StoreUnavailable, match="open for reading only"):
            write(auditor, case)
    reading = PostgresBase(address_of(office), read_only=True, wait=10)
    with pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
        reading.connection().execute("CREATE TABLE x ()")


WRITES: dict[str, Callable[[Store, str], object]] = {
    "open": lambda store, _: open_case(store),
    "step": lambda store, case: store.append(Append((event(),), case, version=1)),
    "refuse": lambda store, _: store.refuse(attempt()),
    "advance": lambda store, _: store.view("register").advance(0, 1, {"a": {}}),
    "swap": lambda store, _: store.swap_view("register", "other"),
    "drop": lambda store, _: store.drop_view("register"),
}


@pytest.fixture
def roles(office: str) -> tuple[str, str]:
    """Give the addresses of an office for its writer and its auditor."""
    opened_at(office).close()
    writer, auditor = f"{schema_of(office)}_w", f"{schema_of(office)}_a"
    with servers.outside() as outside:
        for _ in range(2):
            outside.execute(grants(schema_of(office), writer, auditor).encode())
    return (
        office.replace("://postgres:@", f"://{writer}:@"),
        office.replace("://postgres:@", f"://{auditor}:@"),
    )


def test_a_writer_works_and_changes_nothing_that_is_kept(roles: tuple[str, str]) -> None:
    writer, _ = roles
    store = opened_at(writer)
    case = open_case(store, opening(starts=(clock("answer", hours(1)),)), key="k1")
    for write in WRITES.values():
        write(store, case)
    store.append(Append((event(ends=("answer",)),), case, version=2, receipt=receipt("k2")))
    assert list(store.check()) == []

    schema = schema_of(writer)
    with psycopg.connect(base_of(writer).address.conninfo, autocommit=True) as connection:
        for table in ("stored_events", "attempts", "leaves", "answers", "huiyin_store"):
            for verb in (
                f"DELETE FROM {schema}.{table}",
                f"TRUNCATE {schema}.{table}",
                f"UPDATE {schema}.{table} SET {COLUMN[table]} = {COLUMN[table]}",
                f"ALTER TABLE {schema}.{table} DISABLE TRIGGER ALL",
                f"DROP TABLE {schema}.{table}",
            ):
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    connection.execute(verb.encode())


COLUMN = {
    "stored_events": "topic",
    "attempts": "says",
    "leaves": "hash",
    "answers": "answer",
    "huiyin_store": "schema_number",
}


@pytest.mark.parametrize(
    "manner", ["default_transaction_isolation = 'serializable'", "synchronous_commit = 'off'"]
)
def test_what_a_role_is_used_to_does_not_weaken_the_record(
    roles: tuple[str, str], manner: str
) -> None:
    writer, _ = roles
    with servers.outside() as outside:
        outside.execute(f"ALTER ROLE {schema_of(writer)}_w SET {manner}".encode())
    told: list[tuple[str, str]] = []

    def look(writing: Transaction, _: Written) -> None:
        asked = ("synchronous_commit", "transaction_isolation")
        query = "SELECT current_setting(?), current_setting(?)"
        told.append(writing.execute(query, asked).fetchone())

    store = PostgresStore(writer, NAMES, parts=(look,))
    plain = opened_at(writer)
    threads = [Thread(target=open_case, args=(one,)) for one in (store, plain) * 4]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for version in range(1, 5):
        plain.append(Append((event(),), "C-2026-000001", version=version))

    assert told == [("on", "read committed")] * 4
    assert plain.position() == 12
    assert list(plain.check()) == []


def test_an_auditors_role_reads_everything_and_writes_nothing(roles: tuple[str, str]) -> None:
    written = opened_at(roles[0])
    case = open_case(written, key="k1")
    auditor = opened_at(roles[1])

    assert everything(auditor) == everything(written)
    for name in WRITES.keys() - {"drop"}:
        with pytest.raises(StoreUnavailable, match="this role may not do that"):
            WRITES[name](auditor, case)


def test_the_owner_himself_is_refused_by_triggers_that_are_always_on(office: str) -> None:
    store = opened_at(office)
    open_case(store)
    store.refuse(attempt())
    with at_once(office) as outside:
        outside.execute("SET session_replication_role = replica")
        for table in ("stored_events", "attempts", "leaves"):
            for change in (
                f"DELETE FROM {table}",
                f"UPDATE {table} SET {COLUMN[table]} = {COLUMN[table]}",
                f"TRUNCATE {table}",
            ):
                with pytest.raises(psycopg.errors.RaiseException, match="kept as they were"):
                    outside.execute(change.encode())


def test_text_that_no_table_can_hold_is_refused_whole(office: str) -> None:
    store = opened_at(office)

    with pytest.raises(Misconfigured, match="this cannot be kept"):
        open_case(store, key="a\0b")

    assert store.position() == 0
    assert open_case(store) == "C-2026-000001"


def test_what_the_librarys_own_setting_would_spoil_is_not_even_asked(
    office: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(os.environ, "POSTGRES_ENABLE_DB_FUNCTIONS", "y")
    store = opened_at(office)

    open_case(store)

    assert list(store.check()) == []


def test_words_of_somebody_else_are_sealed_while_nobody_can_erase_him(office: str) -> None:
    """An erasure writes on his own cases, and what is written elsewhere has to wait for it."""
    turn = PostgresBase(address_of(office), read_only=True, wait=10).turn(LOG)
    free: list[bool] = []

    class Asking(MemoryKeyring):
        def key(self, subject: str) -> bytes | None:
            with servers.outside() as outside:
                asked = outside.execute(f"SELECT pg_try_advisory_xact_lock({turn})".encode())
                free.extend(is_free for (is_free,) in asked)
            return super().key(subject)

    with closing(letters(Asking(), office)) as store:
        about = put(store, opening(form={"name": "何静", "phone": "137"}))
        other = put(store, opening())
        free.clear()
        put(
            store,
            event("OthersAsked", form={"about": about, "said": "满意"}),
            case=other,
            version=1,
        )

    assert free == [False]
