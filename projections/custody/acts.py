"""What is kept of custody: who answers for a case, and every act on a shift or on goods.

Nothing is concluded here. Hands, holders and breaks are read off the acts when somebody asks
(`pieces`, `posts`), so that a corrected word changes every conclusion that hung on it.
"""

from __future__ import annotations

from typing import TypedDict

from pydantic import JsonValue

from ...workflow.events import CORRECTED, Event, Recorded
from ...workflow.events import instant as stamp
from ...workflow.rulebook import Rulebook
from ..answering import Answering, follow
from ..projection import Projection
from ..written import Correction, Late, correction, late, words

# Kinds whose cases are kept for good, with their acts; of others only who answers while open.
OF_GOODS = ("repair/", "consignment/", "return/")
OF_POSTS = ("shift/",)
KEPT = (*OF_GOODS, *OF_POSTS)


class Act(TypedDict):
    """A step that somebody took, as it reads today; `struck` holds the words it had before."""

    position: int
    version: int
    event: str
    step: str
    source: str
    person: str
    role: str
    occurred_at: str
    recorded_at: str
    clauses: list[str]
    signature: str
    form: dict[str, JsonValue]
    struck: dict[str, JsonValue]


class CustodyRow(TypedDict):
    """A case with the acts from which it is told who held what."""

    procedure: str
    edition: str
    state: str
    is_open: bool
    answering: Answering
    acts: list[Act]
    corrections: list[Correction]
    late: list[Late]


def custody(rulebook: Rulebook) -> Projection[CustodyRow]:
    """Keep every open case, and every shift and every case of goods for good."""

    def row_of(row: CustodyRow | None, recorded: Recorded) -> CustodyRow | None:
        event = recorded.event
        is_open = not rulebook.has_ended(event)
        is_kept = event.procedure.startswith(KEPT)
        if not is_open and not is_kept:
            return None
        row = row or _opened(recorded)
        row["state"], row["edition"], row["is_open"] = event.target, event.edition, is_open
        row["answering"] = follow(row["answering"], recorded)
        if is_kept:
            _write(row, recorded)
        return row

    return Projection.by_case("custody", 1, row_of)


def _write(row: CustodyRow, recorded: Recorded) -> None:
    event = recorded.event
    if event.occurred_at != event.recorded_at:
        row["late"].append(late(recorded))
    if event.name == CORRECTED:
        row["corrections"].append(correction(recorded))
        _mend(row["acts"], event)
    elif event.step:
        row["acts"].append(_act(recorded))


def _mend(acts: list[Act], event: Event) -> None:
    """Put the corrected words into their act, beside those that were struck first."""
    for act in acts:
        if act["version"] == event.form["version"]:
            act["struck"] = {**words(event, "was"), **act["struck"]}
            act["form"] |= words(event, "now")


def _opened(recorded: Recorded) -> CustodyRow:
    event = recorded.event
    return CustodyRow(
        procedure=event.procedure,
        edition=event.edition,
        state=event.target,
        is_open=True,
        answering=follow(None, recorded),
        acts=[],
        corrections=[],
        late=[],
    )


def _act(recorded: Recorded) -> Act:
    event = recorded.event
    return Act(
        position=recorded.position,
        version=recorded.version,
        event=event.name,
        step=event.step,
        source=event.source,
        person=event.person,
        role=event.role,
        occurred_at=stamp(event.occurred_at),
        recorded_at=stamp(event.recorded_at),
        clauses=list(event.clauses),
        signature=event.signature,
        form=dict(event.form),
        struck={},
    )
