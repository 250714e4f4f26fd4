"""Repairs and help in the property centre (S004-p6-4.5, 6.2, 6.6 with S004-p9 and S004-p3-5.2)."""

from __future__ import annotations

from ....workflow.corrections import corrections
from ....workflow.procedure import Procedure
from ...roles import CS_MANAGER, ROLES
from ..facts import WORKERS, department
from .ending import ending
from .working import working

property_requests = Procedure(
    "request/property",
    edition="1",
    zh="物业管理中心报修求助",
    en="Repairs and help in the property-management centre",
    document="S004-p6-4.5, 6.2, 7.1, S000-p3-11, S001-t1, S001-t2, S004-p3-5.2, S004-p9",
    record="客户报修/投诉/求助记录",
    prefix="Q",
    roles=ROLES,
    department=department,
    sheets=(working, ending),
)

corrections(property_requests, "S004-p6-7.1", by=CS_MANAGER, never_by=(WORKERS,))
