"""Golden histories: what was once recorded reads the same for ever."""

from collections.abc import Iterator

import pytest

from golden import HISTORIES, read
from huiyin.domain.complaint import facts
from huiyin.domain.office import rulebook
from huiyin.workflow.case import Case, fold
from huiyin.workflow.events import CORRECTED, LAPSED
from huiyin.workflow.procedure import Procedure

STORED = sorted(file.stem for file in HISTORIES.glob("*.json"))
PAGES = tuple(rulebook())
REGISTERED = {
    "complaint-realty": {
        "state": "archived",
        "first_contact": "wang",
        "severity": "general",
        "validity": "valid",
        "department": "工程部",
        "events": 15,
        "second_instance": True,
        "lapsed": ["work"],
    },
    "complaint-property": {
        "state": "archived",
        "first_contact": "wang",
        "severity": "general",
        "validity": "valid",
        "department": "工程部",
        "events": 17,
        "second_instance": False,
        "lapsed": [],
    },
    "complaint-service_centre": {
        "state": "archived",
        "first_contact": "wang",
        "severity": "general",
        "validity": "",
        "department": "",
        "events": 12,
        "second_instance": False,
        "lapsed": ["answer"],
    },
    "complaint-trading_city": {
        "state": "archived",
        "first_contact": "wang",
        "severity": "general",
        "validity": "",
        "department": "工程部",
        "events": 15,
        "second_instance": False,
        "lapsed": [],
    },
    "complaint-jewellery": {
        "state": "closed",
        "first_contact": "wang",
        "severity": "serious",
        "validity": "",
        "department": "",
        "events": 7,
        "second_instance": False,
        "lapsed": ["escalation"],
    },
    "complaint-mall": {
        "state": "closed",
        "first_contact": "wang",
        "severity": "general",
        "validity": "",
        "department": "",
        "events": 5,
        "second_instance": False,
        "lapsed": [],
    },
}


def told(case: Case) -> dict[str, object]:
    """Tell what the register says of a case."""
    return {
        "state": case.state,
        "first_contact": case.first_contact,
        "severity": facts.severity(case),
        "validity": facts.validity(case),
        "department": facts.department(case),
        "events": case.version,
        "second_instance": facts.in_second_instance.holds(case),
        "lapsed": [event.lapses for event in case.past if event.lapses],
    }


# State, who took it in, how many events, what lapsed, which words of which event were corrected.
READ: dict[str, tuple[str, str, int, list[str], dict[str, object]]] = {
    "audit-office": (
        "closed",
        "lu",
        10,
        ["answer#1"],
        {"AuditFindingRecorded.finding": "未回访"},
    ),
    "consignment-jewellery-declined": ("declined", "wang", 6, [], {}),
    "consignment-jewellery-settled": (
        "closed",
        "wang",
        14,
        ["sales_report"],
        {"ConsignedItemSold.price": "360.00"},
    ),
    "repair-jewellery-declined": ("returned_unrepaired", "wang", 5, [], {}),
    "repair-jewellery-in_house": ("closed", "wang", 7, [], {}),
    "repair-jewellery-outside": (
        "closed",
        "wang",
        21,
        ["term_contact", "repair_term"],
        {"PieceReceived.receipt_no": "JX-0107"},
    ),
    "repair-jewellery-refused": ("refused", "wang", 2, [], {}),
    "request-property": (
        "closed",
        "wang",
        21,
        ["fault_report", "next_visit"],
        {"RequestLogged.phone": "13900030002"},
    ),
    "request-service_centre": (
        "closed",
        "wang",
        17,
        ["follow_up"],
        {"RequestLogged.phone": "13900030002"},
    ),
    "return-jewellery-exchanged": ("exchanged_shipped", "li", 4, [], {}),
    "return-jewellery-on_the_spot": (
        "settled",
        "wu",
        9,
        ["slip"],
        {"ReturnRequested.sale_no": "XS-0302"},
    ),
    "return-jewellery-refused": ("refused", "li", 4, [], {}),
    "return-jewellery-returned": ("settled", "li", 9, [], {}),
    "return-jewellery-swapped": ("exchanged", "wu", 2, [], {}),
    "sample-service_centre": (
        "filed",
        "cui",
        17,
        ["finding#1", "production_audit", "quality_audit", "quarterly_sample"],
        {"FindingRecorded.finding": "楼道灯不亮"},
    ),
    "shift-service_centre-deserted": ("deserted", "cui", 3, [], {}),
    "shift-service_centre-handed_over": (
        "handed_over",
        "cui",
        37,
        ["major_report#1", "preparation", "arrival"],
        {"ShiftRostered.ends_at": "2026-03-02T22:30:00+08:00"},
    ),
    "shift-trading_city-deserted": ("deserted", "xia", 3, [], {}),
    "shift-trading_city-handed_over": (
        "handed_over",
        "xia",
        10,
        ["handover_record"],
        {"HandoverRecordFilled.record": "无异常"},
    ),
    "visit-property-next_fixed": (
        "reviewed",
        "ma",
        9,
        ["visit"],
        {"VisitPlanned.phone": "13900030002"},
    ),
    "visit-property-solved": (
        "reviewed",
        "ma",
        9,
        ["visit"],
        {"VisitPlanned.phone": "13900030002"},
    ),
    "visit-service_centre-next_fixed": (
        "recorded",
        "wang",
        8,
        ["visit"],
        {"VisitPlanned.phone": "13900030002"},
    ),
    "visit-service_centre-solved": (
        "recorded",
        "wang",
        8,
        ["visit"],
        {"VisitPlanned.phone": "13900030002"},
    ),
}


