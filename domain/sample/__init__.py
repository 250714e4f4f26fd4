"""The quarter's sample of repairs, visited by the director himself (S004-p7-visit-3 to visit-6).

Each quarter he draws a fifth of the repair records, asks those users about every service, has
what he finds put right, and files the result. Two departments audit the follow-ups.
"""

from __future__ import annotations

from ...workflow.corrections import corrections
from ...workflow.procedure import Procedure
from ..roles import DIRECTOR, ROLES
from .audit import audit
from .drawing import drawing
from .visiting import visiting

sample = Procedure(
    "sample/service_centre",
    edition="1",
    zh="客户服务中心季度抽查回访",
    en="The quarter's sample of repairs in the customer-service centre",
    document="S004-p7-visit-3 to visit-6",
    record="抽查回访记录",
    prefix="M",
    roles=ROLES,
    sheets=(drawing, visiting, audit),
)

corrections(sample, "S004-p7-visit-4", by=DIRECTOR)
