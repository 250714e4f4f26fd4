"""What is asked, and what makes two requests the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from huiyin.workflow.actor import Actor
from huiyin.workflow.request import Request, canonical
from spec import at

FORM = {"b": [1, {"y": 1, "x": 2}], "a": "回"}
ASKED = Request("notify", Actor("li", "clerk"), at("2026-03-02 09:00"), FORM, case="P-1")


@pytest.mark.parametrize(
    "other",
    [
        {"at": ASKED.at + timedelta(days=1)},
        {"key": "k"},
        {"correlation": "x", "causation": "y"},
        {"form": {"a": "回", "b": [1, {"x": 2, "y": 1}]}},
        {"form": {"a": "回", "b": (1, {"x": 2, "y": 1})}},
    ],
    ids=str,
)
def test_the_same_command_has_the_same_digest(other: dict[str, Any]) -> None:
    """Settled 15: not at, not the key, not the order in which a form was written."""
    assert replace(ASKED, **other).told == ASKED.told


@pytest.mark.parametrize(
    "other",
    [
        {"step": "seal"},
        {"case": "P-2"},
        {"case": "", "procedure": "P-1"},
        {"actor": Actor("li", "lead")},
        {"actor": Actor("li", "clerk", "east")},
        {"form": FORM | {"a": "回 "}},
        {"form": FORM | {"b": [{"y": 1, "x": 2}, 1]}},
        {"form": FORM | {"a": None}},
        {"form": {}},
        {"form": FORM | {"a": "\ud800"}},
        {"form": FORM | {"\ud800": 1}},
        {"form": FORM | {"n": 1}},
        {"form": FORM | {"n": "1"}},
        {"form": FORM | {"n": True}},
        {"form": FORM | {"n": float("nan")}},
        {"occurred": at("2026-03-02 09:00")},
        {"reason": "x"},
        {"expect_version": 0},
    ],
    ids=ascii,
)
def test_another_command_has_another_digest(other: dict[str, Any]) -> None:
    """Settled 15: open/do, case, step, as, form, occurred, reason, expect_version."""
    assert replace(ASKED, **other).told != ASKED.told


def test_two_forms_that_differ_in_a_shape_differ() -> None:
    """Settled 15: 1, "1" and true are three answers."""
    digests = {replace(ASKED, form={"n": n}).told for n in (1, "1", True, 1.5, None, [1])}

    assert len(digests) == 6


def test_equal_values_are_equal_bytes() -> None:
    """Settled 15: byte for byte."""
    assert canonical({"b": 1, "a": {"d": 1, "c": "回"}}) == '{"a":{"c":"回","d":1},"b":1}'.encode()
