from __future__ import annotations

import pytest

from logtui.document.reading import parser
from support import cases


@pytest.mark.parametrize("case", cases.load("entries.md"), ids=lambda case: case.title)
def test_entries(case: cases.Case) -> None:
    assert cases.outline(parser.parse(case.text.encode())) == case.expected


@pytest.mark.parametrize("end", ["\r\n", "\r"])
@pytest.mark.parametrize("case", cases.load("entries.md"), ids=lambda case: case.title)
def test_entries_with_other_line_ends(case: cases.Case, end: str) -> None:
    text = case.text.replace("\n", end)
    assert cases.outline(parser.parse(text.encode())) == case.expected


def test_the_kinds_of_the_legend_are_no_entries() -> None:
    document = parser.parse("Legend:\n- 📜: papers\n- 📺: videos\n\nNo dates here.\n".encode())
    assert [document.title(entry) for entry in document.entries] == ["No dates here."]


@pytest.mark.parametrize("line_break", ["\\", "  ", "   "])
def test_a_hard_line_break_ends_the_title(line_break: str) -> None:
    document = parser.parse(
        f"2024-01-02\n- [a paper](https://a.org){line_break}\n  what I thought\n".encode()
    )
    (entry,) = document.entries
    assert document.title(entry).rstrip("\\") == "a paper"
    assert document.notes(entry) == "what I thought"


def test_a_soft_line_break_does_not_end_the_title() -> None:
    document = parser.parse(b"2024-01-02\n- a paper that an editor \n  wrapped\n")
    (entry,) = document.entries
    assert document.title(entry) == "a paper that an editor wrapped"
    assert document.notes(entry) is None
