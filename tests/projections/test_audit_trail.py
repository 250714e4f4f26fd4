"""The audit trail tells everything that happened, and everything that was refused."""

import re
from contextlib import suppress
from dataclasses import replace

import pytest

from huiyin.projections import audit_trail
from huiyin.projections.audit_trail import AuditTrail
from huiyin.workflow.desk import Desk
from huiyin.workflow.errors import NotFound, Refused
from huiyin.workflow.events import MIGRATED
from huiyin.workflow.language import language
from huiyin.workflow.rulebook import Rulebook
from huiyin.workflow.store import Append, Attempt
from registers import cases, handled, office, registered
from spec import at, did, mended


def trail(desk: Desk) -> AuditTrail:
    return AuditTrail(desk.store, desk.rulebook)


def refused(desk: Desk, case: str, step: str, who: str, when: str = "2026-03-02 12:00") -> None:
    with suppress(Refused):
        desk.perform(case, step, who, at=at(when))


def busy(desk: Desk) -> str:
    """Let all kinds of things happen to one complaint, and give its number."""
    case = office(desk, "service_centre").through(registered()).number
    refused(desk, case, "close", "li:cs_staff", "2026-03-02 09:10")
    office_case = office(desk, "service_centre")
    office_case.number = case
    office_case.through(
        did(
            "2026-03-02 10:00",
            "wang:receptionist",
            "dispatch",
            department="维修部",
            due_at="2026-03-03T18:00:00+08:00",
        ),
        did(
            "2026-03-02 11:00",
            "qian:dept_staff@维修部",
            "start-work",
            happened="2026-03-02 10:30",
            because="no paper at hand",
        ),
        mended(
            "2026-03-02 12:00", "chen:cs_manager", 1, because="a slip", name="周敏敏", unit_no="3-1"
        ),
    )
    desk.tick(at("2026-03-06 09:00"))
    return case


def test_every_event_and_every_refusal_is_a_sentence(desk: Desk) -> None:
    """3-forms-and-registers 3.5.3: actor, role, time, clause, reason."""
    busy(desk)

    told = list(trail(desk).sentences())

    assert [one.partition(": ")[0] for one in told] == [
        "2026-03-02 09:00 C-2026-000001#1",
        "2026-03-02 09:10 C-2026-000001 (attempt 1)",
        "2026-03-02 10:00 C-2026-000001#2",
        "2026-03-02 11:00 C-2026-000001#3",
        "2026-03-02 12:00 C-2026-000001#4",
        "2026-03-06 09:00 C-2026-000001#5",
        "2026-03-06 09:00 C-2026-000001#6",
        "2026-03-06 09:00 C-2026-000001#7",
    ]
    opened, refusal, passed_on, started, corrected, lapsed, _, noted = (
        one.partition(": ")[2] for one in told
    )
    assert opened == (
        "wang (front-desk receptionist) opened the case: register, now registered "
        "[S004-p7-visit-2a, S004-p7-first-1]"
    )
    assert refusal.startswith(
        "li (customer-service staff) was refused the step close. "
        "C-2026-000001: cannot close from registered."
    )
    assert passed_on == (
        "wang (front-desk receptionist) took the step dispatch, "
        "from registered to with the department [S004-p7-first-2]"
    )
    assert started == (
        "qian (staff of the responsible department, 维修部) took the step start-work, "
        "from with the department to in progress; it happened at 2026-03-02 10:30; "
        "reason: no paper at hand [S004-p7-first-2]"
    )
    assert corrected == (
        "chen (customer-service manager) corrected entry 1 (register): name was 周敏, "
        "is 周敏敏, unit no was (empty), is 3-1; approved by gao; reason: a slip "
        "[S004-p7-visit-2a]"
    )
    assert lapsed == (
        "the clock recorded that a deadline has lapsed: the department's deadline, "
        "due at 2026-03-03 18:00 [S004-p7-first-2]"
    )
    assert noted == "the clock noted: first-contact duty not fulfilled [S004-p7-first-5.3]"


def test_a_signature_and_a_step_that_stays_are_said(desk: Desk) -> None:
    """S004-p6-4.5: the head of the solving department signs."""
    case = handled(office(desk, "property")).number

    said = [one.sentence() for one in trail(desk).history(case)]

    assert said[5] == (
        "zhao (head of the responsible department, 维修部) signed: sign-result, "
        "in result reported [S004-p6-4.5]"
    )
    assert "took the step inspect-effect, still result reported" in said[6]


def test_names_come_from_the_pages_in_chinese(desk: Desk) -> None:
    """Issue 2: English and Chinese from the first day."""
    case = busy(desk)

    said = " ".join(trail(desk).sentences(language("zh"), case=case))

    for name in ("客服前台接待员", "登记", "已登记", "责任部门处理限期", "首问责任未尽", "时钟"):
        assert name in said
    assert "{" not in said


