"""What the detail shows of how an entry belongs to others."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content
from textual.style import Style

from logtui.tui.drawing.labels import label_text
from logtui.tui.drawing.styles import styled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from logtui.tui.drawing.marks import StyledRange
    from logtui.tui.log_relations import Relations, ThreadPosition

_MAX_MENTIONS = 5
"""Entries that mention this one and are named; more are counted."""

_MAX_RELATED = 3
"""Related entries that are named; the most alike first."""

_MAX_REASON = 40
"""Characters of the reason that are shown."""


class EntryRelations(NamedTuple):
    """One entry's part of the relations of its document.

    Attributes:
        relations: Those of the whole document.
        entry: The entry, an index of its ``entries``.
    """

    relations: Relations
    entry: int

    def ranges_in_title(self, title: str) -> list[StyledRange]:
        """Return the ranges of ``title``, as the document shows it, that refer to other entries."""
        return self._reference_ranges(title, title=True)

    def ranges_in_notes(self, notes: str) -> list[StyledRange]:
        """Return the ranges of ``notes``, as the document shows them, that refer to others."""
        return self._reference_ranges(notes, title=False)

    def link_warning(self) -> Content:
        """Return what is odd about the link, to stand after it; empty where nothing is."""
        words = self.relations.link_warning(self.entry)
        return styled(f"  {words}", "busy") if words else Content()

    def lines(self, width: int) -> Iterator[Content]:
        """Yield the lines that stand below the notes, none where the entry stands alone."""
        position = self.relations.thread_position(self.entry)
        mentioning = self.relations.entries_mentioning(self.entry)
        year = self.relations.year(self.entry)
        related = self.relations.related_entries(self.entry)[:_MAX_RELATED]
        if position or mentioning or related:
            yield Content()
        if position:
            yield from self._thread_lines(position, year, width)
        for other in islice(mentioning, _MAX_MENTIONS):
            label = self.relations.label(other, year)
            line = _add_click(
                styled(f"mentioned by {label}", "dim"), f"screen.navigate('entry', {other})"
            )
            yield line.truncate(width, ellipsis=True)
        if len(mentioning) > _MAX_MENTIONS:
            yield styled(f"and by {len(mentioning) - _MAX_MENTIONS} more", "dim")
        for other, reason in related:
            words = label_text(", ".join(reason), _MAX_REASON)
            label = self.relations.label(other, year)
            line = styled(f"related ({words}): {label}", "dim")
            yield _add_click(line, f"screen.navigate('entry', {other})").truncate(
                width, ellipsis=True
            )

    def _thread_lines(
        self, position: ThreadPosition, year: int | None, width: int
    ) -> Iterator[Content]:
        """Yield the position in the thread and the ways along it, on one line if they fit there."""
        count = styled(f"{position.position + 1} of {len(position.thread)} with this link", "dim")
        ways = []
        earlier, later = position.neighbour(-1), position.neighbour(1)
        if earlier is not None:
            day = styled(f"← {self.relations.date_label(earlier, year)}", "dim")
            ways.append(_add_click(day, "screen.navigate('thread', -1)"))
        if later is not None:
            day = styled(f"{self.relations.date_label(later, year)} →", "dim")
            ways.append(_add_click(day, "screen.navigate('thread', 1)"))
        dot = styled(" · ", "dim")
        line = dot.join([count, *ways])
        if line.cell_length <= width:
            yield line
        else:
            yield count
            yield from dot.join(ways).wrap(width)

    def _reference_ranges(self, text: str, *, title: bool) -> list[StyledRange]:
        """Return where the references in the title, or else those in the notes, stand in ``text``.

        Both are shown without some of the characters that the document has: they are looked for
        one after the other.
        """
        references = self.relations.references(self.entry)
        if not references:
            return []
        document = self.relations.document
        head = document.parts(document.entries[self.entry]).notes.start
        ranges: list[StyledRange] = []
        offset = 0
        for number, reference in enumerate(references):
            if (reference.span.start < head) is not title:
                continue
            # Whatever blanks are between the words.
            words = reference.span.of(document.text).split()
            match = re.compile(r"\s+".join(map(re.escape, words))).search(text, offset)
            if match is not None:
                offset = match.end()
                click = Style.from_meta({"@click": f"screen.navigate('reference', {number})"})
                ranges += [(*match.span(), "reference"), (*match.span(), click)]
        return ranges


def _add_click(content: Content, action: str) -> Content:
    """Return ``content`` such that a click on it does ``action``."""
    return content.stylize(Style.from_meta({"@click": action}))
