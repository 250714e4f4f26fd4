"""Steps that the page in force then would have refused, or recorded otherwise.

The history is held against its page by the engine itself (`workflow/replay`); here each breach
gets the name that an auditor calls it by. What hangs on settings of the office that may have
changed since is shown as a note and held against nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from ...domain.complaint import rules as closing
from ...workflow.replay.breach import Breach, Check, Fault, Held
from .deviation import Deviation
from .entries import shown
from .history import Log

KINDS_OF_CHECKS: Final[Mapping[Check, str]] = {
    Check.STRUCTURE: "order",
    Check.STATE: "order",
    Check.ROLE: "role",
    Check.FOUR_EYES: "four_eyes",
    Check.FORM: "form",
    Check.RULES: "rule",
    Check.SIGNATURES: "unsigned",
    Check.CLOCKS: "record",
    Check.RECORD: "record",
    Check.LAPSE: "record",
}
# What a customer is owed before the end; by what the page says is missing then.
OWED: Final[Mapping[str, str]] = {
    **{
        rule.says.text: "unanswered"
        for rule in (closing.reply_given, closing.explanation_recorded, closing.on_spot_recorded)
    },
    **{
        rule.says.text: "no_visit"
        for rule in (closing.visit_recorded, closing.visit_satisfied, closing.vip_satisfied)
    },
}
SIGNED_BEFORE: Final = "{person} has signed already"
LATE_ON_PAPER: Final = "reason is missing: it happened more than a day before it is recorded"


def found_in_conduct(log: Log, held: Iterable[Held]) -> Iterator[Deviation]:
    """Find what the pages in force then would not have let pass."""
    for one in held:
        if (history := log.cases.get(one.case)) and one.recorded:
            for breach in one.found:
                if kind := kind_of(breach):
                    yield shown(history, one.recorded, kind, breach.says, breach.clauses)


def kind_of(breach: Breach) -> str:
    """Name a breach as an auditor does; empty for what is told in another way."""
    text = breach.says.text
    if text == LATE_ON_PAPER or breach.kind == Fault.UNREADABLE:
        return ""
    if not breach.is_judged:
        return "unjudged"
    if breach.check in (Check.STATE, Check.RULES) and text in OWED:
        return OWED[text]
    if breach.check == Check.SIGNATURES and breach.kind != "SignatureMissing":
        return _signed_wrongly(breach)
    if breach.check == Check.RULES and breach.kind == "NotYourRole":
        return "role"
    return KINDS_OF_CHECKS[breach.check]


def _signed_wrongly(breach: Breach) -> str:
    """Tell a capacity that had signed already from a person who had, and from a wrong role."""
    if breach.kind != "NotYourRole":
        return "signed_twice"
    return "four_eyes" if breach.says.text == SIGNED_BEFORE else "role"
