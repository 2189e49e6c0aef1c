"""How days, kinds, links and entries are called on the screen. All of it safe to show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from logtui.document.encoding import repaired
from logtui.document.links import host
from logtui.safe_text import safe_text

if TYPE_CHECKING:
    from logtui.document.model import Document, Entry

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def shown(text: str, limit: int = 1000) -> str:
    """Return text of the log as one line to be shown: mojibake repaired, controls harmless."""
    # Cut first: a title may be ten megabytes long.
    return safe_text(repaired(text[: limit + 1]), limit)


def day_label(document: Document, day: int) -> str:
    """Return what a day is called: ``2024-09-25 Wed``, ``2024-09``, else its marker's own text."""
    date = document.days[day].date
    iso = date.iso() if date else None
    if iso is None or date is None:
        marker = document.days[day].marker.of(document.text)
        return shown(marker.strip(" \t\r\n#*_=-|>"), 60) or "undated"
    first = date.first()
    return f"{iso} {WEEKDAYS[first.weekday()]}" if first and date.day else iso


def symbol_label(document: Document, entry: Entry) -> str:
    """Return the symbol of the entry's kind, at most a few characters; empty without one."""
    kind = document.kind(entry)
    return shown(kind.symbol, 4) if kind else ""


def host_label(url: str | None) -> str:
    """Return the host of a link, or the first parts of a relative path; empty without a link."""
    if not url:
        return ""
    name = host(url)
    return shown(name.removeprefix("www.") if name else url, 80)
