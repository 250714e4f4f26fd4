"""The making of an office's schema, one step for each number that it has had.

Whoever finds a step missing takes it under a lock and looks again there, so that any number of
processes may start at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...errors import Misconfigured, StoreMissing, StoreUnavailable
from .append import DRAW, DRAWING, RECORD, RECORDING
from .base import DURABLY, PostgresBase, Transaction
from .tables import INDEXES, REFUSAL, TABLES, TRIGGERS

OLDEST_SERVER = 140_000
HEARERS = "hearers"

BODIES = {
    "next_attempt": "SELECT coalesce(max(id), 0) + 1 FROM @schema.attempts",
    REFUSAL: "BEGIN RAISE EXCEPTION '% are kept as they were written', TG_TABLE_NAME; END",
    "draw": DRAW,
    "record": RECORD,
}
_HEADS = {
    "next_attempt": "() RETURNS bigint LANGUAGE sql STABLE",
    REFUSAL: "() RETURNS trigger LANGUAGE plpgsql",
    "draw": f"({DRAWING}) LANGUAGE plpgsql",
    "record": f"({RECORDING}) LANGUAGE plpgsql",
}
_NUMBERED = "bigint NOT NULL DEFAULT @schema.next_attempt()"

Step = Sequence[str]


def _first() -> Iterator[str]:
    """Make everything; the number of an attempt looks at the table that it stands in."""
    for table, lines in TABLES.items():
        plain = ", ".join(lines).replace(_NUMBERED, "bigint NOT NULL")
        yield f"CREATE TABLE @schema.{table} ({plain})"
    for name, head in _HEADS.items():
        yield f"CREATE FUNCTION @schema.{name}{head} AS $body${BODIES[name]}$body$"
    yield "ALTER TABLE @schema.attempts ALTER id SET DEFAULT @schema.next_attempt()"
    yield from INDEXES.values()
    for name, trigger in TRIGGERS.items():
        yield trigger
        # Otherwise a session that says it is a replica changes what it likes.
        table = name.removesuffix("_no_change")
        yield f"ALTER TABLE @schema.{table} ENABLE ALWAYS TRIGGER {name}"


STEPS: tuple[Step, ...] = (tuple(_first()),)


def in_schema(text: str, base: PostgresBase) -> str:
    """Write what is the same for all offices for one of them."""
    return (
        text.replace("@schema.", base.address.qualified)
        .replace("@durably", DURABLY)
        .replace("@turn", str(base.turn("log")))
        .replace("@hearers", str(base.turn(HEARERS)))
        .replace("@channel", channel(base))
    )


def channel(base: PostgresBase) -> str:
    """Name the channel on which it is told that the log has grown."""
    return f"huiyin_{base.address.schema}"


def prepare(base: PostgresBase, *, create: bool, steps: Sequence[Step] = STEPS) -> None:
    """Make sure that the schema is a store of this version, making an empty one into it.

    Raises StoreUnavailable for a schema that is something else, or newer.
    """
    _ensure_fit(base)
    made = _made(base, steps)
    if made == len(steps):
        return
    if not made and (base.read_only or not create):
        raise StoreMissing(base.address.shown)
    if base.read_only:
        raise StoreUnavailable(
            f"{base.address.shown}: an older huiyin made this store (schema {made}, now "
            f"{len(steps)}); open it for writing once, such as with `huiyin store init`"
        )
    with base.writing("schema") as writing:
        _make(base, writing, steps)


def _ensure_fit(base: PostgresBase) -> None:
    asked = "SELECT current_setting('server_version_num')::int, current_setting('server_encoding')"
    [(version, encoding)] = base.rows(asked)
    if version < OLDEST_SERVER:
        raise Misconfigured(f"{base.address.shown}: this PostgreSQL is too old: 14 is needed")
    if encoding != "UTF8":
        raise Misconfigured(f"{base.address.shown}: the database writes {encoding}, not UTF8")


def _made(base: PostgresBase, steps: Sequence[Step]) -> int:
    """Give the number of the schema of a store; 0 where there is nothing yet."""
    found = base.rows(
        "SELECT relname FROM pg_catalog.pg_class WHERE relkind IN ('r', 'p', 'v', 'm', 'f') "
        "AND relnamespace = (SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = ?)",
        base.address.schema,
    )
    if not found:
        return 0
    if ("huiyin_store",) not in found:
        raise StoreUnavailable(f"{base.address.shown}: this schema is no store of huiyin")
    [(version,)] = base.rows("SELECT coalesce(max(schema_number), 0) FROM huiyin_store")
    if version > len(steps):
        raise StoreUnavailable(
            f"{base.address.shown}: a newer huiyin made this store "
            f"(schema {version}, known: {len(steps)})"
        )
    return int(version)


def _make(base: PostgresBase, writing: Transaction, steps: Sequence[Step]) -> None:
    """Take the steps that are still missing now that nobody else takes them."""
    made = _made(base, steps)
    known = "SELECT FROM pg_catalog.pg_namespace WHERE nspname = ?"
    if writing.execute(known, (base.address.schema,)).fetchone() is None:
        writing.execute(f'CREATE SCHEMA "{base.address.schema}"')
    for step in steps[made:]:
        for statement in step:
            writing.execute(in_schema(statement, base))
    if made < len(steps):
        writing.execute("INSERT INTO huiyin_store VALUES (?)", (len(steps),))
