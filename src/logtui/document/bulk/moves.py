"""Many entries that go to the day of one date, in the order in which they stand."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from logtui.document import extents, order
from logtui.document.bulk.deletions import delete_entries
from logtui.document.bulk.line_changes import LineChanges
from logtui.document.bulk.working_log import TOO_MANY, ExpectedEntry
from logtui.document.editing.draft import DraftError, partial_date
from logtui.document.editing.edits import moved_entry
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
    from logtui.document.model import Document


def move_entries(log: WorkingLog, drafts: Mapping[int, Draft]) -> None:
    """Make entries what their ``drafts`` say, by numbers, all of which have another, the same date.

    They go after what stands on that day, in their order: all that look like the ones there at
    once, the others one by one. What cannot be moved is refused.
    """
    bodies: dict[int, MovedEntry] = {}
    redated: list[int] = []
    near_days = _days_near(log.document, drafts)
    for number, entry in log.entries_of(drafts):
        try:
            bodies[number] = moved_entry(log.document, entry, drafts[number])
        except DraftError as error:
            if entry.day in near_days:
                redated.append(number)
            else:
                log.reasons[number] = str(error)
    for number in redated:
        log.change_alone(LineChanges(drafts), number)
    pending = list(bodies)
    while pending and log.may_read:
        target = MoveTarget.of(log.document, drafts[pending[0]], bodies[pending[0]])
        group = target.alike({number: bodies[number] for number in pending}) if target else []
        while target and len(group) > 1 and not _move_together(log, target, drafts, bodies, group):
            group = group[: len(group) // 2]
        if len(group) <= 1:
            group = pending[:1]
            log.change_alone(LineChanges(drafts), pending[0])
        moved = set(group)
        pending = [number for number in pending if number not in moved]
    log.reasons |= dict.fromkeys(pending, TOO_MANY)


def _days_near(document: Document, drafts: Mapping[int, Draft]) -> range:
    """Return the days whose only entry may stay where it is and get the date of all ``drafts``."""
    date = next((partial_date(draft.date) for draft in drafts.values()), None)
    position = order.day_position(document, date) if date else 0
    return range(position - 1, position + 1)


def _move_together(
    log: WorkingLog,
    target: MoveTarget,
    drafts: Mapping[int, Draft],
    bodies: Mapping[int, MovedEntry],
    numbers: Sequence[int],
) -> bool:
    """Move the entries ``numbers`` at once; tell whether it is known what became of them.

    They are copied first, and then taken out, by the numbers that only they have meanwhile.
    """
    try:
        edit, starts = target.insertion([bodies[number] for number in numbers])
    except DraftError as error:
        log.reasons |= dict.fromkeys(numbers, str(error))
        return True
    start_of = dict(zip(numbers, starts, strict=True))
    expected: list[ExpectedEntry] = []
    for there in log.expected_after([edit]):
        number = there.number
        if number not in start_of:
            expected.append(there)
            continue
        expected.append(there._replace(number=~number))
        expected.append(ExpectedEntry(number, start_of[number], there.entry, drafts[number]))
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
        bullet: What the entries begin with that are written there at once.
        has_list: Whether the entries of the day are a list, maybe with something else below.
    """

    document: Document
    day_index: int
    date: PartialDate
    bullet: str
    has_list: bool

    @classmethod
    def of(cls, document: Document, draft: Draft, body: MovedEntry) -> MoveTarget | None:
        """Return the day of ``draft``, with the lines ``body``, and of entries like it.

        None where there is none yet, or it has no entries.
        """
        date = partial_date(draft.date)
        if date is None or not order.is_dated(document):
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
        bullet = next_bullet(document, day, model)
        last = extents.bullet_of(document, document.entries[day.stop_entry - 1])
        has_list = extents.is_list_bullet(bullet)
        if body.may_keep_bullet(bullet, last):
            bullet = body.bullet
        return cls(document, day_index, date, bullet, has_list)

    @property
    def is_inline(self) -> bool:
        """Whether one line is the day and its entry."""
        return extents.is_inline(self.document, self.document.days[self.day_index])

    def alike(self, bodies: Mapping[int, MovedEntry]) -> list[int]:
        """Return which of ``bodies`` can be written at once, since they begin alike.

        Where there is a list, more of it goes to its end, and a paragraph below, whichever comes
        first. What comes after a heading belongs to that.
        """
        if self.is_inline:
            return list(bodies)
        numbers: list[int] = []
        for number, body in bodies.items():
            if is_similar_bullet(body.bullet, self.bullet):
                numbers.append(number)
            elif not self.has_list or "#" in body.bullet or "#" in self.bullet:
                break
        return numbers

    def insertion(self, bodies: Sequence[MovedEntry]) -> tuple[Edit, list[int]]:
        """Return the edit that writes ``bodies`` on the day, and where each begins after it.

        Raises:
            DraftError: None of them can stand there.
        """
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
