"""Reading a date at a place in a text, or wherever a heading has one."""

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


_TOKENS = lazy_pattern(r"\d+|[^\W\d_]+")

_RANGE_DASH = lazy_pattern(
    r"\s?(?:[-–—~〜/&+]|\b(?:to|bis|until|til|au|al|and|und|et|y|e|og)\b)\s?(?=(?P<word>[^\W\d_]{3,10})?)"
)
"""What stands between the two ends of a range."""

_TIGHT_RANGE = lazy_pattern(r"[-–—~/&+]\d{1,2}(?!\d)")
"""A range whose end is only a day: ``23/24`` behind a year and month."""


def date_at(text: str, pos: int) -> DateReading | None:
    """Return the date that ``text`` has at ``pos``, a range as its first day; None without one.

    A day that the calendar does not have (``32/13/2020``) is a reading without a date.
    """
    if plain := _plain_date(text, pos):
        return plain
    kind = _beginning_kind(text, pos)
    if kind == "word" and not _begins_with_month(text, pos):
        return None
    found = _first_reading(kind, text, pos)
    return _extend_to_range(text, found) if found else None


def find_date(text: str, start: int = 0) -> DateReading | None:
    """Return the most telling date of a heading's ``text`` from ``start`` on, wherever it stands.

    A date with its year may stand anywhere, one without it only near the beginning.
    """
    weak: DateReading | None = None
    for token in _TOKENS.finditer(text, start, start + DATE_SEARCH_LIMIT):
        first = token[0]
        if (
            not first.isdigit()
            and names.month_from_name(first[:10]) is None
            and first[0] not in HAN_BEGINNINGS
        ):
            continue
        found = date_at(text, token.start())
        if found is None or found.form == "count":
            continue
        date = found.day_first or found.month_first
        if date and date.year and date.day:
            return found
        if weak is None and (found.start - start < YEARLESS_DATE_LIMIT or (date and date.year)):
            weak = found
    return weak or find_count(text, start)


def find_count(text: str, start: int = 0) -> DateReading | None:
    """Return the ``Day 3`` or ``Week 7`` near the beginning of ``text``; None without one."""
    for token in _TOKENS.finditer(text, start, start + YEARLESS_DATE_LIMIT):
        found = count_at(text, token.start(), token[0])
        if found:
            return found
    return None


def count_at(text: str, pos: int, word: str) -> DateReading | None:
    """Return the ``Day 3`` whose first ``word`` stands at ``pos``; None where there is none."""
    if word[0] == "第":
        return _first_reading("ordinal", text, pos)
    return _first_reading("count", text, pos) if names.count_unit(word) else None


def whole_date(text: str, start: int, end: int) -> DateReading | None:
    """Return what ``text[start:end]`` says as a whole about a day, a month or a year.

    These forms mean a date only where nothing else stands beside them: ``25``, ``June``, ``0622``.
    """
    part = text[:end]
    for form, pattern in patterns.form_patterns("alone"):
        found = pattern.fullmatch(part, start)
        reading = _reading_of(form, found) if found else None
        if reading and (reading.day_first or form == "broken"):
            return reading
    return None


def _plain_date(text: str, pos: int) -> DateReading | None:
    """Return the date that the rest of ``text`` is, where it is nothing but a usual one."""
    for form, pattern in patterns.form_patterns("plain"):
        found = pattern.fullmatch(text, pos)
        reading = _reading_of(form, found) if found else None
        if reading and (reading.day_first or reading.month_first):
            return reading if pos == 0 or _may_begin(text, pos) else None
    return None


def _beginning_kind(text: str, pos: int) -> str:
    """Return which patterns may fit ``text`` at ``pos``."""
    if not text[pos : pos + 1].isdigit():
        return "word"
    return "many digits" if text[pos : pos + 3].isdigit() and pos + 3 <= len(text) else "few digits"


def _begins_with_month(text: str, pos: int) -> bool:
    """Tell whether ``text`` has the name of a month or a Han numeral at ``pos``."""
    word = _TOKENS.match(text, pos)
    return word is not None and (
        word[0][0] in HAN_BEGINNINGS or names.month_from_name(word[0]) is not None
    )


def _first_reading(kind: str, text: str, pos: int) -> DateReading | None:
    """Return the reading of the first form of ``kind`` that fits ``text`` at ``pos``."""
    if pos and not _may_begin(text, pos):
        return None
    impossible = None
    for form, pattern in patterns.form_patterns(kind):
        found = pattern.match(text, pos)
        if found and _may_end(text, found.end()):
            reading = _reading_of(form, found)
            if reading and (reading.day_first or reading.month_first or form == "count"):
                return reading
            impossible = impossible or (reading if form in _EXPLICIT_FORMS else None)
    return impossible


