"""The few words that every paper has: of its head, its foot, its places to sign."""

from __future__ import annotations

from collections.abc import Mapping

from ...workflow.language import Label

WORDS: Mapping[str, Label] = {
    "number": Label("编号", "No."),
    "case": Label("案号", "case"),
    "sum": Label("合计", "total"),
    "empty": Label("（空）", "(empty)"),
    "correction": Label("更正，原记录", "correction of entry"),
    "corrected_by": Label("更正人", "by"),
    "approved_by": Label("批准人", "approved by"),
    "reason": Label("事由", "reason"),
    "late": Label("补记", "late entry"),
    "happened": Label("发生于", "happened"),
    "recorded": Label("登录于", "recorded"),
    "signed": Label("系统内已签", "signed in the system"),
    "entered": Label("系统内已登录", "entered in the system"),
    "void": Label("已失效，须重签", "no longer valid, to be signed anew"),
    "day": Label("年　　月　　日", "date"),
    "procedure": Label("程序", "procedure"),
    "version": Label("版本", "version"),
    "position": Label("日志位置", "log position"),
    "as_of": Label("截至", "as of"),
    "clauses": Label("条款", "clauses"),
}
