"""In which language a page is printed: Chinese, English, or both side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from ...workflow.calendars import SHANGHAI
from ...workflow.language import Language, Message, Until, language
from ..columns import in_zone

TONGUES = ("both", "zh", "en")


@dataclass(frozen=True, slots=True)
class Beside:
    """Several things said one beside the other, each in the languages of the page."""

    each: tuple[object, ...]


class Spoken(NamedTuple):
    """What is said in one of the languages."""

    lang: str
    text: str


@dataclass(frozen=True, slots=True)
class Tongue:
    """The languages of a page, the first one first, and the zone on whose clock it tells time."""

    code: str
    languages: tuple[Language, ...]
    zone: ZoneInfo

    @property
    def html(self) -> str:
        """The language of the page as HTML names it."""
        return "en" if self.code == "en" else "zh-CN"

    def say(self, said: object) -> tuple[Spoken, ...]:
        """Say a name, a sentence or a value in each language; once where both say the same."""
        if isinstance(said, Beside):
            return tuple(spoken for one in said.each for spoken in self.say(one))
        told = _on_clock(said, self.zone)
        spoken = [Spoken(one.code, one.say(told)) for one in self.languages]
        is_alike = len({one.text for one in spoken}) == 1 or _is_plain(told)
        return tuple(one for one in spoken[: 1 if is_alike else None] if one.text)

    def plain(self, said: object) -> str:
        """Say it in one line, such as the title of a window."""
        return " · ".join(one.text for one in self.say(said))


def tongue(code: str = "both", zone: ZoneInfo = SHANGHAI) -> Tongue:
    """Give the languages by code: `zh`, `en`, or `both`, Chinese first; raise ValueError."""
    if code not in TONGUES:
        raise ValueError(f"no language {code!r}: possible are {', '.join(TONGUES)}")
    codes = ("zh", "en") if code == "both" else (code,)
    return Tongue(code, tuple(language(one, zone) for one in codes), zone)


def _is_plain(said: object) -> bool:
    """Say whether it is a list of words that no language says otherwise."""
    return isinstance(said, list) and all(isinstance(one, str) for one in said)


def _on_clock(said: object, zone: ZoneInfo) -> object:
    """Tell every instant to the minute on the zone's clock."""
    match said:
        case datetime():
            return in_zone(said, zone)
        case Until(at):
            return in_zone(at, zone, is_due=True)
        case Message(text, values):
            return Message(text, {name: _on_clock(one, zone) for name, one in values.items()})
        case Sequence() if not isinstance(said, str):
            return [_on_clock(one, zone) for one in said]
    return said
