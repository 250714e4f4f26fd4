"""The sources as the house's tests look at them: files, folders, trees."""

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
FLOORS = ("cli", "domain", "projections", "workflow")
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def shipped_files(root: Path = ROOT) -> set[str]:
    """Name every file that the package is made of, relative to the root."""
    floors = (file for floor in FLOORS for file in (root / floor).rglob("*"))
    kept = (file for file in floors if file.is_file() and "__pycache__" not in file.parts)
    return {str(file.relative_to(root)) for file in kept} | {
        "__init__.py",
        "__main__.py",
        "py.typed",
    }


def modules() -> Iterator[tuple[str, ast.Module]]:
    """Give every module's path with its tree."""
    for name in sorted(shipped_files()):
        if name.endswith(".py"):
            yield name, ast.parse((ROOT / name).read_text("utf-8"))


def imported(tree: ast.Module) -> Iterator[str]:
    """Name the top-level packages that a module imports absolutely, wherever it does so."""
    for node in ast.walk(tree):
        match node:
            case ast.Import(names):
                yield from (alias.name.partition(".")[0] for alias in names)
            case ast.ImportFrom(module=str(module), level=0):
                yield module.partition(".")[0]


def calls(tree: ast.Module) -> Iterator[ast.Call]:
    """Find every call in a module."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))
