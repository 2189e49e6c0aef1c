"""A log as the sections and blocks that a merge takes, leaves or joins.

Every line stands in exactly one block or in the space after one, so that the blocks with their
spaces give back the whole text.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from logtui.document import extents, order
from logtui.document.text import lines, markdown

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

    from logtui.document.model import Day, Document, Entry


class Role(Enum):
    """What a block is."""

    MARKER = auto()
    ITEM = auto()
    PARAGRAPH = auto()
    DATED = auto()
    TEXT = auto()


@dataclass(eq=False)
class Block:
    """Lines that stay together.

    Attributes:
        role: What they are: the marker of a day; an entry that is a list item or anything else,
            or one that shares its line with the marker; or lines that belong to no entry.
        start: Offset of their first character.
        raw: The lines, all of them ended.
        space: What stands between them and the next block: blank lines, rules, closing tags.
        section: Index of their section.
        entry: The entry that they are; None for others.
        log: The log that they stand in.
    """

    role: Role
    start: int
    raw: str
    space: str
    section: int
    entry: Entry | None
    log: Document

    @cached_property
    def title(self) -> str:
        """The entry's title as a reader sees it; empty for other blocks."""
        return self.log.title(self.entry) if self.entry else ""

    @cached_property
    def url(self) -> str | None:
        """The target of the entry's link; None for other blocks."""
        return self.log.url(self.entry) if self.entry else None

    @property
    def bullet(self) -> str:
        """What stands before the entry's content, a date as well; empty for other blocks."""
        if self.entry is None:
            return ""
        return self.raw[: self.log.bullet(self.entry).end - self.start]

    @property
    def content(self) -> str:
        """The lines without their bullet."""
        return self.raw[len(self.bullet) :]


class OutlineSection(NamedTuple):
    """A day, or lines that stand outside of all days.

    Attributes:
        day: The day; None for lines outside.
        label: The day's marker without its line end; all the lines where they are outside.
        key: A number that sections of one date and label share, in all logs of a merge.
        marker: Index of the block that is its marker; None where no line is only that.
        first: Index of its first block after the marker.
        stop: Index after its last block.
    """

    day: Day | None
    label: str
    key: int
    marker: int | None
    first: int
    stop: int


class Outline(NamedTuple):
    """The blocks of one log.

    Attributes:
        document: The log.
        head: The blank lines above the first block.
        blocks: In the order of the log.
        sections: In the order of the log; together they hold all blocks.
    """

    document: Document
    head: str
    blocks: list[Block]
    sections: list[OutlineSection]


def outlines_of(documents: Iterable[Document]) -> list[Outline]:
    """Return the blocks of each document, the last line of which is ended.

    What several have in common is measured once.
    """
    measures: dict[str, tuple[int, Role]] = {}
    keys: defaultdict[Hashable, int] = defaultdict(count().__next__)
    return [_Builder(document, measures, keys).outline() for document in documents]


class _Builder:
    """Cuts one text from top to bottom."""

    def __init__(
        self,
        document: Document,
        measures: dict[str, tuple[int, Role]],
        keys: defaultdict[Hashable, int],
    ) -> None:
        """Take the log, what is known of entries by their texts, and the numbers of sections.

        ``measures`` says how many characters the lines of an entry have without the space below
        them, and what it is; it is added to, and so is ``keys``.
        """
        self._document = document
        self._text = document.text
        self._measures = measures
        self._keys = keys
        self._places: list[tuple[Role, int, int, int, Entry | None]] = []
        self._sections: list[OutlineSection] = []

    def outline(self) -> Outline:
        """Return the sections and the blocks, each with the space below it."""
        document, text = self._document, self._text
        offset = 0
        has_days = order.is_dated(document)
        for day in document.days:
            if has_days and day.style is None and not day.is_queue:
                continue
            if offset < day.span.start:
                self._add_outside(offset, day.span.start)
            self._add_day(day)
            offset = day.span.end
        self._add_outside(offset, len(text))
        next_starts = [place[1] for place in self._places[1:]]
        blocks = [
            Block(role, start, text[start:end], text[end:next_start], section, entry, document)
            for (role, start, end, section, entry), next_start in zip(
                self._places, [*next_starts, len(text)], strict=False
            )
        ]
        head = text[: blocks[0].start] if blocks else text
        return Outline(document, head, blocks, self._sections)

    def _add_outside(self, start: int, end: int) -> None:
        """Take the lines of ``start:end``, which no day holds, each paragraph for itself."""
        text = self._text
        for first, stop in _paragraphs(text, start, end):
            index = len(self._places)
            self._places.append((Role.TEXT, first, stop, len(self._sections), None))
            self._add_section(None, text[first:stop], None, index)

    def _add_day(self, day: Day) -> None:
        """Take the marker, the lines below it and the entries of ``day``."""
        text, document = self._text, self._document
        number, places = len(self._sections), self._places
        entries = document.entries[day.first_entry : day.stop_entry]
        is_inline = bool(entries) and extents.has_inline_entry(document, day)
        marker = None
        offset = day.span.start
        if not is_inline and not day.marker.is_empty:
            marker = len(places)
            offset = lines.next_line_start(text, day.marker.end)
            places.append((Role.MARKER, day.span.start, offset, number, None))
        first = len(places)
        first_entry = entries[0].span.start if entries else day.span.end
        if not is_inline and offset < first_entry:
            for start, stop in _paragraphs(text, offset, first_entry):
                places.append((Role.TEXT, start, stop, number, None))
        for entry in entries:
            start, end = entry.span
            content = text[start:end]
            if content not in self._measures:
                stop = lines.next_line_start(text, extents.entry_end(document, entry))
                is_item = markdown.BULLET.match(content[: lines.end_of_line(content, 0)])
                self._measures[content] = stop - start, Role.ITEM if is_item else Role.PARAGRAPH
            length, role = self._measures[content]
            places.append((role, start, start + length, number, entry))
        if is_inline:
            places[first] = (Role.DATED, day.span.start, *places[first][2:])
        self._add_section(day, day.marker.of(text).strip(), marker, first)

    def _add_section(self, day: Day | None, label: str, marker: int | None, first: int) -> None:
        key = self._keys[day is None, day and day.date, label]
        self._sections.append(OutlineSection(day, label, key, marker, first, len(self._places)))


def _paragraphs(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return where the runs of lines that are not blank stand in ``text[start:end]``."""
    if start >= end:
        return []
    paragraphs: list[tuple[int, int]] = []
    paragraph_start = None
    for offset, line in lines.iter_lines(text, start, end):
        if line.strip():
            paragraph_start = offset if paragraph_start is None else paragraph_start
        elif paragraph_start is not None:
            paragraphs.append((paragraph_start, offset))
            paragraph_start = None
    return paragraphs if paragraph_start is None else [*paragraphs, (paragraph_start, end)]
