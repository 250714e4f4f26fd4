"""The composition root: the procedures in force here, and the office's own figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from ..workflow.calendars import SHANGHAI, BusinessCalendar
from ..workflow.days import week
from ..workflow.deadlines import Figure
from ..workflow.desk import Desk
from ..workflow.errors import Misconfigured
from ..workflow.privacy import Reading, open_keyring
from ..workflow.request import Terms
from ..workflow.rulebook import Rulebook
from ..workflow.store import holds_sealed, is_on_server, open_store, path_of
from .audit import audit
from .complaint.jewellery import jewellery
from .complaint.mall import mall
from .complaint.property import property_centre
from .complaint.realty import realty
from .complaint.service_centre import service_centre
from .complaint.trading_city import trading_city
from .consignment import consignment
from .goods_return import goods_return
from .repair import repair
from .request.property import property_requests
from .request.service_centre import centre_requests
from .sample import sample
from .shift.policy import NEXT_SHIFT
from .shift.service_centre import centre_shifts
from .shift.trading_city import front_desk_shifts
from .visit.policy import NEXT_VISIT
from .visit.property import property_visits
from .visit.service_centre import centre_visits

OFFICE_HOURS = BusinessCalendar("office", week("09:00-12:00", "13:30-18:00"), SHANGHAI)


def open_desk(
    store: str,
    *,
    calendar: BusinessCalendar = OFFICE_HOURS,
    limits: Mapping[str, Mapping[str, Figure]] | None = None,
    lists: Mapping[str, Mapping[str, Sequence[str]]] | None = None,
    without: Mapping[str, Sequence[str]] | None = None,
    create: bool = True,
    read_only: bool = False,
    keys: str = "",
    master: str = "",
    reading: Reading | None = None,
) -> Desk:
    """Open the desk of an office on its store, with its hours and what else it has set.

    `limits` are its own figures, `lists` its own words, by procedure and name; `without` names
    by procedure the inferred steps that it does without. Raise Misconfigured for others. `keys` is
    where the keys lie by which personal words are sealed: beside the store if nowhere is named,
    which has to be for a store on a server; `master` is where their master key lies, or beside
    them. With a `reading` what is personal is opened for it alone. With `read_only` whatever
    would write is StoreUnavailable.
    """
    terms = Terms(calendar, limits or {}, lists or {}, without or {})
    rules = rulebook().under(terms)
    keyring = open_keyring(keys or _beside(store), master, is_missed=lambda: holds_sealed(kept))
    kept = open_store(
        store, registry=rules.registry(), create=create, read_only=read_only, keyring=keyring
    )
    return Desk(kept.read_by(reading) if reading else kept, rules, terms)


def _beside(store: str) -> str:
    if is_on_server(store):
        raise Misconfigured(
            "no keyring stands beside a store on a server: say where its keys lie, such as "
            "keys='/srv/keys/north.keys'"
        )
    return store if store == "memory:" else f"{path_of(store)}.keys"


@cache
def rulebook() -> Rulebook:
    """Give every procedure that this release knows, checked; it never changes."""
    return Rulebook(
        (
            realty,
            property_centre,
            service_centre,
            trading_city,
            jewellery,
            mall,
            repair,
            consignment,
            property_requests,
            centre_requests,
            property_visits,
            centre_visits,
            sample,
            goods_return,
            centre_shifts,
            front_desk_shifts,
            audit,
        ),
        policies=(NEXT_VISIT, NEXT_SHIFT),
    )
