"""Reading a date at a place in a text, or wherever a heading has one.

All offsets count characters of the text that is given.
"""

from __future__ import annotations

import datetime
import re
from functools import cache
from typing import TYPE_CHECKING

from logtui.document.dates import names, patterns
from logtui.document.dates.partial import DateReading, PartialDate, full_year, valid_date
from logtui.document.text.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from logtui.document.dates.partial import DateForm

DATE_SEARCH_LIMIT = 240
"""Characters of a heading that a date is looked for in."""

YEARLESS_DATE_LIMIT = 40
"""Characters of a heading within which a yearless date or a count has to stand."""

HAN_BEGINNINGS = f"第十令平昭{names.HAN_DIGITS[1:]}"
"""What a date in Han numerals, a Japanese era, or the number of a day begins with."""

_EXPLICIT_FORMS = frozenset({"nnn", "ymd", "name"})
_FORMS_WITHOUT_MONTH = frozenset({"year", "week", "dom", "count", "broken"})
_YEARS_BEFORE_ERA = {"令和": 2018, "平成": 1988, "昭和": 1925}
_DAYS_AFTER_MONDAY = 6
_LONGEST_WEEK_OF = 24
_LEAP_YEAR = 2000

_TOKENS = lazy_pattern(r"\d+|[^\W\d_]+")

_RANGE_DASH = lazy_pattern(
    rf"\s?(?:[-–—~〜～/&+]|到|至|から|(?<![^\W\d_])(?:{patterns.RANGE_WORDS})(?![^\W\d_]))\s?"
    rf"(?=(?P<word>[^\W\d_]{{3,{patterns.LONGEST_MONTH}}})?)",
    re.IGNORECASE,
)
"""What stands between the two ends of a range."""

_RANGE_OF_DAYS = lazy_pattern(r"\s?[-–—~〜～/&+]\s?(?P<last>\d{1,2})(?!\d)(?:\s?[日号號일])?")
"""A range whose end is only a day: ``23/24`` after a year and month."""

_WEEK_OF = lazy_pattern(
    r"\b(?:week|woche|semaine|semana|settimana)\s(?:of|vom|du|del|de|da|from|beginning|starting|ab)"
    r"\s(?:the\s)?[\W_]{0,3}$",
    re.IGNORECASE,
)

_YEAR_AFTER_BRACKET = lazy_pattern(r"\s?[)\]）]\s?[-–—,:]?\s?(?P<year>(?:19|20)\d\d)(?![\d./-])")
"""The year of a yearless date that closes a bracket: ``(June 23 - June 29) - 2025``."""


def date_at(text: str, offset: int) -> DateReading | None:
    """Return the date that ``text`` has at ``offset``, a range as its first day; None without one.

    A day that the calendar does not have (``32/13/2020``) is a reading without a date.
    """
    for form, pattern in patterns.form_patterns("plain"):
        match = pattern.fullmatch(text, offset)
        reading = _reading_of(form, match) if match else None
        if reading and reading.is_date:
            if offset == 0:
                return reading
            return _as_week(text, reading) if _may_begin(text, offset) else None
    beginning = _beginning_at(text, offset)
    if beginning == "word":
        word = _TOKENS.match(text, offset)
        if word is None or not _begins_date(word[0]):
            return None
    reading = _first_reading(beginning, text, offset)
    return _as_week(text, _extend_to_range(text, reading)) if reading else None


def find_date(text: str, start: int = 0) -> DateReading | None:
    """Return the most telling date of a heading's ``text`` from ``start`` on, wherever it stands.

    A date with its year may stand anywhere, one without it only near the beginning.
    """
    first_weak: DateReading | None = None
    count_end = 0
    for token in _TOKENS.finditer(text, start, start + DATE_SEARCH_LIMIT):
        if first_weak and token.start() < first_weak.end:
            continue
        is_word = not token[0].isdigit()
        may_begin = not is_word or _begins_date(token[0][: patterns.LONGEST_MONTH])
        reading = date_at(text, token.start()) if may_begin else None
        if reading is None or reading.form == "count":
            count = count_at(text, token.start(), token[0]) if is_word else None
            count_end = count.end if count else count_end
            continue
        if reading.form == "nn" and token.start() < count_end:
            continue
        reading = _with_year_after_bracket(text, reading)
        date = reading.day_first or reading.month_first or reading.year_first
        if date and date.year and date.day:
            return reading
        is_near = reading.start - start < YEARLESS_DATE_LIMIT
        if first_weak is None and (is_near or (date and date.year)):
            first_weak = reading
    return first_weak or find_count(text, start)


def find_count(text: str, start: int = 0) -> DateReading | None:
    """Return the ``Day 3`` or ``Week 7`` near the beginning of ``text``; None without one."""
    tokens = _TOKENS.finditer(text, start, start + YEARLESS_DATE_LIMIT)
    return next((c for token in tokens if (c := count_at(text, token.start(), token[0]))), None)


