"""An entry of the audit trail: an event or a refused attempt, and the sentence for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from ..workflow.calendars import SHANGHAI
from ..workflow.errors import Refused
from ..workflow.events import Recorded
from ..workflow.language import ENGLISH, Language, Message, Until, message, on_clock
from ..workflow.rulebook import Rulebook
from ..workflow.store import Attempt, Unreadable
from .columns import in_zone
from .trail_words import Names, sentence_of, who_acted


@dataclass(frozen=True, slots=True)
class Entry:
    """What happened to a case, or what was refused, with everything that an auditor asks.

    An event has its `position` and `version`. A refused attempt has its id as `attempt`, its
    kind as `refused`, and `after`, the position behind which it was refused. What cannot be
    read any more has only its place and the reason.
    """

    case: str
    procedure: str
    event: str
    step: str
    source: str
    target: str
    person: str
    role: str
    department: str
    recorded_at: datetime | None
    occurred_at: datetime | None
    clauses: tuple[str, ...]
    reason: str
    deed: Message
    names: Names
    version: int = 0
    position: int = 0
    attempt: int = 0
    after: int = 0
    refused: str = ""
    refusal: Refused | None = None

    def sentence(self, language: Language = ENGLISH, zone: ZoneInfo = SHANGHAI) -> str:
        """Say what happened, by whom and by which clauses."""
        why = self.refusal.say(language) if self.refusal else ""
        said: object = message("{deed}. {why}", deed=self.deed, why=why) if why else self.deed
        if self.clauses and not self.refusal:
            said = message("{deed} [{clauses}]", deed=said, clauses=", ".join(self.clauses))
        return language.say(_in_zone(said, zone))

    def line(self, language: Language = ENGLISH, zone: ZoneInfo = SHANGHAI) -> str:
        """Say it with its time, its case and its place in the log."""
        place = message("attempt {number}", number=self.attempt) if self.attempt else None
        return language.say(
            message(
                "{at} {case}{place}: {sentence}",
                at=in_zone(self.recorded_at, zone) if self.recorded_at else "",
                case=self.case or self.procedure,
                place=message(" ({place})", place=place) if place else f"#{self.version}",
                sentence=self.sentence(language, zone),
            )
        )

    def plain(self, language: Language = ENGLISH, zone: ZoneInfo = SHANGHAI) -> dict[str, object]:
        """Give everything as JSON can hold it; instants carry the zone's offset."""
        return {
            "case": self.case,
            "procedure": self.procedure,
            "version": self.version or None,
            "position": self.position or None,
            "attempt": self.attempt or None,
            "after": self.after if self.attempt else None,
            "recorded_at": _iso(self.recorded_at, zone),
            "occurred_at": _iso(self.occurred_at, zone),
            "event": self.event,
            "step": self.step,
            "from": self.source,
            "to": self.target,
            "person": self.person,
            "role": self.role,
            "department": self.department,
            "clauses": list(self.clauses),
            "reason": self.reason,
            "refused": self.refused or None,
            "says": self.sentence(language, zone),
        }


def of_event(recorded: Recorded, rulebook: Rulebook) -> Entry:
    """Make an entry of an event."""
    position, case, version, event = recorded
    names = Names.of(rulebook, event.procedure, event.edition)
    return Entry(
        case=case,
        procedure=event.procedure,
        event=event.name,
        step=event.step,
        source=event.source,
        target=event.target,
        person=event.person,
        role=event.role,
        department=event.department,
        recorded_at=event.recorded_at,
        occurred_at=event.occurred_at,
        clauses=event.clauses,
        reason=event.reason,
        deed=sentence_of(event, names),
        names=names,
        version=version,
        position=position,
    )


def of_attempt(attempt: Attempt, names: Names) -> Entry:
    """Make an entry of a refused attempt."""
    who = who_acted(attempt.person, names.role(attempt.role), attempt.department)
    deed = message("{who} was refused to open a case", who=who)
    if attempt.case:
        step = names.step(attempt.step)
        deed = message("{who} was refused the step {step}", who=who, step=step)
    refusal = _refusal(attempt.says)
    if refusal is None:  # kept in plain words
        deed = message("{deed}: {why}", deed=deed, why=attempt.says)
    return Entry(
        case=attempt.case,
        procedure=attempt.procedure,
        event="",
        step=attempt.step,
        source="",
        target="",
        person=attempt.person,
        role=attempt.role,
        department=attempt.department,
        recorded_at=attempt.at,
        occurred_at=None,
        clauses=attempt.clauses,
        reason="",
        deed=deed,
        names=names,
        attempt=attempt.id,
        after=attempt.after,
        refused=attempt.kind,
        refusal=refusal,
    )


def unreadable(trouble: Unreadable) -> Entry:
    """Make an entry of an event that cannot be read."""
    return Entry(
        case=trouble.case,
        procedure="",
        event="",
        step="",
        source="",
        target="",
        person="",
        role="",
        department="",
        recorded_at=None,
        occurred_at=None,
        clauses=(),
        reason="",
        deed=message("this entry cannot be read: {why}", why=str(trouble)),
        names=Names(None),
        version=trouble.version,
        position=trouble.position,
    )


def _refusal(says: str) -> Refused | None:
    try:
        return Refused.unpacked(says)
    except (ValueError, KeyError, TypeError):
        return None


def _iso(at: datetime | None, zone: ZoneInfo) -> str | None:
    return at.astimezone(zone).isoformat() if at else None


def _in_zone(said: object, zone: ZoneInfo) -> object:
    """Put the instants of a sentence on the zone's clock."""
    match said:
        case Message(text, values):
            return Message(text, {name: _in_zone(one, zone) for name, one in values.items()})
        case datetime():
            return in_zone(said, zone)
        case Until():
            return on_clock(said, zone)
        case list():
            return [_in_zone(one, zone) for one in said]
    return said
