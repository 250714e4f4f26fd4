"""Who may do what in an office's schema: one role that adds to the record, one that reads it.

Neither owns the tables, so that neither can change what is kept for ever nor take away what
guards it. Whoever made the schema does not work in it.
"""

from __future__ import annotations

from .tables import KEPT_FOR_EVER, TABLES

_ADDED_TO = (*KEPT_FOR_EVER, "answers")
_COUNTED = ("numbers",)
_REPLACED = ("agenda", "views", "view_rows")


def grants(schema: str, writer: str, auditor: str) -> str:
    """Write the SQL that makes the two roles where they are missing, and gives them their rights.

    It may be run again; whoever runs it owns the schema and may make roles.
    """
    both = f"{_quoted(writer)}, {_quoted(auditor)}"
    return "\n".join(
        (
            *(_made(role) for role in (writer, auditor)),
            f'REVOKE ALL ON ALL TABLES IN SCHEMA "{schema}" FROM {both};',
            f'GRANT USAGE ON SCHEMA "{schema}" TO {both};',
            f"GRANT SELECT ON {_tables(schema, tuple(TABLES))} TO {both};",
            f"GRANT INSERT ON {_tables(schema, _ADDED_TO)} TO {_quoted(writer)};",
            f"GRANT INSERT, UPDATE ON {_tables(schema, _COUNTED)} TO {_quoted(writer)};",
            f"GRANT INSERT, UPDATE, DELETE ON {_tables(schema, _REPLACED)} TO {_quoted(writer)};",
            "",
        )
    )


def _made(role: str) -> str:
    named = "'" + role.replace("'", "''") + "'"
    return (
        f"DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = {named}) "
        f"THEN CREATE ROLE {_quoted(role)} LOGIN; END IF; END $$;"
    )


def _tables(schema: str, names: tuple[str, ...]) -> str:
    return ", ".join(f'"{schema}".{name}' for name in names)


def _quoted(role: str) -> str:
    return '"' + role.replace('"', '""') + '"'
