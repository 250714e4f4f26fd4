"""Attachments: kept once under their SHA-256, whole or not at all, never altered unnoticed."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from random import Random

import pytest

from huiyin.workflow.attachments import (
    Accepts,
    Attachments,
    Found,
    attached,
    beside,
    open_attachments,
)
from huiyin.workflow.errors import (
    AttachmentAltered,
    AttachmentMissing,
    AttachmentUnfit,
    Misconfigured,
    StoreUnavailable,
)
from huiyin.workflow.language import language

JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF"
PNG = b"\x89PNG\r\n\x1a\n"
OF_EACH_TYPE = {
    "image/jpeg": JPEG,
    "image/png": PNG,
    "image/webp": b"RIFF\x24\x00\x00\x00WEBPVP8 ",
    "image/heic": b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic",
    "application/pdf": b"%PDF-1.7\n",
}


def digest(content: bytes) -> str:
    return sha256(content).hexdigest()


@pytest.fixture
def files(tmp_path: Path) -> Attachments:
    return open_attachments(str(tmp_path / "cases.db.files"))


def lying(files: Attachments) -> list[str]:
    """Name every file that lies in the folder, wherever."""
    root = Path(files.url)
    return sorted(str(one.relative_to(root)) for one in root.rglob("*") if one.is_file())


def place(files: Attachments, content: bytes) -> Path:
    name = digest(content)
    return Path(files.url) / name[:2] / name[2:]


@pytest.mark.parametrize(("kind", "content"), OF_EACH_TYPE.items())
def test_a_file_is_kept_by_its_content_and_told_by_it(
    files: Attachments, kind: str, content: bytes
) -> None:
    kept = files.put(content, "件.bin")

    assert (kept.name, kept.sha256, kept.size) == ("件.bin", digest(content), len(content))
    assert kept.type == kind
    assert kept.words == {"name": "件.bin", "sha256": digest(content)}
    assert place(files, content).read_bytes() == files.get(kept.sha256) == content


def test_a_file_is_kept_once_however_often_it_is_put(files: Attachments) -> None:
    first = files.put(BytesIO(JPEG), "a.jpg")
    before = place(files, JPEG).stat()

    again = files.put(JPEG, "b.jpg")

    assert (again.sha256, again.name) == (first.sha256, "b.jpg")
    assert place(files, JPEG).stat() == before
    assert lying(files) == [f"{first.sha256[:2]}/{first.sha256[2:]}"]
    assert list(files.kept()) == [first.sha256]


def test_what_is_kept_is_not_to_be_written_on(files: Attachments) -> None:
    files.put(JPEG, "a.jpg")

    assert place(files, JPEG).stat().st_mode & 0o222 == 0


def test_a_look_keeps_nothing(files: Attachments) -> None:
    seen = files.look(JPEG, "a.jpg")

    assert seen.sha256 == digest(JPEG)
    assert not Path(files.url).exists()


@pytest.mark.parametrize(
    ("content", "name", "why"),
    [
        (b"", "a.jpg", "a.jpg is empty"),
        (JPEG + bytes(100), "a.jpg", "a.jpg is larger than 9.53674e-05 MB"),
        (b"MZ\x90\x00", "a.jpg", "a.jpg is, by its content, none of: image/jpeg"),
        (b"only words", "a.jpg", "a.jpg is, by its content, none of: image/jpeg"),
        (JPEG, "../a.jpg", "'../a.jpg' is no name of a file"),
        (JPEG, "..\\a.jpg", r"'..\\a.jpg' is no name of a file"),
        (JPEG, "..", "'..' is no name of a file"),
        (JPEG, " ", "' ' is no name of a file"),
        (JPEG, "a\n.jpg", r"'a\n.jpg' is no name of a file"),
        (JPEG, "a" * 256, "no name of a file"),
    ],
)
def test_what_is_unfit_is_refused_and_leaves_nothing(
    tmp_path: Path, content: bytes, name: str, why: str
) -> None:
    files = open_attachments(str(tmp_path / "files"), Accepts(100, ("image/jpeg",)))

    with pytest.raises(AttachmentUnfit) as unfit:
        files.put(content, name)

    assert why in str(unfit.value)
    assert lying(files) == []


def test_a_fault_can_be_said_in_chinese(files: Attachments) -> None:
    with pytest.raises(AttachmentUnfit) as unfit:
        files.put(b"", "照片.jpg")

    assert language("zh").say(unfit.value.says) == "“照片.jpg”是空文件"


@pytest.mark.parametrize(
    ("content", "is_text"),
    [
        ("确认件\r\n\tok\f".encode(), True),
        ("确".encode() * 200_000, True),  # its letters lie across the pieces that are read
        (b"a\x00b", False),
        (b"a\x1b[31m", False),
        ("确认".encode("gb18030"), False),
        ("确".encode()[:2], False),
    ],
)
def test_plain_text_is_utf_8_without_control_characters(
    tmp_path: Path, content: bytes, *, is_text: bool
) -> None:
    files = open_attachments(str(tmp_path / "files"), Accepts(types=("text/plain",)))

    if is_text:
        assert files.put(content, "a.txt").type == "text/plain"
    else:
        with pytest.raises(AttachmentUnfit):
            files.put(content, "a.txt")


def test_a_picture_of_another_codec_is_no_heic(files: Attachments) -> None:
    with pytest.raises(AttachmentUnfit):
        files.put(b"\x00\x00\x00\x18ftypmif1\x00\x00\x00\x00mif1avif", "a.heic")


def test_what_is_missing_or_altered_is_told_and_never_given(files: Attachments) -> None:
    kept = files.put(JPEG, "a.jpg")
    assert files.check(kept.sha256) is Found.OK

    place(files, JPEG).chmod(0o644)
    place(files, JPEG).write_bytes(PNG)

    assert files.check(kept.sha256) is Found.ALTERED
    with pytest.raises(AttachmentAltered, match=kept.sha256):
        files.get(kept.sha256)
    place(files, JPEG).unlink()
    assert files.check(kept.sha256) is Found.MISSING
    with pytest.raises(AttachmentMissing, match=kept.sha256):
        files.get(kept.sha256)


def test_an_altered_file_is_not_overwritten(files: Attachments) -> None:
    files.put(JPEG, "a.jpg")
    place(files, JPEG).chmod(0o644)
    place(files, JPEG).write_bytes(PNG)

    with pytest.raises(AttachmentAltered):
        files.put(JPEG, "a.jpg")

    assert place(files, JPEG).read_bytes() == PNG


def is_folder(place: Path) -> None:
    place.mkdir()


def is_pipe(place: Path) -> None:
    os.mkfifo(place)


def leads_to_itself(place: Path) -> None:
    place.symlink_to(place)


@pytest.mark.parametrize("lies_there", [is_folder, is_pipe, leads_to_itself])
def test_what_is_no_file_any_more_is_told_and_stops_nothing(
    files: Attachments, lies_there: Callable[[Path], None]
) -> None:
    """Tampering is found; whoever goes through all files comes to their end."""
    kept, other = files.put(JPEG, "a.jpg").sha256, files.put(PNG, "b.png").sha256
    place(files, JPEG).unlink()
    lies_there(place(files, JPEG))

    assert (files.check(kept), files.check(other)) == (Found.ALTERED, Found.OK)
    with pytest.raises(AttachmentAltered):
        files.get(kept)


def test_files_are_missing_where_something_took_the_place_of_their_folder(
    files: Attachments,
) -> None:
    kept, other = files.put(JPEG, "a.jpg").sha256, files.put(PNG, "b.png").sha256
    place(files, JPEG).unlink()
    place(files, JPEG).parent.rmdir()
    place(files, JPEG).parent.write_bytes(b"")

    assert (files.check(kept), list(files.kept())) == (Found.MISSING, [other])
    with pytest.raises(AttachmentMissing):
        files.get(kept)


@pytest.mark.parametrize("asked", ["../../etc/passwd", "", "A" * 64, "a" * 63])
def test_what_is_no_digest_leads_nowhere(files: Attachments, asked: str) -> None:
    assert files.check(asked) is Found.MISSING
    with pytest.raises(AttachmentMissing):
        files.get(asked)


def test_what_somebody_left_who_was_killed_is_ignored_and_removed_a_day_later(
    files: Attachments,
) -> None:
    files.put(JPEG, "a.jpg")
    aside = Path(files.url) / "coming"
    (aside / "old").write_bytes(b"half")
    (aside / "fresh").write_bytes(b"half")
    now = (aside / "fresh").stat().st_mtime
    os.utime(aside / "old", (now - 90_000, now - 90_000))

    files.put(PNG, "b.png")

    assert sorted(files.kept()) == sorted([digest(JPEG), digest(PNG)])
    assert [one.name for one in aside.iterdir()] == ["fresh"]


PUTTING = """
import sys
from huiyin.workflow.attachments import open_attachments

