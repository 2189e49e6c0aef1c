"""A log as the sections and blocks that a merge takes, leaves or joins.

Every line stands in exactly one block or in the space after one, so that the blocks with their
spaces give back the whole text.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from logtui.document import extents, order
from logtui.document.text import lines, markdown

if TYPE_CHECKING:
    from collections.abc import Iterable

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
        marker: Index of the block that is its marker; None where no line is only that.
        first: Index of its first block after the marker.
        stop: Index after its last block.
    """

    day: Day | None
    label: str
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
        has_last_line_end: Whether the last line has a line end.
    """

    document: Document
    head: str
    blocks: list[Block]
    sections: list[OutlineSection]
    has_last_line_end: bool


def outlines_of(documents: Iterable[Document]) -> list[Outline]:
    """Return the blocks of each document; what several have in common is measured once."""
    measures: dict[str, tuple[int, Role]] = {}
    outlines = []
    for document in documents:
        text = lines.end_last_line(document.text, lines.newline(document.text))
        builder = _Builder(document, text, measures)
        offset = 0
        has_days = order.is_dated(document)
        for day in document.days:
            if has_days and day.style is None and not day.is_queue:
                continue
            builder.add_outside(offset, day.span.start)
            builder.add_day(day)
            offset = day.span.end
        builder.add_outside(offset, len(text))
        builder.space_until(len(text))
        blocks = builder.blocks
        head = text[: blocks[0].start] if blocks else text
        outlines.append(Outline(document, head, blocks, builder.sections, text == document.text))
    return outlines


class _Builder:
    """Collects the blocks of one text from top to bottom."""

    def __init__(
        self, document: Document, text: str, measures: dict[str, tuple[int, Role]]
    ) -> None:
        """Take the log, its text with the last line ended, and what is known of entries by theirs.

        ``measures`` says how many characters of an entry come before the space below it, and what
        it is; it is added to.
        """
        self.blocks: list[Block] = []
        self.sections: list[OutlineSection] = []
        self._document = document
        self._text = text
        self._measures = measures

    def add_outside(self, start: int, end: int) -> None:
        """Take the lines of ``start:end``, which no day holds, each paragraph for itself."""
        text = self._text
        for first, stop in _paragraphs(text, start, end):
            index = len(self.blocks)
            self._add(Role.TEXT, first, stop)
            self.sections.append(OutlineSection(None, text[first:stop], None, index, index + 1))

    def add_day(self, day: Day) -> None:
        """Take the marker, the lines below it and the entries of ``day``."""
        text, document = self._text, self._document
        entries = document.entries[day.first_entry : day.stop_entry]
        inline = extents.has_inline_entry(document, day)
        marker = None
        offset = day.span.start
        if not inline and not day.marker.is_empty:
            marker = len(self.blocks)
            offset = lines.next_line_start(text, day.marker.end)
            self._add(Role.MARKER, day.span.start, offset)
        first = len(self.blocks)
        if not inline:
            for start, stop in _paragraphs(
                text, offset, entries[0].span.start if entries else day.span.end
            ):
                self._add(Role.TEXT, start, stop)
        for index, entry in enumerate(entries):
            dated = inline and not index
            start = day.span.start if dated else entry.span.start
            content = entry.span.of(document.text)
            if content not in self._measures:
                length = extents.entry_end(document, entry) - entry.span.start
                is_item = markdown.BULLET.match(content[: lines.end_of_line(content, 0)])
                self._measures[content] = length, Role.ITEM if is_item else Role.PARAGRAPH
            length, role = self._measures[content]
            stop = lines.next_line_start(text, entry.span.start + length)
            self._add(Role.DATED if dated else role, start, stop, entry)
        label = day.marker.of(text).strip()
        self.sections.append(OutlineSection(day, label, marker, first, len(self.blocks)))

    def _add(self, role: Role, start: int, end: int, entry: Entry | None = None) -> None:
        """Append the block ``start:end``; what stands above it is the space of the one before."""
        self.space_until(start)
        self.blocks.append(
            Block(
                role,
                start,
                self._text[start:end],
                "",
                len(self.sections),
                entry,
                self._document,
            )
        )

    def space_until(self, start: int) -> None:
        """Give what stands between the last block and ``start`` to that block as its space."""
        if self.blocks:
            last = self.blocks[-1]
            end = last.start + len(last.raw)
            last.space = self._text[end:start]


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
