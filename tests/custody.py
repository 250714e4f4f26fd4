"""The handover log and the holders as tests read them."""

from collections.abc import Iterable, Sequence
from typing import Any

from huiyin.projections.custody.acts import CustodyRow, custody
from huiyin.projections.custody.holders import Holders
from huiyin.projections.custody.log import HandoverLog
from huiyin.projections.kept import Kept
from huiyin.workflow.desk import Desk
from spec import Scenario, at, mended

NOW = "2026-12-01 09:00"


def log(desk: Desk, now: str = NOW, **asked: Any) -> list[dict[str, Any]]:
    """Give the lines of the handover log."""
    return list(HandoverLog(desk.store, desk.rulebook).page(now=at(now), **asked).lines)


def holders(desk: Desk, now: str = NOW, **asked: Any) -> list[dict[str, Any]]:
    """Give the lines of the holders."""
    return list(Holders(desk.store, desk.rulebook).page(now=at(now), **asked).lines)


def hands(lines: Iterable[dict[str, Any]]) -> list[tuple[str, str]]:
    """Give from whom to whom."""
    return [(one["from"], one["to"]) for one in lines]


def breaks(lines: Iterable[dict[str, Any]]) -> list[tuple[str, str]]:
    """Give every break with its kind."""
    return [(one["kind"], one["code"]) for line in lines for one in line["breaks"] or ()]


def shift_line(desk: Desk, now: str = NOW, number: str = "D-2026-000001") -> dict[str, Any]:
    """Give the line that tells everything about a shift."""
    (line,) = log(desk, now, where=["what=shift"], of=number)
    return line


def corrected(case: Scenario, version: int, when: str, **now: Any) -> Scenario:
    """Let the customer-service manager or the director correct an entry."""
    role = "director" if case.procedure == "shift/service_centre" else "cs_manager"
    return case.through(mended(when, f"lu:{role}", version, **now))


def pieces(lines: Sequence[dict[str, Any]]) -> dict[str, str]:
    """Give who holds each piece."""
    return {one["piece"] or one["no"]: one["holder"] for one in lines if one["kind"] == "thing"}


def row_of(case: Scenario) -> CustodyRow:
    """Give what is kept of a case."""
    kept = Kept(case.desk.store, custody(case.desk.rulebook))
    return dict(kept.table().rows)[case.number]  # type: ignore[return-value]
