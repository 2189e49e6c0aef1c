from __future__ import annotations

import pytest

import cases
from logtui.document import parser


@pytest.mark.parametrize("case", cases.load("days.md"), ids=lambda case: case.title)
def test_days(case: cases.Case) -> None:
    assert cases.outline(parser.parse(case.text.encode())) == case.expected


@pytest.mark.parametrize("end", ["\r\n", "\r"])
@pytest.mark.parametrize("case", cases.load("days.md"), ids=lambda case: case.title)
def test_days_with_other_line_ends(case: cases.Case, end: str) -> None:
    text = case.text.replace("\n", end)
    assert cases.outline(parser.parse(text.encode())) == case.expected


def test_a_marker_is_a_line_without_its_end() -> None:
    document = parser.parse(b"# Log\r\n\r\n## 2024-01-02 - a topic  \r\n\r\n- a\r\n")
    (day,) = document.days
    assert day.marker.of(document.text) == "## 2024-01-02 - a topic"
    assert day.span.of(document.text).endswith("- a\r\n")


def test_a_marker_that_is_an_entry_too_is_only_the_part_in_front_of_it() -> None:
    document = parser.parse(b"- 3.5.2021 - built it\n- 14.5.2021 - broke it\n")
    assert [day.marker.of(document.text) for day in document.days] == [
        "- 3.5.2021 - ",
        "- 14.5.2021 - ",
    ]
    assert [entry.span.of(document.text) for entry in document.entries] == [
        "built it\n",
        "broke it\n",
    ]
