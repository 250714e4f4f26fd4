"""Verify the proofs in this folder with nothing but Python's standard library.

    python3 verify.py [FOLDER]

For every event-N.json it asks: is its `s` the SHA-256 of event-N.state, does the proof lead from
it to the root of the checkpoint, and has a key of the policy signed that checkpoint? Compare the
policy with the one that you hold yourself: whoever made this folder could have made another.

This file is a second implementation on purpose; it shares no code with the program that wrote
the proofs.
"""

from __future__ import annotations

import json
import sys
from base64 import b64decode
from hashlib import sha256, sha512
from pathlib import Path

HEADER = "c2sp.org/tlog-proof@v1"


class Wrong(Exception):
    """Something does not fit."""


# ---------------------------------------------------------------- Ed25519, RFC 8032

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)
Point = tuple[int, int, int, int]


def added(one: Point, other: Point) -> Point:
    """Add two points in extended coordinates."""
    a = (one[1] - one[0]) * (other[1] - other[0]) % P
    b = (one[1] + one[0]) * (other[1] + other[0]) % P
    c = 2 * one[3] * other[3] * D % P
    d = 2 * one[2] * other[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def times(factor: int, point: Point) -> Point:
    """Multiply a point."""
    total: Point = (0, 1, 1, 0)
    while factor:
        if factor & 1:
            total = added(total, point)
        point, factor = added(point, point), factor >> 1
    return total


def point_at(y: int, sign: int) -> Point:
    """Give the point with this y whose x has this parity."""
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT % P
    if y >= P or (x * x - square) % P or (x == 0 and sign):
        raise Wrong("this is no point of the curve")
    x = P - x if x & 1 != sign else x
    return (x, y, 1, x * y % P)


def decoded(encoded: bytes) -> Point:
    """Read a point."""
    number = int.from_bytes(encoded, "little")
    return point_at(number & (1 << 255) - 1, number >> 255)


def encoded(point: Point) -> bytes:
    """Write a point."""
    inverse = pow(point[2], P - 2, P)
    x, y = point[0] * inverse % P, point[1] * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


BASE = point_at(4 * pow(5, P - 2, P) % P, 0)


def is_signed(public: bytes, signature: bytes, text: bytes) -> bool:
    """Say whether the owner of a public key has signed a text."""
    if len(public) != 32 or len(signature) != 64:
        return False
    factor = int.from_bytes(signature[32:], "little")
    if factor >= L:
        return False
    x, y, z, t = decoded(public)
    number = int.from_bytes(sha512(signature[:32] + public + text).digest(), "little") % L
    found = added(times(factor, BASE), times(number, (P - x, y, z, P - t)))
    return encoded(found) == signature[:32]


# ---------------------------------------------------------------- checkpoints and proofs


def policy_of(text: str) -> list[tuple[int, str, bytes]]:
    """Read which keys may sign: from which size on, under which name."""
    lines = [line.partition("#")[0].split() for line in text.splitlines()]
    keys = []
    for size, key in filter(None, lines):
        name, _, rest = key.partition("+")
        keys.append((int(size), name, b64decode(rest.partition("+")[2])[1:]))
    return keys


def opened(note: str, policy: list[tuple[int, str, bytes]]) -> tuple[int, bytes]:
    """Give size and root of a checkpoint that the policy's key of its time has signed."""
    text, _, below = note.rpartition("\n\n")
    origin, size, root = text.split("\n")[:3]
    start, name, public = [one for one in policy if one[0] <= int(size)][-1]
    key_id = sha256(name.encode() + b"\n\x01" + public).digest()[:4]
    signed = [line.split(" ") for line in below.splitlines() if line.startswith("\u2014 ")]
    mine = [b64decode(raw) for _, who, raw in signed if who == name]
    ours = [raw[4:] for raw in mine if raw[:4] == key_id]
    if origin != name or not ours:
        raise Wrong(f"the key of {name} from size {start} on has not signed this checkpoint")
    if not all(is_signed(public, raw, f"{text}\n".encode()) for raw in ours):
        raise Wrong("the signature of this checkpoint does not fit")
    return int(size), b64decode(root)


def root_over(leaf: bytes, index: int, size: int, path: list[bytes]) -> bytes:
    """Work out the root from a leaf and its proof, RFC 9162, 2.1.3.2."""
    place, last, found = index, size - 1, sha256(b"\x00" + leaf).digest()
    for one in path:
        if last == 0 or len(one) != 32:
            raise Wrong("the proof is too long")
        if place & 1 or place == last:
            found = sha256(b"\x01" + one + found).digest()
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            found = sha256(b"\x01" + found + one).digest()
        place, last = place >> 1, last >> 1
    if last or index >= size:
        raise Wrong("the proof is too short")
    return found


def verified(leaf: bytes, state: bytes, proof: str, policy: list[tuple[int, str, bytes]]) -> str:
    """Verify one event and say what it is, or raise Wrong."""
    header, _, rest = proof.partition("\n")
    middle, _, note = rest.partition("\n\n")
    index, *path = [line for line in middle.split("\n") if not line.startswith("extra ")]
    said = json.loads(leaf)
    if header != HEADER or index != f"index {said['i']}":
        raise Wrong("this is no proof of this leaf")
    if sha256(state).hexdigest() != said["s"]:
        raise Wrong("what happened is not what was recorded")
    size, root = opened(note, policy)
    if root_over(leaf, said["i"], size, [b64decode(one) for one in path]) != root:
        raise Wrong("this leaf is not in the ledger that was signed")
    return f"{said['case']} version {said['n']}: {said['event']}, leaf {said['i']} of {size}"


def main(folder: Path) -> int:
    """Verify every event of a folder, and say what was found."""
    policy = policy_of((folder / "policy").read_text("utf-8"))
    leaves, faults = sorted(folder.glob("event-*.json")), 0
    for file in leaves:
        state = file.with_suffix(".state").read_bytes()
        proof = file.with_suffix(".tlog-proof").read_text("utf-8")
        try:
            says = f"ok     {verified(file.read_bytes(), state, proof, policy)}"
        except (Wrong, ValueError, LookupError) as wrong:
            says, faults = f"WRONG  {file.name}: {wrong}", faults + 1
        sys.stdout.write(f"{says}\n")
    sys.stdout.write(f"{len(leaves) - faults} of {len(leaves)} events verified\n")
    return 0 if leaves and not faults else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if sys.argv[1:] else Path(__file__).parent))
