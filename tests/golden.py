"""Golden histories: cases as they were once stored, in files that are never edited again.

`python -m golden` in tests/ writes those that are missing and touches no other.
"""

import json
from collections.abc import Sequence
from pathlib import Path

from huiyin.domain.office import rulebook
from huiyin.workflow.events import Recorded
from papers import (
    audit,
    consignment,
    goods_return,
    repair,
    request,
    shift_centre,
    shift_city,
    visit,
)
from papers.every import (
    JEWELLERY,
    MALL,
    PROPERTY,
    REALTY,
    SERVICE_CENTRE,
    TRADING_CITY,
)
from papers.paper import Paper, Past, Take, past_of, take
from papers.realty import HEARD_OFFICE, OPENED_AS_SECOND
from papers.sample import PAPER as SAMPLE
from papers.sample import PRODUCTION, QUALITY

HISTORIES = Path(__file__).parent / "domain" / "histories"


def mend(version: int, who: str = "", /, **now: object) -> Take:
    """Correct an entry."""
    form = {"version": version, "now": now, "approved_by": "he:quality_dept"}
    return Take("correct-entry", who, because="登记有误", blanks=form)


COMPLAINTS: dict[str, tuple[Paper, Past]] = {
    "complaint-realty": (
        REALTY,
        (
            OPENED_AS_SECOND,
            HEARD_OFFICE,
            "dispatch submit-plan return-plan submit-plan approve-plan",
            take("reply", after="5d"),
            "report-result arrange-visit record-satisfied-visit close archive",
        ),
    ),
    "complaint-property": (PROPERTY, PROPERTY.paths["S004-p9-3 dissatisfied, then satisfied"]),
    "complaint-service_centre": (
        SERVICE_CENTRE,
        (
            "register handle-directly",
            take("reply", after="5d"),
            "arrange-visit record-dissatisfied-visit start-rework reply",
            "record-satisfied-visit close archive",
        ),
    ),
    "complaint-trading_city": (
        TRADING_CITY,
        TRADING_CITY.paths["S001-ch2-1b VIP until satisfied"],
    ),
    "complaint-jewellery": (JEWELLERY, JEWELLERY.paths["S000-ch14-6 serious"]),
    "complaint-mall": (MALL, MALL.paths["S000-m-3.1.7a reported"]),
}
REPAIRS: dict[str, tuple[Paper, Past]] = {
    "repair-jewellery-outside": (
        repair.PAPER,
        (
            repair.TAKEN_IN,
            repair.LOOSE_STONE,
            "repair-in-house fail-in-house inform-customer enter-handover-sheet",
            repair.GIVER,
            repair.RECEIVER,
            "hand-over",
            take("contact-customer", after="190d"),
            mend(2, receipt_no="JX-0107"),
            "bring-back sort-piece call-customer ship-piece confirm-receipt",
        ),
    ),
    "repair-jewellery-in_house": (
        repair.PAPER,
        repair.PAPER.paths["S000-ch10-1 in house, collected"],
    ),
    "repair-jewellery-refused": (repair.PAPER, repair.PAPER.paths["S000-ch10-3 Thai silver"]),
    "repair-jewellery-declined": (repair.PAPER, repair.PAPER.paths["S000-ch10-2 declined"]),
}
GOODS: dict[str, tuple[Paper, Past]] = {
    "consignment-jewellery-settled": (
        consignment.PAPER,
        (
            consignment.ABSENT,
            f"{consignment.NUMBERED} report-to-absent-customer sign-agreement put-on-sale",
            "record-sale",
            take("report-sales", after="40d"),
            mend(8, price="360.00"),
            "settle-consignment sign-settlement",
        ),
    ),
    "consignment-jewellery-declined": (
        consignment.PAPER,
        consignment.PAPER.paths["S000-ch12-2 declined"],
    ),
    "return-jewellery-on_the_spot": (
        goods_return.PAPER,
        (
            "request-return mark-unwanted",
            take("print-return-slip", after="1h"),
            *goods_return.SIGNED,
            mend(1, sale_no="XS-0302"),
            "settle-return",
        ),
    ),
    "return-jewellery-returned": (
        goods_return.PAPER,
        goods_return.PAPER.paths["S000-ch11-1.3 quality, returned"],
    ),
    "return-jewellery-exchanged": (
        goods_return.PAPER,
        goods_return.PAPER.paths["S000-ch11-2 franchise, exchanged"],
    ),
    "return-jewellery-swapped": (
        goods_return.PAPER,
        goods_return.PAPER.paths["S000-ch4-2 faulty at settlement"],
    ),
    "return-jewellery-refused": (
        goods_return.PAPER,
        goods_return.PAPER.paths["S000-ch11-1.3 quality, not at fault"],
    ),
}
REQUESTS: dict[str, tuple[Paper, Past]] = {
    "request-property": (
        request.PROPERTY,
        (
            request.INTERNAL,
            take("report-fault", after="1d"),
            request.SIGNED.removeprefix("log-request "),
            request.DISSATISFIED,
            f"reopen-request {request.AGAIN} enter-result sign-result",
            take("follow-up", after="6d"),
            mend(1, phone="13900030002"),
            "close-request",
        ),
    ),
    "request-service_centre": (
        request.CENTRE,
        (
            "log-request mark-major dispatch-request report-non-cooperation accept-request",
            "start-work finish-work",
            take("follow-up", after="3d", satisfaction="dissatisfied"),
            f"reopen-request {request.AGAIN} follow-up",
            mend(1, phone="13900030002"),
            "close-request",
        ),
    ),
}
VISITS: dict[str, tuple[Paper, Past]] = {
    f"visit-{name}-{ending}": (
        paper,
        (
            "plan-visit",
            take("note-no-answer", after="2d"),
            visit.DISSATISFIED,
            f"{step} record-visit",
            mend(1, phone="13900030002"),
            *(("review-visit",) if paper is visit.PROPERTY else ()),
        ),
    )
    for name, paper in (("property", visit.PROPERTY), ("service_centre", visit.CENTRE))
    for ending, step in (("solved", "solve-at-once"), ("next_fixed", "fix-next-visit"))
}
DUTY: dict[str, tuple[Paper, Past]] = {
    "shift-service_centre-handed_over": (
        shift_centre.PAPER,
        (
            shift_centre.STARTED,
            shift_centre.MAJOR,
            "report-major",
            mend(1, "cui:director", ends_at="2026-03-02T22:30:00+08:00"),
            "inspect-duty request-absence deny-absence",
            "request-absence approve-absence arrive-as-substitute leave-post return-to-post",
            shift_centre.NO_ACTION,
            take("start-preparation", after="2h"),
            "incoming-arrives",
            shift_centre.DAMAGED,
            "explain-discrepancy",
            *shift_centre.EXPLAINED_BY_BOTH,
            shift_centre.MAJOR_REPAIR_NAMED,
            "refuse-handover",
            take("fill-entry", row=2),
            "remedy-refusal count-items",
            shift_centre.MAJOR_REPAIR_NAMED,
            "read-log override-major-repair",
            shift_centre.OUTGOING,
            shift_centre.INCOMING,
            "take-over",
        ),
    ),
    "shift-service_centre-deserted": (
        shift_centre.PAPER,
        shift_centre.PAPER.paths["S004-p7-duty-5 deserted"],
    ),
    "shift-trading_city-handed_over": (
        shift_city.PAPER,
        (
            f"{shift_city.STARTED} incoming-arrives",
            take("fill-handover-record", after="20h"),
            shift_city.OUTGOING,
            shift_city.INCOMING,
            mend(6, "xia:cs_manager", record="无异常"),
            "take-over",
        ),
    ),
    "shift-trading_city-deserted": (
        shift_city.PAPER,
        shift_city.PAPER.paths["S001-ch3.2-10b deserted"],
    ),
    "sample-service_centre": (
        SAMPLE,
        (
            "open-quarter draw-sample record-sample-visit record-finding",
            take("handle-finding", after="10d"),
            take("complete-sample", after="40d"),
            QUALITY,
            PRODUCTION,
            mend(4, "cui:director", finding="楼道灯不亮"),
            "file-sample",
        ),
    ),
}
AUDITS: dict[str, tuple[Paper, Past]] = {
    "audit-office": (
        audit.PAPER,
        (
            "open-audit",
            take("record-finding", version=2),
            take("record-nothing-found", about=audit.OTHER),
            take("answer-finding", after="5d"),
            "follow-up-finding answer-finding accept-answer",
            mend(2, audit.NOT_OWN, finding="未回访"),
            "close-audit",
        ),
    ),
}
WHAT_HAPPENED = {**AUDITS, **COMPLAINTS, **REPAIRS, **GOODS, **REQUESTS, **VISITS, **DUTY}


