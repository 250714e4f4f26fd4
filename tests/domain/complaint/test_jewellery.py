"""S000-ch14, the jewellery house: what each clause forbids and allows, and by when."""

import pytest

from papers.clauses import (
    ClosesComplete,
    KeepsItsClauses,
    KeepsItsDeadlines,
    closing,
    limit,
    ruling,
)
from papers.jewellery import ABOUT_THE_RECEIVER, PAPER, REPORTED, SERIOUS
from papers.paper import take

IN_PROGRESS = "register handle-directly"
REPLIED = f"{IN_PROGRESS} reply"

RULINGS = (
    ruling(
        "S000-ch14-0 the kind is one that this procedure knows",
        "",
        take("register", kind="criticism"),
        kind="FormIncomplete",
        but=take("register", kind="suggestion"),
    ),
    ruling(
        "S000-ch14-0 a customer does not register it himself",
        "",
        take("register", "zhou:customer"),
        kind="NotYourRole",
        but=take("register", "bai:workshop"),
    ),
    ruling(
        "S000-ch14-6 only a serious complaint is reported up",
        "register",
        REPORTED,
        but=take("escalate", severity="serious", recipients=["dept_head"]),
    ),
    ruling(
        "S000-ch14-6 only the manager may lower the severity [inferred]",
        (SERIOUS,),
        take("escalate", severity="general", recipients=["dept_head"]),
        kind="NotYourRole",
        but=REPORTED,
    ),
    ruling(
        "S000-ch14-6 reporting up lowers nothing, though the manager be first contact [inferred]",
        (take("register", "zhao:cs_manager", severity="serious"),),
        take("escalate", "zhao:cs_manager", severity="general", recipients=["dept_head"]),
        but=take("escalate", "zhao:cs_manager", recipients=["dept_head"]),
    ),
    ruling(
        "S000-ch14-6 the department head or the manager in charge is told",
        (SERIOUS,),
        take("escalate", recipients=["superior", "company_leader"]),
        but=take("escalate", recipients=["superior", "dept_head"]),
    ),
    ruling(
        "S000-ch14-6 a serious complaint is reported before it is handled",
        (SERIOUS,),
        "handle-directly",
        but_after=(SERIOUS, REPORTED),
    ),
    ruling(
        "S000-ch14-3a nobody else follows through what its receiver may",
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
        "S000-ch14-3a customer service steps in before it does what the receiver does [inferred]",
        (ABOUT_THE_RECEIVER,),
        take("handle-directly", "li:cs_staff"),
        kind="NotYourRole",
        but_after=(ABOUT_THE_RECEIVER, "stand-in"),
    ),
    ruling(
        "S000-ch14-3b nor does it promise the next reply before [inferred]",
        (ABOUT_THE_RECEIVER,),
        take("defer-reply", "li:cs_staff"),
        kind="NotYourRole",
        but_after=(ABOUT_THE_RECEIVER, "stand-in"),
    ),
    ruling(
        "S000-ch14-3b the next reply lies ahead",
        "register",
        take("defer-reply", next_reply_at="now"),
        but="defer-reply",
    ),
    ruling(
        "S000-ch14-3b nobody but the receiver promises the next reply",
        IN_PROGRESS,
        take("defer-reply", "li:cs_staff"),
        kind="NotYourRole",
        but="defer-reply",
    ),
)

CLOSINGS = (
    closing(
        "S000-ch14-3a neither answered nor recorded",
        "register",
        "S000-ch14-3a S000-ch14-5",
        "NotFromHere",
    ),
    closing(
        "S000-ch14-3a handled is not answered",
        IN_PROGRESS,
        "S000-ch14-3a S000-ch14-5",
        "NotFromHere",
    ),
    closing("S000-ch14-5 answered but not recorded", REPLIED, "S000-ch14-5"),
    closing("S000-ch14-5 answered and recorded, it closes", f"{REPLIED} complete-form"),
)

LIMITS = (
    limit(
        "S000-ch14-6 a serious complaint is reported in 30 minutes",
        (SERIOUS,),
        "30m",
        REPORTED,
        "escalation",
    ),
    limit(
        "S000-ch14-3b the next reply is given",
        f"{IN_PROGRESS} defer-reply",
        "1d",
        "reply",
        "next_reply",
    ),
    limit(
        "S000-ch14-3b a reply deferred again replaces the first promise",
        (f"{IN_PROGRESS} defer-reply", take("defer-reply", next_reply_at="in 3d")),
        "3d",
        "reply",
        "next_reply",
    ),
)


class TestJewellery(KeepsItsClauses, ClosesComplete, KeepsItsDeadlines):
    paper, rulings, closings, limits = PAPER, RULINGS, CLOSINGS, LIMITS


@pytest.mark.parametrize(
    "who",
    [
        "niu:cs_staff",
        "niu:order_clerk",
        "wang:order_clerk",
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
    PAPER.after(f"{REPLIED} complete-form close").refuses(
        take("stand-in"), "NotFromHere", "S000-m-3.1.7c"
    )


def test_the_answer_tells_process_and_result() -> None:
    """S000-ch14-4: once the facts are known the customer hears process and result."""
    refused = PAPER.after(IN_PROGRESS).refuses(
        take("reply", process=" ", result=None), "FormIncomplete", "S000-ch14-4"
    )

    assert [reason.clauses for reason in refused.reasons] == [("S000-ch14-4",)] * 2


def test_what_is_not_serious_need_not_be_reported() -> None:
    """S000-ch14-6: only a serious complaint is to be reported at once."""
    PAPER.after((take("register", severity="important"),)).scenario.then_running()
