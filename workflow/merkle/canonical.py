"""JSON in the one form of RFC 8785, so that everybody hashes the same bytes.

Python's own writer does all but three things: names are sorted by UTF-16, numbers are written
as ECMAScript writes them, and what others could not read exactly is refused.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from math import isfinite

EXACT = 2**53


def canonical(value: object) -> bytes:
    """Write JSON data; ValueError for what has no such form, such as 2**53 or infinity."""
    return _written(value).encode()


def _written(value: object) -> str:
    match value:
        case bool() | None | str():
            return json.dumps(value, ensure_ascii=False)
        case int() if abs(value) < EXACT:
            return str(value)
        case float() if isfinite(value):
            return _number(value)
        case Mapping():
            members = sorted(value.items(), key=_by_utf_16)
            return "{" + ",".join(f"{_written(k)}:{_written(v)}" for k, v in members) + "}"
        case list() | tuple():
            return "[" + ",".join(map(_written, value)) + "]"
    raise ValueError(f"{value!r} has no canonical form")


def _by_utf_16(member: tuple[object, object]) -> list[tuple[int, int]]:
    """Sort by units of UTF-16, in which what is beyond U+FFFF begins with a surrogate."""
    name, _ = member
    if not isinstance(name, str):
        raise ValueError(f"{name!r} is no name of a member")  # noqa: TRY004 - as canonical says
    return [(_first_unit(point), point) for point in map(ord, name)]


def _first_unit(point: int) -> int:
    return point if point <= 0xFFFF else 0xD7C0 + (point >> 10)


def _number(value: float) -> str:
    """Write the shortest digits that read as the number, as ECMAScript's Number::toString does."""
    mantissa, _, exponent = f"{Decimal(repr(abs(value))).normalize():e}".partition("e")
    minus = "-" if value < 0 else ""
    return minus + _placed(mantissa.replace(".", ""), int(exponent) + 1)


def _placed(digits: str, point: int) -> str:
    """Put the point behind so many digits, or an exponent where the number is far from one."""
    if len(digits) <= point <= 21:
        return digits + "0" * (point - len(digits))
    if 0 < point <= 21:
        return f"{digits[:point]}.{digits[point:]}"
    if -6 < point <= 0:
        return f"0.{'0' * -point}{digits}"
    mantissa = digits if len(digits) == 1 else f"{digits[0]}.{digits[1:]}"
    return f"{mantissa}e{point - 1:+d}"
