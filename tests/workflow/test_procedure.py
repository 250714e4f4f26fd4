"""Pages, their moves, the one machine of a page, and the rulebook that holds them."""

from __future__ import annotations

import pytest

from huiyin.workflow.deadlines import Figure
from huiyin.workflow.errors import HistoryBroken, Misconfigured, NotFound
from huiyin.workflow.forms import Command
from huiyin.workflow.machine import chart
from huiyin.workflow.rulebook import Rulebook
from huiyin.workflow.rules import always, condition, rule, takers
from huiyin.workflow.states import ANYWHERE, NEW, WHILE_OPEN, state, stay
from parcels import COLLECTED, LEAD, NOTIFIED, STORED, desk_page, outgoing_page, parcels
from spec import desk_of, given

PAGE = desk_page()


# ------------------------------------------------------------ moves


def test_moves_are_written_as_they_are_read() -> None:
    """Architecture 3: several sources, steps that stay."""
    a, b, c = state("a", "甲"), state("b", "乙"), state("c", "丙", terminal=True)

    assert (a >> b).pairs == ((a, b),)
    assert ((a, b) >> c).pairs == ((a, c), (b, c))
    assert stay(a, b).pairs == ((a, a), (b, b))
    assert (a >> b | stay(b)).pairs == ((a, b), (b, b))
    assert WHILE_OPEN.among([NEW, a, c]) == ((a, a),)
    assert ANYWHERE.among([NEW, a, c]) == ((a, a), (c, c))
    assert (a >> c | WHILE_OPEN).among([a, b, c]) == ((a, c), (b, b))
    assert (WHILE_OPEN | a >> c).wide == "open"
    assert str(a) == "a"


def test_a_page_knows_its_states_in_order_and_where_each_step_leads() -> None:
    """Architecture 3: what `procedure show` prints."""
    assert list(PAGE.states) == ["stored", "notified", "disputed", "collected", "returned"]
    assert PAGE.moves["notify"] == {"stored": "notified", "notified": "notified"}
    assert PAGE.moves["note-down"] == {one: one for one in ("stored", "notified", "disputed")}
    assert PAGE.moves["correct-entry"] == {one: one for one in PAGE.states}
    assert (PAGE.opening.name, PAGE.kind, PAGE.title) == ("take-in", "parcel", "parcel/desk@1")
    assert list(PAGE.notes) == ["NoticeMissed", "Reminded"]


def test_a_step_knows_its_names() -> None:
    """Vocabulary: names in Chinese and English."""
    step = PAGE.steps["take-in"]

    assert (step.label.zh, str(step.label)) == ("收件", "take-in")
    assert step.sentence == "Take a parcel in and weigh it"
    assert step.opens
    assert not PAGE.steps["notify"].opens


# ------------------------------------------------------------ the machine


def test_the_machine_leads_where_the_page_says_and_nowhere_else() -> None:
    """Issue 2: transitions decides what is legal."""
    for name, moves in PAGE.moves.items():
        for source in ("", *PAGE.states):
            assert chart(PAGE).target(name, source) == moves.get(source)


def test_the_steps_that_lead_on_are_told_in_the_pages_order() -> None:
    """Lessons 12: which step is next."""
    for source in ("", *PAGE.states):
        here = tuple(name for name, moves in PAGE.moves.items() if source in moves)
        assert chart(PAGE).steps_from(source) == here


def test_an_edition_has_one_machine() -> None:
    """Foundation: one shared machine per edition, never one per case."""
    assert chart(PAGE) is chart(PAGE)
    assert chart(PAGE) is not chart(desk_page("2"))


# ------------------------------------------------------------ rules


def test_a_test_is_given_as_much_as_it_looks_at() -> None:
    """Architecture 3: a test looks at nothing, the case, the form, the request."""
    case = given(PAGE).desk
    seen: list[tuple[object, ...]] = []

    def see(*given_to: object) -> bool:
        seen.append(given_to)
        return True

    @condition("one")
    def one(case: object) -> bool:
        return see(case)

    @condition("two")
    def two(case: object, form: object) -> bool:
        return see(case, form)

    @rule("P-1", says="three")
    def three(case: object, form: object, ask: object) -> bool:
        return see(case, form, ask)

    for made in (one, two, three.condition):
        assert made.holds(case, "form", "ask")  # type: ignore[arg-type]
    assert seen == [(case,), (case, "form"), (case, "form", "ask")]
    assert always.holds(case)  # type: ignore[arg-type]
    assert [made.looks for made in (always, one, two, three.condition)] == [0, 1, 2, 3]
    assert (three.clauses, three.kind, str(three.says)) == (("P-1",), "RuleBroken", "three")
    assert always.by("P-2", kind="NotYourRole").kind == "NotYourRole"
    assert takers("whoever", "a", "b").of_steps == ("a", "b")


# ------------------------------------------------------------ the rulebook


def test_the_last_edition_is_in_force_and_the_others_are_kept() -> None:
    """Architecture 3: a new edition stands beside the old one."""
    rules = Rulebook((desk_page("1"), desk_page("2"), outgoing_page()))

    assert [page.title for page in rules] == ["parcel/desk@2", "parcel/outgoing@1"]
    assert [page.edition for page in rules.editions] == ["1", "2", "1"]
    assert rules.in_force("parcel/desk").edition == "2"
    assert rules.pinned("parcel/desk", "1").edition == "1"
    with pytest.raises(NotFound, match="there are: parcel/desk, parcel/outgoing"):
        rules.in_force("parcel/moon")
    with pytest.raises(HistoryBroken, match="parcel/desk@9"):
        rules.pinned("parcel/desk", "9")


def test_the_registry_knows_every_event_of_every_page() -> None:
    """Foundation 10: a closed registry of explicit names."""
    names = {kind.name for kind in parcels().registry().kinds}

    assert {"ParcelTakenIn", "NoticeMissed", "Reminded", "PutOut"} <= names
    assert {"DeadlineLapsed", "EntryCorrected", "CaseMigrated", "SubjectErased"} <= names


def test_a_schema_without_its_upcaster_is_found_at_the_start() -> None:
    """Lessons 19: upcaster chain checked at start."""

    class Tidy(Command, zh="整理"):
        """Tidy."""

    page = desk_page()
    page.step("P-8", STORED >> NOTIFIED, by=LEAD, records="Tidied", schema=2)(Tidy)
    with pytest.raises(Misconfigured, match="Tidied: no upcaster from schema 1"):
        Rulebook((page,)).registry()

    page.upcaster("Tidied", 1)(lambda payload: payload)
    assert Rulebook((page,)).registry().kinds


@pytest.mark.parametrize(
    "limits",
    [
        {"parcel/moon": {"notice": "P1D"}},
        {"parcel/desk": {"patience": "P1D"}},
        {"parcel/desk": {"collect": "P1D"}},
        {"parcel/desk": {"answer": "PT31M"}},
    ],
    ids=str,
)
def test_a_figure_that_no_page_leaves_open_is_misconfigured(
    limits: dict[str, dict[str, str]],
) -> None:
    """Architecture 3: figures that an office configures, and no others."""
    figures = {
        page: {name: Figure.parse(text) for name, text in own.items()}
        for page, own in limits.items()
    }

    with pytest.raises(Misconfigured):
        desk_of(parcels(), figures)


def test_terminal_states_are_marked() -> None:
    """Settled 17: a terminal state ends deadlines."""
    assert COLLECTED.terminal
    assert not STORED.terminal
