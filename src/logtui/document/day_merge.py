"""What becomes of each day of three logs, and in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from logtui.document import entry_merge, line_merge, places
from logtui.document.conflicts import Conflict
from logtui.document.three_logs import BASE, OURS, THEIRS, three_way
from logtui.document.weaving import woven

if TYPE_CHECKING:
    from logtui.document.outline import Block, Section
    from logtui.document.spacing import Spacing
    from logtui.document.three_logs import ThreeLogs, Trio


class Piece(NamedTuple):
    """Whole lines of the result.

    Attributes:
        first: Number of the first block in it.
        last: Number of the last.
        texts: The lines, and conflicts between them.
    """

    first: int
    last: int
    texts: list[str | Conflict]

    @property
    def doubt(self) -> Conflict | None:
        """The conflict that this is all of, where one side has nothing in its place."""
        only = self.texts[0] if len(self.texts) == 1 else ""
        return None if isinstance(only, str) or (only.ours and only.theirs) else only


class Days:
    """Merges three logs section by section."""

    def __init__(self, logs: ThreeLogs, spacing: Spacing) -> None:
        self._logs = logs
        self._spacing = spacing
        self._home: dict[int, int] = {}
        self._divided: dict[int, tuple[int, int]] = {}
        self._settle()

    def pieces(self) -> list[Piece]:
        """Return what the result is made of, from top to bottom."""
        numbers = self._logs.sections.of
        order = woven(numbers[BASE], numbers[OURS], numbers[THEIRS], self._ranks())
        return [piece for number in order for piece in self._section(number)]

    def _ranks(self) -> dict[int, int]:
        """Return what the order of dated sections is known by."""
        most = max(self._logs.outlines[1:], key=lambda outline: len(outline.document.days))
        grows = places.order(most.document)
        found = {}
        for number, trio in enumerate(self._logs.sections.trios):
            section = trio[OURS] or trio[THEIRS] or trio[BASE]
            date = section.day.date if section and section.day else None
            if date:
                found[number] = grows * int(
                    f"{date.year or 0:04}{date.month or 0:02}{date.day or 0:02}"
                )
        return found

    def _settle(self) -> None:
        """Find the section that each block goes to."""
        sections, blocks = self._logs.sections, self._logs.blocks
        for number in range(len(blocks.trios)):
            trio = blocks.trios[number]
            base, ours, theirs = (
                None if block is None else sections.of[side][block.section]
                for side, block in enumerate(trio)
            )
            if ours is None or theirs is None:
                home = (
                    base if ours is None and theirs is None else ours if theirs is None else theirs
                )
            else:
                home = three_way(base, ours, theirs)
                if home is None:
                    home = ours
                    again = blocks.again(number)
                    self._home[again] = theirs
                    self._divided[number] = self._divided[again] = number, again
            if home is not None:
                self._home[number] = home

    def _section(self, number: int) -> list[Piece]:
        """Return what becomes of the section ``number``."""
        members = [self._members(side, number) for side in range(3)]
        order = woven(members[BASE], members[OURS], members[THEIRS], {})
        body = [Piece(at, at, texts) for at in order if (texts := self._content(at))]
        trio = self._logs.sections.trios[number]
        marker = self._marker(trio)
        if marker is None:
            return body
        if not body:
            return self._bare(marker, trio)
        bare = any(section and section.first == section.stop for section in trio[1:])
        if not bare and all(piece.doubt for piece in body):
            return [self._doubtful(marker, body)]
        return [Piece(marker, marker, self._heading(marker, trio)), *body]

    def _members(self, side: int, number: int) -> list[int]:
        """Return the blocks that ``side`` has in the section ``number``, as far as they go there.

        What both sides moved away to different days stands in both.
        """
        section = self._logs.sections.trios[number][side]
        if section is None:
            return []
        found = []
        for at in self._logs.blocks.of[side][section.first : section.stop]:
            found += [one for one in self._divided.get(at, (at,)) if self._home.get(one) == number]
        return found

    def _marker(self, trio: Trio[Section]) -> int | None:
        """Return the number of the block that marks a section; None where it has none."""
        for side in (OURS, THEIRS, BASE):
            section = trio[side]
            if section and section.marker is not None:
                return self._logs.blocks.of[side][section.marker]
        return None

    def _heading(self, marker: int, trio: Trio[Section]) -> list[str | Conflict]:
        """Return the marker of a day that has something under it."""
        base, ours, theirs = self._logs.blocks.trios[marker]
        if ours and theirs and base:
            return _merged(base, ours, theirs)
        one, other = trio[OURS], trio[THEIRS]
        titled = other and other.day and other.day.title and not (one and one.day and one.day.title)
        found = (theirs if theirs and titled else None) or ours or theirs or base
        return [found.raw] if found else []

    def _bare(self, marker: int, trio: Trio[Section]) -> list[Piece]:
        """Return the marker of a day that has nothing under it; nothing if it has to go."""
        base, ours, theirs = trio
        if ours and theirs:
            kept = any(section.first == section.stop for section in (ours, theirs))
            return [Piece(marker, marker, self._heading(marker, trio))] if kept else []
        if base is None:
            return [Piece(marker, marker, self._heading(marker, trio))]
        texts = self._content(marker)
        return [Piece(marker, marker, texts)] if texts else []

    def _doubtful(self, marker: int, body: list[Piece]) -> Piece:
        """Return a day that is in doubt as a whole as one conflict, its marker inside."""
        doubts = [piece.doubt for piece in body if piece.doubt]
        markers = self._logs.blocks.trios[marker]
        raw = next(block.raw for block in (*markers[1:], markers[0]) if block)
        texts = []
        for side in range(3):
            own = markers[side]
            lines = own.raw if own else raw
            above = marker
            for piece, doubt in zip(body, doubts, strict=True):
                if doubt[side]:
                    lines += self._spacing.between(above, piece.first) + doubt[side]
                    above = piece.last
            texts.append("" if above == marker else lines)
        return Piece(marker, body[-1].last, [Conflict(texts[BASE], texts[OURS], texts[THEIRS])])

    def _content(self, number: int) -> list[str | Conflict]:
        """Return what becomes of the block ``number``; nothing if it goes."""
        if number in self._divided:
            return self._divided_content(number)
        base, ours, theirs = self._logs.blocks.trios[number]
        if ours and theirs:
            return _merged(base, ours, theirs)
        found = ours or theirs
        if found is None:
            return []
        if base is None:
            return [found.raw]
        side = OURS if ours else THEIRS
        home = self._logs.sections.of[BASE][base.section]
        if found.raw == base.raw and self._logs.sections.of[side][found.section] == home:
            return []
        return [Conflict(base.raw, ours.raw if ours else "", theirs.raw if theirs else "")]

    def _divided_content(self, number: int) -> list[str | Conflict]:
        """Return what becomes of an entry that both sides moved, each to another day."""
        here, there = self._divided[number]
        base, ours, theirs = self._logs.blocks.trios[here]
        if base is None or ours is None or theirs is None:
            return []
        texts = _merged(base, ours, theirs)
        if number == there:
            return [Conflict("", "", "".join(t if isinstance(t, str) else t.theirs for t in texts))]
        return [Conflict(base.raw, "".join(t if isinstance(t, str) else t.ours for t in texts), "")]


def _merged(base: Block | None, ours: Block, theirs: Block) -> list[str | Conflict]:
    """Return what both sides together make of a block that both have."""
    if ours.raw == theirs.raw or (base and theirs.raw == base.raw):
        return [ours.raw]
    if base and ours.raw == base.raw:
        return [theirs.raw]
    if ours.entry and theirs.entry:
        return entry_merge.merged(base, ours, theirs)
    return line_merge.three(base.raw if base else None, ours.raw, theirs.raw)
