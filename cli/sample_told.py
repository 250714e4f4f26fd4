"""What was drawn, told as a table for everybody and as a worksheet for the auditor.

The worksheet has the headings that `huiyin intake` reads; those that begin with # are for people.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..projections.deviations.severity import KINDS
from ..projections.sampling.checklist import checklist
from ..projections.sampling.population import DIMENSIONS, RISKS, Member, Scope
from ..projections.sampling.sample import Sample, lot
from ..workflow.language import Label, Message, message
from . import tell
from .report import Because, Lines, Named, Report, Table

if TYPE_CHECKING:
    from ..workflow.rulebook import Rulebook

TITLE = Label("稽核抽样", "sample for an audit")
NAMES = {
    "risk": message("risk"),
    "procedure": message("procedure"),
    "month": message("opened in"),
    "department": message("department"),
}
COLUMNS = {
    "case": tell.CASE,
    **NAMES,
    "state": tell.STATE,
    "opened_at": message("opened"),
    "first_contact": message("first contact"),
    "deviations": message("deviations"),
    "lot": message("lot"),
}
# As `huiyin intake` reads them; those behind a # are for the auditor alone.
WORKSHEET = {
    "case": Label("案号", "case"),
    "do": Label("办理步骤", "do"),
    "about": Label("相关案件", "about"),
    "version": Label("第几条记录", "version"),
    "clause": Label("条款", "clause"),
    "severity": Label("程度", "severity"),
    "finding": Label("发现的问题", "finding"),
    "department": Label("责任部门", "department"),
    "due_at": Label("限期", "due_at"),
    "remark": Label("说明", "remark"),
    "# procedure": Label("# 程序", "# procedure"),
    "# opened": Label("# 立案时间", "# opened"),
    "# state": Label("# 状态", "# state"),
    "# department": Label("# 所在部门", "# department"),
    "# to check": Label("# 检查要点", "# to check"),
    "# deviations": Label("# 程序偏差", "# deviations"),
}
LOT_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Drawn:
    """A sample with everything that it was drawn by."""

    sample: Sample
    population: int
    seed: str
    size: int
    position: int
    by: tuple[str, ...]
    scope: Scope

    def scope_says(self) -> str:
        """Write the scope in one line, for the record."""
        parts = {
            "procedure": self.scope.procedure,
            "from": self.scope.since and self.scope.since.isoformat(),
            "to": self.scope.until and self.scope.until.isoformat(),
            "stratify": ",".join(self.by),
            "size": self.size,
        }
        return " ".join(f"{name}={value}" for name, value in parts.items() if value)


def report(found: Drawn, audit: str, rules: Rulebook) -> Report:
    """Tell what was drawn and of which strata, with the number of its audit if there is one."""
    facts = {
        "position": (message("log position"), found.position),
        "seed": (message("seed"), found.seed),
        "size": (message("size"), found.size),
        "drawn": (message("drawn"), len(found.sample.members)),
        "population": (message("cases"), found.population),
        "stratify": (message("stratified by"), [Named(one, NAMES[one]) for one in found.by]),
        **({"audit": (message("audit"), audit)} if audit else {}),
    }
    rows = [_row(one, found, rules) for one in found.sample.members]
    tables = (Table("cases", COLUMNS, rows), _strata(found, rules))
    return Report("sample", facts, tables, notes=_notes(found), title=TITLE)


def _notes(found: Drawn) -> Sequence[Message]:
    empty = sum(not one.drawn for one in found.sample.strata)
    return [message("strata of which no case was drawn: {count}", count=empty)] if empty else []


def _row(one: Member, found: Drawn, rules: Rulebook) -> Mapping[str, object]:
    case = one.history.case
    digest = lot(found.seed, one.number)
    return {
        "case": one.number,
        **{name: _named(name, of(one), rules) for name, of in DIMENSIONS.items()},
        "state": tell.state_of(one.history.page, case.state),
        "opened_at": one.opened_at,
        "first_contact": case.first_contact,
        "deviations": [Named(kind, KINDS[kind].label) for kind in _kinds(one)],
        "lot": Named(digest, digest[:LOT_SHOWN]),
    }


def _kinds(one: Member) -> Sequence[str]:
    return tuple(dict.fromkeys(deviation.kind for deviation in one.deviations))


def _named(name: str, code: str, rules: Rulebook) -> Named:
    if name == "risk":
        return Named(code, RISKS[code])
    if name == "procedure":
        return Named(code, rules.in_force(code).label)
    return Named(code, code or "–")


def _strata(found: Drawn, rules: Rulebook) -> Table:
    columns = {name: NAMES[name] for name in found.by}
    rows = [
        {name: _named(name, code, rules) for name, code in zip(found.by, one.key, strict=True)}
        | {"cases": one.size, "drawn": len(one.drawn)}
        for one in found.sample.strata
    ]
    return Table(
        "strata",
        {**columns, "cases": message("cases"), "drawn": message("drawn")},
        rows,
        title=message("strata"),
    )


def worksheet(found: Drawn, audit: str, rules: Rulebook) -> Report:
    """Lay out a row a case with what to check and room for what is found."""
    rows = [_to_check(one, audit) for one in found.sample.members]
    drawn_by = [
        {"what": message("log position"), "is": found.position},
        {"what": message("seed"), "is": found.seed},
        {"what": message("drawn as"), "is": found.scope_says()},
    ]
    titles = {"what": message("drawn by"), "is": message("which is")}
    tables = (
        Table("worksheet", WORKSHEET, rows, title=message("worksheet")),
        Table("drawn_by", titles, drawn_by, title=message("drawn by")),
    )
    return Report("worksheet", tables=tables, title=TITLE)


def _to_check(one: Member, audit: str) -> Mapping[str, object]:
    case, page = one.history.case, one.history.page
    blank = dict.fromkeys(WORKSHEET)
    return blank | {
        "case": audit or None,
        "about": one.number,
        "# procedure": page.label,
        "# opened": one.opened_at,
        "# state": tell.state_of(page, case.state),
        "# department": one.history.department,
        "# to check": Lines([Because(each.clauses, each.says) for each in checklist(page)]),
        "# deviations": Lines([Because(each.clauses, each.says) for each in one.deviations]),
    }
