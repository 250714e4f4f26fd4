"""What every place for attachments can do, and what it accepts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import IO, Protocol

from ..errors import Misconfigured
from ..forms import ATTACHED, Choice
from .types import BINARY, KNOWN

MB = 1024 * 1024


class Found(Choice):
    """What has become of a file that the log names, or of one that lies there."""

    OK = "ok", "完好"
    MISSING = "missing", "缺失"
    ERASED = "erased", "已删除"
    ALTERED = "altered", "已被改动"
    UNKNOWN = "not_in_the_log", "记录中没有", "not in the log"
    UNREADABLE = "unreadable", "记录无法读取", "the record is unreadable"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file by its name and its content: hex SHA-256, size in bytes, media type."""

    name: str
    sha256: str
    size: int
    type: str

    @property
    def words(self) -> dict[str, str]:
        """What is written of it in the blank of a form, and all that the log keeps."""
        return {"name": self.name, "sha256": self.sha256}


@dataclass(frozen=True, slots=True)
class Accepts:
    """What may be attached: files up to so many bytes, of these media types."""

    largest: int = 20 * MB
    types: tuple[str, ...] = BINARY

    def __post_init__(self) -> None:
        """Refuse what could never accept a file, or a type that cannot be told by content."""
        if self.largest < 1:
            raise Misconfigured(f"no file is as small as {self.largest} bytes")
        if unknown := [one for one in self.types if one not in KNOWN]:
            raise Misconfigured(f"no type {', '.join(unknown)}; there are {', '.join(KNOWN)}")


ACCEPTED = Accepts()


class Attachments(Protocol):
    """Where attachments are kept, each under the SHA-256 of its content."""

    @property
    def url(self) -> str:
        """Where it is, as it may be shown to people (no secrets)."""
        ...

    def look(self, content: bytes | IO[bytes], name: str) -> Attachment:
        """Say what a file would be kept as, and keep nothing; raise AttachmentUnfit."""
        ...

    def put(self, content: bytes | IO[bytes], name: str) -> Attachment:
        """Keep a file, safely on the disk when this returns; once, however often it is put.

        Raises AttachmentUnfit for one that is empty, too large, of another type, or whose
        name is none, and AttachmentAltered where something else lies in its place.
        """
        ...

    def get(self, sha256: str) -> bytes:
        """Give a file, byte for byte as it was put; AttachmentMissing or AttachmentAltered."""
        ...

    def check(self, sha256: str) -> Found:
        """Say whether a file is here and has the content that it is told apart by."""
        ...

    def remove(self, sha256: str) -> bool:
        """Take a file away for good, and say whether there was one; what it was stays known.

        Whoever asks has made sure that no case of anybody else names it.
        """
        ...

    def kept(self) -> Iterator[str]:
        """Give the SHA-256 of every file here, in order."""
        ...


def attached(words: object) -> Iterator[tuple[str, str]]:
    """Give name and SHA-256 of each attachment written in a form, however deep it lies."""
    if isinstance(words, Mapping):
        if words.keys() == ATTACHED:
            yield str(words["name"]), str(words["sha256"])
            return
        words = list(words.values())
    if isinstance(words, list):
        for one in words:
            yield from attached(one)
