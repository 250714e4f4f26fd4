"""S004-p7, duty and handing over in the service centre, written down once more."""

from papers.paper import Paper, line, take

WORKING = (
    "on_duty absence_requested absent_covered preparing incoming_present checking"
    " discrepancy_recorded briefed refused"
)
ALL_IN_ORDER = [{"item": one, "condition": "ok"} for one in ("电话", "电脑", "饮水机")]
CRACKED = [*ALL_IN_ORDER[1:], {"item": "电话", "condition": "damaged", "note": "听筒裂"}]

MAJOR = take("log-entry", major=True)
NO_ACTION = take("log-entry", action=None)
DAMAGED = take("count-items", items=CRACKED)
EXPLAINED_BY_ONE = take("sign-discrepancy", capacity="outgoing")
EXPLAINED_BY_BOTH = (EXPLAINED_BY_ONE, take("sign-discrepancy", "tan:duty_in", capacity="incoming"))
OUTGOING = take("sign-handover", capacity="outgoing")
INCOMING = take("sign-handover", "tan:duty_in", capacity="incoming")
STARTED = "roster-shift start-shift"
PREPARED = f"{STARTED} log-entry start-preparation"
PRESENT = f"{PREPARED} incoming-arrives"
BRIEFED = f"{PRESENT} count-items brief-successor"
READ = f"{BRIEFED} read-log"
SIGNED = (READ, OUTGOING, INCOMING)
MAJOR_REPAIR_NAMED = take("brief-successor", unfinished=[{"matter": "换泵", "major_repair": True}])
OPEN_REPAIR = (f"{PRESENT} count-items", MAJOR_REPAIR_NAMED, "read-log")

TO_BE_SIGNED = "start-preparation incoming-arrives count-items brief-successor read-log"

