"""S000-ch11 with ch4-2, ch4-6b and ch5-1B2, returns and exchanges, written down once more."""

from papers.paper import Paper, line, take

FAULTY = take("request-return", reason="faulty_at_settlement")
PICKED_UP = take(
    "request-return", reason="quality", received_on="2026-03-01", content="回去后发现划痕"
)
DISCREPANCY = take(
    "request-return",
    "li:cs_staff",
    channel="video",
    reason="discrepancy",
    phone="13920010004",
    received_on="2026-03-01",
    content="花纹不同",
)
QUALITY = take(
    "request-return",
    "li:cs_staff",
    channel="out_of_town",
    reason="quality",
    phone="13920010005",
    received_on="2026-03-01",
    content="镀层起泡",
)
FRANCHISE = take(
    "request-return",
    "li:cs_staff",
    channel="franchise",
    reason="quality",
    phone="05782000001",
    received_on="2026-03-01",
    content="三件开裂",
)
SOUND = take("record-inspection", product_at_fault=False)
OUT_OF_STOCK = take("grant-return", stock_available=False)
PHOTO = {"name": "TH-0006.jpg", "sha256": "0f" * 32}
HANDLER = take("sign-return-slip", capacity="handler")
CUSTOMER = take("sign-return-slip", "zeng:customer", capacity="customer")
CUSTOMER_AFAR = take("sign-return-slip", "zeng:customer", capacity="customer", confirmation=PHOTO)
MANAGER = take("sign-return-slip", "deng:dept_manager", capacity="dept_manager")
PRINTED = "request-return mark-unwanted print-return-slip"
SIGNED = (HANDLER, CUSTOMER, MANAGER)
SIGNED_AFAR = (HANDLER, CUSTOMER_AFAR, MANAGER)
LOOKED_AT = (QUALITY, "book-video-inspection record-inspection")
FOUND_SOUND = (QUALITY, "book-video-inspection", SOUND)
PICKED_UP_REFUSED = take("refuse-return", ground="self_pickup")
NOT_AT_FAULT = take("refuse-return", ground="not_at_fault")
NO_CONTRACT = take("refuse-return", ground="no_contract")

PAPER = Paper(
    "return/jewellery",
    line(
        "request-return",
        "→ requested",
        "order_clerk cs_staff receptionist",
        "name sale_no channel reason items [phone received_on content]",
        "S000-ch11-1.2 S000-ch11-1.3 S000-ch4-6b",
    ),
    line("mark-unwanted", "requested → marked", "order_clerk", "lines", "S000-ch5-1B2"),
    line(
        "print-return-slip",
        "marked return_granted → slip_printed",
        "order_clerk",
        "slip_no",
        "S000-ch4-6b S000-ch5-1B2",
    ),
    line(
        "sign-return-slip",
        "slip_printed",
        "order_clerk cs_staff customer? dept_manager?",
        "capacity [confirmation]",
        "S000-ch5-1B2",
    ),
    line(
        "settle-return",
        "slip_printed → settled",
        "cashier",
        "checked_with_customer amount",
        "S000-ch4-6b S000-ch5-1B2",
    ),
    line("swap-faulty", "requested → exchanged", "order_clerk", "replacements", "S000-ch4-2"),
    line(
        "refuse-return",
        "requested inspected → refused",
        "cs_staff",
        "ground customer_told",
        "S000-ch11-1.1 S000-ch11-1.3 S000-ch11-2",
    ),
    line(
        "book-video-inspection",
        "requested → inspection_booked, inspection_booked",
        "cs_staff order_clerk",
        "video_at",
        "S000-ch11-1.3 S000-ch8-3",
    ),
    line(
        "record-inspection",
        "inspection_booked → inspected",
        "cs_staff order_clerk",
        "findings product_at_fault",
        "S000-ch11-1.3",
    ),
    line(
        "apply-contract-ratio",
        "requested",
        "cs_staff",
        "contract_no ratio base used amount",
        "S000-ch11-2",
    ),
    line(
        "grant-exchange",
        "requested inspected → exchange_granted",
        "cs_staff",
        "stock_available",
        "S000-ch11-1.2 S000-ch11-1.3 S000-ch11-2",
    ),
    line(
        "grant-return",
        "requested inspected → return_granted",
        "cs_staff",
        "stock_available",
        "S000-ch11-1.3 S000-ch11-2",
    ),
    line(
        "ship-replacement",
        "exchange_granted → exchanged_shipped",
        "order_clerk",
        "carrier waybill_no customer_told",
        "S000-ch11-1.2 S000-ch11-1.3 S000-ch6-4 S000-ch6-5",
    ),
    paths={
        "S000-ch5-1B2 on the spot": (PRINTED, *SIGNED, "settle-return"),
        "S000-ch4-2 faulty at settlement": (FAULTY, "swap-faulty"),
        "S000-ch11-1.2 discrepancy": (DISCREPANCY, "grant-exchange ship-replacement"),
        "S000-ch11-1.3 quality, exchanged": (*LOOKED_AT, "grant-exchange ship-replacement"),
        "S000-ch11-1.3 quality, returned": (
            *LOOKED_AT,
            OUT_OF_STOCK,
            "print-return-slip",
            *SIGNED_AFAR,
            "settle-return",
        ),
        "S000-ch11-1.3 quality, not at fault": (*FOUND_SOUND, NOT_AT_FAULT),
        "S000-ch11-1.1 picked up in person": (PICKED_UP, PICKED_UP_REFUSED),
        "S000-ch11-2 franchise, exchanged": (
            FRANCHISE,
            "apply-contract-ratio grant-exchange ship-replacement",
        ),
        "S000-ch11-2 franchise, returned": (
            FRANCHISE,
            "apply-contract-ratio grant-return print-return-slip",
            *SIGNED_AFAR,
            "settle-return",
        ),
        "S000-ch11-2 franchise, refused": (FRANCHISE, NO_CONTRACT),
    },
    people={
        "order_clerk": "wu:order_clerk",
        "customer": "zeng:customer",
        "cashier": "yao:cashier",
    },
    words={
        "channel": "self_pickup",
        "reason": "on_spot_unwanted",
        "items": [{"code": "YS-1001", "quantity": 2}],
        "lines": ["YS-1001"],
        "capacity": "handler",
        "checked_with_customer": True,
        "amount": "200.00",
        "replacements": [{"faulty": "YS-1003", "replacement": "YS-1003-2"}],
        "ground": "self_pickup",
        "customer_told": True,
        "video_at": "in 1d",
        "product_at_fault": True,
        "ratio": "0.10",
        "base": "100000.00",
        "used": "9800.00",
        "stock_available": True,
    },
)
