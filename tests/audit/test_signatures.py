"""auditing.md 1: what huiyin signs openssl verifies, and what openssl signs huiyin verifies."""

import shutil
import subprocess
from pathlib import Path
from random import Random

import pytest

from huiyin.workflow.ledger import ed25519
from huiyin.workflow.ledger.note import VerifierKey
from huiyin.workflow.ledger.prove import pem
from huiyin.workflow.ledger.standalone import ed25519 as second

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="there is no openssl here")
PRIVATE = bytes.fromhex("302e020100300506032b657004220420")  # what RFC 8410 puts before a seed
dice = Random(8032)
SEEDS = [dice.randbytes(32) for _ in range(5)]
TEXT = "huiyin/test\n13\n回音\n".encode()


def openssl(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(["openssl", *arguments], cwd=folder, capture_output=True, check=False)


def verified(folder: Path) -> bool:
    asked = ("pkeyutl", "-verify", "-pubin", "-inkey", "key.pem", "-rawin")
    return openssl(folder, *asked, "-in", "text", "-sigfile", "signature").returncode == 0


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed[:4].hex())
def test_openssl_verifies_what_huiyin_signs(tmp_path: Path, seed: bytes) -> None:
    (tmp_path / "key.pem").write_text(pem(VerifierKey("huiyin/test", ed25519.public_of(seed))))
    (tmp_path / "text").write_bytes(TEXT)
    (tmp_path / "signature").write_bytes(ed25519.sign(seed, TEXT))

    assert verified(tmp_path)
    (tmp_path / "text").write_bytes(TEXT.replace(b"13", b"14"))
    assert not verified(tmp_path)


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed[:4].hex())
def test_huiyin_verifies_what_openssl_signs(tmp_path: Path, seed: bytes) -> None:
    (tmp_path / "key.der").write_bytes(PRIVATE + seed)
    (tmp_path / "text").write_bytes(TEXT)
    asked = ("pkeyutl", "-sign", "-inkey", "key.der", "-keyform", "DER", "-rawin")
    done = openssl(tmp_path, *asked, "-in", "text", "-out", "signature")
    assert done.returncode == 0, done.stderr
    signature, public = (tmp_path / "signature").read_bytes(), ed25519.public_of(seed)

    assert signature == ed25519.sign(seed, TEXT)
    for verify in (ed25519.is_signed, second.is_signed):
        assert verify(public, signature, TEXT)
        assert not verify(public, signature, TEXT + b"!")
