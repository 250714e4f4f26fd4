"""auditing.md 1: programs that nobody here wrote verify the evidence of a case; no altered copy.

They read the files exactly as `huiyin prove` writes them; what stands here only cuts them into
the parts that each program takes.
"""

import json
import os
import shutil
import subprocess
from base64 import b64decode
from collections.abc import Callable
from functools import partial
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import pytest

from audit.outside import NODE, program
from terminal import Terminal

CASE = "C-2026-000002"
Accepted = dict[str, bool]
OPENSSL = shutil.which("openssl")


@pytest.fixture(scope="module")
def proofs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The evidence of a case of two events among 16 leaves, under three checkpoints."""
    huiyin = Terminal(tmp_path_factory.mktemp("office"))
    key = str(huiyin.folder / "signer.key")
    assert huiyin.run("key", "new", key).code == 0
    for number in range(15):
        huiyin.opened()
        if number == 1:
            who = ("--as", "wang:receptionist", "--at", "2026-03-02 10:00")
            assert huiyin.run("do", CASE, "handle-directly", *who).code == 0
        if number in (3, 9, 14):
            assert huiyin.run("checkpoint", "--key", key).code == 0
    folder = huiyin.folder / "proofs"
    assert huiyin.run("prove", CASE, "-o", str(folder)).code == 0
    return folder


@pytest.fixture
def folder(proofs: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(proofs, tmp_path / "proofs"))


# ------------------------------------------------------------ the programs


def events(folder: Path) -> list[str]:
    return sorted(one.stem for one in folder.glob("event-*.json"))


def node(folder: Path) -> dict[str, Accepted]:
    """Ask the libraries of npm: @sigstore/verify and @transmute/rfc9162."""
    if NODE is None:
        pytest.skip("node, or what `make audit` installs for it, is not here")
    script = Path(__file__).parent / "node" / "verify.cjs"
    done = subprocess.run(
        ["node", str(script), str(folder)],
        env={**os.environ, "NODE_PATH": str(NODE)},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    said: dict[str, Accepted] = json.loads(done.stdout)
    return said


def by_npm_sigstore(folder: Path) -> Accepted:
    return node(folder)["sigstore"]


def by_npm_rfc9162(folder: Path) -> Accepted:
    return node(folder)["transmute"]


def cut(folder: Path, event: str) -> tuple[int, list[bytes], str]:
    """Give index, hashes and note of a proof."""
    head, _, note = (folder / f"{event}.tlog-proof").read_text("utf-8").partition("\n\n")
    _, index, *hashes = head.split("\n")
    return int(index.removeprefix("index ")), [b64decode(one) for one in hashes], note


def by_python_sigstore(folder: Path) -> Accepted:
    """Ask the Python library of sigstore, whose errors say what does not fit."""
    wrong = program("sigstore.errors").Error
    return {one: agrees(wrong, partial(sigstore, folder, one)) for one in events(folder)}


def sigstore(folder: Path, event: str) -> bool:
    checkpoint = program("sigstore._internal.rekor.checkpoint")
    merkle = program("sigstore._internal.merkle")
    trust = program("sigstore._internal.trust")
    models = program("sigstore_models.common.v1")
    pem = program("cryptography.hazmat.primitives.serialization")
    key = pem.load_pem_public_key((folder / "key.pem").read_bytes())
    der = key.public_bytes(pem.Encoding.DER, pem.PublicFormat.SubjectPublicKeyInfo)
    public = SimpleNamespace(raw_bytes=der, key_details=models.PublicKeyDetails.PKIX_ED25519)
    index, hashes, note = cut(folder, event)
    signed = checkpoint.SignedCheckpoint.from_text(note)
    own = (folder / "policy").read_text().split("+")[1]
    signed.signed_note.verify(trust.Keyring([public]), bytes.fromhex(own))
    proof = SimpleNamespace(
        log_index=index,
        tree_size=signed.checkpoint.log_size,
        hashes=hashes,
        root_hash=bytes.fromhex(signed.checkpoint.log_hash),
    )
    leaf = (folder / f"{event}.json").read_bytes()
    inner = SimpleNamespace(inclusion_proof=proof, canonicalized_body=leaf)
    merkle.verify_merkle_inclusion(SimpleNamespace(_inner=inner))
    digest = program("sigstore._utils").sha256_digest(
        BytesIO((folder / f"{event}.state").read_bytes())
    )
    return bool(json.loads(leaf)["s"] == digest.digest.hex())


def agrees(errors: type[Exception], question: Callable[[], bool]) -> bool:
    try:
        return question()
    except (errors, ValueError, TypeError):
        return False


def by_openssl(folder: Path) -> Accepted:
    """Ask openssl: the signature of the checkpoint, and every hash from the leaf to its root."""
    if OPENSSL is None:
        pytest.skip("there is no openssl here")
    return {one: is_signed(folder, one) and leads_up(folder, one) for one in events(folder)}


def openssl(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(["openssl", *arguments], input=stdin, capture_output=True, check=False)


def digest(text: bytes) -> bytes:
    return openssl("dgst", "-sha256", "-binary", stdin=text).stdout


def is_signed(folder: Path, event: str) -> bool:
    text, _, below = cut(folder, event)[2].partition("\n\n")
    (folder / "text").write_text(f"{text}\n", "utf-8")
    (folder / "signature").write_bytes(b64decode(below.split()[2])[4:])
    key, files = str(folder / "key.pem"), (str(folder / "text"), str(folder / "signature"))
    asked = ("pkeyutl", "-verify", "-pubin", "-inkey", key, "-rawin")
    return openssl(*asked, "-in", files[0], "-sigfile", files[1]).returncode == 0


def leads_up(folder: Path, event: str) -> bool:
    index, hashes, note = cut(folder, event)
    size, root = note.split("\n")[1:3]
    leaf = (folder / f"{event}.json").read_bytes()
    place, last, found = index, int(size) - 1, digest(b"\0" + leaf)
    for one in hashes:
        while place == last and not place & 1 and place:
            place, last = place >> 1, last >> 1
        found = digest(b"\1" + (one + found if place & 1 else found + one))
        place, last = place >> 1, last >> 1
    state = digest((folder / f"{event}.state").read_bytes()).hex()
    said = json.loads(leaf)
    fits = (said["s"], said["i"]) == (state, index)
    return fits and found == b64decode(root) and last == 0


def by_pymerkle(folder: Path) -> Accepted:
    """Ask pymerkle, which knows proofs and no signatures."""
    wrong = program("pymerkle.proof").InvalidProof
    return {one: agrees(wrong, partial(merkle, folder, one)) for one in events(folder)}


def merkle(folder: Path, event: str) -> bool:
    core, proof = program("pymerkle.core"), program("pymerkle.proof")
    index, hashes, note = cut(folder, event)
    size, root = int(note.split("\n")[1]), b64decode(note.split("\n")[2])
    leaf = (folder / f"{event}.json").read_bytes()
    rule, _ = core._inclusion_path_layout(index + 1, size)
    base = program("pymerkle.hasher").MerkleHasher("sha256").hash_buff(leaf)
    made = proof.InclusionProof("sha256", True, size, index + 1, rule, [base, *hashes])
    made.verify(base, root, index=index + 1, size=size)
    return True


# ------------------------------------------------------------ what they say

SIGNING = (by_npm_sigstore, by_python_sigstore, by_openssl)
OUTSIDE = (*SIGNING, by_npm_rfc9162, by_pymerkle)
STATES = (*SIGNING, by_npm_rfc9162)  # who is asked for the hash of what happened as well


@pytest.mark.parametrize("outside", OUTSIDE, ids=lambda one: one.__name__)
def test_the_evidence_of_a_case_is_verified(
    folder: Path, outside: Callable[[Path], Accepted]
) -> None:
    assert outside(folder) == {"event-1": True, "event-2": True}


def put(folder: Path, name: str, was: bytes, now: bytes) -> None:
    file = folder / name
    assert was in file.read_bytes()
    file.write_bytes(file.read_bytes().replace(was, now, 1))


def flip(folder: Path, line: int, start: int = 9) -> None:
    """Exchange two letters of a line of the proof, behind a start."""
    file = folder / "event-2.tlog-proof"
    lines = file.read_text("utf-8").split("\n")
    found = lines[line]
    at = next(n for n in range(start, len(found)) if found[n] != found[n + 1])
    lines[line] = found[:at] + found[at + 1] + found[at] + found[at + 2 :]
    file.write_text("\n".join(lines), "utf-8")


def shortened(folder: Path) -> None:
    file = folder / "event-2.tlog-proof"
    lines = file.read_text("utf-8").split("\n")
    file.write_text("\n".join(lines[:2] + lines[3:]), "utf-8")


Alteration = Callable[[Path], object]
ALTERED: dict[str, tuple[Alteration, tuple[Callable[[Path], Accepted], ...]]] = {
    "what happened": (lambda f: put(f, "event-2.state", b"wang", b"zhao"), STATES),
    "the leaf": (lambda f: put(f, "event-2.json", b'"n":2', b'"n":3'), OUTSIDE),
    "the index": (lambda f: put(f, "event-2.tlog-proof", b"index 2", b"index 3"), OUTSIDE),
    "a hash of the proof": (lambda f: flip(f, 3), OUTSIDE),
    "the length of the proof": (shortened, OUTSIDE),
    "the root": (lambda f: flip(f, 9), OUTSIDE),
    "the size": (lambda f: put(f, "event-2.tlog-proof", b"\n16\n", b"\n17\n"), SIGNING),
    "the signature": (lambda f: flip(f, -2, 40), SIGNING),
}
ASKED = [(name, one) for name, (_, programs) in ALTERED.items() for one in programs]


@pytest.mark.parametrize(
    ("altered", "outside"), ASKED, ids=[f"{name}-{one.__name__}" for name, one in ASKED]
)
def test_an_altered_copy_is_rejected(
    folder: Path, altered: str, outside: Callable[[Path], Accepted]
) -> None:
    ALTERED[altered][0](folder)

    assert outside(folder) == {"event-1": True, "event-2": False}


def test_each_checkpoint_goes_on_from_the_one_before(folder: Path) -> None:
    assert node(folder)["consistency"] == {
        "consistency-5-11.txt": True,
        "consistency-11-16.txt": True,
    }


@pytest.mark.parametrize("name", ["consistency-5-11.txt", "consistency-11-16.txt"])
def test_no_altered_proof_of_consistency_passes(folder: Path, name: str) -> None:
    *lines, last, _ = (folder / name).read_text("utf-8").split("\n")
    spoiled = last[:5] + ("A" if last[5] != "A" else "B") + last[6:]
    (folder / name).write_text("\n".join([*lines, spoiled, ""]), "utf-8")

    assert node(folder)["consistency"][name] is False


def test_a_leaf_is_canonical_json_for_others_too(folder: Path) -> None:
    rfc8785 = program("rfc8785")

    for event in events(folder):
        leaf = (folder / f"{event}.json").read_bytes()
        assert rfc8785.dumps(json.loads(leaf)) == leaf
