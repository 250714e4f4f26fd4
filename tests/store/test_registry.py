"""Only registered events are read, and older shapes become the present one."""

import json
import math
import re
from datetime import timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiyin.workflow.errors import HistoryBroken, Misconfigured
from huiyin.workflow.events import Event
from huiyin.workflow.store import Kind, Payload, Registry, Unreadable
from store.samples import NAMES, START, clock, event

GOLDEN = sorted((Path(__file__).parent / "golden").glob("*.json"))


def rename_the_blank(payload: Payload) -> Payload:
    """Edition 2026-02 says `where` for `place`."""
    form = payload["form"]
    assert isinstance(form, dict)
    form["where"] = form.pop("place")
    return payload


def give_the_place_a_floor(payload: Payload) -> Payload:
    """Edition 2026-03 asks for the floor; before, visits were on the ground."""
    form = payload["form"]
    assert isinstance(form, dict)
    form.setdefault("floor", 0)
    return payload


VISITS = Kind("VisitArranged", 3, {1: rename_the_blank, 2: give_the_place_a_floor})
OFFICE = Registry([Kind("CaseOpened"), VISITS])


@pytest.mark.parametrize("file", GOLDEN, ids=lambda file: file.stem)
def test_every_shape_that_was_ever_stored_is_read_as_the_present_one(file: Path) -> None:
    golden: dict[str, Any] = json.loads(file.read_text("utf-8"))

    read = OFFICE.read(golden["topic"], golden["state"].encode())

    assert read == Event.model_validate(golden["reads"])


@pytest.mark.parametrize("name", ["CaseOpened@1-every-blank", "VisitArranged@3"])
def test_the_present_shape_is_written_byte_for_byte_as_ever(name: str) -> None:
    file = GOLDEN[0].with_name(f"{name}.json")
    golden: dict[str, Any] = json.loads(file.read_text("utf-8"))

    written = OFFICE.write(Event.model_validate(golden["reads"]))

    assert written == (golden["topic"], golden["state"].encode())


def test_the_golden_files_hold_every_schema_number() -> None:
    assert [file.stem for file in GOLDEN] == [
        "CaseOpened@1-every-blank",
        "VisitArranged@1",
        "VisitArranged@2",
        "VisitArranged@3",
    ]


@pytest.mark.parametrize(
    ("kind", "fault"),
    [
        (Kind("A", 3, {1: dict}), "A: no upcaster from schema 2"),
        (Kind("A", 3, {2: dict}), "A: no upcaster from schema 1"),
        (Kind("A", 2, {1: dict, 2: dict}), "A: no schema 2 to upcast from"),
        (Kind("A", 1, {0: dict}), "A: no schema 0 to upcast from"),
        (Kind("A", 0), "A: schemas count from 1"),
        (Kind("os:system"), "'os:system' is no name of an event"),
        (Kind("A@1"), "'A@1' is no name of an event"),
    ],
)
def test_a_faulty_chain_is_found_at_the_start(kind: Kind, fault: str) -> None:
    with pytest.raises(Misconfigured) as refused:
        Registry([kind])

    assert fault in str(refused.value)


def test_all_faults_are_named_at_once() -> None:
    with pytest.raises(Misconfigured, match=r"A: .* 1; A: .* 2; B: "):
        Registry([Kind("A", 3), Kind("B", 2)])


def test_procedures_may_share_a_kind_but_not_a_name() -> None:
    assert [kind.name for kind in Registry([VISITS, Kind("A"), VISITS, Kind("A")]).kinds] == [
        "A",
        "CaseMigrated",
        "DeadlineLapsed",
        "EntryCorrected",
        "SubjectErased",
        "VisitArranged",
    ]
    with pytest.raises(Misconfigured, match="A is registered in two ways"):
        Registry([Kind("A"), Kind("A", 2, {1: dict})])


@pytest.mark.parametrize(
    "topic",
    ["Foreign@1", "CaseOpened@2", "CaseOpened@0", "CaseOpened@²", "CaseOpened", "@", ""],
)
def test_an_unknown_topic_is_newer_or_foreign(topic: str) -> None:
    with pytest.raises(HistoryBroken, match="a newer version of huiyin wrote it, or it is for"):
        OFFICE.read(topic, b"{}")


def test_a_topic_is_never_imported() -> None:
    with pytest.raises(HistoryBroken, match="foreign"):
        OFFICE.read("antigravity:fly", b"{}")


