"""Forms as people fill them in: everything that is wrong is named at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given as for_any
from hypothesis import strategies as st
from pydantic import Field, JsonValue

from huiyin.workflow.case import NO_CASE
from huiyin.workflow.errors import Reason
from huiyin.workflow.events import Event
from huiyin.workflow.filling import fill_in
from huiyin.workflow.forms import Command, Instant, PersonRef, Text, Words
from huiyin.workflow.parts import Step
from huiyin.workflow.states import stay
from huiyin.workflow.store import Registry
from parcels import Size, parcels, taken_in
from spec import at, given


class Piece(Words):
    """Count one kind of thing."""

    thing: Text = Field(title="物品")
    count: int = Field(title="件数")


class Everything(Command, zh="全部"):
    """Hold a blank of every shape."""

    must: Text = Field(title="必填")
    also: Text = Field(title="也必填")
    text: Text | None = None
    person: PersonRef | None = None
    when: Instant | None = None
    day: date | None = None
    amount: Decimal | None = None
    number: int | None = None
    yes: bool | None = None
    size: Size | None = None
    many: list[Text] | None = None
    words: dict[str, JsonValue] | None = None
    piece: Piece | None = None
    pieces: list[Piece] | None = None


STEP = Step("everything", Everything, ("P-1",), stay(), (), "Everything")
FULL = {"must": "a", "also": "b"}


def nested(depth: int) -> object:
    value: object = "x"
    for _ in range(depth):
        value = [value]
    return value


def in_a_circle() -> object:
    circle: list[object] = []
    circle.append(circle)
    return circle


def read(form: Mapping[Any, object]) -> tuple[Command, tuple[Reason, ...]]:
    return fill_in(STEP, form, NO_CASE)


def numbered(cases: Sequence[tuple[object, ...]]) -> list[str]:
    """Name cases by blank and number, for some values cannot be written at all."""
    return [f"{case[0]}-{number}" for number, case in enumerate(cases)]


GOOD: list[tuple[str, object, object]] = [
    ("text", "  kept as given ", "  kept as given "),
    ("text", "NUL \0 and 回音 😀", "NUL \0 and 回音 😀"),
    ("person", "li:lead@east", "li:lead@east"),
    ("when", "2026-03-02T09:00:00+08:00", at("2026-03-02 09:00")),
    ("when", "2026-03-02 01:00Z", at("2026-03-02 09:00")),
    ("when", at("2026-03-02 09:00"), at("2026-03-02 09:00")),
    ("day", "2028-02-29", date(2028, 2, 29)),
    ("day", date(2026, 3, 2), date(2026, 3, 2)),
    ("amount", "0.098", Decimal("0.098")),
    ("amount", 0.098, Decimal("0.098")),
    ("amount", Decimal("1.10"), Decimal("1.10")),
    ("number", -3, -3),
    ("number", 10**30, 10**30),
    ("yes", False, False),
    ("size", "box", Size.BOX),
    ("size", Size.BOX, Size.BOX),
    ("many", ["a", "b"], ["a", "b"]),
    ("many", ("a", "b"), ["a", "b"]),
    ("words", {"a": None, "b": [1]}, {"a": None, "b": [1]}),
]

WRONG: list[tuple[str, object]] = [
    *[("text", one) for one in (5, True, ["a"], {"a": 1}, b"\xff", "\ud800", "a\udfff", object())],
    *[("person", one) for one in (":lead", " :lead@east", 7, ["li"])],
    *[("when", one) for one in ("2026-03-02T09:00:00", "2026-03-02", "soon", 1772413200, 1.7e9)],
    *[("when", one) for one in ("0001-01-01T00:00:00+08:00", "9999-12-31T23:59:59-12:00", True)],
    *[("when", one) for one in ("2026-02-30T00:00:00Z", "2026-03-02T25:00:00Z", date(2026, 3, 2))],
    ("when", datetime(2026, 3, 2, 9)),  # noqa: DTZ001 - a time without a zone is what is wrong
    *[("day", one) for one in ("2026-02-30", "20260302", "02.03.2026", 0, at("2026-03-02 09:00"))],
    *[("amount", one) for one in ("NaN", "Infinity", "1,5", "one", True, float("nan"), [1])],
    *[("number", one) for one in ("1", 1.0, True, 1.5, Decimal(1), 10**5000)],
    *[("yes", one) for one in (0, 1, "true", "yes")],
    *[("size", one) for one in ("BOX", "crate", 1, True, ["box"])],
    *[("many", one) for one in ("a", [""], ["a", " "], {"a": 1}, [["a"]])],
    ("many", ["a", 1]),
    *[("words", one) for one in ("a", [1], {"a": float("nan")}, {"a": float("inf")})],
    *[("words", {"a": one}) for one in ("\ud800", in_a_circle(), nested(300), nested(100_000))],
]


@pytest.mark.parametrize(("blank", "value", "kept"), GOOD, ids=numbered(GOOD))
def test_a_blank_holds_what_fits_it(blank: str, value: object, kept: object) -> None:
    """Vocabulary, types: what is well written is kept as it is given."""
    form, wrong = read({**FULL, blank: value})

    assert not wrong
    assert getattr(form, blank) == kept


@pytest.mark.parametrize(("blank", "value"), WRONG, ids=numbered(WRONG))
def test_a_value_of_the_wrong_shape_is_named_with_its_blank(blank: str, value: object) -> None:
    """Vocabulary, forms: a value of the wrong type is FormIncomplete, and never a crash."""
    _, wrong = read({**FULL, blank: value})

    (reason,) = wrong
    assert (reason.kind, reason.clauses) == ("FormIncomplete", ("P-1",))
    assert str(reason.says).startswith(f"{blank} should be ")


@pytest.mark.parametrize(
    ("blank", "value", "told"),
    [
        ("piece", {"thing": "a"}, "in piece count is missing"),
        ("piece", {"thing": "a", "count": "x"}, "in piece count should be a whole number"),
        ("piece", "a", "piece should be an object with thing, count"),
        (
            "pieces",
            [{"thing": "a", "count": 1}, {"thing": "b", "count": "x"}, {}],
            "in line 2 of pieces count should be a whole number",
        ),
        (
            "pieces",
            [{"thing": "a", "count": 1, "size": 2}],
            "in line 1 of pieces the form has no blank size; it has: thing, count",
        ),
        ("pieces", ["a"], "pieces should be a list, each an object with thing, count"),
    ],
)
def test_what_is_wrong_in_an_object_is_named_with_its_line_and_its_part(
    blank: str, value: object, told: str
) -> None:
    """Vocabulary, forms: a list of forty pieces is not read again for one wrong price."""
    _, wrong = read({**FULL, blank: value})

    assert [str(one.says) for one in wrong] == [told]


@pytest.mark.parametrize(
    "empty", [None, "", " ", "\t\n", "　", [], (), set(), frozenset()], ids=repr
)
def test_what_is_empty_is_missing_where_it_must_be_and_nothing_elsewhere(empty: object) -> None:
    """Settled 7: whitespace alone is empty, in optional blanks too."""
    form, wrong = read({"must": empty, "also": "b", "text": empty, "many": empty})

    assert [str(one.says) for one in wrong] == ["must is missing"]
    assert form.model_dump(exclude_none=True) == {"also": "b"}


def test_everything_that_is_wrong_is_named_at_once() -> None:
    """Vocabulary, forms: every missing field at once, beside the wrong and the unknown."""
    _, wrong = read({"number": "x", "text": "\ud800", "nonsense": 1, "\udcff": 1, 7: 1})

    told = {str(one.says).split(" ")[0]: str(one.says) for one in wrong}
    assert told.keys() == {"must", "also", "number", "text", "the"}
    assert len(wrong) == 7
    assert all(str(one.says).isascii() for one in wrong)


@pytest.mark.parametrize("name", ["nonsense", "Must", "\ud800", 7, "", "回"], ids=ascii)
def test_a_blank_that_the_form_does_not_have_is_refused(name: object) -> None:
    """Vocabulary, forms: an unknown field is FormIncomplete, whatever its name is made of."""
    _, wrong = read({**FULL, name: "x"})

    (reason,) = wrong
    assert "the form has no blank" in str(reason.says)
    assert "must, also, text" in str(reason.says)


json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.characters(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
names = (
    st.sampled_from(list(Everything.model_fields)) | st.text() | st.characters(categories=["Cs"])
)


@for_any(st.dictionaries(names, json, max_size=5))
def test_any_form_is_read_or_every_fault_of_it_is_told(form: dict[str, object]) -> None:
    """Issue 2, bad input: every kind of malformed value; never a traceback."""
    filled, wrong = read(form)

    told = "\n".join(str(one.says) for one in wrong)
    told.encode()
    for name in ("must", "also"):
        assert name in told or getattr(filled, name).strip()
    if not wrong:
        assert Everything.model_validate_json(filled.model_dump_json()) == filled


def test_a_blank_is_asked_for_where_its_condition_holds() -> None:
    """P-1: a box has its frame written down, which the form alone decides."""
    office = given(parcels())
    (
        office.when("2026-03-02 09:00", "wang:clerk", **taken_in(size="box", frame=" ").form)
        .then_refused("P-1", "frame is missing: it is asked for where a form for a box")
        .then_refused(kind="FormIncomplete")
    )
    office.when("2026-03-02 09:00", "wang:clerk", **taken_in(size="box", frame="oak").form)
    office.then("ParcelTakenIn")


def test_a_blank_is_asked_for_by_what_the_case_says() -> None:
    """P-2: for a box there is a telephone number; named beside what else is missing."""
    office = given(parcels()).through(taken_in(size="box", frame="oak"))

    office.when("2026-03-02 10:00", "wang:clerk", "notify")

    office.then_refused("P-2", "until is missing").then_refused(sentence="phone is missing")


def test_a_default_is_written_down_and_what_was_not_filled_in_is_not() -> None:
    """Style 10: an event holds the facts."""
    office = given(parcels()).through(taken_in())

    form = office.case.past[0].form
    assert form == {"addressee": "ying", "room": "east", "weight": "1.5", "size": "letter"}


@pytest.mark.parametrize("depth", range(185, 203))
def test_what_a_form_can_hold_an_event_can_be_read_again_with(depth: int) -> None:
    """Issue 2, store: nothing is written that cannot be read; a correction nests it deeper."""
    filled, wrong = read(FULL | {"words": {"a": nested(depth)}})
    if wrong:
        assert depth > 190
        return
    event = Event(
        name="Filled",
        procedure="p",
        edition="1",
        clauses=("P-1",),
        source="",
        target="s",
        person="li",
        role="clerk",
        recorded_at=at("2026-03-02 09:00"),
        occurred_at=at("2026-03-02 09:00"),
        form={"was": filled.model_dump(mode="json")},
    )
    registry = Registry.of("Filled")

    assert registry.read(*registry.write(event)) == event
