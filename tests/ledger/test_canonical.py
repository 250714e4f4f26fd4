"""JSON is written in the one form of RFC 8785, or not at all."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiyin.workflow.merkle.canonical import canonical
from ledger.vectors import official

plain = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.floats(-1e15, 1e15)
    | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@pytest.mark.parametrize("file", official("jcs/input"))
def test_the_official_vectors(file: Path) -> None:
    expected = file.parent.with_name("outhex") / f"{file.stem}.txt"

    written = canonical(json.loads(file.read_text("utf-8")))

    assert written == bytes.fromhex(expected.read_text("ascii"))


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (0.0, "0"),
        (-0.0, "0"),
        (1e21, "1e+21"),
        (123e18, "123000000000000000000"),
        (1e-6, "0.000001"),
        (1.5e-7, "1.5e-7"),
        (-4.5, "-4.5"),
        (5e-324, "5e-324"),
        (1.7976931348623157e308, "1.7976931348623157e+308"),
    ],
)
def test_numbers_are_written_as_ecmascript_writes_them(number: float, written: str) -> None:
    assert canonical(number).decode() == written


def test_names_are_sorted_by_utf_16() -> None:
    assert canonical({"\ufb33": 1, "😂": 2, "回": [True, None]}).decode() == (
        '{"回":[true,null],"😂":2,"\ufb33":1}'
    )


@given(plain)
def test_what_is_written_reads_as_what_it_was_and_is_written_so_again(value: object) -> None:
    written = canonical(value)

    assert json.loads(written) == value
    assert canonical(json.loads(written)) == written


@pytest.mark.parametrize("value", [2**53, float("inf"), {1: 2}, b"bytes", "\ud800"])
def test_what_has_no_canonical_form_is_refused(value: object) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - Python's own words for a lone surrogate
        canonical(value)
