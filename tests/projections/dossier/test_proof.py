"""What a dossier carries as proof, and what it says of it; who checks it shares no code with it."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Mapping
from datetime import timedelta
from hashlib import sha256
from typing import Any

import pytest

from dossiers import KEY, Bureau, Read, read
from huiyin.workflow.errors import LedgerBroken
from huiyin.workflow.ledger.standalone import notes, tree
from papers.every import MALL
from papers.paper import Story, take


def some_history() -> Story:
    """Another case beside ours, and a refusal on ours."""
    story = MALL.after("register")
    desk = story.scenario.desk
    other = {"name": "何静", "phone": "137", "matter": "m", "content": "c", "channel": "web"}
    form = other | {"severity": "general"}
    desk.open("complaint/mall", "wang:receptionist", at=story.now, form=form)
    story.refuses(take("close"), "NotFromHere")
    return story.then("handle-directly")


def verified(page: Read) -> list[str]:
    """Verify what the page carries with the program that `prove` hands out."""
    proof = page.proof
    policy = notes.policy_of(proof["policy"])
    return [_verified(one, proof["checkpoint"], policy) for one in proof["entries"]]


def _verified(entry: Mapping[str, Any], note: str, policy: notes.Policy) -> str:
    path = [b64decode(one) for one in entry["proof"]]
    size, root = notes.opened(note, policy)
    leaf = entry["leaf"].encode()
    assert tree.root_over(leaf, entry["index"], size, path) == root
    assert sha256(b64decode(entry["state"])).hexdigest() in entry["leaf"]
    assert sha256(b"\x00" + leaf).hexdigest() == entry["hash"]
    return f"leaf {entry['index']} of {size}"


def test_events_and_refusals_are_proved_by_what_the_page_carries(bureau: Bureau) -> None:
    story = some_history()
    bureau.signs(story.scenario.desk)

    page = read(bureau.told(story))

    assert verified(page) == ["leaf 0 of 4", "leaf 2 of 4", "leaf 3 of 4"]
    assert [(one["version"], one["attempt"]) for one in page.proof["entries"]] == [
        (1, None),
        (None, 1),
        (2, None),
    ]


def test_the_bytes_are_those_of_the_store(bureau: Bureau) -> None:
    story = some_history()
    bureau.signs(story.scenario.desk)
    entries = read(bureau.told(story)).proof["entries"]

    with story.scenario.desk.store.evidence() as evidence:
        rows = {row.version: row.state for row in evidence.rows if row.case.endswith("1")}

    assert {one["version"]: b64decode(one["state"]) for one in entries if one["version"]} == rows


def test_the_page_says_what_is_signed(bureau: Bureau) -> None:
    story = some_history()
    bureau.signs(story.scenario.desk)
    page = read(bureau.told(story))

    said = page.part("proof").text
    assert "covers the first 4 leaves of the ledger huiyin/test" in said
    assert "Entries of this page that it covers: 3 of 3." in said
    assert f"Hold the key {KEY.verifier} against" in said
    assert "does not show that they are true" in said
    assert page.proof["checkpoint"].strip() in page.html


def test_the_tail_that_nobody_signed_is_told(bureau: Bureau) -> None:
    story = some_history()
    bureau.signs(story.scenario.desk)
    story.now += timedelta(hours=1)
    story.then("reply")
    page = read(bureau.told(story))

    said = page.part("proof").text
    assert "Entries behind it, which nobody has signed: 1, from leaf 4 on." in said
    assert page.proof["entries"][-1]["proof"] is None
    assert "its end is unsigned" in said


def test_without_a_checkpoint_nothing_is_proved_and_all_is_told(bureau: Bureau) -> None:
    page = read(bureau.told(some_history()))

    said = page.part("proof").text
    assert "nobody has signed a checkpoint of this ledger yet" in said
    assert page.proof["checkpoint"] == ""
    assert [one["proof"] for one in page.proof["entries"]] == [None] * 3


def test_a_store_that_is_not_what_was_signed_gives_no_dossier(bureau: Bureau) -> None:
    story = some_history()
    bureau.signs(story.scenario.desk)
    other = MALL.after("register")

    with pytest.raises(LedgerBroken, match="not what was signed"):
        bureau.told(other)


def test_no_word_of_the_page_hides_in_the_proof(bureau: Bureau) -> None:
    story = MALL.after((take("register", content="</script><script>alert(1)</script>"),))
    bureau.signs(story.scenario.desk)
    page = read(bureau.told(story))

    [entry] = page.proof["entries"]
    assert b"</script>" in b64decode(entry["state"])
    assert page.html.count("<script") == page.html.count("</script>") == 3
    assert verified(page) == ["leaf 0 of 1"]
    assert b64encode(b64decode(entry["state"])).decode() == entry["state"]
