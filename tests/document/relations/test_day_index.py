from __future__ import annotations

import pytest

from logtui.document.dates import reader
from logtui.document.dates.partial import PartialDate
from logtui.document.reading.parser import parse
from logtui.document.relations.day_index import DayIndex

OWN = PartialDate(2024, 9, 25)
MONTH_FIRST = "09/25/2024\n- a\n\n07/22/2024\n- b\n- c\n\n07/22/2023\n- d\n"


def almanac(log: str) -> DayIndex:
    return DayIndex(parse(log.encode()))


def meant(log: str, said: str) -> list[str | None]:
    """Return the days that ``said`` means in an entry of the log's first day."""
    reading = reader.date_at(said, 0)
    assert reading
    return [date.iso() for date in almanac(log).dates_meant(reading, said, OWN)]


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("07/22", ["2024-07-22"]),
        ("7/22/2023", ["2023-07-22"]),
        ("12/31", ["2023-12-31"]),
        ("July 22", ["2024-07-22"]),
        ("2023-07-22", ["2023-07-22"]),
        ("2/29", ["2024-02-29"]),
        ("09/25", ["2023-09-25"]),
        ("09/25/2024", []),
        ("July 2024", []),
        ("2024-07", []),
        ("07-22", []),
    ],
)
def test_what_a_date_in_the_prose_means(said: str, days: list[str]) -> None:
    assert meant(MONTH_FIRST, said) == days


def test_the_order_of_numbers_is_that_of_the_markers_and_else_both() -> None:
    assert meant("25.09.2024\n- a\n", "3.4.2024") == ["2024-04-03"]
    assert meant("09/09/2024\n- a\n", "3/4/2024") == ["2024-03-04", "2024-04-03"]
    assert meant("24-09-25\n- a\n\n24-09-20\n- b\n", "24-03-04") == ["2024-03-04"]
    assert meant("24-09-25\n- a\n\n24-09-20\n- b\n", "03-04") == ["2024-03-04"]


def test_the_entries_of_a_day() -> None:
    days = almanac(MONTH_FIRST)
    assert [*days.entries_on(PartialDate(2024, 7, 22))] == [1, 2]
    assert [*days.entries_on(PartialDate(None, 7, 22))] == [1, 2, 3]
    assert [*days.entries_on(PartialDate(2024, 7, 23))] == []


def test_months_and_years_are_no_days() -> None:
    days = almanac("# 2024-07\n- a\n\n# 2024-06\n- b\n")
    assert [*days.entries_on(PartialDate(2024, 7, None))] == []
    assert [*days.entries_on(PartialDate(2024, 7, 1))] == []


@pytest.mark.parametrize(
    ("log", "this_year", "another"),
    [
        ("09/25/2024\n- a\n", "07/22", "07/22/2023"),
        ("25.09.2024\n- a\n", "22.07", "22.07.2023"),
        ("25/09/2024\n- a\n", "22/07", "22/07/2023"),
        ("# 2024-09-25\n- a\n", "07-22", "2023-07-22"),
        ("# 2024/09/25\n- a\n", "07/22", "2023/07/22"),
        ("# 24-09-25\n- a\n\n# 24-09-20\n- b\n", "07-22", "23-07-22"),
        ("# Sept. 25, 2024\n- a\n", "07-22", "2023-07-22"),
        ("# 2024年9月25日\n- a\n", "07-22", "2023-07-22"),
        ("# 09-09-2024\n- a\n", "07-22", "07-22-2023"),
    ],
)
def test_a_short_date_looks_like_the_log(log: str, this_year: str, another: str) -> None:
    assert almanac(log).short_date(PartialDate(2024, 7, 22), 2024) == this_year
    assert almanac(log).short_date(PartialDate(2023, 7, 22), 2024) == another
    assert almanac(log).short_date(PartialDate(None, 7, 22), 2024) == this_year


@pytest.mark.parametrize("date", [PartialDate(2024), PartialDate(2024, 7), PartialDate()])
def test_what_is_no_day_has_no_short_date(date: PartialDate) -> None:
    assert almanac(MONTH_FIRST).short_date(date, 2024) is None
