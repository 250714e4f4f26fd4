"""A case for each quarter, and a fifth of its repairs drawn by a seed (S004-p7-visit-3).

The case is opened so that a quarter without a sample is noticed [inferred]. The numbers drawn
follow from population and seed alone, so that anybody can draw them again.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import datetime, tzinfo
from decimal import Decimal
from hashlib import sha256

from pydantic import Field, JsonValue

from ...workflow.annotations import YEARS
from ...workflow.case import Case
from ...workflow.forms import Command, Text
from ...workflow.parts import Look, moment
from ...workflow.request import Ask
from ...workflow.rules import condition, rule
from ...workflow.sheet import Sheet
from ...workflow.states import NEW
from ..roles import DIRECTOR
from .states import DRAWN, DUE

drawing = Sheet()
SHARE = Decimal("0.20")
QUARTER = re.compile(r"(\d{4})-Q([1-4])", re.ASCII)


def quarter(case: Case) -> str:
    """Give the quarter of a sample."""
    return case.latest("quarter", "SampleDue").strip()


def span(quarter: str, zone: tzinfo) -> tuple[datetime, datetime] | None:
    """Give the first instant of a quarter and the first behind it; None for other words."""
    found = QUARTER.fullmatch(quarter.strip())
    if found is None or int(found[1]) not in YEARS:
        return None
    year, number = int(found[1]), int(found[2])
    after = (year + 1, 1) if number == 4 else (year, number * 3 + 1)
    return datetime(year, number * 3 - 2, 1, tzinfo=zone), datetime(*after, 1, tzinfo=zone)


@moment("at the end of the quarter")
def END_OF_THE_QUARTER(case: Case, form: Command, zone: tzinfo) -> datetime | None:
    """Find the last day of the quarter at 24:00."""
    found = span(form.quarter, zone) if isinstance(form, OpenQuarter) else None
    return found[1] if found else None


@rule("S004-p7-visit-3", says="the quarter is written as year and quarter, such as 2026-Q1")
def quarter_well_written(case: Case, form: OpenQuarter, ask: Ask) -> bool:
    """Hold for a year of ours and one of its four quarters."""
    return span(form.quarter, ask.zone) is not None


@rule("S004-p7-visit-3", says="the quarter has no sample yet")
def one_sample_a_quarter(case: Case, form: OpenQuarter, ask: Ask) -> bool:
    """Hold for the first case of a quarter."""
    return form.quarter.strip() not in {quarter(one) for one in ask.found.get("samples", ())}


@drawing.step(
    "S004-p7-visit-3",
    NEW >> DUE,
    by=DIRECTOR,
    records="SampleDue",
    only_if=(quarter_well_written, one_sample_a_quarter),
    looks=(Look("samples", "sample/service_centre", ended=True),),
    inferred=True,
)
class OpenQuarter(Command, zh="开始本季抽查"):
    """Open the case of a quarter."""

    quarter: Text = Field(title="季度")


# ---------------------------------------------------------------- drawing


@condition("it is a repair")
def is_repair(case: Case) -> bool:
    """Hold for a request to repair something, not for help."""
    return case.latest("request_kind", "RequestLogged") == "repair"


def population(case: Case, ask: Ask) -> tuple[str, ...]:
    """Give the repairs that were logged in the quarter, up to now, in order of number."""
    first, behind = span(quarter(case), ask.zone) or (ask.at, ask.at)
    logged = ((one.id, one.opened_at) for one in ask.found.get("repairs", ()))
    return tuple(
        sorted(number for number, at in logged if at and first <= at < behind and at <= ask.at)
    )


def smallest(population: int) -> int:
    """Give the share of the population that is visited at least, rounded up."""
    return math.ceil(SHARE * population)


def drawn(population: tuple[str, ...], seed: str, size: int) -> tuple[str, ...]:
    """Draw so many numbers, the same for the same seed: those with the lowest SHA-256."""
    shuffled = sorted(
        population, key=lambda number: sha256(f"{seed.strip()} {number}".encode()).digest()
    )
    return tuple(sorted(shuffled[:size]))


@rule("S004-p7-visit-3", says="a fifth of the quarter's repairs is drawn, and no more than all")
def a_fifth_at_least(case: Case, form: DrawSample, ask: Ask) -> bool:
    """Hold for a size between the share, rounded up, and the population."""
    of = len(population(case, ask))
    return form.size is None or smallest(of) <= form.size <= of


def what_is_drawn(case: Case, form: Command, ask: Ask) -> Mapping[str, JsonValue]:
    """Write down the population and the sample, so that it can be drawn again."""
    if not isinstance(form, DrawSample):
        raise TypeError(form)
    every = population(case, ask)
    size = smallest(len(every)) if form.size is None else form.size
    return {"population": [*every], "sample": [*drawn(every, form.seed, size)]}


@drawing.step(
    "S004-p7-visit-3",
    DUE >> DRAWN,
    by=DIRECTOR,
    records="SampleDrawn",
    only_if=(a_fifth_at_least,),
    looks=(Look("repairs", "request/service_centre", is_repair, ended=True),),
    adds=what_is_drawn,
)
class DrawSample(Command, zh="抽样"):
    """Draw a fifth of the quarter's repair records."""

    seed: Text = Field(title="随机种子")
    size: int | None = Field(None, title="样本数")
