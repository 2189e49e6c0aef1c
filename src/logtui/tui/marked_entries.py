"""The marked entries after the log has changed: a mark stays on its entry, or goes with it.

It never gets onto another entry. Of several that read alike, those that stay between the same
neighbours are known again, and those of a day that has only one; the mark of any other goes.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from logtui.tui.view import MarkedEntries

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from logtui.document.model import Document
    from logtui.log_writes import Receipt
    from logtui.tui.view import View


def changed_marks(command: str, marks: MarkedEntries, view: View, cursor: int) -> MarkedEntries:
    """Return ``marks`` after a command; where all that it is about are marked, it unmarks them.

    Args:
        command: As the table of keys and the palette call it.
        marks: The marked entries of what ``view`` shows.
        view: What the list shows.
        cursor: Where in the list the cursor is.
    """
    entries = marks.entries
    match command:
        case "range" if marks.range_start is None:
            return marks._replace(range_start=cursor if view.entries else None)
        case "no range":
            return marks.without_range
        case "none":
            return MarkedEntries(marks.document)
        case "others":
            return MarkedEntries(marks.document, entries.symmetric_difference(view.entries))
        case "entry":
            places = range(cursor, cursor + 1)
        case "range":
            places = marks.range_to(cursor)
        case _:
            places = range(len(view.entries))
    chosen = frozenset(view.entries[places.start : places.stop])
    entries = entries - chosen if chosen <= entries else entries | chosen
    return MarkedEntries(marks.document, entries)


def marks_after_change(marks: MarkedEntries, document: Document) -> MarkedEntries:
    """Return ``marks`` in ``document``, what another program has made of the log."""
    return _marks_in(document, marks, _OUTSIDE_KEYS)


def marks_after_write(marks: MarkedEntries, receipt: Receipt) -> MarkedEntries:
    """Return ``marks`` after a write of this program, which changes no more than it says."""
    marks, document = marks_after_change(marks, receipt.base), receipt.document
    if receipt.merged_copy:
        return _marks_in(document, marks, _OUTSIDE_KEYS)
    if _are_all_in_place(marks.document, document):
        return MarkedEntries(document, marks.entries)
    return _marks_in(document, marks, _OWN_KEYS)


def _are_all_in_place(before: Document, document: Document) -> bool:
    """Tell whether as many entries stand there, and none of those that differ has moved."""
    old, new = _EntryKeys(before).texts, _EntryKeys(document).texts
    if len(old) != len(new):
        return False
    changes = [(text, changed) for text, changed in zip(old, new, strict=True) if text != changed]
    return {text for text, _ in changes}.isdisjoint(changed for _, changed in changes)


class _EntryKeys:
    """What the entries of a log are known again by; each by its index."""

    def __init__(self, document: Document) -> None:
        self._document = document
        # The space below an entry is less where it has become the last one.
        self.texts = [entry.span.of(document.text).rstrip() for entry in document.entries]

    def text(self, entry: int) -> Hashable:
        return self.texts[entry]

    def text_and_day(self, entry: int) -> Hashable:
        return self.texts[entry], self._day(entry)

    def text_and_place(self, entry: int) -> Hashable:
        """Return text and day, which of how many such it is, and what stands around it."""
        copies = self._copies[self.text_and_day(entry)]
        place = bisect_left(copies, entry)
        above = self.texts[entry - 1] if entry else None
        below = self.texts[entry + 1] if entry + 1 < len(self.texts) else None
        return self.texts[entry], self._day(entry), len(copies), place, above, below

    def first_line_and_day(self, entry: int) -> Hashable:
        return self.texts[entry].partition("\n")[0].strip(), self._day(entry)

    def link_and_day(self, entry: int) -> Hashable:
        link = self.link(entry)
        return link and (link, self._day(entry))

    def title_and_day(self, entry: int) -> Hashable:
        title = self.title(entry)
        return title and (title, self._day(entry))

    def link(self, entry: int) -> str | None:
        return self._document.url(self._document.entries[entry])

    def title(self, entry: int) -> str | None:
        return self._document.title(self._document.entries[entry]) or None

    def nothing(self, entry: int) -> Hashable:  # noqa: ARG002 - as the others
        """Return the same for all, to pair those that are left."""
        return True

    def _day(self, entry: int) -> Hashable:
        day = self._document.days[self._document.entries[entry].day]
        return day.date or day.marker.of(self._document.text)

    @cached_property
    def _copies(self) -> dict[Hashable, list[int]]:
        """The entries with the same text on the same day."""
        copies: defaultdict[Hashable, list[int]] = defaultdict(list)
        for entry in range(len(self.texts)):
            copies[self.text_and_day(entry)].append(entry)
        return copies


_EntryKey: TypeAlias = "Callable[[_EntryKeys, int], Hashable]"
"""Gives what an entry may be known again by; None for nothing."""

_SAME_TEXT_KEYS = (
    _EntryKeys.text,
    _EntryKeys.text_and_place,
    _EntryKeys.text_and_day,
    _EntryKeys.text,  # once more: the only one that is left of several
)
_OUTSIDE_KEYS = (
    _EntryKeys.first_line_and_day,
    _EntryKeys.link_and_day,
    _EntryKeys.title_and_day,
)
"""What an entry is known again by whose text is nowhere any more."""

_OWN_KEYS = (*_OUTSIDE_KEYS, _EntryKeys.link, _EntryKeys.title, _EntryKeys.nothing)
"""The same for one that this program has changed and may have moved to another day."""


def _marks_in(
    document: Document,
    marks: MarkedEntries,
    keys_of_changed: Sequence[_EntryKey],
) -> MarkedEntries:
    if not marks.entries or marks.document is document:
        return MarkedEntries(document, marks.entries)
    before, after = _EntryKeys(marks.document), _EntryKeys(document)
    old_texts, new_texts = set(before.texts), set(after.texts)
    kept = new_texts.intersection(before.texts[entry] for entry in marks.entries)
    marked: set[int] = set()
    for gone, come, keys in (
        (kept, kept, _SAME_TEXT_KEYS),
        (old_texts - new_texts, new_texts - old_texts, keys_of_changed),
    ):
        old = {entry for entry, text in enumerate(before.texts) if text in gone}
        new = {entry for entry, text in enumerate(after.texts) if text in come}
        for key in keys:
            if not marks.entries.isdisjoint(old):
                for olds, news in _same_entries(key, (before, old), (after, new), marks.entries):
                    old -= olds
                    new -= news
                    marked |= news if olds <= marks.entries else set()
    return MarkedEntries(document, frozenset(marked))


def _same_entries(
    key: _EntryKey,
    before: tuple[_EntryKeys, set[int]],
    after: tuple[_EntryKeys, set[int]],
    marked: frozenset[int],
) -> list[tuple[set[int], set[int]]]:
    """Return the entries of two logs that are the same by their ``key``.

    There is one of each, or all of the old ones are ``marked`` and none has been added.
    """
    by_key: defaultdict[Hashable, tuple[set[int], set[int]]] = defaultdict(lambda: (set(), set()))
    for side, (keys, entries) in enumerate((before, after)):
        for entry in entries:
            by_key[key(keys, entry)][side].add(entry)
    by_key.pop(None, None)
    return [
        (olds, news)
        for olds, news in by_key.values()
        if len(olds) == len(news) == 1 or (0 < len(news) <= len(olds) and olds <= marked)
    ]
