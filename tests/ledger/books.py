"""A store with its journal of checkpoints, and somebody with a database client."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from huiyin.workflow.ledger.checkpoint import Checkpoint, Policy
from huiyin.workflow.ledger.journal import CheckpointJournal
from huiyin.workflow.ledger.ledger import Ledger
from huiyin.workflow.ledger.note import SignerKey
from huiyin.workflow.ledger.restoration import Restoration
from huiyin.workflow.ledger.restoring import declare
from huiyin.workflow.ledger.verify import Verdict, Verification
from huiyin.workflow.privacy import Keyring
from huiyin.workflow.store import Append, Store
from outside import Outside, outside
from privacy.letters import letters
from store.samples import START, attempt, event, hours, open_case, opened_at, opening

KEY = SignerKey("huiyin/test", bytes(range(32)))
OTHER = SignerKey("huiyin/test", bytes(range(1, 33)))
POLICY = Policy(((0, KEY.verifier),))


@dataclass
class Book:
    """A store, its checkpoints and the key that signs them."""

    folder: Path
    elsewhere: str = ""

    @property
    def file(self) -> str:
        """The address of the store: a file of the book, or an office on a server."""
        return self.elsewhere or str(self.folder / "cases.db")

    @property
    def journal(self) -> CheckpointJournal:
        return CheckpointJournal(self.folder / "journal")

    def store(self) -> Store:
        return opened_at(self.file)

    def sign(self, key: SignerKey = KEY, *, reads_all: bool = False) -> Checkpoint:
        with opened(self.file) as store:
            return Ledger(store, self.journal, key, reads_all=reads_all).checkpoint()

    def restore(self, size: int | None = None, key: SignerKey = KEY) -> Restoration:
        """Declare that the store is a restored backup."""
        with opened(self.file) as store:
            made, _ = declare(
                store, self.journal, key, at=START, by="li:head", reason="硬盘损坏", size=size
            )
            return made

    def verify(self, *since: str, policy: Policy | None = POLICY) -> Verdict:
        with opened(self.file) as store:
            return Verification(store, self.journal, policy, since).verdict()

    def fill(self, keyring: Keyring | None = None) -> None:
        """Record three cases of four events each, one refusal, and three checkpoints.

        Leaf 0 to 3 open the cases and refuse, 4 to 12 take the steps in turn; checkpoints are
        of sizes 4, 9 and 13. With a keyring what was said is sealed.
        """
        with opened(self.file, keyring) as store:
            cases = [open_case(store, opening(form={"matter": f"回{n}"})) for n in range(3)]
            store.refuse(attempt(cases[0]))
            self.sign()
            for version in (1, 2, 3):
                for number, case in enumerate(cases):
                    step = event(
                        recorded_at=hours(version),
                        form={"words": f"{number}{version}", "said": "还在漏"},
                    )
                    store.append(Append((step,), case, version=version))
                    if (number, version) == (1, 2):
                        self.sign()
        self.sign()

    @contextmanager
    def behind_our_back(self) -> Generator[Outside]:
        """Give a connection that no trigger hinders."""
        with outside(self.file) as connection:
            connection.unguard()
            yield connection


@contextmanager
def opened(file: str, keyring: Keyring | None = None) -> Generator[Store]:
    store = letters(keyring, file) if keyring else opened_at(file)
    try:
        yield store
    finally:
        store.close()
