"""Programs that go out with the evidence: each becomes one `verify.py` of the standard library.

They are a second implementation on purpose and share no code with the rest of huiyin. Here they
are modules, so that they can be checked and tested; whoever gets them gets one file.
"""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Literal

HERE = Path(__file__).parent
PARTS = {
    "proofs": ("ed25519", "tree", "notes", "findings", "signatures", "proofs"),
    "log": ("ed25519", "tree", "notes", "findings", "signatures", "walk", "log"),
}


def assembled(program: Literal["proofs", "log"]) -> bytes:
    """Put a program and what it needs into one file."""
    sources = [(HERE / f"{name}.py").read_text("utf-8") for name in PARTS[program]]
    imports = sorted({one for source in sources for one in _imports(source)}, key=_by_name)
    opening = ast.get_docstring(ast.parse(sources[-1]), clean=False)
    head = f'"""{opening}"""\n\nfrom __future__ import annotations\n\n'
    return (head + "\n".join(imports) + "\n\n\n" + "\n\n".join(map(_body, sources))).encode()


def _imports(source: str) -> list[str]:
    """Give what a part imports from the standard library, a line each."""
    return [ast.unparse(one) for one in _imported(source) if not _is_ours(one)]


def _imported(source: str) -> list[ast.Import | ast.ImportFrom]:
    return [one for one in ast.parse(source).body if isinstance(one, ast.Import | ast.ImportFrom)]


def _body(source: str) -> str:
    """Give a part behind its imports."""
    imports = (
        one for one in ast.parse(source).body if isinstance(one, ast.Import | ast.ImportFrom)
    )
    last = max(one.end_lineno or 0 for one in imports)
    return "\n".join(source.split("\n")[last:]).lstrip("\n")


def _is_ours(one: ast.Import | ast.ImportFrom) -> bool:
    return isinstance(one, ast.ImportFrom) and (one.level > 0 or one.module == "__future__")


def _by_name(line: str) -> tuple[bool, str]:
    return line.startswith("from"), line
