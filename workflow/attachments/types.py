"""What kind of file it is, told by its content: a name can say anything."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from hashlib import sha256

HEAD = 64
# Of a HEIF file: its brands for HEVC pictures, and those that any of its codecs may claim.
HEVC = (b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis")
ANY_CODEC = (b"mif1", b"msf1")
TEXT = "text/plain"


def _is_webp(head: bytes) -> bool:
    return head.startswith(b"RIFF") and head[8:12] == b"WEBP"


def _is_heic(head: bytes) -> bool:
    brand, others = head[8:12], head[16:]
    claims = brand in HEVC or (brand in ANY_CODEC and any(one in others for one in HEVC))
    return head[4:8] == b"ftyp" and claims


SIGNS: dict[str, Callable[[bytes], bool]] = {
    "image/jpeg": lambda head: head.startswith(b"\xff\xd8\xff"),
    "image/png": lambda head: head.startswith(b"\x89PNG\r\n\x1a\n"),
    "image/webp": _is_webp,
    "image/heic": _is_heic,
    "application/pdf": lambda head: head.startswith(b"%PDF-"),
}
BINARY = tuple(SIGNS)
KNOWN = (*BINARY, TEXT)


class Examination:
    """A file read once, piece by piece: its digest, its size, and what kind it is."""

    def __init__(self) -> None:
        self.size = 0
        self._digest = sha256()
        self._head = b""
        self._text = codecs.getincrementaldecoder("utf-8")()
        self._is_text = True

    def take(self, piece: bytes) -> None:
        """Look at the next piece."""
        self.size += len(piece)
        self._digest.update(piece)
        self._head += piece[: HEAD - len(self._head)]
        self._is_text = self._is_text and self._reads(piece, last=False)

    @property
    def sha256(self) -> str:
        """The digest of what was taken, in lower-case hex digits."""
        return self._digest.hexdigest()

    @property
    def type(self) -> str:
        """The media type of what was taken; empty where it is none of those known."""
        for name, is_sign in SIGNS.items():
            if is_sign(self._head):
                return name
        return TEXT if self._is_text and self._reads(b"", last=True) else ""

    def _reads(self, piece: bytes, *, last: bool) -> bool:
        """Say whether it is UTF-8 without control characters but those of lines and pages."""
        try:
            text = self._text.decode(piece, last)
        except UnicodeDecodeError:
            return False
        return all(letter >= " " or letter in "\t\n\f\r" for letter in text)
