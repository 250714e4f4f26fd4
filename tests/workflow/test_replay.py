"""What a page says of events that no desk would have recorded."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from histories import forged, found_in, meant, slipped_in
from huiyin.domain.office import OFFICE_HOURS
from huiyin.workflow.calendars import BusinessCalendar
from huiyin.workflow.days import week
from huiyin.workflow.deadlines import Figure
from huiyin.workflow.events import Clock, Event
from huiyin.workflow.replay.breach import Breach, Check, Fault
from huiyin.workflow.replay.conformance import Conformance
from huiyin.workflow.request import Terms
from huiyin.workflow.rulebook import Rulebook
from huiyin.workflow.store import Append
from parcels import TAKEN_IN, desk_page, notified, parcels, taken_in
from spec import Scenario, at, did, given, mended, ticked

RULES = parcels()
PAGE = RULES.in_force("parcel/desk")
HAND_OUT = did("2026-03-02 12:00", "sun:clerk", "hand-out")
CHECKED = did("2026-03-02 11:00", "wang:clerk", "check-identity", paper_no="31")
NOTED = did("2026-03-02 11:00", "wang:clerk", "note-down", remark="x")
NOON = at("2026-03-02 12:00")


def waiting(**more: Any) -> Scenario:
    """Give a parcel whose recipient was told."""
    return given(RULES).through(taken_in(**more), notified())


def only(office: Scenario) -> Breach:
    """Give the one thing that is found in a log."""
    [found] = found_in(office.desk)
    return found


def said_of(office: Scenario) -> tuple[str, str, bool]:
    one = only(office)
    return one.check, one.kind, one.is_judged


def step(
    office: Scenario, name: str, *, person: str = "wang", role: str = "clerk", **more: Any
) -> Event:
    """Write an event of a step as it would be recorded from the case's state, unasked."""
    known, state = PAGE.steps[name], office.case.state
    words: dict[str, Any] = {
        "name": known.event,
        "procedure": PAGE.name,
        "edition": PAGE.edition,
        "step": name,
        "clauses": known.clauses,
        "source": state,
        "target": PAGE.moves[name].get(state, "collected"),
        "person": person,
        "role": role,
        "recorded_at": NOON,
        "occurred_at": NOON,
        "signature": known.signature,
    }
    return Event(**(words | more))


def test_what_the_desk_records_is_what_the_page_allows() -> None:
    office = waiting().through(NOTED, CHECKED, HAND_OUT)

    assert found_in(office.desk) == []


def test_a_breach_says_where_and_by_which_clause() -> None:
    """Auditing 3: each deviation with its clause."""
    office = slipped_in(waiting(), step(waiting(), "hand-out", ends=("collect",)))

    one = only(office)

    assert (one.case, one.version, one.position) == (office.number, 3, 3)
    assert (one.check, one.kind, one.clauses) == (Check.RULES, "RuleBroken", ("P-4.1",))
    assert str(one.says) == "the recipient has shown a paper"


Forgery = Callable[[], Scenario]


def from_nowhere() -> Scenario:
    office = given(RULES).through(taken_in())
    return slipped_in(office, step(office, "hand-out", ends=("notice",)))


def by_the_wrong_role() -> Scenario:
    return slipped_in(
        waiting(), step(waiting(), "note-down", role="recipient", form={"remark": "x"})
    )


def by_the_same_person() -> Scenario:
    office = given(RULES).through(taken_in())
    weighed = {"weight": "2"}
    return slipped_in(office, step(office, "weigh-again", form=weighed, department="east"))


def without_a_word() -> Scenario:
    return slipped_in(waiting(), step(waiting(), "note-down"))


def long_ago_without_a_reason() -> Scenario:
    return forged(waiting(), NOTED, occurred_at=at("2026-02-20 09:00"))


def without_a_signature() -> Scenario:
    office = waiting(worth=500).through(
        CHECKED,
        did("2026-03-02 11:30", "li:lead@east", "weigh-again", weight="2"),
    )
    shelf = {"shelf": "B7"}
    return slipped_in(office, step(office, "hand-out", form=shelf, ends=("collect",)))


