from __future__ import annotations

import pytest

from logtui.document.reading import parser
from support import cases


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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "---\ntitle: x\n\n## 2024-01-02\n- a\n",
            "undated\n  title: x\n2024-01-02\n  a",
            id="an open front matter",
        ),
        pytest.param(
            "> 2024-01-02\n- a\n\n> 2024-01-03\n> 2024-01-04 was long ago\n",
            "2024-01-02\n  a\n2024-01-03\n  2024-01-04 was long ago",
            id="a quote that says more than a date",
        ),
        pytest.param(
            "| 1 | 2024-01-02 | x |\n| 2 | 2024-01-03 | y |\n",
            "2024-01-02\n  x\n2024-01-03\n  y",
            id="numbered rows",
        ),
        pytest.param(
            "| 1 | 2 | 3 | 2024-01-02 | x |\n| 2 | 3 | 4 | 2024-01-03 | y |\n",
            "2024-01-02\n  x\n2024-01-03\n  y",
            id="rows that begin with three numbers",
        ),
        pytest.param(
            "| 1 | 2 | 3 | 4 | 2024-01-02 | x |\n| 2 | 3 | 4 | 5 | 2024-01-03 | y |\n",
            "undated\n  | 1 | 2 | 3 | 4 | 2024-01-02 | x |\n"
            "    | | 2 | 3 | 4 | 5 | 2024-01-03 | y |",
            id="rows that begin with more numbers",
        ),
        pytest.param(
            "| 2024-01-02 words | |\n| 2024-01-03 | b |\n",
            "2024-01-02\n2024-01-03\n  b",
            id="a row with nothing behind the cell of its date",
        ),
        pytest.param(
            "# January 2024\n\nx\n\n# Ideas\n\n## 2024-02-05\n- a\n\n# March 2024\n\ny\n",
            "2024-01-?\n  x\n2024-02-05\n  a\n2024-03-?\n  y",
            id="a month that another heading ends is a day of its own",
        ),
        pytest.param(
            "# January 2024\n\nx\n\n## 2024-01-05\n- a\n\n# March 2024\n\ny\n",
            "undated\n  January 2024\n    | x\n2024-01-05\n  a\n2024-03-?\n  y",
            id="a month with a day below it is none",
        ),
        pytest.param(
            "## 28 Feb\na\n\n## 29 Feb\nb\n\n## 2022-03-05\nc\n",
            "2022-02-28\n  a\n?-02-29\n  b\n2022-03-05\n  c",
            id="a leap day far from leap years has no year",
        ),
        pytest.param(
            "Begun in 2022.\n\n## 28 May\na\n\n## 2 June\nb\n\n## 2026-11-25\nc\n",
            "undated\n  Begun in 2022.\n2022-05-28\n  a\n2022-06-02\n  b\n2026-11-25\n  c",
            id="rising dates begin in the year of the preamble, whatever follows",
        ),
        pytest.param(
            "From 2030 on.\n\n## 28 May\na\n\n## 2026-11-25\nc\n",
            "undated\n  From 2030 on.\n2026-05-28\n  a\n2026-11-25\n  c",
            id="a year in the preamble that is later than a date is none of the dates",
        ),
        pytest.param(
            "## Log entry update report notes 2024-01-02\na\n\n## Log entry 2024-01-03\nb\n",
            "2024-01-02 - Log entry update report notes\n  a\n2024-01-03\n  b",
            id="more than four labels in front of a date are a title",
        ),
    ],
)
def test_days_of_rarer_kinds(text: str, expected: str) -> None:
    assert cases.outline(parser.parse(text.encode())) == expected


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("2024-01-30 [v4](https://x.org) of **it**", "[v4](https://x.org) of **it**"),
        ("2024-01-30 **it** of x", "**it** of x"),
        ("2024-01-30 - **a** and **b**", "**a** and **b**"),
        ("2024-01-30: **all of it**", "all of it"),
        ("**2024-01-30 of *it***", "of *it*"),
        ("**2024-01-30 of it**", "of it"),
        ("2024-01-30 ~~old~~ _new_ -", "~~old~~ _new_"),
        ("2024-01-30 a * b * c **", "a * b * c"),
    ],
)
def test_a_title_keeps_the_emphasis_of_a_part_of_it_whole(heading: str, title: str) -> None:
    document = parser.parse(f"## {heading}\n- a\n\n## 2024-01-31\n- b\n".encode())
    day = document.days[0]
    assert day.title
    assert day.title.of(document.text) == title


@pytest.mark.parametrize(
    ("markers", "days"),
    [
        ("## 2025-03-04 | ## 3/5 | ## 3/6", ["2025-03-04", "2025-03-05", "2025-03-06"]),
        ("## 2025年3月4日（火） | ## 3/5（水）", ["2025-03-04", "2025-03-05"]),
        ("## 4 March 2025 | ## 5/3 | ## 6/3", ["2025-03-04", "2025-03-05", "2025-03-06"]),
        ("## 3/5 | ## 3/4 | ## 2025-03-03", ["2025-03-05", "2025-03-04", "2025-03-03"]),
        ("## 2024-12-30 | ## 1/2", ["2024-12-30", "2025-01-02"]),
        ("## 2024-12-30 | ## 2/1", ["2024-12-30", "2025-01-02"]),
    ],
)
def test_a_full_date_tells_how_those_next_to_it_that_have_no_year_are_read(
    markers: str, days: list[str]
) -> None:
    text = "\n- a\n\n".join(markers.split(" | ")) + "\n- a\n"
    assert [day.date and day.date.iso() for day in parser.parse(text.encode()).days] == days


@pytest.mark.parametrize(
    ("words", "year"),
    [
        ("Begun in 2022.", 2022),
        ("See [the map](https://maps.example/find?id=1922).", None),
        ("See https://maps.example/a%2019?y=2015&z=2016 for it.", None),
        ("See https://maps.example/?y=2015, begun in 2022.", 2022),
    ],
)
def test_a_number_in_a_link_is_not_the_year_of_a_log(words: str, year: int | None) -> None:
    document = parser.parse(f"# Log\n\n{words}\n\n## 20 March\n- a\n".encode())
    assert [day.date and day.date.year for day in document.days][-1] == year


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("gap", ["", "\n", "\n\n"])
@pytest.mark.parametrize("table", ["| from | to |\n|--|--|\n| 9 | 10 |\n", "from | to\n--|--\n"])
def test_a_heading_after_a_table_is_a_day_with_every_line_end(
    table: str, gap: str, end: str
) -> None:
    days = ["2024-01-02", "2024-01-03", "2024-01-04"]
    text = gap.join(f"## {day}\n{table}" for day in days).replace("\n", end)
    assert [day.date and day.date.iso() for day in parser.parse(text.encode()).days] == days
