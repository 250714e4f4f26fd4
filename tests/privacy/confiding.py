"""A desk at which everybody confides: wherever something personal is asked for, a secret is told.

So whoever finds the secret in a file, or on paper after an erasure, has found a leak.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from huiyin.domain.office import rulebook
from huiyin.workflow.actor import Actor
from huiyin.workflow.desk import Desk
from huiyin.workflow.forms import Blank
from huiyin.workflow.outcome import Outcome
from huiyin.workflow.privacy import Keyring
from huiyin.workflow.request import Request
from huiyin.workflow.store import open_store
from spec import terms

SECRET = "幽兰空谷"
NAMELESS = "幽兰空谷客"  # somebody outside who signs
SPELLINGS = (SECRET.encode(), SECRET.encode("utf-16-le"), ascii(SECRET)[1:-1].encode())


class Confiding(Desk):
    """A desk whose visitors write the secret into every personal blank."""

    def carry_out(self, request: Request, *, dry_run: bool = False) -> Outcome:
        """Carry out what was asked for, with the secret on its form."""
        blanks, actor = self._blanks(request), request.actor
        if actor.role in ("customer", "complainant"):
            actor = Actor(NAMELESS, actor.role, actor.department)
        asked = {name: "so" for name, one in blanks.items() if one.personal and not one.many}
        form = {**({} if "now" in request.form else asked), **request.form}
        form = {name: _told(blanks.get(name), value, blanks) for name, value in form.items()}
        return super().carry_out(replace(request, actor=actor, form=form), dry_run=dry_run)

    def _blanks(self, request: Request) -> Mapping[str, Blank]:
        if request.procedure:
            return self.rulebook.in_force(request.procedure).opening.blanks
        case = self.case(request.case)
        version = request.form.get("version")
        if isinstance(version, int) and 0 < version <= case.version:
            step = self.page_of(case).steps.get(case.past[version - 1].step)
        else:
            step = self.page_of(case).steps.get(request.step)
        return step.blanks if step else {}


def _told(blank: Blank | None, value: object, entry: Mapping[str, Blank]) -> object:
    """Put the secret in the place of what somebody would write, also in corrected words."""
    if isinstance(value, list):
        return [_told(blank, one, entry) for one in value]
    if isinstance(value, Mapping):
        parts = blank.parts if blank else entry
        return {name: _told(parts.get(name), one, entry) for name, one in value.items()}
    return f"{SECRET} {value}" if blank and blank.personal and value else value


def confiding(store: str, keyring: Keyring) -> Confiding:
    """Open a desk with every page of the office."""
    book = rulebook()
    return Confiding(open_store(store, registry=book.registry(), keyring=keyring), book, terms())


def leaks(folder: Path) -> Iterator[str]:
    """Name every file of a folder in which the secret stands, however it is spelt."""
    for file in sorted(one for one in folder.rglob("*") if one.is_file()):
        content = file.read_bytes()
        if any(one in content for one in SPELLINGS):
            yield str(file.relative_to(folder))


def strings(value: object) -> Iterator[str]:
    """Give every text in a form."""
    if isinstance(value, str):
        yield value
    for one in value.values() if isinstance(value, dict) else ():
        yield from strings(one)
    for one in value if isinstance(value, list) else ():
        yield from strings(one)
