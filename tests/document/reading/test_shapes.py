"""Shapes of logs that people keep: tables, wrapped text, dates at ends, weeks, text between days."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from logtui.document.reading import parser
from support import cases
from support.accounts import unread_lines

if TYPE_CHECKING:
    from pathlib import Path


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
            "| [A](https://a.example) | 2024-01-02 | 5 |\n| [B](https://b.example) | 2024-01-03 | 4 |\n",
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
            "| 日付 | タイトル |\n|--|--|\n| 2024年6月17日 | 一 |\n| 2024年6月18日 | 二 |\n\n後書き\n",
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
    ("text", "expected"),
    [
        ("- a title\n  goes on\n", "  a title goes on"),
        ("- a title\nlazily goes on\n", "  a title lazily goes on"),
        (
            "- see its\n  link: [p](https://a.example/p) and on\n",
            "  see its link: p and on <https://a.example/p>",
        ),
        ("- [a long\n  title](https://a.example)\n", "  a long title <https://a.example>"),
        ("- [t](\n  https://a.example)\n", "  t <https://a.example>"),
        ("words that\ngo on\n", "  words that go on"),
        ("> quoted words\n> go on\n", "  quoted words go on"),
        ("- a\n  - note\n", "  a\n    | - note"),
        ("- a\n\n  note\n", "  a\n    | note"),
        ("- a\n  ```\n  code\n  ```\n", "  a\n    | ```\n    | code\n    | ```"),
        (
            "**One** \\\n[[Paper](https://a.example)]\n",
            "  One <https://a.example>\n    | [[Paper](https://a.example)]",
        ),
        ("<p>\nwords\n</p>\n", "  words"),
        ("- [t][1]\n\n[1]: https://a.example\n", "  t <https://a.example>"),
        ("- see [t][] now\n\n[T]: <https://a.example>\n", "  see t now <https://a.example>"),
        ("- [t]\n\n[t]: https://a.example 'x'\n", "  t <https://a.example>"),
        ("- [t] [x]\n\n[^x]: https://a.example\n", "  [t] [x]"),
        ("- [two](#x)\n", "  two <#x>"),
    ],
)
def test_the_head_of_an_entry_is_its_first_paragraph(text: str, expected: str) -> None:
    assert outline(f"## 2024-01-02\n\n{text}") == f"2024-01-02\n{expected}"


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
        ("In 2022.\n\n## (December 13th - January 2nd)\na\n\n## (January 3rd - 9th)\nb\n", "2021-12-13 2022-01-03"),
        ("# 2022\n\n## Dec 27 - Jan 2\na\n\n## Jan 3 - Jan 9\nb\n", "2021-12-27 2022-01-03"),
        ("# 2022\n\n## Dec 19 - 25\na\n\n## Dec 26 - Jan 1\nb\n", "2022-12-19 2022-12-26"),
        ("# 2022\n\n## Jan 3 - Jan 9\na\n\n## Dec 27 - Jan 2\nb\n", "2022-01-03 2021-12-27"),
    ],
)  # fmt: skip
def test_a_range_across_new_year_begins_in_the_old_one(text: str, dates: str) -> None:
    document = parser.parse(text.encode())
    assert [day.date.iso() for day in document.days if day.date] == dates.split()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- [2020-03-25](a.md)\n- [2020-02-04](b.md)\n", "2020-03-25\n  2020-03-25 <a.md>\n2020-02-04\n  2020-02-04 <b.md>"),
        ("[2018-12-31](a.md): six\n\n[2018-12-30](b.md): two\n", "2018-12-31\n  six <a.md>\n2018-12-30\n  two <b.md>"),
        ("- [2020-03-25](a.md) slides\n- [2020-02-04](b.md) x\n", "2020-03-25\n  slides <a.md>\n2020-02-04\n  x <b.md>"),
        ("- [\\[June 11th 2021\\] \"A talk\"](u)\n- [\\[June 4th 2021\\] B](v)\n", '2021-06-11\n  "A talk" <u>\n2021-06-04\n  B <v>'),
        ("- [[June 11th 2021] \"A talk\"](u)\n- [[June 4th 2021] B](v)\n", '2021-06-11\n  "A talk" <u>\n2021-06-04\n  B <v>'),
        ("- **[ May 20, 2020 ]** We released\n- **[ May 4, 2020 ]** b\n", "2020-05-20\n  We released\n2020-05-04\n  b"),
        ("- ~~16 Mar 2020~~ **now 30 Mar 2020** a\n- 6 Apr 2020 b\n", "2020-03-30\n  a\n2020-04-06\n  b"),
        ("- **22 Nov 2021** ![Classic](b.svg)\n  - x\n- **8 Nov 2021**\n  - y\n", "2021-11-22\n  x\n2021-11-08\n  y"),
        ("> 2021-09-20: a\n\n> 2021-09-21: b\n", "2021-09-20\n  a\n2021-09-21\n  b"),
        ("2020\n\nApril 18 - a\n\n2018\n\nApril 19 - c\n", "2020-04-18\n  a\n2018-04-19\n  c"),
        ("**2020**\n\n18 avril : a\n\n**2018**\n\n19 avril : c\n", "2020-04-18\n  a\n2018-04-19\n  c"),
        ("## 060421\na\n\n## 070421\nb\n\n## 230421\nc\n", "2021-04-06\n  a\n2021-04-07\n  b\n2021-04-23\n  c"),
        ("## 210406\na\n\n## 210407\nb\n\n## 210423\nc\n", "2021-04-06\n  a\n2021-04-07\n  b\n2021-04-23\n  c"),
        ("# 2024年\n\n## 6.17 周一\na\n\n## 6.18\nb\n", "2024-06-17\n  a\n2024-06-18\n  b"),
        ("## 1.1 Words\na\n\n## 1.2 Signs\nb\n", "undated\n  1.1 Words\n    | a\n  1.2 Signs\n    | b"),
        ("## 2024-03-15\n- a\n\n2024-03-16\n\n- b\n\n## 2024-03-17\n- c\n", "2024-03-15\n  a\n2024-03-16\n  b\n2024-03-17\n  c"),
        ("# One 2026-06-03\n- a\n\n## Two (2026-06-04)\n- b\n\n## Three (2026-06-04)\n- c\n", "2026-06-03 - One\n  a\n2026-06-04 - Two\n  b\n2026-06-04 - Three\n  c"),
        ("## 2018-06-30 12:54\na\n\n## 2018-06-30 13:31 b\nc\n", "2018-06-30 - 12:54\n  a\n2018-06-30 - 13:31 b\n  c"),
        ("## Experiment (run 7, 2018-12-19 evening)\na\n\n## Experiment (run 8, 2018-12-20)\nb\n", "2018-12-19 - Experiment\n  a\n2018-12-20 - Experiment\n  b"),
    ],
)  # fmt: skip
def test_dates_in_other_places_and_forms(text: str, expected: str) -> None:
    assert outline(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## 2024-01-04\n\n```\n$ run --seed 3\nok\n```\n", "2024-01-04\n  $ run --seed 3\n    | ```\n    | $ run --seed 3\n    | ok\n    | ```"),
        ("## 2024-01-05\n\n![plot](p.png)\n", "2024-01-05\n  plot"),
        ("## 2024-01-05\n\n<img src='p.png'>\n\n- a\n", "2024-01-05\n  <img src='p.png'>\n  a"),
        ("## 2024-01-05\n- a\n\n#\n\n- b\n\n##\n\n- c\n", "2024-01-05\n  a\n  b\n  c"),
        ("# Log\n\nHow it works.\n\n## 2024-01-05\n- a\n", "undated\n  Log\n    | How it works.\n2024-01-05\n  a"),
        ("# Log\n\n## 2024-01-05\n- a\n", "2024-01-05\n  a"),
        ("## 2024-01-06\n- a\n\n## Ideas\n\n- x\n- y\n\n## 2024-01-05\n- b\n", "2024-01-06\n  a\nundated\n  Ideas\n    | - x\n    | - y\n2024-01-05\n  b"),
        ("## 2024-01-05\n- a\n\n[a]: https://a.example\n", "2024-01-05\n  a"),
        ("- [a](#a)\n- [b](#b)\n\ntext\n", "undated\n  a <#a>\n    | - [b](#b)\n  text"),
        ("## 2024-01-05\n- A\n  ```\n  forgot\n- B\n\n## 2024-01-04\n- C\n  ```\n  x\n  ```\n", "2024-01-05\n  A\n    | ```\n    | forgot\n  B\n2024-01-04\n  C\n    | ```\n    | x\n    | ```"),
        ("## 2024-01-05\n- A\n  <!-- forgot\n- B\n\n## 2024-01-04\n- C <!-- x -->\n", "2024-01-05\n  A\n    | <!-- forgot\n  B\n2024-01-04\n  C"),
        ("---\n\n## 2024-05-04\n- A\n---\n- B\n", "2024-05-04\n  A\n  B"),
    ],
)  # fmt: skip
def test_nothing_that_says_something_is_shown_nowhere(text: str, expected: str) -> None:
    assert outline(text) == expected
    assert not list(unread_lines(parser.parse(text.encode())))


def test_each_line_of_real_logs_belongs_to_something_that_is_shown(shared_logs: Path) -> None:
    for log in sorted(shared_logs.glob("**/*.md")):
        assert not list(unread_lines(parser.parse(log.read_bytes()))), log.name
