"""Entries counted by what they have in common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
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


GROUPINGS_BY_DATE = ("day", "week", "month", "year", "weekday")
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
    if grouping not in GROUPINGS_BY_DATE:
        counts = Counter(
            key for entry in entries for key in keys_of_entry(document, entry, grouping)
        )
        most_first = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        return [GroupCount(*item) for item in most_first]
    dates = Counter(document.date(entry) for entry in entries)
    counts = Counter()
    for date, count in dates.items():
        if date and (key := date_key(date, grouping)):
            counts[key] += count
    order = WEEKDAY_ABBREVIATIONS.index if grouping == "weekday" else str
    return [GroupCount(key, counts[key]) for key in sorted(counts, key=order)]


def date_key(date: PartialDate, grouping: str) -> str | None:
    """Return what of ``date`` a count is of; None where it does not say that."""
    year, month, day = date.year, date.month, date.exact_day()
    keys = {
        "year": f"{year:04d}" if year else None,
        "month": f"{year:04d}-{month:02d}" if year and month else None,
        "week": "{:04d}-w{:02d}".format(*day.isocalendar()) if day else None,
        "weekday": WEEKDAY_ABBREVIATIONS[day.weekday()] if day else None,
        "day": day.isoformat() if day else None,
    }
    return keys[grouping]


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
