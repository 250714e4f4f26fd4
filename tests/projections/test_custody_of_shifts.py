"""A line a shift tells all of it; beside it each hand-over of the post, and a post left bare."""

from typing import Any

import pytest

from custody import breaks, corrected, hands, log, row_of, shift_line
from huiyin.projections.custody.log import HandoverLog
from huiyin.projections.custody.posts import passings
from huiyin.projections.custody.shift import Shift
from huiyin.workflow.calendars import SHANGHAI
from huiyin.workflow.desk import Desk
from huiyin.workflow.language import language
from huiyin.workflow.request import canonical
from papers.paper import Past, Story, past_of, take
from papers.shift_centre import (
    BRIEFED,
    DAMAGED,
    EXPLAINED_BY_BOTH,
    INCOMING,
    NO_ACTION,
    OPEN_REPAIR,
    OUTGOING,
    PRESENT,
    READ,
    SIGNED,
    STARTED,
)
from papers.shift_centre import PAPER as CENTRE
from papers.shift_city import PAPER as CITY
from registers import office, registered
from spec import at, did

# On the roster from 10:00 to 21:00 of 2026-03-02; it is started at 10:00.
ONE = "D-2026-000001"
IN_TIME = (
    f"{STARTED} log-entry",
    take("start-preparation", after="582m"),
    take("incoming-arrives", after="10m"),
    take("count-items", after="1m"),
    take("brief-successor", after="1m"),
    take("read-log", after="1m"),
    take("sign-handover", after="1m", capacity="outgoing"),
    take("sign-handover", "tan:duty_in", after="1m", capacity="incoming"),
    take("take-over", after="7m"),
)


def centre(past: Past) -> Story:
    return CENTRE.after(past)


def followed(past: Past) -> Story:
    """Have a shift and one of Tan's on the roster to follow it."""
    story = centre(past)
    roster_next(story)
    return story


def roster_next(story: Story, starts_at: str = "2026-03-02T21:00:00+08:00") -> None:
    story.scenario.desk.open(
        "shift/service_centre",
        "cui:director",
        at=at("2026-03-02 09:00"),
        form={
            "duty_person": "tan",
            "starts_at": starts_at,
            "ends_at": "2026-03-03T08:00:00+08:00",
            "special_day": False,
            "follows": ONE,
        },
    )


def said(desk: Desk, told: dict[str, Any], column: str) -> str:
    """Say what stands in a column in English."""
    found = HandoverLog(desk.store, desk.rulebook).columns[column]
    return found.shown(told[column], language("en"), SHANGHAI)


def test_minutes_are_counted_against_a_quarter_of_an_hour_five_minutes_and_the_end() -> None:
    """S004-p7-handover-1, handover-3a: early above zero, late below."""
    told = shift_line(centre(IN_TIME).scenario.desk)

    assert told["prepared_at"] == at("2026-03-02 20:42")
    assert (told["prepared_minutes"], told["arrived_minutes"]) == (3, 3)
    assert told["taken_over_minutes"] == -4
    assert (told["in_order"], told["clean"]) == (True, True)


def test_who_is_late_by_now_is_late_on_the_log() -> None:
    """Settled 1: instants are compared when it is read; half a minute late is a minute late."""
    desk = centre(f"{STARTED} log-entry").scenario.desk

    assert shift_line(desk, "2026-03-02 20:45")["prepared_minutes"] is None
    late = shift_line(desk, "2026-03-02T20:55:30+08:00")
    assert (late["prepared_minutes"], late["arrived_minutes"]) == (-11, -1)
    assert late["taken_over_minutes"] is None


def test_a_shift_that_nobody_has_begun_is_late_for_nothing() -> None:
    """S004-p7-handover-1: what is not on duty prepares nothing."""
    told = shift_line(centre("roster-shift").scenario.desk)

    assert (told["prepared_minutes"], told["started_at"], told["log_rows"]) == (None, None, 0)
    assert breaks([told]) == [("uncovered", "not_started")]


def test_the_usual_takeover_goes_from_one_to_the_other() -> None:
    """S004-p7-handover-5: both sign, then the incoming starts, which needs no line of its own."""
    story = followed("roster-shift")
    for one in past_of(IN_TIME)[1:]:
        story.then(one)

    lines = log(story.scenario.desk, "2026-03-02 22:00")

    assert [(one["what"], one["from"], one["to"], one["taken"]) for one in lines] == [
        ("shift", "shen", "tan", None),
        ("ShiftStarted", "house", "shen", True),
        ("shift", "tan", None, None),
        ("ShiftHandedOver", "shen", "tan", True),
    ]
    assert [one["meaning"] for one in lines[0]["signatures"]] == ["outgoing", "incoming"]
    assert lines[2]["started_at"] == lines[0]["taken_over_at"]
    assert breaks(lines) == []


