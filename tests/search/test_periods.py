import datetime

import pytest

from logtui.document.dates.partial import PartialDate
from logtui.search.periods import (
    EveryYear,
    Period,
    days_of,
    month_number,
    names_period,
    parse_period,
    parse_period_or_range,
)

TODAY = datetime.date(2024, 3, 31)


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [
        ("2024", (2024, 6, 5), (2023, 6, 5)),
        ("2024-06", (2024, 6, 5), (2024, 7, 5)),
        ("2024-0", (2024, 6, 5), (2024, 12, 5)),
        ("2024-6", (2024, 6, 5), (2024, 7, 5)),
        ("2024-1", (2024, 12, 5), (2024, 6, 5)),
        ("2024-1-5", (2024, 1, 5), (2024, 11, 5)),
        ("2024-06-3", (2024, 6, 30), (2024, 6, 3)),
        ("2024-06-05", (2024, 6, 5), (2024, 6, 6)),
        ("6/5", (2024, 6, 5), (2024, 5, 6)),
        ("06/05/2024", (2024, 6, 5), (2023, 6, 5)),
        ("25/6", (2024, 6, 25), (2024, 6, 5)),
        ("6/2024", (2024, 6, 5), (2024, 5, 6)),
        ("june", (None, 6, 5), (2024, 7, 5)),
        ("jun", (2024, 6, 5), (2024, 1, 5)),
        ("june 5", (2024, 6, 5), (2024, 6, 6)),
        ("june 2024", (2024, 6, 5), (2023, 6, 5)),
        ("juni", (2024, 6, 5), (2024, 7, 5)),
        ("last june", (2023, 6, 5), (2024, 6, 5)),
        ("last february", (2024, 2, 5), (2023, 2, 5)),
        ("24. mai", (2024, 5, 24), (2024, 5, 25)),
        ("мая 2024", (2024, 5, 24), (2023, 5, 24)),
        ("2024年6月", (2024, 6, 5), (2023, 6, 5)),
        ("6月5日", (2023, 6, 5), (2023, 6, 6)),
        ("2024년 6월", (2024, 6, 5), (2024, 7, 5)),
        ("oktober", (2024, 10, 5), (2024, 6, 5)),
        ("2024-06-05", (2024, 6, None), (2024, None, 5)),
        ("2024", (2024, None, None), (None, 6, 5)),
    ],
)
def test_what_lies_in_a_period(
    text: str,
    inside: tuple[int | None, int | None, int | None],
    outside: tuple[int | None, int | None, int | None],
) -> None:
    named = parse_period(text, TODAY)
    assert named is not None
    assert named.holds(PartialDate(*inside))
    assert not named.holds(PartialDate(*outside)) or outside[1] is None


@pytest.mark.parametrize(
    "text", ["", "24", "3024", "ju", "ma", "soon", "1/2/3", "24-06", "set", "mai"]
)
def test_what_names_no_time(text: str) -> None:
    assert parse_period(text, TODAY) is None


@pytest.mark.parametrize(
    "text", ["2024-06-31", "2023-02-29", "2024-13", "2024-00", "2/30", "june 31", "13/2024"]
)
def test_a_time_that_the_calendar_does_not_have_is_none(text: str) -> None:
    assert parse_period(text, TODAY) is None


@pytest.mark.parametrize("text", ["..soon", "soon..2024", "2024..june", "...", "2024..2025..2026"])
def test_what_is_no_range(text: str) -> None:
    assert parse_period_or_range(text, TODAY) is None


def test_a_range_has_both_its_ends() -> None:
    days = parse_period_or_range("2024-06-01..2024-07", TODAY)
    assert days is not None
    inside = [(2024, 6, 1), (2024, 7, 31), (2024, 6, None)]
    outside = [(2024, 5, 31), (2024, 8, 1), (None, 6, 5)]
    assert all(days.holds(PartialDate(*date)) for date in inside)
    assert not any(days.holds(PartialDate(*date)) for date in outside)


