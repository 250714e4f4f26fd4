"""Where consigned pieces are, read off the row of their case (S000-ch12-3)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from pydantic import JsonValue

from .. import written
from .case_facts import Line
from .case_row import entries

SOLD = "ConsignedItemSold"


class Balance(NamedTuple):
    """How many pieces came in, and where they are; in is sold, given back and here."""

    brought: int
    sold: int
    returned: int
    here: int

    @property
    def holds(self) -> bool:
        """Whether no piece is missing or too many."""
        return self.brought == self.sold + self.returned + self.here

    def __str__(self) -> str:
        return f"{self.brought} = {self.sold} + {self.returned} + {self.here}"


def balance(line: Line) -> Balance:
    """Count the pieces from what was written of each place, so that a missing one shows.

    Before they are numbered all that were brought are here; what the customer declines he
    takes along again [inferred].
    """
    row = line.row["written"]
    brought = written.read(row, "quantity_brought")
    brought = brought if isinstance(brought, int) else 0
    if written.read(row, "reason"):
        return Balance(brought, 0, brought, 0)
    places = [one["state"] for one in pieces_of(line)]
    sold = len(entries(line.row, SOLD))
    here = places.count("here") if places else brought
    return Balance(brought, sold, len(_listed(line, "returned")), here)


def pieces_of(line: Line) -> list[dict[str, JsonValue]]:
    """Give each numbered piece: what it is, where it is, what it brought or was to bring."""
    asked = {str(one.get("item")).strip(): one.get("price") for one in lines_of(line, "items")}
    paid = {_number(one["form"]): one["form"].get("price") for one in entries(line.row, SOLD)}
    back = {str(one).strip() for one in _listed(line, "returned")}
    found: list[dict[str, JsonValue]] = []
    for label in lines_of(line, "labels"):
        number, item = _number(label), str(label.get("item")).strip()
        state = "sold" if number in paid else "returned" if number in back else "here"
        price = paid.get(number, asked.get(item))
        price = None if price is None else str(price)
        found.append({"number": number, "item": item, "state": state, "price": price})
    return found


def _number(one: dict[str, JsonValue]) -> str:
    return str(one.get("number")).strip()


def _listed(line: Line, blank: str) -> list[JsonValue]:
    found = written.read(line.row["written"], blank)
    return found if isinstance(found, list) else []


def lines_of(line: Line, blank: str) -> Iterable[dict[str, JsonValue]]:
    """Give the objects that were last written in a blank."""
    return (one for one in _listed(line, blank) if isinstance(one, dict))
