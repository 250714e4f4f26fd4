"""Ed25519 signatures after RFC 8032, verified without any library."""

from __future__ import annotations

from hashlib import sha512


class Wrong(Exception):
    """Something does not fit."""


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
