"""S000-ch10, the jewellery house's chapter on repairs, written down once more."""

from papers.paper import Paper, line, take

THAI_SILVER = take("present-piece", material="thai_silver")
LOOSE_STONE = take("assess-piece", damage="loose_stone", in_house_possible=True)
GIVER = take("sign-handover-sheet", capacity="giver")
RECEIVER = take("sign-handover-sheet", "gao:repair_courier", capacity="receiver")
COLLECTED = take("call-customer", delivery="collect", address=None)

TAKEN_IN = "present-piece receive-piece"
ON_THE_SHEET = f"{TAKEN_IN} assess-piece inform-customer enter-handover-sheet"
OUTSIDE = (ON_THE_SHEET, GIVER, RECEIVER, "hand-over")

PAPER = Paper(
    "repair/jewellery",
    line(
        "present-piece", "→ presented", "receptionist clerk", "name phone material", "S000-ch10-3"
    ),
    line(
        "refuse-piece", "presented → refused", "receptionist clerk", "customer_told", "S000-ch10-3"
    ),
    line(
        "receive-piece",
        "presented → received",
        "receptionist clerk",
        "receipt_no received_on product_code part_to_repair",
        "S000-ch10-4a S000-ch10-3",
    ),
    line(
        "assess-piece",
        "received → assessed",
        "receptionist clerk workshop",
        "damage in_house_possible [remark]",
        "S000-ch10-1 S000-ch10-2",
    ),
    line("repair-in-house", "assessed → in_house", "workshop", "", "S000-ch10-1"),
    line("finish-in-house", "in_house → repaired", "workshop", "result", "S000-ch10-1"),
    line("fail-in-house", "in_house → assessed", "workshop", "reason", "S000-ch10-2"),
    line(
        "inform-customer",
        "assessed → customer_informed",
        "receptionist clerk",
        "told_duration told_may_differ contact_mode consent",
        "S000-ch10-2",
    ),
    line(
        "decline-repair",
        "customer_informed → returned_unrepaired",
        "customer",
        "receipt_returned",
        "S000-ch10-2",
    ),
    line(
        "enter-handover-sheet",
        "customer_informed → slipped",
        "receptionist clerk",
        "sheet_no customer_name photo",
        "S000-ch10-4b",
    ),
    line(
        "sign-handover-sheet",
        "slipped",
        "receptionist clerk repair_courier?",
        "capacity",
        "S000-ch10-4b",
    ),
    line(
        "hand-over",
        "slipped → handed_over",
        "receptionist clerk",
        "copy_3_with_piece",
        "S000-ch10-4c",
    ),
    line(
        "contact-customer",
        "handed_over",
        "receptionist clerk cs_staff",
        "contact_mode told [expected_on]",
        "S002-d10-2",
    ),
    line(
        "bring-back",
        "handed_over → brought_back",
        "repair_courier",
        "sheet_no photo_matched outcome [remark]",
        "S000-ch10-5 S000-ch10-2",
    ),
    line("sort-piece", "brought_back → sorted", "receptionist clerk", "bin", "S000-ch10-5"),
    line(
        "call-customer",
        "sorted repaired → customer_called",
        "receptionist clerk",
        "told delivery [+address]",
        "S000-ch10-5",
    ),
    line(
        "ship-piece",
        "customer_called → shipped",
        "receptionist clerk",
        "carrier waybill_no",
        "S000-ch10-5 S000-ch6-5",
    ),
    line(
        "collect-piece", "customer_called → closed", "customer", "receipt_returned", "S000-ch10-5"
    ),
    line("confirm-receipt", "shipped → closed", "customer", "[receipt_returned]", "S000-ch10-5"),
    people={
        "workshop": "ma:workshop",
        "repair_courier": "gao:repair_courier",
        "customer": "zhou:customer",
    },
    words={
        "material": "silver",
        "received_on": "2026-03-02",
        "damage": "silver_broken",
        "in_house_possible": False,
        "customer_told": True,
        "told_duration": True,
        "told_may_differ": True,
        "receipt_returned": True,
        "sheet_no": "JJ-0031",
        "photo": {"name": "YS-2201.jpg", "sha256": "4f" * 32},
        "copy_3_with_piece": True,
        "photo_matched": True,
        "outcome": "repaired",
        "delivery": "ship",
    },
    paths={
        "S000-ch10-1 in house": (
            TAKEN_IN,
            LOOSE_STONE,
            "repair-in-house finish-in-house call-customer ship-piece confirm-receipt",
        ),
        "S000-ch10-1 in house, collected": (
            TAKEN_IN,
            LOOSE_STONE,
            "repair-in-house finish-in-house",
            COLLECTED,
            "collect-piece",
        ),
        "S000-ch10-4 outside": (
            *OUTSIDE,
            "bring-back sort-piece call-customer ship-piece confirm-receipt",
        ),
        "S000-ch10-2 in house in vain": (
            TAKEN_IN,
            LOOSE_STONE,
            "repair-in-house fail-in-house inform-customer enter-handover-sheet",
            RECEIVER,
            GIVER,
            "hand-over bring-back sort-piece call-customer ship-piece confirm-receipt",
        ),
        "S002-d10-2 late": (
            *OUTSIDE,
            "contact-customer bring-back sort-piece",
            COLLECTED,
            "collect-piece",
        ),
        "S000-ch10-3 Thai silver": (THAI_SILVER, "refuse-piece"),
        "S000-ch10-2 declined": f"{TAKEN_IN} assess-piece inform-customer decline-repair",
    },
)
