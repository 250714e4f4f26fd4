"""Fill in a form: every missing, unknown or misshapen blank is named at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from pydantic import JsonValue, ValidationError
from pydantic_core import PydanticSerializationError, from_json, to_json

from .errors import Reason
from .forms import Blank, Command, blanks
from .language import Label, Message, message

if TYPE_CHECKING:
    from .case import Case
    from .events import Event
    from .parts import Step

SHAPES = {
    "text": message("a text that is not empty"),
    "department": message("the name of a department"),
    "person": message("a person: PERSON, PERSON:ROLE or PERSON:ROLE@DEPARTMENT"),
    "case": message("a case number"),
    "date": message("a day such as 2026-03-02"),
    "datetime": message("an instant with its offset such as 2026-03-02T09:00:00+08:00"),
    "int": message("a whole number"),
    "decimal": message("a decimal number such as 0.098"),
    "bool": message("true or false"),
    "object": message("an object with the fields of the form"),
    "file": message("a file: its name and SHA-256, or @FILE to attach it"),
}


class _Fault(NamedTuple):
    """What is wrong with a blank, and where within it."""

    kind: str
    path: tuple[int | str, ...] = ()


def fill_in(
    step: Step, form: Mapping[str, object], case: Case
) -> tuple[Command, tuple[Reason, ...]]:
    """Read a form for a step; give what could be read, and everything that is wrong with it."""
    given = {str(name): value for name, value in form.items() if not _is_empty(value)}
    filled, wrong = _read(step.form, given)
    for name, needed in step.asks.items():
        if name not in wrong and getattr(filled, name) is None and needed.holds(case, filled):
            blank = step.blanks[name]
            says = "{blank} is missing: it is asked for where {condition}"
            wrong[name] = message(says, blank=blank.named, condition=needed.says)
    reasons = (Reason("FormIncomplete", step.clauses, says) for says in wrong.values())
    return filled, tuple(reasons)


def words_on(step: Step, entry: Event) -> dict[str, JsonValue]:
    """Give what people wrote on an entry, without what the engine has added to it."""
    return {name: value for name, value in entry.form.items() if name in step.blanks}


def read_back(step: Step, words: Mapping[str, JsonValue]) -> Command | None:
    """Read what was written as the form of a step; None where it does not fit."""
    try:
        form: Command = step.form.__pydantic_validator__.validate_json(to_json(dict(words)))
    except ValidationError:
        return None
    return form


def _is_empty(value: object) -> bool:
    if isinstance(value, str):
        return not value.strip()
    return value is None or (isinstance(value, list | tuple | set | frozenset) and not value)


def _read(form: type[Command], given: Mapping[str, object]) -> tuple[Command, dict[str, Message]]:
    unwritable = _unwritable(given)
    written = {name: value for name, value in given.items() if name not in unwritable}
    try:
        filled, wrong = form.__pydantic_validator__.validate_json(to_json(written)), unwritable
    except ValidationError as error:
        wrong = _faults(error) | unwritable
        well = {name: value for name, value in written.items() if name not in wrong}
        filled = _draft(form, well)
    listed = blanks(form)
    return filled, {name: _says(name, fault, listed) for name, fault in wrong.items()}


def _faults(error: ValidationError) -> dict[str, _Fault]:
    """Give the first thing that is wrong with each blank."""
    found: dict[str, _Fault] = {}
    for one in error.errors(include_url=False):
        found.setdefault(str(one["loc"][0]), _Fault(one["type"], one["loc"][1:]))
    return found


def _draft(form: type[Command], given: Mapping[str, object]) -> Command:
    """Keep what is well filled in, so that conditions on it can still be looked at."""
    empty = {name: None for name, blank in blanks(form).items() if blank.required}
    return form.model_construct(None, **(empty | dict(given)))


def _unwritable(given: Mapping[str, object]) -> dict[str, _Fault]:
    if _is_json(given):
        return {}
    wrong = _Fault("unwritable")
    return {name: wrong for name, value in given.items() if not _is_json({name: value})}


def _is_json(value: object) -> bool:
    """Say whether JSON can hold it and be read again, a few levels deep in an event."""
    try:
        from_json(to_json([[[[value]]]]), allow_inf_nan=False)
    except (PydanticSerializationError, ValueError, RecursionError):
        return False
    return True


def _says(name: str, fault: _Fault, listed: Mapping[str, Blank]) -> Message:
    blank = listed.get(name)
    if blank is None:
        name = name.encode("ascii", "backslashreplace").decode() if not name.isprintable() else name
        known = [one.named for one in listed.values()] or "–"
        return message("the form has no blank {name}; it has: {known}", name=name, known=known)
    if inner := _in_part(blank, fault):
        return inner
    if fault.kind == "missing":
        return message("{blank} is missing", blank=blank.named)
    return message("{blank} should be {shape}", blank=blank.named, shape=shape_of(blank))


def _in_part(blank: Blank, fault: _Fault) -> Message | None:
    """Say which part of an object is wrong, in which line of a list; None where it is no part."""
    part = next((str(one) for one in fault.path if isinstance(one, str)), "")
    if part not in blank.parts and not (blank.parts and fault.kind == "extra_forbidden"):
        return None
    says = _says(part, _Fault(fault.kind), blank.parts)
    row = next((one + 1 for one in fault.path if isinstance(one, int)), None)
    if row is None:
        return message("in {blank} {says}", blank=blank.named, says=says)
    return message("in line {row} of {blank} {says}", row=row, blank=blank.named, says=says)


def shape_of(blank: Blank) -> Message:
    """Say what goes into a blank."""
    one = SHAPES.get(blank.shape)
    if blank.choices:
        codes = [Label(f"{code}（{label.zh}）", code) for code, label in blank.choices.items()]
        one = message("one of {codes}", codes=codes)
    if blank.parts and blank.shape == "object":
        one = message("an object with {parts}", parts=[part.named for part in blank.parts.values()])
    return message("a list, each {one}", one=one) if blank.many else one or message("a value")
