"""A form is read off one class: its step, its sentence and its blanks."""

from __future__ import annotations

from datetime import date, timezone
from decimal import Decimal
from typing import Annotated, ClassVar

import pytest
from pydantic import Field, ValidationError

from huiyin.workflow.forms import (
    Among,
    CaseRef,
    Choice,
    Command,
    Department,
    Future,
    Instant,
    PersonRef,
    Text,
    among,
    blanks,
    sentence_of,
    step_name,
)
from huiyin.workflow.language import Label


class Colour(Choice):
    RED = "red", "红"
    BLUE = "blue", "蓝", "navy"
    DARK_GREEN = "dark_green", "深绿"


CODES = {"a": Label("甲", "A"), "b": Label("乙", "B")}


class PaintTheHouse(Command, zh="粉刷"):
    """Paint it.

    With care.
    """

    unlisted: ClassVar[str] = "not a blank"
    text: Text = Field(title="文")
    person: PersonRef
    room: Department | None = None
    case: CaseRef | None = None
    when: Instant | None = None
    due: Future | None = None
    day: date | None = None
    amount: Decimal | None = None
    count: int = 3
    yes: bool | None = None
    colour: Colour = Colour.RED
    some: Annotated[Colour, among(Colour.RED, Colour.BLUE)] | None = None
    codes: list[Annotated[str, Among(CODES)]] | None = None
    names: list[Text] | None = None


def test_the_class_names_the_step_and_its_docstring_is_the_sentence() -> None:
    """Style 20: one declaration beside its document."""
    assert step_name(PaintTheHouse) == "paint-the-house"
    assert sentence_of(PaintTheHouse) == "Paint it"
    assert PaintTheHouse.label == Label("粉刷", "paint the house")


def test_every_blank_knows_its_shape() -> None:
    """Vocabulary, types: prompts, schema and tables come from the same class."""
    found = {
        name: (one.shape, one.required, one.many) for name, one in blanks(PaintTheHouse).items()
    }

    assert found == {
        "text": ("text", True, False),
        "person": ("person", True, False),
        "room": ("department", False, False),
        "case": ("case", False, False),
        "when": ("datetime", False, False),
        "due": ("datetime", False, False),
        "day": ("date", False, False),
        "amount": ("decimal", False, False),
        "count": ("int", False, False),
        "yes": ("bool", False, False),
        "colour": ("choice", False, False),
        "some": ("choice", False, False),
        "codes": ("choice", False, True),
        "names": ("text", False, True),
    }


def test_a_blank_knows_its_names_codes_and_whether_it_lies_ahead() -> None:
    """Vocabulary, types: choice(NAME), and instants to come."""
    found = blanks(PaintTheHouse)

    assert found["text"].named == Label("文（text）", "text")
    assert found["person"].label == Label("person", "person")
    assert list(found["colour"].choices) == ["red", "blue", "dark_green"]
    assert found["colour"].choices["dark_green"] == Label("深绿", "dark green")
    assert found["colour"].default == "red"
    assert list(found["some"].choices) == ["red", "blue"]
    assert found["some"].choices["blue"] == Label("蓝", "navy")
    assert found["codes"].choices == CODES
    assert (found["due"].ahead, found["when"].ahead) == (True, False)


def test_a_form_that_is_filled_in_is_not_changed_any_more() -> None:
    """Style 3: values are frozen."""
    form = PaintTheHouse(text="x", person="li")

    with pytest.raises(ValidationError):
        form.text = "y"


@pytest.mark.parametrize("written", ["2026-03-02T09:00:00Z", "2026-03-02T09:00:00+08:00"])
def test_an_instant_on_a_form_holds_no_zone_of_the_library(written: str) -> None:
    """A zone of pydantic-core that is still alive can crash an interpreter that leaves."""
    form = PaintTheHouse.model_validate({"text": "x", "person": "li", "when": written})

    assert form.when
    assert type(form.when.tzinfo) is timezone
    assert form.model_dump(mode="json")["when"] == written


def test_only_the_codes_named_are_among_them() -> None:
    """Settled 16: a kind that the procedure does not know."""
    with pytest.raises(ValidationError):
        PaintTheHouse(text="x", person="li", some=Colour.DARK_GREEN)
    with pytest.raises(ValidationError):
        PaintTheHouse(text="x", person="li", codes=["c"])


def test_cases_are_found_in_blanks_for_cases_alone() -> None:
    """Architecture 3: cases that refer to other cases."""
    found = blanks(PaintTheHouse)

    assert found["case"].cases_in("P-1") == ("P-1",)
    assert found["case"].cases_in(["P-1", 3, "P-2"]) == ("P-1", "P-2")
    assert found["case"].cases_in(None) == found["text"].cases_in("P-1") == ()
