"""The states of a quarter's sample."""

from __future__ import annotations

from ...workflow.language import Label
from ...workflow.states import State, state

DUE = State("due", Label("本季待抽查", "to be drawn this quarter"))
DRAWN = state("drawn", "已抽样")
VISITING = State("visiting", Label("抽查回访中", "visits going on"))
COMPLETED = state("completed", "抽查完成")
FILED = state("filed", "已归档", terminal=True)
