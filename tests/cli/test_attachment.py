"""Attachments from the command line: in a blank, added, got back, looked for."""

from hashlib import sha256
from pathlib import Path

import pytest

from terminal import NINE, Said, Terminal

JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF the piece"
SHA = sha256(JPEG).hexdigest()
WANG = ("--as", "wang:receptionist", "--at", NINE)
ENTER = ("enter-handover-sheet", *WANG, "sheet_no=S-1", "customer_name=何静")


@pytest.fixture
def piece(huiyin: Terminal) -> Path:
    """A photo of a piece, in the folder where the commands are typed."""
    file = huiyin.folder / "piece.jpg"
    file.write_bytes(JPEG)
    return file


@pytest.fixture
def case(huiyin: Terminal) -> str:
    """A repair that has come as far as its handover sheet."""
    steps = (
        ("open", "repair/jewellery", *WANG, "name=何静", "phone=137", "material=silver"),
        (
            *("do", "R-2026-000001", "receive-piece", *WANG, "receipt_no=1"),
            *("received_on=2026-03-02", "product_code=A", "part_to_repair=clasp"),
        ),
        (
            *("do", "R-2026-000001", "assess-piece", *WANG, "damage=silver_broken"),
            "in_house_possible=no",
        ),
        (
            *("do", "R-2026-000001", "inform-customer", *WANG, "told_duration=yes"),
            *("told_may_differ=yes", "contact_mode=phone", "consent=yes"),
        ),
    )
    for step in steps:
        said = huiyin.run(*step)
        assert said.code == 0, said.err
    return "R-2026-000001"


def kept(huiyin: Terminal) -> list[str]:
    folder = huiyin.folder / "huiyin.db.files"
    return sorted(str(one.relative_to(folder)) for one in folder.rglob("*") if one.is_file())


def checked(huiyin: Terminal) -> Said:
    return huiyin.run("attachment", "check", "--json")


def found(said: Said) -> list[tuple[str, str | None]]:
    return [(row["found"], row["case"]) for row in said.json["attachments"]]


@pytest.mark.usefixtures("piece")
def test_a_file_is_attached_where_a_blank_takes_one(huiyin: Terminal, case: str) -> None:
    """S000-ch10-4b: a photo goes with the handover sheet."""
    said = huiyin.run("do", case, *ENTER, "photo=@piece.jpg")

    shown = huiyin.run("show", case, "--json").json
    written = {row["field"]: row["value"] for row in shown["written"]}
    assert said.code == 0, said.err
    assert written["photo"] == {"name": "piece.jpg", "sha256": SHA}
    assert kept(huiyin) == [f"{SHA[:2]}/{SHA[2:]}"]


@pytest.mark.usefixtures("piece")
def test_a_dry_run_looks_at_the_file_and_keeps_nothing(huiyin: Terminal, case: str) -> None:
    said = huiyin.run("do", case, *ENTER, "photo=@piece.jpg", "--dry-run")

    assert said.code == 0, said.err
    assert not (huiyin.folder / "huiyin.db.files").exists()


@pytest.mark.parametrize(
    ("content", "photo", "told"),
    [
        (None, "@gone.jpg", (2, "gone.jpg: No such file or directory")),
        (None, "@.", (2, ".: Is a directory")),
        (b"", "@bad.jpg", (9, "huiyin: bad.jpg is empty")),
        (b"MZ\x90", "@bad.jpg", (9, "huiyin: bad.jpg is, by its content, none of: image/jpeg")),
        (None, "piece.jpg", (4, "photo should be a file: its name and SHA-256, or @FILE")),
    ],
)
def test_a_file_that_is_unfit_changes_nothing(
    huiyin: Terminal, case: str, content: bytes | None, photo: str, told: tuple[int, str]
) -> None:
    if content is not None:
        (huiyin.folder / "bad.jpg").write_bytes(content)

    said = huiyin.run("do", case, *ENTER, f"photo={photo}")

    assert (said.code, told[1] in said.err) == (told[0], True), said.err
    assert huiyin.run("show", case, "--json").json["version"] == 4
    assert not (huiyin.folder / "huiyin.db.files").exists()


def test_what_a_form_names_may_lie_elsewhere_and_is_told_as_missing(
    huiyin: Terminal, case: str
) -> None:
    done = huiyin.run("do", case, *ENTER, f'photo={{"name":"a.jpg","sha256":"{SHA}"}}')

    said = checked(huiyin)

    assert (done.code, said.code) == (0, 7)
    assert said.json["attachments"] == [
        {
            "found": "missing",
            "case": case,
            "version": 5,
            "clauses": ["S000-ch10-4b"],
            "name": "a.jpg",
            "sha256": SHA,
        }
    ]


