"""The states of a request."""

from __future__ import annotations

from ...workflow.language import Label
from ...workflow.states import State, state

LOGGED = state("logged", "已报修")
DISPATCHED = State("dispatched", Label("已派工", "sent to a department"))
ACCEPTED = State("accepted", Label("已接单", "taken by the department"))
IN_PROGRESS = state("in_progress", "维修中")
DONE = State("done", Label("已完成", "work done"))
VISITED = State("visited", Label("已回访", "followed up"))
REOPENED = State("reopened", Label("返工", "to be done again"))
CLOSED = state("closed", "已结案", terminal=True)
