"""Dossiers, made as an office makes them and read back as somebody reads them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from huiyin.domain.office import OFFICE_HOURS
from huiyin.projections.dossier.dossier import Dossier, Dossiers
from huiyin.projections.dossier.page import page
from huiyin.workflow.attachments import Attachments
from huiyin.workflow.cases import Cases
from huiyin.workflow.ledger.checkpoint import Policy
from huiyin.workflow.ledger.journal import CheckpointJournal
from huiyin.workflow.ledger.ledger import Ledger
from huiyin.workflow.ledger.note import SignerKey
from papers.paper import Story
from printing import Node, Tree

KEY = SignerKey("huiyin/test", bytes(range(32)))
POLICY = Policy(((0, KEY.verifier),))


@dataclass(frozen=True)
class Bureau:
    """Whoever makes dossiers, with the folder in which checkpoints are kept, if they are."""

    folder: Path
    files: Attachments | None = None

    @property
    def journal(self) -> CheckpointJournal:
        return CheckpointJournal(self.folder / "journal")

    def signs(self, cases: Cases) -> None:
        """Sign how far the record has come."""
        Ledger(cases.store, self.journal, KEY).checkpoint()

    def of(self, cases: Cases, case: str, **asked: Any) -> Dossier:
        made = Dossiers(cases, OFFICE_HOURS, self.files, self.journal, POLICY)
        return made.of(case, **asked)

    def told(self, story: Story, **asked: Any) -> Dossier:
        """Give the dossier of a story's case."""
        return self.of(story.scenario.desk, story.scenario.number, **asked)


@dataclass(frozen=True)
class Read:
    """A page of a dossier, read strictly."""

    html: str

    @cached_property
    def root(self) -> Node:
        return Tree(self.html).root

    def part(self, name: str) -> Node:
        """Give the element of an id."""
        return next(one for one in self.root.each() if one.attrs.get("id") == name)

    def event(self, version: int) -> str:
        return self.part(f"entry-{version}").text

    @property
    def proof(self) -> Any:
        """Take out what proves the case."""
        return json.loads(self.part("case-proof").text)

    def texts(self, tag: str, kind: str = "") -> list[str]:
        return [one.text for one in self.root.each(tag, kind)]


def read(dossier: Dossier, lang: str = "en") -> Read:
    """Lay a dossier out and read it."""
    return Read(page(dossier, lang))
