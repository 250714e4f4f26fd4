"""Complaints in the customer-service centre (S004-p7): the first-contact person sees it through."""

from __future__ import annotations

from ....workflow.corrections import corrections
from ....workflow.procedure import Procedure
from ...roles import CS_MANAGER, ROLES
from ..facts import ACCUSED, department
from .answering import answering
from .handling import handling

service_centre = Procedure(
    "complaint/service_centre",
    edition="1",
    zh="客户服务中心投诉处理",
    en="Complaint handling of the customer-service centre",
    document="S004-p7",
    record="登记备案",
    prefix="C",
    roles=ROLES,
    department=department,
    sheets=(handling, answering),
)

corrections(service_centre, "S004-p7-visit-2a", by=CS_MANAGER, never_by=(ACCUSED,))
