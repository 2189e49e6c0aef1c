"""Shapes of logs that people keep: tables, wrapped text, weeks, dates at ends, text of no day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from logtui.document.reading import parser
from support import cases
from support.accounts import unread_lines

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("case", cases.load("shapes.md"), ids=lambda case: case.title)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_shapes(case: cases.Case, end: str) -> None:
    document = parser.parse(case.text.replace("\n", end).encode())
    assert cases.outline(document) == case.expected
    assert not list(unread_lines(document))


def outline(text: str) -> str:
    return cases.outline(parser.parse(text.encode()))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "## 2024-06-18\n\n| Paper | Link |\n|---|---|\n"
            "| A | [pdf](https://a.example/1) |\n| B | [pdf](https://a.example/2) |\n",
            "2024-06-18\n  A <https://a.example/1>\n  B <https://a.example/2>",
            id="rows below a dated heading",
        ),
        pytest.param(
            "## 18.6.2024\n\nArtikel | Gelesen von\n:-- | ---\nA | Ida\nB | Otto\n",
            "2024-06-18\n  A\n    | - Gelesen von: Ida\n  B\n    | - Gelesen von: Otto",
            id="rows without outer bars",
        ),
        pytest.param(
            "| Paper | Read on | Rating |\n|---|---|--:|\n"
            "| [A](https://a.example) | 2024-01-02 | 5 |\n"
            "| [B](https://b.example) | 2024-01-03 | 4 |\n",
            "2024-01-02\n  A <https://a.example>\n    | - Rating: 5\n"
            "2024-01-03\n  B <https://b.example>\n    | - Rating: 4",
            id="dates in a column that is not the first",
        ),
        pytest.param(
            "| Titre | Lu le |\n|---|---|\n| Un livre | 3 mai 2024 |\n| Deux | 4 mai 2024 |\n",
            "2024-05-03\n  Un livre\n2024-05-04\n  Deux",
            id="French dates in the last column",
        ),
        pytest.param(
            "| Date | Hours | What I did | Notes |\n|---|---|---|---|\n"
            "| 2024-01-02 | 3 | read the paper on X | worth it |\n",
            "2024-01-02\n  read the paper on X\n    | - Hours: 3\n    | - Notes: worth it",
            id="the header says which cell is the title",
        ),
        pytest.param(
            "| Datum | Art | Datei | Änderung |\n|---|---|---|---|\n"
            "| 2.1.2024 | neu | a.py | liest sie |\n| 3.1.2024 | neu | b.py | prüft |\n"
            "| 4.1.2024 | neu | a.py | schreibt |\n| 5.1.2024 | neu | a.py | fertig |\n",
            "2024-01-02\n  liest sie\n    | - Art: neu\n    | - Datei: a.py\n"
            "2024-01-03\n  prüft\n    | - Art: neu\n    | - Datei: b.py\n"
            "2024-01-04\n  schreibt\n    | - Art: neu\n    | - Datei: a.py\n"
            "2024-01-05\n  fertig\n    | - Art: neu\n    | - Datei: a.py",
            id="what the same words fill is not a column of titles",
        ),
        pytest.param(
            "| Date | Title | Link |\n|---|---|---|\n| 2024-01-02 | A | |\n"
            "| | B | https://b.example |\n| 2024-01-03 | C | |\n",
            "2024-01-02\n  A\n  B <https://b.example>\n2024-01-03\n  C",
            id="a row without a date has that of the row above",
        ),
        pytest.param(
            "| 日付 | タイトル |\n|--|--|\n| 2024年6月17日 | 一 |\n| 2024年6月18日 | 二 |\n\n"
            "後書き\n",
            "2024-06-17\n  一\n2024-06-18\n  二\nundated\n  後書き",
            id="what stands below a table is not of its last day",
        ),
        pytest.param(
            "Date | Title\n--- | ---\nApr 18,2017 | [First](https://a.example)\n"
            "Apr 19, 2017 | a \\| b\n",
            "2017-04-18\n  First <https://a.example>\n2017-04-19\n  a | b",
            id="a bar that is escaped parts nothing",
        ),
        pytest.param(
            "## 2024-06-18\n- ran it\n\n| lr | loss |\n|---|---|\n| 1 | 2 |\n",
            "2024-06-18\n  ran it\n    | | lr | loss |\n    | |---|---|\n    | | 1 | 2 |",
            id="a table below an entry is of that entry",
        ),
    ],
)
def test_rows_of_tables_are_entries(text: str, expected: str) -> None:
    assert outline(text) == expected


@pytest.mark.parametrize(
    "tail",
    [
        " - 2020-04-{}",
        " (2020-04-{})",
        ", read 2020-04-{}",
        " | 4/{}/2020",
        " – {} Apr 2020",
        " — gelesen am {}.04.2020",
        " *2020-04-{}*",
        " [{} avril 2020]",
        "（2020-04-{}）",
    ],
)
@pytest.mark.parametrize("bullet", ["* ", "- ", "+ ", "- [x] "])
def test_items_may_end_in_their_date(bullet: str, tail: str) -> None:
    text = (
        f"# TIL\n\n## git\n\n{bullet}[One](https://a.example/1){tail.format(19)}\n"
        f"{bullet}Two{tail.format(20)}\n"
    )
    assert outline(text) == "2020-04-19\n  One <https://a.example/1>\n2020-04-20\n  Two"


@pytest.mark.parametrize(
    "text",
    [
        "## 2024-01-02\n- a (2020-04-19)\n- b (2020-04-20)\n\n## 2024-01-03\n- c (2020-04-21)\n",
        "- a\n- b\n- c (2020-04-19)\n- d\n- e\n",
        "- [a](https://a.example/2020-04-19)\n- [b](https://a.example/2020-04-20)\n",
    ],
)
def test_dates_at_the_end_of_a_few_items_are_mentions(text: str) -> None:
    document = parser.parse(text.encode())
    assert not any(day.date and day.date.year == 2020 for day in document.days)


def test_a_date_in_the_last_line_of_a_paragraph_is_its_own() -> None:
    text = "**One** \\\n*A.* \\\n5 May 2024\n\n**Two** \\\n*B.* \\\n4 May 2024\n"
    assert outline(text) == (
        "2024-05-05\n  One\n    | *A.* \\\n    | 5 May 2024\n"
        "2024-05-04\n  Two\n    | *B.* \\\n    | 4 May 2024"
    )


@pytest.mark.parametrize(
    ("heading", "date"),
    [
        ("2024-W25", "2024-06-17"),
        ("2024W25", "2024-06-17"),
        ("Week 25, 2024", "2024-06-17"),
        ("W25 2024", "2024-06-17"),
        ("KW 25/2024", "2024-06-17"),
        ("Semaine 25 - 2024", "2024-06-17"),
        ("Uke 25 (2024)", "2024-06-17"),
        ("2024年第25周", "2024-06-17"),
        ("Picks (Mar 13-Mar 19), 2024", "2024-03-13"),
        ("Papers (June 23 - June 29) - 2025", "2025-06-23"),
        ("17. bis 23. Juni 2024", "2024-06-17"),
        ("17 au 23 juin 2024", "2024-06-17"),
        ("17 al 23 de junio de 2024", "2024-06-17"),
        ("17 a 23 de junho de 2024", "2024-06-17"),
        ("dal 17 al 23 giugno 2024", "2024-06-17"),
        ("17 t/m 23 juni 2024", "2024-06-17"),
        ("17/06 a 23/06/2024", "2024-06-17"),
        ("17.06. - 23.06.2024", "2024-06-17"),
        ("17.6.-23.6.2024", "2024-06-17"),
        ("16-17/09/23", "2023-09-16"),
        ("16/17.09.2023", "2023-09-16"),
        ("29 and 30/09/2015", "2015-09-29"),
        ("29./30.09.2015", "2015-09-29"),
        ("令和6年6月17日", "2024-06-17"),
        ("平成元年1月8日", "1989-01-08"),
        ("Day 01 - 27/09/'16", "2016-09-27"),
        ("Séance 1 - 20/03/2023", "2023-03-20"),
        ("Fabruary 19th 2021", "2021-02-19"),
    ],
)
def test_weeks_and_ranges_count_from_their_first_day(heading: str, date: str) -> None:
    document = parser.parse(f"## {heading}\n\n- a\n\n## {heading}\n\n- b\n".encode())
    assert [day.date.iso() for day in document.days if day.date] == [date, date]


def test_two_weeks_that_are_counted_are_not_a_date() -> None:
    document = parser.parse(b"## Week 05-06 - topic\n\n- a\n\n## Week 07-08 - other\n\n- b\n")
    assert [day.date for day in document.days] == [None, None]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("In 2022.\n\n## Dec 13th - Jan 2nd\na\n\n## Jan 3rd - 9th\nb\n", "2021-12-13 2022-01-03"),
        ("# 2022\n\n## Dec 27 - Jan 2\na\n\n## Jan 3 - Jan 9\nb\n", "2021-12-27 2022-01-03"),
        ("# 2022\n\n## Dec 19 - 25\na\n\n## Dec 26 - Jan 1\nb\n", "2022-12-19 2022-12-26"),
        ("# 2022\n\n## Jan 3 - Jan 9\na\n\n## Dec 27 - Jan 2\nb\n", "2022-01-03 2021-12-27"),
    ],
)  # fmt: skip
def test_a_range_across_new_year_begins_in_the_old_one(text: str, dates: str) -> None:
    document = parser.parse(text.encode())
    assert [day.date.iso() for day in document.days if day.date] == dates.split()


def test_each_line_of_real_logs_belongs_to_something_that_is_shown(shared_logs: Path) -> None:
    for log in sorted(shared_logs.glob("**/*.md")):
        assert not list(unread_lines(parser.parse(log.read_bytes()))), log.name
