"""The pages are sound, speak Chinese, and keep their names."""

from collections import Counter
from collections.abc import Mapping

import pytest

from huiyin.domain.office import rulebook
from huiyin.workflow.language import Label
from huiyin.workflow.page_check import faults
from huiyin.workflow.procedure import Procedure

PAGES = tuple(rulebook())
EDITIONS = {
    "complaint/realty": "1",
    "complaint/property": "1",
    "complaint/service_centre": "1",
    "complaint/trading_city": "1",
    "complaint/jewellery": "1",
    "complaint/mall": "1",
    "repair/jewellery": "1",
    "consignment/jewellery": "1",
    "request/property": "1",
    "request/service_centre": "1",
    "visit/property": "1",
    "visit/service_centre": "1",
    "sample/service_centre": "1",
    "return/jewellery": "1",
    "shift/service_centre": "1",
    "shift/trading_city": "1",
    "audit/office": "1",
}

pages = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


@pages
def test_a_page_does_not_contradict_itself(page: Procedure) -> None:
    assert faults(page) == ()


def test_the_editions_in_force_are_pinned() -> None:
    """A page that changes what was promised to open cases is another edition."""
    assert {page.name: page.edition for page in PAGES} == EDITIONS


def named(page: Procedure) -> Mapping[str, Label]:
    """Give everything on a page that an office reads, by what it is."""
    steps = page.steps.values()
    choices = {
        f"{step.name} {name} {code}": label
        for step in steps
        for name, blank in step.blanks.items()
        for code, label in blank.choices.items()
    }
    return {
        "page": page.label,
        **{f"state {state.code}": state.label for state in page.states.values()},
        **{f"step {step.name}": step.label for step in steps},
        **{f"role {role.code}": role.label for role in page.roles.values()},
        **{f"deadline {one.name}": one.label for one in page.deadlines.values()},
        **{f"note {one.event}": one.label for one in page.notes.values()},
        **{
            f"{step.name} {name}": blank.label
            for step in steps
            for name, blank in step.blanks.items()
        },
        **choices,
    }


@pages
def test_everything_on_a_page_has_a_name_in_both_languages(page: Procedure) -> None:
    nameless = {what for what, label in named(page).items() if not _is_chinese(label.zh)}
    not_english = {what for what, label in named(page).items() if not label.en.isascii()}

    assert not nameless
    assert not not_english


def _is_chinese(text: str) -> bool:
    return any("一" <= sign <= "鿿" for sign in text)


@pages
def test_no_two_things_of_a_page_have_one_name(page: Procedure) -> None:
    for kind in ("state", "step", "deadline"):
        of_kind = [label for what, label in named(page).items() if what.startswith(f"{kind} ")]
        shared = [zh for zh, times in Counter(one.zh for one in of_kind).items() if times > 1]

        assert not shared, kind


@pages
def test_every_step_records_an_event_of_its_own(page: Procedure) -> None:
    """Two steps share one: the office's result (S003-3.4.2) is a result like any other."""
    times = Counter(step.event for step in page.steps.values())

    shared = {event for event, count in times.items() if count > 1}
    assert shared == ({"ResultReported"} if page.name == "complaint/realty" else set())


def test_an_event_means_the_same_step_on_every_page() -> None:
    steps: dict[str, set[str]] = {}
    for page in PAGES:
        for step in page.steps.values():
            steps.setdefault(step.event, set()).add(step.name)

    assert {event: names for event, names in steps.items() if len(names) > 1} == {
        "ResultReported": {"report-result", "check-office-result"}
    }
