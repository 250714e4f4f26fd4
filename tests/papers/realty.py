"""S003, the real-estate company's complaint procedure, written down once more."""

from papers.paper import Paper, line, take

OPENED_AS_SECOND = take("register", office_handled=True)
HEARD_OFFICE = take("verify", office_cause="人手不足", office_status="只做了表面处理")
SERIOUS = take("register", severity="serious")
REPORTED = take("escalate", recipients=["property_director", "gm_office", "dept_head"])
KEPT_SERIOUS = take("verify", severity="serious")
IN_WRITING = take("dispatch", report_mode="written", written_report="电梯三次困人情况报告")
TAKEN_OVER = "register inform-office take-over-from-office"

PAPER = Paper(
    "complaint/realty",
    line(
        "register",
        "→ registered",
        "receptionist cs_staff",
        "name phone matter content channel severity unit_no office_handled"
        " [kind object accused address earlier_case]",
        "S003-2.1 S003-3.2",
    ),
    line(
        "redirect-to-office",
        "registered → with_office",
        "cs_staff",
        "office consent tracking_at",
        "S003-3.4.1 S003-3.4.2",
    ),
    line(
        "inform-office",
        "registered → with_office",
        "cs_staff",
        "office tracking_at",
        "S003-3.4.2",
    ),
    line(
        "record-office-contact",
        "with_office",
        "mgmt_office cs_staff",
        "contacted_at contacted_by content",
        "S003-3.4.2",
    ),
    line(
        "check-office-result",
        "with_office → result_reported",
        "cs_staff",
        "result [process]",
        "S003-3.4.2",
    ),
    line(
        "take-over-from-office",
        "with_office → registered",
        "cs_staff",
        "ground statement",
        "S003-3.5",
    ),
    line(
        "verify",
        "registered → verified, escalated",
        "cs_staff cs_manager",
        "findings validity severity [+department office_cause office_status]",
        "S003-3.3a S003-3.5.1",
    ),
    line(
        "explain-invalid",
        "verified escalated → explained",
        "cs_staff",
        "contact_mode explanation",
        "S003-3.5.2",
    ),
    line(
        "escalate",
        "registered verified → escalated",
        "cs_staff first_contact",
        "recipients [severity report]",
        "S003-3.6",
    ),
    line(
        "inspect-site",
        "escalated",
        "cs_staff",
        "customer_present attendees findings",
        "S003-3.6",
    ),
    line(
        "dispatch",
        "verified escalated → dispatched",
        "cs_staff",
        "department due_at report_mode [written_report]",
        "S003-3.3b S003-3.3c S003-3.6",
    ),
    line(
        "submit-plan",
        "dispatched → plan_submitted",
        "dept_staff@",
        "cause responsibility plan [promised_at]",
        "S003-3.5.3",
    ),
    line("approve-plan", "plan_submitted → in_progress", "dept_head@", "", "S003-3.5.3"),
    line("return-plan", "plan_submitted → dispatched", "dept_head@", "reason", "S003-3.5.3"),
    line("start-work", "dispatched → in_progress", "dept_staff@ dept_head@", "", "S003-3.3b"),
    line(
        "involve-third-party",
        "in_progress → waiting_third_party",
        "cs_staff",
        "organisation contact_note next_reply_at",
        "S003-3.7",
    ),
    line(
        "record-third-party-answer",
        "waiting_third_party → in_progress",
        "cs_staff",
        "answer",
        "S003-3.7",
    ),
    line("defer-reply", "waiting_third_party", "cs_staff", "explanation next_reply_at", "S003-3.7"),
    line(
        "report-result",
        "in_progress → result_reported, replied",
        "dept_staff@ dept_head@",
        "result [process]",
        "S003-3.5.3",
    ),
    line(
        "transfer-to-admin-hr",
        "dispatched, plan_submitted, in_progress, waiting_third_party, replied",
        "cs_staff",
        "lateness",
        "S003-3.5.4",
    ),
    line(
        "reply",
        "result_reported in_progress → replied",
        "cs_staff dept_staff dept_head",
        "contact_mode process result",
        "S003-3.5.3",
    ),
    line(
        "arrange-visit",
        "replied, result_reported",
        "cs_staff",
        "planned_at [contact_mode]",
        "S003-3.4.3 S003-3.5.1",
    ),
    line(
        "record-satisfied-visit",
        "replied result_reported → followed_up",
        "cs_staff",
        "contact_mode opinion [suggestions]",
        "S003-3.4.3 S003-3.5.1",
    ),
    line(
        "note-dissatisfied-visit",
        "replied result_reported → followed_up",
        "cs_staff",
        "contact_mode opinion [suggestions]",
        "S003-3.4.3 S003-3.5.1",
    ),
    line(
        "complete-form",
        "replied, followed_up",
        "cs_staff",
        "process result [form_no]",
        "S003-3.3b",
    ),
    line("close", "replied followed_up explained → closed", "cs_staff", "[remarks]", "S003-2.3"),
    line("archive", "closed → archived", "cs_staff", "archive_no category", "S003-3.3d"),
    paths={
        "S003-3.3b general": (
            "register verify dispatch start-work report-result reply complete-form close archive"
        ),
        "S003-3.3c important, in writing": (
            take("register", severity="important"),
            take("verify", severity="important"),
            IN_WRITING,
            "start-work report-result reply complete-form close archive",
        ),
        "S003-3.4.1 redirected with consent": (
            "register redirect-to-office record-office-contact check-office-result"
            " arrange-visit record-satisfied-visit close archive"
        ),
        "S003-3.4.2 office informed": (
            "register inform-office record-office-contact check-office-result"
            " arrange-visit note-dissatisfied-visit close archive"
        ),
        "S003-3.5.1 opened as second instance": (
            OPENED_AS_SECOND,
            HEARD_OFFICE,
            "dispatch submit-plan approve-plan report-result reply",
            "arrange-visit record-satisfied-visit close archive",
        ),
        "S003-3.5.3 reply before the result": (
            OPENED_AS_SECOND,
            HEARD_OFFICE,
            "dispatch submit-plan approve-plan reply report-result",
            "arrange-visit record-satisfied-visit close archive",
        ),
        "S003-3.5 taken over, plan returned once": (
            TAKEN_OVER,
            HEARD_OFFICE,
            "dispatch submit-plan return-plan submit-plan approve-plan report-result reply",
            "arrange-visit record-satisfied-visit close archive",
        ),
        "S003-3.5.2 invalid": (
            OPENED_AS_SECOND,
            take("verify", validity="invalid", office_cause="无", office_status="已处理"),
            "explain-invalid close archive",
        ),
        "S003-3.5.4 lapsed": (
            OPENED_AS_SECOND,
            HEARD_OFFICE,
            "dispatch submit-plan approve-plan",
            take("transfer-to-admin-hr", after="3d"),
            "report-result reply arrange-visit record-satisfied-visit close archive",
        ),
        "S003-3.6 serious, then 3.3": (
            SERIOUS,
            REPORTED,
            "inspect-site",
            KEPT_SERIOUS,
            "dispatch start-work report-result reply complete-form close archive",
        ),
        "S003-3.6 serious, then 3.5": (
            take("register", severity="serious", office_handled=True),
            take("verify", severity="serious", office_cause="拖延", office_status="未修"),
            REPORTED,
            "inspect-site dispatch submit-plan approve-plan report-result reply",
            "arrange-visit record-satisfied-visit close archive",
        ),
        "S003-3.7 third party": (
            "register verify dispatch start-work involve-third-party defer-reply"
            " record-third-party-answer report-result reply complete-form close archive"
        ),
    },
)
