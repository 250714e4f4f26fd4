"""Notes, checkpoints and policies are those of C2SP, and nothing else passes for them."""

import pytest

from huiyin.workflow.errors import LedgerBroken, Misconfigured
from huiyin.workflow.ledger.checkpoint import Checkpoint, Policy
from huiyin.workflow.ledger.note import Note, SignerKey, VerifierKey
from ledger.books import KEY, OTHER, POLICY

# The example of golang.org/x/mod/sumdb/note, whose format this is.
PETER = VerifierKey.parse("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
WELL = """If you think cryptography is the answer to your problem,
then you don't know what your problem is.

— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
"""  # noqa: E501
MADE = Checkpoint("huiyin/test", 42, bytes(range(32)))


def test_the_note_of_the_go_library_verifies() -> None:
    assert Note.parse(WELL).is_signed_by(PETER)
    assert not Note.parse(WELL.replace("your problem is", "your answer is")).is_signed_by(PETER)


def test_a_key_is_written_and_read_with_its_id() -> None:
    assert VerifierKey.parse(str(KEY.verifier)) == KEY.verifier
    assert SignerKey.parse(KEY.private() + "\n") == KEY
    assert "seed" not in repr(KEY)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "PeterNeumann",
        "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "Peter+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10",
        "PeterNeumann+c74f20a3+!!!",
        "PeterNeumann+c74f20a3+AhpcmQcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
    ],
)
def test_what_is_no_key_is_refused(text: str) -> None:
    with pytest.raises(Misconfigured, match="is no verifier key"):
        VerifierKey.parse(text)
    with pytest.raises(Misconfigured):
        SignerKey.parse(text)


def test_a_damaged_private_key_is_refused() -> None:
    with pytest.raises(Misconfigured, match="damaged"):
        SignerKey.parse(KEY.private().replace("huiyin/test", "huiyin/best"))


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a\tb"])
def test_a_key_has_a_name_of_one_word(name: str) -> None:
    with pytest.raises(Misconfigured, match="no name of a key"):
        SignerKey(name, bytes(32))


def test_a_checkpoint_is_a_note_of_three_lines() -> None:
    note = KEY.sign(str(MADE))

    assert note.startswith(
        "huiyin/test\n42\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n\n— huiyin"
    )
    assert POLICY.opened(note) == MADE
    assert POLICY.opened(KEY.sign(f"{MADE}one more line\n")) == MADE


SIGNED = KEY.sign(str(MADE))


@pytest.mark.parametrize(
    "note",
    [
        "",
        str(MADE),
        SIGNED[:-1],
        f"{SIGNED}\n",
        SIGNED.replace("\u2014", "-"),
        SIGNED.replace("42", "43"),
        f"{SIGNED[:-12]}AAAAAAAAAA=\n",
        KEY.sign(str(MADE).replace("42", "042")),
        KEY.sign(str(MADE).replace("42", "-1")),
        KEY.sign(str(MADE).replace("AAEC", "AAE")),
        KEY.sign(str(MADE).replace("AAEC", "AA!C")),
        KEY.sign(str(MADE).replace("huiyin/test\n", "\n")),
        KEY.sign(str(MADE).replace("test", "best")),
        KEY.sign("huiyin/test\n"),
        OTHER.sign(str(MADE)),
    ],
)
def test_what_is_not_a_checkpoint_that_was_signed_is_refused(note: str) -> None:
    with pytest.raises(LedgerBroken):
        POLICY.opened(note)


def test_a_signature_of_somebody_else_beside_ours_does_no_harm() -> None:
    witnessed = SIGNED + SignerKey("witness", bytes(32)).sign("x\n").rpartition("\n\n")[2]

    assert POLICY.opened(witnessed) == MADE


def test_a_wrong_signature_under_our_name_spoils_the_right_one() -> None:
    wrong = KEY.sign("another text\n").rpartition("\n\n")[2]

    with pytest.raises(LedgerBroken, match="no key that may sign"):
        POLICY.opened(SIGNED + wrong)


def test_after_a_rotation_each_key_signs_in_its_own_time() -> None:
    policy = Policy.parse(f"# keys of the office\n{POLICY}40 {OTHER.verifier} # since spring\n")
    old, new = Checkpoint("huiyin/test", 39, bytes(32)), Checkpoint("huiyin/test", 40, bytes(32))

    assert policy.opened(KEY.sign(str(old))) == old
    assert policy.opened(OTHER.sign(str(new))) == new
    for key, one in ((OTHER, old), (KEY, new)):
        with pytest.raises(LedgerBroken, match=f"may sign a ledger of size {one.size}"):
            policy.opened(key.sign(str(one)))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# nothing",
        f"x {KEY.verifier}",
        f"0 {KEY.verifier} 0",
        f"0 {KEY.verifier}\n0 {OTHER.verifier}",
        f"5 {KEY.verifier}\n0 {OTHER.verifier}",
        f"0 {KEY.verifier}\n1 {PETER}",
    ],
)
def test_what_is_no_policy_is_refused(text: str) -> None:
    with pytest.raises(Misconfigured):
        Policy.parse(text)