def test_an_entry_is_data_too(desk: Desk) -> None:
    """Cli.md: JSON is stable, instants with offset."""
    case = busy(desk)

    data = [one.plain() for one in trail(desk).entries(case=case)]

    assert data[3] | {"says": "", "clauses": []} == {
        "case": case,
        "procedure": "complaint/service_centre",
        "version": 3,
        "position": 3,
        "attempt": None,
        "after": None,
        "recorded_at": "2026-03-02T11:00:00+08:00",
        "occurred_at": "2026-03-02T10:30:00+08:00",
        "event": "WorkStarted",
        "step": "start-work",
        "from": "dispatched",
        "to": "in_progress",
        "person": "qian",
        "role": "dept_staff",
        "department": "维修部",
        "clauses": [],
        "reason": "no paper at hand",
        "refused": None,
        "says": "",
    }
    assert (data[1]["attempt"], data[1]["after"], data[1]["refused"]) == (1, 1, "NotFromHere")


def test_a_refusal_stands_behind_the_event_it_came_after(desk: Desk) -> None:
    """Architecture 4: a refusal is kept beside the log."""
    refused(desk, "C-2026-000001", "close", "li:cs_staff")
    first, second = cases(desk, 2)
    refused(desk, first, "close", "li:cs_staff")
    refused(desk, second, "archive", "li:cs_staff")
    cases(desk, 1)

    places = [one.position or -one.attempt for one in trail(desk).entries()]

    assert places == [-1, 1, 2, 3, 4, -2, -3, 5, 6]


def test_it_is_filtered_by_case_person_period_and_refusal(desk: Desk) -> None:
    """Lessons 11: a history that can only be read case by case was the complaint."""
    first, second = cases(desk, 2)
    refused(desk, first, "close", "li:cs_staff")
    refused(desk, second, "close", "deng:cs_staff", "2026-03-02 13:00")
    asked = trail(desk).entries

    assert [(one.position, one.attempt) for one in asked(case=first)] == [(1, 0), (3, 0), (0, 1)]
    assert [one.attempt for one in asked(person="deng")] == [2]
    assert [one.attempt for one in asked(only_refusals=True)] == [1, 2]
    period = asked(since=at("2026-03-02 10:00"), until=at("2026-03-02 13:00"))
    assert [(one.position, one.attempt) for one in period] == [(3, 0), (4, 0), (0, 1)]
    assert [one.position for one in asked(limit=2)] == [1, 2]
    assert list(asked(case="C-1999-000001")) == []


def test_a_case_that_could_not_be_opened_is_told(desk: Desk) -> None:
    """S000-m-3.1.7a: also who was turned away."""
    with suppress(Refused):
        desk.open("complaint/mall", "wang:receptionist", at=at("2026-03-02 09:00"), form={})
    with suppress(Refused):
        desk.open("complaint/hotel", "wang:night_porter", at=at("2026-03-02 09:00"), form={})

    first, second = trail(desk).sentences()

    assert "wang (front-desk receptionist) was refused to open a case" in first
    assert re.match(r".* complaint/hotel \(attempt 2\): wang \(night_porter\) was refused", second)


def test_it_reads_on_only_as_it_is_asked(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Performance: a million events are never loaded at once."""
    cases(desk, 5)
    monkeypatch.setattr(audit_trail, "PAGE", 5)
    told = trail(desk).entries()

    first = next(told)
    cases(desk, 1)

    assert [first.position, *(one.position for one in told)] == list(range(1, 13))


def test_what_was_refused_in_plain_words_is_told_as_well(desk: Desk) -> None:
    """Architecture 4: nothing that was kept is left out."""
    (case,) = cases(desk, 1)
    refused(desk, case, "close", "li:cs_staff")
    (kept,) = desk.store.attempts()
    plain: Attempt = replace(kept, says="no", case="C-1999-000001", step="fly")
    desk.store.refuse(plain)

    *_, last = trail(desk).sentences()

    assert last == (
        "2026-03-02 12:00 C-1999-000001 (attempt 2): li (cs_staff) was refused the step fly: "
        "no [S000-m-3.1.7b]"
    )


def test_the_history_of_one_case_is_its_events(desk: Desk) -> None:
    """Cli.md: history CASE."""
    case = busy(desk)

    assert [one.version for one in trail(desk).history(case)] == [1, 2, 3, 4, 5, 6, 7]
    with pytest.raises(NotFound):
        trail(desk).history("C-1999-000001")


def test_a_move_to_another_edition_is_told(desk: Desk) -> None:
    """Architecture 3: an explicit, recorded migration."""
    (case,) = cases(desk, 1)
    last = desk.history(case)[-1].event
    words: dict[str, object] = {"name": MIGRATED, "step": "", "source": last.target}
    moved = last.model_copy(update={**words, "form": {"from": "0", "to": "1"}, "reason": "new"})
    desk.store.append(Append((moved,), case, version=2))

    *_, told = trail(desk).history(case)

    assert told.sentence().startswith(
        "wang (front-desk receptionist) moved the case from edition 0 to 1, "
        "in progress to in progress; reason: new"
    )


def test_an_edition_that_is_gone_leaves_its_codes(desk: Desk) -> None:
    """Architecture 1: an auditor sees what is there."""
    cases(desk, 1)
    strangers = AuditTrail(desk.store, Rulebook(()))

    first, _ = strangers.sentences()

    assert "wang (receptionist) opened the case: register, now registered" in first
