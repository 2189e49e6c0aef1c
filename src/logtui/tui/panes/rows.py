"""Which line of the entry list shows what. Arithmetic only: nothing here grows with the log."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from logtui.document.model import Document


class DayLine(NamedTuple):
    """A line that opens a day.

    Attributes:
        day: Index in ``Document.days``.
        size: How many entries of the day are listed below it.
    """

    day: int
    size: int


class EntryLine(NamedTuple):
    """One of the lines of an entry.

    Attributes:
        position: Place of the entry in the list, counted from 0.
        part: Which of the entry's lines this is, counted from 0.
    """

    position: int
    part: int


class NoteLine(NamedTuple):
    """The line at the top that says what the list is."""


class Rows(NamedTuple):
    """The entries that a list shows, from top to bottom, each ``height`` lines high.

    Attributes:
        entries: Indices in ``Document.entries``, in the order shown.
        height: Lines that each entry takes.
        days: Indices of the days that get a line of their own; empty in a flat list.
        starts: For each of ``days`` the position of its first entry.
        has_note: Whether a line at the top says what the list is; only in a flat one.
    """

    entries: Sequence[int]
    height: int
    days: Sequence[int] = ()
    starts: Sequence[int] = ()
    has_note: bool = False

    @classmethod
    def by_day(cls, document: Document, days: Iterable[int], height: int) -> Rows:
        """Return the entries of ``days`` under day lines; days without entries are left out."""
        shown = [
            day for day in days if document.days[day].stop_entry > document.days[day].first_entry
        ]
        starts: list[int] = []
        size = 0
        for day in shown:
            starts.append(size)
            size += document.days[day].stop_entry - document.days[day].first_entry
        if size == len(document.entries) and all(a < b for a, b in pairwise(shown)):
            return cls(range(size), height, shown, starts)
        entries = [
            entry
            for day in shown
            for entry in range(document.days[day].first_entry, document.days[day].stop_entry)
        ]
        return cls(entries, height, shown, starts)

    @property
    def line_count(self) -> int:
        """How many lines the whole list takes."""
        return self.has_note + len(self.days) + len(self.entries) * self.height

    def row_at(self, line: int) -> NoteLine | DayLine | EntryLine | None:
        """Return what stands on ``line`` (counted from 0); None below the end."""
        if not 0 <= line < self.line_count:
            return None
        if self.has_note and line == 0:
            return NoteLine()
        if not self.days:
            return EntryLine(*divmod(line - self.has_note, self.height))
        group = bisect_right(range(len(self.days)), line, key=self._line_of_day) - 1
        below = line - self._line_of_day(group) - 1
        if below < 0:
            stop = [*self.starts[group + 1 : group + 2], len(self.entries)][0]
            return DayLine(self.days[group], stop - self.starts[group])
        step, part = divmod(below, self.height)
        return EntryLine(self.starts[group] + step, part)

    def line_of(self, position: int) -> int:
        """Return the first line of the entry at ``position``."""
        rules = bisect_right(self.starts, position)
        return self.has_note + rules + position * self.height

    def day_start(self, position: int, step: int) -> int:
        """Return the position of the first entry of the day ``step`` days below ``position``.

        A negative ``step`` goes up. Past either end the last or first day is meant; in a flat
        list every entry counts as a day.
        """
        if not self.starts:
            return max(0, min(position + step, len(self.entries) - 1))
        group = bisect_right(self.starts, position) - 1 + step
        return self.starts[max(0, min(group, len(self.starts) - 1))]

    def _line_of_day(self, group: int) -> int:
        return group + self.starts[group] * self.height
