"""What an office may set for its procedures, and the steps that it does without."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from pydantic import Field

from huiyin.domain.office import open_desk, rulebook
from huiyin.workflow.deadlines import Figure
from huiyin.workflow.desk import Desk
from huiyin.workflow.errors import Misconfigured, NotFromHere
from huiyin.workflow.forms import Command, Text
from huiyin.workflow.language import language
from huiyin.workflow.people import CLOCK
from huiyin.workflow.procedure import Procedure
from huiyin.workflow.request import Terms
from huiyin.workflow.rulebook import Rulebook
from huiyin.workflow.states import WHILE_OPEN, stay
from huiyin.workflow.store import open_store
from papers.consignment import PAPER as CONSIGNMENT
from papers.paper import Story, take
from papers.shift_city import PAPER as CITY
from parcels import LEAD, NOTIFIED, STORED, desk_page, notified, taken_in
from parcels import Remind as ParcelReminder
from spec import Scenario, at, terms, ticked

ONE_DAY = Figure.parse("P1D")
SETTLING = ("settle-consignment", "sign-settlement")


def under(**own: Any) -> Rulebook:
    return rulebook().under(Terms(terms().calendar, **own))


# ---------------------------------------------------------------- what may be set


@pytest.mark.parametrize(
    ("own", "says"),
    [
        (
            {"limits": {"shift/moon": {"arrival": ONE_DAY}}},
            "limits: no procedure shift/moon; there are complaint/realty, ",
        ),
        (
            {"limits": {"complaint/mall": {"answer": ONE_DAY}}},
            "limits of complaint/mall: no deadline answer; there are none",
        ),
        (
            {"limits": {"return/jewellery": {"return_window_days": Figure.parse("PT8H")}}},
            "limits of return/jewellery: return_window_days is counted in whole days of the ",
        ),
        (
            {"limits": {"return/jewellery": {"return_window_days": Figure.parse("P3D working")}}},
            "limits of return/jewellery: return_window_days is counted in whole days of the ",
        ),
        (
            {"lists": {"shift/moon": {"duty_items": ("灯",)}}},
            "lists: no procedure shift/moon; there are complaint/realty, ",
        ),
        (
            {"lists": {"shift/service_centre": {"furniture": ("灯",)}}},
            "lists of shift/service_centre: no list furniture; there are duty_items",
        ),
        (
            {"lists": {"complaint/mall": {"duty_items": ("灯",)}}},
            "lists of complaint/mall: no list duty_items; there are none",
        ),
        (
            {"lists": {"shift/service_centre": {"duty_items": ("灯", " ")}}},
            "lists of shift/service_centre: a word of duty_items is empty",
        ),
        (
            {"lists": {"shift/service_centre": {"duty_items": ("灯", "门", "灯 ")}}},
            "lists of shift/service_centre: duty_items lists 灯 twice",
        ),
        (
            {"lists": {"shift/service_centre": {"duty_items": ()}}},
            "lists of shift/service_centre: duty_items is empty; S004-p7-handover-3a lists 电话, ",
        ),
        (
            {"without": {"shift/moon": ("take-over",)}},
            "without: no procedure shift/moon; there are complaint/realty, ",
        ),
        (
            {"without": {"consignment/jewellery": ("settle",)}},
            "without of consignment/jewellery: no step settle; an office may do without decline-",
        ),
        (
            {"without": {"consignment/jewellery": ("count-goods",)}},
            "without of consignment/jewellery: S000-ch12-1 orders count-goods; an office may do",
        ),
        (
            {"without": {"consignment/jewellery": ("offer-goods",)}},
            "without of consignment/jewellery: offer-goods opens the case; an office may do",
        ),
    ],
)
def test_what_no_page_leaves_to_an_office_is_misconfigured(
    own: Mapping[str, Any], says: str
) -> None:
    """Architecture 3: the error says what may be set instead."""
    with pytest.raises(Misconfigured) as wrong:
        under(**own)

    assert str(wrong.value).startswith(says)
    assert "\n" not in str(wrong.value)


def test_an_office_that_sets_wrong_terms_gets_no_store(tmp_path: Any) -> None:
    """cli.md, exit 9: nothing has changed."""
    with pytest.raises(Misconfigured):
        open_desk(str(tmp_path / "new.db"), lists={"complaint/mall": {"x": ("y",)}})

    assert not list(tmp_path.iterdir())


def test_a_list_that_the_page_leaves_empty_may_be_empty() -> None:
    """S001-t2-12, settled 9: an empty list of constructors accepts any name."""
    book = under(lists={"request/property": {"constructors": ()}})

    assert [page.name for page in book] == [page.name for page in rulebook()]


# ---------------------------------------------------------------- steps that are done without


def beside(paper: Any, *steps: str, after: Any) -> Story:
    """Let this happen where every step is in use, and go on in an office without some."""
    story = paper.after(after)
    desk = story.scenario.desk
    own = Terms(desk.terms.calendar, without={paper.procedure: steps})
    return Story(paper, Scenario(Desk(desk.store, rulebook(), own), *_of(story)), story.now)


def _of(story: Story) -> tuple[str, str]:
    return story.scenario.procedure, story.scenario.number


ON_SALE = next(
    path[: [one.step for one in path].index("settle-consignment")]
    for path in CONSIGNMENT.paths.values()
    if "settle-consignment" in [one.step for one in path]
)


def test_a_step_done_without_is_refused_first_of_all() -> None:
    """S000-ch12-3: settling is inferred, and an office may wait until it is approved."""
    story = beside(CONSIGNMENT, *SETTLING, after=ON_SALE)

    refused = story.refuses(
        take("settle-consignment", "nobody:no_such_role", amount="nonsense"),
        "NotFromHere",
        "S000-ch12-3",
        "the office does without this step, which no document orders",
    )

    assert "settle-consignment (" not in str(refused)
    assert "本单位不用此步骤" in refused.say(language("zh"))


def test_a_step_done_without_is_shown_and_not_offered() -> None:
    """S000-ch12-3: next says that it is not in use, why says the same, others are as ever."""
    desk, _, number = _parts(beside(CONSIGNMENT, *SETTLING, after=ON_SALE))

    barred = {one.step.name: [r.kind for r in one.missing] for one in desk.next(number)}
    advice = desk.why(number, "settle-consignment", at=at("2026-04-01 09:00"))

    assert barred["settle-consignment"] == ["NotFromHere"]
    assert barred["record-sale"] == []
    assert not advice.allowed
    broken = [one for one in advice.findings if one.holds is False]
    assert [(one.check, str(one.says)) for one in broken] == [
        ("state", "the office does without this step, which no document orders")
    ]


def _parts(story: Story) -> tuple[Desk, str, str]:
    return story.scenario.desk, *_of(story)


def test_what_was_recorded_before_is_read_as_ever() -> None:
    """S000-ch12-3: only new commands are concerned; a case that was settled stays settled."""
    path = next(path for path in CONSIGNMENT.paths.values() if path[-1].step == "sign-settlement")

    story = beside(CONSIGNMENT, *SETTLING, after=path)

    assert story.state == "closed"
    assert story.scenario.case.has("ConsignmentSettled")


def test_a_signature_done_without_is_not_asked_for() -> None:
    """S001-ch3.2-10b: taking over needs signatures that its document does not order."""
    usual = next(path for path in CITY.paths.values() if path[-1].step == "take-over")
    unsigned = tuple(one for one in usual[:-1] if one.step != "sign-handover")
    everywhere = CITY.after(unsigned)

    everywhere.refuses(usual[-1], "SignatureMissing", "S001-ch3.2-10b")
    story = beside(CITY, "sign-handover", after=unsigned).then(usual[-1])

    assert story.state == "handed_over"


class Remind(ParcelReminder, zh="催领"):
    """Remind the recipient."""


class Frame(Command, zh="装箱"):
    """Put it in a frame."""

    wood: Text = Field(title="木料")


def with_inferred(edition: str = "1", *, ordered: bool = False) -> Procedure:
    """Give the parcel desk with a reminder and a frame that no document orders."""
    page = desk_page(edition)
    del page.steps["remind"]
    page.step("P-2.5", WHILE_OPEN, by=CLOCK, records="Reminded", inferred=True)(Remind)
    page.step("P-9.9", stay(STORED, NOTIFIED), by=LEAD, records="Framed", inferred=not ordered)(
        Frame
    )
    return page


def parcel_office(*pages: Procedure, without: tuple[str, ...]) -> Scenario:
    rules = Rulebook(pages)
    own = Terms(terms().calendar, without={"parcel/desk": without})
    desk = Desk(open_store("memory:", registry=rules.registry()), rules, own)
    return Scenario(desk, "parcel/desk")


@pytest.mark.parametrize(("without", "reminded"), [((), True), (("remind",), False)])
def test_the_clock_does_without_the_step_too(*, without: tuple[str, ...], reminded: bool) -> None:
    """Settled 1: the lapse is recorded whatever follows from it."""
    office = parcel_office(with_inferred(), without=without)

    office.through(taken_in(), notified(), ticked("2026-03-06 18:00")).then_lapsed("collect")

    assert office.case.has("DeadlineLapsed")
    assert office.case.has("Reminded") is reminded


def test_an_older_edition_that_orders_the_step_keeps_it() -> None:
    """Architecture 3: a case is judged by the edition that it was opened under."""
    office = parcel_office(with_inferred(ordered=True), with_inferred("2"), without=("frame",))
    book = office.desk.rulebook

    assert book.pinned("parcel/desk", "1").unused == frozenset()
    assert book.pinned("parcel/desk", "2").unused == {"frame"}
    with pytest.raises(NotFromHere):
        office.through(taken_in()).desk.perform(
            office.number, "frame", "chen:lead", at=at("2026-03-02 10:00"), form={"wood": "oak"}
        )
