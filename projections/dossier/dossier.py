"""A dossier: everything that is recorded of one case, read once, ready to be laid out.

dossiers = Dossiers(desk, calendar=calendar, files=files, journal=journal, policy=policy)
dossier = dossiers.of("C-2026-000001")
html = page(dossier, "zh")
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from ...workflow.attachments import Attachments
from ...workflow.calendars import SHANGHAI, BusinessCalendar
from ...workflow.cases import Cases
from ...workflow.ledger.checkpoint import Policy
from ...workflow.ledger.evidence import evidence_of
from ...workflow.ledger.journal import CheckpointJournal
from . import head as heads
from .custody import HandOver, hand_overs
from .deadlines import Ran, deadlines
from .docket import docket
from .files import File, files
from .path import Path, path_of
from .proof import Proof, proof
from .related import Related, related
from .signatures import Signed, signatures
from .timeline import Happened, RefusedAttempt, happened, refused

LARGEST = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Dossier:
    """One case, as of an instant and a position of the log."""

    head: heads.Head
    events: tuple[Happened, ...]
    refusals: tuple[RefusedAttempt, ...]
    path: Path
    deadlines: tuple[Ran, ...]
    signatures: tuple[Signed, ...]
    hand_overs: tuple[HandOver, ...]
    files: tuple[File, ...]
    related: tuple[Related, ...]
    proof: Proof


@dataclass(frozen=True, slots=True)
class Dossiers:
    """What dossiers are made from: the cases, the office's calendar, its files and its ledger.

    Without files they are listed and not looked for; without a journal nothing is proved.
    `largest` is how many bytes a picture may have to be shown.
    """

    cases: Cases
    calendar: BusinessCalendar
    files: Attachments | None = None
    journal: CheckpointJournal | None = None
    policy: Policy | None = None
    zone: ZoneInfo = SHANGHAI
    largest: int = LARGEST

    def of(self, case: str, *, at: datetime | None = None, version: int | None = None) -> Dossier:
        """Give the dossier of a case as it is, as it was, or after its first `version` events.

        NotFound says what is not there; LedgerBroken that the store is not what was signed.
        """
        found = docket(self.cases, case, at=at, version=version)
        store, refusals, ran = self.cases.store, refused(found), deadlines(found, self.calendar)
        evidence = evidence_of(store, self.journal, self.policy, case)
        told = {one.attempt for one in refusals}
        return Dossier(
            head=heads.head(found, ran, len(refusals)),
            events=happened(found),
            refusals=refusals,
            path=path_of(found.page, found.history),
            deadlines=ran,
            signatures=tuple(signatures(found)),
            hand_overs=tuple(hand_overs(found, store, self.cases.rulebook, self.zone)),
            files=tuple(files(found, self.files, self.largest)),
            related=tuple(related(found, self.cases)),
            proof=proof(evidence, len(found.history), told.__contains__),
        )
