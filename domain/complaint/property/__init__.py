"""Complaints in the property-management centre (S004-p6), with its visits (S004-p9)."""

from __future__ import annotations

from ....workflow.corrections import corrections
from ....workflow.procedure import Procedure
from ...roles import CS_MANAGER, ROLES
from ..facts import ACCUSED, department
from .intake import intake
from .visits import visits
from .work import work

property_centre = Procedure(
    "complaint/property",
    edition="1",
    zh="物业管理中心客户投诉处理制度",
    en="Complaint rules of the property-management centre",
    document="S004-p6, S004-p9",
    record="客户投诉记录",
    prefix="C",
    roles=ROLES,
    department=department,
    sheets=(intake, work, visits),
)

corrections(property_centre, "S004-p6-4.7", by=CS_MANAGER, never_by=(ACCUSED,))
