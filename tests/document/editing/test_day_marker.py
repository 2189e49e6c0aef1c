from __future__ import annotations

import datetime

import pytest

from logtui.document import order
from logtui.document.dates.partial import PartialDate
from logtui.document.editing import day_marker
from logtui.document.reading import parser
from logtui.document.text.encoding import Encoding


def marker(log: str, date: datetime.date | PartialDate) -> str:
    """Return the marker of a new day in ``log``, in which a bar parts the markers."""
    text = "\n- entry\n\n".join(log.split(" | ")) + "\n- entry\n"
    document = parser.parse_text(text, Encoding())
    known = order.coarsen(document, PartialDate(date.year, date.month, date.day))
    return day_marker.new_day_marker(document, order.day_position(document, known), known)


@pytest.mark.parametrize(
    ("log", "new"),
    [
        ("09/25/2024 | 09/20/2024", "10/03/2024"),
        ("9/25/2024 | 9/2/2024", "10/3/2024"),
        ("## 25.09.2024 | ## 20.09.2024", "## 03.10.2024"),
        ("## 25.9.24 | ## 2.9.24", "## 3.10.24"),
        ("# 2024-09-20 | # 2024-09-25", "# 2024-10-03"),
        ("### 2024/9/8 | ### 2024/9/25", "### 2024/10/3"),
        ("## 20240920 | ## 20240925", "## 20241003"),
        ("24-09-20 | 24-09-25", "24-10-03"),
        ("## 24-9-20 | ## 24-9-25", "## 24-10-03"),
        ("## 24.09.24 | ## 24.09.25", "## 24.10.03"),
        ("## 24.09.24", "## 03.10.24"),
        ("## 10/10/10 | ## 10/10/20 | ## 10/11/25", "## 24/10/03"),
        ("## Sep 20, 2024 | ## Sep 25, 2024", "## Oct 3, 2024"),
        ("## September 20th, 2024 | ## September 22nd, 2024", "## October 3rd, 2024"),
        ("## 20. maj 2024 | ## 25. september 2024", "## 3. oktober 2024"),
        ("## 01 May 2024 | ## 25 May 2024", "## 03 October 2024"),
        ("## 20. März 2024 | ## 25. September 2024", "## 3. Oktober 2024"),
        ("## 20 août 2024 | ## 25 septembre 2024", "## 3 octobre 2024"),
        ("## 20 août 2024 | ## 1er septembre 2024", "## 3 octobre 2024"),
        ("## 5. Jänner 2024 | ## 8. Februar 2024", "## 3. Oktober 2024"),
        ("## 20 Eylül 2024 (Cuma) | ## 25 Eylül 2024 (Çarşamba)", "## 3 Ekim 2024 (Perşembe)"),
        ("## středa 18. září 2024 | ## úterý 24. září 2024", "## čtvrtek 3. října 2024"),
        (r"## 20\. září 2024 | ## 24\. září 2024", r"## 3\. října 2024"),
        ("## Rabu, 28 Agustus 2024", "## Kamis, 3 Oktober 2024"),
        ("## 20 вересня 2024 | ## 25 вересня 2024", "## 3 жовтня 2024"),
        ("## Ngày 20 tháng 9 năm 2024", "## Ngày 3 tháng 10 năm 2024"),
        ("## WED SEP 25, 2024", "## THU OCT 3, 2024"),
        ("## SEPTEMBER 1ST, 2024", "## OCTOBER 3RD, 2024"),
        ("## 九月二十日 | ## 九月二十五日", "## 十月三日"),
        ("## Fri 20 Sep 2024 | ## Wed 25 Sep 2024", "## Thu 3 Oct 2024"),
        ("## 2024-09-20 (Friday) | ## 2024-09-25 (Wednesday)", "## 2024-10-03 (Thursday)"),
        ("## Freitag, 20.09.2024 | ## Mittwoch, 25.09.2024", "## Donnerstag, 03.10.2024"),
        ("**2024-09-20** | **2024-09-25**", "**2024-10-03**"),
        ("*20.9.2024* | *5.9.2024*", "*3.10.2024*"),
        ("## [2024-09-20] a topic | ## [2024-09-25] another", "## [2024-10-03]"),
        ("## 2024-09-20 - a topic | ## 2024-09-25 - another", "## 2024-10-03"),
        ("## 2024-09-20 12:30 | ## 2024-09-25 18:00", "## 2024-10-03"),
        ("## a topic (2024-09-20) | ## another (2024-09-25)", "## 2024-10-03"),
        ("## Date: 2024-09-20 | ## Date: 2024-09-25", "## Date: 2024-10-03"),
        ("## Day 1: 2024-09-20 | ## Day 2: 2024-09-25", "## Day 3: 2024-10-03"),
        ("2024年9月20日 | 2024年9月25日", "2024年10月3日"),
        ("09/20/2024: | 09/25/2024:", "10/03/2024:"),
        ("## 2024-08 | ## 2024-09", "## 2024-10"),
        ("## August 2024 | ## September 2024", "## October 2024"),
    ],
)
def test_a_new_day_is_written_like_its_neighbours(log: str, new: str) -> None:
    assert marker(log, datetime.date(2024, 10, 3)) == new


