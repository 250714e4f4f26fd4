"""Whatever happens at a desk where everything happens at once, each case has its dossier."""

import json

from dossiers import Bureau, read
from exchange import busy_office
from huiyin.projections.dossier.plain import plain


def test_every_case_of_a_busy_day_is_told_whole(bureau: Bureau) -> None:
    desk = busy_office(seed=5, length=40)
    bureau.signs(desk)
    cases = desk.store.cases()
    refused = sum(bool(one.case) for one in desk.store.attempts(limit=10_000))

    dossiers = [bureau.of(desk, case) for case in cases]

    assert sum(len(one.events) for one in dossiers) == desk.store.position()
    assert sum(len(one.refusals) for one in dossiers) == refused
    sealed = [each.index for one in dossiers for each in one.proof.entries]
    assert len(sealed) == len(set(sealed)) == desk.store.position() + refused
    assert {one.proof.state for one in dossiers} == {"all"}
    for dossier in dossiers:
        page = read(dossier, "zh")
        assert len(page.root.of("li", "event")) == len(dossier.events)
        assert len(page.root.of("li", "refusal")) == len(dossier.refusals)
        assert json.loads(plain(dossier))["head"]["case"] == dossier.head.case


def test_corrections_and_late_entries_of_a_busy_day_are_all_shown(bureau: Bureau) -> None:
    desk = busy_office(seed=6, length=40)

    for case in desk.store.cases():
        dossier = bureau.of(desk, case)
        page = read(dossier)
        corrections = [one for one in dossier.events if one.correction]
        assert len(page.root.of("li", "correction")) == len(corrections)
        struck = sum(len(one.correction.changes) for one in corrections if one.correction)
        assert len(page.root.of("del")) >= struck
        late = sum(one.is_late for one in dossier.events)
        assert len(page.root.of("p", "late")) == late
