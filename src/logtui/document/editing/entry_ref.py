"""An entry as the user chose it, found again when the file has changed."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from logtui.document import extents
from logtui.document.editing.draft import split_title_and_link
from logtui.document.editing.edits import raw_text_of
from logtui.errors import LogtuiError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from logtui.document.model import Document, Entry


class EntryChangedError(LogtuiError):
    """An entry is no longer what it was when the user chose it."""


@dataclass(frozen=True, slots=True)
class EntryRef:
    """An entry as it was when the user chose it.

    Attributes:
        line: Its first line, 1-based.
        raw: Its lines, as ``raw_text_of`` gives them.
        title: Its title as a reader sees it.
    """

    line: int
    raw: str
    title: str

    @classmethod
    def from_line(cls, document: Document, line: int) -> EntryRef:
        """Return the entry that the 1-based ``line`` belongs to.

        Raises:
            LogtuiError: It belongs to none, as the blank lines between two entries do.
        """
        entry = document.entry_at_line(line)
        if entry is None or line > _line_range(document, entry)[1]:
            raise LogtuiError(
                f"line {line} belongs to no entry; {_nearest_entries_hint(document, line)}"
                "`logtui list` shows the first line of each"
            )
        return cls.of(document, entry)

    @classmethod
    def of(cls, document: Document, entry: Entry) -> EntryRef:
        """Return what ``entry`` is found again by."""
        line = document.line_at(entry.span.start)
        return cls(line, raw_text_of(document, entry), document.title(entry))

    @classmethod
    def of_all(cls, document: Document, entries: Iterable[Entry]) -> list[EntryRef]:
        """Return what each of ``entries`` is found again by; of many it takes a while."""
        return [cls.of(document, entry) for entry in entries]

    def find(self, document: Document) -> Entry:
        """Return the entry in ``document``: at its line, or where else it stands alone.

        Raises:
            EntryChangedError: Another program has changed it or taken it out since, or has moved
                it and there are several like it.
        """
        entry = document.entry_at_line(self.line)
        if entry is not None and raw_text_of(document, entry) == self.raw:
            return entry
        entries = _entries_with_lines(document, self.raw)
        if len(entries) != 1:
            change = "moved it, and there are several like it" if entries else "changed it"
            raise EntryChangedError(
                f"the entry of line {self.line} is not there any more: another program has"
                f" {change}; nothing is written, look at the log and try again"
            )
        return entries[0]


def find_entry_by_lines(document: Document, raw: str) -> Entry | None:
    """Return the one entry whose lines are ``raw``; None where there is none, or several."""
    return _single(_entries_with_lines(document, raw))


def find_reworded_entry(document: Document, raw: str) -> Entry | None:
    """Return the entry that the lines ``raw`` reword.

    It is the only one with the same link, or else the only one with the same title; None where
    there is neither.
    """
    first = raw.partition("\n")[0]
    title, url = split_title_and_link(first)
    entries = document.entries
    if url and (same := _single([entry for entry in entries if document.url(entry) == url])):
        return same
    wanted = title or first.strip(" \t-*+")
    return _single([entry for entry in entries if document.title(entry) == wanted])


def _entries_with_lines(document: Document, raw: str) -> list[Entry]:
    return [entry for entry in document.entries if raw_text_of(document, entry) == raw]


def _line_range(document: Document, entry: Entry) -> tuple[int, int]:
    """Return the 1-based first and last line of ``entry``, without the space after it."""
    last = document.line_at(extents.entry_end(document, entry))
    return document.line_at(entry.span.start), last


def _nearest_entries_hint(document: Document, line: int) -> str:
    """Return which lines the entries above and below ``line`` stand in, as a part of a message."""
    entries = document.entries
    below = bisect_right(entries, line, key=lambda entry: document.line_at(entry.span.start))
    ranges = [_line_range(document, entry) for entry in entries[max(below - 1, 0) : below + 1]]
    texts = [str(first) if first == last else f"{first}-{last}" for first, last in ranges]
    if len(texts) > 1:
        return f"the nearest ones are lines {texts[0]} and {texts[1]}, "
    if not texts:
        return ""
    return f"the nearest one is line{'s' if '-' in texts[0] else ''} {texts[0]}, "


def _single(entries: list[Entry]) -> Entry | None:
    return entries[0] if len(entries) == 1 else None