def signed_twice() -> Scenario:
    office = given(RULES).through(
        taken_in(),
        did("2026-03-02 10:00", "ying:recipient", "dispute", claim="x"),
        did("2026-03-02 10:30", "li:lead", "sign-settlement", capacity="desk"),
    )
    capacity = {"capacity": "desk"}
    signed = step(office, "sign-settlement", person="zhao", role="lead", form=capacity)
    return slipped_in(office, signed.model_copy(update={"signature": "desk"}))


def an_unknown_step() -> Scenario:
    return forged(waiting(), NOTED, step="burn")


def another_page() -> Scenario:
    return forged(waiting(), NOTED, edition="9")


def from_another_state() -> Scenario:
    return forged(waiting(), NOTED, source="stored")


def to_another_state() -> Scenario:
    return forged(waiting(), NOTED, target="collected")


def before_the_last_event() -> Scenario:
    early = at("2026-03-02 09:30")
    return forged(waiting(), NOTED, recorded_at=early, occurred_at=early)


def without_its_deadline() -> Scenario:
    office = given(RULES).through(taken_in())
    return forged(office, notified(), starts=())


def with_a_later_deadline() -> Scenario:
    office = given(RULES).through(taken_in())
    [clock] = meant(office, notified()).starts
    later = clock.model_copy(update={"due_at": at("2026-04-06 18:00")})
    return forged(office, notified(), starts=(later,))


def with_a_figure_of_nobody() -> Scenario:
    office = given(RULES).through(taken_in())
    dispute = did("2026-03-02 10:00", "ying:recipient", "dispute", claim="x")
    [clock] = meant(office, dispute).starts
    other = clock.model_copy(update={"figure": "P9D working", "due_at": at("2026-03-13 18:00")})
    return forged(office, dispute, starts=(other,))


def with_a_deadline_too_many() -> Scenario:
    clock = Clock(deadline="notice", due_at=at("2026-03-09 18:00"), clause="P-2.1", figure="P9D")
    return forged(waiting(), NOTED, starts=(clock,))


def a_deadline_that_goes_on() -> Scenario:
    return forged(waiting().through(CHECKED), HAND_OUT, ends=())


def under_another_name() -> Scenario:
    return forged(waiting(), NOTED, name="IdentityChecked")


def with_other_words_of_the_engine() -> Scenario:
    office = given(RULES).through(taken_in())
    return forged(office, notified(), form={"until": "2026-03-06T18:00:00+08:00", "label": "X"})


def by_a_false_clock() -> Scenario:
    return slipped_in(waiting(), step(waiting(), "remind", person="clock", role="clock"))


def by_a_false_policy() -> Scenario:
    office = waiting()
    gone = step(office, "send-back", person="policy", role="policy", ends=("collect",))
    return slipped_in(office, gone)


FORGERIES: dict[Forgery, tuple[str, str]] = {
    from_nowhere: (Check.STATE, "NotFromHere"),
    by_the_wrong_role: (Check.ROLE, "NotYourRole"),
    by_the_same_person: (Check.FOUR_EYES, "NotYourRole"),
    without_a_word: (Check.FORM, "FormIncomplete"),
    long_ago_without_a_reason: (Check.FORM, "FormIncomplete"),
    without_a_signature: (Check.SIGNATURES, "SignatureMissing"),
    signed_twice: (Check.SIGNATURES, "RuleBroken"),
    an_unknown_step: (Check.STRUCTURE, Fault.UNKNOWN_STEP),
    another_page: (Check.STRUCTURE, Fault.OTHER_PAGE),
    from_another_state: (Check.STRUCTURE, Fault.OTHER_SOURCE),
    to_another_state: (Check.STRUCTURE, Fault.OTHER_TARGET),
    before_the_last_event: (Check.RULES, "RuleBroken"),
    without_its_deadline: (Check.CLOCKS, Fault.OTHER_CLOCKS),
    with_a_later_deadline: (Check.CLOCKS, Fault.OTHER_CLOCKS),
    with_a_figure_of_nobody: (Check.CLOCKS, Fault.OTHER_CLOCKS),
    with_a_deadline_too_many: (Check.CLOCKS, Fault.OTHER_CLOCKS),
    a_deadline_that_goes_on: (Check.CLOCKS, Fault.OTHER_CLOCKS),
    under_another_name: (Check.RECORD, Fault.OTHER_RECORD),
    with_other_words_of_the_engine: (Check.RECORD, Fault.OTHER_RECORD),
    by_a_false_clock: (Check.LAPSE, Fault.OTHER_LAPSE),
    by_a_false_policy: (Check.ROLE, "NotYourRole"),
}


