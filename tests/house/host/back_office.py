"""A back-office service with a `cli` and a `domain` of its own, which embeds huiyin.

It prints what it found as JSON, a key a finding; test_wheel.py runs it beside the wheel.
"""

import json
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path

import cli
import domain
import huiyin
from huiyin.domain.office import open_desk
from huiyin.projections.registers.complaints import COMPLAINT_REGISTER
from huiyin.workflow.errors import Refused

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=timezone(timedelta(hours=8)))


def whose_names() -> dict[str, object]:
    """Say where the three packages were found, and that they are what the host means."""
    return {
        "cli": cli.__file__,
        "domain": domain.__file__,
        "huiyin": huiyin.__file__,
        "greeting": cli.GREETING,
        "customers": domain.CUSTOMERS,
        "version": huiyin.__version__,
    }


def work(folder: Path) -> dict[str, object]:
    """Take one of the host's customers through a complaint and say what came of it."""
    phone, name = next(iter(domain.CUSTOMERS.items()))
    form = {"name": name, "phone": phone, "matter": "lift", "content": "the lift is stuck"}
    form |= {"channel": "phone", "severity": "general"}
    with open_desk(str(folder / "cases.db")) as desk:
        wang = "wang:receptionist"
        opened = desk.open("complaint/service_centre", wang, at=MONDAY, form=form, key="host-1")
        again = desk.open("complaint/service_centre", wang, at=MONDAY, form=form, key="host-1")
        because: dict[str, object] = {}
        try:
            desk.perform(opened.case, "close", wang, at=MONDAY)
        except Refused as refused:
            because = {"kind": refused.kind, "clauses": refused.clauses}
        lapses = desk.tick(MONDAY + timedelta(days=5))
        register = COMPLAINT_REGISTER.open(desk.store, desk.rulebook)
        rows = [[row["no"], row["state"]] for row in register.rows(now=MONDAY)]
    return {
        "opened": opened.answer(),
        "again": again.answer(),
        "refused": because,
        "lapsed": [[one.case, one.deadline] for one in lapses],
        "register": rows,
    }


if __name__ == "__main__":
    print(json.dumps(whose_names() | work(Path(sys.argv[1]))))
