"""A map of how much was read when, as a picture inside of a page."""

from __future__ import annotations

import datetime
from collections import Counter
from html import escape
from typing import TYPE_CHECKING

from logtui.statistics.heatmap import MOST_WEEKS, fitting_unit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from logtui.document.model import Document, Entry

_DAYS_OF_WEEK, _MONTHS = 7, 12
_CELL, _GAP = 11, 2
_STEP = _CELL + _GAP
_LABEL_WIDTH, _LABEL_HEIGHT = 40, 14
_LEVELS = 4


def activity_svg(document: Document, entries: Iterable[Entry]) -> str:
    """Return the map of ``entries``: days of the last year, or months where few days have any."""
    dates = [date for entry in entries if (date := document.date(entry)) and date.year]
    days = Counter(
        datetime.date(date.year, date.month, date.day)
        for date in dates
        if date.year and date.month and date.day
    )
    if not dates:
        return ""
    if fitting_unit(days) == "days":
        return day_map(days)
    return month_map(Counter((date.year or 0, date.month) for date in dates if date.month))


def day_map(days: Counter[datetime.date]) -> str:
    """Return a map with a row for each weekday and a column for each of the last weeks."""
    last = max(days)
    monday = last - datetime.timedelta(days=last.weekday(), weeks=MOST_WEEKS - 1)
    shown = Counter({day: count for day, count in days.items() if day >= monday})
    levels = _levels(shown)
    cells: list[str] = []
    for number in range((last - monday).days + 1):
        day = monday + datetime.timedelta(days=number)
        column, row = divmod(number, _DAYS_OF_WEEK)
        if day.day == 1 or (number == 0 and day.day <= _DAYS_OF_WEEK):
            x = _LABEL_WIDTH + column * _STEP
            cells.append(f'<text x="{x}" y="10">{day:%b}</text>')
        count = shown[day]
        cells.append(_cell(column, row, levels[count], f"{day.isoformat()}: {count}"))
    cells += (
        f'<text x="0" y="{_LABEL_HEIGHT + row * _STEP + 9}">{name}</text>'
        for row, name in ((0, "Mon"), (2, "Wed"), (4, "Fri"))
    )
    label = f"Entries per day in the year before {last.isoformat()}"
    return _svg(MOST_WEEKS, _DAYS_OF_WEEK, label, cells)


def month_map(months: Counter[tuple[int, int | None]]) -> str:
    """Return a map with a row for each year and a column for each month; empty without months."""
    if not months:
        return ""
    levels = _levels(months)
    years = sorted({year for year, _ in months}, reverse=True)
    cells = [
        f'<text x="{_LABEL_WIDTH + month * _STEP}" y="10">{"JFMAMJJASOND"[month]}</text>'
        for month in range(_MONTHS)
    ]
    for row, year in enumerate(years):
        cells.append(f'<text x="0" y="{_LABEL_HEIGHT + row * _STEP + 9}">{year}</text>')
        for month in range(1, _MONTHS + 1):
            count = months[year, month]
            cells.append(_cell(month - 1, row, levels[count], f"{year}-{month:02}: {count}"))
    return _svg(_MONTHS, len(years), "Entries per month", cells)


def _levels(counts: Counter[datetime.date] | Counter[tuple[int, int | None]]) -> dict[int, int]:
    """Return the level of each count: the busiest time is always the darkest."""
    distinct = sorted(set(counts.values()))
    return {0: 0} | {
        count: 1 + (number * (_LEVELS - 1)) // max(len(distinct) - 1, 1)
        if len(distinct) > 1
        else _LEVELS
        for number, count in enumerate(distinct)
    }


def _cell(column: int, row: int, level: int, title: str) -> str:
    x, y = _LABEL_WIDTH + column * _STEP, _LABEL_HEIGHT + row * _STEP
    return f'<rect class="l{level}" x="{x}" y="{y}"><title>{title}</title></rect>'


def _svg(columns: int, rows: int, label: str, cells: Iterable[str]) -> str:
    width, height = _LABEL_WIDTH + columns * _STEP, _LABEL_HEIGHT + rows * _STEP
    return (
        f'<svg class="map" role="img" viewBox="0 0 {width} {height}" width="{width}">'
        f"<title>{escape(label)}</title>{''.join(cells)}</svg>"
    )
