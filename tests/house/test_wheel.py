"""A host gets one import name: the wheel holds `huiyin/` alone, and all of it."""

import json
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import huiyin
from house.sources import FLOORS, ROOT, shipped_files

HOST = Path(__file__).parent / "host"
NOT_BUILT_FROM = shutil.ignore_patterns("__pycache__")
AT_THE_ROOT = ("*.py", "*.md", "pyproject.toml", "LICENSE", "py.typed")


def succeed(*command: str, cwd: Path | None = None, env: dict[str, str] | None = None) -> str:
    """Run a program that must succeed; give what it says."""
    done = subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@dataclass(frozen=True)
class Installed:
    """An environment of its own with the wheel and what it depends on, and nothing else."""

    bin: Path

    def run(self, program: str, *arguments: object, cwd: Path) -> str:
        bare = {"PATH": str(self.bin), "LANG": "C.UTF-8"}
        return succeed(str(self.bin / program), *map(str, arguments), cwd=cwd, env=bare)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel that comes of the sdist of a clean copy."""
    copy, out = tmp_path_factory.mktemp("copy"), tmp_path_factory.mktemp("dist")
    for floor in FLOORS:
        shutil.copytree(ROOT / floor, copy / floor, ignore=NOT_BUILT_FROM)
    for file in (file for pattern in AT_THE_ROOT for file in ROOT.glob(pattern)):
        shutil.copy(file, copy)
    succeed(sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), str(copy))
    return next(out.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The wheel, installed without a network: its dependencies are read where they lie.

    A path file shows the libraries of this environment; the editable huiyin among them
    stays hidden, since a path file within such a folder is not followed.
    """
    home = tmp_path_factory.mktemp("venv")
    venv.create(home, with_pip=False)
    pip = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        str(home / "bin" / "python"),
        "--disable-pip-version-check",
    ]
    install = [*pip, "install", "--no-deps", "--no-index", str(wheel)]
    subprocess.run(install, check=True, capture_output=True)
    site = Path(sysconfig.get_path("purelib", vars={"base": str(home)}))
    (site / "libraries.pth").write_text(sysconfig.get_path("purelib"), "utf-8")
    return Installed(home / "bin")


def test_the_wheel_holds_huiyin_alone_and_all_of_it(wheel: Path) -> None:
    names = {Path(name) for name in zipfile.ZipFile(wheel).namelist()}

    tops = {name.parts[0] for name in names}
    inside = {str(name.relative_to("huiyin")) for name in names if name.parts[0] == "huiyin"}

    assert tops == {"huiyin", f"huiyin-{huiyin.__version__}.dist-info"}
    assert inside == shipped_files()


def test_the_command_line_runs_from_the_wheel(installed: Installed, tmp_path: Path) -> None:
    said = installed.run("huiyin", "--version", cwd=tmp_path)

    assert huiyin.__version__ in said


def test_the_package_runs_as_a_module(installed: Installed, tmp_path: Path) -> None:
    said = installed.run("python", "-m", "huiyin", "--version", cwd=tmp_path)

    assert huiyin.__version__ in said


def test_a_form_is_printed_from_the_wheel(installed: Installed, tmp_path: Path) -> None:
    """Its templates are shipped; Jinja2 is read where it lies, like every library here."""
    fields = ("name=周敏", "phone=139", "material=silver")
    opening = ("open", "repair/jewellery", "--as", "wang:clerk", "--at", "2026-03-02 09:00")
    installed.run("huiyin", *opening, *fields, cwd=tmp_path)

    html = installed.run("huiyin", "form", "R-2026-000001", "receipt", cwd=tmp_path)

    assert html.startswith("<!doctype html>")
    assert "@page" in html
    assert "周敏" in html


def test_a_host_with_its_own_cli_and_domain_embeds_huiyin(
    installed: Installed, tmp_path: Path
) -> None:
    host = shutil.copytree(HOST, tmp_path / "host", ignore=NOT_BUILT_FROM)
    work = tmp_path / "work"
    work.mkdir()

    found: dict[str, Any] = json.loads(installed.run("python", "back_office.py", work, cwd=host))

    assert Path(found["cli"]).is_relative_to(host)
    assert Path(found["domain"]).is_relative_to(host)
    assert Path(found["huiyin"]).is_relative_to(installed.bin.parent)
    assert found["version"] == huiyin.__version__
    assert found["greeting"] == "back office"
    assert found["opened"]["events"] == ["ComplaintRegistered"]
    assert found["again"] == found["opened"], "the key gives the first answer"
    assert found["refused"]["kind"] == "NotFromHere"
    assert found["refused"]["clauses"][0] == "S004-p7-visit-2b"
    number = found["opened"]["case"]
    assert found["lapsed"] == [[number, "answer"]]
    assert found["register"] == [[number, "registered"]]
