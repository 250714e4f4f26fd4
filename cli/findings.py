"""What an auditor is shown: damage, kept rows that are other ones, breaches of a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from ..projections.stray import Disagreement, Stray
from ..workflow.erasure.examine import Finding, Gone, Sort
from ..workflow.language import Message, message
from ..workflow.replay.breach import Breach, Fault
from ..workflow.store.matching import Damage, Kind
from . import tell
from .report import Named, Table

if TYPE_CHECKING:
    Row = Mapping[str, object]

DAMAGE = {
    "kind": message("damage"),
    "leaf": message("leaf"),
    "position": message("event"),
    "case": tell.CASE,
    "version": tell.VERSION,
    "says": message("finding"),
}
KINDS: Mapping[str, Message] = {
    Kind.ALTERED: message("altered"),
    Kind.MISSING: message("missing"),
    Kind.ADDED: message("added"),
    Kind.LEAF_MISSING: message("leaf missing"),
    Kind.VERSIONS: message("versions"),
    Kind.TRUNCATED: message("cut off"),
    Kind.REWRITTEN: message("rewritten"),
    Kind.CHECKPOINT: message("checkpoint"),
    Kind.TWO_STORIES: message("two stories"),
    Disagreement.ALTERED: message("altered"),
    Disagreement.MISSING: message("missing"),
    Disagreement.ADDED: message("added"),
    Disagreement.AHEAD: message("ahead of the log"),
    Disagreement.UNREADABLE: message("unreadable"),
    "NotFromHere": message("not from here"),
    "NotYourRole": message("not his to take"),
    "FormIncomplete": message("form incomplete"),
    "RuleBroken": message("rule broken"),
    "SignatureMissing": message("signature missing"),
    Fault.UNREADABLE: message("unreadable"),
    Fault.UNKNOWN_PAGE: message("no such page"),
    Fault.UNKNOWN_STEP: message("no such step"),
    Fault.OTHER_PAGE: message("another page"),
    Fault.OTHER_SOURCE: message("begins elsewhere"),
    Fault.OTHER_TARGET: message("leads elsewhere"),
    Fault.OTHER_CLOCKS: message("other deadlines"),
    Fault.OTHER_RECORD: message("recorded otherwise"),
    Fault.NOT_RUNNING: message("no such deadline"),
    Fault.NOT_DUE: message("not due"),
    Fault.LAPSED_TWICE: message("lapsed twice"),
    Fault.OTHER_LAPSE: message("another lapse"),
    Fault.UNANSWERABLE: message("cannot be asked"),
    Sort.WORD: message("altered word"),
    Sort.UNDONE: message("erasure undone"),
    Sort.ACCESSES: message("log of accesses"),
    Sort.KEY_LOST: message("key lost"),
    Sort.UNFINISHED: message("unfinished"),
    Sort.UNRECORDED: message("not recorded"),
    Sort.KEYRING: message("no keyring"),
}
STRAY = {
    "kind": message("kept"),
    "register": message("register"),
    "key": message("key"),
    "says": message("finding"),
}
BREACH = {
    "case": tell.CASE,
    "version": tell.VERSION,
    "kind": message("breach"),
    "clauses": tell.CLAUSES,
    "says": message("what the page says"),
}
GONE = {
    "subject": message("person"),
    "since": message("since"),
    "words": message("words that nobody reads any more"),
    "cases": message("cases"),
    "told": message("where it is recorded"),
}
UNREAD = {
    "kind": message("damage"),
    "subject": message("person"),
    "case": tell.CASE,
    "version": tell.VERSION,
    "says": message("finding"),
}
ERASED = message("what erasure made unreadable")
UNEXPLAINED = message("what no erasure explains")
BREACHES = message("steps that the page does not allow")
NOT_JUDGED = message("not judged, for it hangs on what the office has set since")


def damage_table(found: Iterable[Damage]) -> Table:
    """Lay out what was done to the record."""
    return Table("damage", DAMAGE, [_damage(one) for one in found])


def _damage(one: Damage) -> Row:
    return {
        "kind": named(one.kind),
        "leaf": one.leaf,
        "position": one.position,
        "case": one.case,
        "version": one.version,
        "says": one.says,
    }


def stray_table(found: Iterable[Stray]) -> Table:
    """Lay out what is kept and is not what the log says."""
    rows = [
        {"kind": named(one.kind), "register": one.register, "key": one.key, "says": one.says}
        for one in found
    ]
    return Table("strays", STRAY, rows, message("what is kept and is not what the log says"))


def breach_table(name: str, found: Iterable[Breach], title: Message) -> Table:
    """Lay out where histories are not what the page asks for."""
    return Table(name, BREACH, [_breach(one) for one in found], title, fit=tell.WIDEST)


def _breach(one: Breach) -> Row:
    return {
        "case": one.case,
        "version": one.version,
        "position": one.position,
        "check": one.check.value,
        "kind": named(one.kind),
        "clauses": one.clauses,
        "says": one.says,
    }


def gone_table(found: Iterable[Gone]) -> Table:
    """Lay out whose words nobody reads any more, and where that is recorded."""
    return Table(
        "gone", GONE, [{name: getattr(one, name) for name in GONE} for one in found], ERASED
    )


def unread_table(found: Iterable[Finding]) -> Table:
    """Lay out what is unreadable, or readable, and should not be."""
    rows = [
        {
            "kind": named(one.sort),
            "subject": one.subject,
            "case": one.case,
            "version": one.version,
            "says": one.says,
        }
        for one in found
    ]
    return Table("unread", UNREAD, rows, UNEXPLAINED)


def named(kind: str) -> Named:
    """Name a kind of finding for people; data has its code."""
    return Named(str(kind), KINDS.get(kind, str(kind)))


def filled(tables: Iterable[Table], form: str) -> list[Table]:
    """Leave out the empty tables where people read them; data keeps each."""
    for_people = form in ("table", "md")
    return [one for one in tables if [*one.rows] or not for_people]
