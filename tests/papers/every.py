"""The six papers of the complaint, in the order of the office's pages."""

from papers.jewellery import PAPER as JEWELLERY
from papers.mall import PAPER as MALL
from papers.property import PAPER as PROPERTY
from papers.realty import PAPER as REALTY
from papers.service_centre import PAPER as SERVICE_CENTRE
from papers.trading_city import PAPER as TRADING_CITY

__all__ = [
    "JEWELLERY",
    "MALL",
    "PAPERS",
    "PROPERTY",
    "REALTY",
    "SERVICE_CENTRE",
    "TRADING_CITY",
]

PAPERS = (REALTY, PROPERTY, SERVICE_CENTRE, TRADING_CITY, JEWELLERY, MALL)
