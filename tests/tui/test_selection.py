"""The entry that a log opens at."""

from __future__ import annotations

import pytest

from logtui.document.parser import parse
from logtui.tui.selection import newest


@pytest.mark.parametrize(
    ("log", "title"),
    [
        ("## 01/29\n- a\n\n## 02/15\n- b\n- c\n", "c"),
        ("## 02/15\n- a\n- b\n\n## 01/29\n- c\n", "a"),
        ("## 11/29\n- a\n\n## 12/15\n- b\n\n## 01/03\n- c\n", "c"),
        ("## Day 1\n- a\n\n## Day 2\n- b\n", "b"),
        ("- a\n- b\n", "a"),
    ],
)
def test_a_log_without_years_opens_at_the_end_that_grows(log: str, title: str) -> None:
    document = parse(log.encode())
    index = newest(document)
    assert index is not None
    assert document.title(document.entries[index]) == title