def test_a_discrepancy_is_shown_with_its_explanation_and_both_signatures() -> None:
    """S004-p7-handover-3b: explained, recorded, signed by both."""
    told = shift_line(
        centre((PRESENT, DAMAGED, "explain-discrepancy", *EXPLAINED_BY_BOTH)).scenario.desk
    )

    assert told["items_wrong"] == 1
    assert told["items"][-1] == {"item": "电话", "condition": "damaged", "note": "听筒裂"}
    assert told["explanation"] == "explanation 照实填写"
    assert [(one["step"], one["person"], one["void"]) for one in told["signatures"]] == [
        ("sign-discrepancy", "shen", False),
        ("sign-discrepancy", "tan", False),
    ]


def test_a_refusal_stands_with_its_grounds_and_what_was_done() -> None:
    """S004-p7-handover-6: four grounds; counting begins again."""
    refused = (
        STARTED,
        NO_ACTION,
        "start-preparation incoming-arrives count-items brief-successor refuse-handover",
    )
    open_still = centre(refused).scenario.desk
    assert shift_line(open_still)["log_missing"] == 1
    (line,) = log(open_still, where=["what=HandoverRefused"])
    assert (line["from"], line["to"], line["taken"]) == ("shen", "tan", False)
    assert line["refusals"][0]["grounds"] == ["unclear_record"]

    told = shift_line(centre((*refused, "fill-entry remedy-refusal")).scenario.desk)

    (one,) = told["refusals"]
    assert (one["by"], one["remark"]) == ("tan", "remark 照实填写")
    assert one["remedies"] == [{"ground": "unclear_record", "done": "已补"}]
    assert (told["log_rows"], told["log_missing"]) == (1, 0)


def test_a_signature_is_void_once_it_is_briefed_anew() -> None:
    """S004-p7-handover-4: what was signed is no longer what is handed over."""
    again = "refuse-handover remedy-refusal count-items brief-successor"

    told = shift_line(centre((*SIGNED, again)).scenario.desk)

    assert [one["void"] for one in told["signatures"]] == [True, True]


def test_what_is_unfinished_stands_on_the_line_with_the_cases_that_the_desk_added() -> None:
    """Issue 3: open serious complaints, major repairs and promises due."""
    story = centre(PRESENT)
    desk = story.scenario.desk
    serious = office(desk, "service_centre").through(registered(severity="serious"))
    form = dict.fromkeys(("name", "unit_no", "phone", "content"), "热水")
    repair = desk.open(
        "request/service_centre",
        "li:cs_staff",
        at=at("2026-03-02 11:00"),
        form={**form, "request_kind": "repair"},
    ).case
    desk.perform(
        repair, "mark-major", "cui:director", at=at("2026-03-02 11:30"), form={"reason": "大"}
    )
    handed_on = [
        {"matter": "换泵", "major_repair": True},
        {"matter": "回电", "case": serious.number},
    ]
    story.then("count-items").then(take("brief-successor", unfinished=handed_on))

    told = shift_line(desk)

    assert told["unfinished"] == handed_on
    assert [one["case"] for one in told["open_cases"]] == [serious.number, repair]
    assert told["serious"] == [serious.number]
    assert told["major_repairs"] == [repair, "换泵"]
    assert [(one["case"], one["deadline"]) for one in told["promises"]] == [
        (serious.number, "escalation"),
        (repair, "dispatch"),
        (serious.number, "answer"),
    ]
    assert said(desk, told, "unfinished") == "换泵; 回电 (C-2026-000001)"
    assert said(desk, told, "open_cases") == (
        "C-2026-000001: serious complaint; Q-2026-000001: major repair"
    )
    assert said(desk, told, "promises").startswith(
        "C-2026-000001: reporting a serious complaint until 2026-03-02 09:30; Q-2026-000001: "
    )


def test_the_directors_decision_stands_on_the_line() -> None:
    """S004-p7-handover-6: a major repair is handed on in writing."""
    told = shift_line(centre((*OPEN_REPAIR, "override-major-repair")).scenario.desk)

    (one,) = told["overrides"]
    assert (one["by"], one["overruled"]) == ("cui", ["换泵"])


