"""Every sentence that huiyin says stands in its catalogues, and they are compiled.

Found are the constant texts given to one of SAYING as its first argument, to any call as
`says`. `make catalogue` compiles the catalogues and then asks here what is missing.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from house.sources import FLOORS, ROOT, calls, modules

SAYING = {"_", "condition", "message", "people", "sentence"}
CATALOGUES = sorted(file for floor in FLOORS for file in (ROOT / floor).rglob("*.po"))


def written(file: Path) -> Catalog:
    with file.open("rb") as po:
        return read_po(po)


def translations(catalogue: Catalog) -> dict[object, object]:
    return {one.id: one.string for one in catalogue if one.id and one.string and not one.fuzzy}


def said() -> Iterator[tuple[str, str]]:
    """Give every sentence with the place where it is said."""
    for name, tree in modules():
        for call in calls(tree):
            called = call.func.attr if isinstance(call.func, ast.Attribute) else call.func
            called = called.id if isinstance(called, ast.Name) else called
            texts = [one.value for one in call.keywords if one.arg == "says"]
            texts += call.args[:1] if called in SAYING else []
            for text in texts:
                match text:
                    case ast.Constant(value=str(sentence)) if sentence:
                        yield sentence, f"{name}:{call.lineno}"


@pytest.mark.parametrize("file", CATALOGUES, ids=lambda po: str(po.relative_to(ROOT)))
def test_a_compiled_catalogue_says_what_the_written_one_says(file: Path) -> None:
    with file.with_suffix(".mo").open("rb") as mo:
        compiled = translations(read_mo(mo))

    assert compiled == translations(written(file))


@pytest.mark.parametrize("file", CATALOGUES, ids=lambda po: str(po.relative_to(ROOT)))
def test_a_translation_keeps_the_places_of_its_sentence(file: Path) -> None:
    wrong = {error.args[0] for one in written(file) for error in one.check()}

    assert not wrong


def test_every_sentence_is_translated() -> None:
    known = {one for file in CATALOGUES for one in translations(written(file))}

    missing = [f"{place}: {sentence}" for sentence, place in said() if sentence not in known]

    assert not missing, "\n".join(["no translation for", *missing])
