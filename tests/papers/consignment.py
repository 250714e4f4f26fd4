"""S000-ch12, the jewellery house's chapter on consignment, written down once more."""

from papers.paper import Paper, line, take

CONTRACT = {"name": "DX-0301.pdf", "sha256": "23" * 32}
NUMBERS = ["pf001李", "pf002李", "pf003李"]
ABSENT = take("offer-goods", present=False)
NUMBERED = "count-goods print-list label-items"
ON_SALE = f"offer-goods {NUMBERED} sign-agreement put-on-sale"
NOTHING_SOLD = take("report-sales", sold=None, unsold=NUMBERS, amount="0")
ALL_BACK = take("settle-consignment", returned=NUMBERS, amount="0")

PAPER = Paper(
    "consignment/jewellery",
    line(
        "offer-goods",
        "→ offered",
        "clerk receptionist",
        "name phone consignor_kind surname present quantity_brought",
        "S000-ch12-1",
    ),
    line("count-goods", "offered → counted", "clerk", "items", "S000-ch12-1"),
    line("print-list", "counted → listed", "clerk", "list_no", "S000-ch12-1"),
    line("label-items", "listed → labelled", "clerk", "labels", "S000-ch12-1"),
    line(
        "report-to-absent-customer",
        "labelled → reported",
        "clerk",
        "contact_mode quantity contract",
        "S000-ch12-2",
    ),
    line(
        "sign-agreement",
        "labelled reported → agreed",
        "customer",
        "quantity contract",
        "S000-ch12-2 S000-ch12-1",
    ),
    line(
        "decline-agreement",
        "offered counted listed labelled reported → declined",
        "customer",
        "reason",
        "S000-ch12-2",
    ),
    line("put-on-sale", "agreed → on_sale", "clerk", "", "S000-ch12-2"),
    line("record-sale", "on_sale", "clerk", "number price", "S000-ch12-3"),
    line("report-sales", "on_sale", "clerk", "contact_mode amount [+sold +unsold]", "S000-ch12-3"),
    line("settle-consignment", "on_sale → settling", "clerk", "amount [+returned]", "S000-ch12-3"),
    line("sign-settlement", "settling → closed", "customer", "", "S000-ch12-3"),
    people={"clerk": "wang:clerk", "customer": "zhou:customer"},
    words={
        "consignor_kind": "wholesale",
        "surname": "李",
        "present": True,
        "quantity_brought": 3,
        "items": [
            {"item": "银手镯", "quantity": 2, "price": "380.00"},
            {"item": "银项链", "quantity": 1},
        ],
        "labels": [
            {"item": "银手镯", "number": "pf001李"},
            {"item": "银手镯", "number": "pf002李"},
            {"item": "银项链", "number": "pf003李"},
        ],
        "quantity": 3,
        "contract": CONTRACT,
        "number": "pf001李",
        "price": "380.00",
        "sold": ["pf001李"],
        "unsold": ["pf002李", "pf003李"],
        "returned": ["pf002李", "pf003李"],
        "amount": "380.00",
    },
    paths={
        "S000-ch12-1 present": (
            f"{ON_SALE} record-sale report-sales settle-consignment sign-settlement"
        ),
        "S000-ch12-2 absent": (
            ABSENT,
            f"{NUMBERED} report-to-absent-customer sign-agreement put-on-sale",
            "record-sale report-sales settle-consignment sign-settlement",
        ),
        "S000-ch12-3 nothing sold": (ON_SALE, NOTHING_SOLD, ALL_BACK, "sign-settlement"),
        "S000-ch12-2 declined": (
            ABSENT,
            f"{NUMBERED} report-to-absent-customer decline-agreement",
        ),
    },
)
