"""The whole log as files, for somebody who checks it without the store and without huiyin.

    policy, key-0.pem, restored-1.note       whose signatures count; restores that were declared
    checkpoints/9.note                        what was signed
    consistency/consistency-4-9.txt           that one goes on from the other
    log/leaves.txt                            HASH LEAF, a line for each leaf, in their order
    log/recorded.txt                          INDEX TAB BYTES: what each leaf stands for

The log is read in passes and written as it is read. What is held in memory is the tree, about
150 bytes a leaf, and the numbers of the cases.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from ..errors import HistoryBroken, LedgerBroken
from ..merkle.tree import Tree, leaf_hash
from ..store.contract import Store
from ..store.leaf import leaf_of, state_of
from ..store.matching import Kept, Matching
from ..store.rows import Evidence, StoredAttempt, StoredLeaf, StoredRow
from .checkpoint import Checkpoint, Policy
from .consistency import chain
from .evidence import ensure_fits
from .journal import CheckpointJournal
from .note import Note
from .prove import pem
from .signed import believed
from .standalone import assembled

Parts = Iterable[bytes]
File = tuple[str, Parts]
HERE = Path(__file__).parent


@dataclass
class Chosen:
    """What the log holds up to an end: each case with its newest version, and where it ends."""

    cases: dict[str, int] = field(default_factory=dict)
    position: int = 0
    attempts: int = 0


class Survey(Matching):
    """The first pass: is everything as it was recorded, and what is there?"""

    def __init__(self, evidence: Evidence) -> None:
        super().__init__(evidence)
        self.found = Chosen()

    def seen(self, index: int, kept: Kept) -> None:
        """Remember how far each case has come."""
        if isinstance(kept, StoredAttempt):
            self.found.attempts = kept.id
        else:
            self.found.position = kept.position
            self.found.cases[kept.case] = kept.version


class WholeLog:
    """A log at one position, with all that was signed of it.

    `wanted` are the cases that are written out, None all of them; `since` are checkpoints that
    somebody has kept himself. Raise LedgerBroken where the
    store is not what was recorded or signed.
    """

    def __init__(
        self,
        store: Store,
        journal: CheckpointJournal,
        policy: Policy | None,
        wanted: frozenset[str] | None = None,
        *,
        since: Sequence[str] = (),
    ) -> None:
        self._store = store
        self._journal = journal
        self.wanted = wanted
        self.policy = policy
        with store.evidence() as evidence:
            survey = Survey(evidence)
            for damage in survey.damage():
                raise LedgerBroken(f"{damage}; nothing is written")
        self.there = survey.found
        self.tree = Tree(survey.hashes)
        self._notes: dict[int, str] = {}
        self.checkpoints = sorted(self._signed(policy, since), key=_size) if policy else []

    @property
    def cases(self) -> list[str]:
        """The cases that are written out, in order."""
        return sorted(filter(self._wants, self.there.cases))

    def facts(self) -> Mapping[str, object]:
        """Say what is there, for the manifest."""
        return {
            "origin": self.policy.origin if self.policy else "",
            "size": self.tree.size,
            "root": b64encode(self.tree.root(self.tree.size)).decode(),
            "position": self.there.position,
            "signed": self.checkpoints[-1].size if self.checkpoints else 0,
            "restored": len(self._journal.declarations()) if self.policy else 0,
            "whole": len(self.cases) == len(self.there.cases),
            "cases": len(self.cases),
        }

    def files(self) -> Iterator[File]:
        """Give every file with its content, in parts."""
        if self.policy:
            yield from self._signatures(self.policy)
        yield "log/leaves.txt", self._leaves()
        yield "log/recorded.txt", self._recorded()

    def signer(self) -> int:
        """Give the size from which on the key signs that has signed the newest checkpoint."""
        if not self.policy or not self.checkpoints:
            return 0
        newest = Note.parse(self._notes[self.checkpoints[-1].size])
        return next(size for size, key in self.policy.keys if newest.is_signed_by(key))

    def _wants(self, case: str) -> bool:
        return self.wanted is None or case in self.wanted

    def _signatures(self, policy: Policy) -> Iterator[File]:
        yield "policy", [str(policy).encode()]
        for size, key in policy.keys:
            yield f"key-{size}.pem", [pem(key).encode()]
        for number, note in enumerate(self._journal.declarations(), 1):
            yield f"restored-{number}.note", [note.encode()]
        for one in self.checkpoints:
            yield f"checkpoints/{one.size}.note", [self._notes[one.size].encode()]
        for name, text in chain(self.tree, self.checkpoints):
            yield f"consistency/{name}", [text]

    def _signed(self, policy: Policy, since: Sequence[str]) -> Iterator[Checkpoint]:
        """Open what was signed, and what somebody has kept himself, each size once."""
        signed = believed(self._journal, policy)
        kept = [(signed.opened_of_any(note), note) for note in since]
        for one, note in (*self._journal.every(policy), *kept):
            ensure_fits(one, self.tree)
            if one.size not in self._notes:
                self._notes[one.size] = note
                yield one

    def _leaves(self) -> Iterator[bytes]:
        for index, kept in self._kept():
            leaf = leaf_of(index, kept)
            yield leaf_hash(leaf).hex().encode() + b" " + leaf + b"\n"

    def _recorded(self) -> Iterator[bytes]:
        for index, kept in self._kept():
            case = kept.case if isinstance(kept, StoredRow) else kept.words["case_number"]
            if self._wants(case):
                state = kept.state if isinstance(kept, StoredRow) else state_of(kept)
                yield f"{index}\t".encode() + _line(state)

    def _kept(self) -> Iterator[tuple[int, Kept]]:
        """Read what stands at each leaf again, to where the first pass has come."""
        with self._store.evidence() as evidence:
            for leaf in islice(evidence.leaves, self.tree.size):
                yield leaf.place, _behind(evidence, leaf)


def _size(one: Checkpoint) -> int:
    return one.size


def program() -> bytes:
    """Give the program that verifies a bundle."""
    return assembled("log")


def guide(log: WholeLog) -> bytes:
    """Say what is there, and how it is checked by hand."""
    text = (HERE / "templates" / "bundle.md").read_text("utf-8")
    newest = log.checkpoints[-1].size if log.checkpoints else 0
    return text.replace("NEWEST", str(newest)).replace("KEY", str(log.signer())).encode()


def _behind(evidence: Evidence, leaf: StoredLeaf) -> Kept:
    return next(evidence.rows) if leaf.attempt is None else next(evidence.attempts)


def _line(state: bytes) -> bytes:
    if b"\n" in state:
        raise HistoryBroken("what was recorded has several lines, which huiyin never writes")
    return state + b"\n"