def test_an_absence_hands_the_post_to_the_substitute_and_back() -> None:
    """S004-p7-duty-5: leave, approval, a substitute who is there."""
    away = "log-entry request-absence approve-absence arrive-as-substitute leave-post"
    desk = centre((f"{STARTED} {away} return-to-post",)).scenario.desk

    (one,) = shift_line(desk)["absences"]
    assert (one["substitute"], one["approved_by"], one["stood_in"]) == ("ning", "cui", "ning")
    assert one["left_at"] < one["returned_at"]
    assert hands(log(desk, where=["what!=shift"])) == [
        ("house", "shen"),
        ("shen", "ning"),
        ("ning", "shen"),
    ]
    assert len(log(desk, person="ning")) == 3


def test_an_absence_that_was_denied_moves_nobody() -> None:
    """S004-p7-duty-5: without approval nobody leaves."""
    desk = centre(f"{STARTED} request-absence deny-absence").scenario.desk

    assert shift_line(desk)["absences"][0]["denied_by"] == "cui"
    assert hands(log(desk, where=["what!=shift"])) == [("house", "shen")]


def test_a_deserted_post_is_a_break() -> None:
    """S004-p7-duty-5: absence without leave; nobody is on the post."""
    desk = centre(f"{STARTED} record-desertion").scenario.desk

    line = log(desk)[-1]

    assert (line["what"], line["from"], line["taken"]) == ("PostDeserted", "shen", False)
    assert breaks([line]) == [("uncovered", "deserted")]
    assert shift_line(desk)["desertion"][0]["by"] == "cui"


def test_inspections_stand_on_the_line() -> None:
    """S004-p7-duty-6: unannounced, with what was done."""
    (one,) = shift_line(centre(f"{STARTED} inspect-duty").scenario.desk)["inspections"]

    assert (one["by"], one["finding"]) == ("cui", "finding 照实填写")


def test_a_takeover_by_somebody_without_a_shift_of_his_own_is_shown() -> None:
    """S004-p7-duty-1: who takes over is on the roster."""
    story = centre((*SIGNED, "take-over"))
    assert breaks([shift_line(story.scenario.desk, "2026-03-02 21:30")]) == [
        ("unrecorded", "not_followed")
    ]

    roster_next(story)

    assert breaks([shift_line(story.scenario.desk, "2026-03-02 21:30")]) == []


def test_a_takeover_without_the_outgoings_signature_is_a_contradiction() -> None:
    """S004-p7-handover-5: also where another edition once let it through."""
    case = centre((*SIGNED, "take-over")).scenario
    row = row_of(case)
    row["acts"] = [
        act
        for act in row["acts"]
        if (act["event"], act["signature"]) != ("HandoverSigned", "outgoing")
    ]

    taken = list(passings(Shift(ONE, row, CENTRE.page)))[-1]

    assert [(one["code"], one["values"]) for one in taken.breaks] == [
        ("unsigned", {"capacity": "outgoing"})
    ]


def test_a_signature_that_an_office_does_without_is_not_missed() -> None:
    """S001-ch3.2-10: that the front desk signs is inferred, and an office may leave it."""
    case = CITY.after(CITY.paths["S001-ch3.2-10a usual"]).scenario
    row = row_of(case)
    row["acts"] = [act for act in row["acts"] if act["event"] != "HandoverSigned"]

    assert [one.breaks for one in passings(Shift(case.number, row, CITY.page))] == [(), ()]


def test_hours_that_nobody_is_rostered_for_are_a_break_where_duty_is_day_and_night() -> None:
    """S004-p7-duty-1: 24 hours without a gap."""
    story = centre(STARTED)
    story.scenario.desk.open(
        "shift/service_centre",
        "cui:director",
        at=at("2026-03-02 12:00"),
        form={
            "duty_person": "tan",
            "starts_at": "2026-03-03T08:00:00+08:00",
            "ends_at": "2026-03-03T20:00:00+08:00",
            "special_day": False,
        },
    )

    told = shift_line(story.scenario.desk, "2026-03-02 13:00", "D-2026-000002")

    (one,) = told["breaks"]
    assert (one["code"], one["values"]["since"]) == ("gap", "2026-03-02T13:00:00Z")


def test_shifts_that_a_correction_pulls_apart_are_a_contradiction() -> None:
    """S004-p7-duty-1: the one begins when the other ends."""
    story = followed(STARTED)
    corrected(story.scenario, 1, "2026-03-02 12:00", ends_at="2026-03-02T20:30:00+08:00")
    desk = story.scenario.desk

    assert shift_line(desk, "2026-03-02 13:00")["ends_at"] == at("2026-03-02 20:30")
    assert breaks([shift_line(desk, "2026-03-02 13:00")]) == [("corrected", "corrected")]
    assert breaks([shift_line(desk, "2026-03-02 13:00", "D-2026-000002")]) == [
        ("contradiction", "apart"),
        ("uncovered", "gap"),
    ]


