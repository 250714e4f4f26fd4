"""Fill in a form by hand: FIELD=VALUE read by the blank's shape, what is missing asked for.

What is written @FILE in a blank that takes a file is attached first, and the blank holds its
name and SHA-256.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click
from pydantic import ValidationError

from ..workflow.errors import AttachmentFault
from ..workflow.filling import fill_in, shape_of
from ..workflow.language import Language, message
from .options import instant

if TYPE_CHECKING:
    from ..workflow.case import Case
    from ..workflow.forms import Blank
    from ..workflow.parts import Step
    from .files import Take

YES = {"true", "yes", "y", "1", "是", "对"}
NO = {"false", "no", "n", "0", "否", "不"}
Filled = dict[str, object]


def read_form(file: str) -> Filled:
    """Read a form from a JSON file or, for "-", from standard input."""
    from ..workflow.errors import Misconfigured

    try:
        with click.open_file(file, "rb") as opened:
            found = json.loads(opened.read())
    except OSError as error:
        raise click.BadParameter(f"{file}: {error.strerror}", param_hint="--form") from None
    except (ValueError, RecursionError) as error:
        raise Misconfigured(f"{file} is no JSON: {error}") from None
    if not isinstance(found, dict):
        raise Misconfigured(f"{file}: a form is an object with the blanks")
    return found


@dataclass(frozen=True, slots=True)
class Scribe:
    """Puts written words into blanks: instants on the zone's clocks, named files attached."""

    zone: ZoneInfo
    take: Take

    def read(self, text: str, blank: Blank) -> object:
        """Read a text by the shape of a blank; give it as it is where that fails."""
        readers: dict[str, Callable[[str], object]] = {
            "bool": _bool,
            "choice": lambda text: _code(text, blank),
            "int": int,
            "object": json.loads,
            "file": self._file,
            "datetime": lambda text: instant(text, self.zone).astimezone(self.zone).isoformat(),
        }
        if blank.shape not in readers:
            return text
        try:
            return readers[blank.shape](text.strip())
        except (ValueError, OverflowError, RecursionError):
            return text

    def _file(self, text: str) -> object:
        return self.take(text[1:]) if text.startswith("@") else json.loads(text)


def read_fields(given: Sequence[str], blanks: Mapping[str, Blank], scribe: Scribe) -> Filled:
    """Read FIELD=VALUE texts; what a shape cannot read stays text, for the procedure to refuse.

    A blank that takes a list is given once for each of its values.
    """
    texts: dict[str, list[str]] = {}
    for one in given:
        name, is_given, text = one.partition("=")
        if not is_given or not name.strip():
            raise click.UsageError(f"{one!r} is no FIELD=VALUE")
        texts.setdefault(name.strip(), []).append(text)
    for name, found in texts.items():
        _check_times(name, len(found), blanks.get(name))
    return {name: _read(found, blanks.get(name), scribe) for name, found in texts.items()}


def _check_times(name: str, times: int, blank: Blank | None) -> None:
    if times > 1 and not (blank and blank.many):
        raise click.UsageError(f"{name} is given {times} times and takes one value")


def _read(texts: list[str], blank: Blank | None, scribe: Scribe) -> object:
    if blank is None:
        return texts[0]
    values = [scribe.read(text, blank) for text in texts]
    if blank.many and len(values) == 1 and isinstance(values[0], list):
        return values[0]
    return values if blank.many else values[0]


def _code(text: str, blank: Blank) -> str:
    """Find the code of a choice that was written by its name."""
    named = (code for code, name in blank.choices.items() if text in (name.zh, name.en))
    return text if text in blank.choices else next(named, text)


def _bool(text: str) -> bool:
    if text.lower() in YES | NO:
        return text.lower() in YES
    raise ValueError(text)


def asked_for(
    step: Step, given: Mapping[str, object], case: Case, scribe: Scribe, language: Language
) -> Filled:
    """Ask on the terminal for what a form still needs, and give the whole form.

    First what the form always needs, then what it needs for what has been written.
    """
    form = dict(given)
    for name, blank in step.blanks.items():
        if blank.required and name not in form:
            form[name] = _ask(step, blank, scribe, language)
    for name, needed in step.asks.items():
        draft, _ = fill_in(step, form, case)
        if name not in form and needed.holds(case, draft):
            form[name] = _ask(step, step.blanks[name], scribe, language)
    return form


def _ask(step: Step, blank: Blank, scribe: Scribe, language: Language) -> object:
    value = _ask_one(step, blank, scribe, language)
    if not blank.many:
        return value
    values = [value]
    while text := _prompt(blank, language, again=True):
        value = _typed(text, blank, scribe, language)
        if not _is_wrong(step, blank, value, language):
            values.append(value)
    return values


def _ask_one(step: Step, blank: Blank, scribe: Scribe, language: Language) -> object:
    while True:
        value = _typed(_prompt(blank, language), blank, scribe, language)
        if not _is_wrong(step, blank, value, language):
            return value


def _typed(text: str, blank: Blank, scribe: Scribe, language: Language) -> object:
    """Read what was typed; say why a file cannot be taken, and go on asking."""
    try:
        return scribe.read(text, blank)
    except click.BadParameter as error:
        click.echo(error.message, err=True)
    except AttachmentFault as fault:
        click.echo(language.say(fault.says), err=True)
    return text


def _prompt(blank: Blank, language: Language, *, again: bool = False) -> str:
    name, shape = language.say(blank.named), language.say(_shape(blank, language))
    more = language.sentence("; leave it empty to end") if again else ""
    text: str = click.prompt(f"{name} ({shape}{more})", default="", show_default=False, err=True)
    return text


def _shape(blank: Blank, language: Language) -> object:
    if not blank.choices:
        return shape_of(blank)
    return [
        code if language.code == "en" else f"{code} {label.zh}"
        for code, label in blank.choices.items()
    ]


def _is_wrong(step: Step, blank: Blank, value: object, language: Language) -> bool:
    """Say on stderr what should be given, if this is not it."""
    if value != "" and _fits(step, blank.name, [value] if blank.many else value):
        return False
    says = message("{blank} should be {shape}", blank=blank.named, shape=shape_of(blank))
    click.echo(language.say(says), err=True)
    return True


def _fits(step: Step, name: str, value: object) -> bool:
    try:
        step.form.model_validate_json(json.dumps({name: value}))
    except ValidationError as error:
        return not any(one["loc"][:1] == (name,) for one in error.errors())
    return True
