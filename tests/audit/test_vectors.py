"""auditing.md 1: the vectors of transparency-dev and of RFC 8785's author, all as they are.

The ledger's own tests run them where they lie beside the checkout; here `AUDIT_DATA` names them.
"""

import json
from base64 import b64decode
from pathlib import Path
from typing import Any

import pytest

from huiyin.workflow.ledger.standalone import tree as second
from huiyin.workflow.ledger.standalone.ed25519 import Wrong
from huiyin.workflow.merkle.canonical import canonical
from huiyin.workflow.merkle.tree import is_consistent, is_included
from ledger.vectors import OFFICIAL

pytestmark = pytest.mark.skipif(
    not OFFICIAL.is_dir(), reason="AUDIT_DATA names no folder with the official vectors"
)


def hashes(found: list[str] | None) -> list[bytes]:
    return [b64decode(one) for one in found or ()]


def vectors(kind: str) -> list[dict[str, Any]]:
    files = sorted((OFFICIAL / "merkle" / kind).rglob("*.json"))
    return [{"file": one, **json.loads(one.read_text("utf-8"))} for one in files]


def test_all_196_vectors_of_proofs_are_judged_right() -> None:
    wrong = [one["file"] for one in vectors("inclusion") if included(one) is one["wantErr"]]
    wrong += [one["file"] for one in vectors("consistency") if consistent(one) is one["wantErr"]]

    assert len(vectors("inclusion")) + len(vectors("consistency")) == 196
    assert wrong == []


def included(said: dict[str, Any]) -> bool:
    leaf, root = b64decode(said["leafHash"]), b64decode(said["root"])
    return is_included(leaf, said["leafIdx"], said["treeSize"], root, hashes(said["proof"]))


def consistent(said: dict[str, Any]) -> bool:
    older, newer = b64decode(said["root1"]), b64decode(said["root2"])
    return is_consistent(said["size1"], older, said["size2"], newer, hashes(said["proof"]))


def test_the_program_that_goes_out_judges_consistency_likewise() -> None:
    """But for trees of no leaves, and for roots that are no hashes, which it asks about first."""
    asked = [one for one in vectors("consistency") if one["size1"] > 0 and are_hashes(one)]

    assert [one["file"] for one in asked if begins(one) is one["wantErr"]] == []
    assert len(asked) > 60


def are_hashes(said: dict[str, Any]) -> bool:
    return {len(b64decode(said[root])) for root in ("root1", "root2")} == {32}


def begins(said: dict[str, Any]) -> bool:
    ends = [(said[f"size{n}"], b64decode(said[f"root{n}"])) for n in (1, 2)]
    try:
        second.ensure_begins(ends[0], ends[1], hashes(said["proof"]))
    except (Wrong, ValueError):
        return False
    return True


def test_all_6_vectors_of_canonical_json_are_written_right() -> None:
    files = sorted((OFFICIAL / "jcs" / "input").iterdir())
    wrong = [one.name for one in files if canonical(json.loads(one.read_bytes())) != written(one)]

    assert len(files) == 6
    assert wrong == []


def written(file: Path) -> bytes:
    return bytes.fromhex((OFFICIAL / "jcs" / "outhex" / f"{file.stem}.txt").read_text("ascii"))
