"""Attachments are looked for in the whole log, also around what cannot be read."""

from pathlib import Path

from huiyin.projections.attachment_check import Held, attachments_held
from huiyin.workflow.attachments import Found, open_attachments
from huiyin.workflow.desk import Desk
from huiyin.workflow.store import Registry, open_store
from registers import RULES, cases
from spec import at, desk_of

JPEG = b"\xff\xd8\xff the piece"


def sent_out_with(desk: Desk, photo: dict[str, str]) -> None:
    """S000-ch10-4b: enter a piece on the handover sheet, with its photo."""
    who, when = "wang:receptionist", at("2026-03-02 09:00")
    form: dict[str, object] = {"name": "周敏", "phone": "137", "material": "silver"}
    case = desk.open("repair/jewellery", who, at=when, form=form).case
    receipt = {"receipt_no": "1", "received_on": "2026-03-02", "product_code": "A"}
    steps: dict[str, dict[str, object]] = {
        "receive-piece": {**receipt, "part_to_repair": "clasp"},
        "assess-piece": {"damage": "silver_broken", "in_house_possible": False},
        "inform-customer": {
            "told_duration": True,
            "told_may_differ": True,
            "contact_mode": "phone",
            "consent": True,
        },
        "enter-handover-sheet": {"sheet_no": "1", "customer_name": "周敏", "photo": photo},
    }
    for step, words in steps.items():
        desk.perform(case, step, who, at=when, form=words)


def test_what_cannot_be_read_is_told_and_stops_nobody(file: str, tmp_path: Path) -> None:
    files = open_attachments(str(tmp_path / "files"))
    photo = files.put(JPEG, "piece.jpg")
    with desk_of(RULES, store=file) as desk:
        cases(desk, 1)
        sent_out_with(desk, photo.words)
    opening = RULES.in_force("complaint/mall").opening.event
    known = [kind for kind in RULES.registry().kinds if kind.name != opening]

    with_all = open_store(file, registry=RULES.registry())
    without = open_store(file, registry=Registry(known))
    seen: list[int] = []

    found = list(attachments_held(with_all, files))
    around = list(attachments_held(without, files, seen.append))

    assert [one.found for one in found] == [Found.OK]
    assert [one.found for one in around if one.is_fault] == [Found.UNREADABLE]
    assert [one for one in around if not one.is_fault] == found
    assert seen == list(range(1, with_all.position() + 1))
    with_all.close()
    without.close()


def test_a_file_that_no_event_names_is_no_fault(desk: Desk, tmp_path: Path) -> None:
    files = open_attachments(str(tmp_path / "files"))
    kept = files.put(JPEG, "piece.jpg")

    assert list(attachments_held(desk.store, files)) == [Held(Found.UNKNOWN, kept.sha256)]
    assert not Held(Found.UNKNOWN, kept.sha256).is_fault
