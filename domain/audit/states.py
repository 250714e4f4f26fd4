"""The states of an audit."""

from __future__ import annotations

from ...workflow.language import Label
from ...workflow.states import State, state

OPENED = State("opened", Label("已抽案待查", "opened"))
EXAMINING = state("examining", "检查中")
CLOSED = state("closed", "已结案", terminal=True)
