"""Reading a date at a place in a text, or wherever a heading has one.

All offsets count characters of the text that is given.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from logtui.document.dates import names, patterns
from logtui.document.dates.partial import DateReading, full_year, valid_date
from logtui.document.text.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    import re

    from logtui.document.dates.partial import DateForm, PartialDate

DATE_SEARCH_LIMIT = 240
"""Characters of a heading that a date is looked for in."""

YEARLESS_DATE_LIMIT = 40
"""Characters of a heading within which a yearless date or a count has to stand."""

HAN_BEGINNINGS = f"第十{names.HAN_DIGITS[1:]}"
"""What a date in Han numerals, or the number of a day, begins with."""

_EXPLICIT_FORMS = frozenset({"nnn", "ymd", "name"})
_FORMS_WITHOUT_MONTH = frozenset({"year", "week", "dom", "count", "broken"})
_LONGEST_MONTH = 10

_TOKENS = lazy_pattern(r"\d+|[^\W\d_]+")

_RANGE_DASH = lazy_pattern(
    r"\s?(?:[-–—~〜/&+]|\b(?:to|bis|until|til|au|al|and|und|et|y|e|og)\b)\s?(?=(?P<word>[^\W\d_]{3,10})?)"
)
"""What stands between the two ends of a range."""

_RANGE_OF_DAYS = lazy_pattern(r"[-–—~/&+]\d{1,2}(?!\d)")
"""A range whose end is only a day: ``23/24`` after a year and month."""


def date_at(text: str, offset: int) -> DateReading | None:
    """Return the date that ``text`` has at ``offset``, a range as its first day; None without one.

    A day that the calendar does not have (``32/13/2020``) is a reading without a date.
    """
    for form, pattern in patterns.form_patterns("plain"):
        match = pattern.fullmatch(text, offset)
        reading = _reading_of(form, match) if match else None
        if reading and (reading.day_first or reading.month_first):
            return reading if offset == 0 or _may_begin(text, offset) else None
    beginning = _beginning_at(text, offset)
    if beginning == "word":
        word = _TOKENS.match(text, offset)
        if word is None or not _begins_month(word[0]):
            return None
    reading = _first_reading(beginning, text, offset)
    return _extend_to_range(text, reading) if reading else None


def find_date(text: str, start: int = 0) -> DateReading | None:
    """Return the most telling date of a heading's ``text`` from ``start`` on, wherever it stands.

    A date with its year may stand anywhere, one without it only near the beginning.
    """
    first_weak: DateReading | None = None
    for token in _TOKENS.finditer(text, start, start + DATE_SEARCH_LIMIT):
        if not token[0].isdigit() and not _begins_month(token[0][:_LONGEST_MONTH]):
            continue
        reading = date_at(text, token.start())
        if reading is None or reading.form == "count":
            continue
        date = reading.day_first or reading.month_first
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


def _begins_month(word: str) -> bool:
    """Tell whether ``word`` is the name of a month or begins with a Han numeral."""
    return word[0] in HAN_BEGINNINGS or names.month_from_name(word) is not None


def _first_reading(beginning: str, text: str, offset: int) -> DateReading | None:
    """Return the reading of the first form of this ``beginning`` that fits ``text`` there."""
    if offset and not _may_begin(text, offset):
        return None
    reading_without_date = None
    for form, pattern in patterns.form_patterns(beginning):
        match = pattern.match(text, offset)
        if match and _may_end(text, match.end()):
            reading = _reading_of(form, match)
            if reading and (reading.day_first or reading.month_first or form == "count"):
                return reading
            if form in _EXPLICIT_FORMS:
                reading_without_date = reading_without_date or reading
    return reading_without_date


def _reading_of(form: DateForm, match: re.Match[str]) -> DateReading | None:
    """Return what ``match`` says; None where a word in it is not a month."""
    values = {}
    fields = []
    for group, name in _field_groups(match.re):
        if match[group]:
            values[name] = match[group]
            fields.append((name, *match.span(group)))
    year = full_year(values["year"].strip("'’")) if "year" in values else None
    if "first" in values:
        first, second = int(values["first"]), int(values["second"])
        dates = valid_date(year, second, first), valid_date(year, first, second)
        year_first = None
        if len(values.get("year", "")) == len("24") and len(values["first"]) == len("24"):
            year_first = valid_date(full_year(values["first"]), second, int(values["year"]))
        return DateReading(match.start(), match.end(), form, *dates, tuple(fields), year_first)
    if "month" in values:
        month: int | None = int(values["month"])
    elif "name" in values:
        month = names.month_from_name(values["name"])
    else:
        month = _han_value(values.get("han_month"))
    if month is None and form not in _FORMS_WITHOUT_MONTH:
        return None
    day = int(values["day"]) if "day" in values else _han_value(values.get("han_day"))
    date = valid_date(year, month, day)
    form = "nn" if form == "nn." else form
    return DateReading(match.start(), match.end(), form, date, date, tuple(fields))


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


def _extend_to_range(text: str, reading: DateReading) -> DateReading:
    """Return ``reading`` with the end of its range, whose year it takes if it has none itself."""
    dash = _RANGE_DASH.match(text, reading.end)
    if not dash or reading.form == "count":
        return reading
    range_end = None
    if text[dash.end() : dash.end() + 1].isdigit() or names.month_from_name(dash["word"] or ""):
        range_end = _first_reading(_beginning_at(text, dash.end()), text, dash.end())
    ends = (range_end.day_first, range_end.month_first) if range_end else (None, None)
    if range_end is None or range_end.form == "count" or not any(ends):
        days = _RANGE_OF_DAYS.match(text, reading.end)
        end = days.end() if days and _may_end(text, days.end()) else reading.end
        return reading._replace(end=end)
    return reading._replace(
        end=range_end.end,
        day_first=_with_year_of(reading.day_first, ends[0]),
        month_first=_with_year_of(reading.month_first, ends[1]),
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
