"""A name in the wrong place: what is refused is kept, and whoever was named there is not."""

import pytest

from terminal import MALL, NINE, Terminal

NAME = "欧阳若曦"
WANG = ("--as", "wang:receptionist", "--at", NINE)
OPEN = ("open", "complaint/mall", *WANG, *MALL)
REFUSED = {
    "a blank": (*OPEN, "severity=general", f"{NAME}=phone"),
    "a choice": (*OPEN, f"severity={NAME}"),
    "a blank, with a key": (*OPEN, "severity=general", f"{NAME}=phone", "--key", "k1"),
    "a procedure": ("open", NAME, *WANG, *MALL),
    "a case": ("do", NAME, "close", *WANG),
    "a step": ("do", "CASE", NAME, *WANG),
    "a person": ("do", "CASE", "close", "--as", f"{NAME}:tenant", "--at", NINE),
    "a person of no role": ("do", "CASE", "close", "--as", f"{NAME}:king", "--at", NINE),
    "a role": ("do", "CASE", "close", "--as", f"wang:{NAME}", "--at", NINE),
    "a flat": ("do", "CASE", "close", "--as", f"ma:tenant@{NAME}", "--at", NINE),
    "who opens": ("open", "complaint/mall", "--as", f"{NAME}:owner@{NAME}", "--at", NINE, *MALL),
}
ASKED = ("next", "CASE", "--as", f"{NAME}:customer"), ("show", "CASE", "--as", f"{NAME}:king")


def at_work(huiyin: Terminal, asked: tuple[str, ...]) -> tuple[str, ...]:
    number = huiyin.opened()
    return tuple(number if word == "CASE" else word for word in asked)


def holding(huiyin: Terminal) -> list[str]:
    words = (NAME.encode(), ascii(NAME)[1:-1].encode(), NAME.encode("utf-16-le"))
    files = [one for one in huiyin.folder.rglob("*") if one.is_file()]
    return [one.name for one in files if any(word in one.read_bytes() for word in words)]


@pytest.mark.parametrize("where", REFUSED)
def test_nobody_is_named_by_what_is_kept_of_a_refusal(huiyin: Terminal, where: str) -> None:
    said = huiyin.run(*at_work(huiyin, REFUSED[where]))

    assert said.code in (3, 4, 5)
    assert len(huiyin.run("trail", "--refused", "--json").json["entries"]) == 1
    assert holding(huiyin) == []


def test_who_was_refused_on_a_case_is_still_told(huiyin: Terminal) -> None:
    huiyin.run(*at_work(huiyin, REFUSED["a flat"]))

    [told] = huiyin.run("trail", "--refused", "--json").json["entries"]

    assert (told["person"], told["department"]) == ("ma", NAME)


@pytest.mark.parametrize("asked", ASKED)
def test_for_whoever_is_not_of_the_house_the_account_reads(
    huiyin: Terminal, asked: tuple[str, ...]
) -> None:
    assert huiyin.run(*at_work(huiyin, asked)).code == 0

    [line] = huiyin.run("subject", "accesses", "--json").json["accesses"]

    assert line["who"].startswith("os:")
    assert holding(huiyin) == []
