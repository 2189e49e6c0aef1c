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
