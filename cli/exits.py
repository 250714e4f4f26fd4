"""What went wrong, as one line on stderr and an exit code."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..workflow.language import Language

OK = 0
UNEXPECTED = 1
USAGE = 2
NOT_FOUND = 3
REFUSED = 4
NOT_PERMITTED = 5
CONFLICT = 6
NOT_SOUND = 7
OVERDUE = 8
BAD_DATA = 9
SOME_REFUSED = 10
UNAVAILABLE = 12

OF_REFUSALS = {
    "NotFound": NOT_FOUND,
    "NotYourRole": NOT_PERMITTED,
    "Conflict": CONFLICT,
    "KeyReused": CONFLICT,
}


def code_of(error: Exception) -> int:
    """Give the exit code of an error of huiyin's."""
    from ..workflow.errors import HistoryBroken, Misconfigured, PageFaulty, Refused, StoreUnavailable

    match error:
        case Refused():
            return OF_REFUSALS.get(error.kind, REFUSED)
        case StoreUnavailable():
            return UNAVAILABLE
        case HistoryBroken() | Misconfigured() | PageFaulty():
            return BAD_DATA
    return UNEXPECTED


def line_of(error: Exception, language: Language) -> str:
    """Say an error in one line."""
    from ..workflow.errors import Refused

    return error.say(language) if isinstance(error, Refused) else str(error)
