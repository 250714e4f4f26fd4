"""Refusals: what was asked, why not with the clause, what is possible; kept and said again."""

from __future__ import annotations

import pytest

from huiyin.workflow.errors import KINDS, NotYourRole, PageFaulty, Reason, Refused, refusal
from huiyin.workflow.language import language, message


def test_every_kind_of_the_vocabulary_is_a_class_of_its_own() -> None:
    """Vocabulary, refusals: a kind for each reason that a host must tell apart."""
    assert list(KINDS) == [
        *("NotFound", "NotFromHere", "NotYourRole", "FormIncomplete"),
        *("RuleBroken", "SignatureMissing", "Conflict", "KeyReused"),
    ]
    assert all(kind.kind == name for name, kind in KINDS.items())


@pytest.mark.parametrize("kind", KINDS)
def test_a_refusal_is_kept_and_given_again(kind: str) -> None:
    """Settled 15: the first answer, byte for byte."""
    said = Reason(kind, ("P-1", "P-2"), message("{n} of 回", n=1))
    first = KINDS[kind](said, subject=message("asked"), possible=message("do {x}", x=["a"]))

    again = Refused.unpacked(first.packed())

    assert type(again) is type(first)
    assert (again.packed(), str(again)) == (first.packed(), str(first))
    assert again.clauses == ("P-1", "P-2")
    assert [one.kind for one in again.reasons] == [kind]


def test_clauses_are_named_once_and_the_first_reason_first() -> None:
    """Style 12: the naming clause comes first."""
    no = NotYourRole(
        Reason("NotYourRole", ("P-2", "P-1"), message("not you.")),
        Reason("NotYourRole", ("P-1", "P-3"), message("nor you。")),
    )

    assert no.clauses == ("P-2", "P-1", "P-3")
    assert str(no) == "P-2, P-1: not you. P-1, P-3: nor you."


def test_a_refusal_without_clauses_names_none() -> None:
    """Vocabulary, refusals: NotFound has no clause."""
    no = refusal("NotFound", "there is no case {case}", case="P-1")

    assert (str(no), no.clauses) == ("there is no case P-1.", ())
    assert "P-1" in no.say(language("zh"))


def test_a_faulty_page_lists_its_faults() -> None:
    """Architecture 3: procedure check prints it."""
    faulty = PageFaulty("toy@1", ("one", "two"))

    assert (str(faulty), faulty.faults) == ("toy@1: one; two", ("one", "two"))
