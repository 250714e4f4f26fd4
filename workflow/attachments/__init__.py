"""Files that belong to cases: where they are kept, and how that place is opened.

    files = open_attachments("cases.db.files")
    kept = files.put(picture, "piece.jpg")
    desk.perform(case, step, who, at=now, form={"photo": kept.words})

The log holds a file's name and SHA-256 and never the file, so that a file which is missing or
has been altered is found by whoever looks.
"""

from __future__ import annotations

import re
from pathlib import Path

from ..errors import Misconfigured
from ..store import path_of
from .contract import ACCEPTED, Accepts, Attachment, Attachments, Found, attached
from .folder import Folder

__all__ = [
    "ACCEPTED",
    "Accepts",
    "Attachment",
    "Attachments",
    "Folder",
    "Found",
    "attached",
    "beside",
    "open_attachments",
]

POSSIBLE = "attachments are kept in a folder: its path, or file:///PATH"

# One letter before the colon is a drive, not a scheme.
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+):")


def open_attachments(url: str, accepts: Accepts = ACCEPTED) -> Attachments:
    """Open the place where attachments are kept: a folder's path, or `file:///PATH`.

    The folder is made when the first file is put there. Raises Misconfigured for another
    address.
    """
    scheme = _SCHEME.match(url)
    if scheme and not url.startswith("file:///"):
        # The rest of the address is not repeated, for it may hold a password.
        raise Misconfigured(f"no attachments can be kept at {scheme[1]}:, {POSSIBLE}")
    path = _path(url) if scheme else url
    if not path or "\0" in path:
        raise Misconfigured(f"{path!r} is no path, {POSSIBLE}")
    return Folder(Path(path), accepts)


def _path(url: str) -> str:
    from urllib.request import url2pathname  # it knows how each system writes a drive

    return url2pathname(url.removeprefix("file://"))


def beside(store: str) -> str:
    """Give the folder that stands beside a store's file, by the store's address."""
    try:
        return f"{path_of(store)}.files"
    except Misconfigured:
        raise Misconfigured(f"no folder stands beside this store; {POSSIBLE}") from None
