from __future__ import annotations

import pytest

from logtui.document.text.wording import counted_noun


@pytest.mark.parametrize(
    ("number", "words", "text"),
    [
        (0, ("entry",), "0 entries"),
        (1, ("entry",), "1 entry"),
        (2, ("entry",), "2 entries"),
        (2, ("day",), "2 days"),
        (1234, ("link",), "1,234 links"),
        (1, ("entry is", "entries are"), "1 entry is"),
        (2, ("entry is", "entries are"), "2 entries are"),
        (1, ("more", "more"), "1 more"),
    ],
)
def test_a_number_goes_with_its_noun(number: int, words: tuple[str, ...], text: str) -> None:
    assert counted_noun(number, *words) == text