files = open_attachments(sys.argv[1])
print("ready", flush=True)
sys.stdin.readline()
for number in range(int(sys.argv[2]), int(sys.argv[3])):
    kept = files.put(b"\\xff\\xd8\\xff" + str(number).encode() * 100_000, "a.jpg")
    print(kept.sha256, flush=True)
"""


def putting(url: str, first: int, end: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", PUTTING, url, str(first), str(end)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def go(*writers: subprocess.Popen[str]) -> None:
    for one in writers:
        assert one.stdout
        assert one.stdin
        assert one.stdout.readline() == "ready\n"
    for one in writers:
        assert one.stdin
        one.stdin.write("\n")
        one.stdin.flush()


def test_several_processes_put_the_same_files_at_once(files: Attachments) -> None:
    writers = [putting(files.url, 0, 12) for _ in range(3)]
    go(*writers)

    said = [one.communicate(timeout=60)[0].split() for one in writers]

    assert [one.returncode for one in writers] == [0, 0, 0]
    assert said[0] == said[1] == said[2]
    assert list(files.kept()) == sorted(said[0])
    assert {files.check(one) for one in said[0]} == {Found.OK}


@pytest.mark.parametrize("round_", range(3))
def test_a_killed_process_leaves_whole_files_alone(files: Attachments, round_: int) -> None:
    chance = Random(round_)
    writer = putting(files.url, 0, 100_000)
    go(writer)
    assert writer.stdout

    put = [writer.stdout.readline().strip() for _ in range(chance.randrange(1, 20))]
    writer.kill()
    rest, _ = writer.communicate(timeout=60)
    put += [one.strip() for one in rest.splitlines(keepends=True) if one.endswith("\n")]

    assert set(put) <= set(files.kept())
    assert {files.check(one) for one in files.kept()} == {Found.OK}
    again = files.put(JPEG, "a.jpg")
    assert files.check(again.sha256) is Found.OK


def addresses(folder: Path) -> Iterator[str]:
    yield str(folder / "with space")
    yield (folder / "with space").as_uri()


def test_a_place_is_a_path_or_a_file_url(tmp_path: Path) -> None:
    for address in addresses(tmp_path):
        assert open_attachments(address).url == str(tmp_path / "with space")


@pytest.mark.parametrize("address", ["s3://bucket/secret", "https://x", "file://host/x", "", "a\0"])
def test_another_place_is_misconfigured_and_not_repeated(address: str) -> None:
    with pytest.raises(Misconfigured, match=r"file:///PATH") as wrong:
        open_attachments(address)

    assert "secret" not in str(wrong.value)


@pytest.mark.parametrize("unfit", [{"largest": 0}, {"types": ("image/tiff",)}])
def test_a_place_that_could_accept_nothing_is_misconfigured(unfit: dict[str, object]) -> None:
    with pytest.raises(Misconfigured):
        Accepts(**unfit)  # type: ignore[arg-type]


def test_the_folder_stands_beside_the_store() -> None:
    assert beside("cases.db") == beside("sqlite:///cases.db") == "cases.db.files"
    for elsewhere in ("memory:", "postgresql://host/cases"):
        with pytest.raises(Misconfigured, match="no folder stands beside this store"):
            beside(elsewhere)


def test_a_folder_that_cannot_be_made_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")

    with pytest.raises(StoreUnavailable, match="file"):
        open_attachments(str(tmp_path / "file" / "below")).put(JPEG, "a.jpg")


def test_attachments_are_found_in_a_form_however_deep() -> None:
    photo = {"name": "a.jpg", "sha256": "0" * 64}

    form = {"photo": photo, "now": {"proofs": [photo, {"of": photo}]}, "remark": "a.jpg"}

    assert list(attached(form)) == [("a.jpg", "0" * 64)] * 3
