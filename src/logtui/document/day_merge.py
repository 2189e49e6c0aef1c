"""What becomes of each day of three logs, and in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from logtui.document import places
from logtui.document.assembly import Piece
from logtui.document.block_merge import Blocks
from logtui.document.day_heads import Heads
from logtui.document.three_logs import BASE, OURS, THEIRS
from logtui.document.weaving import woven

if TYPE_CHECKING:
    from logtui.document.spacing import Spacing
    from logtui.document.three_logs import ThreeLogs


class Days:
    """Merges three logs section by section."""

    def __init__(self, logs: ThreeLogs, spacing: Spacing) -> None:
        self._logs = logs
        self._blocks = Blocks(logs)
        self._heads = Heads(logs, spacing, self._blocks)

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

    def _section(self, number: int) -> list[Piece]:
        """Return what becomes of the section ``number``."""
        members = [self._blocks.in_section(side, number) for side in range(3)]
        order = woven(members[BASE], members[OURS], members[THEIRS], {})
        body = [Piece(at, at, texts) for at in order if (texts := self._blocks.content(at))]
        return self._heads.above(number, body)
