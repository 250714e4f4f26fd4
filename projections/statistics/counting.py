"""Tables that several reports share: counts by a word, deadlines kept and missed, times."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from ...workflow.events import deadline_of
from ...workflow.language import Label, message
from ..clocks import Timer, due_at, is_late
from .figures import Rate
from .history import Basis, History
from .periods import Period
from .tables import Called, Chart, Row, Table

NONE = Label("（未填）", "(not given)")
OTHERS = Called("", Label("（其余）", "(others)"))
MOST = 20
OPENED, CLOSED = Label("登记", "registered"), Label("结案", "closed")
OPEN_AT_END = Label("期末未结", "open at the end")
COUNT = Label("数量", "number")
Word = Callable[[History], Called]


@dataclass(frozen=True, slots=True)
class Standing:
    """How a case stands in a period."""

    case: History
    opened: bool
    closed: bool
    open_at_end: bool
    missed: bool

    @property
    def counts(self) -> bool:
        """Whether the case has anything to do with the period."""
        return self.opened or self.closed or self.open_at_end or self.missed


def standing(case: History, basis: Basis, period: Period, closing: str) -> Standing:
    """Look at a case in a period; `closing` is the step that closes it."""
    closed_at = case.first(closing)
    return Standing(
        case,
        opened=period.has(case.opened_at),
        closed=period.has(closed_at),
        open_at_end=case.opened_at < period.end and not (closed_at and closed_at < period.end),
        missed=any(is_late(one, basis.as_of) for one in due_in(period, case.timers())),
    )


def due_in(period: Period, timers: Iterable[Timer]) -> list[Timer]:
    """Give the deadlines that are due in a period; midnight belongs to the day that it ends."""
    return [one for one in timers if period.start < due_at(one) <= period.end]


def by_word(blank: str, *events: str, labels: Mapping[str, Label] | None = None) -> Word:
    """Count by what was last written in a blank of these."""

    def word(case: History) -> Called:
        return called(case.word(blank, *events).strip(), labels)

    return word


def called(code: str, labels: Mapping[str, Label] | None = None) -> Called:
    """Name a code; what has no name stands for itself."""
    return Called(code, (labels or {}).get(code, code) if code else NONE)


def breakdown(name: str, by: Label, cases: Sequence[Standing], word: Word) -> Table:
    """Count cases by a word, the most frequent first; long lists end with the others."""
    found: dict[Called, Counter[str]] = {}
    for one in cases:
        for figure in ("opened", "closed", "open_at_end", "missed"):
            found.setdefault(word(one.case), Counter())[figure] += getattr(one, figure)
    order = sorted(found, key=lambda said: (-found[said]["opened"], said.code))
    rows = [_count(said, found[said]) for said in order[:MOST]]
    if len(order) > MOST:
        rest = sum((found[said] for said in order[MOST:]), Counter[str]())
        rows.append(_count(OTHERS, rest))
    columns = {
        "value": by,
        "opened": OPENED,
        "closed": CLOSED,
        "open_at_end": OPEN_AT_END,
        "missed": Label("有逾期", "with a missed deadline"),
    }
    title = Label(f"按{by.zh}", f"by {by.en}")
    return Table(name, title, columns, rows, charts=(Chart("bars", "value", ("opened",)),))


def _count(said: Called, found: Counter[str]) -> Row:
    figures = ("opened", "closed", "open_at_end", "missed")
    return {"value": said, **{figure: found[figure] for figure in figures}}


def deadlines(basis: Basis, period: Period, cases: Iterable[History]) -> Table:
    """Count the deadlines of a period, kept and missed, by what they ask for."""
    found: dict[tuple[str, str, str], list[Timer]] = {}
    labels: dict[tuple[str, str, str], Label] = {}
    for case in cases:
        for timer in due_in(period, case.timers()):
            key = (case.procedure, deadline_of(timer["deadline"]), timer["clause"])
            found.setdefault(key, []).append(timer)
            page = basis.deadline(case, timer)
            labels[key] = page.label if page else Label(key[1], key[1])
    return Table(
        "deadlines",
        Label("时限", "deadlines"),
        {
            "procedure": Label("程序", "procedure"),
            "deadline": Label("时限", "deadline"),
            "clause": Label("条款", "clause"),
            "due": Label("到期", "due"),
            "missed": Label("逾期", "missed"),
            "running": Label("仍在限内", "still running"),
            "lapses": Label("已记过期", "lapses recorded"),
            "kept": Label("按时率", "kept in time"),
        },
        [
            {
                "procedure": Called(key[0], basis.procedure(key[0])),
                "deadline": Called(key[1], labels[key]),
                "clause": key[2],
                **_kept(found[key], basis.as_of),
            }
            for key in sorted(found)
        ],
        (
            message(
                "A deadline counts in the period in which it is due. It is missed if what it asks "
                "for came later, or has not come and it is over; the due instant itself is in "
                "time. Midnight belongs to the day that it ends."
            ),
        ),
    )


def _kept(timers: Sequence[Timer], now: datetime) -> Row:
    missed = sum(is_late(one, now) for one in timers)
    running = sum(not one["ended_at"] and not is_late(one, now) for one in timers)
    decided = len(timers) - running
    return {
        "due": len(timers),
        "missed": missed,
        "running": running,
        "lapses": sum(bool(one["lapsed_at"]) for one in timers),
        "kept": Rate(decided - missed, decided),
    }
