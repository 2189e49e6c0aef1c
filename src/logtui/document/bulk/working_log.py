"""A log while many of its entries are changed, and what is known of them meanwhile."""

from __future__ import annotations

from itertools import accumulate, pairwise, takewhile
from typing import TYPE_CHECKING, NamedTuple, Protocol

from logtui.document.editing.draft import DraftError, normalize_draft
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

    from logtui.document.editing.draft import Draft
    from logtui.document.model import Document, Entry

MOST_READ = 1 << 28
"""Characters that are read to find out which entries of a group do not read back."""
TOO_MANY = "too many of these entries have to be changed one by one; change fewer at once"
"""Why entries are refused that there is no time for."""


class GroupChange(Protocol):
    """What is done to the entries of a group, none of which needs to know of the others."""

    @property
    def drafts(self) -> Mapping[int, Draft]:
        """What entries are to read back as, by their numbers; those without a draft go."""

    def edits(self, log: WorkingLog, numbers: Sequence[int]) -> dict[int, Edit]:
        """Return the edits of the entries ``numbers`` that differ, and refuse what has none."""

    def checked_edit(self, log: WorkingLog, number: int) -> Edit | None:
        """Return the edit of the entry ``number``, checked as a single one is.

        Raises:
            DraftError: It does not read back.
        """


class ExpectedEntry(NamedTuple):
    """An entry that a log is to have.

    Attributes:
        number: Its number.
        start: Where it is to begin.
        entry: The entry of the log before.
        draft: What it is to read back as; None where it is to say what it did.
    """

    number: int
    start: int
    entry: Entry
    draft: Draft | None = None

    def is_read(self, before: Document, after: Document, entry: Entry | None) -> bool:
        """Tell whether ``entry`` of ``after`` is what was expected when the log was ``before``."""
        if entry is None:
            return False
        if self.draft is None:
            return is_same_entry(before, self.entry, after, entry)
        try:
            typed = normalize_draft(self.draft, before.url(self.entry))
            refuse_misread(before, after, entry, typed, self.entry)
        except DraftError:
            return False
        return True


class WorkingLog:
    """A log while its entries are changed; each has its number in the log as it was at first.

    Attributes:
        document: The log as it is by now.
        numbers: The numbers of its entries, in their order.
        changed: The numbers of the entries that were changed.
        reasons: Why entries were refused, by their numbers.
        unread: How many characters may still be read.
    """

    def __init__(self, document: Document, unread: int = MOST_READ) -> None:
        self.document = document
        self.numbers = list(range(len(document.entries)))
        self.changed: set[int] = set()
        self.reasons: dict[int, str] = {}
        self.unread = unread

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
        if not edits:
            return
        expected = [
            there._replace(draft=group.drafts.get(there.number) if there.number in edits else None)
            for there in self.expected_after(edits.values())
            if there.number not in edits or there.number in group.drafts
        ]
        misread = self.take(edits.values(), expected)
        if misread is None:
            self.changed.update(edits)
            return
        numbers = sorted(edits)
        if len(numbers) == 1:
            self.change_alone(group, numbers[0])
            return
        if not self.may_read:
            self.reasons |= dict.fromkeys(numbers, TOO_MANY)
            return
        first = [number for number in numbers if number not in misread]
        if len(first) in {0, len(numbers)}:
            first = numbers[: len(numbers) // 2]
        self.change(group, first)
        self.change(group, sorted(set(numbers).difference(first)))

    def expected_after(self, edits: Iterable[Edit]) -> list[ExpectedEntry]:
        """Return where the entries are to be when ``edits`` are made."""
        starts = shifted_starts(self.document, edits)
        return [
            ExpectedEntry(number, start, entry)
            for number, entry, start in zip(
                self.numbers, self.document.entries, starts, strict=True
            )
        ]

    def take(self, edits: Iterable[Edit], expected: Sequence[ExpectedEntry]) -> set[int] | None:
        """Make ``edits`` where the log then has just the entries that are ``expected``.

        Else nothing is done, and the numbers of those that it has not are returned, if known.
        """
        before, ordered = self.document, sorted(edits)
        if any(above.span.end > below.span.start for above, below in pairwise(ordered)):
            return set()
        text = combine_edits(before.text, ordered).apply(before.text)
        self.unread -= len(text)
        try:
            after = parse_text(text, before.encoding)
            require_round_trip(before, after)
        except (DraftError, EncodingError):
            return set()
        entries = {entry.span.start: entry for entry in after.entries}
        misread = {
            there.number
            for there in expected
            if not there.is_read(before, after, entries.get(there.start))
        }
        if misread or len(expected) != len(entries):
            return misread
        self.document, self.numbers = after, [there.number for there in expected]
        return None

    def change_alone(self, group: GroupChange, number: int) -> None:
        """Do to the entry ``number`` what ``group`` does, or refuse it, as where it were alone."""
        before = self.document
        self.unread -= len(before.text)
        try:
            edit = group.checked_edit(self, number)
        except DraftError as error:
            self.reasons[number] = str(error)
            return
        if edit is None:
            return
        after = parse_text(edit.apply(before.text), before.encoding)
        others = [(n, e) for n, e in zip(self.numbers, before.entries, strict=True) if n != number]
        pairs = zip(others, after.entries, strict=False)
        same = takewhile(lambda pair: is_same_entry(before, pair[0][1], after, pair[1]), pairs)
        index = sum(1 for _ in same)
        self.numbers = [n for n, _ in others]
        self.numbers.insert(index, number)
        self.document = after
        self.changed.add(number)

    @property
    def may_read(self) -> bool:
        """Whether it may be tried once more which entries read back."""
        return self.unread > 0


def shifted_starts(document: Document, edits: Iterable[Edit]) -> list[int]:
    """Return where the entries of ``document`` begin when ``edits``, none overlapping, are made."""
    ordered = sorted(edits)
    growths = (len(edit.text) - (edit.span.end - edit.span.start) for edit in ordered)
    shifts = list(accumulate(growths, initial=0))
    starts, count = [], 0
    for entry in document.entries:
        while count < len(ordered) and ordered[count].span.start < entry.span.start:
            count += 1
        starts.append(entry.span.start + shifts[count])
    return starts
