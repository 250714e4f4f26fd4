"""A dossier as data: the same that the page says, by the same names, for programs to read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from ...workflow.calendars import SHANGHAI
from ...workflow.language import Label, Message, Until
from ..printed.tongue import Beside, Tongue, tongue
from . import proof as proofs
from .custody import HandOver
from .dossier import Dossier
from .proof import Proof

SCHEMA_VERSION = 1
KIND = "dossier"
AS_KEPT = "kept"  # what stands in a blank is given as the log keeps it
NOT_HERE = ("content", "columns")  # a picture's bytes are in the page and among the attachments


def plain(dossier: Dossier, lang: str = "en", zone: ZoneInfo = SHANGHAI) -> str:
    """Write a dossier as JSON, words in a language, instants with the zone's offset."""
    speaks = tongue(lang, zone)
    whole = {
        "schema_version": SCHEMA_VERSION,
        "kind": KIND,
        "language": lang,
        **_members({one.name: getattr(dossier, one.name) for one in fields(dossier)}, speaks),
        "statement": [_said(one, speaks) for one in proofs.statement(dossier.proof)],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _members(each: Mapping[str, object], speaks: Tongue) -> dict[str, object]:
    return {
        name: _member(name, value, speaks) for name, value in each.items() if name not in NOT_HERE
    }


def _member(name: str, value: object, speaks: Tongue) -> object:
    return value if name == AS_KEPT else _data(value, speaks)


def _data(value: object, speaks: Tongue) -> object:
    match value:
        case None | bool() | int() | str():
            return value
        case Until(at) | (datetime() as at):
            return at.astimezone(speaks.zone).isoformat()
        case timedelta():
            return value // timedelta(seconds=1)
        case tuple():
            return [_data(one, speaks) for one in value]
    return _part(value, speaks)


def _part(value: object, speaks: Tongue) -> object:
    """Give a part of the dossier; what is none is to be said."""
    match value:
        case Proof():
            return {"state": value.state, **proofs.data(value)}
        case HandOver():
            return _hand_over(value, speaks)
        case Label() | Message() | Beside():
            return _said(value, speaks)
    if is_dataclass(value) and not isinstance(value, type):
        return _members({each.name: getattr(value, each.name) for each in fields(value)}, speaks)
    return _said(value, speaks)


def _hand_over(one: HandOver, speaks: Tongue) -> Mapping[str, object]:
    columns = (*one.columns, one.broken)
    return {column.name: column.plain(column.value(one.reading), speaks.zone) for column in columns}


def _said(said: object, speaks: Tongue) -> str:
    return " ".join(one.text for one in speaks.say(said))
