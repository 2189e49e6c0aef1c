import pytest

from logtui.document.dates.partial import PartialDate
from logtui.search.query import month_number, parse_period, parse_period_or_range


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
    named = parse_period(text)
    assert named is not None
    assert named.holds(PartialDate(*inside))
    assert not named.holds(PartialDate(*outside)) or outside[1] is None


@pytest.mark.parametrize("text", ["", "24", "3024", "ju", "ma", "soon", "1/2/3", "24-06", "set"])
def test_what_names_no_time(text: str) -> None:
    assert parse_period(text) is None


@pytest.mark.parametrize(
    "text", ["2024-06-31", "2023-02-29", "2024-13", "2024-00", "2/30", "june 31", "13/2024"]
)
def test_a_time_that_the_calendar_does_not_have_is_none(text: str) -> None:
    assert parse_period(text) is None


@pytest.mark.parametrize("text", ["..soon", "soon..2024", "2024..june", "...", "2024..2025..2026"])
def test_what_is_no_range(text: str) -> None:
    assert parse_period_or_range(text) is None


def test_a_range_has_both_its_ends() -> None:
    days = parse_period_or_range("2024-06-01..2024-07")
    assert days is not None
    inside = [(2024, 6, 1), (2024, 7, 31), (2024, 6, None)]
    outside = [(2024, 5, 31), (2024, 8, 1), (None, 6, 5)]
    assert all(days.holds(PartialDate(*date)) for date in inside)
    assert not any(days.holds(PartialDate(*date)) for date in outside)


def test_an_ambiguous_beginning_is_no_month() -> None:
    assert month_number("ma") is None
    assert month_number("mar") == 3
    assert month_number("august") == 8
