"""Each written clause stands on a page or is declared, and what stands on a page is tested."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from huiyin.domain.clauses import BY_DESIGN, CLAUSES, NOT_ENFORCED, coverage
from huiyin.domain.office import rulebook
from huiyin.workflow.procedure import Procedure

TESTS = Path(__file__).parents[1]
PAGES = tuple(rulebook())


def cited_on(page: Procedure) -> Iterator[str]:
    """Give every clause that a page cites: its steps, rules, closing, people and deadlines."""
    for step in page.steps.values():
        yield from step.clauses
        for rule in (*step.only_if, *(one for rules in step.guard.values() for one in rules)):
            yield from rule.clauses
        for barred in step.never_by:
            yield from barred.clauses
        yield from step.apart
    for deadline in page.deadlines.values():
        yield deadline.clause
        for note in deadline.notes:
            yield from note.clauses


CITED = frozenset(clause for page in PAGES for clause in cited_on(page))


def test_every_catalogued_clause_stands_on_a_page_or_is_declared() -> None:
    found = coverage(CITED)

    assert not found.gaps
    assert not found.contradicted
    assert not found.unknown


@pytest.mark.parametrize("clause", sorted(CLAUSES.keys() - CITED))
def test_a_clause_that_is_left_out_has_its_reason_in_both_languages(clause: str) -> None:
    reason = NOT_ENFORCED.get(clause) or BY_DESIGN[clause]

    assert reason.zh.strip()
    assert reason.en.strip()


def test_a_clause_that_is_left_out_is_catalogued_and_declared_once() -> None:
    assert not BY_DESIGN.keys() & NOT_ENFORCED.keys()
    assert BY_DESIGN.keys() | NOT_ENFORCED.keys() <= CLAUSES.keys()


@pytest.mark.parametrize("clause", sorted(CITED))
def test_every_clause_on_a_page_is_named_by_a_test(clause: str) -> None:
    assert clause in named_in(TESTS)


# ---------------------------------------------------------------- what tests name


@cache
def named_in(folder: Path) -> frozenset[str]:
    """Give the words that tests below a folder say in their docstrings and parametrised ids."""
    trees = (ast.parse(file.read_text("utf-8")) for file in sorted(folder.rglob("test_*.py")))
    return frozenset(word for tree in trees for word in _words(tree))


def _words(tree: ast.Module) -> Iterator[str]:
    tables = dict(_assigned(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            yield from _split(ast.get_docstring(node) or "")
            for decorator in node.decorator_list:
                yield from _parametrised(decorator, tables)
        if isinstance(node, ast.ClassDef) and node.name.startswith("Test") and node.bases:
            for given in node.body:
                yield from _tabled(given, tables)


def _assigned(tree: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    for node in tree.body:
        if isinstance(node, ast.Assign):
            yield from ((one.id, node.value) for one in node.targets if isinstance(one, ast.Name))


def _parametrised(decorator: ast.expr, tables: dict[str, ast.expr]) -> Iterator[str]:
    if not isinstance(decorator, ast.Call) or "parametrize" not in ast.unparse(decorator.func):
        return
    for argument in decorator.args[1:]:
        rows = tables.get(argument.id) if isinstance(argument, ast.Name) else argument
        if rows:
            yield from _called(rows)


def _tabled(node: ast.stmt, tables: dict[str, ast.expr]) -> Iterator[str]:
    """Give the words of the tables that a class with inherited tests is given."""
    if isinstance(node, ast.Assign):
        for one in ast.walk(node.value):
            if isinstance(one, ast.Name) and one.id in tables:
                yield from _called(tables[one.id])


def _called(rows: ast.expr) -> Iterator[str]:
    """Give the words of the first string in each row: it is what the row is called by."""
    for node in ast.walk(rows):
        if isinstance(node, ast.Call) and node.args:
            yield from _split(_says(node.args[0]))


def _says(first: ast.expr) -> str:
    """Read a string that may have places in it."""
    if isinstance(first, ast.JoinedStr):
        return "".join(_says(one) for one in first.values)
    return str(first.value) if isinstance(first, ast.Constant) else " "


def _split(text: str) -> Iterator[str]:
    for word in text.replace(",", " ").split():
        yield word.rstrip(":.;")


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ('def test_a() -> None:\n    """S003-3.6: told."""', True),
        ('def helper() -> None:\n    """S003-3.6: told."""', False),
        ('def test_a() -> None:\n    "no more"\n    word = "S003-3.6"', False),
        ('T = (row("S003-3.6 told"),)\n\n@mark.parametrize("t", T)\ndef test_a(t): ...', True),
        ('@mark.parametrize("t", [row(f"S003-3.6 {x}")])\ndef test_a(t): ...', True),
        ('T = (row("S003-3.6 told"),)\n\ndef test_a(): ...', False),
        ('T = (row("S003-3.6 told"),)\n\nclass TestA(Keeps):\n    rows = T', True),
        ('T = (row("S003-3.6 told"),)\n\nclass TestA(Keeps):\n    paper, rows = P, T', True),
        ('T = (row("S003-3.6 told"),)\n\nclass TestA:\n    rows = T', False),
        ('T = (row("S003-3.6 told"),)\n\nclass Keeps(Rows):\n    rows = T', False),
        (
            'T = (row("x", clause="S003-3.6"),)\n\n@mark.parametrize("t", T)\ndef test_a(t): ...',
            False,
        ),
    ],
)
def test_a_clause_counts_as_named_where_a_reader_of_the_report_sees_it(
    tmp_path: Path, source: str, names: bool
) -> None:
    (tmp_path / "test_it.py").write_text(source, "utf-8")

    assert ("S003-3.6" in named_in(tmp_path)) is names


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_house_that_forgot_its_clauses_would_be_noticed(page: Procedure) -> None:
    """Pages of one house, such as its requests and its visits, may carry out the same clauses."""
    house = page.name.partition("/")[2]
    others = {
        clause
        for other in PAGES
        if other.name.partition("/")[2] != house
        for clause in cited_on(other)
    }

    assert coverage(others).gaps
