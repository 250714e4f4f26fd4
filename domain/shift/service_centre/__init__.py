"""Duty and handing over in the customer-service centre (S004-p7)."""

from __future__ import annotations

from ....workflow.corrections import corrections
from ....workflow.procedure import Procedure
from ...roles import DIRECTOR, ROLES
from ..people import ARRIVED, ROSTERED
from .absence import absence
from .agreement import agreement
from .duty import duty
from .handover import handover
from .roster import SERVICE_CENTRE, roster

centre_shifts = Procedure(
    SERVICE_CENTRE,
    edition="1",
    zh="客户服务中心值班与交接班",
    en="Duty and handover of the customer-service centre",
    document="S004-p7",
    record="值班记录、交接班记录",
    prefix="D",
    roles=ROLES,
    sheets=(roster, duty, absence, handover, agreement),
)

corrections(centre_shifts, "S004-p7-duty-6", by=DIRECTOR, never_by=(ROSTERED, ARRIVED))
