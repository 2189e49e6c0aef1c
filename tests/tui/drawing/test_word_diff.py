"""Words that go and words that come are told apart, with colours and without."""

from __future__ import annotations

from typing import TYPE_CHECKING

from logtui.tui.drawing.word_diff import diff_lines, mark_differences
from support.pilots import browsing, press, text

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_an_arrow_stands_between_what_goes_and_what_comes() -> None:
    (line,) = diff_lines(["- 📜[Heads here](a)"], ["- 📰[HeadsX here](a)"])
    assert line.plain == "~ - 📜→📰[Heads→HeadsX here](a)"
    (line,) = diff_lines(["a b c"], ["a b c d"])
    assert line.plain == "~ a b c d"


def test_signs_stand_around_them() -> None:
    (line,) = diff_lines(["one two three"], ["one 2 three"], signs=True)
    assert line.plain == "~ one [-two-]→{+2+} three"
    (line,) = mark_differences(["one 2 three"], ["one two three"], signs=True)
    assert line.plain == "one {+2+} three"
    (line,) = mark_differences(["one three"], ["one two three"], signs=True)
    assert line.plain == "one three"


async def test_they_do_where_there_are_no_colours(
    log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with browsing(log) as pilot:
        await press(pilot, "e", "end", "X")
        assert "[-Attention-]→{+AttentionX+}" in text(pilot)
