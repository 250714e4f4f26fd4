"""What the annotation of a blank says beyond its type: a mark, what it refuses, its shape."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timezone
from decimal import Decimal
from enum import StrEnum
from types import UnionType
from typing import Annotated, Union, get_args, get_origin

from .actor import person_in

YEARS = range(1900, 3000)
PLAIN = {bool: "bool", int: "int", Decimal: "decimal", date: "date", str: "text"}


class Personal(StrEnum):
    """What a text tells of a customer: his name, his telephone number, or anything else."""

    NAME = "name"
    PHONE = "phone"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Mark:
    """What a blank means beyond its type; `ahead` asks for an instant that is to come.

    `personal` says that the text is a customer's own and is sealed with his key, `whose` that
    what is personal on the same form belongs to the customer of the case that is named here.
    """

    shape: str
    ahead: bool = False
    personal: Personal | None = None
    whose: bool = False


def filled(text: str) -> str:
    """Refuse whitespace alone."""
    if not text.strip():
        raise ValueError("empty")
    return text


def written_instant(value: object) -> object:
    """Refuse what is not written as a day and a time."""
    if isinstance(value, str) and re.match(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d", value):
        return value
    raise ValueError("not an instant")


def plausible(at: datetime) -> datetime:
    """Refuse an instant of another age; give it with a zone of the standard library.

    Those of pydantic-core can crash an interpreter that leaves (pydantic issue 12867).
    """
    if at.year not in YEARS:
        raise ValueError("not a year of ours")
    offset = at.utcoffset()
    return at if offset is None else at.replace(tzinfo=timezone(offset))


def with_person(reference: str) -> str:
    """Refuse a reference to a person that names none."""
    if not person_in(reference):
        raise ValueError("no person")
    return reference


def parts_of(annotation: object) -> Iterator[object]:
    """Walk an annotation down to its types and marks, outermost first."""
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated or origin in (Union, UnionType):
        for one in inner:
            yield from parts_of(one)
    elif origin is list:
        yield list
        yield from parts_of(inner[0])
    else:
        yield annotation


def plain_shape(kinds: Sequence[type]) -> str:
    """Name the shape of a blank that no mark names."""
    return next((PLAIN[kind] for kind in reversed(kinds) if kind in PLAIN), "object")
