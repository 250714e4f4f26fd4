"""Paper of the jewellery house's complaints: matter, process, result (S000-ch14-5)."""

from __future__ import annotations

from ...domain.complaint.facts import GRAVITY
from ...workflow.language import Label
from .complaint_words import COMPLETED, ESCALATED, REGISTERED, REPLIED
from .paper import Paper, field, fields, place, signatures
from .sources import first, ticked, when, who, written

DEFERRED = "ReplyDeferred"

COMPLAINT_RECORD = Paper(
    "complaint-record",
    Label("顾客投诉记录", "customer complaint record"),
    ("S000-ch14-5", "S000-ch14-3b", "S000-ch14-4"),
    of=("complaint/jewellery",),
    number=written("form_no", COMPLETED),
    parts=(
        fields(
            field("日期", "date", when(REGISTERED)),
            field("受理人", "received by", who(REGISTERED)),
            field("顾客姓名", "customer", written("name", REGISTERED)),
            field("联系电话", "telephone", written("phone", REGISTERED)),
            field("来源", "channel", written("channel", REGISTERED)),
            field("程度", "severity", ticked("severity", *GRAVITY)),
            field("事项", "matter", written("matter", REGISTERED), wide=True),
            field("投诉内容", "content", written("content", REGISTERED), tall=True),
            field("上报对象", "reported up to", written("recipients", ESCALATED)),
            field("上报时间", "reported up at", when(ESCALATED)),
            field(
                "处理过程",
                "process",
                first(written("process", COMPLETED), written("process", REPLIED)),
                tall=True,
            ),
            field(
                "处理结果",
                "result",
                first(written("result", COMPLETED), written("result", REPLIED)),
                tall=True,
            ),
            field("下次答复时间", "next reply", written("next_reply_at", DEFERRED)),
            field("说明原因", "why it takes longer", written("explanation", DEFERRED)),
            field("答复时间", "answered at", when(REPLIED)),
            field("答复方式", "answered by", written("contact_mode", REPLIED)),
            field("经手人", "handler", who("HandledByReceiver", REPLIED, COMPLETED), wide=True),
        ),
        signatures(place("complete-form", "经手人", "handler")),
    ),
)