def test_a_late_entry_and_a_correction_stand_on_the_line() -> None:
    """S004-p1-8: originals stay."""
    case = centre(STARTED).scenario.through(
        did(
            "2026-03-02 12:00",
            "shen:duty_person",
            "log-entry",
            happened="2026-03-02 10:30",
            matter="来电",
            action="已答",
        )
    )
    corrected(case, 3, "2026-03-02 13:00", matter="来访")

    told = shift_line(case.desk, "2026-03-02 13:30")

    assert [one["event"] for one in told["late_entries"]] == ["DutyLogged"]
    assert told["corrections"][0]["now"] == {"matter": "来访"}
    assert breaks([told]) == []


def test_the_front_desk_has_its_sheet_and_no_quarter_of_an_hour() -> None:
    """S001-ch3.2-10: the record, and nobody leaves before the successor has come."""
    path = CITY.paths["S001-ch3.2-10a usual"]
    told = shift_line(CITY.after(path).scenario.desk)

    assert told["record"] == "record 照实填写"
    assert (told["prepared_minutes"], told["arrived_minutes"]) == (None, None)
    assert told["log_rows"] is None
    assert told["arrived_at"]
    assert told["taken_over_minutes"] is not None


@pytest.mark.parametrize("past", [BRIEFED, READ, (READ, OUTGOING), (READ, OUTGOING, INCOMING)])
def test_the_post_stays_with_the_outgoing_until_it_is_taken_over(past: Past) -> None:
    """S004-p7-handover-5: signing is not yet taking over."""
    assert hands(log(centre(past).scenario.desk, where=["what!=shift"])) == [("house", "shen")]


@pytest.mark.parametrize("code", ["en", "zh"])
def test_every_value_of_a_shift_can_be_said_and_written_as_data(code: str) -> None:
    """Cli.md: English and Chinese from the first day."""
    story = followed((PRESENT, DAMAGED, "explain-discrepancy", *EXPLAINED_BY_BOTH))
    desk, spoken = story.scenario.desk, language(code)
    office(desk, "service_centre").through(registered(severity="serious"))
    refuses = take("refuse-handover", remark="无")
    for one in past_of(
        ("brief-successor", refuses, "override-major-repair remedy-refusal inspect-duty")
    ):
        story.then(one)
    corrected(story.scenario, 1, "2026-03-03 12:00", ends_at="2026-03-02T20:30:00+08:00")
    centre_log = HandoverLog(desk.store, desk.rulebook)

    told = shift_line(desk)
    shown = {n: one.shown(told[n], spoken, SHANGHAI) for n, one in centre_log.columns.items()}
    plain = {n: one.plain(told[n], SHANGHAI) for n, one in centre_log.columns.items()}

    assert "{" not in "".join(shown.values())
    assert canonical(plain)
    expected = {
        "en": {
            "items": "电脑; 饮水机; 电话: damaged (听筒裂)",
            "refusals": "tan refused at 2026-03-02 19:00: unclear record (无); put right: 已补",
            "open_cases": "C-2026-000001: serious complaint",
        },
        "zh": {
            "items": "电脑；饮水机；电话：损坏（听筒裂）",
            "refusals": "tan于 2026-03-02 19:00 拒接：记录不清不接（无）；已整改：已补",
            "open_cases": "C-2026-000001：严重投诉",
        },
    }
    assert {name: shown[name] for name in expected[code]} == expected[code]


@pytest.mark.parametrize(
    ("past", "column", "says"),
    [
        (
            "request-absence deny-absence",
            "absences",
            "买药, ning stands in; denied by cui: reason 照实填写",
        ),
        (
            "request-absence approve-absence arrive-as-substitute leave-post return-to-post",
            "absences",
            "买药, ning stands in; approved by cui; left 2026-03-02 14:00; back 2026-03-02 15:00",
        ),
        (
            "record-desertion",
            "desertion",
            "left at 2026-03-02 10:00: finding 照实填写 (cui)",
        ),
    ],
    ids=str,
)
def test_what_happened_is_said_in_a_sentence(past: str, column: str, says: str) -> None:
    """3-forms-and-registers 3.3: leave and desertion are on the record."""
    asked = past.replace("request-absence ", "")
    absence = (take("request-absence", reason="买药"),) * ("request" in past)
    desk = centre((STARTED, *absence, asked)).scenario.desk

    assert said(desk, shift_line(desk), column) == says


def test_the_directors_decision_is_said_in_a_sentence() -> None:
    """S004-p7-handover-6: what is handed on, and why."""
    desk = centre((*OPEN_REPAIR, "override-major-repair")).scenario.desk

    assert said(desk, shift_line(desk), "overrides") == "cui had 换泵 handed on: reason 照实填写"
