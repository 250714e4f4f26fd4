"""What an opening that cannot write does all the same, and what it refuses."""

from terminal import MALL, Terminal

CASE = "C-2026-000001"
READING = [
    ("show", CASE),
    ("history", CASE),
    ("next", CASE),
    ("why", CASE, "close"),
    ("register", "complaints"),
    ("register", "overdue", "--at", "2026-03-20"),
    ("handovers",),
    ("holders",),
    ("trail",),
    ("due",),
    ("verify",),
    ("prove", CASE, "-o", "proofs"),
    ("export", "bundle", "-o", "bundle.zip"),
    ("export", "csv", "-o", "log.csv"),
    ("report", "monthly-complaints", "--month", "2026-03"),
    ("projections", "status"),
    ("store", "check"),
    ("attachment", "check"),
    ("form", CASE),
    ("do", CASE, "handle-directly", "--as", "wang:receptionist", "--dry-run"),
]
WRITING = [
    ("open", "complaint/mall", "--as", "wang:receptionist", "severity=general", *MALL),
    ("do", CASE, "handle-directly", "--as", "wang:receptionist"),
    ("do", CASE, "close", "--as", "wang:receptionist"),
    ("tick", "--now", "2026-03-20 09:00"),
    ("projections", "rebuild"),
    ("play", "day.jsonl"),
    ("attachment", "add", "photo.jpg"),
    ("intake", "rows.csv", "--as", "wang:receptionist"),
]


def filled(huiyin: Terminal) -> None:
    """Record a case and sign it, and put down what the commands above name."""
    huiyin.opened()
    key = str(huiyin.folder / "signer.key")
    huiyin.run("key", "new", key)
    huiyin.run("checkpoint", "--key", key)
    line = '{"do":"handle-directly","case":"C-2026-000001","as":"wang:receptionist"}\n'
    (huiyin.folder / "day.jsonl").write_text(line)
    (huiyin.folder / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0 a photo")
    (huiyin.folder / "rows.csv").write_text(f"do,case\nhandle-directly,{CASE}\n")
