"""A map of how much was read when, as a picture inside of a page."""

from __future__ import annotations

import datetime
from collections import Counter
from html import escape
from typing import TYPE_CHECKING

from logtui.statistics.heatmap import fitting_unit, map_days, map_months

if TYPE_CHECKING:
    from collections.abc import Iterable

    from logtui.document.model import Document, Entry
    from logtui.statistics.heatmap import Heatmap

_CELL, _GAP = 11, 2
_STEP = _CELL + _GAP
_LABEL_WIDTH, _LABEL_HEIGHT = 40, 14
_NAMED_WEEKDAYS = (0, 2, 4)
"""The rows of a map of days that have room for their name."""


def activity_svg(document: Document, entries: Iterable[Entry]) -> str:
    """Return the map of ``entries``: days of the last year, or months where few days have any."""
    dates = [date for entry in entries if (date := document.date(entry)) and date.year]
    days = Counter(day for date in dates if (day := date.exact_day()))
    if days and fitting_unit(days) == "days":
        last = max(days)
        label = f"Entries per day in the year before {last.isoformat()}"
        return heatmap_svg(map_days(days, last), label)
    heatmap = map_months(dates, datetime.date.max)
    return heatmap_svg(heatmap, "Entries per month") if heatmap.rows else ""


def heatmap_svg(heatmap: Heatmap, label: str) -> str:
    """Return the picture of ``heatmap``, called ``label``."""
    is_of_days, names = heatmap.unit == "days", heatmap.column_labels
    pieces = [
        f'<text x="{_LABEL_WIDTH + column * _STEP}" y="10">{name if is_of_days else name[0]}</text>'
        for column, (name, following) in enumerate(zip(names, (*names[1:], ""), strict=True))
        if name and not (is_of_days and following)
    ]
    for row, name in enumerate(heatmap.row_labels):
        y = _LABEL_HEIGHT + row * _STEP
        if not is_of_days or row in _NAMED_WEEKDAYS:
            pieces.append(f'<text x="0" y="{y + 9}">{name}</text>')
        for column, cell in enumerate(heatmap.rows[row]):
            if cell is not None:
                title = cell.first.isoformat() if is_of_days else f"{cell.first:%Y-%m}"
                pieces.append(
                    f'<rect class="l{cell.level}" x="{_LABEL_WIDTH + column * _STEP}" y="{y}">'
                    f"<title>{title}: {cell.size}</title></rect>"
                )
    width = _LABEL_WIDTH + len(heatmap.column_labels) * _STEP
    height = _LABEL_HEIGHT + len(heatmap.rows) * _STEP
    return (
        f'<svg class="map" role="img" viewBox="0 0 {width} {height}" width="{width}">'
        f"<title>{escape(label)}</title>{''.join(pieces)}</svg>"
    )
