"""The house stands as architecture demands: one package, four floors, doors for strangers."""

import importlib.metadata
import re
import subprocess
import sys
from pathlib import Path

import pytest

import huiyin
from house.sources import FLOORS, PROJECT, ROOT, imported, modules, shipped_files

LINT_IMPORTS = Path(sys.executable).with_name("lint-imports")
CONTRACTS = {one["id"]: one["name"] for one in PROJECT["tool"]["importlinter"]["contracts"]}


SKELETON = (
    *("cli/main", "cli/workbook", "domain/office", "domain/complaint/forms"),
    *("projections/every", "projections/page", "projections/printed/press"),
    *("projections/first_answers", "projections/stray"),
    *("projections/exchange/log", "projections/dossier/page"),
    *("projections/agreement", "projections/difference"),
    *("projections/deviations/audit", "projections/sampling/sample"),
    *("projections/custody/log", "projections/registers/words", "projections/statistics/tables"),
    *("projections/due_list", "projections/register", "projections/charts", "projections/where"),
    *("projections/audit_trail", "projections/attachment_check", "projections/answering"),
    *("projections/clocks", "projections/kept", "projections/trail_entry"),
    *("projections/trail_words", "projections/columns", "projections/written"),
    "projections/projection",
    *("domain/complaint/realty", "domain/complaint/mall", "workflow/store/memory"),
    "workflow/ledger/ed25519",
    *("domain/request/forms", "domain/request/property", "domain/visit/forms"),
    *("domain/shift/forms", "domain/sample/drawing", "domain/consignment/forms"),
    *("domain/goods_return/forms", "domain/repair/forms", "domain/audit/drawing"),
    *("domain/visit/property", "workflow/machine", "workflow/desk"),
)