def test_an_ambiguous_beginning_is_no_month() -> None:
    assert month_number("ma") is None
    assert month_number("mar") == 3
    assert month_number("august") == 8


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("21 june 2024", "2024-06-21", "2024-06-21"),
        ("2024 june 21", "2024-06-21", "2024-06-21"),
        ("june 21 2024", "2024-06-21", "2024-06-21"),
        ("june 21st, 2024", "2024-06-21", "2024-06-21"),
        ("21st of june 2024", "2024-06-21", "2024-06-21"),
        ("21. juni 2024", "2024-06-21", "2024-06-21"),
        ("21-jun-2024", "2024-06-21", "2024-06-21"),
        ("2024 june", "2024-06-00", "2024-06-99"),
        ("2024/6/21", "2024-06-21", "2024-06-21"),
        ("2024.06", "2024-06-00", "2024-06-99"),
        ("21.6.2024", "2024-06-21", "2024-06-21"),
        ("21-06-2024", "2024-06-21", "2024-06-21"),
        ("06.2024", "2024-06-00", "2024-06-99"),
        ("2024-w36", "2024-09-02", "2024-09-08"),
        ("2025w1", "2024-12-30", "2025-01-05"),
        ("today", "2024-03-31", "2024-03-31"),
        ("yesterday", "2024-03-30", "2024-03-30"),
        ("-3", "2024-03-28", "2024-03-28"),
        ("-30d", "2024-03-01", "2024-03-01"),
        ("-2w", "2024-03-17", "2024-03-17"),
        ("-1m", "2024-02-29", "2024-02-29"),
        ("-3m", "2023-12-31", "2023-12-31"),
        ("-1y", "2023-03-31", "2023-03-31"),
        ("-99999y", "0001-01-01", "0001-01-01"),
        ("-99999w", "0107-09-25", "0107-09-25"),
        ("2 days ago", "2024-03-29", "2024-03-29"),
        ("last 7 days", "2024-03-24", "2024-03-31"),
        ("this-week", "2024-03-25", "2024-03-31"),
        ("last week", "2024-03-18", "2024-03-24"),
        ("this month", "2024-03-00", "2024-03-99"),
        ("last-month", "2024-02-00", "2024-02-99"),
        ("past_month", "2024-02-00", "2024-02-99"),
        ("last year", "2023-00-00", "2023-99-99"),
        ("-14d..", "2024-03-17", "9999-99-99"),
        ("..last-month", "0000-00-00", "2024-02-99"),
        ("-14d..-7d", "2024-03-17", "2024-03-24"),
        ("june-2023..21-jan-2024", "2023-06-00", "2024-01-21"),
        ("2024-03..today", "2024-03-00", "2024-03-31"),
    ],
)
def test_the_days_of_a_period(text: str, first: str, last: str) -> None:
    assert parse_period_or_range(text, TODAY) == (first, last)


@pytest.mark.parametrize(
    "text",
    ["21 june", "june 21", "21-june", "june, 21st", "6/21", "21/6", "06-21", "21.6.", "21 jun"],
)
def test_a_day_of_every_year_is_named_in_any_order(text: str) -> None:
    assert parse_period(text, TODAY) == EveryYear(6, 21)


@pytest.mark.parametrize(
    ("text", "day_first", "month_first"),
    [
        ("3/4", EveryYear(4, 3), EveryYear(3, 4)),
        ("3/4/2024", days_of(PartialDate(2024, 4, 3)), days_of(PartialDate(2024, 3, 4))),
        ("3-4-2024", days_of(PartialDate(2024, 4, 3)), days_of(PartialDate(2024, 3, 4))),
    ],
)
def test_numbers_are_read_in_the_order_of_the_log(
    text: str, day_first: Period, month_first: Period
) -> None:
    assert parse_period(text, TODAY, "day") == day_first
    assert parse_period(text, TODAY, "month") == month_first
    assert parse_period(text, TODAY, None) is None
    assert parse_period("4/4/2024", TODAY, None) == days_of(PartialDate(2024, 4, 4))


@pytest.mark.parametrize(
    "text",
    [
        "3.5",
        "june 21 22",
        "june july",
        "31 june",
        "2024-w54",
        "next month",
        "last",
        "month",
        "2024 21",
        "june 2024 2025",
        "june 123",
        "-d",
        "21 of",
    ],
)
def test_what_only_looks_like_a_period(text: str) -> None:
    assert not names_period(text)


@pytest.mark.parametrize(
    ("period", "days"),
    [
        (EveryYear(12, 24), PartialDate(2023, 12, 24)),
        (EveryYear(5, None), PartialDate(2024, 5)),
        (EveryYear(2, 29), PartialDate(2024, 2, 29)),
    ],
)
def test_a_day_without_a_year_is_of_the_nearest_one(period: EveryYear, days: PartialDate) -> None:
    assert period.nearest(TODAY) == days_of(days)
