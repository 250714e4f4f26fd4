"""What holds of every line and column of every register, after any walk over any pages."""

from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiyin.projections.every import OF_CASES, REGISTERS
from huiyin.projections.registers.layout import Laid, Layout
from huiyin.workflow.calendars import SHANGHAI
from huiyin.workflow.desk import Desk
from huiyin.workflow.language import LANGUAGES, language
from huiyin.workflow.request import canonical
from registers import RULES
from spec import at, desk_of
from walker import walk, walks

PAGES = st.lists(st.sampled_from(list(RULES)), min_size=1, max_size=3)
NOW = at("2026-03-20 09:00")
each_register = pytest.mark.parametrize("laid", REGISTERS.values(), ids=lambda laid: laid.name)


def walked(dice: Random, pages: list[Any], length: int) -> Desk:
    desk = desk_of(RULES)
    for page in pages:
        for _ in walk(dice, desk, page, length):
            pass
    return desk


def lines(desk: Desk, laid: Laid, **asked: Any) -> list[Any]:
    return list(laid.open(desk.store, desk.rulebook).page(now=NOW, **asked).lines)


def as_told(desk: Desk, **asked: Any) -> dict[str, bytes]:
    """Give every register as bytes."""
    return {name: canonical(lines(desk, laid, **asked)) for name, laid in REGISTERS.items()}


@given(walks(), PAGES, st.data())
def test_a_register_of_a_position_is_the_one_that_was_read_then(
    walk_: tuple[Random, int], pages: list[Any], data: st.DataObject
) -> None:
    """Architecture 5: of a store that held only the first events, it says the same for ever."""
    dice, length = walk_
    stop = data.draw(st.integers(0, length * len(pages)))
    with desk_of(RULES) as desk:
        strides = (one for page in pages for one in walk(dice, desk, page, length))
        for _, _ in zip(range(stop), strides, strict=False):
            pass
        position, then = desk.store.position(), as_told(desk)
        for _ in strides:
            pass

        assert as_told(desk, position=position) == then
        assert as_told(desk) == as_told(desk, position=desk.store.position())


@given(walks(), PAGES)
def test_every_value_can_be_said_and_written(walk_: tuple[Random, int], pages: list[Any]) -> None:
    """Issue 2: in Chinese and English, and as JSON."""
    desk = walked(walk_[0], pages, walk_[1])

    for laid in REGISTERS.values():
        page = laid.open(desk.store, desk.rulebook).page(now=NOW)
        headings = {one.name: one for one in page.columns}
        for line in page.lines:
            assert line.keys() == headings.keys()
            for name, value in line.items():
                assert canonical(headings[name].plain(value, SHANGHAI))
                for code in LANGUAGES:
                    said = headings[name].shown(value, language(code), SHANGHAI)
                    assert (said == "") == (value in (None, "", []) or value == ()), name


def values(dice: Random, desk: Desk, laid: Laid) -> list[tuple[str, str]]:
    """Give some values of a register as either language shows them."""
    page = laid.open(desk.store, desk.rulebook).page(now=NOW)
    headings = {one.name: one for one in page.columns}
    told = {
        (name, headings[name].shown(value, language(code), SHANGHAI))
        for line in page.lines
        for name, value in line.items()
        for code in LANGUAGES
    }
    return dice.sample(sorted(told), min(len(told), 12))


@given(walks(), PAGES)
def test_a_line_is_found_by_what_it_shows(walk_: tuple[Random, int], pages: list[Any]) -> None:
    """cli.md: --where with what was read in the register, in either language."""
    desk = walked(walk_[0], pages, walk_[1])

    for laid in REGISTERS.values():
        every_line = lines(desk, laid)
        for name, said in values(walk_[0], desk, laid):
            found = lines(desk, laid, where=[f"{name}={said}"])
            others = lines(desk, laid, where=[f"{name}!={said}"])
            assert found, (laid.name, name, said)
            assert len(found) + len(others) == len(every_line)


@each_register
def test_every_column_has_both_names_and_is_its_own(laid: Laid) -> None:
    """Issue 2: names in Chinese and English."""
    with desk_of(RULES) as desk:
        columns = laid.open(desk.store, desk.rulebook).columns.values()

    assert all(one.label.zh and one.label.en and one.width for one in columns)
    for code in LANGUAGES:
        assert len({language(code).say(one.label) for one in columns}) == len(columns)


def test_registers_have_names_of_their_own() -> None:
    """cli.md: `register NAME`."""
    titles = [laid.label for laid in REGISTERS.values()]

    assert len({one.zh for one in titles}) == len({one.en for one in titles}) == len(titles)


SHOWS_SIGNATURES = [one for one in OF_CASES if one.name != "first-contact"]


@pytest.mark.parametrize("layout", SHOWS_SIGNATURES, ids=lambda layout: layout.name)
def test_a_signature_counts_no_more_where_its_page_says_so(layout: Layout) -> None:
    """S004-p9-4a, S004-p6-4.5: whoever signed one result or visit has not signed the next."""
    voids = layout.book.voids
    for page in (one for one in RULES if one.kind in layout.book.kinds):
        events = {step.event for step in page.steps.values()}
        for step in page.steps.values():
            for meaning in step.capacities or filter(None, [step.signature]):
                voiding = {one for one in events if meaning in voids.get(one, ())}
                assert voiding == {*step.voided_by} & events, f"{page.name}: {step.name}"
