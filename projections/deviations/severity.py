"""Kinds of deviation, and how grave each is: a scale of four, written down in full [inferred].

*critical*: a control was broken that a desk would have kept, so that the entry cannot have come
through one; *major*: the customer or the procedure went without what they were owed, or a thing
without a holder; *minor*: what was owed came, and too late; *note*: the procedure allows it, and
an auditor wants to see it. On a complaint that the office itself calls serious, a minor one is
major and a major one critical. No document grades deviations; an office may grade a kind anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from ...domain.audit.choices import Gravity
from ...workflow.language import Label
from ..columns import labels_of

SEVERITIES: Final[Mapping[str, Label]] = labels_of(Gravity)
RANKS: Final[Mapping[str, int]] = {code: rank for rank, code in enumerate(SEVERITIES)}
RISES: Final[Mapping[str, str]] = {"minor": "major", "major": "critical"}


class Kind(NamedTuple):
    """A kind of deviation: its name and its severity on an ordinary case."""

    label: Label
    severity: str


KINDS: Final[Mapping[str, Kind]] = {
    "order": Kind(Label("顺序不符", "wrong order"), "critical"),
    "role": Kind(Label("越权办理", "role not entitled"), "critical"),
    "four_eyes": Kind(Label("一人兼办", "four eyes broken"), "critical"),
    "unsigned": Kind(Label("缺签字", "signature missing"), "critical"),
    "signed_twice": Kind(Label("重复签字", "signature doubled"), "major"),
    "record": Kind(Label("记录不符", "not as recorded by the page"), "critical"),
    "form": Kind(Label("填写不全", "form incomplete"), "major"),
    "rule": Kind(Label("不合规定", "rule broken"), "major"),
    "unanswered": Kind(Label("未答复", "unanswered"), "major"),
    "no_visit": Kind(Label("未回访", "no visit"), "major"),
    "lapsed": Kind(Label("逾期未办", "never done"), "major"),
    "custody": Kind(Label("交接断点", "break in custody"), "major"),
    "unexplained": Kind(Label("补录无说明", "back-dated without a reason"), "major"),
    "unreadable": Kind(Label("无法读取", "unreadable"), "critical"),
    "late": Kind(Label("逾期办结", "late"), "minor"),
    "unjudged": Kind(Label("无法判定", "cannot be judged"), "note"),
    "back_dated": Kind(Label("补录", "back-dated"), "note"),
    "corrected": Kind(Label("更正", "corrected"), "note"),
    "overruled": Kind(Label("书面决定", "overruled in writing"), "note"),
}


def severity_of(kind: str, grades: Mapping[str, str], *, is_serious: bool) -> str:
    """Grade a deviation by its kind and its case; `grades` are an office's own."""
    grade = grades.get(kind, KINDS[kind].severity)
    return RISES.get(grade, grade) if is_serious else grade


def at_least(severity: str, floor: str) -> bool:
    """Say whether a severity reaches another."""
    return RANKS[severity] >= RANKS[floor]
