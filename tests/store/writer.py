"""A process of its own that writes into a store, told what to do by its arguments.

It says `ready`, waits for a line, works, and prints one JSON line for each thing done, after
it was done.
"""

import gc
import json
import os
import resource
import sys
from collections.abc import Callable
from typing import Never

import psycopg

from huiyin.workflow.errors import StoreUnavailable
from huiyin.workflow.store import Append, Store, VersionTaken
from huiyin.workflow.store.postgres.address import address_of
from huiyin.workflow.store.sqlite import SQLiteStore
from store.samples import NAMES, clock, event, hours, open_case, opened_at, opening, receipt


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def tell(**said: object) -> None:
    say(json.dumps(said))


def open_cases(file: str, count: str) -> None:
    """Open cases one after the other in a file that may not exist yet."""
    store = opened_at(file)
    for _ in range(int(count)):
        tell(case=open_case(store))


def race(file: str, case: str, until: str) -> None:
    """Try to record every next version of a case that others write to as well."""
    store = opened_at(file)
    version = len(store.events(case))
    while version < int(until):
        try:
            store.append(Append((event(person=str(os.getpid())),), case, version=version))
            tell(won=version + 1, by=str(os.getpid()))
            version += 1
        except VersionTaken:
            version = len(store.events(case))


def race_for_a_key(file: str, count: str) -> None:
    """Try to open a case under each key; the loser tells the answer that was kept."""
    store = opened_at(file)
    for number in range(int(count)):
        key = f"k{number}"
        try:
            case, won = open_case(store, key=key), True
        except Exception as taken:  # noqa: BLE001 - its name is what the test wants
            case, won = type(taken).__name__, False
        kept = store.kept(key)
        tell(key=key, case=case, won=won, kept=kept and json.loads(kept.answer)["case"])


def work_for_ever(file: str, prefix: str) -> None:
    """Open cases and take steps, each with an answer and a change to the agenda."""
    store, number = opened_at(file), 0
    while True:
        number += 1
        starts = opening(key=f"{prefix}{number}", starts=(clock("answer", hours(number)),))
        case = open_case(store, starts, event(), key=f"{prefix}{number}")
        tell(key=f"{prefix}{number}", case=case, version=2)
        _take_a_step(store, case, f"{prefix}{number}+")


def _take_a_step(store: Store, case: str, key: str) -> None:
    step = event(key=key, ends=("answer",), starts=(clock("call", hours(1)),))
    store.append(Append((step,), case, version=2, receipt=receipt(key)))
    tell(key=key, case=case, version=3)


def tail(address: str, count: str) -> None:
    """Read page for page behind the newest event seen, while others write."""
    store, position, seen = opened_at(address), 0, 0
    while seen < int(count):
        for told in store.read(after=position, limit=7):
            position, seen = told.position, seen + 1
            tell(position=position, case=told.case)


def fill_the_disk(file: str) -> None:
    """Write until files may grow no more, then again once there is room."""
    store = opened_at(file)
    open_case(store)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, limits[1]))
    try:
        while True:
            tell(case=open_case(store, opening(form={"text": "x" * 9000})))
    except StoreUnavailable as full:
        tell(full=str(full))
    resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    tell(after=open_case(store), damage=list(store.check()))


def work_as_child(store: Store) -> Never:
    try:
        tell(child=open_case(store))
    except StoreUnavailable as refused:
        tell(child=str(refused))
    finally:
        del store
        gc.collect()
        os._exit(0)


def fork(file: str) -> None:
    """Let a child try to use the store that its parent opened, and go on behind it."""
    store = opened_at(file)
    open_case(store)
    child = os.fork()
    if not child:
        work_as_child(store)
    _, status = os.waitpid(child, 0)
    tell(parent=open_case(store), status=status, damage=list(store.check()))


def sessions_of(address: str) -> list[int]:
    """Give the sessions of the server that are an office's."""
    place = address_of(address)
    asked = "SELECT pid FROM pg_stat_activity WHERE application_name = %s ORDER BY pid"
    with psycopg.connect(place.conninfo) as connection:
        found = connection.execute(asked, (f"huiyin {place.schema}",)).fetchall()
    return [pid for (pid,) in found]


def keep_a_session(address: str) -> None:
    """Let a child work and end while its parent has a session on the server."""
    store = opened_at(address)
    before = sessions_of(address)
    child = os.fork()
    if not child:
        work_as_child(store)
    os.waitpid(child, 0)
    store.position()
    tell(same=bool(before) and sessions_of(address) == before)


def look_without_rights(file: str) -> None:
    """Use a file that may be read and not written, as somebody without special rights."""
    if os.getuid() == 0:
        os.setuid(65534)
    store = SQLiteStore(file, NAMES, read_only=True)
    tell(cases=list(store.cases()), damage=list(store.check()))
    try:
        open_case(opened_at(file))
    except StoreUnavailable as refused:
        tell(refused=str(refused))


WORK: dict[str, Callable[..., None]] = {
    work.__name__: work
    for work in (
        open_cases,
        race,
        race_for_a_key,
        work_for_ever,
        tail,
        fill_the_disk,
        fork,
        keep_a_session,
        look_without_rights,
    )
}

if __name__ == "__main__":
    say("ready")
    sys.stdin.readline()
    WORK[sys.argv[1]](*sys.argv[2:])