PAPER = Paper(
    "shift/service_centre",
    line(
        "roster-shift",
        "→ rostered",
        "director",
        "duty_person starts_at ends_at special_day [follows manager manager_rank]",
        "S004-p7-duty-1 S004-p7-duty-7",
    ),
    line(
        "start-shift", "rostered → on_duty", "duty_person!", "", "S004-p7-handover-5 S004-p7-duty-1"
    ),
    line(
        "log-entry",
        WORKING,
        "duty_person! duty_out! substitute!?",
        "matter [+action major]",
        "S004-p7-duty-2 S004-p7-handover-2",
    ),
    line(
        "fill-entry",
        WORKING,
        "duty_person! duty_out! substitute!?",
        "row action",
        "S004-p7-handover-2",
    ),
    line(
        "report-major",
        WORKING,
        "duty_person! duty_out! substitute!?",
        "row recipient",
        "S004-p7-duty-2",
    ),
    line("inspect-duty", f"rostered {WORKING}", "director", "finding handled", "S004-p7-duty-6"),
    line(
        "request-absence",
        "on_duty → absence_requested",
        "duty_person!",
        "reason substitute",
        "S004-p7-duty-5",
    ),
    line("approve-absence", "absence_requested", "director", "", "S004-p7-duty-5"),
    line("deny-absence", "absence_requested → on_duty", "director", "reason", "S004-p7-duty-5"),
    line("arrive-as-substitute", "absence_requested", "substitute!", "", "S004-p7-duty-5"),
    line("leave-post", "absence_requested → absent_covered", "duty_person!", "", "S004-p7-duty-5"),
    line(
        "return-to-post",
        "absence_requested absent_covered → on_duty",
        "duty_person!",
        "",
        "S004-p7-duty-5",
    ),
    line(
        "record-desertion",
        "on_duty absence_requested preparing → deserted",
        "director",
        "left_at finding",
        "S004-p7-duty-5",
    ),
    line(
        "start-preparation",
        "on_duty → preparing",
        "duty_out!",
        "items_in_order clean",
        "S004-p7-handover-1 S004-p7-handover-2",
    ),
    line("incoming-arrives", "preparing → incoming_present", "duty_in", "", "S004-p7-handover-3a"),
    line("count-items", "incoming_present → checking", "duty_in!", "items", "S004-p7-handover-3a"),
    line(
        "explain-discrepancy",
        "checking → discrepancy_recorded",
        "duty_out!",
        "explanation",
        "S004-p7-handover-3b",
    ),
    line(
        "sign-discrepancy",
        "discrepancy_recorded",
        "duty_out! duty_in!?",
        "capacity",
        "S004-p7-handover-3b",
    ),
    line(
        "brief-successor",
        "checking discrepancy_recorded → briefed",
        "duty_out!",
        "unfinished",
        "S004-p7-handover-4",
    ),
    line("read-log", "briefed", "duty_in!", "", "S004-p7-handover-4"),
    line(
        "override-major-repair",
        "incoming_present checking discrepancy_recorded briefed refused",
        "director",
        "reason [requests]",
        "S004-p7-handover-6",
    ),
    line(
        "refuse-handover",
        "incoming_present checking discrepancy_recorded briefed → refused",
        "duty_in!",
        "grounds remark",
        "S004-p7-handover-6",
    ),
    line(
        "remedy-refusal",
        "refused → incoming_present",
        "duty_out!",
        "remedies",
        "S004-p7-handover-6",
    ),
    line(
        "sign-handover",
        "briefed",
        "duty_out! duty_in!?",
        "capacity",
        "S004-p7-handover-5 S004-p7-handover-6",
    ),
    line("take-over", "briefed → handed_over", "duty_in!", "", "S004-p7-handover-5"),
    paths={
        "S004-p7-handover-5 usual": (*SIGNED, "take-over"),
        "S004-p7-duty-2 a major matter": (
            STARTED,
            MAJOR,
            f"report-major {TO_BE_SIGNED}",
            OUTGOING,
            INCOMING,
            "take-over",
        ),
        "S004-p7-handover-3b a discrepancy": (
            PRESENT,
            DAMAGED,
            "explain-discrepancy",
            *EXPLAINED_BY_BOTH,
            "brief-successor read-log",
            OUTGOING,
            INCOMING,
            "take-over",
        ),
        "S004-p7-handover-6 refused and remedied": (
            STARTED,
            NO_ACTION,
            "start-preparation incoming-arrives count-items brief-successor refuse-handover",
            "fill-entry remedy-refusal count-items brief-successor read-log",
            OUTGOING,
            INCOMING,
            "take-over",
        ),
        "S004-p7-handover-6 an open major repair": (
            *OPEN_REPAIR,
            "override-major-repair",
            OUTGOING,
            INCOMING,
            "take-over",
        ),
        "S004-p7-duty-5 absence": (
            f"{STARTED} log-entry request-absence approve-absence arrive-as-substitute leave-post",
            f"return-to-post {TO_BE_SIGNED}",
            OUTGOING,
            INCOMING,
            "take-over",
        ),
        "S004-p7-duty-5 absence denied": (
            f"{STARTED} request-absence deny-absence log-entry {TO_BE_SIGNED}",
            OUTGOING,
            INCOMING,
            "take-over",
        ),
        "S004-p7-duty-6 inspected": (
            f"{STARTED} inspect-duty log-entry {TO_BE_SIGNED}",
            OUTGOING,
            INCOMING,
            "take-over",
        ),
        "S004-p7-duty-5 deserted": f"{STARTED} record-desertion",
    },
    people={
        "director": "cui:director",
        "duty_person": "shen:duty_person",
        "duty_out": "shen:duty_out",
        "duty_in": "tan:duty_in",
        "substitute": "ning:substitute",
    },
    words={
        "duty_person": "shen",
        "starts_at": "in 1h",
        "ends_at": "in 12h",
        "special_day": False,
        "row": 1,
        "recipient": "cui:director",
        "substitute": "ning",
        "left_at": "1h ago",
        "items_in_order": True,
        "clean": True,
        "items": ALL_IN_ORDER,
        "capacity": "outgoing",
        "unfinished": [{"matter": "无"}],
        "grounds": ["unclear_record"],
        "remedies": [{"ground": "unclear_record", "done": "已补"}],
    },
)
