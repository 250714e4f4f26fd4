"""The proof of a case, to be carried within its dossier and taken out again.

Every entry comes with the bytes that were recorded, its leaf, and the hashes that lead to the
root of the newest checkpoint. What is behind that checkpoint has no such way, and is told so.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from ...workflow.language import Message, message
from ...workflow.ledger.evidence import Evidenced, Proven
from ...workflow.merkle.tree import leaf_hash
from ...workflow.store.rows import StoredRow

SCHEMA_VERSION = 1


@dataclass(frozen=True, slots=True)
class Sealed:
    """An entry in the ledger: the event of a version, or a refused attempt.

    `hash` is that of its leaf; `path` is None for what nobody has signed yet.
    """

    index: int
    version: int | None
    attempt: int | None
    leaf: str
    hash: str
    state: bytes
    path: tuple[bytes, ...] | None


@dataclass(frozen=True, slots=True)
class Proof:
    """The entries of a case with what proves them, as far as anything does.

    `signed` is the size of the checkpoint, `leaves` that of the ledger when this was written.
    """

    case: str
    entries: tuple[Sealed, ...]
    leaves: int
    origin: str
    signed: int | None
    root: str
    key: str
    checkpoint: str
    policy: str

    @property
    def unsigned(self) -> tuple[Sealed, ...]:
        """The entries that no checkpoint covers."""
        return tuple(one for one in self.entries if one.path is None)

    @property
    def state(self) -> str:
        """Say in a word how much is signed: all, some or none."""
        if len(self.unsigned) == len(self.entries):
            return "none"
        return "some" if self.unsigned else "all"


def proof(found: Evidenced, versions: int, is_told: Callable[[int], bool]) -> Proof:
    """Give the proof of the first so many events and of the attempts that are told."""
    sealed = (_sealed(one) for one in found.entries)
    entries = tuple(
        one
        for one in sealed
        if (one.version is not None and one.version <= versions)
        or (one.attempt is not None and is_told(one.attempt))
    )
    signed, policy = found.checkpoint, found.policy
    return Proof(
        case=found.case,
        entries=entries,
        leaves=found.size,
        origin=signed.origin if signed else "",
        signed=signed.size if signed else None,
        root=signed.root.hex() if signed else "",
        key=str(policy.key_at(signed.size)) if policy and signed else "",
        checkpoint=found.note,
        policy=str(policy) if policy and signed else "",
    )


def _sealed(one: Proven) -> Sealed:
    kept = one.kept
    is_event = isinstance(kept, StoredRow)
    return Sealed(
        one.index,
        kept.version if isinstance(kept, StoredRow) else None,
        None if is_event else kept[0],
        one.leaf.decode(),
        leaf_hash(one.leaf).hex(),
        one.state,
        one.path,
    )


def data(proof: Proof) -> Mapping[str, object]:
    """Give the proof as JSON holds it, for the page to carry and for others to take out."""
    return {
        "schema_version": SCHEMA_VERSION,
        "kind": "case-proof",
        "case": proof.case,
        "entries": [_entry(one) for one in proof.entries],
        "checkpoint": proof.checkpoint,
        "policy": proof.policy,
    }


def _entry(one: Sealed) -> Mapping[str, object]:
    return {
        "index": one.index,
        "version": one.version,
        "attempt": one.attempt,
        "leaf": one.leaf,
        "hash": one.hash,
        "state": b64encode(one.state).decode(),
        "proof": None if one.path is None else [b64encode(h).decode() for h in one.path],
    }


def statement(proof: Proof) -> Iterator[Message]:
    """Say what is proved and what is not."""
    if proof.signed is None:
        yield message(
            "Nothing on this page is proved: nobody has signed a checkpoint of this ledger yet."
        )
    else:
        yield message(
            "The newest checkpoint covers the first {size} leaves of the ledger {origin}.",
            size=proof.signed,
            origin=proof.origin,
        )
        yield from _covered(proof)
    yield message(
        "The proof is of the stored bytes that this page carries. It does not show that they are "
        "true, that nothing was left unrecorded, when the checkpoint was signed, or that the "
        "words above were read off those bytes: compare them where it matters."
    )


def _covered(proof: Proof) -> Iterator[Message]:
    count, tail = len(proof.entries) - len(proof.unsigned), proof.unsigned
    if count:
        yield message(
            "Entries of this page that it covers: {count} of {all}. Since it was signed, not a "
            "byte of them has been changed, and none has been moved.",
            count=count,
            all=len(proof.entries),
        )
    if tail:
        yield message(
            "Entries behind it, which nobody has signed: {count}, from leaf {leaf} on. They can "
            "still be changed without a trace.",
            count=len(tail),
            leaf=tail[0].index,
        )
    if count:
        yield message(
            "Hold the key {key} against the one that you were given by another way: whoever "
            "made this page could have made another key.",
            key=proof.key,
        )
