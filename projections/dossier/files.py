"""The files that the entries of a case name: are they there, and still the same?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...workflow.attachments import Attachments, Found, attached
from ...workflow.attachments.types import Examination
from ...workflow.errors import AttachmentFault
from ...workflow.language import Label
from .docket import Docket

SHOWABLE = ("image/jpeg", "image/png", "image/webp")
NOT_LOOKED_FOR = Label("未查验", "not looked for")


@dataclass(frozen=True, slots=True)
class File:
    """A file by its name and SHA-256: which entries name it, and what has become of it.

    `found` is a code of `Found`, empty where nobody could look. `content` is there for a
    picture that is no larger than asked for.
    """

    name: str
    sha256: str
    versions: tuple[int, ...]
    found: str
    called: Label
    size: int | None = None
    type: str = ""
    content: bytes = b""

    @property
    def is_fault(self) -> bool:
        """Whether the record says something that the file does not bear out."""
        return self.found not in ("", Found.OK)


def files(docket: Docket, kept: Attachments | None, largest: int) -> Iterator[File]:
    """Give the files in the order in which they were named first; pictures up to so many bytes."""
    named: dict[tuple[str, str], list[int]] = {}
    for recorded in docket.history:
        for name, digest in attached(recorded.event.form):
            named.setdefault((name, digest), []).append(recorded.version)
    for (name, digest), versions in named.items():
        yield _file(name, digest, tuple(dict.fromkeys(versions)), kept, largest)


def _file(
    name: str, digest: str, versions: tuple[int, ...], kept: Attachments | None, largest: int
) -> File:
    if kept is None:
        return File(name, digest, versions, "", NOT_LOOKED_FOR)
    try:
        content = kept.get(digest)
    except AttachmentFault:
        found = kept.check(digest)
        return File(name, digest, versions, found, found.label)
    seen = Examination()
    seen.take(content)
    is_shown = seen.type in SHOWABLE and seen.size <= largest
    return File(
        name,
        digest,
        versions,
        Found.OK,
        Found.OK.label,
        seen.size,
        seen.type,
        content if is_shown else b"",
    )