def read_today(name: str) -> Case:
    return fold(read(HISTORIES / f"{name}.json"))


@pytest.mark.parametrize("name", sorted(REGISTERED))
def test_a_complaint_once_recorded_reads_the_same_for_ever(name: str) -> None:
    """One history a procedure, as it was stored; these files are never edited."""
    assert told(read_today(name)) == REGISTERED[name]


@pytest.mark.parametrize("name", sorted(READ))
def test_what_was_once_recorded_reads_the_same_for_ever(name: str) -> None:
    """Every kind of case, as it was stored; these files are never edited."""
    case = read_today(name)
    corrected = dict(_corrected(case))

    lapsed = [event.lapses for event in case.past if event.lapses]
    assert (case.state, case.first_contact, case.version, lapsed, corrected) == READ[name]
    for where, value in corrected.items():
        event, _, blank = where.partition(".")
        assert case.value(blank, event) == value


def _corrected(case: Case) -> Iterator[tuple[str, object]]:
    for event in case.past:
        if event.name == CORRECTED:
            words = event.form["now"]
            assert isinstance(words, dict)
            yield from ((f"{event.form['event']}.{blank}", now) for blank, now in words.items())


@pytest.mark.parametrize("name", STORED)
def test_a_golden_history_goes_to_the_end(name: str) -> None:
    """Settled 17: a case that has ended has no deadline that runs."""
    case = read_today(name)

    assert not case.clocks
    assert rulebook().pinned(case.procedure, case.edition).states[case.state].terminal


def test_every_golden_history_is_read() -> None:
    assert {*REGISTERED, *READ} == set(STORED)


def test_every_procedure_has_its_golden_history() -> None:
    pinned = {(case.procedure, case.edition) for case in map(read_today, STORED)}

    assert {(page.name, page.edition) for page in PAGES} <= pinned


@pytest.mark.parametrize(
    "page", [page for page in PAGES if page.kind != "complaint"], ids=lambda page: page.name
)
def test_every_event_of_a_page_stands_in_one_of_its_histories(page: Procedure) -> None:
    """Architecture 4: what can be recorded can be read for ever."""
    may_be = {step.event for step in page.steps.values()} | page.notes.keys() | {LAPSED}
    stored = {
        event.name
        for case in map(read_today, STORED)
        if case.procedure == page.name
        for event in case.past
    }

    assert stored == may_be
