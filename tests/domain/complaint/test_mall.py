"""S000-m-3.1.7, the shopping centre: what each clause forbids and allows."""

import pytest

from papers.clauses import ClosesComplete, KeepsItsClauses, closing, ruling
from papers.mall import ABOUT_THE_RECEIVER, PAPER, REPORTED
from papers.paper import take

SERIOUS = take("register", severity="serious")

RULINGS = (
    ruling(
        "S000-m-3.1.7a the kind is one that this procedure knows",
        "",
        take("register", kind="opinion"),
        kind="FormIncomplete",
        but=take("register", kind="criticism"),
    ),
    ruling(
        "S000-m-3.1.7a a tenant does not register it himself",
        "",
        take("register", "zhou:tenant"),
        kind="NotYourRole",
        but=take("register", "bai:lobby_inspector"),
    ),
    ruling(
        "S000-m-3.1.7a a report goes to the superior",
        "register",
        take("escalate", recipients=["cs_manager", "company_leader"]),
        but=take("escalate", recipients=["superior", "company_leader"]),
    ),
    ruling(
        "S000-m-3.1.7a only the manager may lower the severity [inferred]",
        (SERIOUS,),
        take("escalate", severity="general", recipients=["superior"]),
        kind="NotYourRole",
        but=REPORTED,
    ),
    ruling(
        "S000-m-3.1.7a reporting up lowers nothing, though the manager be first [inferred]",
        (take("register", "zhao:cs_manager", severity="serious"),),
        take("escalate", "zhao:cs_manager", severity="general", recipients=["superior"]),
        but=take("escalate", "zhao:cs_manager", recipients=["superior"]),
    ),
    ruling(
        "S000-m-3.1.7a a serious complaint is reported before it is handled",
        (SERIOUS,),
        "handle-directly",
        but_after=(SERIOUS, REPORTED),
    ),
    ruling(
        "S000-m-3.1.7a nobody else handles what its receiver may",
        "register",
        take("handle-directly", "li:cs_staff"),
        kind="NotYourRole",
        but="handle-directly",
    ),
    ruling(
        "S000-m-3.1.7c the receiver complained of does not handle it, in whatever role",
        (ABOUT_THE_RECEIVER, "stand-in"),
        take("handle-directly", "niu:cs_staff"),
        kind="NotYourRole",
        but=take("handle-directly", "li:cs_staff"),
    ),
    ruling(
        "S000-m-3.1.7c nobody stands in for a receiver who is not complained of [inferred]",
        (take("register", accused="niu"),),
        "stand-in",
        but_after=(ABOUT_THE_RECEIVER,),
    ),
    ruling(
        "S000-m-3.1.7a customer service steps in before it does what the receiver does [inferred]",
        (ABOUT_THE_RECEIVER,),
        take("handle-directly", "li:cs_staff"),
        kind="NotYourRole",
        but_after=(ABOUT_THE_RECEIVER, "stand-in"),
    ),
)

CLOSINGS = (
    closing("S000-m-3.1.7b registered is not answered", "register", "S000-m-3.1.7b", "NotFromHere"),
    closing(
        "S000-m-3.1.7b handled is not answered",
        "register handle-directly",
        "S000-m-3.1.7b",
        "NotFromHere",
    ),
    closing("S000-m-3.1.7b answered, it closes", "register handle-directly reply"),
)


class TestMall(KeepsItsClauses, ClosesComplete):
    paper, rulings, closings = PAPER, RULINGS, CLOSINGS


@pytest.mark.parametrize("severity", ["general", "important", "serious"])
def test_a_matter_of_any_severity_may_be_reported(severity: str) -> None:
    """S000-m-3.1.7a: it is handled promptly or reported to the superior."""
    story = PAPER.after((take("register", severity=severity), REPORTED))

    assert story.state == "escalated"
    assert not story.scenario.case.clocks


def test_what_was_reported_is_still_handled_and_answered() -> None:
    """S000-m-3.1.7b: reporting does not end the duty of who was told first."""
    story = PAPER.after(("register", REPORTED, "handle-directly reply close"))

    assert story.state == "closed"


def test_who_would_close_without_an_answer_is_told_what_is_missing() -> None:
    """S000-m-3.1.7b: every matter has its answer."""
    PAPER.after("register").refuses(
        take("close"),
        "NotFromHere",
        "S000-m-3.1.7b",
        "process and result were told to the customer",
    )


@pytest.mark.parametrize(
    "who",
    [
        "niu:cs_staff",
        "niu:receptionist",
        "wang:receptionist",
        "zhao:cs_manager",
        "zhou:customer",
    ],
)
def test_nobody_but_customer_service_stands_in(who: str) -> None:
    """S000-m-3.1.7c: neither the receiver complained of, nor who has another role [inferred]."""
    PAPER.after((ABOUT_THE_RECEIVER,)).refuses(
        take("stand-in", who), "NotYourRole", "S000-m-3.1.7c"
    )


def test_nobody_stands_in_once_it_is_closed() -> None:
    """S000-m-3.1.7c: only while the case is open [inferred]."""
    PAPER.after("register handle-directly reply close").refuses(
        take("stand-in"), "NotFromHere", "S000-m-3.1.7c"
    )
