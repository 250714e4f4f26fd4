"""Proofs of single events, as files that anybody verifies without the store and without huiyin.

A proof is a C2SP tlog-proof: the hashes that lead from the leaf to the root, and the signed
checkpoint with that root.

    https://c2sp.org/tlog-proof
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence
from pathlib import Path

from ..errors import NotEnoughEvidence, refusal
from ..merkle.tree import Hash, Tree
from ..store.contract import Store
from .checkpoint import Policy
from .consistency import File, chain, consistency
from .evidence import ensure_fits, evidence_of
from .journal import CheckpointJournal
from .note import VerifierKey
from .signed import Signed
from .standalone import assembled

HERE = Path(__file__).parent
HEADER = "c2sp.org/tlog-proof@v1"
PUBLIC = bytes.fromhex("302a300506032b6570032100")  # what RFC 8410 puts before a public key
MANY = 64  # a folder for one case need not tell of every checkpoint that there ever was


def proofs(
    store: Store,
    journal: CheckpointJournal,
    policy: Policy,
    case: str,
    version: int | None = None,
    *,
    since: Sequence[str] = (),
) -> Iterator[File]:
    """Give the files that prove the events of a case, or one version of it, by their names.

    They prove what the newest checkpoint covers, and that it goes on from the ones before it
    and from those that somebody has kept himself (`since`). Raise NotEnoughEvidence where it
    covers nothing of it, NotFound for what never was, and LedgerBroken where the store is not
    what was signed.
    """
    found = evidence_of(store, journal, policy, case)
    if not found.checkpoint:
        raise NotEnoughEvidence("there is no checkpoint yet; sign one first")
    chosen = [one for one in found.entries if one.is_version(version)]
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
    yield from _history(found.tree, journal, policy, since)
    yield "policy", str(policy).encode()
    yield "key.pem", pem(journal.signer(found.checkpoint.size, policy)).encode()
    yield "README.md", _read_me(signed[0][0].index).encode()
    yield "verify.py", assembled("proofs")


def _history(
    tree: Tree, journal: CheckpointJournal, policy: Policy, since: Sequence[str]
) -> Iterator[File]:
    """Show that the newest checkpoint goes on from earlier ones, and what was restored."""
    for number, declared in enumerate(journal.declarations(), 1):
        yield f"restored-{number}.note", declared.encode()
    counting = journal.every(policy, MANY)
    known = {one.size: note for one, note in counting}
    sizes, newest = list(known), counting[-1][0]
    yield from chain(tree, (one for one, _ in counting))
    for note in since:
        one = Signed(journal, policy).opened_of_any(note)
        ensure_fits(one, tree)
        if 0 < one.size < sizes[-1] and one.size not in sizes[-2:]:
            yield consistency(tree, one, newest)
        known.setdefault(one.size, note)
    yield from ((f"checkpoint-{size}", text.encode()) for size, text in sorted(known.items()))


def tlog_proof(index: int, path: tuple[Hash, ...], note: str) -> str:
    """Write the proof that a leaf is in the ledger of a checkpoint."""
    hashes = "".join(f"{b64encode(one).decode()}\n" for one in path)
    return f"{HEADER}\nindex {index}\n{hashes}\n{note}"


def pem(key: VerifierKey) -> str:
    """Write a public key as openssl reads it."""
    encoded = b64encode(PUBLIC + key.public).decode()
    return f"-----BEGIN PUBLIC KEY-----\n{encoded}\n-----END PUBLIC KEY-----\n"


def _read_me(index: int) -> str:
    text = (HERE / "templates" / "proofs.md").read_text("utf-8")
    return text.replace("event-N", f"event-{index}")
