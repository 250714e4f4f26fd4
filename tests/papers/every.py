"""The papers of the office, in the order of its pages."""

from papers.audit import PAPER as AUDIT
from papers.consignment import PAPER as CONSIGNMENT
from papers.goods_return import PAPER as RETURN
from papers.jewellery import PAPER as JEWELLERY
from papers.mall import PAPER as MALL
from papers.property import PAPER as PROPERTY
from papers.realty import PAPER as REALTY
from papers.repair import PAPER as REPAIR
from papers.request import CENTRE as CENTRE_REQUEST
from papers.request import PROPERTY as PROPERTY_REQUEST
from papers.sample import PAPER as SAMPLE
from papers.service_centre import PAPER as SERVICE_CENTRE
from papers.shift_centre import PAPER as CENTRE_SHIFT
from papers.shift_city import PAPER as CITY_SHIFT
from papers.trading_city import PAPER as TRADING_CITY
from papers.visit import CENTRE as CENTRE_VISIT
from papers.visit import PROPERTY as PROPERTY_VISIT

__all__ = [
    "COMPLAINTS",
    "JEWELLERY",
    "MALL",
    "PAPERS",
    "PROPERTY",
    "REALTY",
    "SERVICE_CENTRE",
    "TRADING_CITY",
]

COMPLAINTS = (REALTY, PROPERTY, SERVICE_CENTRE, TRADING_CITY, JEWELLERY, MALL)
"""The six papers of the complaint."""

PAPERS = (
    *COMPLAINTS,
    REPAIR,
    CONSIGNMENT,
    PROPERTY_REQUEST,
    CENTRE_REQUEST,
    PROPERTY_VISIT,
    CENTRE_VISIT,
    SAMPLE,
    RETURN,
    CENTRE_SHIFT,
    CITY_SHIFT,
    AUDIT,
)
"""The paper of every page."""
