"""Complaints in the real-estate company (S003): head office above its management offices.

Four routes share the page: the ordinary one (3.3), the office dealing with the customer
(3.4), the second instance where the office has not handled it well (3.5), and other
organisations (3.7). A serious matter is reported and inspected before any of them (3.6).
"""

from __future__ import annotations

from ....workflow.corrections import corrections
from ....workflow.procedure import Procedure
from ...roles import CS_MANAGER, ROLES
from ..facts import ACCUSED, department
from .answer import answer
from .intake import intake
from .office import office
from .serious import serious
from .work import work

realty = Procedure(
    "complaint/realty",
    edition="1",
    zh="地产公司客户投诉处理程序",
    en="Complaint procedure of the real-estate company",
    document="S003",
    record="客户意见与投诉处理跟进表",
    prefix="C",
    roles=ROLES,
    department=department,
    sheets=(intake, office, serious, work, answer),
)

corrections(realty, "S003-2.1", by=CS_MANAGER, never_by=(ACCUSED,))
