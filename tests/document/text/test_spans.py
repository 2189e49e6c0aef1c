from __future__ import annotations

import pytest

from logtui.document.text.spans import Edit, Span, combine_edits, trim_edit


def test_an_edit_that_adds_what_stands_beside_it_is_as_small_as_one_that_adds_anything() -> None:
    """The characters before a change do not count as those after it too."""
    assert trim_edit(Edit(Span(1, 3), "aaa"), "-aa-") == Edit(Span(3, 3), "a")
    assert trim_edit(Edit(Span(1, 4), "aa"), "-aaa-") == Edit(Span(3, 4), "")
    assert trim_edit(Edit(Span(0, 3), "abc"), "abc") == Edit(Span(3, 3), "")
    assert trim_edit(Edit(Span(0, 4), "a.b.c"), "axxc") == Edit(Span(1, 3), ".b.")


def test_edits_are_combined_in_the_order_of_the_text() -> None:
    edits = [Edit(Span(4, 5), "X"), Edit(Span(1, 2), ""), Edit(Span(6, 6), "!")]
    assert combine_edits("abcdef", edits) == Edit(Span(1, 6), "cdXf!")


@pytest.mark.parametrize("by", [-2, 0, 3])
def test_a_span_is_shifted_as_a_whole(by: int) -> None:
    assert Span(2, 5).shift(by) == Span(2 + by, 5 + by)
