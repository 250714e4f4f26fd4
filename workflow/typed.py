"""What somebody typed where a code belongs: it may be anything, also a customer's name.

A refused command is kept without its form. So a name that was typed in the wrong place is
not kept either, neither as it is nor in the words of the refusal.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

_CODE = re.compile(r"[A-Za-z][A-Za-z0-9_./-]{0,63}")
WITHHELD = "…"
LEVELS = 5  # a refusal names a part of an object in a list of a correction, and none within


def is_code(text: str) -> bool:
    """Say whether a text could be the code of a step, a procedure, a role or a blank."""
    return _CODE.fullmatch(text) is not None


def no_codes(value: object, deep: int = LEVELS) -> Iterator[str]:
    """Give what stands where a form has the names of its blanks and is none, also in parts."""
    if deep and isinstance(value, Mapping):
        yield from (str(name) for name in value if not is_code(str(name)))
        value = [*value.values()]
    if deep and isinstance(value, list | tuple):
        for one in value:
            yield from no_codes(one, deep - 1)


def renamed(packed: str, instead: Mapping[str, str]) -> str:
    """Put other words for some into a refusal, which is kept as JSON."""
    if not instead:
        return packed

    def told(value: object) -> object:
        if isinstance(value, str):
            return _renamed(value, instead)
        if isinstance(value, dict):
            return {name: told(one) for name, one in value.items()}
        return [told(one) for one in value] if isinstance(value, list) else value

    try:
        refusal = json.loads(packed)
    except ValueError:  # a host's own words
        for old, new in instead.items():
            packed = packed.replace(old, new)
        return packed
    return json.dumps(told(refusal), ensure_ascii=False)


def _renamed(text: str, instead: Mapping[str, str]) -> str:
    """Rename a text, or the person before a role: PERSON:ROLE."""
    head, colon, rest = text.partition(":")
    return instead.get(text) or (instead.get(head, head) + colon + rest)
