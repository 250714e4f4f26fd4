"""Names and sentences in both languages, apart from their values."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from huiyin.workflow.language import Label, Message, Until, language, message, pack, unpack

WHEN = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
SAID = message(
    "{who} at {when}: {list}",
    who=Label("柜员", "clerk"),
    when=WHEN,
    list=["a", message("{n} times", n=3), Label("箱", "box")],
)


def test_a_sentence_is_said_with_its_values_in_the_language_asked_for() -> None:
    """Style 12: a host can say it in another language."""
    assert str(SAID) == "clerk at 2026-03-02 01:00 UTC: a, 3 times, box"
    assert "柜员" in language("zh").say(SAID)
    assert "箱" in language("zh").say(SAID)


def test_values_are_never_read_as_places() -> None:
    """Issue 2, bad input: braces in what people write stay what they are."""
    assert (
        str(message("{it} is no step", it="{0.__class__} {it}")) == "{0.__class__} {it} is no step"
    )


def test_what_is_said_can_be_packed_and_said_again() -> None:
    """Settled 15: a refusal is given again, in any language."""
    again = unpack(pack(SAID))

    assert isinstance(again, Message)
    assert str(again) == str(SAID)
    assert language("zh").say(again) == language("zh").say(SAID)


def test_a_sentence_that_no_catalogue_has_stays_english() -> None:
    """Style 12: better in English than not at all."""
    assert language("zh").say(message("nobody has ever said this {x}", x=1)) == (
        "nobody has ever said this 1"
    )
    assert language("zh").sentence("") == ""


def test_a_language_that_is_not_spoken_here_is_an_error() -> None:
    """CLI: zh and en."""
    with pytest.raises(ValueError, match="known are en, zh"):
        language("fr")
    assert language("en") is language("en")


def test_an_english_name_is_read_off_the_code() -> None:
    """Vocabulary: codes are English words."""
    assert str(Label.of("限期", "due_at")) == "due at"


def test_what_is_due_at_midnight_is_due_at_24_00_also_when_said_again() -> None:
    """S004-p7-visit-2b: the third day ends at 24:00 on the office's clocks."""
    zone = ZoneInfo("Asia/Shanghai")
    midnight = datetime(2026, 3, 5, 16, tzinfo=UTC)
    said = message("{due} {at}", due=Until(midnight), at=midnight)

    again = unpack(pack(said))

    assert language("en", zone).say(again) == "2026-03-05 24:00 2026-03-06 00:00"
    assert str(said) == "2026-03-05 16:00 UTC 2026-03-05 16:00 UTC"
