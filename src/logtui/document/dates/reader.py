"""Reading a date at a place in a text, or wherever a heading has one."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from logtui.document.dates import names, patterns
from logtui.document.dates.partial import Reading, full_year, made

if TYPE_CHECKING:
    from logtui.document.dates.partial import Form, PartialDate

REACH = 240
"""Characters of a heading that a date is looked for in."""

NEAR = 40
"""Characters of a heading within which a yearless date or a count has to stand."""

_DIGITS = "一二三四五六七八九"
HAN = f"第十{_DIGITS}"
"""What a date in Han numerals, or the number of a day, begins with."""

_TELLING = frozenset({"nnn", "ymd", "name"})
_MONTHLESS = frozenset({"year", "week", "dom", "count", "broken"})


def at(text: str, pos: int) -> Reading | None:
    """Return the date that ``text`` has at ``pos``, a range as its first day; None without one.

    A day that the calendar does not have (``32/13/2020``) is a reading without a date.
    """
    if plain := _plain(text, pos):
        return plain
    kind = _kind(text, pos)
    if kind == "word" and not _begins_with_month(text, pos):
        return None
    found = _first_of(kind, text, pos)
    return _with_rest_of_range(text, found) if found else None


def find(text: str, start: int = 0) -> Reading | None:
    """Return the most telling date of a heading's ``text`` from ``start`` on, wherever it stands.

    A date with its year may stand anywhere, one without it only near the beginning.
    """
    weak: Reading | None = None
    for token in _tokens().finditer(text, start, start + REACH):
        first = token[0]
        if not first.isdigit() and names.month(first[:10]) is None and first[0] not in HAN:
            continue
        found = at(text, token.start())
        if found is None or found.form == "count":
            continue
        date = found.day_first or found.month_first
        if date and date.year and date.day:
            return found
        if weak is None and (found.start - start < NEAR or (date and date.year)):
            weak = found
    return weak or count(text, start)


def count(text: str, start: int = 0) -> Reading | None:
    """Return the ``Day 3`` or ``Week 7`` near the beginning of ``text``; None without one."""
    for token in _tokens().finditer(text, start, start + NEAR):
        found = count_at(text, token.start(), token[0])
        if found:
            return found
    return None


def count_at(text: str, pos: int, word: str) -> Reading | None:
    """Return the ``Day 3`` whose first ``word`` stands at ``pos``; None where there is none."""
    if word[0] == "第":
        return _first_of("ordinal", text, pos)
    return _first_of("count", text, pos) if names.counter(word) else None


def alone(text: str, start: int, end: int) -> Reading | None:
    """Return what ``text[start:end]`` says as a whole about a day, a month or a year.

    These forms mean a date only where nothing else stands beside them: ``25``, ``June``, ``0622``.
    """
    part = text[:end]
    for form, pattern in patterns.compiled("alone"):
        found = pattern.fullmatch(part, start)
        reading = _reading(form, found) if found else None
        if reading and (reading.day_first or form == "broken"):
            return reading
    return None


def _plain(text: str, pos: int) -> Reading | None:
    """Return the date that the rest of ``text`` is, where it is nothing but a usual one."""
    for form, pattern in patterns.compiled("plain"):
        found = pattern.fullmatch(text, pos)
        reading = _reading(form, found) if found else None
        if reading and (reading.day_first or reading.month_first):
            return reading if pos == 0 or _may_begin(text, pos) else None
    return None


def _kind(text: str, pos: int) -> str:
    """Return which patterns may fit ``text`` at ``pos``."""
    if not text[pos : pos + 1].isdigit():
        return "word"
    return "many digits" if text[pos : pos + 3].isdigit() and pos + 3 <= len(text) else "few digits"


def _begins_with_month(text: str, pos: int) -> bool:
    """Tell whether ``text`` has the name of a month or a Han numeral at ``pos``."""
    word = _tokens().match(text, pos)
    return word is not None and (word[0][0] in HAN or names.month(word[0]) is not None)


def _first_of(kind: str, text: str, pos: int) -> Reading | None:
    """Return the reading of the first form of ``kind`` that fits ``text`` at ``pos``."""
    if pos and not _may_begin(text, pos):
        return None
    impossible = None
    for form, pattern in patterns.compiled(kind):
        found = pattern.match(text, pos)
        if found and _may_end(text, found.end()):
            reading = _reading(form, found)
            if reading and (reading.day_first or reading.month_first or form == "count"):
                return reading
            impossible = impossible or (reading if form in _TELLING else None)
    return impossible


def _reading(form: Form, found: re.Match[str]) -> Reading | None:
    """Return what ``found`` says; None where a word in it is no month."""
    values = {}
    fields = []
    for group, name in _fields_of(found.re):
        if found[group]:
            values[name] = found[group]
            fields.append((name, *found.span(group)))
    year = full_year(values["year"].strip("'’")) if "year" in values else None
    if "first" in values:
        first, second = int(values["first"]), int(values["second"])
        dates = made(year, second, first), made(year, first, second)
        turned = None
        if len(values.get("year", "")) == len("24") and len(values["first"]) == len("24"):
            turned = made(full_year(values["first"]), second, int(values["year"]))
        return Reading(found.start(), found.end(), form, *dates, tuple(fields), turned)
    month = _month_of(values)
    if month is None and form not in _MONTHLESS:
        return None
    day = int(values["day"]) if "day" in values else _han(values.get("han_day"))
    date = made(year, month, day)
    form = "nn" if form == "nn." else form
    return Reading(found.start(), found.end(), form, date, date, tuple(fields))


@cache
def _fields_of(pattern: re.Pattern[str]) -> tuple[tuple[int, str], ...]:
    """Return the numbers and field names of the groups of ``pattern`` that mean something."""
    return tuple((n, name.rstrip("_")) for name, n in pattern.groupindex.items() if name != "s")


def _month_of(values: dict[str, str]) -> int | None:
    """Return the month that a match's ``values`` give as a number, a name or in Han numerals."""
    if "month" in values:
        return int(values["month"])
    return names.month(values["name"]) if "name" in values else _han(values.get("han_month"))


