"""Copies of cases for people and for programs: what happened, in both languages.

What is personal stays away unless it is asked for, also where it was never sealed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ..projections.trail_entry import Entry, of_event
from ..workflow.case import fold
from ..workflow.language import language
from ..workflow.privacy.marks import changed
from . import record
from .output import SCHEMA_VERSION, texts
from .report import Reader

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from ..projections.audit_trail import AuditTrail
    from ..workflow.desk import Desk
    from ..workflow.events import Recorded
    from ..workflow.store import Registry
    from .report import Report

HIDDEN = "…"
TITLES = {"zh": "案卷", "en": "Case"}
REFUSED = {"zh": "被拒绝的操作", "en": "What was refused"}
File = tuple[str, list[bytes]]


@dataclass(frozen=True)
class Copies:
    """The copies of the cases of a desk; `personal` shows what is personal."""

    desk: Desk
    zone: ZoneInfo
    personal: bool

    @cached_property
    def _registry(self) -> Registry:
        return self.desk.rulebook.registry()

    def of_case(self, number: str, newest: int) -> Iterator[File]:
        """Write a case up to a version, for people and for programs."""
        events = [self._shown(one) for one in self.desk.store.events(number)[:newest]]
        entries = [of_event(one, self.desk.rulebook) for one in events]
        case = fold(tuple(events))
        page = self.desk.page_of(case)
        parts = []
        for reader in self._readers():
            told = record.told(page, number, entries, reader)
            parts.append(f"# {TITLES[reader.language.code]} {number}\n\n")
            parts += [*_md(told, reader), "\n", *_md(record.shown(page, case), reader), "\n"]
        yield f"cases/{number}.md", ["".join(parts).encode()]
        events_told = [self._data(*one) for one in zip(entries, events, strict=True)]
        whole = {"schema_version": SCHEMA_VERSION, "kind": "case-copy", "case": number}
        yield f"cases/{number}.json", [_json({**whole, "events": events_told})]

    def of_refusals(
        self, trail: AuditTrail, newest: int, wanted: frozenset[str] | None
    ) -> Iterator[bytes]:
        """Write every refused attempt up to one, in both languages."""
        for reader in self._readers():
            yield f"# {REFUSED[reader.language.code]}\n\n".encode()
            for one in trail.entries(only_refusals=True):
                if one.attempt <= newest and (wanted is None or one.case in wanted):
                    yield f"- {one.line(reader.language, self.zone)}\n".encode()
            yield b"\n"

    def _readers(self) -> Sequence[Reader]:
        return [Reader(language(code, self.zone), self.zone) for code in ("zh", "en")]

    def _data(self, entry: Entry, recorded: Recorded) -> Mapping[str, object]:
        chinese, english = (one.language for one in self._readers())
        says = {"zh": entry.sentence(chinese, self.zone), "en": entry.sentence(english, self.zone)}
        form = recorded.event.model_dump(mode="json")["form"]
        return {**entry.plain(english, self.zone), "says": says, "form": form}

    def _shown(self, recorded: Recorded) -> Recorded:
        """Leave out who the customer is, unless that is asked for."""
        event = recorded.event
        if self.personal:
            return recorded
        form = changed(event.form, self._registry.marks(event), _hidden)
        changes: dict[str, object] = {"form": form}
        if self._registry.is_outside(event.role):
            changes["person"] = HIDDEN
        return recorded._replace(event=event.model_copy(update=changes))


def _hidden(_: str, text: str, is_personal: bool) -> str:  # noqa: FBT001 - a Change
    return HIDDEN if is_personal else text


def _md(report: Report, reader: Reader) -> Iterable[str]:
    return texts(report, reader, "md")


def _json(whole: Mapping[str, object]) -> bytes:
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()
