"""Sums of money as a paper writes them: in figures, and in the capitals that nobody can alter."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from ...workflow.language import Label
from .tongue import Beside

DIGITS = "零壹贰叁肆伍陆柒捌玖"
PLACES = ("", "拾", "佰", "仟")
GROUPS = ("", "万", "亿", "万亿")
LARGEST = Decimal(10) ** 16


def yuan(text: str) -> object:
    """Say a sum to the fen, or finer where it is; in Chinese with its capitals."""
    try:
        amount = Decimal(text)
    except InvalidOperation:  # a counter-entry's words are what they are
        return text
    exponent = amount.as_tuple().exponent
    if not isinstance(exponent, int):
        return text
    figures = f"¥{amount:,.{max(2, -exponent)}f}"
    words = capitals(amount)
    return Beside((figures, Label(words, ""))) if words else figures


def capitals(amount: Decimal) -> str:
    """Write a sum in Chinese capitals; empty for one that is finer than a fen, or too large."""
    fen = abs(amount) * 100
    if fen != fen.to_integral_value() or abs(amount) >= LARGEST:
        return ""
    whole, rest = divmod(int(fen), 100)
    sign = "负" if amount < 0 else ""
    return f"{sign}{_yuan(whole)}{_change(rest, is_behind=whole > 0)}" if fen else "零元整"


def _yuan(whole: int) -> str:
    """Write whole yuan group by group; a gap before a lower group is said as one zero."""
    words, is_gap = "", False
    for power in range(3, -1, -1):
        group = whole // 10 ** (4 * power) % 10000
        if not group:
            is_gap = bool(words)
            continue
        if words and (is_gap or group < 1000):
            words += "零"
        words, is_gap = words + _group(group) + GROUPS[power], False
    return f"{words}元" if words else ""


def _group(group: int) -> str:
    words, is_gap = "", False
    for power in range(3, -1, -1):
        digit = group // 10**power % 10
        if not digit:
            is_gap = bool(words)
            continue
        words += ("零" if is_gap else "") + DIGITS[digit] + PLACES[power]
        is_gap = False
    return words


def _change(fen: int, *, is_behind: bool) -> str:
    jiao, rest = divmod(fen, 10)
    if not fen:
        return "整"
    words = f"{DIGITS[jiao]}角" if jiao else "零" if is_behind else ""
    return words + (f"{DIGITS[rest]}分" if rest else "整")
