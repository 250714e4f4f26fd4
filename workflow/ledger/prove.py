"""Proofs of single events, as files that anybody verifies without the store and without huiyin.

A proof is a C2SP tlog-proof: the hashes that lead from the leaf to the root, and the signed
checkpoint with that root.

    https://c2sp.org/tlog-proof
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..errors import LedgerBroken, NotEnoughEvidence, refusal
from ..merkle.tree import Hash, Tree
from ..store.contract import Store
from ..store.leaf import leaf_of, state_of
from ..store.matching import Kept, Matching
from ..store.rows import Evidence, StoredRow
from .checkpoint import Checkpoint, Policy
from .journal import CheckpointJournal
from .note import VerifierKey

HERE = Path(__file__).parent
HEADER = "c2sp.org/tlog-proof@v1"
PUBLIC = bytes.fromhex("302a300506032b6570032100")  # what RFC 8410 puts before a public key
File = tuple[str, bytes]


class Chosen(Matching):
    """A pass over the evidence that keeps what concerns one case: its events, and refusals."""

    def __init__(self, evidence: Evidence, case: str) -> None:
        super().__init__(evidence)
        self._case = case
        self.kept: dict[int, Kept] = {}

    def seen(self, index: int, kept: Kept) -> None:
        """Keep what was asked for."""
        if _case_of(kept) == self._case:
            self.kept[index] = kept


@dataclass(frozen=True, slots=True)
class Proven:
    """What was recorded, at which leaf; `path` leads to the root that was signed.

    It is None for what nobody has signed yet.
    """

    index: int
    kept: Kept
    path: tuple[Hash, ...] | None

    @property
    def leaf(self) -> bytes:
        """The leaf, a line of JSON."""
        return leaf_of(self.index, self.kept)

    @property
    def state(self) -> bytes:
        """The bytes that the leaf has the SHA-256 of, exactly as they are kept."""
        return self.kept.state if isinstance(self.kept, StoredRow) else state_of(self.kept)


@dataclass(frozen=True, slots=True)
class Evidenced:
    """All that is recorded of a case, proved as far as the newest checkpoint reaches.

    `size` is how many leaves the ledger has; without a checkpoint `note` is empty.
    """

    case: str
    entries: tuple[Proven, ...]
    size: int
    checkpoint: Checkpoint | None = None
    note: str = ""
    policy: Policy | None = None


def evidence_of(
    store: Store, journal: CheckpointJournal | None, policy: Policy | None, case: str
) -> Evidenced:
    """Give the evidence of a case, as far as there is any.

    Raise NotFound for what never was, and LedgerBroken where the store is not what was signed,
    or the checkpoint is not signed by whom the policy names.
    """
    newest, note = _newest(journal, policy)
    with store.evidence() as evidence:
        chosen = Chosen(evidence, case)
        for damage in chosen.damage():
            raise LedgerBroken(f"{damage}; nothing is proved")
    if not any(isinstance(one, StoredRow) for one in chosen.kept.values()):
        raise refusal("NotFound", "there is no case {case}", case=case)
    tree = Tree(chosen.hashes)
    if newest and (tree.size < newest.size or tree.root(newest.size) != newest.root):
        raise LedgerBroken("the store is not what was signed; nothing is proved")
    signed = newest.size if newest else 0
    entries = (
        Proven(index, kept, tree.inclusion(index, signed) if index < signed else None)
        for index, kept in chosen.kept.items()
    )
    return Evidenced(case, tuple(entries), tree.size, newest, note, policy)


def proofs(
    store: Store,
    journal: CheckpointJournal,
    policy: Policy,
    case: str,
    version: int | None = None,
) -> Iterator[File]:
    """Give the files that prove the events of a case, or one version of it, by their names.

    They prove what the newest checkpoint covers. Raise NotEnoughEvidence where it covers
    nothing of it, NotFound for what never was, and LedgerBroken where the store is not what
    was signed.
    """
    found = evidence_of(store, journal, policy, case)
    if not found.checkpoint:
        raise NotEnoughEvidence("there is no checkpoint yet; sign one first")
    chosen = [one for one in found.entries if _is_version(one.kept, version)]
    if not chosen:
        raise refusal("NotFound", "there is no case {case}", case=f"{case}#{version}")
    signed = [(one, one.path) for one in chosen if one.path is not None]
    if not signed:
        raise NotEnoughEvidence(f"no checkpoint covers {case} yet; sign one first")
    for one, path in signed:
        yield f"event-{one.index}.json", one.leaf
        yield f"event-{one.index}.state", one.state
        yield f"event-{one.index}.tlog-proof", tlog_proof(one.index, path, found.note).encode()
    yield "checkpoint", found.note.encode()
    yield "policy", str(policy).encode()
    yield "key.pem", _pem(policy.key_at(found.checkpoint.size)).encode()
    yield "README.md", _read_me(signed[0][0].index).encode()
    yield "verify.py", (HERE / "standalone.py").read_bytes()


def tlog_proof(index: int, path: tuple[Hash, ...], note: str) -> str:
    """Write the proof that a leaf is in the ledger of a checkpoint."""
    hashes = "".join(f"{b64encode(one).decode()}\n" for one in path)
    return f"{HEADER}\nindex {index}\n{hashes}\n{note}"


def _case_of(kept: Kept) -> str:
    return kept.case if isinstance(kept, StoredRow) else kept.words["case_number"]


def _is_version(kept: Kept, version: int | None) -> bool:
    return isinstance(kept, StoredRow) and version in (None, kept.version)


def _newest(
    journal: CheckpointJournal | None, policy: Policy | None
) -> tuple[Checkpoint | None, str]:
    sizes = journal.sizes() if journal and policy else []
    if not journal or not policy or not sizes:
        return None, ""
    note = journal.note(sizes[-1])
    return policy.opened(note), note


def _pem(key: VerifierKey) -> str:
    encoded = b64encode(PUBLIC + key.public).decode()
    return f"-----BEGIN PUBLIC KEY-----\n{encoded}\n-----END PUBLIC KEY-----\n"


def _read_me(index: int) -> str:
    text = (HERE / "templates" / "proofs.md").read_text("utf-8")
    return text.replace("event-N", f"event-{index}")
