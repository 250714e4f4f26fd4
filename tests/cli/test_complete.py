"""cli.md: shell completion for bash, zsh, fish, powershell, with cases and steps possible now."""

import pytest

from terminal import Terminal


def offered(huiyin: Terminal, line: str, **env: str) -> list[str]:
    """Give what bash is offered for the last word of a line."""
    words = line.split(" ")
    said = huiyin(
        COMP_WORDS=line,
        COMP_CWORD=str(len(words) - 1),
        _HUIYIN_COMPLETE="bash_complete",
        **env,
    )
    assert said.err == ""
    return [one.partition(",")[2] for one in said.out.splitlines() if one]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("huiyin pro", ["prove", "procedure", "projections"]),
        ("huiyin show C-", ["C-2026-000001"]),
        ("huiyin do C-2026-000001 ", ["escalate", "handle-directly", "correct-entry"]),
        ("huiyin do C-2026-000001 escalate rec", ["recipients="]),
        ("huiyin open complaint/m", ["complaint/mall"]),
        ("huiyin procedure show complaint/j", ["complaint/jewellery"]),
        ("huiyin open complaint/mall severity=s", ["severity=serious"]),
        ("huiyin next C-2026-000001 --as li:dept_", ["dept_staff", "dept_head", "dept_manager"]),
        ("huiyin do C-1999-000001 ", []),
    ],
)
def test_what_is_possible_is_offered(huiyin: Terminal, line: str, expected: list[str]) -> None:
    """cli.md: case numbers and the steps possible now."""
    huiyin.opened()

    assert [one.removeprefix("li:") for one in offered(huiyin, line)] == expected


def test_completion_is_silent_where_there_is_no_store(huiyin: Terminal) -> None:
    """Nobody wants an error in the middle of typing."""
    assert offered(huiyin, "huiyin show C-") == []
    assert offered(huiyin, "huiyin show C-", HUIYIN_LANG="fr") == []


@pytest.mark.parametrize(
    ("shell", "word"),
    [
        ("bash", "complete -o nosort -F"),
        ("zsh", "#compdef huiyin"),
        ("fish", "complete --no-files --command huiyin"),
        ("powershell", "Register-ArgumentCompleter -Native -CommandName huiyin"),
    ],
)
def test_every_shell_has_its_script(huiyin: Terminal, shell: str, word: str) -> None:
    """cli.md: bash, zsh, fish, powershell."""
    said = huiyin.run("completion", shell)

    assert said.code == 0
    assert word in said.out
    assert "_HUIYIN_COMPLETE" in said.out
