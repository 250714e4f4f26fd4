"""Sums in figures and in capitals, as on every cheque of a Chinese bank."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiyin.projections.printed.money import DIGITS, capitals, yuan
from huiyin.projections.printed.tongue import tongue

SUMS = {
    "0": "零元整",
    "0.05": "伍分",
    "0.50": "伍角整",
    "1.20": "壹元贰角整",
    "10": "壹拾元整",
    "380.05": "叁佰捌拾元零伍分",
    "1001": "壹仟零壹元整",
    "1010.10": "壹仟零壹拾元壹角整",
    "10001": "壹万零壹元整",
    "10100": "壹万零壹佰元整",
    "100010": "壹拾万零壹拾元整",
    "12345678.90": "壹仟贰佰叁拾肆万伍仟陆佰柒拾捌元玖角整",
    "100000001": "壹亿零壹元整",
    "1000000010000": "壹万亿零壹万元整",
    "-5": "负伍元整",
}
VALUES = {"角": 10, "分": 1}
UNITS = {"拾": 10, "佰": 100, "仟": 1000}
GROUPS = {"万": 10**4, "亿": 10**8}


@pytest.mark.parametrize(("amount", "says"), SUMS.items())
def test_a_sum_in_capitals(amount: str, says: str) -> None:
    assert capitals(Decimal(amount)) == says


def read(words: str) -> Decimal:
    """Read capitals back, the simple way."""
    whole, _, change = words.removesuffix("整").rpartition("元")
    total = group = digit = 0
    for one in whole.replace("万亿", "兆"):
        if one in DIGITS:
            digit = DIGITS.index(one)
        elif one in UNITS:
            group, digit = group + digit * UNITS[one], 0
        else:
            total += (group + digit) * {**GROUPS, "兆": 10**12}[one]
            group = digit = 0
    fen = (total + group + digit) * 100
    for digit_of, unit in zip(change.lstrip("零")[::2], change.lstrip("零")[1::2], strict=True):
        fen += DIGITS.index(digit_of) * VALUES[unit]
    return Decimal(fen) / 100


@given(st.integers(1, 10**18 - 1))
def test_capitals_say_exactly_the_sum(fen: int) -> None:
    amount = Decimal(fen) / 100

    assert read(capitals(amount)) == amount


@pytest.mark.parametrize("amount", ["1.234", "1E+16"])
def test_what_capitals_cannot_say_stays_in_figures(amount: str) -> None:
    assert capitals(Decimal(amount)) == ""
    assert len(tongue().say(yuan(amount))) == 1


def test_a_sum_is_written_to_the_fen_or_finer() -> None:
    both = tongue()

    assert [one.text for one in both.say(yuan("1234.5"))] == ["¥1,234.50", "壹仟贰佰叁拾肆元伍角整"]
    assert [one.text for one in tongue("en").say(yuan("0.125"))] == ["¥0.125"]
    assert (yuan("as agreed"), yuan("NaN")) == ("as agreed", "NaN")
