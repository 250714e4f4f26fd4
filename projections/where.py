"""Filters of a register, as they are typed: `state=closed`, `kind!=dispute`, `matter~漏水`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TypeVar
from zoneinfo import ZoneInfo

from ..workflow.days import DAY_MINUTES
from ..workflow.errors import Misconfigured
from ..workflow.language import LANGUAGES, language
from ..workflow.wall_clock import instant_of
from .columns import Column, Value

R = TypeVar("R")
Test = Callable[[Value], bool]

POSSIBLE = "possible are COLUMN=VALUE, COLUMN!=VALUE and COLUMN~PART"
_FILTER = re.compile(r"\s*(?P<column>[\w-]+)\s*(?P<operator>!=|=|~)(?P<value>.*)", re.DOTALL)
TODAY = ("today", "今天")
_TRUTH = {"true": True, "yes": True, "是": True, "false": False, "no": False, "否": False}


def chosen(columns: Mapping[str, Column[R]], names: Sequence[str]) -> list[Column[R]]:
    """Find columns by name, all of them where none is named; Misconfigured names what there is."""
    return [_column(columns, name) for name in names or columns]


def tests(
    columns: Mapping[str, Column[R]], where: Sequence[str], zone: ZoneInfo, now: datetime
) -> list[tuple[Column[R], Test]]:
    """Read filters; all of them must hold. Misconfigured names what is possible.

    `now` is the time of reading, which says what day is today.
    """
    return [_test(columns, text, zone, now) for text in where]


def _test(
    columns: Mapping[str, Column[R]], text: str, zone: ZoneInfo, now: datetime
) -> tuple[Column[R], Test]:
    found = _FILTER.fullmatch(text)
    if not found:
        raise Misconfigured(f"filter {text!r}: {POSSIBLE}")
    column = _column(columns, found["column"])
    value = found["value"].strip()
    if found["operator"] == "~":
        part = value.casefold()
        return column, lambda held: any(part in one for one in _texts(column, held, zone))
    if column.kind in ("instant", "due") and value.casefold() in TODAY:
        value = now.astimezone(zone).date().isoformat()
    equals = _equals(column, value, zone)
    if found["operator"] == "!=":
        return column, lambda held: not equals(held)
    return column, equals


def _column(columns: Mapping[str, Column[R]], name: str) -> Column[R]:
    if column := columns.get(name.strip().replace("-", "_")):
        return column
    raise Misconfigured(f"there is no column {name!r}; there are: {', '.join(columns)}")


def _equals(column: Column[R], value: str, zone: ZoneInfo) -> Test:
    if not value:
        return lambda held: held in (None, "", []) or held == ()
    match column.kind:
        case "yes":
            return _is(_truth(column, value))
        case "number":
            return _is(_number(column, value))
        case "amount":
            return _is(_amount(column, value))
        case "instant" | "due":
            return _on(column, value, zone)
    same = value.casefold()
    return lambda held: same in _texts(column, held, zone)


def _is(wanted: int | Decimal) -> Test:
    return lambda held: held is not None and held == wanted


def _truth(column: Column[R], value: str) -> bool:
    if (found := _TRUTH.get(value.casefold())) is None:
        raise Misconfigured(f"{column.name}={value}: possible are true and false")
    return found


def _number(column: Column[R], value: str) -> int:
    if not re.fullmatch(r"-?\d{1,15}", value, re.ASCII):
        raise Misconfigured(f"{column.name}={value}: a whole number is possible, such as 3")
    return int(value)


def _amount(column: Column[R], value: str) -> Decimal:
    if not re.fullmatch(r"-?\d{1,60}(\.\d{1,60})?", value, re.ASCII):
        raise Misconfigured(f"{column.name}={value}: a sum is possible, such as 380.00")
    return Decimal(value)


def _on(column: Column[R], value: str, zone: ZoneInfo) -> Test:
    """Compare with a whole day of the zone, or with an instant as exactly as it is typed."""
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
            day = date.fromisoformat(value)
            return lambda held: isinstance(held, datetime) and _day(column, held, zone) == day
        instant = _instant(value, zone)
    except (ValueError, OverflowError):
        raise Misconfigured(
            f"{column.name}={value}: a day or an instant is possible, such as 2026-03-02 "
            "or 2026-03-02T09:00:00+08:00"
        ) from None
    if re.search(r":\d\d:\d\d", value):
        return lambda held: held == instant
    return lambda held: isinstance(held, datetime) and _to_the_minute(held) == instant


def _instant(value: str, zone: ZoneInfo) -> datetime:
    """Read an instant; 24:00 is the end of its day, as it is shown."""
    if ends := re.fullmatch(r"(\d{4}-\d\d-\d\d)[T ]24:00", value, re.ASCII):
        return instant_of(date.fromisoformat(ends[1]), DAY_MINUTES, zone)
    instant = datetime.fromisoformat(value)
    return instant if instant.tzinfo else instant.replace(tzinfo=zone)


def _to_the_minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)


def _day(column: Column[R], at: datetime, zone: ZoneInfo) -> date:
    """Give the day of an instant; what is due at midnight is due on the day that ends."""
    before = timedelta(microseconds=column.kind == "due")
    return (at - before).astimezone(zone).date()


def _texts(column: Column[R], held: Value, zone: ZoneInfo) -> list[str]:
    """Give the words that a value can be found by: as it is kept, and as either language says."""
    if held is None:
        return []
    if isinstance(held, datetime):
        return [held.isoformat().casefold()]
    whole: list[Value] = [held]
    if isinstance(held, Sequence) and not isinstance(held, str):
        whole += [[one] for one in held]
        found = [text for one in held for text in _words(one)]
    else:
        code = str(held)
        found = [code, code.rpartition("/")[2] if column.kind == "choice" else code]
    said = [column.shown(one, language(code), zone) for one in whole for code in LANGUAGES]
    return [text.strip().casefold() for text in (*found, *said)]


def _words(one: object) -> list[str]:
    return [str(value) for value in one.values()] if isinstance(one, Mapping) else [str(one)]
