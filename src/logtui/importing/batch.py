"""Many new entries at once, each where it would go alone, in a time that suits their number."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from logtui.document import extents, order
from logtui.document.dates.partial import PartialDate
from logtui.document.editing.draft import Draft, DraftError, normalize_draft, partial_date
from logtui.document.editing.first_line import new_first_line
from logtui.document.editing.insertion import (
    NewEntries,
    NewEntry,
    append_to_day,
    insert_day,
    insert_entry,
    place_of_day,
)
from logtui.document.editing.notes import dedent_notes
from logtui.document.editing.period_headings import DayPlace, without_enclosing_days
from logtui.document.editing.verification import check_new_entries
from logtui.document.reading.parser import parse_text
from logtui.document.text.spans import Edit, combine_edits

if TYPE_CHECKING:
    from logtui.document.model import Document

_BULLET = "- "


class Batch(NamedTuple):
    """What becomes of many drafts.

    Attributes:
        document: The log with those that could be written.
        refusals: Why each of the others could not, by its number.
    """

    document: Document
    refusals: dict[int, DraftError]


def add_drafts(document: Document, drafts: Sequence[Draft]) -> Batch:
    """Return the log with all of ``drafts`` that read back as they are.

    Their links stay as they are: they were not pasted.
    """
    refusals: dict[int, DraftError] = {}
    return _add_numbered(document, drafts, list(range(len(drafts))), refusals)


def _add_numbered(
    document: Document,
    drafts: Sequence[Draft],
    numbers: list[int],
    refusals: dict[int, DraftError],
) -> Batch:
    """Add those of ``drafts`` that have ``numbers``; where they do not read back, half by half."""
    if not numbers:
        return Batch(document, refusals)
    if len(numbers) == 1:
        return _add_alone(document, drafts[numbers[0]], numbers[0], refusals)
    chosen = [drafts[number] for number in numbers]
    try:
        after = add_days(document, chosen)
        check_new_entries(document, after, chosen)
    except DraftError:
        unwritable = unwritable_drafts(document, drafts, numbers)
        refusals = refusals | unwritable
        numbers = [number for number in numbers if number not in unwritable]
        if unwritable:
            return _add_numbered(document, drafts, numbers, refusals)
        middle = len(numbers) // 2
        document, refusals = _add_numbered(document, drafts, numbers[:middle], refusals)
        return _add_numbered(document, drafts, numbers[middle:], refusals)
    return Batch(after, refusals)


def unwritable_drafts(
    document: Document, drafts: Sequence[Draft], numbers: Iterable[int]
) -> dict[int, DraftError]:
    """Return those of ``drafts`` that have no lines at all, with the reason."""
    errors: dict[int, DraftError] = {}
    for number in numbers:
        try:
            draft = drafts[number]
            new_first_line(document, normalize_draft(draft, draft.url), _BULLET, 0)
            dedent_notes(draft.notes)
        except DraftError as error:
            errors[number] = error
    return errors


def _add_alone(
    document: Document, draft: Draft, number: int, refusals: dict[int, DraftError]
) -> Batch:
    try:
        after = add_days(document, [draft])
        check_new_entries(document, after, [draft])
    except DraftError as error:
        return Batch(document, refusals | {number: error})
    return Batch(after, refusals)


def add_days(document: Document, drafts: Iterable[Draft]) -> Document:
    """Return the log with ``drafts``, those of one day together.

    A new day whose heading of a year or month is missing comes alone, and the others when the
    heading is there.

    Raises:
        DraftError: A date cannot be given in this log, or a draft has no lines.
    """
    pending: defaultdict[PartialDate | None, list[Draft]] = defaultdict(list)
    known = order.coarsen(document, PartialDate(2000, 1, 1))
    for draft in drafts:
        typed = normalize_draft(draft, draft.url)
        date = partial_date(typed.date)
        if date:
            date = date._replace(year=known.year and date.year, day=known.day and date.day)
        pending[date].append(typed)
    while pending:
        first, queue = next(iter(pending)), order.find_queue(document)
        if first is None and queue is not None:
            queued = [replace(draft, state=None) for draft in pending.pop(first)]
            edits = [append_to_day(document, queue, NewEntries(queued))]
        elif first is None or not order.is_dated(document):
            body = NewEntry(pending[first].pop(0))
            edits = [insert_entry(document, first, body)]
            if not pending[first]:
                del pending[first]
        else:
            edits = list(_Round(document).edits(pending))
        text = combine_edits(document.text, edits).apply(document.text)
        document = parse_text(text, document.encoding)
    return document


class _Round:
    """The entries that can be added to a log without reading it in between."""

    def __init__(self, document: Document) -> None:
        self.document = without_enclosing_days(document)
        self.step = order.direction(self.document)
        self.days: dict[PartialDate | None, int] = {}
        for index, day in enumerate(self.document.days):
            if self.step == order.OLDEST_FIRST or day.date not in self.days:
                self.days[day.date] = index
        keys = [day.date.order_key() if day.date else None for day in self.document.days]
        self.has_ranges = any(
            day.date and day.reading and day.reading.last_day_from(day.date)
            for day in self.document.days
        )
        self.sorted_keys = sorted(key for key in keys if key)
        self.is_ordered = self.sorted_keys == keys[:: self.step]
        self.places: dict[tuple[int, int | None, int | None], DayPlace] = {}

    def edits(self, pending: dict[PartialDate | None, list[Draft]]) -> list[Edit]:
        """Return edits that do not touch each other, and take out of ``pending`` what they add."""
        document = self.document
        at_offset: defaultdict[int, list[Edit]] = defaultdict(list)
        closed: set[int] = set()
        extended: set[int | None] = set()
        has_new_range = False
        dates = sorted(
            (date for date in pending if date is not None),
            key=lambda date: date.order_key() or (0, date.month or 0, date.day or 0),
            reverse=self.step == order.NEWEST_FIRST,
        )
        for date in dates:
            day_index = self.days.get(date)
            if day_index is None and self.has_ranges:
                day_index = order.find_day(document, date)
                # The next round knows whether the day that is added now holds this one, too.
                if has_new_range or day_index in extended:
                    continue
                extended.add(day_index)
                has_new_range = day_index is None
            drafts = pending[date]
            if day_index is not None and not extents.is_inline(document, document.days[day_index]):
                edit = append_to_day(document, day_index, NewEntries(drafts))
                at_offset[edit.span.start].insert(0, edit)
                del pending[date]
                continue
            place = self.place(date)
            edits = [insert_day(document, place, body) for body in self.bodies(drafts)]
            offset = edits[0].span.start
            if offset in closed or (place.missing and at_offset[offset]):
                continue
            if place.missing:
                closed.add(offset)
            at_offset[offset] += edits
            del pending[date]
        return [
            Edit(edits[0].span, "".join(edit.text for edit in edits))
            for _, edits in sorted(at_offset.items())
            if edits
        ]

    def bodies(self, drafts: list[Draft]) -> list[NewEntry] | list[NewEntries]:
        """Return ``drafts`` for one new day, or one by one where one line is day and entry."""
        days = self.document.days
        if any(extents.is_inline(self.document, day) for day in (days[0], days[-1])):
            return [NewEntry(draft) for draft in drafts]
        return [NewEntries(drafts)]

    def place(self, date: PartialDate) -> DayPlace:
        """Return the place of a new day; those of one month between two days have the same."""
        position = self.position(date)
        key = position, date.year, date.month
        if key not in self.places:
            self.places[key] = place_of_day(self.document, position, date)
        place = self.places[key]._replace(date=date)
        return place_of_day(self.document, position, date) if place.missing else place

    def position(self, date: PartialDate) -> int:
        """Return the index of the day that a new one with ``date`` goes before."""
        key = date.order_key()
        if not self.is_ordered or key is None:
            return order.day_position(self.document, date)
        older = bisect_right(self.sorted_keys, key)
        return older if self.step == order.OLDEST_FIRST else len(self.sorted_keys) - older
