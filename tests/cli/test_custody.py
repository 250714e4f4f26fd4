"""cli.md: `handovers` and `holders`, as clerks and scripts meet them."""

import csv
import io
from pathlib import Path

import pytest

from huiyin.cli.paint import width
from terminal import Terminal

WANG, GAO = ("--as", "wang:clerk"), ("--as", "gao:repair_courier")
PHOTO = f'{{"name": "a.jpg", "sha256": "{"4f" * 32}"}}'


def given(huiyin: Terminal) -> str:
    """Give a piece to the courier, from hands that never got it by the record."""

    def done(step: str, when: str, *rest: str) -> None:
        said = huiyin.run("do", case, step, "--at", f"2026-03-02 {when}", *rest)
        assert said.code == 0, said.err

    opened = huiyin.run(
        *("open", "repair/jewellery", *WANG, "--at", "2026-03-02 09:00", "--json"),
        *("name=周敏", "phone=139", "material=silver"),
    )
    case = str(opened.json["case"])
    receipt = (
        "receipt_no=SJ-1",
        "received_on=2026-03-02",
        "product_code=YS-1",
        "part_to_repair=扣",
    )
    done("receive-piece", "09:05", *WANG, *receipt)
    done("assess-piece", "09:10", *WANG, "damage=severe", "in_house_possible=false")
    told = ("told_duration=true", "told_may_differ=true", "contact_mode=phone", "consent=true")
    done("inform-customer", "09:15", *WANG, *told)
    done(
        "enter-handover-sheet",
        "09:20",
        *WANG,
        "sheet_no=JJ-1",
        "customer_name=周敏",
        f"photo={PHOTO}",
    )
    done("sign-handover-sheet", "09:25", "--as", "he:clerk", "capacity=giver")
    done("sign-handover-sheet", "09:30", *GAO, "capacity=receiver")
    done("hand-over", "09:35", "--as", "he:clerk", "copy_3_with_piece=true")
    return case


def test_the_log_shows_who_gave_what_to_whom_and_the_break(huiyin: Terminal) -> None:
    """Issue 3: the register refuses to hide a break in custody."""
    case = given(huiyin)

    told = huiyin.run("handovers", "--json").json

    taken, handed = told["rows"]
    assert (told["register"], told["position"]) == ("handovers", 8)
    assert told["break_counts"] == {
        "unrecorded": 1,
        "contradiction": 0,
        "corrected": 0,
        "uncovered": 0,
    }
    assert (taken["no"], taken["from"], taken["to"], taken["at"]) == (
        case,
        "周敏",
        "wang",
        "2026-03-02T09:05:00+08:00",
    )
    assert (handed["from"], handed["to"], handed["document_no"]) == ("he", "gao", "JJ-1")
    assert handed["breaks"][0]["values"] == {"last": "wang", "now": "he"}


def test_a_table_is_aligned_and_speaks_chinese(huiyin: Terminal) -> None:
    """cli.md: Chinese columns stay aligned; the remark counts the breaks."""
    case = given(huiyin)

    said = huiyin.run(
        "--lang", "zh", "handovers", "--columns", "what,no,from,to,document,breaks"
    ).out

    heading, rule, first, second, _, lines, broken, *_ = said.splitlines()
    assert heading.split() == ["事由", "编号", "交出方", "接收方", "单据", "交接断点"]
    assert first.split() == ["收件开收条", case, "周敏", "wang", "收条"]
    assert second.endswith("未登记：由wang在店内转到he手里，未登记（S000-ch10-4c）")
    assert (lines, broken) == ("共 2 行", "交接断点：未登记 1 处")
    starts = {width(line[: line.index(case)]) for line in (first, second)}
    assert starts == {width(heading[: heading.index("编号")])} == {rule.index("  ") + 2}


def test_holders_are_asked_of_a_piece_a_person_and_another_time(huiyin: Terminal) -> None:
    """Issue 3: for every piece and every open case one can say who held it at any instant."""
    case = given(huiyin)

    def held(*asked: str) -> list[tuple[str, str]]:
        rows = huiyin.run("holders", *asked, "--json").json["rows"]
        return [(one["kind"], one["holder"]) for one in rows]

    assert held() == [("case", "wang"), ("thing", "gao")]
    assert held("--at", "2026-03-02 09:21") == [("case", "wang"), ("thing", "wang")]
    assert held("--position", "1") == [("case", "wang")]
    assert held("--of", case) == held()
    assert held("--of", "YS-1") == held("--of", "JJ-1") == [("thing", "gao")]
    assert held("--person", "gao") == [("thing", "gao")]
    assert held("--where", "place=courier") == [("thing", "gao")]
    assert held("--where", "state=handed_over") == held()


def test_nothing_of_that_name_is_not_found(huiyin: Terminal) -> None:
    """cli.md: exit 3, and what is possible instead."""
    given(huiyin)

    said = huiyin.run("holders", "--of", "SJ-9999")

    assert (said.code, said.out) == (3, "")
    assert "SJ-9999" in said.err


@pytest.mark.parametrize("command", ["handovers", "holders"])
def test_what_is_asked_wrongly_is_a_matter_of_usage(huiyin: Terminal, command: str) -> None:
    """cli.md: exit 2."""
    given(huiyin)

    assert huiyin.run(command, "--columns", "colour").code == 2
    assert huiyin.run(command, "--where", "no").code == 2
    assert huiyin.run("handovers", "--kind", "gift").code == 2


def test_shifts_and_things_can_be_read_apart(huiyin: Terminal) -> None:
    """Issue 3: one log with both."""
    given(huiyin)
    rostered = huiyin.run(
        *("open", "shift/service_centre", "--as", "cui:director", "--at", "2026-03-01 09:00"),
        *("duty_person=shen", "starts_at=2026-03-01T20:00:00+08:00", "special_day=false"),
        "ends_at=2026-03-02T08:00:00+08:00",
    )
    assert rostered.code == 0, rostered.err

    def kinds(*asked: str) -> list[str]:
        rows = huiyin.run("handovers", *asked, "-f", "csv", "--columns", "kind").out
        return [row["kind"] for row in csv.DictReader(io.StringIO(rows))]

    assert kinds() == ["shift", "thing", "thing"]
    assert kinds("--kind", "shift") == ["shift"]
    assert kinds("--kind", "thing", "--where", "to=gao") == ["thing"]


@pytest.mark.parametrize("code", ["en", "zh"])
def test_every_line_can_be_said_in_both_languages(
    huiyin: Terminal, tmp_path: Path, code: str
) -> None:
    """Cli.md: English and Chinese from the first day; and in every format."""
    given(huiyin)
    file = tmp_path / "log.md"

    assert huiyin.run("--lang", code, "handovers", "-o", str(file)).code == 0
    said = file.read_text("utf-8")

    assert ("| 时间 |" in said) == (code == "zh")
    assert "{" not in said
    assert len(huiyin.run("handovers", "-f", "jsonl").out.splitlines()) == 2
