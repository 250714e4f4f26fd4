"""Complaints in the trading city (S001-ch4, with ch2 and ch3.1): the numbered chain."""

from __future__ import annotations

from ....workflow.corrections import corrections
from ....workflow.procedure import Procedure
from ...roles import CS_MANAGER, ROLES
from ..facts import ACCUSED, department
from .following import following
from .handling import handling

trading_city = Procedure(
    "complaint/trading_city",
    edition="1",
    zh="贸易城客户投诉处理",
    en="Complaint handling of the trading city",
    document="S001-ch4, S001-ch2, S001-ch3.1",
    record="客户信息登记表",
    prefix="C",
    roles=ROLES,
    department=department,
    sheets=(handling, following),
)

corrections(trading_city, "S001-ch2-1a", by=CS_MANAGER, never_by=(ACCUSED,))
