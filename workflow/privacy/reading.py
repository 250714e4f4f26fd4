"""Somebody who reads what is personal: it is opened for him only if that can be written down.

Whose words were opened is noted while he reads, and logged before anything is shown. Where it
cannot be logged, or he may not read them, the words stay closed and he is told why.
"""

from __future__ import annotations

from datetime import datetime

from ..errors import HuiyinError
from ..language import Message, message
from .contract import Access, Keyring

NOT_SHOWN = "〔未显示 not shown〕"


class Reading:
    """One reading by one person, such as the printing of a register.

    `who` is PERSON:ROLE, or the account of a machine; `what` says what is read; `barred` says why
    he may not see what is personal, if he may not.
    """

    def __init__(
        self, who: str, what: str, *, at: datetime, why: str = "", barred: Message | None = None
    ) -> None:
        self.who = who
        self.what = what
        self.at = at
        self.why = why
        self.hidden: Message | None = None
        self._barred = barred
        self._asked: Keyring | None = None
        self._opened: dict[str, None] = {}
        self._logged: set[str] = set()

    @property
    def cases(self) -> tuple[str, ...]:
        """The cases whose personal words were opened, in the order of opening."""
        return tuple(self._opened)

    def may_open(self, keyring: Keyring) -> bool:
        """Say whether words are opened for him; where not, `hidden` says from then on why."""
        if self._barred is None and self._asked is not keyring:
            self._asked = keyring
            try:
                keyring.ensure_writable()
            except HuiyinError as error:
                says = "that they are read cannot be written down: {why}"
                self._barred = message(says, why=str(error))
        self.hidden = self._barred
        return self._barred is None

    def note(self, case: str) -> None:
        """Remember that words of a case were opened."""
        self._opened[case] = None

    def log(self) -> None:
        """Write down whose words were opened and not yet logged; show nothing before."""
        fresh = tuple(case for case in self._opened if case not in self._logged)
        if fresh and self._asked is not None:
            self._asked.log(Access(self.at, self.who, self.what, fresh, self.why))
            self._logged.update(fresh)