def test_a_marker_that_could_be_read_in_two_orders_is_read_as_the_others_are() -> None:
    assert marker("## 24.09.24 | ## 24.09.25", datetime.date(2024, 9, 22)) == "## 24.09.22"


@pytest.mark.parametrize(
    ("log", "new"),
    [
        ("## 20 août 2024 | ## 1er septembre 2024", "## 1er novembre 2024"),
        ("## 2 September 2024", "## 1 November 2024"),
        ("## September 2nd, 2024", "## November 1st, 2024"),
        ("## 九月二十日", "## 十一月一日"),
    ],
)
def test_the_first_of_a_month_is_counted_as_the_log_counts(log: str, new: str) -> None:
    assert marker(log, datetime.date(2024, 11, 1)) == new


@pytest.mark.parametrize(
    ("log", "new"),
    [
        ("## Day 1 | ## Day 2", "## 2026-10-03"),
        ("## 09-(16, 17)-2021", "## 2026-10-03"),
        ("#### 5. Jänner 2024", "#### 2026-10-03"),
        ("Log of 2024\n\n### 20 Sep | ### 25 Sep", "### 2026-10-03"),
        ("Log of 2024\n\n- 20 Sep: a | - 25 Sep: b", "- 2026-10-03 - "),
        ("Log of 2024\n\n*20 Sep* | *25 Sep*", "*2026-10-03*"),
        ("Log of 2024\n\n**(20 Sep)** | **(25 Sep)**", "**(2026-10-03)**"),
    ],
)
def test_what_the_log_has_no_way_to_say_is_an_iso_date_in_the_shape_of_its_days(
    log: str, new: str
) -> None:
    assert marker(log, datetime.date(2026, 10, 3)) == new


@pytest.mark.parametrize(
    ("log", "date", "new"),
    [
        ("## 2026\n\n**二月** | **一月**", PartialDate(2026, 11), "**十一月**"),
        ("## 2026\n\n**二月** | **一月**", PartialDate(2027, 1), "**2027-01**"),
        ("# 2024\n\n## Feb 20 | ## Feb 25", PartialDate(2024, 11, 3), "## Nov 3"),
        ("# 2023\n\n## 2/20\n- a\n\n# 2024\n\n## 2/25", PartialDate(2024, 11, 3), "## 11/3"),
    ],
)
def test_a_year_that_a_heading_gives_is_not_said_again(
    log: str, date: PartialDate, new: str
) -> None:
    assert marker(log, date) == new


