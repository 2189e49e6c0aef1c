from __future__ import annotations

import datetime

import pytest

from logtui.document.dates import names, reader
from logtui.document.dates.partial import PartialDate, valid_date
from logtui.document.reading.parser import parse


@pytest.mark.parametrize(
    ("date", "iso", "first"),
    [
        (PartialDate(2024, 9, 25), "2024-09-25", datetime.date(2024, 9, 25)),
        (PartialDate(2024, 9), "2024-09", datetime.date(2024, 9, 1)),
        (PartialDate(2024), "2024", datetime.date(2024, 1, 1)),
        (PartialDate(None, 9, 25), None, None),
        (PartialDate(), None, None),
    ],
)
def test_a_date_as_far_as_it_is_known(
    date: PartialDate, iso: str | None, first: datetime.date | None
) -> None:
    assert date.iso() == iso
    assert date.first_day() == first


@pytest.mark.parametrize("language", names.MONTHS)
def test_every_name_of_a_month_is_read(language: str) -> None:
    for number, name in enumerate(names.MONTHS[language].split(), 1):
        for text in (f"5 {name} 2024", f"{name.capitalize()} 5, 2024", f"5.-7. {name} 2024"):
            reading = reader.find_date(text)
            assert reading
            assert (reading.start, reading.end) == (0, len(text))
            assert PartialDate(2024, number, 5) in (reading.day_first, reading.month_first)
        document = parse(f"# {name.capitalize()} 2024\n\n## 7\n- a\n".encode())
        assert [day.date for day in document.days] == [PartialDate(2024, number, 7)]


def test_dates_are_ordered_by_what_is_known_of_them() -> None:
    dates = [PartialDate(2024), PartialDate(2024, 9), PartialDate(2024, 9, 25), PartialDate(2025)]
    keys = [date.order_key() for date in dates]
    assert keys == [(2024, 0, 0), (2024, 9, 0), (2024, 9, 25), (2025, 0, 0)]
    assert PartialDate(None, 9, 25).order_key() is None


def test_a_reading_is_shifted_with_its_fields() -> None:
    text = "on 9/25/2024"
    reading = reader.find_date(text)
    assert reading
    assert reading.shift(4) == reader.find_date("    " + text)
    assert reading.shift(4).shift(-4) == reading


@pytest.mark.parametrize(
    ("text", "is_ambiguous"),
    [
        ("9/25/2024", True),
        ("3/4", True),
        ("24-09-25", True),
        ("2024-09-25", False),
        ("May 3", False),
    ],
)
def test_only_numbers_may_be_read_in_several_orders(text: str, *, is_ambiguous: bool) -> None:
    reading = reader.date_at(text, 0)
    assert reading
    assert reading.is_ambiguous is is_ambiguous


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("09/25/2024", "09/25/2024"),
        ("8/24 19:43", "8/24"),
        ("October 8, 2024: words", "October 8, 2024"),
        ("8-Oct-24: words", "8-Oct-24"),
        ("8 October 2024:", "8 October 2024"),
        ("Oct 8 12:30", "Oct 8"),
        ("Sunday, March 14th, 4pm", "March 14th"),
        ("March 14, 11 a.m.", "March 14"),
        ("March 14, 16h", "March 14"),
        ("March 14, 16", "March 14, 16"),
        ("March 3-5th", "March 3-5th"),
        ("Meeting 1: 13/Oct", "13/Oct"),
        ("Week of 2026-02-23 to 2026-03-01", "2026-02-23 to 2026-03-01"),
        ("v4.6 (2026-08-07)", "2026-08-07"),
        ("Day 3", "Day 3"),
        ("week 3 and 4: words", "week 3 and 4"),
        *((f"{word} 3: words", f"{word} 3") for word in ("Dzień", "День", "Gün", "Hari", "Ziua")),
        *((f"{word} 3: words", f"{word} 3") for word in ("Týden", "Viikko", "Hafta", "Setmana")),
        ("Тиждень 12, 2024", "Тиждень 12, 2024"),
        ("2018.11", "2018.11"),
        ("7/2020", "7/2020"),
        ("8.12. words", "8.12."),
        ("2021-Apr-05", "2021-Apr-05"),
        ("Day 1 - 5302023", "5302023"),
        ("2026년 6월 4주차", "2026년 6월"),
        (r"3\. dubna 2016, neděle", r"3\. dubna 2016"),
        (r"3\. – 5\. März 2016", r"3\. – 5\. März 2016"),
        ("13 d'abril de 2024", "13 d'abril de 2024"),
        ("2 d’octubre", "2 d’octubre"),
        ("Ngày 3 tháng 4 năm 2024", "3 tháng 4 năm 2024"),
        ("Thứ Bảy, 1 tháng 4, 2023", "1 tháng 4, 2023"),
    ],
)
def test_what_of_a_heading_is_its_date(text: str, said: str) -> None:
    reading = reader.find_date(text)
    assert reading
    assert text[reading.start : reading.end] == said


@pytest.mark.parametrize(
    "text",
    [
        *("2.44 seconds", "205 x 5 x 1", "2022-1939", "192.168.1.250", "12:30 lunch", "v2.8.4"),
        *(
            "Led 5",
            "Pro 12",
            "Sub 3",
            "Ara 2",
            "5 min",
            "7 sub",
            "12 Angry Men",
            "3-5 apples",
            "1.2.3.4",
            "section 2.1",
            "第 384 期",
            "2020",
            "a1/2/2020",
        ),
        "a long enough title that goes on and on and then has 1/2 of something",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert reader.find_date(text) is None


def test_numbers_that_can_be_read_two_ways() -> None:
    reading = reader.date_at("3/4/2020", 0)
    assert reading
    assert reading.date(month_first=True) == (2020, 3, 4)
    assert reading.date(month_first=False) == (2020, 4, 3)
    assert [field for field, *_ in reading.fields] == ["first", "second", "year"]


def test_an_impossible_reading_gives_way_to_the_other() -> None:
    reading = reader.date_at("13/4/2020", 0)
    assert reading
    assert reading.date(month_first=True) == (2020, 4, 13)


@pytest.mark.parametrize(
    ("parts", "date"),
    [
        ((2024, 2, 29), PartialDate(2024, 2, 29)),
        ((None, 2, 29), PartialDate(None, 2, 29)),
        ((2024, 2, None), PartialDate(2024, 2, None)),
        ((2023, 2, 29), None),
        ((2024, 13, 1), None),
        ((2024, 0, 1), None),
        ((2024, 1, 0), None),
        ((2024, 1, 32), None),
        ((999, 1, 1), None),
        ((10000, 1, 1), None),
    ],
)
def test_only_dates_of_the_calendar_are_made(
    parts: tuple[int | None, int | None, int | None], date: PartialDate | None
) -> None:
    assert valid_date(*parts) == date
