"""auditing.md 3: exported logs aligned with exported nets. Legal histories cost nothing; each of
seven faults is found, and in no other case.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from math import ceil
from pathlib import Path
from random import Random
from typing import Any

import pytest

from audit.outside import HISTORIES, program
from exchange import log
from huiyin.domain.office import rulebook
from huiyin.projections.exchange.xes import xes
from huiyin.workflow.norm.pnml import pnml
from huiyin.workflow.norm.turns import Norm
from huiyin.workflow.procedure import Procedure
from legal import PAGES, histories, is_legal, own

pm4py = program("pm4py")
EACH = ceil(HISTORIES / len(PAGES))
Steps = list[str]
of_every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


@cache
def nets(folder: Path, page: Procedure) -> Mapping[bool, Any]:
    """Give the net of closed cases and that of running ones, by whether they run."""
    found = {}
    for running in (False, True):
        file = folder / f"{page.kind}-{running}.pnml"
        file.write_text("".join(pnml(Norm(page), running=running)), "utf-8")
        found[running] = pm4py.read_pnml(str(file))
    return found


def frame(folder: Path, page: Procedure, **asked: Any) -> Any:
    """Read the exported histories of a page."""
    file = folder / "log.xes"
    parts = xes(log(histories(page, EACH), procedure=page.name, **asked))
    file.write_text("".join(parts), "utf-8", newline="")
    return pm4py.read_xes(str(file))


def costs(frame: Any, net: Any) -> dict[str, float]:
    """Align every case with a net, and give what it costs."""
    numbers = list(dict.fromkeys(frame["case:concept:name"]))
    aligned = pm4py.conformance_diagnostics_alignments(frame, *net)
    return {number: one["cost"] for number, one in zip(numbers, aligned, strict=True)}


@of_every_page
def test_no_legal_history_costs_anything(page: Procedure, tmp_path: Path) -> None:
    closed, running = nets(tmp_path, page)[False], nets(tmp_path, page)[True]

    every = costs(frame(tmp_path, page), running)
    ended = costs(frame(tmp_path, page, closed=True), closed)

    assert len(every) == len(own(histories(page, EACH), page)) >= EACH
    assert set(every.values()) == {0}
    assert set(ended.values()) == {0}


# ------------------------------------------------------------ faults


def missing(steps: Steps, dice: Random) -> Steps:
    index = dice.randrange(len(steps))
    return steps[:index] + steps[index + 1 :]


def doubled(steps: Steps, dice: Random) -> Steps:
    index = dice.randrange(len(steps))
    return [*steps[:index], steps[index], *steps[index:]]


def swapped(steps: Steps, dice: Random) -> Steps:
    index = dice.randrange(len(steps) - 1)
    return [*steps[:index], steps[index + 1], steps[index], *steps[index + 2 :]]


def unknown(steps: Steps, dice: Random) -> Steps:
    index = dice.randrange(len(steps))
    return [*steps[:index], "whistle", *steps[index:]]


def wrong_order(steps: Steps, dice: Random) -> Steps:
    return steps[::-1]


def cut_off(steps: Steps, dice: Random) -> Steps:
    return steps[: dice.randrange(1, len(steps))]


def foreign(steps: Steps, dice: Random) -> Steps:
    others = {step for page in PAGES for step in page.steps} - set(steps)
    return [*steps[:-1], dice.choice(sorted(others)), steps[-1]]


FAULTS = (missing, doubled, swapped, unknown, wrong_order, cut_off, foreign)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
@of_every_page
def test_a_fault_is_found_in_the_one_case(
    page: Procedure, fault: Callable[[Steps, Random], Steps], tmp_path: Path
) -> None:
    good = frame(tmp_path, page, closed=True)
    by_case = {
        number: list(rows["concept:name"]) for number, rows in good.groupby("case:concept:name")
    }
    number, steps = spoilt(page, by_case, fault)

    found = costs(with_steps(good, number, steps), nets(tmp_path, page)[False])

    assert {one for one, cost in found.items() if cost > 0} == {number}
    assert len(found) == len(by_case)


def spoilt(
    page: Procedure, by_case: Mapping[str, Sequence[str]], fault: Callable[[Steps, Random], Steps]
) -> tuple[str, Steps]:
    """Choose a case of several steps, and put a fault into it that the page does not allow."""
    dice = Random(f"{page.name} {fault.__name__}")
    long = [one for one in by_case if len(by_case[one]) > 1]
    for _ in range(1000):
        number = dice.choice(long)
        steps = fault(list(by_case[number]), dice)
        if steps and not is_legal(page, steps, closed=True):
            return number, steps
    raise AssertionError(f"no case of {page.name} can be spoilt like this")


def with_steps(frame: Any, number: str, steps: Steps) -> Any:
    """Put other steps in the place of those of a case."""
    pandas = program("pandas")
    rows = frame[frame["case:concept:name"] == number]
    begin = rows["time:timestamp"].iloc[0]
    spoilt_rows = pandas.DataFrame(
        {
            "case:concept:name": number,
            "concept:name": steps,
            "time:timestamp": [begin + pandas.Timedelta(seconds=n) for n in range(len(steps))],
        }
    )
    before, behind = frame[: rows.index[0]], frame[rows.index[-1] + 1 :]
    return pandas.concat([before, spoilt_rows, behind], ignore_index=True)


def test_the_rulebook_is_whole() -> None:
    assert [page.name for page in PAGES] == [page.name for page in rulebook()]