def count_at(text: str, offset: int, word: str) -> DateReading | None:
    """Return the ``Day 3`` whose first ``word`` stands at ``offset``; None where there is none."""
    if word[0] == "第":
        return _first_reading("ordinal", text, offset)
    return _first_reading("count", text, offset) if names.count_unit(word) else None


def month_and_day(text: str, start: int) -> DateReading | None:
    """Return the month and the day that ``text`` has at ``start`` as ``6.17``; None without them.

    Only where other headings are written so, too, does it mean a date.
    """
    match = patterns.MONTH_AND_DAY.match(text, start)
    return _reading_of("md", match) if match else None


def whole_date(text: str, start: int, end: int) -> DateReading | None:
    """Return what ``text[start:end]`` says as a whole about a day, a month or a year.

    These forms mean a date only where nothing else stands next to them: ``25``, ``June``, ``0622``.
    """
    part = text[:end]
    for form, pattern in patterns.form_patterns("alone"):
        match = pattern.fullmatch(part, start)
        reading = _reading_of(form, match) if match else None
        if reading and (reading.day_first or form == "broken"):
            return reading
    return None


def _beginning_at(text: str, offset: int) -> str:
    """Return which patterns may fit ``text`` at ``offset``."""
    if not text[offset : offset + 1].isdigit():
        return "word"
    digits = text[offset : offset + 3]
    return "many digits" if digits.isdigit() and len(digits) == len("123") else "few digits"


def _begins_date(word: str) -> bool:
    """Tell whether a date may begin with ``word``: a month, a week or a Han numeral."""
    return (
        word[0] in HAN_BEGINNINGS
        or names.month_from_name(word) is not None
        or names.is_week(word)
        or names.month_from_misspelling(word) is not None
    )


def _first_reading(beginning: str, text: str, offset: int) -> DateReading | None:
    """Return the reading of the first form of this ``beginning`` that fits ``text`` there."""
    if offset and not _may_begin(text, offset):
        return None
    return _reading_from(beginning, text, offset)


def _reading_from(beginning: str, text: str, offset: int) -> DateReading | None:
    """Return what ``_first_reading`` does, whatever stands before ``offset``."""
    reading_without_date = None
    for form, pattern in patterns.form_patterns(beginning):
        match = pattern.match(text, offset)
        if match and _may_end(text, match.end()):
            reading = _reading_of(form, match)
            if reading and (reading.is_date or form == "count"):
                return reading
            if form in _EXPLICIT_FORMS:
                reading_without_date = reading_without_date or reading
    return reading_without_date


def _reading_of(form: DateForm, match: re.Match[str]) -> DateReading | None:
    """Return what ``match`` says; None where a word in it is not a month."""
    values: dict[str, str] = {}
    fields: list[tuple[str, int, int]] = []
    for group, name in _field_groups(match.re):
        if match[group]:
            values[name] = match[group]
            fields.append((name, *match.span(group)))
    start, end = match.span()
    last: int | None = None
    last_fields: tuple[tuple[str, int, int], ...] = ()
    if "last" in values:
        last, last_fields = int(values["last"]), (("day", *match.span("last")),)
        fields = [field for field in fields if field[0] != "last"]
    year = full_year(values["year"].strip("'’")) if "year" in values else None
    if "first" in values:
        first, second = int(values["first"]), int(values["second"])
        if last and not first < last:
            return None
        year_first = None
        if len(values.get("year", "")) == len("24") == len(values["first"]) and not last:
            year_first = valid_date(full_year(values["first"]), second, int(values["year"]))
        return DateReading(
            start,
            end,
            form,
            valid_date(year, second, first),
            valid_date(year, first, second),
            tuple(fields),
            year_first,
            valid_date(year, second, last) if last else None,
            last_fields,
        )
    if "week" in values and year:
        return _week_reading(DateReading(start, end, form, None, None, tuple(fields)), year, values)
    if "era" in values:
        year = _YEARS_BEFORE_ERA[values["era"]] + int(values["era_year"].replace("元", "1"))
    month = _month_of(values, form)
    if month is None and form not in _FORMS_WITHOUT_MONTH:
        return None
    day = int(values["day"]) if "day" in values else _han_value(values.get("han_day"))
    date = valid_date(year, month, day)
    last_day = valid_date(year, month, last) if last else None
    form = "nn" if form == "nn." else form
    return DateReading(
        start, end, form, date, date, tuple(fields), last_day=last_day, last_fields=last_fields
    )


def _month_of(values: dict[str, str], form: DateForm) -> int | None:
    """Return the month that the fields ``values`` name; a name may be misspelt next to a year."""
    if "month" in values:
        return int(values["month"])
    if "name" not in values:
        return _han_value(values.get("han_month"))
    month = names.month_from_name(values["name"])
    if month is None and form == "name" and "year" in values:
        month = names.month_from_misspelling(values["name"])
    return month


