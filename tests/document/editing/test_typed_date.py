from __future__ import annotations

import datetime

import pytest

from logtui.document.dates.partial import PartialDate
from logtui.document.editing.draft import DraftError
from logtui.document.editing.typed_date import default_date, read_date
from logtui.document.reading import parser
from logtui.document.text.encoding import Encoding

TODAY = datetime.date(2024, 9, 27)
MONTH_FIRST = parser.parse_text("09/25/2024\n- a\n\n09/20/2024\n- b\n", Encoding())
DAY_FIRST = parser.parse_text("## 25/9/2024\n- a\n\n## 20/9/2024\n- b\n", Encoding())


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("today", (2024, 9, 27)),
        ("Yesterday", (2024, 9, 26)),
        ("-3", (2024, 9, 24)),
        ("-99999", (1750, 12, 14)),
        (" 2024-09-05 ", (2024, 9, 5)),
        ("20240905", (2024, 9, 5)),
        ("9/25/2024", (2024, 9, 25)),
        ("09/25/24", (2024, 9, 25)),
        ("Wed 09/25/2024", (2024, 9, 25)),
        ("25 September 2024", (2024, 9, 25)),
        ("25. September 2024", (2024, 9, 25)),
        ("Sep 25, 2024", (2024, 9, 25)),
        ("2024年9月25日", (2024, 9, 25)),
        ("9/25", (2024, 9, 25)),
        ("Sep 25", (2024, 9, 25)),
        ("12/31", (2024, 12, 31)),
        ("3/4/2024", (2024, 3, 4)),
    ],
)
def test_a_date_is_read_in_any_form(words: str, date: tuple[int, int, int]) -> None:
    assert read_date(words, TODAY, MONTH_FIRST) == datetime.date(*date)


def test_the_log_tells_whether_the_day_comes_first() -> None:
    assert read_date("3/4/2024", TODAY, DAY_FIRST) == datetime.date(2024, 4, 3)
    with pytest.raises(DraftError, match="could be two days"):
        read_date("3/4/2024", TODAY)
    assert read_date("3/3/2024", TODAY) == datetime.date(2024, 3, 3)


@pytest.mark.parametrize(
    ("log", "date"),
    [
        ("09/09/2024\n- a\n\n09/25/2024\n- b\n", (2024, 3, 4)),
        ("9.9.2024\n- a\n\n25.9.2024\n- b\n", (2024, 4, 3)),
    ],
)
def test_a_day_that_reads_the_same_either_way_leaves_the_order_to_others(
    log: str, date: tuple[int, int, int]
) -> None:
    assert read_date("3/4/2024", TODAY, parser.parse_text(log, Encoding())) == datetime.date(*date)


def test_the_log_tells_whether_a_year_of_two_digits_comes_first() -> None:
    year_first = parser.parse_text("24-09-25\n- a\n\n24-09-20\n- b\n", Encoding())
    for words in ("24-09-05", "9-5-2024", "09-05"):
        assert read_date(words, TODAY, year_first) == datetime.date(2024, 9, 5)
    assert read_date("24/10/03", TODAY, DAY_FIRST) == datetime.date(2003, 10, 24)
    with pytest.raises(DraftError, match=r"could be two days; write it like 2024-10-03"):
        read_date("24-10-03", TODAY)


@pytest.mark.parametrize("words", ["2999-01-01", "1750-02-29"])
def test_a_date_of_another_age_is_told_which_years_there_are(words: str) -> None:
    with pytest.raises(DraftError, match=rf"^{words} is out of reach; years go from 1900 to 2099$"):
        read_date(words, TODAY)


def test_what_could_be_two_days_is_shown_in_the_nearest_year() -> None:
    with pytest.raises(DraftError, match=r"^3/4 could be two days; write it like 2025-04-03$"):
        read_date("3/4", datetime.date(2025, 1, 3))


def test_a_missing_year_is_the_nearest() -> None:
    january = datetime.date(2025, 1, 3)
    assert read_date("12/31", january, MONTH_FIRST) == datetime.date(2024, 12, 31)
    assert read_date("1/5", january, MONTH_FIRST) == datetime.date(2025, 1, 5)
    assert read_date("Feb 29", january) == datetime.date(2024, 2, 29)


def test_a_month_stays_a_month() -> None:
    assert read_date("2024-09", TODAY) == PartialDate(2024, 9, None)


@pytest.mark.parametrize(
    "words",
    [
        *("", "soon", "Day 3", "2024", "2024-13-45", "2023-02-29", "02/30/2024", "25/9/2024"),
        *("2024-09-25 and more", "-99999999", "-999999", "2.44", "12:30"),
    ],
)
def test_what_is_no_date_is_refused(words: str) -> None:
    with pytest.raises(DraftError) as refused:
        read_date(words, TODAY, MONTH_FIRST)
    assert refused.value.field == "date"


def test_without_a_date_an_entry_is_of_today_unless_the_log_has_no_days() -> None:
    assert default_date(MONTH_FIRST, TODAY) == TODAY
    assert default_date(parser.parse_text("# New log\n", Encoding()), TODAY) == TODAY
    assert default_date(parser.parse_text("- one\n- two\n", Encoding()), TODAY) is None
