"""The headings of a sheet: what each column says of its row's command, or fills in on its form.

A heading is a word of the control columns, or a blank's code, its title on the paper, or
`form.CODE` where the code is a control word too. A column whose heading begins with # is for
people to look at, and is not read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from ..workflow.errors import Misconfigured
from ..workflow.forms import Blank
from ..workflow.language import Label
from ..workflow.parts import Step
from .exits import meant_by

CONTROLS = {
    "case": Label("案号", "case"),
    "open": Label("立案程序", "open"),
    "do": Label("办理步骤", "do"),
    "as": Label("经办", "as"),
    "at": Label("记录于", "at"),
    "occurred": Label("实际发生于", "occurred"),
    "reason": Label("补录缘由", "reason"),
    "key": Label("幂等键", "key"),
}
FORM, REMARK = "form.", "#"


def plain(heading: str) -> str:
    """Write a heading as it is compared: case, blanks and width of brackets do not matter."""
    return heading.strip().casefold().replace("（", "(").replace("）", ")")


_CONTROLS = {
    **{plain(word): code for code, name in CONTROLS.items() for word in (name.zh, name.en)},
    "step": "do",
}


@cache
def blanks_of(step: Step) -> Mapping[str, Blank]:
    """Give the blanks of a step by every heading that means one, their codes first."""
    found: dict[str, Blank] = {}
    for blank in step.blanks.values():
        found |= {plain(blank.name): blank, plain(f"{FORM}{blank.name}"): blank}
    for blank in step.blanks.values():
        for word in (blank.label.zh, blank.label.en, blank.named.zh):
            found.setdefault(plain(word), blank)
    return found


def heading_of(blank: Blank) -> str:
    """Give the code to head a blank's column with."""
    return f"{FORM}{blank.name}" if blank.name in _CONTROLS else blank.name


@dataclass(frozen=True)
class Headings:
    """The headings of a sheet, by the place of their column; one that is empty heads nothing."""

    cells: Sequence[str]

    @cached_property
    def controls(self) -> Mapping[str, int]:
        """The places of the control columns."""
        return {
            _CONTROLS[plain(cell)]: place
            for place, cell in enumerate(self.cells)
            if plain(cell) in _CONTROLS
        }

    @cached_property
    def fields(self) -> Mapping[int, str]:
        """The headings of all other columns that are read."""
        return {
            place: cell
            for place, cell in enumerate(self.cells)
            if cell and plain(cell) not in _CONTROLS and not plain(cell).startswith(REMARK)
        }

    def codes(self, steps: Iterable[Step]) -> Mapping[int, str]:
        """Give the code of the blank that each of the other columns stands for.

        Raises Misconfigured for a column that none of the steps knows, or that is there twice.
        """
        known: dict[str, Blank] = {}
        for step in steps:
            known = {**blanks_of(step), **known}
            self._check_once(step)
        for heading in self.fields.values():
            if plain(heading) not in known:
                raise Misconfigured(_unknown(heading, known.values()))
        return {place: heading_of(known[plain(heading)]) for place, heading in self.fields.items()}

    def _check_once(self, step: Step) -> None:
        blanks = blanks_of(step)
        words = [_CONTROLS.get(plain(cell), "") for cell in self.cells]
        found = (blanks.get(plain(one)) for one in self.fields.values())
        words += [heading_of(blank) for blank in found if blank]
        if twice := next((word for word in words if word and words.count(word) > 1), ""):
            raise Misconfigured(f"there are two columns for {twice}")


def _unknown(heading: str, blanks: Iterable[Blank]) -> str:
    titles = {heading_of(blank): blank.label.zh for blank in blanks}
    meant = meant_by(heading, [*titles, *titles.values(), *CONTROLS])
    hint = f" Did you mean {meant}?" if meant else ""
    listed = ", ".join((*(f"{code} {title}" for code, title in titles.items()), *CONTROLS))
    return f"no column {heading!r}; there are {listed}.{hint}"
