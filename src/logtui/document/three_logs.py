"""Three logs under common numbers: a base and what two sides made of it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Generic, TypeVar

from logtui.document import matching, replacing
from logtui.document.outline import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from logtui.document.outline import Block, Outline, Section
    from logtui.document.pairing import Pairing

_T = TypeVar("_T")

BASE, OURS, THEIRS = range(3)
"""The places of the three logs wherever they stand together."""

Trio = tuple[_T | None, _T | None, _T | None]


def three_way(base: _T, ours: _T, theirs: _T) -> _T | None:
    """Return what a value is that one side changed at most; None where both did, differently."""
    if ours in (base, theirs):
        return theirs
    return ours if theirs == base else None


class Numbers(Generic[_T]):
    """Things of three logs; those that are the same have the same number.

    Attributes:
        trios: What has each number in the three logs.
        of: For each log the number of each of its things.
        index: For each log where the thing of a number stands.
    """

    def __init__(self, ours: Pairing[_T], theirs: Pairing[_T], both: Pairing[_T]) -> None:
        base = ours.first
        self.trios: list[Trio[_T]] = [(thing, None, None) for thing in base]
        self.of: tuple[list[int], list[int], list[int]] = (list(range(len(base))), [], [])
        self.index: tuple[dict[int, int], dict[int, int], dict[int, int]] = (
            {number: number for number in self.of[BASE]},
            {},
            {},
        )
        for at in range(len(ours.second)):
            self._take(OURS, ours.second[at], ours.back.get(at))
        for at in range(len(theirs.second)):
            one = both.back.get(at)
            number = theirs.back.get(at) if one is None else self.of[OURS][one]
            self._take(THEIRS, theirs.second[at], number)

    def again(self, number: int) -> int:
        """Return a new number for what only their side has of ``number``."""
        new = len(self.trios)
        self.trios.append((None, None, self.trios[number][THEIRS]))
        self.index[THEIRS][new] = self.index[THEIRS][number]
        return new

    def _take(self, side: int, thing: _T, number: int | None) -> None:
        """Give ``thing``, the next one of ``side``, that number, or a new one."""
        if number is None:
            number = len(self.trios)
            self.trios.append((None, None, None))
        found = list(self.trios[number])
        found[side] = thing
        self.trios[number] = (found[0], found[1], found[2])
        self.index[side][number] = len(self.of[side])
        self.of[side].append(number)


class ThreeLogs:
    """The sections and blocks of three logs.

    Attributes:
        outlines: Base, ours and theirs.
        sections: Their sections.
        blocks: Their blocks.
        replaced: Numbers of the blocks of which nothing but their place says that the three are
            the same.
    """

    def __init__(self, outlines: Sequence[Outline]) -> None:
        base, one, other = outlines
        ours, theirs = matching.history(base, one), matching.history(base, other)
        both = matching.both(ours, theirs)
        self.replaced = replacing.pair(ours, theirs, both)
        self.outlines = outlines
        self.sections: Numbers[Section] = Numbers(ours.sections, theirs.sections, both.sections)
        self.blocks: Numbers[Block] = Numbers(ours.blocks, theirs.blocks, both.blocks)

    @cached_property
    def undated(self) -> str:
        """What stands in front of entries below one that has the date in its line; or nothing."""
        return next(
            (
                outline.blocks[section.first + 1].bullet
                for outline in self.outlines
                for section in outline.sections
                if section.first + 1 < section.stop
                and outline.blocks[section.first].role is Role.DATED
            ),
            "",
        )
