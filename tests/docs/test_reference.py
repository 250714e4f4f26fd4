"""The reference says what the code says."""

import runpy

from house.sources import ROOT

REFERENCE = ROOT / "docs" / "reference"


def test_the_reference_is_what_the_code_makes_of_it() -> None:
    generator = runpy.run_path(str(ROOT / "docs" / "generate.py"))

    made = generator["pages"]()
    written = {
        str(file.relative_to(REFERENCE)): file.read_text("utf-8")
        for file in REFERENCE.rglob("*.md")
    }

    assert written.keys() == made.keys(), "run `make docs`"
    assert [name for name in made if written[name] != made[name]] == [], "run `make docs`"
