"""A store with its journal of checkpoints, and somebody with a database client."""

import sqlite3
from collections.abc import Generator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from huiyin.workflow.ledger.checkpoint import Checkpoint, Policy
from huiyin.workflow.ledger.journal import CheckpointJournal
from huiyin.workflow.ledger.ledger import Ledger
from huiyin.workflow.ledger.note import SignerKey
from huiyin.workflow.ledger.verify import Verdict, Verification
from huiyin.workflow.store import Append, Store, sql_leaves
from huiyin.workflow.store.sqlite_file import Snapshot
from store.samples import attempt, event, hours, open_case, opened_at, opening

KEY = SignerKey("huiyin/test", bytes(range(32)))
OTHER = SignerKey("huiyin/test", bytes(range(1, 33)))
POLICY = Policy(((0, KEY.verifier),))


@dataclass
class Book:
    """A store, its checkpoints and the key that signs them."""

    folder: Path

    @property
    def file(self) -> str:
        return str(self.folder / "cases.db")

    @property
    def journal(self) -> CheckpointJournal:
        return CheckpointJournal(self.folder / "journal")

    def store(self) -> Store:
        return opened_at(self.file)

    def sign(self, key: SignerKey = KEY) -> Checkpoint:
        with opened(self.file) as store:
            return Ledger(store, self.journal, key).checkpoint()

    def verify(self, *since: str, policy: Policy | None = POLICY) -> Verdict:
        with opened(self.file) as store:
            return Verification(store, self.journal, policy, since).verdict()

    def fill(self) -> None:
        """Record three cases of four events each, one refusal, and three checkpoints.

        Leaf 0 to 3 open the cases and refuse, 4 to 12 take the steps in turn; checkpoints are
        of sizes 4, 9 and 13.
        """
        with opened(self.file) as store:
            cases = [open_case(store, opening(form={"matter": f"回{n}"})) for n in range(3)]
            store.refuse(attempt(cases[0]))
            self.sign()
            for version in (1, 2, 3):
                for number, case in enumerate(cases):
                    step = event(recorded_at=hours(version), form={"words": f"{number}{version}"})
                    store.append(Append((step,), case, version=version))
                    if (number, version) == (1, 2):
                        self.sign()
        self.sign()

    @contextmanager
    def behind_our_back(self) -> Generator[sqlite3.Connection]:
        """Give a connection that no trigger hinders."""
        with closing(sqlite3.connect(self.file, isolation_level=None)) as connection:
            for table in ("stored_events", "attempts", "leaves"):
                for verb in ("update", "delete"):
                    connection.execute(f"DROP TRIGGER IF EXISTS {table}_no_{verb}")
            yield connection


@contextmanager
def opened(file: str) -> Generator[Store]:
    store = opened_at(file)
    try:
        yield store
    finally:
        store.close()


def cover_up(connection: sqlite3.Connection) -> None:
    """Recompute everything that needs no key: positions, versions and leaves, without a hole."""
    rows = connection.execute(
        "SELECT originator_id, row_number() OVER (PARTITION BY originator_id "
        "ORDER BY notification_id), topic, state FROM stored_events ORDER BY notification_id"
    ).fetchall()
    connection.execute("DELETE FROM stored_events")
    connection.execute("DELETE FROM leaves")
    connection.execute("UPDATE sqlite_sequence SET seq = 0 WHERE name = 'stored_events'")
    connection.executemany(
        "INSERT INTO stored_events (originator_id, originator_version, topic, state) "
        "VALUES (?, ?, ?, ?)",
        rows,
    )
    newest = "(SELECT max(notification_id) FROM stored_events)"
    connection.execute(f"UPDATE attempts SET after = min(after, {newest})")
    sql_leaves.plant(Snapshot(connection).rows, connection.cursor())
