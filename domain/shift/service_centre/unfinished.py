"""What is still open in the office when a shift is handed over, and which major repairs are.

The desk looks the open cases up itself; what the outgoing person says is added to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pydantic import JsonValue

from ....workflow.case import Case
from ....workflow.forms import Command
from ....workflow.parts import Look
from ....workflow.request import Ask
from ....workflow.rules import condition
from ...readings import UNFINISHED, lines, open_major, serious_complaint

REQUESTS = "requests"
OPEN_REQUESTS = Look(REQUESTS, "request/service_centre")
OPEN_CASES = (
    Look("complaints", "complaint/service_centre"),
    OPEN_REQUESTS,
    Look("visits", "visit/service_centre"),
)
BRIEFED = "UnfinishedExplained"
OVERRULED = "MajorRepairOverruled"


# ---------------------------------------------------------------- what the desk adds


def open_cases(case: Case, form: Command, ask: Ask) -> Mapping[str, JsonValue]:
    """Add every open case of the centre: where it stands, how grave it is, what is promised."""
    found = [_open(one) for look in OPEN_CASES for one in ask.found[look.name]]
    return {"open_cases": found} if found else {}


def _open(case: Case) -> JsonValue:
    return {
        "case": case.id,
        "state": case.state,
        **({"serious": True} if serious_complaint.holds(case) else {}),
        **({"major_repair": True} if open_major.holds(case) else {}),
        **({"promises": promises} if (promises := _promises(case)) else {}),
    }


def _promises(case: Case) -> list[JsonValue]:
    """Give what runs on a case, by the instant at which it is due."""
    running = sorted(case.clocks.values(), key=lambda one: one.clock.due_at)
    return [
        {"deadline": one.clock.deadline, "due_at": one.clock.due_at.isoformat()} for one in running
    ]


# ---------------------------------------------------------------- major repairs


def major_repairs(case: Case, ask: Ask) -> frozenset[str]:
    """Give the major repairs that are open now: by case number, or by matter where none is named.

    They are those that the desk finds, and those that the last briefing calls major, unless
    the case that it names was open when it was given and its work is finished by now.
    """
    requests = ask.found[REQUESTS]
    marked = {one.id for one in requests if open_major.holds(one)}
    unfinished = {one.id for one in requests if one.state in UNFINISHED}
    finished = _known_at_briefing(case) - unfinished
    return frozenset(marked | ({*_called_major(case)} - finished))


def _called_major(case: Case) -> Iterator[str]:
    for line in lines(case, "unfinished", BRIEFED):
        if line.get("major_repair") is True:
            yield str(line.get("case") or line["matter"]).strip()


def _known_at_briefing(case: Case) -> set[str]:
    """Give the requests whose work was known to be unfinished when it was briefed."""
    known = lines(case, "open_cases", BRIEFED)
    return {str(one["case"]) for one in known if one["state"] in UNFINISHED}


def what_is_overruled(case: Case, form: Command, ask: Ask) -> Mapping[str, JsonValue]:
    """Write down which repairs the director hands on: those named, or all that are open."""
    named: list[JsonValue] = [
        *(getattr(form, "requests", None) or sorted(major_repairs(case, ask)))
    ]
    return {"overruled": named} if named else {}


def _overruled(case: Case) -> set[str]:
    decided = (event.form.get("overruled") for event in case.past if event.name == OVERRULED)
    return {str(one) for names in decided if isinstance(names, list) for one in names}


@condition("no major repair is open, or the director has decided in writing to hand it on")
def no_major_repair_in_the_way(case: Case, form: Command, ask: Ask) -> bool:
    """Hold where every open major repair was overruled [the override is inferred]."""
    return major_repairs(case, ask) <= _overruled(case)
