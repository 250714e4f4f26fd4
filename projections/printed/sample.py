"""Paper of a quarter's sample: what was drawn, said, found and put right (S004-p7-visit-3, 4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ...workflow.language import Label
from .paper import NUMBERS, Paper, column, field, fields, lines, place, signatures
from .record import Line, Record
from .rows import each, numbered
from .sources import found, part, when, who, written

DUE, DRAWN, VISITED, FINDING = "SampleDue", "SampleDrawn", "SampleVisitRecorded", "FindingRecorded"
HANDLED, COMPLETED, FILED, AUDITED = (
    "FindingHandled",
    "SampleCompleted",
    "SampleFiled",
    "FollowUpsAudited",
)


def _population(record: Record) -> object | None:
    return _size(record, "population")


def _drawn(record: Record) -> object | None:
    return _size(record, "sample")


def _size(record: Record, blank: str) -> object | None:
    numbers = record.case.value(blank, DRAWN)
    return str(len(numbers)) if isinstance(numbers, list) else None


def _sample(record: Record) -> Sequence[Record]:
    """Give a row for each case that was drawn, with its visit where there was one."""
    entry = record.last(DRAWN)
    numbers = entry.event.form.get("sample") if entry else None
    if entry is None or not isinstance(numbers, list):
        return ()
    return [
        replace(
            record.only((v for v in record.named(VISITED) if v.event.form.get("about") == one), n),
            line=Line({}, {"": one}, entry),
        )
        for n, one in enumerate(numbers, 1)
    ]


SAMPLE_RECORD = Paper(
    "sample-record",
    Label("抽查回访记录", "sample record of follow-ups"),
    ("S004-p7-visit-3", "S004-p7-visit-4", "S004-p7-visit-5", "S004-p7-visit-6"),
    of=("sample/service_centre",),
    number=written("archive_no", FILED),
    parts=(
        fields(
            field("季度", "quarter", written("quarter", DUE)),
            field("抽样时间", "drawn at", when(DRAWN)),
            field("总体", "population", found(_population)),
            field("样本数", "sample", found(_drawn)),
            field("随机种子", "seed", written("seed", DRAWN)),
            field("抽样人", "drawn by", who(DRAWN)),
        ),
        lines(
            _sample,
            column("案件", "case", part("")),
            column("时间", "time", when(VISITED)),
            column("维修服务", "repair", written("repair_service", VISITED)),
            column("前台接待", "front desk", written("front_desk", VISITED)),
            column("保洁", "cleaning", written("cleaning", VISITED)),
            column("绿化", "greening", written("greening", VISITED)),
            column("治安管理", "security", written("security", VISITED)),
            column("客户意见", "opinion", written("opinion", VISITED), style="wide"),
            title=Label("抽查回访", "visits to the sample"),
        ),
        lines(
            numbered(FINDING, HANDLED),
            NUMBERS,
            column("案件", "case", written("about", FINDING)),
            column("发现的问题", "finding", written("finding", FINDING), style="wide"),
            column("处理结果", "handling result", written("result", HANDLED)),
            column("处理时间", "handled at", when(HANDLED)),
            title=Label("发现的问题", "findings"),
            least=2,
        ),
        fields(
            field(
                "意见与改进",
                "opinions and improvements",
                written("opinions_summary", COMPLETED),
                tall=True,
            ),
        ),
        lines(
            each(AUDITED),
            column("检查部门", "department", written("audit_department")),
            column("检查考核情况", "finding", written("finding"), style="wide"),
            column("检查人", "by", who()),
            column("时间", "time", when()),
            title=Label("检查考核", "audits"),
            least=2,
        ),
        signatures(
            place("complete-sample", "客服中心主任", "director of the centre"),
            place("file-sample", "归档", "filed by"),
        ),
    ),
)
