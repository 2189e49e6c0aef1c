"""Headings that name a week of the calendar, or count the weeks."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from logtui.document.dates import names
from logtui.document.text import lines, markdown
from logtui.document.text.lazy_pattern import lazy_pattern
from logtui.document.text.spans import Edit, Span, combine_edits

if TYPE_CHECKING:
    import re

_DAYS_OF_A_WEEK = 7
_WEEK_LETTERS = frozenset({"w", "cw", "kw"})
_WEEK = lazy_pattern(
    r"(?:(?P<year>\d{4})[-\s]*)?(?:(?P<unit>[^\W\d_]+)[ ]?[#:№.-]?[ ]?)?"
    r"(?P<week>\d{1,2})(?!\d|\s?[-–]\s?\d)(?P<sign>\s?[周週주])?"
    r"(?:[,\s/-]+(?P<later_year>\d{4})(?!\d))?"
)


def week_in(heading: str) -> re.Match[str] | None:
    """Return the week, maybe with its year, that ``heading`` begins with; None without one."""
    line = heading[: lines.end_of_line(heading, 0)]
    week = _WEEK.match(line, markdown.read_heading(line)[1])
    if week is None or week["sign"]:
        return week
    unit = week["unit"] or ""
    is_week = names.count_unit(unit) == "week" or unit.casefold() in _WEEK_LETTERS
    return week if is_week else None


def monday_of(day: datetime.date) -> datetime.date:
    """Return where the week of ``day`` begins."""
    return day - datetime.timedelta(days=day.weekday())


def week_heading(heading: str, monday: datetime.date, day: datetime.date) -> str | None:
    """Return ``heading``, which names the week of ``monday``, for the week of ``day``.

    Weeks that are not those of the calendar are counted on. None where it says more in numbers.
    """
    week, line_end = week_in(heading), lines.end_of_line(heading, 0)
    if week is None or any(char.isdigit() for char in heading[week.end() :]):
        return None
    number, (year, calendar_week, _) = int(week["week"]), day.isocalendar()
    is_calendar = monday.isocalendar().week == number
    number += (monday_of(day) - monday).days // _DAYS_OF_A_WEEK
    number = calendar_week if is_calendar else number
    is_padded = week["week"][0] == "0" or heading[week.start("week") - 1] in "wW"
    values = {"year": str(year), "week": f"{number:0{1 + is_padded}d}", "later_year": str(year)}
    edits = [Edit(Span(*week.span(name)), new) for name, new in values.items() if week[name]]
    head = combine_edits(heading, edits).apply(heading[: week.end()])
    return head + heading[line_end:] if number > 0 else None