def test_every_file_is_found_whole_missing_altered_or_beyond_the_log(
    huiyin: Terminal, case: str, piece: Path
) -> None:
    huiyin.run("do", case, *ENTER, "photo=@piece.jpg")
    assert (checked(huiyin).code, found(checked(huiyin))) == (0, [("ok", case)])

    piece.write_bytes(JPEG + b"!")
    huiyin.run("attachment", "add", "piece.jpg")
    said = checked(huiyin)
    assert (said.code, found(said)) == (0, [("ok", case), ("not_in_the_log", None)])

    file = huiyin.folder / "huiyin.db.files" / SHA[:2] / SHA[2:]
    file.chmod(0o644)
    file.write_bytes(JPEG + b"?")
    said = checked(huiyin)
    assert (said.code, found(said)) == (7, [("altered", case), ("not_in_the_log", None)])
    assert (said.json["altered"], said.json["not_in_the_log"], said.json["ok"]) == (1, 1, 0)

    file.unlink()
    assert (checked(huiyin).code, found(checked(huiyin))[0]) == (7, ("missing", case))


@pytest.mark.usefixtures("piece")
def test_a_photo_that_was_corrected_is_still_looked_for(huiyin: Terminal, case: str) -> None:
    """S001-ch2-1a: the original stays in the log."""
    huiyin.run("do", case, *ENTER, "photo=@piece.jpg")
    other = sha256(b"other").hexdigest()
    now = f'now={{"photo":{{"name":"b.jpg","sha256":"{other}"}}}}'

    done = huiyin.run(
        *("do", case, "correct-entry", "--as", "chen:cs_manager", "--at", NINE),
        *("version=5", now, "approved_by=li:cs_manager", "--reason", "the wrong photo"),
    )
    said = checked(huiyin)

    assert done.code == 0, done.err
    assert [row["name"] for row in said.json["attachments"]] == ["piece.jpg", "b.jpg", "piece.jpg"]
    assert [row["found"] for row in said.json["attachments"]] == ["ok", "missing", "ok"]


@pytest.mark.usefixtures("piece")
def test_a_file_is_added_and_got_back(huiyin: Terminal) -> None:
    added = huiyin.run("attachment", "add", "piece.jpg", "--json")

    got = huiyin.run("attachment", "get", SHA, "-o", "copy.jpg")

    assert added.json["files"] == [
        {"name": "piece.jpg", "sha256": SHA, "size": len(JPEG), "type": "image/jpeg"}
    ]
    assert (got.code, (huiyin.folder / "copy.jpg").read_bytes()) == (0, JPEG)


def test_several_files_are_added_all_or_none(huiyin: Terminal, piece: Path) -> None:
    (huiyin.folder / "bad.jpg").write_bytes(b"no picture")

    said = huiyin.run("attachment", "add", piece.name, "bad.jpg")

    assert (said.code, "bad.jpg" in said.err) == (9, True)
    assert not (huiyin.folder / "huiyin.db.files").exists()


@pytest.mark.usefixtures("piece")
def test_an_altered_file_is_not_given(huiyin: Terminal) -> None:
    huiyin.run("attachment", "add", "piece.jpg")
    file = huiyin.folder / "huiyin.db.files" / SHA[:2] / SHA[2:]
    file.chmod(0o644)
    file.write_bytes(b"other")

    said = huiyin.run("attachment", "get", SHA, "-o", "copy.jpg")
    missing = huiyin.run("attachment", "get", "0" * 64, "-o", "copy.jpg")

    assert (said.code, "has been altered" in said.err) == (7, True)
    assert (missing.code, "is not kept at" in missing.err) == (3, True)
    assert not (huiyin.folder / "copy.jpg").exists()


@pytest.mark.usefixtures("piece")
def test_attachments_lie_where_the_settings_say(huiyin: Terminal) -> None:
    (huiyin.folder / "huiyin.toml").write_text('attachments = "elsewhere"\n', "utf-8")

    by_file = huiyin("attachment", "add", "piece.jpg")
    by_variable = huiyin("attachment", "add", "piece.jpg", HUIYIN_ATTACHMENTS="by_variable")
    url = (huiyin.folder / "by_flag").as_uri()
    by_flag = huiyin("--attachments", url, "attachment", "add", "piece.jpg")
    unknown = huiyin("--attachments", "s3://bucket", "attachment", "add", "piece.jpg")

    assert (by_file.code, by_variable.code, by_flag.code, unknown.code) == (0, 0, 0, 9)
    assert "no attachments can be kept at s3:" in unknown.err
    for folder in ("elsewhere", "by_variable", "by_flag"):
        assert (huiyin.folder / folder / SHA[:2] / SHA[2:]).read_bytes() == JPEG


@pytest.mark.parametrize(
    ("settings", "code", "why"),
    [
        ("largest_mb = 1", 0, ""),
        ('types = ["application/pdf"]', 9, "none of: application/pdf"),
        ('types = ["image/tiff"]', 9, "no type image/tiff; there are image/jpeg"),
        ("types = 3", 9, "files.types is a list"),
        ("largest_mb = 0", 9, "no file is as small as 0 bytes"),
        ('largest_mb = "20"', 9, "files.largest_mb is a whole number"),
        ("most = 1", 9, "files: no option most; there are largest_mb, types"),
    ],
)
@pytest.mark.usefixtures("piece")
def test_an_office_sets_what_may_be_attached(
    huiyin: Terminal, settings: str, code: int, why: str
) -> None:
    (huiyin.folder / "huiyin.toml").write_text(f"[files]\n{settings}\n", "utf-8")

    said = huiyin.run("attachment", "add", "piece.jpg")

    assert (said.code, why in said.err) == (code, True), said.err
