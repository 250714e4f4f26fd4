"""What a rule looks at of an office's terms, which it may have changed since."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from ..request import Ask

V = TypeVar("V")


class Watched(Mapping[str, V]):
    """Terms that remember whether anybody has looked at them."""

    def __init__(self, terms: Mapping[str, V]) -> None:
        self._terms = terms
        self.was_read = False

    def __getitem__(self, name: str) -> V:
        self.was_read = True
        return self._terms[name]

    def __iter__(self) -> Iterator[str]:
        self.was_read = True
        return iter(self._terms)

    def __len__(self) -> int:
        self.was_read = True
        return len(self._terms)


class Watch:
    """An `Ask` whose lists and figures are watched."""

    def __init__(self, ask: Ask) -> None:
        self._lists = Watched(ask.lists)
        self._limits = Watched(ask.limits)
        self.ask = replace(ask, lists=self._lists, limits=self._limits)

    @property
    def saw_terms(self) -> bool:
        """Whether what an office lists or sets itself has been looked at."""
        return self._lists.was_read or self._limits.was_read
