"""A rehearsal answers as the desk would, each command behind the one before, and keeps nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from huiyin.workflow.desk import Desk
from huiyin.workflow.errors import KeyReused, NotYourRole, Refused
from parcels import TAKEN_IN, parcels
from spec import at, desk_of
from store.samples import BACKENDS

NINE, TEN = at("2026-03-02 09:00"), at("2026-03-02 10:00")
WANG = "wang:clerk"
NOTICE = {"until": "2026-03-06T18:00:00+08:00"}


@pytest.fixture(params=BACKENDS)
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    opened = desk_of(parcels(), store=BACKENDS[request.param](tmp_path))
    yield opened
    opened.close()


def everything(desk: Desk) -> tuple[object, ...]:
    store = desk.store
    return (
        list(store.read(limit=1000)),
        list(store.attempts(limit=1000)),
        list(store.agenda()),
        list(store.cases()),
        list(store.views()),
        list(store.check()),
    )


def test_what_is_tried_builds_on_what_was_tried_and_on_what_is(desk: Desk) -> None:
    kept = desk.open("parcel/desk", WANG, at=NINE, form=TAKEN_IN).case
    desk.open_cases("parcel/desk")
    before = everything(desk)
    trial = desk.rehearsal()

    first = trial.open("parcel/desk", WANG, at=NINE, form=TAKEN_IN)
    second = trial.open("parcel/desk", WANG, at=NINE, form=TAKEN_IN)
    trial.perform(kept, "notify", WANG, at=TEN, form=NOTICE)
    trial.perform(first.case, "notify", WANG, at=TEN, form=NOTICE)

    assert (first.case, second.case) == ("P-2026-000002", "P-2026-000003")
    assert [trial.case(one).version for one in (kept, first.case, second.case)] == [2, 2, 1]
    assert trial.open_cases("parcel/desk") == (kept, first.case, second.case)
    assert [one.position for one in trial.store.read(1)] == [2, 3, 4, 5]
    assert everything(desk) == before


def test_it_answers_as_the_desk_does_in_earnest(desk: Desk) -> None:
    def asked(of: Desk) -> list[object]:
        answers: list[object] = []
        for step, key in (("notify", "a"), ("notify", "b"), ("notify", "a"), ("wrong", "c")):
            try:
                done = of.perform(case, step, WANG, at=TEN, form=NOTICE, key=key)
                answers.append((done.answer(), len(done.recorded)))
            except Refused as refused:
                answers.append((refused.kind, str(refused)))
        return answers

    case = desk.open("parcel/desk", WANG, at=NINE, form=TAKEN_IN).case

    rehearsed = asked(desk.rehearsal())

    assert rehearsed == asked(desk)
    assert [(one.case, one.due_at) for one in desk.store.agenda()]


def test_a_key_that_was_used_in_earnest_is_used_in_a_rehearsal(desk: Desk) -> None:
    opened = desk.open("parcel/desk", WANG, at=NINE, form=TAKEN_IN, key="1")
    trial = desk.rehearsal()

    again = trial.open("parcel/desk", WANG, at=TEN, form=TAKEN_IN, key="1")

    assert (again.case, again.recorded) == (opened.case, ())
    with pytest.raises(KeyReused):
        trial.open("parcel/desk", "li:clerk", at=TEN, form=TAKEN_IN, key="1")


def test_a_refused_key_gives_its_refusal_again(desk: Desk) -> None:
    trial = desk.rehearsal()
    case = trial.open("parcel/desk", WANG, at=NINE, form=TAKEN_IN).case

    for _ in range(2):
        with pytest.raises(NotYourRole):
            trial.perform(case, "notify", "li:nobody", at=TEN, form=NOTICE, key="k")

    assert desk.store.attempts() == []
    assert desk.store.kept("k") is None


def test_deadlines_run_and_lapse_in_a_rehearsal(desk: Desk) -> None:
    case = desk.open("parcel/desk", WANG, at=NINE, form=TAKEN_IN).case
    trial = desk.rehearsal()
    trial.perform(case, "notify", WANG, at=TEN, form=NOTICE)

    running = trial.store.agenda()
    lapsed = trial.tick(at("2026-04-02 09:00"))

    desk.perform(case, "notify", WANG, at=TEN, form=NOTICE)
    assert running == desk.store.agenda()
    assert [one.deadline for one in lapsed] == [
        one.deadline for one in desk.tick(at("2026-04-02 09:00"))
    ]
    assert trial.store.agenda() == desk.store.agenda()
