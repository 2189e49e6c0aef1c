"""What becomes of each block of three logs: where it goes, and what is left of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from logtui.document import entry_merge, line_merge
from logtui.document.conflicts import Conflict
from logtui.document.outline import Role
from logtui.document.three_logs import BASE, OURS, THEIRS, three_way

if TYPE_CHECKING:
    from logtui.document.outline import Block
    from logtui.document.three_logs import ThreeLogs


class Blocks:
    """Merges three logs block by block."""

    def __init__(self, logs: ThreeLogs) -> None:
        self._logs = logs
        self._home: dict[int, int] = {}
        self._divided: dict[int, tuple[int, int]] = {}
        self._settle()

    def in_section(self, side: int, number: int) -> list[int]:
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

    def content(self, number: int) -> list[str | Conflict]:
        """Return what becomes of the block ``number``; nothing if it goes."""
        if number in self._divided:
            return self._divided_content(number)
        base, ours, theirs = self._logs.blocks.trios[number]
        if ours is None or theirs is None:
            return self._one_sided(base, ours, theirs)
        if base and number in self._logs.replaced:
            sides = (ours, theirs)
            if not any(_is_untouched(base, side) for side in sides):
                return [Conflict(base.raw, ours.raw, theirs.raw)]
        return merged(base, ours, theirs)

    def _one_sided(
        self, base: Block | None, ours: Block | None, theirs: Block | None
    ) -> list[str | Conflict]:
        """Return what becomes of a block that one side at most still has."""
        found = ours or theirs
        if found is None:
            return []
        if base is None:
            return [found.raw]
        side = OURS if ours else THEIRS
        home = self._logs.sections.of[BASE][base.section]
        if _is_untouched(base, found) and self._logs.sections.of[side][found.section] == home:
            return []
        return [Conflict(base.raw, ours.raw if ours else "", theirs.raw if theirs else "")]

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

    def _divided_content(self, number: int) -> list[str | Conflict]:
        """Return what becomes of an entry that both sides moved, each to another day."""
        here, there = self._divided[number]
        base, ours, theirs = self._logs.blocks.trios[here]
        if base is None or ours is None or theirs is None:
            return []
        texts = merged(base, ours, theirs)
        if number == there:
            return [Conflict("", "", "".join(t if isinstance(t, str) else t.theirs for t in texts))]
        return [Conflict(base.raw, "".join(t if isinstance(t, str) else t.ours for t in texts), "")]


def _is_untouched(base: Block, side: Block) -> bool:
    """Tell whether ``side`` is as it was, whether or not it has the date of its day in its line."""
    if Role.DATED not in (base.role, side.role) or not (base.entry and side.entry):
        return side.raw == base.raw
    return side.content == base.content


def merged(base: Block | None, ours: Block, theirs: Block) -> list[str | Conflict]:
    """Return what both sides together make of a block that both have."""
    if ours.raw == theirs.raw or (base and theirs.raw == base.raw):
        return [ours.raw]
    if base and ours.raw == base.raw:
        return [theirs.raw]
    if ours.entry and theirs.entry:
        return entry_merge.merged(base, ours, theirs)
    return line_merge.three(base.raw if base else None, ours.raw, theirs.raw)
