"""All figures of a report on a log, or on some of its entries."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from logtui.document.relations.same_link import link_identity
from logtui.statistics.grouping import GroupCount, count_entries
from logtui.statistics.streaks import (
    Gap,
    Streak,
    current_week_streak,
    longest_day_streak,
    longest_gap,
    longest_week_streak,
)
from logtui.statistics.waiting import waiting_entries

if TYPE_CHECKING:
    from logtui.document.model import Document, Entry


class Comparison(NamedTuple):
    """A period next to the one of the same length before it.

    Attributes:
        first: The first day of the period.
        last: Its last day.
        size: Entries in it.
        size_before: Entries in the one before.
    """

    first: datetime.date
    last: datetime.date
    size: int
    size_before: int


class Overview(NamedTuple):
    """What a report says.

    Attributes:
        entries: How many entries there are.
        links: How many different things they link to.
        days: Days with entries.
        words: Words in notes.
        first: The earliest day; None where none is known.
        last: The latest day that is not in the future.
        kinds: Entries of each kind, the most frequent first.
        hosts: Entries with a link to each host, the most frequent first.
        weekdays: Entries on each day of the week, from Monday on.
        busiest_day: The day with the most entries, the latest of several.
        gap: The longest time without an entry.
        current_weeks: Weeks in a row up to today's.
        week_streak: The most weeks in a row.
        day_streak: The most days in a row.
        revisited: The entries of each link that several have, the most entries first.
        without_day: Entries of which the month or the year alone is known.
        undated: Entries of which not even the year is known.
        future: Entries of days after today.
        waiting: Entries that are still to be read.
    """

    entries: int
    links: int
    days: int
    words: int
    first: datetime.date | None
    last: datetime.date | None
    kinds: list[GroupCount]
    hosts: list[GroupCount]
    weekdays: list[GroupCount]
    busiest_day: GroupCount | None
    gap: Gap | None
    current_weeks: int
    week_streak: Streak | None
    day_streak: Streak | None
    revisited: list[list[Entry]]
    without_day: int
    undated: int
    future: int
    waiting: int


def summarize(document: Document, entries: Sequence[Entry], today: datetime.date) -> Overview:
    """Return the figures of ``entries``; what lies after ``today`` is the future."""
    counts = day_counts(document, entries)
    past = [day for day in counts if day <= today]
    dates = [document.date(entry) for entry in entries]
    threads = entries_by_link(document, entries)
    return Overview(
        entries=len(entries),
        links=len(threads),
        days=len(counts),
        words=sum(count_words(document.notes(entry) or "") for entry in entries),
        first=min(counts, default=None),
        last=max(past, default=None),
        kinds=count_entries(document, entries, "kind"),
        hosts=count_entries(document, entries, "host"),
        weekdays=count_entries(document, entries, "weekday"),
        busiest_day=_busiest_day(counts),
        gap=longest_gap(past),
        current_weeks=current_week_streak(past, today),
        week_streak=longest_week_streak(past),
        day_streak=longest_day_streak(past),
        revisited=sorted((t for t in threads.values() if len(t) > 1), key=len, reverse=True),
        without_day=sum(1 for date in dates if date and date.year and not date.day),
        undated=sum(1 for date in dates if date is None or date.year is None),
        future=sum(count for day, count in counts.items() if day > today),
        waiting=len(waiting_entries(document, entries, today)),
    )


def count_words(notes: str) -> int:
    """Return how many words ``notes`` have; bullets and other marks are none."""
    return sum(1 for word in notes.split() if any(map(str.isalnum, word)))


def day_counts(document: Document, entries: Sequence[Entry]) -> Counter[datetime.date]:
    """Return how many of ``entries`` each day has, those of unknown days left out."""
    dates = Counter(document.date(entry) for entry in entries)
    counts: Counter[datetime.date] = Counter()
    for date, count in dates.items():
        day = date.exact_day() if date else None
        if day is not None:
            counts[day] += count
    return counts


def entries_by_link(document: Document, entries: Sequence[Entry]) -> dict[str, list[Entry]]:
    """Return the entries of each thing that is linked to, by the identity of the link.

    Links to places in the log itself are left out.
    """
    threads: dict[str, list[Entry]] = {}
    for entry in entries:
        url = document.url(entry) or ""
        identity = "" if url.startswith("#") else link_identity(url)
        if identity:
            threads.setdefault(identity, []).append(entry)
    return threads


def compare_periods(
    counts: Counter[datetime.date], first: datetime.date, last: datetime.date
) -> Comparison:
    """Return the days from ``first`` to ``last`` next to as many days before."""
    before = first - (last - first) - datetime.timedelta(days=1)
    count = sum(counts[day] for day in counts if first <= day <= last)
    count_before = sum(counts[day] for day in counts if before <= day < first)
    return Comparison(first, last, count, count_before)


def _busiest_day(counts: Counter[datetime.date]) -> GroupCount | None:
    if not counts:
        return None
    day = max(counts, key=lambda day: (counts[day], day))
    return GroupCount(day.isoformat(), counts[day])
