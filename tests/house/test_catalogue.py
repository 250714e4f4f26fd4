"""Every sentence that huiyin says stands in its catalogues, and they are compiled.

Where sentences are found is told in `sentences`. `make catalogue` compiles the catalogues and
then asks here what is missing.
"""

import re
from collections import Counter
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from house.sentences import sentences
from house.sources import FLOORS, ROOT

CATALOGUES = sorted(file for floor in FLOORS for file in (ROOT / floor).rglob("*.po"))
of_each_catalogue = pytest.mark.parametrize(
    "file", CATALOGUES, ids=lambda po: str(po.relative_to(ROOT))
)


def written(file: Path) -> Catalog:
    with file.open("rb") as po:
        return read_po(po)


def translations(catalogue: Catalog) -> dict[str, str]:
    return {
        str(one.id): str(one.string) for one in catalogue if one.id and one.string and not one.fuzzy
    }


def places(sentence: str) -> Counter[str]:
    return Counter(name for _, name, _, _ in Formatter().parse(sentence) if name is not None)


@of_each_catalogue
def test_a_compiled_catalogue_says_what_the_written_one_says(file: Path) -> None:
    with file.with_suffix(".mo").open("rb") as mo:
        compiled = translations(read_mo(mo))

    assert compiled == translations(written(file))


@of_each_catalogue
def test_a_translation_keeps_the_places_of_its_sentence(file: Path) -> None:
    wrong = [
        sentence
        for sentence, said in translations(written(file)).items()
        if places(sentence) != places(said)
    ]

    assert not wrong


@of_each_catalogue
def test_chinese_is_punctuated_in_full_width(file: Path) -> None:
    half_width = re.compile(r"[\u4e00-\u9fff][,.;:?!()]|[,;:?!()][\u4e00-\u9fff]")

    wrong = [said for said in translations(written(file)).values() if half_width.search(said)]

    assert not wrong


def test_every_sentence_is_translated() -> None:
    known = {one for file in CATALOGUES for one in translations(written(file))}

    missing = {sentence: place for sentence, place in sentences() if sentence not in known}

    listed = (f"{place}: {sentence!r}" for sentence, place in missing.items())
    assert not missing, "\n".join(["no translation for", *listed])


def test_nothing_is_translated_that_nobody_says() -> None:
    said = {sentence for sentence, _ in sentences()}

    left = {one for file in CATALOGUES for one in translations(written(file)) if one not in said}

    assert not left
