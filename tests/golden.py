"""Golden histories: cases as they were once stored, in files that are never edited again.

`python -m golden` in tests/ writes those that are missing and touches no other.
"""

import json
from collections.abc import Sequence
from pathlib import Path

from huiyin.domain.office import rulebook
from huiyin.workflow.events import Recorded
from papers.every import (
    JEWELLERY,
    MALL,
    PAPERS,
    PROPERTY,
    REALTY,
    SERVICE_CENTRE,
    TRADING_CITY,
)
from papers.paper import Past, past_of, take
from papers.realty import HEARD_OFFICE, OPENED_AS_SECOND

HISTORIES = Path(__file__).parent / "domain" / "histories"
WHAT_HAPPENED: dict[str, Past] = {
    REALTY.procedure: (
        OPENED_AS_SECOND,
        HEARD_OFFICE,
        "dispatch submit-plan return-plan submit-plan approve-plan",
        take("reply", after="5d"),
        "report-result arrange-visit record-satisfied-visit close archive",
    ),
    PROPERTY.procedure: PROPERTY.paths["S004-p9-3 dissatisfied, then satisfied"],
    SERVICE_CENTRE.procedure: (
        "register handle-directly",
        take("reply", after="5d"),
        "arrange-visit record-dissatisfied-visit start-rework reply",
        "record-satisfied-visit close archive",
    ),
    TRADING_CITY.procedure: TRADING_CITY.paths["S001-ch2-1b VIP until satisfied"],
    JEWELLERY.procedure: JEWELLERY.paths["S000-ch14-6 serious"],
    MALL.procedure: MALL.paths["S000-m-3.1.7a reported"],
}


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
    """Let a case of each procedure happen, the clock watching, and keep what was recorded."""
    for paper in PAPERS:
        file = HISTORIES / f"{paper.procedure.replace('/', '-')}.json"
        first, *others = past_of(WHAT_HAPPENED[paper.procedure])
        story = paper.after((first,))
        for one in others:
            story.scenario.desk.tick(story.read(one)[0])
            story.then(one)
        if not file.exists():
            number = story.scenario.number
            file.write_text(written(number, story.scenario.desk.history(number)), "utf-8")


if __name__ == "__main__":
    write_missing()
