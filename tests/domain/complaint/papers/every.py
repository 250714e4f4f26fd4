"""The six papers of the complaint, in the order of the office's pages."""

from domain.complaint.papers.jewellery import PAPER as JEWELLERY
from domain.complaint.papers.mall import PAPER as MALL
from domain.complaint.papers.property import PAPER as PROPERTY
from domain.complaint.papers.realty import PAPER as REALTY
from domain.complaint.papers.service_centre import PAPER as SERVICE_CENTRE
from domain.complaint.papers.trading_city import PAPER as TRADING_CITY

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
