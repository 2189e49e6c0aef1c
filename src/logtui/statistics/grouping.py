"""Entries counted by what they have in common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

from logtui.document.dates.names import WEEKDAYS
from logtui.document.properties.tags import entry_tags, tag_key
from logtui.document.text.encoding import repair_for_display
from logtui.document.text.urls import host_of

if TYPE_CHECKING:
    from logtui.document.dates.partial import PartialDate
    from logtui.document.model import Document, Entry

WEEKDAY_ABBREVIATIONS = tuple(name[:3] for name in WEEKDAYS["en"].split())
"""What the days of the week are called in a count, from Monday on."""

NO_KEY = "-"
"""The key of entries that have no kind, host or tag."""


class GroupCount(NamedTuple):
    """How many entries have one key.

    Attributes:
        key: What they have in common.
        size: How many they are.
    """

    key: str
    size: int


def _day_key(date: PartialDate) -> str | None:
    day = date.exact_day()
    return day.isoformat() if day else None


def _week_key(date: PartialDate) -> str | None:
    day = date.exact_day()
    if day is None:
        return None
    year, week, _ = day.isocalendar()
    return f"{year:04d}-w{week:02d}"


def _month_key(date: PartialDate) -> str | None:
    return f"{date.year:04d}-{date.month:02d}" if date.year and date.month else None


def _year_key(date: PartialDate) -> str | None:
    return f"{date.year:04d}" if date.year else None


def _weekday_key(date: PartialDate) -> str | None:
    day = date.exact_day()
    return WEEKDAY_ABBREVIATIONS[day.weekday()] if day else None


_DATE_KEYS: dict[str, Callable[[PartialDate], str | None]] = {
    "day": _day_key,
    "week": _week_key,
    "month": _month_key,
    "year": _year_key,
    "weekday": _weekday_key,
}

GROUPINGS_BY_DATE = tuple(_DATE_KEYS)
"""What entries can be counted by that is part of their date."""

ENTRY_GROUPINGS = (*GROUPINGS_BY_DATE, "kind", "host", "tag")
"""All that entries can be counted by."""


def count_entries(document: Document, entries: Iterable[Entry], grouping: str) -> list[GroupCount]:
    """Return how many of ``entries`` there are for each key that any of them has.

    Times are in their order, weekdays from Monday on, kinds, hosts and tags by how many they are.

    Args:
        document: The log of the entries.
        entries: The entries to count.
        grouping: One of ``ENTRY_GROUPINGS``; an entry whose date does not say it is left out.
    """
    if grouping not in _DATE_KEYS:
        counts = Counter(
            key for entry in entries for key in keys_of_entry(document, entry, grouping)
        )
        return [GroupCount(*item) for item in sorted(counts.items(), key=_most_frequent_first)]
    key_of = _DATE_KEYS[grouping]
    dates = Counter(document.date(entry) for entry in entries)
    counts = Counter()
    for date, count in dates.items():
        key = key_of(date) if date else None
        if key is not None:
            counts[key] += count
    order = WEEKDAY_ABBREVIATIONS.index if grouping == "weekday" else str
    return [GroupCount(key, counts[key]) for key in sorted(counts, key=order)]


def keys_of_entry(document: Document, entry: Entry, grouping: str) -> Iterable[str]:
    """Return the tags of ``entry``, folded, or its kind or host; ``NO_KEY`` without one."""
    if grouping == "tag":
        return tuple(map(tag_key, entry_tags(document, entry))) or (NO_KEY,)
    return (kind_name(document, entry) if grouping == "kind" else host_name(document, entry),)


def kind_name(document: Document, entry: Entry) -> str:
    """Return the symbol and the name of the kind of ``entry``; ``NO_KEY`` without one."""
    kind = document.kind(entry)
    return " ".join(filter(None, map(repair_for_display, kind))) if kind else NO_KEY


def host_name(document: Document, entry: Entry) -> str:
    """Return the host that ``entry`` links to; ``NO_KEY`` where it has none."""
    return host_of(document.url(entry) or "") or NO_KEY


def _most_frequent_first(item: tuple[str, int]) -> tuple[int, str]:
    key, count = item
    return -count, key
