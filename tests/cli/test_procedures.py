"""cli.md: `procedure list`, `show` and `check --coverage`; lessons 12."""

import pytest

from huiyin.domain import office
from huiyin.domain.clauses import CLAUSES
from huiyin.workflow.errors import PageFaulty
from huiyin.workflow.rulebook import Rulebook
from terminal import Terminal

PAGES = [page.name for page in office.rulebook()]


def test_every_procedure_is_listed(huiyin: Terminal) -> None:
    """cli.md: procedure list."""
    told = huiyin.run("procedure", "list", "--json").json

    assert [one["procedure"] for one in told["procedures"]] == PAGES


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("form", ["table", "json", "md", "csv"])
def test_every_page_is_shown(huiyin: Terminal, name: str, lang: str, form: str) -> None:
    """Architecture 3: a page stands beside its document, in both languages."""
    said = huiyin.run("--lang", lang, "procedure", "show", name, "-f", form)

    page = office.rulebook().in_force(name)
    assert said.code == 0
    assert all(step.name in said.out for step in page.steps.values())
    assert all(clause in said.out for step in page.steps.values() for clause in step.clauses)


def test_a_page_tells_what_closing_demands(huiyin: Terminal) -> None:
    """S004-p6-3.1, S004-p6-4.5: what must be there before a complaint is closed."""
    told = huiyin.run("procedure", "show", "complaint/property", "--json").json

    close = next(one for one in told["steps"] if one["step"] == "close")
    clauses = [clause for rule in close["rules"] for clause in rule["clauses"]]
    assert close["who"] == ["cs_staff"]
    assert {"S004-p6-4.4", "S004-p6-3.1", "S004-p6-4.5", "S004-p9-4a"} <= set(clauses)


def test_a_page_marks_what_is_inferred_and_what_is_asked_for(huiyin: Terminal) -> None:
    """Architecture 3: from the paper, or inferred; the blanks and when they are asked for."""
    told = huiyin.run("procedure", "show", "complaint/property", "--json").json
    table = huiyin.run("procedure", "show", "complaint/property").out

    steps = {one["step"]: one for one in told["steps"]}
    department = next(one for one in steps["verify"]["blanks"] if one["name"] == "department")
    assert steps["explain-invalid"]["inferred"]
    assert not steps["verify"]["inferred"]
    assert department["asked_where"] == "the complaint is found valid"
    assert "[inferred]" in table


def test_a_page_tells_what_is_sealed(huiyin: Terminal) -> None:
    """PIPL 51: who asks for a word knows what becomes of it; also a part of a blank counts."""
    told = huiyin.run("procedure", "show", "repair/jewellery", "--json").json
    table = huiyin.run("procedure", "show", "complaint/mall").out

    steps = {one["step"]: {b["name"]: b for b in one["blanks"]} for one in told["steps"]}
    blanks = steps["receive-piece"] | steps["enter-handover-sheet"]
    sealed = {name for name, one in blanks.items() if one["personal"]}
    assert sealed == {"customer_name", "photo"}
    assert "phone * (sealed)" in table
    assert "matter * (sealed)" not in table


def test_a_page_shows_the_figures_of_this_office(huiyin: Terminal) -> None:
    """S003-3.5.2: a figure that the clause leaves to the office."""
    (huiyin.folder / "huiyin.toml").write_text(
        '[limits."complaint/realty"]\nexplanation = "P2D working"\n'
    )

    told = huiyin.run("procedure", "show", "complaint/realty", "--json").json

    figures = {one["deadline"]: one["figure"] for one in told["deadlines"]}
    assert figures["explanation"] == "P2D working"
    assert figures["work"] == "by due_at"


def test_a_lapse_says_what_it_brings(huiyin: Terminal) -> None:
    """S004-p7-first-5.3: an answer that is late is a breach of duty."""
    said = huiyin.run("procedure", "show", "complaint/service_centre")

    assert "S004-p7-first-5.3" in said.out.partition("what its lapse brings")[2]


def test_a_page_is_drawn(huiyin: Terminal) -> None:
    """cli.md: -f mermaid."""
    said = huiyin.run("procedure", "show", "complaint/mall", "-f", "mermaid")

    assert said.out.startswith("stateDiagram-v2\n")
    assert "    [*] --> registered: register (S000-m-3.1.7a)\n" in said.out
    assert "    closed --> [*]\n" in said.out


def test_markdown_has_no_line_for_what_is_not_there(huiyin: Terminal) -> None:
    """cli.md: -f md."""
    pages = [huiyin.run("procedure", "show", name, "-f", "md").out for name in PAGES]

    empty = [line for page in pages for line in page.splitlines() if line.endswith("**: ")]
    assert not empty


def test_an_unknown_page_is_not_found(huiyin: Terminal) -> None:
    """cli.md: exit 3."""
    assert huiyin.run("procedure", "show", "complaint/moll").code == 3


def test_every_clause_has_its_place(huiyin: Terminal) -> None:
    """Issue 2: every clause on a page, or declared with the reason."""
    said = huiyin.run("procedure", "check", "--coverage", "--json")

    rows = said.json["clauses"]
    assert said.code == 0
    assert said.json["complete"]
    assert {row["clause"] for row in rows} == set(CLAUSES)
    assert all(row["where"][0] for row in rows)


def test_a_clause_without_a_place_fails_the_check(
    huiyin: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """cli.md: exit 7, conformance failed."""
    without_mall = [page for page in office.rulebook() if page.name != "complaint/mall"]
    monkeypatch.setattr("huiyin.cli.procedures.rulebook", lambda: Rulebook(without_mall))

    said = huiyin.run("procedure", "check", "--json")

    assert said.code == 7
    assert {row["clause"] for row in said.json["clauses"]} == {"S000-m-3.1.7a"}


def test_a_page_with_faults_fails_the_check(
    huiyin: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Lessons 12: procedure lint; cli.md: exit 7."""

    def faulty() -> Rulebook:
        raise PageFaulty("complaint/mall@1", ("state x is never reached", "no clause"))

    monkeypatch.setattr("huiyin.cli.procedures.rulebook", faulty)

    said = huiyin.run("procedure", "check", "--json")

    assert said.code == 7
    assert [row["fault"] for row in said.json["faults"]] == [
        "state x is never reached",
        "no clause",
    ]


def test_a_step_done_without_is_shown_as_not_in_use(huiyin: Terminal) -> None:
    """S000-ch12-3: what the office has set for its page is shown on it, and on the others not."""
    (huiyin.folder / "huiyin.toml").write_text(
        '[without]\n"consignment/jewellery" = ["settle-consignment"]\n'
    )

    said = huiyin.run("procedure", "show", "consignment/jewellery")
    steps = huiyin.run("procedure", "show", "consignment/jewellery", "--json").json["steps"]

    assert said.out.count("not in use here") == 1
    assert [one["step"] for one in steps if not one["in_use"]] == ["settle-consignment"]