def lint(root: Path) -> subprocess.CompletedProcess[str]:
    """Hold the import contracts against the package that lies in `root`/huiyin, if any."""
    return subprocess.run(
        [LINT_IMPORTS, "--no-cache", "--config", ROOT / "pyproject.toml"],
        cwd=root,
        env={"PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def skeleton(tmp_path: Path) -> Path:
    """An empty house with all its rooms, for a test to spoil."""
    for name in (*SKELETON, "__main__"):
        module = tmp_path / "huiyin" / f"{name}.py"
        module.parent.mkdir(parents=True, exist_ok=True)
        module.touch()
    for folder in (tmp_path / "huiyin").rglob("*/"):
        (folder / "__init__.py").touch()
    (tmp_path / "huiyin" / "__init__.py").touch()
    return tmp_path


def test_the_repository_root_is_the_package() -> None:
    assert Path(str(huiyin.__file__)) == ROOT / "__init__.py"


def test_loading_the_package_loads_nothing_else() -> None:
    tell = "import sys, huiyin; print(*(m for m in sys.modules if m.startswith('huiyin')))"

    loaded = subprocess.run(
        [sys.executable, "-c", tell], capture_output=True, text=True, check=True
    )

    assert loaded.stdout.split() == ["huiyin"]


def test_there_is_one_copy_of_every_module() -> None:
    inside = {
        name
        for name, module in sys.modules.items()
        if (file := getattr(module, "__file__", None))
        and Path(file).is_relative_to(ROOT)
        and Path(file).relative_to(ROOT).parts[0] in FLOORS
    }

    strangers = {name for name in inside if not name.startswith("huiyin.")}

    assert not strangers, f"loaded again under other names: {strangers}"


def test_no_other_module_stands_at_the_root() -> None:
    assert {file.name for file in ROOT.glob("*.py")} == {"__init__.py", "__main__.py"}


def test_tests_are_no_package() -> None:
    inits = (file.relative_to(ROOT / "tests") for file in (ROOT / "tests").rglob("__init__.py"))

    assert all(init.is_relative_to("house/host") for init in inits)


def test_every_folder_of_modules_is_a_package_that_is_shipped() -> None:
    folders = {Path(name).parent for name in shipped_files() if name.endswith(".py")}

    named = {".".join(("huiyin", *folder.parts)) for folder in folders}
    with_init = {folder for folder in folders if (ROOT / folder / "__init__.py").is_file()}

    assert named == set(PROJECT["tool"]["setuptools"]["packages"])
    assert with_init == folders


def plain(distribution: str) -> str:
    return distribution.lower().replace("_", "-")


def test_every_library_that_is_imported_is_a_declared_dependency() -> None:
    extras = PROJECT["project"]["optional-dependencies"]
    of_extras = [one for name in ("office", "postgres") for one in extras[name]]
    requirements = [*PROJECT["project"]["dependencies"], *of_extras]
    declared = {plain(re.split(r"[<>=\[ ;]", one)[0]) for one in requirements}
    distributions = importlib.metadata.packages_distributions()

    used = {name for _, tree in modules() for name in imported(tree)}
    strangers = used - sys.stdlib_module_names - {"huiyin"}
    undeclared = {
        name
        for name in strangers
        if declared.isdisjoint(plain(one) for one in distributions.get(name, [name]))
    }

    assert not undeclared


def test_the_engine_knows_no_word_of_the_domain() -> None:
    words = re.compile("complaint|consignment|repair", re.IGNORECASE)

    speaking = [
        f"{name}:{number} {line.strip()}"
        for name in sorted(shipped_files())
        if name.startswith("workflow/") and name.endswith(".py")
        for number, line in enumerate((ROOT / name).read_text("utf-8").splitlines(), 1)
        if words.search(line)
    ]

    assert not speaking


def test_the_constraints_are_plain_pins() -> None:
    pins = (ROOT / "constraints.txt").read_text("utf-8").splitlines()

    assert all(re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.!+]+", pin) for pin in pins)


def test_the_contracts_hold(tmp_path: Path) -> None:
    found = lint(tmp_path)

    assert found.returncode == 0, found.stdout + found.stderr


@pytest.mark.parametrize(
    ("sinner", "sin", "contract"),
    [
        ("workflow/desk", "from ..domain import office", "floors"),
        ("domain/office", "from ..projections import kept", "floors"),
        ("projections/kept", "from ..cli import main", "floors"),
        ("manager", "", "floors"),
        ("domain/complaint/mall", "from . import realty", "pages"),
        ("domain/complaint/forms", "from . import realty", "pages"),
        ("domain/request/service_centre", "from . import property", "request"),
        ("domain/visit/service_centre", "from . import property", "visit"),
        ("domain/visit/property", "from ..request import forms", "kinds"),
        ("domain/repair/forms", "from ..consignment import forms", "kinds"),
        ("projections/registers/words", "from ..custody import log", "rooms"),
        ("projections/statistics/tables", "from ..custody import log", "rooms"),
        ("projections/heap", "", "rooms"),
        ("workflow/desk", "import transitions", "machine"),
        ("workflow/desk", "import eventsourcing.domain", "store"),
        ("projections/kept", "import click", "terminal"),
        ("workflow/desk", "def late():\n    from rich import print", "terminal"),
        ("cli/main", "import jinja2", "press"),
        ("cli/main", "import openpyxl", "workbooks"),
        ("workflow/desk", "import cryptography.exceptions", "seal"),
    ],
)
def test_the_contracts_bite(skeleton: Path, sinner: str, sin: str, contract: str) -> None:
    (skeleton / "huiyin" / f"{sinner}.py").write_text(f"{sin}\n", "utf-8")

    found = lint(skeleton)

    assert found.returncode == 1
    assert f"{CONTRACTS[contract]} BROKEN" in found.stdout


def test_a_circle_of_rooms_is_found(skeleton: Path) -> None:
    for module, imports in (
        ("workflow/desk", "from .store import memory"),
        ("workflow/store/memory", "from .. import desk"),
    ):
        (skeleton / "huiyin" / f"{module}.py").write_text(f"{imports}\n", "utf-8")

    found = lint(skeleton)

    assert found.returncode == 1
    assert f"{CONTRACTS['circles']} BROKEN" in found.stdout


def test_strangers_may_come_in_at_their_doors(skeleton: Path) -> None:
    for door, stranger in (
        ("cli/main", "click, rich, platformdirs"),
        ("workflow/machine", "transitions"),
        ("workflow/store/memory", "eventsourcing.persistence"),
        ("projections/printed/press", "jinja2"),
        ("cli/workbook", "openpyxl"),
        ("workflow/ledger/ed25519", "cryptography.exceptions"),
    ):
        (skeleton / "huiyin" / f"{door}.py").write_text(f"import {stranger}\n", "utf-8")

    found = lint(skeleton)

    assert found.returncode == 0, found.stdout
