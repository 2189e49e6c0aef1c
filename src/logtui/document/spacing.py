"""What stands between two blocks that a merge has brought together."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from logtui.document import lines
from logtui.document.outline import Role

if TYPE_CHECKING:
    from collections.abc import Mapping

    from logtui.document.outline import Outline
    from logtui.document.three_logs import ThreeLogs

TOP, BOTTOM = -1, -2
"""Stand for the beginning and the end of a log among its blocks."""


class Spacing:
    """The spaces of three logs, and which of them goes between two blocks of their merge.

    Blocks go by numbers that the three logs have in common.
    """

    def __init__(self, logs: ThreeLogs) -> None:
        self._logs = tuple(zip(logs.outlines, logs.blocks.index, strict=True))
        self._roles: dict[int, Role] = {}
        self._usual: dict[tuple[Role, Role], str] | None = None

    def place(self, number: int, role: Role) -> None:
        """Note what the block ``number`` is in the merge, whatever it was."""
        self._roles[number] = role

    def between(self, above: int, below: int) -> str:
        """Return what stands between the blocks ``above`` and ``below``.

        It is what stands there in the logs that have one right behind the other; else what stands
        beside one of them where its neighbour is of the same make, or in most such places.
        """
        base, ours, theirs = (self._beside(*log, above, below) for log in self._logs)
        if ours is not None and theirs is not None:
            return theirs if ours == base else ours
        for found in (ours, theirs, base):
            if found is not None:
                return found
        return self._like(above, below)

    def _beside(
        self, outline: Outline, index: Mapping[int, int], above: int, below: int
    ) -> str | None:
        """Return what ``outline`` has between the two blocks; None where they do not meet."""
        if above == TOP:
            return outline.head
        if below == BOTTOM:
            return outline.blocks[-1].space if outline.blocks else ""
        at = index.get(above)
        if at is None or self._below(outline, index, below) != at + 1:
            return None
        return outline.blocks[at].space

    def _like(self, above: int, below: int) -> str:
        """Return what stands between blocks like these two."""
        first, second = self._role(above), self._role(below)
        for outline, index in self._logs[1:]:
            at = self._below(outline, index, below) if outline.blocks else 0
            if at and outline.blocks[at - 1].role is first:
                return outline.blocks[at - 1].space
        for outline, index in self._logs[1:]:
            at = index.get(above, len(outline.blocks))
            if at + 1 < len(outline.blocks) and outline.blocks[at + 1].role is second:
                return outline.blocks[at].space
        if self._usual is None:
            self._usual = self._most_common()
        if (first, second) in self._usual:
            return self._usual[first, second]
        space = self._between_days(above, below) if second in _HEADS else None
        if space is not None:
            return space
        if second in _HEADS and (first is not second or self._flows()):
            return self._newline()
        return "" if {first, second} <= _LISTED else self._newline()

    def _between_days(self, above: int, below: int) -> str | None:
        """Return what stands above the day that ``below`` begins, or else above another one."""
        for outline, index in self._logs[1:]:
            at = self._below(outline, index, below) if outline.blocks else 0
            if at:
                return outline.blocks[at - 1].space
        for outline, index in self._logs[1:]:
            at = index.get(above, len(outline.blocks))
            if at + 1 < len(outline.blocks) and outline.blocks[at + 1].role in _HEADS:
                return outline.blocks[at].space
        usual = self._usual or {}
        return next((space for (_, second), space in usual.items() if second in _HEADS), None)

    def _flows(self) -> bool:
        """Tell whether a line with a date goes on with the one above, if none parts them."""
        return any(
            block.role is Role.DATED and block.raw[:1].isalnum()
            for outline, _ in self._logs
            for block in outline.blocks
        )

    def _below(self, outline: Outline, index: Mapping[int, int], number: int) -> int:
        """Return where the block ``number`` stands below another one; 0 where it does not.

        Where it began a day and does not in the merge, or the other way round, it does not count.
        """
        at = index.get(number, 0)
        role = self._roles.get(number, outline.blocks[at].role)
        return at if (role in _HEADS) is (outline.blocks[at].role in _HEADS) else 0

    def _role(self, number: int) -> Role:
        """Return what the block ``number`` is."""
        if number in self._roles:
            return self._roles[number]
        return next(
            outline.blocks[index[number]].role for outline, index in self._logs if number in index
        )

    def _most_common(self) -> dict[tuple[Role, Role], str]:
        """Return the most common space between each two kinds of blocks."""
        counts: dict[tuple[Role, Role], Counter[str]] = {}
        for outline, _ in self._logs[1:]:
            for above, below in zip(outline.blocks, outline.blocks[1:], strict=False):
                counts.setdefault((above.role, below.role), Counter())[above.space] += 1
        return {roles: found.most_common(1)[0][0] for roles, found in counts.items()}

    def _newline(self) -> str:
        texts = (outline.document.text for outline, _ in self._logs[1:])
        return next((lines.newline(text) for text in texts if "\n" in text or "\r" in text), "\n")


_HEADS = {Role.MARKER, Role.DATED}
_LISTED = {Role.MARKER, Role.ITEM, Role.DATED}