@pytest.mark.parametrize("log", ["## 20 Sep 2024", "## 09/20/2024", "## 2024年9月20日"])
def test_a_month_among_days_is_written_without_a_day(log: str) -> None:
    assert marker(log, PartialDate(2024, 10, None)) == "## 2024-10"


@pytest.mark.parametrize(
    ("log", "new"),
    [
        ("## Sonnabend, 21.09.2024", "## 03.10.2024"),
        ("## Fri Sep 20 | ## Wed Sep 25", "## Oct 3"),
        ("**Friday, September 20th** | **Wednesday, September 25th**", "**October 3rd**"),
        ("__Fri 9/20, 4pm__ | __Wed 9/25, 6pm__", "__10/3__"),
        ("**Sonnabend, 21.09.2024**", "**03.10.2024**"),
    ],
)
def test_a_weekday_that_cannot_be_told_is_left_out(log: str, new: str) -> None:
    assert marker(log, datetime.date(2024, 10, 3)) == new


@pytest.mark.parametrize(
    ("log", "new"),
    [
        (
            "## Alpha\nDate: 20. März 2024 | ## Beta\nDate: 25. September 2024",
            "3. Oktober 2024",
        ),
        ("# 2023\n\n## Alpha\nSep 20 | ## Beta\nSep 25", "2024-10-03"),
        ("## Week 38\nDate: Sep 20, 2024 | ## Week 39\nDate: Sep 25, 2024", "Oct 3, 2024"),
    ],
)
def test_a_heading_with_words_of_its_own_above_the_date_gives_way_to_the_date(
    log: str, new: str
) -> None:
    assert marker(log, datetime.date(2024, 10, 3)) == f"## {new}"


def test_a_date_below_a_heading_is_exchanged_and_the_heading_stays() -> None:
    document = parser.parse_text("## Day 5\n2024-09-05\n- a\n", Encoding())
    redated = day_marker.redate_marker(document, 0, PartialDate(2024, 9, 6))
    assert redated == "## Day 5\n2024-09-06"


def test_a_log_whose_days_name_no_date_gets_a_heading() -> None:
    log = "<h2>Day 1</h2> | <h2>Day 2</h2>"
    assert marker(log, datetime.date(2024, 10, 3)) == "## 2024-10-03"


def test_an_underline_is_as_long_as_its_text() -> None:
    log = "June 5, 2017\n------------\n\na\n\nJune 6, 2017\n------------\n\nb\n"
    document = parser.parse_text(log, Encoding())
    new = day_marker.new_day_marker(document, 2, PartialDate(2017, 11, 10))
    assert new == "November 10, 2017\n-----------------"


def test_a_date_without_a_year_is_given_one_where_the_log_would_not_tell() -> None:
    log = "## Sep 20, 2024 | ## Sep 25"
    assert marker(log, datetime.date(2024, 10, 3)) == "## Oct 3"
    assert marker(log, datetime.date(2026, 10, 3)) == "## Oct 3, 2026"


def test_a_log_that_never_names_a_year_goes_on_without_one() -> None:
    assert marker("## 20/9 | ## 25/9", datetime.date(2024, 10, 3)) == "## 3/10"


def test_a_date_is_exchanged_and_the_title_stays() -> None:
    log = "## Wed 2024-09-25 - a topic (1h)\n- a\n"
    document = parser.parse_text(log, Encoding())
    new = day_marker.redate_marker(document, 0, PartialDate(2024, 9, 26))
    assert new == "## Thu 2024-09-26 - a topic (1h)"


@pytest.mark.parametrize("heading", ["## 2024-W39", "## Day 3", "## 2024-09 - a topic"])
def test_a_marker_that_names_no_day_cannot_be_given_another_one(heading: str) -> None:
    document = parser.parse_text(f"{heading}\n- a\n\n## 2024-09-20\n- b\n", Encoding())
    assert day_marker.redate_marker(document, 0, PartialDate(2024, 9, 26)) is None
