"""What people of the office read: names in Chinese and English, sentences from a catalogue.

Names of states, roles, steps and blanks stand on the pages as `Label`s. Sentences are written
in English where they are used and looked up in gettext catalogues; a `Message` keeps a
sentence apart from its values, so that a refusal can be said again in another language.
"""

from __future__ import annotations

import gettext
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta, tzinfo
from functools import cache
from pathlib import Path

CATALOGUE = Path(__file__).parent / "locale"
LANGUAGES = ("en", "zh")


@dataclass(frozen=True, slots=True)
class Label:
    """A name in both languages."""

    zh: str
    en: str

    @classmethod
    def of(cls, zh: str, code: str) -> Label:
        """Give a Chinese name its English one, read off the code: `due_at` is "due at"."""
        return cls(zh, code.replace("_", " ").replace("-", " "))

    def __str__(self) -> str:
        return self.en


@dataclass(frozen=True, slots=True)
class Message:
    """An English sentence with `{}` places, and what stands in them."""

    text: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return ENGLISH.say(self)


def message(text: str, /, **values: object) -> Message:
    """Write a sentence with its values by name."""
    return Message(text, values)


@dataclass(frozen=True, slots=True)
class Until:
    """An instant at which something is due: midnight is 24:00 of the day that it ends."""

    at: datetime


def on_clock(at: datetime | Until, zone: tzinfo) -> str:
    """Write an instant as a zone's clocks show it, with its seconds where it has any.

    One for which they have no day, as somebody may forge it, is written as it came.
    """
    given = at.at if isinstance(at, Until) else at
    with suppress(OverflowError):
        given = given.astimezone(zone)
    local = given.replace(tzinfo=None)
    if isinstance(at, Until) and local.time() == time():
        return f"{local.date() - timedelta(days=1)} 24:00"
    return local.isoformat(" ", "seconds" if local.second else "minutes")


class Language:
    """One of the languages spoken here."""

    def __init__(
        self, code: str, catalogues: Sequence[Path] = (CATALOGUE,), zone: tzinfo = UTC
    ) -> None:
        """Take the catalogues of sentences, and the zone on whose clocks instants are told."""
        self.code = code
        self.zone = zone
        self._catalogues = [
            gettext.translation("huiyin", str(folder), [code], fallback=True)
            for folder in catalogues
        ]

    def say(self, said: object) -> str:
        """Say a message, a name or a plain value in this language."""
        match said:
            case Message(text, values):
                spoken = {name: self.say(value) for name, value in values.items()}
                return self.sentence(text).format(**spoken)
            case Label():
                return said.zh if self.code == "zh" else said.en
            case str():
                return said
            case datetime() | Until():
                return on_clock(said, self.zone) + (" UTC" if self.zone is UTC else "")
            case Sequence() if not isinstance(said, str):
                return self.sentence(", ").join(self.say(one) for one in said)
        return str(said)

    def sentence(self, text: str) -> str:
        """Look a sentence up; one that no catalogue has stays English."""
        for catalogue in self._catalogues:
            found = catalogue.gettext(text) if text else ""
            if found != text:
                return found
        return text


ENGLISH = Language("en", ())


@cache
def language(code: str, zone: tzinfo = UTC) -> Language:
    """Give a language by its code, `en` or `zh`, telling instants on a zone's clocks."""
    if code not in LANGUAGES:
        raise ValueError(f"no language {code!r}: known are {', '.join(LANGUAGES)}")
    return Language(code, () if code == "en" else (CATALOGUE,), zone)


def pack(said: object) -> object:
    """Write what can be said as plain JSON data, to be said again later in any language."""
    match said:
        case Message(text, values):
            return {"text": text, "values": {name: pack(one) for name, one in values.items()}}
        case Label(zh, en):
            return {"zh": zh, "en": en}
        case datetime():
            return {"instant": said.isoformat()}
        case Until(at):
            return {"until": at.isoformat()}
        case Sequence() if not isinstance(said, str):
            return [pack(one) for one in said]
    return str(said)


def unpack(data: object) -> object:
    """Read back what `pack` wrote."""
    match data:
        case {"text": str(text), "values": dict(values)}:
            return Message(text, {str(name): unpack(one) for name, one in values.items()})
        case {"zh": str(zh), "en": str(en)}:
            return Label(zh, en)
        case {"instant": str(text)}:
            return datetime.fromisoformat(text)
        case {"until": str(text)}:
            return Until(datetime.fromisoformat(text))
        case list():
            return [unpack(one) for one in data]
    return data