@pytest.mark.parametrize("forgery", FORGERIES, ids=lambda one: one.__name__)
def test_a_forged_step_is_found_for_what_it_breaks(forgery: Forgery) -> None:
    office = forgery()

    found = found_in(office.desk)

    assert FORGERIES[forgery] in [(one.check, one.kind) for one in found if one.is_judged]
    assert {one.version for one in found} == {office.case.version}


# ------------------------------------------------------------ the clock, corrections, policies


def lapsed() -> Scenario:
    """Give a parcel of whose recipient nobody has told, with what the clock records."""
    return given(RULES).through(taken_in(), ticked("2026-03-04 09:00"))


def test_what_the_clock_records_is_what_it_should() -> None:
    office = lapsed()

    assert [one.name for one in office.case.past[1:]] == ["DeadlineLapsed", "NoticeMissed"]
    assert found_in(office.desk) == []


def the_lapse(**changes: Any) -> Event:
    return lapsed().case.past[1].model_copy(update=changes)


def test_a_lapse_is_recorded_once() -> None:
    """Settled 1: once for each start."""
    assert said_of(slipped_in(lapsed(), the_lapse())) == (Check.LAPSE, Fault.LAPSED_TWICE, True)


def test_nothing_lapses_before_it_is_due() -> None:
    office = given(RULES).through(taken_in())
    early = {"recorded_at": NOON, "occurred_at": NOON}

    assert said_of(slipped_in(office, the_lapse(**early)))[1] == Fault.NOT_DUE


def test_nothing_lapses_that_does_not_run() -> None:
    assert said_of(slipped_in(waiting(), the_lapse(source="notified", target="notified")))[1] == (
        Fault.NOT_RUNNING
    )


def test_what_a_lapse_brings_is_not_left_out_and_not_made_up() -> None:
    """Settled 2: the lapse and what the page adds to it."""
    late = at("2026-03-04 10:00")
    office = given(RULES).through(taken_in())
    without = slipped_in(office, the_lapse()).through(
        did("2026-03-04 10:00", *NOTED_BY, remark="x")
    )
    note = lapsed().case.past[2].model_copy(update={"recorded_at": late, "occurred_at": late})

    assert str(only(without).says) == "the lapse before it brings NoticeMissed, which is missing"
    assert str(only(slipped_in(lapsed(), note)).says) == "no lapse brings NoticeMissed here"


NOTED_BY = ("wang:clerk", "note-down")


def test_a_corrected_entry_counts_as_it_read_then() -> None:
    """Vocabulary, settled 16: what was valid by the words of the time stays so."""
    office = waiting().through(CHECKED, HAND_OUT)
    office.through(mended("2026-03-02 13:00", "chen:lead", 1, worth=500))

    assert office.case.past[0].form["worth"] == 500
    assert found_in(office.desk) == []


def test_a_correction_that_a_desk_would_refuse_is_found() -> None:
    office = waiting()
    same = mended("2026-03-02 13:00", "chen:lead", 1, worth=500)
    event = meant(office, same)

    found = said_of(slipped_in(office, event.model_copy(update={"person": "gao"})))

    assert found == (Check.RULES, "RuleBroken", True)


def test_a_policy_is_known_by_its_cause() -> None:
    """Architecture 4: correlation and causation."""
    office = waiting().through(did("2026-03-02 11:00", *NOTED_BY, remark="unwanted"))
    assert office.case.state == "returned"
    assert found_in(office.desk) == []

    other = waiting()
    cause = meant(other, did("2026-03-02 11:00", *NOTED_BY, remark="x"))
    back = office.case.past[-1].model_copy(update={"causation": f"{other.number}#3"})
    assert said_of(slipped_in(other, cause, back))[1] == "NotYourRole"


