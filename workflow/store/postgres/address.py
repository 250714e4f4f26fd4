"""Where an office is kept on a PostgreSQL server, as it is connected to and as it is shown."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from psycopg import Error
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.pq import Conninfo

from ...errors import Misconfigured

SCHEMES = ("postgresql", "postgres")
POSSIBLE = "such as postgresql://li@db/offices?schema=north"

_SCHEMA = re.compile(r"(?!pg_)[a-z_][a-z0-9_]{0,39}")
_PROXIES = ("", "transaction")


@dataclass(frozen=True, slots=True)
class Address:
    """A schema of a database.

    `conninfo` is for libpq alone, for it may hold a password; `place` is where the schema is,
    whoever connects. Behind a proxy that gives each
    transaction another session, nothing of a session is used.
    """

    conninfo: str
    schema: str
    place: tuple[str, ...]
    shown: str
    behind_proxy: bool

    @property
    def qualified(self) -> str:
        """The schema as it stands before the name of a table."""
        return f'"{self.schema}".'


def address_of(url: str) -> Address:
    """Read `postgresql://…/database?schema=NAME`; raise Misconfigured, repeating no secret."""
    ours, theirs = _options(url)
    schema, proxy = ours.get("schema", "huiyin"), ours.get("proxy", "")
    if not _SCHEMA.fullmatch(schema):
        raise Misconfigured(
            f"{schema!r} cannot be an office's schema: 1 to 40 small letters, digits and _, "
            f"no digit first and no pg_, {POSSIBLE}"
        )
    if proxy not in _PROXIES:
        raise Misconfigured(f"proxy={proxy} is not known; there is proxy=transaction")
    try:
        known = {name: str(value) for name, value in conninfo_to_dict(theirs).items()}
        conninfo = make_conninfo(theirs)
    except (Error, UnicodeError):
        # The library's own words repeat what it cannot read, which may be a password.
        raise Misconfigured(f"the address of the database makes no sense, {POSSIBLE}") from None
    shown, place = _shown(known, schema), (*_place(known), schema)
    return Address(conninfo, schema, place, shown, proxy == "transaction")


def _options(url: str) -> tuple[dict[str, str], str]:
    try:
        parts = urlsplit(url)
        given = parse_qsl(parts.query, keep_blank_values=True)
    except ValueError:
        raise Misconfigured(f"the address of the database makes no sense, {POSSIBLE}") from None
    ours = {name: value for name, value in given if name in ("schema", "proxy")}
    rest = [(name, value) for name, value in given if name not in ours]
    return ours, parts._replace(query=urlencode(rest, quote_via=quote)).geturl()


def _place(known: dict[str, str]) -> tuple[str, str, str]:
    """Say which database this is, with what libpq takes where nothing is said."""
    usual = {one.keyword: one.val for one in Conninfo.get_defaults()}
    said = {name.encode(): value.encode() for name, value in known.items()}
    user, host, port, database = (
        (said.get(name) or usual.get(name) or b"").decode()
        for name in (b"user", b"host", b"port", b"dbname")
    )
    return host or "localhost", port, database or user


def _shown(known: dict[str, str], schema: str) -> str:
    user, host, port = (known.get(name, "") for name in ("user", "host", "port"))
    is_socket = host.startswith("/")
    place = ("" if is_socket else host) + (f":{port}" if port and not is_socket else "")
    options = {"host": host} if is_socket else {}
    return (
        f"postgresql://{quote(user)}{'@' if user else ''}{place}/{quote(known.get('dbname', ''))}"
        f"?{urlencode(options | {'schema': schema}, safe='/')}"
    )
