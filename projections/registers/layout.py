"""A register laid out: which book it keeps, in which columns, and how it is opened on a store."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from ...workflow.calendars import SHANGHAI
from ...workflow.language import Label
from ...workflow.rulebook import Rulebook
from ...workflow.store import Store
from ..columns import Heading
from ..kept import Kept
from ..register import Page, Register, of_kept
from .case_columns import CaseColumn
from .case_row import Book, CaseRow, empty
from .words import Words


class Opened(Protocol):
    """A register that is open on a store, to be read."""

    @property
    def columns(self) -> Mapping[str, Heading]: ...

    def page(
        self,
        *,
        now: datetime,
        at: datetime | None = None,
        position: int | None = None,
        columns: Sequence[str] = (),
        where: Sequence[str] = (),
    ) -> Page:
        """Give the lines, as they are or as they were at an instant or a log position."""
        ...


class Laid(Protocol):
    """A register on paper, whatever its lines are about."""

    @property
    def name(self) -> str: ...

    @property
    def label(self) -> Label: ...

    @property
    def short(self) -> tuple[str, ...]: ...

    def open(self, store: Store, rulebook: Rulebook, zone: ZoneInfo = SHANGHAI) -> Opened:
        """Open the register on a store."""
        ...


@dataclass(frozen=True, slots=True)
class Layout:
    """A register of cases on paper: its name, its title, its book and its columns.

    `short` names the columns that a terminal has room for.
    """

    name: str
    label: Label
    book: Book
    columns: Callable[[Words], tuple[CaseColumn, ...]]
    short: tuple[str, ...]

    def open(
        self, store: Store, rulebook: Rulebook, zone: ZoneInfo = SHANGHAI
    ) -> Register[CaseRow]:
        """Open the register on a store, with the names that the pages give."""
        pages = [page for page in rulebook.editions if page.kind in self.book.kinds]
        kept = Kept(store, self.book.projection)
        return Register(self.columns(Words(pages)), of_kept(kept, empty), zone)