def read(file: Path) -> tuple[Recorded, ...]:
    """Read the events of a case as the store reads them, older shapes included."""
    kept = json.loads(file.read_text("utf-8"))
    registry = rulebook().registry()
    return tuple(
        Recorded(version, kept["case"], version, registry.read(one["topic"], _bytes(one["event"])))
        for version, one in enumerate(kept["events"], 1)
    )


def written(case: str, history: Sequence[Recorded]) -> str:
    """Write the events of a case for a file, as the store writes them."""
    registry = rulebook().registry()
    stored = (registry.write(one.event) for one in history)
    events = [{"topic": topic, "event": json.loads(state)} for topic, state in stored]
    return json.dumps({"case": case, "events": events}, ensure_ascii=False, indent=1) + "\n"


def _bytes(event: object) -> bytes:
    return json.dumps(event, ensure_ascii=False).encode()


def write_missing() -> None:
    """Let each case happen, the clock watching, and keep what was recorded."""
    for name, (paper, past) in WHAT_HAPPENED.items():
        file = HISTORIES / f"{name}.json"
        first, *others = past_of(past)
        story = paper.after((first,))
        for one in others:
            story.scenario.desk.tick(story.read(one)[0])
            story.then(one)
        if not file.exists():
            number = story.scenario.number
            file.write_text(written(number, story.scenario.desk.history(number)), "utf-8")


if __name__ == "__main__":
    write_missing()
