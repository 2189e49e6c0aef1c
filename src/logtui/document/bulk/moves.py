"""Many entries that go to the day of one date, in the order in which they stand."""

from __future__ import annotations

from itertools import pairwise, takewhile
from typing import TYPE_CHECKING, NamedTuple

from logtui.document import extents, order
from logtui.document.bulk.deletions import delete_entries
from logtui.document.bulk.line_changes import LineChanges
from logtui.document.bulk.working_log import TOO_MANY, ExpectedEntry
from logtui.document.editing.draft import DraftError, partial_date
from logtui.document.editing.insertion import MovedEntry, insert_day, insert_entry, place_of_day
from logtui.document.editing.period_headings import without_enclosing_days
from logtui.document.editing.style import (
    gap_between_entries,
    is_similar_bullet,
    model_entry,
    next_bullet,
)
from logtui.document.text import lines
from logtui.document.text.spans import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from logtui.document.bulk.working_log import WorkingLog
    from logtui.document.dates.partial import PartialDate
    from logtui.document.editing.draft import Draft
    from logtui.document.model import Document, Entry


def move_entries(log: WorkingLog, drafts: Mapping[int, Draft]) -> None:
    """Move entries to the one date of ``drafts``, after what stands there, in their order.

    Those that look like the ones that they go to are moved at once; what cannot be moved is
    refused. ``drafts`` has what they are to be, by their numbers.
    """
    pending = [number for number, _ in log.entries_of(drafts)]
    moves = _Moves(log, drafts)
    while pending and log.may_read:
        target = moves.target_of(pending[0])
        group = moves.alike(target, pending) if target else []
        while target and len(group) > 1 and not moves.move_together(target, group):
            group = group[: len(group) // 2]
        if len(group) <= 1:
            group = pending[:1]
            log.change_alone(LineChanges(drafts), pending[0])
        pending = pending[len(group) :]
    log.reasons |= dict.fromkeys(pending, TOO_MANY)


class _Moves:
    def __init__(self, log: WorkingLog, drafts: Mapping[int, Draft]) -> None:
        self.log, self.drafts = log, drafts

    def target_of(self, number: int) -> MoveTarget | None:
        """Return the day that the entry ``number`` goes to; None where there is none yet."""
        date = partial_date(self.drafts[number].date)
        return MoveTarget.of(self.log.document, date) if date else None

    def alike(self, target: MoveTarget, numbers: Sequence[int]) -> list[int]:
        """Return those of ``numbers``, from the first on, that look like the entries there."""
        document = self.log.document
        pairs = self.log.entries_of(numbers)
        return [
            number
            for number, _ in takewhile(lambda pair: target.is_alike(document, pair[1]), pairs)
        ]

    def move_together(self, target: MoveTarget, numbers: Sequence[int]) -> bool:
        """Move the entries ``numbers`` at once; tell whether it is known what became of them."""
        log = self.log
        pairs = log.entries_of(numbers)
        try:
            edit, starts = target.insertion(log.document, [entry for _, entry in pairs])
        except DraftError as error:
            log.reasons |= dict.fromkeys(numbers, str(error))
            return True
        moved = set(numbers)
        expected = [
            there._replace(number=~there.number) if there.number in moved else there
            for there in log.expected_after([edit])
        ]
        expected += [
            ExpectedEntry(number, start, entry, self.drafts[number])
            for (number, entry), start in zip(pairs, starts, strict=True)
        ]
        expected.sort(key=lambda there: there.start)
        if log.take([edit], expected) is not None:
            return False
        log.changed.update(numbers)
        delete_entries(log, [~number for number in numbers])
        return True


class MoveTarget(NamedTuple):
    """A day that entries can be moved to at once.

    Attributes:
        document: The log, without what only stands around days.
        day_index: The index of the day.
        date: Its date, as exactly as the log gives dates.
        bullet: What the entries begin with that are like its own.
    """

    document: Document
    day_index: int
    date: PartialDate
    bullet: str

    @classmethod
    def of(cls, document: Document, date: PartialDate) -> MoveTarget | None:
        """Return the day of ``date``; None where there is none yet, or it has no entries."""
        if not order.is_dated(document):
            return None
        document = without_enclosing_days(document)
        date = order.coarsen(document, date)
        day_index = order.find_day(document, date)
        if day_index is None:
            return None
        day = document.days[day_index]
        model = model_entry(document, day)
        if model is None:
            return None
        return cls(document, day_index, date, next_bullet(document, day, model))

    @property
    def is_inline(self) -> bool:
        """Whether one line is the day and its entry."""
        return extents.is_inline(self.document, self.document.days[self.day_index])

    def is_alike(self, document: Document, entry: Entry) -> bool:
        """Tell whether ``entry`` of ``document`` is written like those of the day."""
        return self.is_inline or is_similar_bullet(extents.bullet_of(document, entry), self.bullet)

    def insertion(self, document: Document, entries: Sequence[Entry]) -> tuple[Edit, list[int]]:
        """Return the edit that copies ``entries`` to the day, and where each begins after it.

        Raises:
            DraftError: None of them can stand there.
        """
        bodies = [
            MovedEntry(
                extents.entry_text(document, entry), document.bullet(entry).of(document.text)
            )
            for entry in entries
        ]
        texts, start = self._inline_texts(bodies) if self.is_inline else self._item_texts(bodies)
        starts, length = [], start
        for text, body in zip(texts, bodies, strict=True):
            bullet = "" if self.is_inline else self.bullet
            starts.append(length + text.rindex(body.text(self.document, bullet, 0, "")))
            length += len(text)
        return Edit(Span(start, start), "".join(texts)), starts

    def _item_texts(self, bodies: Sequence[MovedEntry]) -> tuple[list[str], int]:
        """Return what is written of each of ``bodies`` at the end of the day, and where."""
        document, date = self.document, self.date
        first = insert_entry(document, date, bodies[0])
        start = first.span.start
        newline = lines.newline_near(document.text, start)
        gap = gap_between_entries(document, self.day_index, self.bullet, newline)
        texts = [first.text]
        for above, body in pairwise(bodies):
            is_html = extents.ends_in_html(above.lines, 0, len(above.lines))
            texts.append((newline * 2 if is_html else gap) + body.lines)
        return texts, start

    def _inline_texts(self, bodies: Sequence[MovedEntry]) -> tuple[list[str], int]:
        """Return the lines of days next to the day, one for each of ``bodies``, and where."""
        position = order.day_position(self.document, self.date)
        place = place_of_day(self.document, position, self.date)
        edits = [insert_day(self.document, place, body) for body in bodies]
        return [edit.text for edit in edits], edits[0].span.start
