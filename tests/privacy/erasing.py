"""An office with two persons in it, and somebody who erases them."""

import signal
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from huiyin.domain.office import open_desk
from huiyin.workflow.actor import Actor
from huiyin.workflow.attachments import Folder
from huiyin.workflow.desk import Desk
from huiyin.workflow.erasure.erase import Erasure, Plan
from huiyin.workflow.erasure.examine import Examined, examined
from huiyin.workflow.events import SUBJECT_ERASED, Event
from huiyin.workflow.privacy import Identity, Keyring
from huiyin.workflow.store import Append
from privacy.rings import Ring
from registers import handled, office, registered
from spec import at

ZHOU = Identity("周敏", "13900020001")
LI = Actor("li", "cs_staff")
WHEN = at("2026-04-01 09:00")
PNG = b"\x89PNG\r\n\x1a\n"

KILLED = """
import os, signal, sys
from pathlib import Path
from privacy.erasing import Office
from huiyin.workflow.attachments import Folder
from huiyin.workflow.privacy.ring_file import RingFile
from huiyin.workflow.store.postgres.store import PostgresStore
from huiyin.workflow.store.sqlite import SQLiteStore

folder, address, moment = sys.argv[1:]
count = 0

def counting(old):
    def counted(*args, **more):
        global count
        count += 1
        if count == int(moment):
            os.kill(os.getpid(), signal.SIGKILL)
        return old(*args, **more)
    return counted

for owner, name in ((SQLiteStore, "append"), (PostgresStore, "append"), (Folder, "remove"),
                    (RingFile, "shred"), (RingFile, "transaction")):
    setattr(owner, name, counting(getattr(owner, name)))
Office(Path(folder), address).erase()
"""


@dataclass(frozen=True)
class Office:
    """A folder with a keyring and attachments in it, and a store in it or on a server."""

    folder: Path
    elsewhere: str = ""

    @property
    def ring(self) -> Ring:
        return Ring(self.folder)

    @property
    def store(self) -> str:
        return self.elsewhere or str(self.folder / "cases.db")

    @property
    def keys(self) -> Path:
        return self.ring.file

    @property
    def files(self) -> Folder:
        return Folder(self.folder / "files")

    @contextmanager
    def desk(self) -> Generator[Desk]:
        with open_desk(self.store, keys=str(self.keys)) as desk:
            yield desk

    @contextmanager
    def at_work(self) -> Generator[tuple[Desk, Keyring, str]]:
        """Give the desk, the keyring, and the pseudonym of whoever was there first."""
        with self.desk() as desk:
            keyring = keyring_of(desk)
            yield desk, keyring, keyring.subjects()[0].id

    def opens(self) -> None:
        """Let 周敏 have two cases that are over, and 何静 one that is not."""
        with self.desk() as desk:
            for _ in range(2):
                handled(office(desk, "property"))
            office(desk, "property").through(
                registered(name="何静", phone="137", unit_no="1-1", apology_made=True)
            )
            for number, name in ((1, "his"), (2, "shared"), (3, "shared"), (3, "hers")):
                self._attach(desk, f"C-2026-{number:06d}", name)

    def _attach(self, desk: Desk, case: str, name: str) -> None:
        kept = self.files.put(BytesIO(PNG + name.encode()), f"{name}.png")
        *_, last = (one.event for one in desk.history(case))
        event = last.model_copy(update={"form": {"photo": dict(kept.words)}, "ends": ()})
        desk.store.append(Append((event,), case, version=len(desk.history(case))))

    def erase(self, **more: bool) -> Plan:
        with self.at_work() as (desk, keyring, subject):
            erasure = Erasure(desk, keyring, self.files)
            return erasure.carry_out(subject, LI, at=WHEN, reason="asked for", **more)

    def killed_erasing(self, moment: int) -> bool:
        """Erase in a process of its own that is killed at a moment; say whether it was."""
        command = [sys.executable, "-c", KILLED, str(self.folder), self.store, str(moment)]
        done = subprocess.run(command, check=False, cwd=Path(__file__).parents[1], timeout=60)
        assert done.returncode in (0, -signal.SIGKILL)
        return done.returncode != 0

    def examined(self, case: str = "") -> Examined:
        with self.desk() as desk:
            return examined(desk.store, keyring_of(desk), case)

    def erasures(self) -> list[tuple[str, Event]]:
        with self.desk() as desk:
            found = ((one.case, one.event) for one in desk.store.read())
            return [(case, event) for case, event in found if event.name == SUBJECT_ERASED]


def keyring_of(desk: Desk) -> Keyring:
    assert desk.store.keyring is not None
    return desk.store.keyring