def _han(numeral: str | None) -> int | None:
    """Return the number (1-99) that a Han ``numeral`` stands for."""
    if not numeral:
        return None
    tens, ten, ones = numeral.rpartition("十")
    high = (_DIGITS.find(tens) + 1 if tens else 1) if ten else 0
    return 10 * high + (_DIGITS.find(ones) + 1 if ones else 0)


def _with_rest_of_range(text: str, found: Reading) -> Reading:
    """Return ``found`` with the end of its range, whose year it takes where it has none itself."""
    dash = _range_dash().match(text, found.end)
    if not dash or found.form == "count":
        return found
    rest = None
    if text[dash.end() : dash.end() + 1].isdigit() or names.month(dash["word"] or ""):
        rest = _first_of(_kind(text, dash.end()), text, dash.end())
    if rest is None or rest.form == "count" or not (rest.day_first or rest.month_first):
        tight = _tight_range().match(text, found.end)
        end = tight.end() if tight and _may_end(text, tight.end()) else found.end
        return found._replace(end=end)
    dates = (found.day_first, found.month_first)
    ends = (rest.day_first, rest.month_first)
    first, second = (_year_from(date, end) for date, end in zip(dates, ends, strict=True))
    return found._replace(end=rest.end, day_first=first, month_first=second)


def _year_from(date: PartialDate | None, end: PartialDate | None) -> PartialDate | None:
    """Return ``date`` with the year of the ``end`` of its range, where only that one has a year."""
    if date is None or end is None or date.year is not None or end.year is None:
        return date
    later = (date.month or 0) > (end.month or 0)
    return made(end.year - later, date.month, date.day)


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


@cache
def _tokens() -> re.Pattern[str]:
    return re.compile(r"\d+|[^\W\d_]+")


@cache
def _range_dash() -> re.Pattern[str]:
    """Return a pattern for what stands between the two ends of a range."""
    return re.compile(
        r"\s?(?:[-–—~〜/&+]|\b(?:to|bis|until|til|au|al|and|und|et|y|e|og)\b)\s?(?=(?P<word>[^\W\d_]{3,10})?)"
    )


@cache
def _tight_range() -> re.Pattern[str]:
    """Return a pattern for a range whose end is only a day: ``23/24`` behind a year and month."""
    return re.compile(r"[-–—~/&+]\d{1,2}(?!\d)")
