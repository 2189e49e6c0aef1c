"""A log while many of its entries are changed, and what is known of them meanwhile."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Protocol

from logtui.document.editing.draft import Draft, DraftError, normalize_draft
from logtui.document.editing.verification import (
    is_same_entry,
    refuse_misread,
    require_round_trip,
)
from logtui.document.reading.parser import parse_text
from logtui.document.text.spans import Edit, combine_edits
from logtui.errors import EncodingError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from logtui.document.model import Document, Entry

_MOST_READ = 1 << 28
"""Characters that are read to find out which entries of a group do not read back."""


class GroupChange(Protocol):
    """What is done to the entries of a group, none of which needs to know of the others."""

    @property
    def drafts(self) -> Mapping[int, Draft]:
        """What entries are to read back as, by their numbers; those without a draft go."""

    def edits(self, log: WorkingLog, numbers: Sequence[int]) -> dict[int, Edit]:
        """Return the edits of the entries ``numbers`` that differ, and refuse what has none."""

    def reason(self, log: WorkingLog, number: int) -> str:
        """Return why the entry ``number`` cannot be changed, where it does not read back."""


class WorkingLog:
    """A log while its entries are changed; each has its number in the log as it was at first.

    Attributes:
        document: The log as it is by now.
        numbers: The numbers of its entries, in their order.
        changed: The numbers of the entries that were changed.
        reasons: Why entries were refused, by their numbers.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.numbers = list(range(len(document.entries)))
        self.changed: set[int] = set()
        self.reasons: dict[int, str] = {}
        self._unread = _MOST_READ

    def entries_of(self, numbers: Iterable[int]) -> list[tuple[int, Entry]]:
        """Return those of ``numbers`` that are in the log, each with its entry, in their order."""
        wanted = set(numbers)
        return [
            (number, entry)
            for number, entry in zip(self.numbers, self.document.entries, strict=True)
            if number in wanted
        ]

    def change(self, group: GroupChange, numbers: Sequence[int]) -> None:
        """Do to the entries ``numbers`` what ``group`` does; what does not read back is refused.

        All are tried at once; where that fails, those that read back wrongly apart from the
        others, or else half by half.
        """
        edits = group.edits(self, numbers)
        misread = self._try_edits(group, edits)
        if misread is None:
            return
        numbers = sorted(edits)
        if len(numbers) == 1 or self._unread < 0:
            self.reasons |= {number: group.reason(self, number) for number in numbers}
            return
        first = [number for number in numbers if number not in misread]
        if len(first) in {0, len(numbers)}:
            first = numbers[: len(numbers) // 2]
        self.change(group, first)
        self.change(group, sorted(set(numbers).difference(first)))

    def _try_edits(self, group: GroupChange, edits: Mapping[int, Edit]) -> set[int] | None:
        """Make ``edits`` where everything reads back; else return what does not, if known."""
        if not edits:
            return None
        before = self.document
        text = combine_edits(before.text, list(edits.values())).apply(before.text)
        self._unread -= len(text)
        try:
            after = parse_text(text, before.encoding)
            require_round_trip(before, after)
        except (DraftError, EncodingError):
            return set()
        entries = {entry.span.start: entry for entry in after.entries}
        misread: set[int] = set()
        kept: list[int] = []
        starts = shifted_starts(before, edits.values())
        for number, entry, start in zip(self.numbers, before.entries, starts, strict=True):
            if number in edits and number not in group.drafts:
                continue
            kept.append(number)
            other = entries.get(start)
            draft = group.drafts[number] if number in edits else None
            if other is None or not _reads_back(before, entry, after, other, draft):
                misread.add(number)
        if misread or len(kept) != len(after.entries):
            return misread
        self.document, self.numbers = after, kept
        self.changed.update(edits)
        return None


def shifted_starts(document: Document, edits: Iterable[Edit]) -> list[int]:
    """Return where the entries of ``document`` begin when ``edits``, none overlapping, are made."""
    ordered = sorted(edits)
    shifts = list(
        accumulate((len(text) - (end - start) for (start, end), text in ordered), initial=0)
    )
    starts, count = [], 0
    for entry in document.entries:
        while count < len(ordered) and ordered[count].span.start < entry.span.start:
            count += 1
        starts.append(entry.span.start + shifts[count])
    return starts


def _reads_back(
    before: Document, entry: Entry, after: Document, other: Entry, draft: Draft | None
) -> bool:
    """Tell whether ``other`` reads as ``draft``; as ``entry`` where that is None."""
    if draft is None:
        return is_same_entry(before, entry, after, other)
    try:
        typed = normalize_draft(draft, before.url(entry))
        refuse_misread(before, after, other, typed, entry)
    except DraftError:
        return False
    return True
