"""One append in one statement: what is decided under the lock is decided on the server.

Whoever holds the lock of the log is alone until his commit has reached the disk, so that
positions, which have no holes, become visible in their order. A statement that is refused has
written nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

from eventsourcing.persistence import StoredEvent

from ..contract import Append, KeyTaken
from ..rows import StoredRow
from ..sql_leaves import ensure_even
from ..sql_parts import microseconds
from ..stored import Written, agenda_changes, ensure_follows

# The form of a leaf is told in store/leaf.py; `verify` holds one against the other.
RECORD = r"""
DECLARE
    tip record;
    leaf bigint;
BEGIN
    PERFORM set_config('lock_timeout', patience, true), @durably, pg_advisory_xact_lock(@turn);
    is_taken := EXISTS (SELECT FROM @schema.answers WHERE key = the_key);
    SELECT max(originator_version) INTO reached FROM @schema.stored_events
    WHERE originator_id = the_case;
    SELECT i, "position" INTO tip FROM @schema.leaves ORDER BY i DESC LIMIT 1;
    ledger := ARRAY[
        coalesce(tip.position, (SELECT max("position") FROM @schema.leaves), 0),
        coalesce((SELECT max(attempt) FROM @schema.leaves), 0)];
    log := ARRAY[
        coalesce((SELECT max(notification_id) FROM @schema.stored_events), 0),
        coalesce((SELECT max(id) FROM @schema.attempts), 0)];
    reached := coalesce(reached, 0);
    leaf := coalesce(tip.i, -1);
    IF is_taken OR reached <> behind OR ledger <> log THEN
        RETURN;
    END IF;
    FOR n IN 1 .. cardinality(states) LOOP
        INSERT INTO @schema.stored_events
        VALUES (log[1] + n, the_case, behind + n, topics[n], states[n]);
        INSERT INTO @schema.leaves (i, "position", hash)
        VALUES (leaf + n, log[1] + n, sha256('\x00' || convert_to(
            '{"case":' || to_json(the_case) || ',"event":' || to_json(topics[n])
            || ',"i":' || leaf + n || ',"n":' || behind + n
            || ',"s":"' || encode(sha256(states[n]), 'hex') || '","v":"huiyin/leaf@1"}',
            'UTF8')));
    END LOOP;
    IF the_key IS NOT NULL THEN
        INSERT INTO @schema.answers
        VALUES (the_key, the_digest, the_answer, log[1] + cardinality(states));
    END IF;
    FOR n IN 1 .. cardinality(deadlines) LOOP
        IF dues[n] IS NULL THEN
            DELETE FROM @schema.agenda WHERE case_number = the_case AND deadline = deadlines[n];
        ELSE
            INSERT INTO @schema.agenda VALUES (the_case, deadlines[n], dues[n])
            ON CONFLICT (case_number, deadline) DO UPDATE SET due_at = excluded.due_at;
        END IF;
    END LOOP;
    IF NOT pg_try_advisory_xact_lock(@hearers) THEN
        PERFORM pg_notify('@channel', '');
    END IF;
END
"""
RECORDING = (
    "patience text, the_case text, behind bigint, topics text[], states bytea[], "
    "the_key text, the_digest text, the_answer text, deadlines text[], dues bigint[], "
    "OUT is_taken boolean, OUT reached bigint, OUT ledger bigint[], OUT log bigint[]"
)
DRAW = """
BEGIN
    PERFORM set_config('lock_timeout', patience, true);
    PERFORM pg_advisory_xact_lock(@turn);
    is_taken := EXISTS (SELECT FROM @schema.answers WHERE key = the_key);
    IF is_taken THEN
        RETURN;
    END IF;
    INSERT INTO @schema.numbers AS known VALUES (the_series, 1)
    ON CONFLICT (series) DO UPDATE SET last = known.last + 1 RETURNING known.last INTO drawn;
END
"""
DRAW_CALL = "SELECT is_taken, drawn FROM {schema}draw(%s, %s, %s)"
DRAWING = "patience text, the_key text, the_series text, OUT is_taken boolean, OUT drawn bigint"


Call = Callable[[bytes, tuple[object, ...]], Any]  # gives a row, as Row


class Told(NamedTuple):
    """What the server found under the lock; `ledger` and `log` are where each of them ended."""

    is_taken: bool
    reached: int | None
    ledger: list[int] | None
    log: list[int] | None


@cache
def recording(schema: str, events: int, deadlines: int) -> bytes:
    """Write the call for so many events and deadlines: single values are sent faster than lists."""
    texts, bytes_, names, instants = (
        f"ARRAY[{', '.join(['%s'] * count)}]::{kind}[]"
        for count, kind in (
            (events, "text"),
            (events, "bytea"),
            (deadlines, "text"),
            (deadlines, "bigint"),
        )
    )
    return (
        f"SELECT is_taken, reached, ledger, log FROM {schema}record("  # noqa: S608 - ours
        f"%s, %s, %s::bigint, {texts}, {bytes_}, %s, %s, %s, {names}, {instants})"
    ).encode()


def called_with(
    patience: str, case: str, batch: Append, stored: list[StoredEvent]
) -> tuple[int, tuple[object, ...]]:
    """Give the number of deadlines that change, and what the statement is called with."""
    receipt = batch.receipt
    changes = agenda_changes(batch.events)
    kept = (receipt.key, receipt.digest, receipt.answer(case)) if receipt else (None, None, None)
    return len(changes), (
        *(patience, case, batch.version),
        *(one.topic for one in stored),
        *(one.state for one in stored),
        *kept,
        *changes,
        *(due_at and microseconds(due_at) for due_at in changes.values()),
    )


def written_by(batch: Append, case: str, stored: list[StoredEvent], told: Told) -> Written:
    """Say what was written, or raise KeyTaken, VersionTaken, HistoryBroken or LedgerBroken."""
    if told.is_taken:
        raise KeyTaken(batch.receipt.key if batch.receipt else "")
    ensure_follows(batch, case, told.reached or 0)
    ledger, log = told.ledger or [], told.log or []
    ensure_even(ledger, log)
    rows = (
        StoredRow(log[0] + n, case, one.originator_version, one.topic, one.state)
        for n, one in enumerate(stored, 1)
    )
    return Written(batch, case, tuple(rows))
