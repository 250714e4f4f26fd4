"""A photo, a scan or a signed contract: the log keeps its name and digest, never the picture."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, Field

from ..workflow.annotations import Mark
from ..workflow.forms import Private, Words


def _hexadecimal(digest: str) -> str:
    if not re.fullmatch(r"[0-9a-f]{64}", digest):
        raise ValueError("not a digest")
    return digest


Digest = Annotated[str, AfterValidator(_hexadecimal), Mark("text")]


class Photo(Words):
    """A file that lies outside the log, told apart by its SHA-256 in lower-case hex digits."""

    name: Private = Field(title="文件名")
    sha256: Digest = Field(title="指纹")
