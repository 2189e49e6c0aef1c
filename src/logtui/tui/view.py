"""What the list shows: the entries of a scope, or the results of a search in it."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from logtui.tui.drawing.labels import MONTH_NAMES, WEEKDAY_NAMES, day_label, display_text

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from logtui.config.settings import DateFormat
    from logtui.document.dates.partial import PartialDate
    from logtui.document.model import Document
    from logtui.search.highlight import Highlights
    from logtui.tui.drawing.search_answers import KeyDisplay, SearchAnswer


LONG_ENTRY = 100_000
"""Characters from which on looking up what to mark in an entry would keep a key waiting."""


class View(NamedTuple):
    """One way to look at a document.

    Attributes:
        document: The log.
        scope: The days that are looked at.
        entries: Indices in ``Document.entries``, in the order shown.
        is_grouped: Whether the entries stand under their days; else they stand by rank.
        answer: What was found, where this is the result of a search.
        dates: How dates are shown.
    """

    document: Document
    scope: Scope
    entries: Sequence[int]
    is_grouped: bool
    answer: SearchAnswer | None = None
    dates: DateFormat = "iso"

    @classmethod
    def of_scope(cls, document: Document, scope: Scope) -> View:
        """Return all entries of ``scope`` in the order of the file."""
        entries: Sequence[int]
        if scope.size == len(document.entries):
            entries = range(scope.size)
        else:
            days = (document.days[day] for day in scope.days)
            entries = [entry for day in days for entry in range(day.first_entry, day.stop_entry)]
        return cls(document, scope, entries, is_grouped=True)

    @classmethod
    def of_answer(cls, answer: SearchAnswer, scope: Scope) -> View:
        """Return what a search inside ``scope`` found, by rank."""
        return cls(
            answer.question.document,
            scope,
            answer.result.listed,
            is_grouped=False,
            answer=answer,
        )

    @property
    def matches_by_day(self) -> Counter[int]:
        """How many entries are listed of each day, by its index."""
        listed = map(self.document.entries.__getitem__, self.entries)
        return Counter(map(attrgetter("day"), listed))

    def is_same_list(self, other: View) -> bool:
        """Tell whether ``other`` answers the same question, maybe of a changed log."""
        queries = [view.answer and view.answer.question.query for view in (self, other)]
        return queries[0] == queries[1] and self.scope.key == other.scope.key

    def hint(self, key_display: KeyDisplay) -> str:
        """Return what to do when there is nothing to show; maybe several lines."""
        if self.answer is None:
            add = key_display("screen.add")
            if any(day.date for day in self.document.days):
                return f"No entries here yet.\nPress {add} to add one."
            return f"The log is empty.\nPress {add} to add the first entry."
        if self.answer.result.problem:
            return display_text(self.answer.result.problem)
        if not self.answer.is_complete:
            return "Searching …"
        from logtui.tui.drawing.search_answers import no_match_hint

        return no_match_hint(self.answer, self.scope.title if self.scope.key else "", key_display)

    @property
    def missing(self) -> Mapping[int, Sequence[str]]:
        """For each entry the words that it has not got; empty where the answer is a full one."""
        return self.answer.result.missing if self.answer else {}

    def is_long(self, entry: int) -> bool:
        """Tell whether what is to be marked in the entry ``entry`` takes long to look up."""
        span = self.document.entries[entry].span
        return span.end - span.start > LONG_ENTRY

    def highlights(self, entry: int) -> Highlights | None:
        """Return what the search has to mark in the entry ``entry``; None without a search."""
        if self.answer is None:
            return None
        from logtui.search.highlight import highlight_entry

        return highlight_entry(self.document, self.document.entries[entry], self.answer.result)

    def position_of(self, entry: int) -> int | None:
        """Return where ``entry`` stands in the list; None where it is not listed."""
        if isinstance(self.entries, range):
            return entry if entry in self.entries else None
        if self.is_grouped:
            position = bisect_left(self.entries, entry)
            is_listed = position < len(self.entries) and self.entries[position] == entry
            return position if is_listed else None
        try:
            return self.entries.index(entry)
        except ValueError:
            return None


class MarkedEntries(NamedTuple):
    """The entries that the user has marked.

    Attributes:
        document: The log.
        entries: Indices in ``Document.entries``.
        range_start: Where in the list a range begins that is to be marked; None without one.
    """

    document: Document
    entries: frozenset[int] = frozenset()
    range_start: int | None = None

    @property
    def without_range(self) -> MarkedEntries:
        """The same, with no range begun."""
        return self._replace(range_start=None)

    def range_to(self, position: int) -> range:
        """Return the places from the start of the range to ``position``; none without a range."""
        if self.range_start is None:
            return range(0)
        return range(min(self.range_start, position), max(self.range_start, position) + 1)

    def count_label(self, view: View) -> str:
        """Return how many there are, and how many of them ``view`` does not list."""
        hidden = len(self.entries.difference(view.entries))
        parts = [f"{len(self.entries)} marked"] if self.entries else []
        parts += [f"{hidden} not shown"] if hidden else []
        parts += ["range begun"] if self.range_start is not None else []
        return ", ".join(parts)


class Scope(NamedTuple):
    """Some days of a log under one name.

    Attributes:
        key: What the scope is, whatever the log holds: ``()`` all, ``(2024,)``, ``(2024, 9)``,
            ``(2024, 9, 25)``; a day without a calendar date is known by its label.
        name: What the tree shows.
        title: What stands alone in the top bar.
        days: Indices in ``Document.days``, in the order of the file.
        size: How many entries those days have.
        children: The narrower scopes inside.
        marker_text: What the tree shows instead of the name where there is room: a day as the log
            writes it, if days are called so.
    """

    key: tuple[int | str, ...]
    name: str
    title: str
    days: tuple[int, ...]
    size: int
    children: tuple[Scope, ...] = ()
    marker_text: str = ""


def searched_entries(document: Document, scope: Scope) -> Container[int] | None:
    """Return the entries of ``document`` among which is searched in ``scope``; None for all."""
    return frozenset(View.of_scope(document, scope).entries) if scope.key else None


def newest_entry(document: Document) -> int | None:
    """Return the entry to begin with: the newest day's first, in a growing log its last.

    Where no year is known, the order of the log tells which day is the newest.
    """
    if not document.entries:
        return None
    dated = [
        (first, index)
        for index, day in enumerate(document.days)
        if day.stop_entry > day.first_entry and day.date and (first := day.date.first_day())
    ]
    if not dated:
        from logtui.document.order import OLDEST_FIRST, direction

        growing = direction(document) == OLDEST_FIRST
        ends = (
            day.stop_entry for day in document.days if day.date and day.stop_entry > day.first_entry
        )
        return max(ends, default=len(document.entries)) - 1 if growing else 0
    latest = max(first for first, _ in dated)
    index = next(index for first, index in dated if first == latest)
    day = document.days[index]
    return (
        day.stop_entry - 1
        if day.stop_entry == len(document.entries) and day.first_entry
        else day.first_entry
    )


def build_scopes(document: Document, dates: DateFormat = "iso") -> Scope:
    """Return the scope of all dates with its years, months and days, in the order of the file.

    Days of one month are gathered even where the file has them in several places. A level that
    would hold nothing but a single unnamed thing is left out.

    Args:
        document: The log.
        dates: How days are called, as for ``day_label``.
    """
    groups: dict[int | str, dict[int | str, list[int]]] = {}
    for index, day in enumerate(document.days):
        year: int | str = "undated"
        month: int | str = ""
        if day.date and (day.date.year or day.date.month):
            year, month = day.date.year or "no year", day.date.month or ""
        groups.setdefault(year, {}).setdefault(month, []).append(index)
    children: list[Scope] = []
    for year, months in groups.items():
        if year == "undated":
            children += [_day_scope(document, index, dates) for index in months[""]]
        else:
            children.append(_year_scope(document, year, months, dates))
    return _parent_scope(document, (), "All", "All dates", children)


def find_scope(root: Scope, key: tuple[int | str, ...]) -> Scope | None:
    """Return the scope called ``key`` inside ``root``; None where the log has no such dates."""
    if root.key == key:
        return root
    for child in root.children:
        if child.key == key[: len(child.key)] and (scope := find_scope(child, key)):
            return scope
    return None


def _year_scope(
    document: Document, year: int | str, months: dict[int | str, list[int]], dates: DateFormat
) -> Scope:
    children: list[Scope] = []
    for month, days in months.items():
        if isinstance(month, int):
            name = MONTH_NAMES[month - 1]
            title = f"{name} {year}" if isinstance(year, int) else name
            day_scopes = _month_day_scopes(document, days, dates)
            children.append(
                _parent_scope(document, (year, month), name, title, day_scopes, tuple(days))
            )
        else:
            children += [_day_scope(document, day, dates) for day in days]
    return _parent_scope(document, (year,), str(year), str(year), children)


def _month_day_scopes(document: Document, days: list[int], dates: DateFormat) -> list[Scope]:
    """Return a scope for each date among ``days``; a date that recurs is one scope."""
    by_date: dict[PartialDate, list[int]] = {}
    for index in days:
        date = document.days[index].date
        if date and date.day:
            by_date.setdefault(date, []).append(index)
    scopes: list[Scope] = []
    for date, indices in by_date.items():
        first = date.first_day()
        name = f"{date.day:2d} {WEEKDAY_NAMES[first.weekday()]}" if first else f"{date.day:2d}"
        key = (date.year or "no year", date.month or 0, date.day or 0)
        title = day_label(document, indices[0], dates)
        scope = _parent_scope(document, key, name, title, [], tuple(indices))
        scopes.append(scope._replace(marker_text=title if dates == "log" else ""))
    return scopes


def _day_scope(document: Document, index: int, dates: DateFormat) -> Scope:
    day = document.days[index]
    key = (day_label(document, index), index)
    label = day_label(document, index, dates)
    return Scope(key, label, label, (index,), day.stop_entry - day.first_entry)


def _parent_scope(
    document: Document,
    key: tuple[int | str, ...],
    name: str,
    title: str,
    children: list[Scope],
    days: tuple[int, ...] = (),
) -> Scope:
    """Return the scope of all days of ``children`` and of ``days``."""
    days = tuple(sorted({day for child in children for day in child.days}.union(days)))
    count = sum(document.days[day].stop_entry - document.days[day].first_entry for day in days)
    return Scope(key, name, title, days, count, tuple(children))