def test_bytes_stored_under_another_topic_are_refused() -> None:
    _, state = NAMES.write(event("StepTaken"))
    _, visit = OFFICE.write(event("VisitArranged", schema_number=3))

    with pytest.raises(HistoryBroken, match="stored as CaseOpened@1, but it says StepTaken@1"):
        NAMES.read("CaseOpened@1", state)
    with pytest.raises(HistoryBroken, match="stored as VisitArranged@2"):
        OFFICE.read("VisitArranged@2", visit)


def test_a_field_of_a_newer_version_is_not_silently_dropped() -> None:
    _, state = NAMES.write(event("StepTaken"))

    with pytest.raises(HistoryBroken, match="StepTaken@1 cannot be read: mood: Extra inputs"):
        NAMES.read("StepTaken@1", state[:-1] + b',"mood":"good"}')


def test_an_upcaster_that_stumbles_says_so() -> None:
    def stumble(payload: Payload) -> Payload:
        del payload["never there"]
        return payload

    _, state = Registry.of("A").write(event("A"))

    with pytest.raises(HistoryBroken, match="A@1 cannot be upcast: KeyError"):
        Registry([Kind("A", 2, {1: stumble})]).read("A@1", state)


def test_an_older_shape_is_not_written() -> None:
    with pytest.raises(Misconfigured, match="VisitArranged@2 is no registered event"):
        OFFICE.write(event("VisitArranged", schema_number=2))


def test_what_is_read_holds_no_zone_of_the_library() -> None:
    """A zone of pydantic-core that is still alive can crash an interpreter that leaves."""
    read = OFFICE.read(
        *OFFICE.write(event("VisitArranged", schema_number=3, starts=(clock("reply", START),)))
    )

    zones = {read.recorded_at.tzinfo, read.occurred_at.tzinfo, read.starts[0].due_at.tzinfo}
    assert [type(zone) for zone in zones] == [timezone]


def test_what_cannot_be_written_in_utf8_is_refused() -> None:
    with pytest.raises(Misconfigured, match="StepTaken@1 cannot be written"):
        NAMES.write(event("StepTaken", form={"name": "\udcff"}))


@given(topic=st.sampled_from(["CaseOpened@1", "VisitArranged@1"]), state=st.binary())
def test_rubbish_is_a_broken_history(topic: str, state: bytes) -> None:
    with pytest.raises(HistoryBroken) as broken:
        OFFICE.read(topic, state)

    assert "\n" not in str(broken.value)


PLAIN = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
FORMS = st.dictionaries(
    st.text(max_size=5),
    st.recursive(PLAIN, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)),
    max_size=3,
)


@given(form=FORMS, reason=st.text())
def test_what_is_written_is_read_again_or_refused(form: dict[str, Any], reason: str) -> None:
    written = event(form=form, reason=reason)

    try:
        stored = NAMES.write(written)
    except Misconfigured:
        assert re.search(r"\b(inf|nan)\b", str(form))
    else:
        assert NAMES.read(*stored) == written


@pytest.mark.parametrize("number", [math.inf, -math.inf, math.nan])
def test_a_number_that_json_cannot_say_is_refused(number: float) -> None:
    with pytest.raises(Misconfigured, match="a number is not finite"):
        NAMES.write(event(form={"list": [number]}))


def test_an_unreadable_row_says_where_it_is() -> None:
    with pytest.raises(
        Unreadable, match=r"^C-1 version 3 \(position 7\): no event X@1 is kn"
    ) as at:
        NAMES.recorded(7, "C-1", 3, "X@1", b"{}")

    assert (at.value.position, at.value.case, at.value.version) == (7, "C-1", 3)


def test_a_page_ends_before_what_cannot_be_read() -> None:
    good = NAMES.write(event())
    rows = [(1, "C-1", 1, *good), (2, "C-2", 1, "X@1", b"{}"), (3, "C-1", 2, *good)]

    assert [told.position for told in NAMES.page(rows)] == [1]
    with pytest.raises(Unreadable):
        NAMES.page(rows[1:])
    assert [told.position for told in NAMES.page(rows[2:])] == [3]


def test_a_history_with_a_hole_is_broken() -> None:
    good = NAMES.write(event())

    with pytest.raises(HistoryBroken, match="C-1: version 2 is missing"):
        NAMES.history("C-1", [(1, "C-1", 1, *good), (3, "C-1", 3, *good)])
