"""Which parts of a form are personal, and how each of its texts is changed at its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from pydantic import JsonValue

from ..annotations import Personal
from .contract import Identity
from .tokens import ERASED

Marks: TypeAlias = Mapping[str, "Personal | Marks"]
Change = Callable[[str, str, bool], str]
NOTHING: Marks = {}


def changed(form: Mapping[str, JsonValue], marks: Marks, change: Change) -> dict[str, JsonValue]:
    """Give a form with each text as `change` makes it of its field, itself, and being personal."""
    return {name: _changed(value, marks.get(name), name, change) for name, value in form.items()}


def _changed(
    value: JsonValue, mark: Personal | Marks | None, field: str, change: Change
) -> JsonValue:
    if isinstance(value, str):
        return change(field, value, isinstance(mark, Personal))
    if isinstance(value, list):
        return [_changed(one, mark, f"{field}.{n}", change) for n, one in enumerate(value)]
    if isinstance(value, dict):
        parts = NOTHING if mark is None or isinstance(mark, Personal) else mark
        return {
            name: _changed(one, parts.get(name), f"{field}.{name}", change)
            for name, one in value.items()
        }
    return value


def identity_in(form: Mapping[str, JsonValue], marks: Marks) -> Identity:
    """Give who is named on the form that opens a case, as far as it says.

    A policy may copy the words of a case whose person was erased: they name nobody.
    """
    found = {
        mark: word
        for name, mark in marks.items()
        if isinstance(mark, Personal) and (word := str(form.get(name) or "").strip()) != ERASED
    }
    return Identity(found.get(Personal.NAME, ""), found.get(Personal.PHONE, ""))
