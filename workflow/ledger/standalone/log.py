"""Verify a bundle of huiyin with nothing but Python's standard library.

    python3 verify.py [FOLDER] [--since CHECKPOINT] [--policy FILE]

It works out every leaf and the root of the log again and asks: is every file the one that the
manifest lists? does each leaf stand for what was recorded? is the log the one that was signed at
each checkpoint, by a key of the policy? do the checkpoints go on from each other, and from the one
that you have kept yourself (--since)? has each case its versions without a gap, and its copy?
Give the policy that you hold yourself (--policy): whoever made this bundle could have made another.

Exit codes: 0 sound, 7 something was altered and is named, 11 nothing was found and there is not
enough evidence, such as events behind the newest checkpoint.

This file is a second implementation on purpose; it shares no code with the program that wrote
the bundle.
"""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from functools import partial
from hashlib import sha256
from pathlib import Path

from .findings import DAMAGED, NOT_ENOUGH, SOUND, Findings, by_number
from .notes import policy_of
from .signatures import Signatures
from .walk import Walk, told_root

FORMAT = "huiyin/bundle@1"
SAYS = {
    SOUND: "sound: this is what was recorded and signed",
    DAMAGED: "this is not what was recorded and signed",
    NOT_ENOUGH: "nothing was found, and there is not enough evidence for all of it",
}


class Bundle:
    """A folder with the whole log, or the whole ledger and some of its cases."""

    def __init__(self, folder: Path, since: list[Path], policy: Path) -> None:
        self.folder = folder
        self.since = since
        self.found = Findings()
        self.manifest = json.loads((folder / "manifest.json").read_bytes())
        known = policy_of(policy.read_text("utf-8")) if policy.is_file() else []
        self.signed = Signatures(known, self.found)
        is_whole = bool(self.manifest["whole"])
        self.walk = Walk(folder / "log", self.signed.roots, self.found, is_whole=is_whole)

    def verify(self) -> int:
        """Ask everything, tell what was found, and give the exit code."""
        if self.manifest["format"] != FORMAT:
            self.found.wrong("manifest.json", f"this is no {FORMAT}")
        self.files()
        self.signatures()
        self.walk.run()
        self.ends()
        self.found.each(by_number((self.folder / "consistency").glob("*")), self.signed.consistent)
        self.copies()
        for one in self.signed.lacking:
            self.found.tell("LACKS", one)
        code = DAMAGED if self.found.faults else NOT_ENOUGH if self.signed.lacking else SOUND
        sys.stdout.write(f"{SAYS[code]}\n")
        return code

    def files(self) -> None:
        """Hold every file against the manifest."""
        listed, before = self.manifest["files"], self.found.faults
        files = (one for one in self.folder.rglob("*") if one.is_file())
        there = {one.relative_to(self.folder).as_posix() for one in files} - {"manifest.json"}
        for name in sorted(listed.keys() - there):
            self.found.wrong(name, "this file is missing")
        for name in sorted(there - listed.keys()):
            self.found.wrong(name, "the manifest lists no such file")
        altered = [
            name for name in sorted(there & listed.keys()) if self._sum(name) != listed[name]
        ]
        for name in altered:
            self.found.wrong(name, "this is not the file that the manifest lists")
        if self.found.faults == before:
            self.found.tell("ok", "every file is the one that the manifest lists")

    def _sum(self, name: str) -> str:
        hashed = sha256()
        with (self.folder / name).open("rb") as file:
            while part := file.read(1 << 20):
                hashed.update(part)
        return hashed.hexdigest()

    def signatures(self) -> None:
        """Read what was signed."""
        if not self.signed.policy:
            self.signed.lacking.append("there is no policy that says whose signatures count")
            return
        if notes := by_number(self.folder.glob("restored-*.note")):
            self.found.ask("restored", partial(self.signed.restores, notes))
        self.found.each(by_number((self.folder / "checkpoints").glob("*")), self.signed.checkpoint)
        self.found.each(self.since, self.signed.own)
        for one in self.signed.restored:
            if one.back and all(later.back >= one.back for later in self.signed.restored):
                self.signed.roots.setdefault(one.back, one.back_root)

    def ends(self) -> None:
        """Hold the end of the log against the newest checkpoint, and against the manifest."""
        size, newest = self.walk.size, max(self.signed.roots, default=0)
        if (size, told_root(self.walk.root())) != (self.manifest["size"], self.manifest["root"]):
            self.found.wrong("manifest.json", f"it tells of another log than these {size} leaves")
        if newest > size:
            self.found.wrong(
                "log", f"of {newest} signed leaves the last {newest - size} are missing"
            )
        elif not self.signed.roots:
            self.signed.lacking.append("there is no checkpoint")
        elif newest < size:
            says = f"nobody has signed what is behind the newest checkpoint, from leaf {newest} on"
            self.signed.lacking.append(f"{says}; leaves: {size - newest}")
        self.found.tell("ok", f"{size} leaves read, {self.walk.there} with what was recorded")

    def copies(self) -> None:
        """Ask whether each case that was written out has its copies, as long as it is."""
        missing = [one for one in sorted(self.walk.copied) if not self._is_copied(one)]
        for case in missing:
            self.found.wrong(case, "its copies in cases/ are missing, or tell of other events")
        self.found.tell("ok", f"{len(self.walk.copied) - len(missing)} cases with their copies")

    def _is_copied(self, case: str) -> bool:
        readable = self.folder / "cases" / f"{case}.md"
        try:
            events = json.loads((readable.with_suffix(".json")).read_bytes())["events"]
            told = [one["version"] for one in events]
        except (OSError, ValueError, LookupError, TypeError):
            return False
        return readable.is_file() and told == list(range(1, self.walk.versions[case] + 1))


def main() -> int:
    """Verify the bundle that is named, or the one in which this file lies."""
    parser = ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("folder", nargs="?", type=Path, default=Path(__file__).parent)
    parser.add_argument("--since", action="append", type=Path, default=[], metavar="CHECKPOINT")
    parser.add_argument("--policy", type=Path, metavar="FILE")
    asked = parser.parse_args()
    try:
        bundle = Bundle(asked.folder, asked.since, asked.policy or asked.folder / "policy")
        return bundle.verify()
    except (OSError, ValueError, LookupError, TypeError) as error:
        sys.stdout.write(f"WRONG  the bundle cannot be read: {error!r}\n")
        return DAMAGED


if __name__ == "__main__":
    sys.exit(main())
