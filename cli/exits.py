"""What went wrong, as one line on stderr and an exit code."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..workflow.errors import Refused
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
NOT_ENOUGH = 11
UNAVAILABLE = 12
STOPPED = 130

OF_REFUSALS = {
    "NotFound": NOT_FOUND,
    "NotYourRole": NOT_PERMITTED,
    "Conflict": CONFLICT,
    "KeyReused": CONFLICT,
}
ASKED_AND_KNOWN = (("step", "steps"), ("name", "names"), ("role", "roles"))


def code_of(error: Exception) -> int:
    """Give the exit code of an error of huiyin's."""
    from ..workflow.errors import (
        AttachmentAltered,
        AttachmentMissing,
        AttachmentUnfit,
        HistoryBroken,
        LedgerBroken,
        Misconfigured,
        NotEnoughEvidence,
        PageFaulty,
        Refused,
        StoreUnavailable,
    )

    if isinstance(error, Refused):
        return OF_REFUSALS.get(error.kind, REFUSED)
    from ..workflow.privacy import KeyLost

    codes: dict[type[Exception] | tuple[type[Exception], ...], int] = {
        StoreUnavailable: UNAVAILABLE,
        AttachmentMissing: NOT_FOUND,
        (AttachmentAltered, LedgerBroken): NOT_SOUND,
        NotEnoughEvidence: NOT_ENOUGH,
        (HistoryBroken, KeyLost, Misconfigured, PageFaulty, AttachmentUnfit): BAD_DATA,
    }
    return next((code for kinds, code in codes.items() if isinstance(error, kinds)), UNEXPECTED)


def line_of(error: Exception, language: Language) -> str:
    """Say an error in one line, with what was perhaps meant."""
    from ..workflow.errors import AttachmentFault, HuiyinError, Refused, StoreMissing
    from ..workflow.language import message

    if isinstance(error, Refused):
        return error.say(language) + _hint(error, language)
    if isinstance(error, StoreMissing):
        says = "there is no store at {store} yet; `huiyin store init` or `huiyin open` makes one"
        return language.say(message(says, store=error.store))
    if isinstance(error, AttachmentFault):
        return language.say(error.says)
    if isinstance(error, HuiyinError):
        return " ".join(str(error).split())
    return " ".join(f"{language.sentence('unexpected')} {type(error).__name__}: {error}".split())


def _hint(refused: Refused, language: Language) -> str:
    """Name the step or the procedure that was perhaps meant."""
    for reason in refused.reasons:
        values = reason.says.values
        for asked, known in ASKED_AND_KNOWN:
            names = values.get(known)
            if not isinstance(names, list):
                continue
            if meant := meant_by(str(values.get(asked)), list(map(str, names))):
                return " " + language.sentence("Did you mean {meant}?").format(meant=meant)
    return ""


def meant_by(asked: str, known: list[str]) -> str:
    """Give the name that is close to what was asked for; empty if none is."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(asked, known, n=1)), "")
