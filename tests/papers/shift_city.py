"""S001-ch3.2-10, the trading city's two sentences on shifts, written down once more."""

from papers.paper import Paper, line, take

OUTGOING = take("sign-handover", capacity="outgoing")
INCOMING = take("sign-handover", "miao:duty_in", capacity="incoming")
STARTED = "roster-shift start-shift"
FILLED_IN = f"{STARTED} incoming-arrives fill-handover-record"

PAPER = Paper(
    "shift/trading_city",
    line(
        "roster-shift",
        "→ rostered",
        "cs_manager",
        "duty_person starts_at ends_at [follows]",
        "S001-ch3.2-10a",
    ),
    line("start-shift", "rostered → on_duty", "duty_person!", "", "S001-ch3.2-10b"),
    line(
        "record-desertion",
        "on_duty → deserted",
        "cs_manager",
        "left_at finding",
        "S001-ch3.2-10b",
    ),
    line("incoming-arrives", "on_duty → incoming_present", "duty_in", "", "S001-ch3.2-10b"),
    line(
        "fill-handover-record",
        "incoming_present → briefed",
        "duty_out!",
        "record",
        "S001-ch3.2-10a",
    ),
    line("sign-handover", "briefed", "duty_out! duty_in!?", "capacity", "S001-ch3.2-10a"),
    line("take-over", "briefed → handed_over", "duty_in!", "", "S001-ch3.2-10b"),
    paths={
        "S001-ch3.2-10a usual": (FILLED_IN, OUTGOING, INCOMING, "take-over"),
        "S001-ch3.2-10b deserted": f"{STARTED} record-desertion",
    },
    people={
        "cs_manager": "xia:cs_manager",
        "duty_person": "yan:duty_person",
        "duty_out": "yan:duty_out",
        "duty_in": "miao:duty_in",
    },
    words={
        "duty_person": "yan",
        "starts_at": "in 1h",
        "ends_at": "in 12h",
        "left_at": "1h ago",
        "capacity": "outgoing",
    },
)
