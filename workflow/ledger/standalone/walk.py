"""One way through a log: each leaf with what it stands for, each root that was signed."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from .findings import Findings
from .tree import EMPTY, leaf_hash, node

Said = dict[str, Any]


class Walk:
    """A pass over `leaves.txt` and `recorded.txt` side by side.

    `is_whole` says that everything that has a leaf is written out as well.
    """

    def __init__(
        self, log: Path, roots: dict[int, bytes], found: Findings, *, is_whole: bool
    ) -> None:
        self.found = found
        self.roots = roots
        self.is_whole = is_whole
        self.size = self.good = self.there = 0
        self.fits = True
        self.peaks: list[bytes] = []
        self.versions: dict[str, int] = {}
        self.times: dict[str, datetime] = {}
        self.copied: set[str] = set()
        self._leaves = _lines(log / "leaves.txt", b" ")
        self._recorded = _lines(log / "recorded.txt", b"\t")
        self._next = next(self._recorded, None)

    def run(self) -> None:
        """Go all the way."""
        self._compare()
        for hashed, leaf in self._leaves:
            self._step(hashed.decode("ascii", "replace"), leaf)
        while self._next:
            self._stray()

    def root(self) -> bytes:
        """Give the root over all leaves."""
        if not self.peaks:
            return EMPTY
        root = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            root = node(peak, root)
        return root

    def _step(self, hashed: str, leaf: bytes) -> None:
        said = self._said(leaf)
        self._place(said)
        if leaf_hash(leaf).hex() != hashed:
            self.found.wrong(called(said), "its leaf is not the one that the ledger has a hash of")
        self._stands_for(said)
        self._grow(hashed)
        self._compare()

    def _said(self, leaf: bytes) -> Said:
        try:
            said: Said = json.loads(leaf)
            return {**said, "i": int(said["i"]), "s": str(said["s"])}
        except (ValueError, LookupError, TypeError):
            return {"i": self.size, "id": 0, "s": ""}

    def _place(self, said: Said) -> None:
        if said["i"] != self.size:
            self.found.wrong(f"leaf {self.size}", f"{called(said)} stands in its place")
            self.fits = False
            self.size = max(self.size, int(said["i"]))

    def _stands_for(self, said: Said) -> None:
        while self._next and _index(self._next) < said["i"]:
            self._stray()
        if self._next and _index(self._next) == said["i"]:
            state = self._next[1]
            self._next = next(self._recorded, None)
            self.there += 1
            if sha256(state).hexdigest() != said["s"]:
                self.found.wrong(called(said), "it is not what was recorded")
            self._remember(said, state)
        elif self.is_whole:
            self.found.wrong(called(said), "what was recorded is missing")
        self._version(said)

    def _stray(self) -> None:
        if self._next:
            name = f"{self._next[0].decode('ascii', 'replace')} in recorded.txt"
            self.found.wrong(name, "it was written out twice, or has no leaf")
            self._next = next(self._recorded, None)

    def _version(self, said: Said) -> None:
        case = str(said.get("case", ""))
        if not case:
            return
        if said["n"] != (expected := self.versions.get(case, 0) + 1):
            self.found.wrong(called(said), f"it stands where version {expected} should")
        self.versions[case] = int(said["n"])

    def _remember(self, said: Said, state: bytes) -> None:
        """Remark upon times that run backwards; what was signed so was recorded so."""
        if "case" not in said:
            return
        self.copied.add(str(said["case"]))
        try:
            at = datetime.fromisoformat(json.loads(state)["recorded_at"])
            if at < self.times.setdefault(str(said["case"]), at):
                self.found.tell("remark", f"{called(said)}: recorded before the event it follows")
        except (ValueError, LookupError, TypeError):
            return
        self.times[str(said["case"])] = max(at, self.times[str(said["case"])])

    def _grow(self, hashed: str) -> None:
        try:
            one = bytes.fromhex(hashed)
        except ValueError:
            one, self.fits = b"", False
        size = self.size
        while size & 1 and self.peaks:
            one, size = node(self.peaks.pop(), one), size >> 1
        self.peaks.append(one)
        self.size += 1

    def _compare(self) -> None:
        if not self.fits or self.size not in self.roots:
            return
        if self.root() == self.roots[self.size]:
            self.good = self.size
            return
        self.fits = False
        stretch = f"leaf {self.good} to leaf {self.size - 1}"
        self.found.wrong(stretch, "something here is not what was signed")


def called(said: Said) -> str:
    """Name what a leaf stands for."""
    if "case" in said:
        return f"{said['case']} version {said['n']} (leaf {said['i']})"
    return f"attempt {said.get('id')} (leaf {said['i']})"


def told_root(root: bytes) -> str:
    """Write a root as it stands in a checkpoint."""
    return b64encode(root).decode()


def _lines(file: Path, mark: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Read lines of two parts, one by one."""
    with file.open("rb") as lines:
        for line in lines:
            before, _, behind = line.removesuffix(b"\n").partition(mark)
            yield before, behind


def _index(line: tuple[bytes, bytes]) -> int:
    return int(line[0]) if line[0].isdigit() else -1
