"""How the keys of a ring are wrapped with its master key, and wrapped anew with the next one.

The ring's own secret, from which fingerprints and the chain of accesses are derived, is wrapped
like a person's key. A rotation writes the master's file with both generations, wraps all keys in
one transaction, writes the ring anew and then forgets the old generation: killed at any
point, the ring opens with what is in the master's file.
"""

from __future__ import annotations

import sqlite3
from functools import cache
from hmac import digest
from pathlib import Path
from secrets import token_bytes

from ..errors import Misconfigured, StoreUnavailable
from . import ring_file
from .aes import LENGTH, NotOurs, seal, unseal
from .master import Master
from .ring_file import RingFile

NOBODY = 0  # the number under which the ring's own secret is wrapped
TRIES = 5


class Wrapping:
    """Opens what is wrapped in a ring; the master key is read when it is first needed."""

    def __init__(self, file: RingFile, master: Path) -> None:
        self._file = file
        self._master = Master(master)
        self._keys: dict[int, bytes] = {}
        self.derived = cache(self._derived)

    def prepare(self, *, create: bool) -> None:
        """Make the tables and the ring's secret, if they are not there yet."""
        if ring_file.made(self._file):
            return
        if not create:
            raise StoreUnavailable(f"{self._file.path}: there is no keyring here")
        with self._file.transaction() as cursor:
            if ring_file.made(self._file):
                return  # another process was faster
            self._master.make()
            for statement in ring_file.SCHEMA:
                cursor.execute(statement)
            cursor.execute("INSERT INTO huiyin_keyring VALUES (?)", (ring_file.VERSION,))
            newest = max(self._master.keys())
            sealed = self._sealed(NOBODY, newest, token_bytes(LENGTH))
            cursor.execute("INSERT INTO secret VALUES (?, ?)", (newest, sealed))

    def put(self, cursor: sqlite3.Cursor, number: int, key: bytes) -> None:
        """Wrap the key of a person who is new."""
        (generation,) = cursor.execute("SELECT generation FROM secret").fetchone()
        sealed = self._sealed(number, generation, key)
        cursor.execute("INSERT INTO keys VALUES (?, ?, ?)", (number, generation, sealed))

    def opened(self, number: int, generation: int, sealed: bytes) -> bytes | None:
        """Open a key; None where it must have been wrapped anew since it was read."""
        key = self._generation(generation)
        if key is None and self._in_force() != generation:
            return None
        if key is None:
            raise Misconfigured(f"{self._master.path}: generation {generation} is missing")
        try:
            return unseal(key, sealed, _about(number, generation))
        except NotOurs:
            raise Misconfigured(
                f"{self._master.path}: this is not the master key of {self._file.path}"
            ) from None

    def rotate(self) -> int:
        """Wrap everything with a new master key and give its generation."""
        with self._file.transaction() as cursor:
            (old,) = cursor.execute("SELECT generation FROM secret").fetchone()
            held = self._master.keys()
            new = max(held) + 1
            self._keys = {old: self._held(held, old), new: token_bytes(LENGTH)}
            self._master.write(self._keys)
            self._wrap_anew(cursor, new)
        self._file.shred()
        with self._file.transaction():  # nobody else rotates meanwhile
            if self._in_force() == new:
                self._master.write({new: self._keys[new]})
        return new

    # ------------------------------------------------------------ inside

    def _derived(self, purpose: str) -> bytes:
        """Derive a key for a purpose from the ring's secret."""
        for _ in range(TRIES):
            [(generation, sealed)] = self._file.rows("SELECT generation, sealed FROM secret")
            if secret := self.opened(NOBODY, generation, sealed):
                return digest(secret, f"huiyin/{purpose}".encode(), "sha256")
        raise StoreUnavailable(f"{self._file.path}: the master key is being changed all the time")

    def _wrap_anew(self, cursor: sqlite3.Cursor, new: int) -> None:
        [(generation, sealed)] = cursor.execute("SELECT generation, sealed FROM secret").fetchall()
        values = (new, self._again(NOBODY, generation, sealed, new))
        cursor.execute("UPDATE secret SET generation = ?, sealed = ?", values)
        rows = cursor.execute("SELECT subject, generation, sealed FROM keys").fetchall()
        for number, generation, sealed in rows:
            values = (new, self._again(number, generation, sealed, new))
            update = "UPDATE keys SET generation = ?, sealed = ? WHERE subject = ?"
            cursor.execute(update, (*values, number))

    def _again(self, number: int, generation: int, sealed: bytes, new: int) -> bytes:
        key = self.opened(number, generation, sealed)
        if key is None:
            raise Misconfigured(f"{self._file.path}: a key is wrapped with a lost master key")
        return self._sealed(number, new, key)

    def _sealed(self, number: int, generation: int, key: bytes) -> bytes:
        return seal(self._held(self._keys, generation), key, _about(number, generation))

    def _held(self, keys: dict[int, bytes], generation: int) -> bytes:
        found = keys.get(generation) or self._generation(generation)
        if found is None:
            raise Misconfigured(f"{self._master.path}: generation {generation} is missing")
        return found

    def _generation(self, generation: int) -> bytes | None:
        if generation not in self._keys:
            self._keys = self._master.keys()
        return self._keys.get(generation)

    def _in_force(self) -> int:
        [(generation,)] = self._file.rows("SELECT generation FROM secret")
        return int(generation)


def _about(number: int, generation: int) -> bytes:
    return f"huiyin/key {number} {generation}".encode()
