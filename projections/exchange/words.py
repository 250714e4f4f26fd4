"""How words and instants are written for other programs."""

from __future__ import annotations

import re
from datetime import UTC, datetime

ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def legal(text: str) -> str:
    """Replace what XML has no character for."""
    return ILLEGAL.sub("\ufffd", text)


def harmless(cell: str) -> str:
    """Keep a spreadsheet from taking a text for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def stamp(at: datetime) -> str:
    """Write an instant in UTC to the millisecond, which is as fine as other programs read it."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds")


def exact(at: datetime) -> str:
    """Write an instant in UTC as it was recorded."""
    return at.astimezone(UTC).isoformat()