def _reading_of(form: DateForm, found: re.Match[str]) -> DateReading | None:
    """Return what ``found`` says; None where a word in it is no month."""
    values = {}
    fields = []
    for group, name in _field_groups(found.re):
        if found[group]:
            values[name] = found[group]
            fields.append((name, *found.span(group)))
    year = full_year(values["year"].strip("'’")) if "year" in values else None
    if "first" in values:
        first, second = int(values["first"]), int(values["second"])
        dates = valid_date(year, second, first), valid_date(year, first, second)
        turned = None
        if len(values.get("year", "")) == len("24") and len(values["first"]) == len("24"):
            turned = valid_date(full_year(values["first"]), second, int(values["year"]))
        return DateReading(found.start(), found.end(), form, *dates, tuple(fields), turned)
    month = _month_of(values)
    if month is None and form not in _FORMS_WITHOUT_MONTH:
        return None
    day = int(values["day"]) if "day" in values else _han_value(values.get("han_day"))
    date = valid_date(year, month, day)
    form = "nn" if form == "nn." else form
    return DateReading(found.start(), found.end(), form, date, date, tuple(fields))


@cache
def _field_groups(pattern: re.Pattern[str]) -> tuple[tuple[int, str], ...]:
    """Return the numbers and field names of the groups of ``pattern`` that mean something."""
    return tuple((n, name.rstrip("_")) for name, n in pattern.groupindex.items() if name != "s")


def _month_of(values: dict[str, str]) -> int | None:
    """Return the month that a match's ``values`` give as a number, a name or in Han numerals."""
    if "month" in values:
        return int(values["month"])
    return (
        names.month_from_name(values["name"])
        if "name" in values
        else _han_value(values.get("han_month"))
    )


def _han_value(numeral: str | None) -> int | None:
    """Return the number (1-99) that a Han ``numeral`` stands for."""
    if not numeral:
        return None
    tens, ten, ones = numeral.rpartition("十")
    high = (names.HAN_DIGITS.find(tens) if tens else 1) if ten else 0
    return 10 * high + (names.HAN_DIGITS.find(ones) if ones else 0)


def _extend_to_range(text: str, found: DateReading) -> DateReading:
    """Return ``found`` with the end of its range, whose year it takes where it has none itself."""
    dash = _RANGE_DASH.match(text, found.end)
    if not dash or found.form == "count":
        return found
    rest = None
    if text[dash.end() : dash.end() + 1].isdigit() or names.month_from_name(dash["word"] or ""):
        rest = _first_reading(_beginning_kind(text, dash.end()), text, dash.end())
    if rest is None or rest.form == "count" or not (rest.day_first or rest.month_first):
        tight = _TIGHT_RANGE.match(text, found.end)
        end = tight.end() if tight and _may_end(text, tight.end()) else found.end
        return found._replace(end=end)
    dates = (found.day_first, found.month_first)
    ends = (rest.day_first, rest.month_first)
    first, second = (_with_year_of(date, end) for date, end in zip(dates, ends, strict=True))
    return found._replace(end=rest.end, day_first=first, month_first=second)


def _with_year_of(date: PartialDate | None, end: PartialDate | None) -> PartialDate | None:
    """Return ``date`` with the year of the ``end`` of its range, where only that one has a year."""
    if date is None or end is None or date.year is not None or end.year is None:
        return date
    later = (date.month or 0) > (end.month or 0)
    return valid_date(end.year - later, date.month, date.day)


def _may_begin(text: str, pos: int) -> bool:
    """Tell whether a date may begin at ``pos``: not inside a word, a number or a version."""
    before = text[pos - 1]
    if before.isascii() and (before.isalnum() or before == "_"):
        return before == "_" and (pos == 1 or not text[pos - 2].isalnum())
    return not (before in "./:-" and (text[max(pos - 2, 0)].isdigit() or text[pos - 2] in "?xX"))


def _may_end(text: str, end: int) -> bool:
    """Tell whether a date may end at ``end``: not inside a word, a number or a version."""
    after = text[end : end + 1]
    if after.isascii() and after.isalnum():
        return after == "T" and text[end + 1 : end + 2].isdigit()
    return not (
        after in "./:" and after and text[end + 1 : end + 2].isdigit() and text[end - 1] != "."
    )