def test_a_migration_is_asked_of_the_page_that_it_leads_to() -> None:
    """Architecture 3: only by an explicit, recorded migration."""
    rules = Rulebook((desk_page("1"), desk_page("2")))
    office = given(Rulebook((desk_page("1"),))).through(taken_in())
    office.desk.rulebook = rules
    office.desk.migrate(office.number, "2", "chen:lead", at=NOON, reason="new rules")
    assert found_in(office.desk, rules) == []

    moved = office.case.past[-1].model_copy(
        update={"edition": "1", "form": {"from": "2", "to": "1"}, "reason": ""}
    )
    slipped_in(office, moved)

    [found] = found_in(office.desk, rules)
    assert str(found.says) == "moving a case needs a reason"


# ------------------------------------------------------------ what an office may have changed


HOURS = BusinessCalendar("late", week("10:00-20:00"), closed=frozenset({at("2026-03-03").date()}))


def disputed(terms: Terms) -> Scenario:
    office = given(RULES)
    office.desk.terms = terms
    return office.through(
        taken_in(), did("2026-03-02 10:00", "ying:recipient", "dispute", claim="x")
    )


def test_working_days_of_another_calendar_are_not_judged() -> None:
    """Lessons 6: the hash says that it was another calendar, and not which days it had."""
    one = only(disputed(Terms(HOURS)))

    assert (one.kind, one.is_judged) == (Fault.OTHER_CLOCKS, False)
    assert "on a calendar that is not today's" in str(one.says)


def test_a_figure_that_the_page_leaves_open_may_have_been_any() -> None:
    limits = {PAGE.name: {"notice": Figure.parse("P5D working")}}
    office = given(RULES, limits).through(taken_in())

    assert found_in(office.desk) == []


def test_plain_days_are_counted_in_the_zone_that_stands_on_the_clock() -> None:
    office = waiting()
    berlin = BusinessCalendar("b", week("09:00-18:00"), zone=ZoneInfo("Europe/Berlin"))

    assert found_in(office.desk, terms=Terms(berlin)) == []


# ------------------------------------------------------------ other cases, other times


def test_other_cases_are_seen_as_they_were() -> None:
    """Auditing 3: each history against what was so when it was made."""
    back = did("2026-03-02 10:00", "dong:courier", "send-back")
    office = given(RULES).through(taken_in(), back)
    earlier, office.number = office.number, ""
    office.through(taken_in("2026-03-02 11:00", earlier=earlier))
    assert found_in(office.desk) == []

    event = office.case.past[0].model_copy(
        update={"form": {**TAKEN_IN, "earlier": "P-2026-000004"}}
    )
    office.desk.store.append(Append((event,), series="P-2026"))
    office.number = ""
    office.through(taken_in("2026-03-02 12:00"))

    [found] = found_in(office.desk)
    assert (found.case, found.kind) == ("P-2026-000003", "RuleBroken")


def test_one_case_and_an_earlier_time_can_be_asked_for() -> None:
    office = by_the_wrong_role()
    conformance = Conformance(office.desk.store, RULES, Terms(OFFICE_HOURS))

    assert [len(one.breaches) for one in conformance.case(office.number)] == [0, 0, 1]
    assert [one.version for one in conformance.log(position=2)] == [1, 2]
    assert [one.version for one in conformance.log(at=at("2026-03-02 09:30"))] == [1]


def test_an_event_of_no_page_here_is_told_and_stops_nothing() -> None:
    office = waiting()
    elsewhere = Rulebook((RULES.in_force("parcel/outgoing"),))

    found = found_in(office.desk, elsewhere)

    assert {one.kind for one in found} == {Fault.UNKNOWN_PAGE}
    assert len(found) == 2


def test_a_rule_that_stumbles_hides_nothing_else() -> None:
    """A forged worth that is no number: the guard cannot be asked, and the source is wrong too."""
    office = waiting().through(CHECKED)
    taken = office.case.past[0]
    odd = given(RULES)
    forged_first = taken.model_copy(update={"form": {**taken.form, "worth": "a lot"}})
    [recorded] = odd.desk.store.append(Append((forged_first,), series="P-2026"))
    odd.number = recorded.case
    slipped_in(odd, step(waiting(), "hand-out", source="notified"))

    kinds = [one.kind for one in found_in(odd.desk)]

    assert kinds[0] == "FormIncomplete"
    assert Fault.OTHER_SOURCE in kinds


def test_what_cannot_be_asked_is_told() -> None:
    office = forged(waiting(), NOTED, person=" ")

    assert said_of(office) == (Check.STRUCTURE, Fault.UNANSWERABLE, True)
