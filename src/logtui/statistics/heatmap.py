"""A map of when entries were written: days of the last weeks, or months of all years."""

from __future__ import annotations

import calendar
import datetime
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Literal, NamedTuple

from logtui.document.dates.names import MONTHS
from logtui.statistics.grouping import WEEKDAY_ABBREVIATIONS

if TYPE_CHECKING:
    from logtui.document.dates.partial import PartialDate

MapUnit = Literal["days", "months"]
"""What a cell of a map stands for."""

MOST_WEEKS = 53
"""Weeks of a map of days where there is room for all of them."""

DARKEST = 4
"""The highest level of a cell."""

GLYPHS, ASCII_GLYPHS = "·░▒▓█", " .:*#"
"""What each level is drawn with."""

MONTH_ABBREVIATIONS = tuple(name[:3] for name in MONTHS["en"].split())
"""What the months are called in a map."""

_DENSE_SHARE = 0.1
"""The share of days with entries from which a map of days says more than one of months."""

_WEEK = datetime.timedelta(weeks=1)


class HeatCell(NamedTuple):
    """A day or a month in a map.

    Attributes:
        first: Its first day.
        last: Its last day.
        size: How many entries it has.
        level: From 0 for none to ``DARKEST`` for the most.
    """

    first: datetime.date
    last: datetime.date
    size: int
    level: int


class Heatmap(NamedTuple):
    """Cells in rows of the same length.

    Attributes:
        unit: What a cell stands for.
        row_labels: What each row is called: weekdays or years.
        column_labels: What stands above each column; empty above most weeks.
        rows: The cells; None for a day that is still to come.
    """

    unit: MapUnit
    row_labels: tuple[str, ...]
    column_labels: tuple[str, ...]
    rows: tuple[tuple[HeatCell | None, ...], ...]

    def last_day(self) -> datetime.date | None:
        """Return the last day that is not still to come; None without rows."""
        return max((cell.last for row in self.rows for cell in row if cell), default=None)

    def label_line(self, cell_width: int) -> str:
        """Return the labels of the columns, ``cell_width`` characters each, on one line.

        One that would run into the next is left out.
        """
        line = ""
        columns = [column for column, label in enumerate(self.column_labels) if label]
        for column, following in zip(columns, [*columns[1:], None], strict=True):
            label = self.column_labels[column]
            if following is None or (following - column) * cell_width > len(label):
                line = line.ljust(column * cell_width) + label
        return line


def fitting_unit(days: Iterable[datetime.date]) -> MapUnit:
    """Return the unit of the map that shows ``days``, those with entries, best."""
    distinct = set(days)
    if not distinct:
        return "months"
    span = (max(distinct) - min(distinct)).days + 1
    return "days" if len(distinct) >= _DENSE_SHARE * span else "months"


def map_days(
    counts: Mapping[datetime.date, int],
    today: datetime.date,
    weeks: int = MOST_WEEKS,
    first_weekday: str = WEEKDAY_ABBREVIATIONS[0],
) -> Heatmap:
    """Return a map with a row for each weekday and a column for each week, the newest at the right.

    It ends with the week of ``today``, or, where the log has nothing in these weeks, with the last
    week that has an entry.

    Args:
        counts: The number of entries of each day.
        today: The day after which nothing is shown.
        weeks: How many weeks there is room for.
        first_weekday: The day on which weeks begin, one of ``WEEKDAY_ABBREVIATIONS``.
    """
    shift = WEEKDAY_ABBREVIATIONS.index(first_weekday)
    past = {day: count for day, count in counts.items() if day <= today}
    newest = _start_of_week(today, shift)
    if past and max(past) < newest - (weeks - 1) * _WEEK:
        newest = _start_of_week(max(past), shift)
    starts = [newest - back * _WEEK for back in reversed(range(weeks))]
    shown = {day: count for day, count in past.items() if starts[0] <= day < newest + _WEEK}
    levels = _levels(shown.values())
    labels = WEEKDAY_ABBREVIATIONS[shift:] + WEEKDAY_ABBREVIATIONS[:shift]
    rows = []
    for weekday in range(len(labels)):
        days = [start + datetime.timedelta(days=weekday) for start in starts]
        rows.append(
            tuple(
                HeatCell(day, day, shown.get(day, 0), levels[shown.get(day, 0)])
                if day <= today
                else None
                for day in days
            )
        )
    return Heatmap("days", labels, _month_labels(starts), tuple(rows))


def _start_of_week(day: datetime.date, shift: int) -> datetime.date:
    """Return where the week of ``day`` begins, if weeks begin ``shift`` days after Monday."""
    return day - datetime.timedelta(days=(day.weekday() - shift) % len(WEEKDAY_ABBREVIATIONS))


def map_months(dates: Iterable[PartialDate], today: datetime.date) -> Heatmap:
    """Return a map with a row for each year, the newest on top, and a column for each month.

    Args:
        dates: The date of each entry.
        today: The day after whose month nothing is shown.
    """
    months = Counter((date.year, date.month) for date in dates if date.year and date.month)
    this_month = (today.year, today.month)
    past = {month: count for month, count in months.items() if month <= this_month}
    levels = _levels(past.values())
    years = sorted({year for year, _ in past})
    shown_years = range(years[-1], years[0] - 1, -1) if years else ()
    rows = []
    for year in shown_years:
        cells: list[HeatCell | None] = []
        for month in range(1, len(MONTH_ABBREVIATIONS) + 1):
            last = datetime.date(year, month, calendar.monthrange(year, month)[1])
            count = past.get((year, month), 0)
            cell = HeatCell(last.replace(day=1), last, count, levels[count])
            cells.append(cell if (year, month) <= this_month else None)
        rows.append(tuple(cells))
    return Heatmap("months", tuple(map(str, shown_years)), MONTH_ABBREVIATIONS, tuple(rows))


def _levels(counts: Iterable[int]) -> dict[int, int]:
    """Return the level of each of ``counts``, and of 0.

    At most four different counts are spread over the levels; more are cut into four parts that
    have as many cells each. The highest count is always the darkest.
    """
    every_count = sorted(counts)
    distinct = sorted(set(every_count))
    levels = {0: 0}
    for rank, count in enumerate(distinct):
        if len(distinct) <= DARKEST:
            levels[count] = 1 + rank * (DARKEST - 1) // max(len(distinct) - 1, 1)
        else:
            below = bisect_left(every_count, count) / len(every_count)
            levels[count] = 1 + int(below * DARKEST)
    if distinct:
        levels[distinct[-1]] = DARKEST
    return levels


def _month_labels(starts: list[datetime.date]) -> tuple[str, ...]:
    """Return the name of each month above the first week that begins in it."""
    labels: list[str] = []
    for index, start in enumerate(starts):
        is_new = index == 0 or starts[index - 1].month != start.month
        labels.append(MONTH_ABBREVIATIONS[start.month - 1] if is_new else "")
    return tuple(labels)
