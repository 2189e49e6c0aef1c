"""What a merged day begins with: its marker, or an entry that has the date in its own line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from logtui.document.assembly import Piece
from logtui.document.block_merge import merged
from logtui.document.conflicts import Conflict
from logtui.document.dated_lines import DatedLines
from logtui.document.three_logs import BASE, OURS, THEIRS

if TYPE_CHECKING:
    from logtui.document.block_merge import Blocks
    from logtui.document.outline import Section
    from logtui.document.spacing import Spacing
    from logtui.document.three_logs import ThreeLogs, Trio


class Heads:
    """Puts the marker of each section above what it holds."""

    def __init__(self, logs: ThreeLogs, spacing: Spacing, blocks: Blocks) -> None:
        self._logs = logs
        self._spacing = spacing
        self._blocks = blocks

    def above(self, number: int, body: list[Piece]) -> list[Piece]:
        """Return the section ``number``, which holds ``body``, from its first line on."""
        trio = self._logs.sections.trios[number]
        marker = self._marker(trio)
        lines = DatedLines(self._logs, self._spacing, trio)
        if lines.leads and body:
            body = lines.first(body)
            if marker is None:
                return lines.once(lines.led(body))
            begun = lines.begun(body[0])
            if any(begun):
                first = body[0] if all(begun) else self._either(marker, body[0], lines.leads)
                return lines.once([first, *body[1:]])
        if marker is None:
            return body
        if not body:
            return self._bare(marker, trio)
        bare = any(section and section.first == section.stop for section in trio[1:])
        if not bare and all(piece.doubt for piece in body):
            return [self._doubtful(marker, body)]
        return [Piece(marker, marker, self._heading(marker, trio)), *lines.never(body)]

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
            return merged(base, ours, theirs)
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
        texts = self._blocks.content(marker)
        return [Piece(marker, marker, texts)] if texts else []

    def _either(self, marker: int, piece: Piece, leads: tuple[str, ...]) -> Piece:
        """Return the first piece with the marker wherever that leaves no date in its line."""
        raw = self._raw(marker)
        texts: list[str | Conflict] = []
        for text in piece.texts:
            if isinstance(text, str):
                texts.append(text)
                continue
            space = self._spacing.between(marker, piece.first)
            sides = (
                side if side.startswith(leads) else raw + (space + side if side else "")
                for side in text
            )
            texts.append(Conflict(*sides))
        return Piece(marker, piece.last, texts)

    def _doubtful(self, marker: int, body: list[Piece]) -> Piece:
        """Return a day that is in doubt as a whole as one conflict, its marker inside."""
        doubts = [piece.doubt for piece in body if piece.doubt]
        markers = self._logs.blocks.trios[marker]
        raw = self._raw(marker)
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

    def _raw(self, marker: int) -> str:
        """Return the lines of the marker, those of ours where they have one."""
        base, ours, theirs = self._logs.blocks.trios[marker]
        return next(block.raw for block in (ours, theirs, base) if block)