def _week_reading(reading: DateReading, year: int, values: dict[str, str]) -> DateReading:
    """Return ``reading`` with the Monday and the Sunday of a week; without where there is none."""
    try:
        monday = datetime.date.fromisocalendar(year, int(values["week"]), 1)
    except ValueError:
        return reading
    sunday = monday + datetime.timedelta(days=_DAYS_AFTER_MONDAY)
    date = PartialDate(monday.year, monday.month, monday.day)
    last_day = PartialDate(sunday.year, sunday.month, sunday.day)
    return reading._replace(day_first=date, month_first=date, last_day=last_day)


@cache
def _field_groups(pattern: re.Pattern[str]) -> tuple[tuple[int, str], ...]:
    """Return the numbers and field names of the groups of ``pattern`` that mean something."""
    return tuple((n, name.rstrip("_")) for name, n in pattern.groupindex.items() if name != "s")


def _han_value(numeral: str | None) -> int | None:
    """Return the number (1-99) that a Han ``numeral`` stands for."""
    if not numeral:
        return None
    tens, ten, ones = numeral.rpartition("十")
    high = (names.HAN_DIGITS.find(tens) if tens else 1) if ten else 0
    return 10 * high + (names.HAN_DIGITS.find(ones) if ones else 0)


def _as_week(text: str, reading: DateReading) -> DateReading:
    """Return ``reading``, a whole week where ``week of`` stands before it."""
    date = reading.day_first
    if not reading.start or reading.last_day or date is None or date.day is None:
        return reading
    if not _WEEK_OF.search(text, max(reading.start - _LONGEST_WEEK_OF, 0), reading.start):
        return reading
    day = datetime.date(date.year or _LEAP_YEAR, date.month or 1, date.day)
    last = day + datetime.timedelta(days=_DAYS_AFTER_MONDAY)
    return reading._replace(
        last_day=PartialDate(date.year and last.year, last.month, last.day),
    )


def _extend_to_range(text: str, reading: DateReading) -> DateReading:
    """Return ``reading`` with the end of its range, whose year it takes if it has none itself."""
    dash = _RANGE_DASH.match(text, reading.end)
    if not dash or reading.form == "count":
        return reading
    range_end = None
    if text[dash.end() : dash.end() + 1].isdigit() or names.month_from_name(dash["word"] or ""):
        range_end = _reading_from(_beginning_at(text, dash.end()), text, dash.end())
    if range_end is None or range_end.form == "count" or not range_end.is_date:
        days = _RANGE_OF_DAYS.match(text, reading.end)
        if not days or not _may_end(text, days.end()):
            return reading
        first = reading.day_first or reading.month_first
        last_day = valid_date(first.year, first.month, int(days["last"])) if first else None
        last_fields = (("day", *days.span("last")),)
        return reading._replace(end=days.end(), last_day=last_day, last_fields=last_fields)
    ends = range_end.day_first, range_end.month_first
    return reading._replace(
        end=range_end.end,
        day_first=_with_year_of(reading.day_first, ends[0] or ends[1]),
        month_first=_with_year_of(reading.month_first, ends[1] or ends[0]),
        last_day=ends[0] or ends[1],
        last_fields=range_end.fields,
    )


def _with_year_after_bracket(text: str, reading: DateReading) -> DateReading:
    """Return ``reading`` with the year that stands after the bracket it closes, if it has none."""
    date = reading.day_first or reading.month_first
    if date is None or date.year is not None or date.day is None:
        return reading
    year = _YEAR_AFTER_BRACKET.match(text, reading.end)
    if year is None:
        return reading
    last = reading.last_day or date
    if last.year is None:
        last = last._replace(year=int(year["year"]))
    return reading._replace(
        end=year.end(),
        day_first=_with_year_of(reading.day_first, last),
        month_first=_with_year_of(reading.month_first, last),
        last_day=reading.last_day and last,
        fields=(*reading.fields, ("year", *year.span("year"))),
    )


def _with_year_of(date: PartialDate | None, end: PartialDate | None) -> PartialDate | None:
    """Return ``date`` with the year of the ``end`` of its range, where only that one has a year."""
    if date is None or end is None or date.year is not None or end.year is None:
        return date
    is_year_before = (date.month or 0) > (end.month or 0)
    return valid_date(end.year - is_year_before, date.month, date.day)


def _may_begin(text: str, offset: int) -> bool:
    """Tell whether a date may begin at ``offset``: not inside a word, a number or a version."""
    before = text[offset - 1]
    if before.isascii() and (before.isalnum() or before == "_"):
        return before == "_" and (offset == 1 or not text[offset - 2].isalnum())
    return not (
        before in "./:-" and (text[max(offset - 2, 0)].isdigit() or text[offset - 2] in "?xX")
    )


def _may_end(text: str, end: int) -> bool:
    """Tell whether a date may end at ``end``: not inside a word, a number or a version."""
    after = text[end : end + 1]
    if after.isascii() and after.isalnum():
        return after == "T" and text[end + 1 : end + 2].isdigit()
    return not (
        after in "./:" and after and text[end + 1 : end + 2].isdigit() and text[end - 1] != "."
    )
