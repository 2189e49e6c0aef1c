"""Three logs under common numbers: a base and what two sides made of it."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, Generic, TypeVar

from logtui.document.merging import matching
from logtui.document.merging.outline import Role
from logtui.document.text import diff

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from logtui.document.merging.matching import Pairing
    from logtui.document.merging.outline import Block, Outline, OutlineSection


_T = TypeVar("_T")

BASE, OURS, THEIRS = range(3)
"""The places of the three logs wherever they stand together."""

Trio = tuple[_T | None, _T | None, _T | None]


def merge_value(base: _T, ours: _T, theirs: _T) -> _T | None:
    """Return what a value is that one side changed at most; None where both did, differently."""
    if ours in (base, theirs):
        return theirs
    return ours if theirs == base else None


class Numbering(Generic[_T]):
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
            self._assign_number(OURS, ours.second[at], ours.to_first.get(at))
        for at in range(len(theirs.second)):
            one = both.to_first.get(at)
            number = theirs.to_first.get(at) if one is None else self.of[OURS][one]
            self._assign_number(THEIRS, theirs.second[at], number)

    def duplicate_number(self, number: int) -> int:
        """Return a new number for what only their side has of ``number``."""
        new = len(self.trios)
        self.trios.append((None, None, self.trios[number][THEIRS]))
        self.index[THEIRS][new] = self.index[THEIRS][number]
        return new

    def _assign_number(self, side: int, thing: _T, number: int | None) -> None:
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
        retitled: Numbers of the blocks of which nothing but their place says that the three are
            the same.
    """

    def __init__(self, outlines: Sequence[Outline]) -> None:
        base, one, other = outlines
        ours, theirs = matching.match_to_base(base, one), matching.match_to_base(base, other)
        both = matching.match_sides(ours, theirs)
        self.retitled = matching.pair_retitled(ours, theirs, both)
        self.outlines = outlines
        self.sections: Numbering[OutlineSection] = Numbering(
            ours.sections, theirs.sections, both.sections
        )
        self.blocks: Numbering[Block] = Numbering(ours.blocks, theirs.blocks, both.blocks)

    @cached_property
    def undated_bullet(self) -> str:
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


_Gaps = dict[int, list[int]]


def merge_order(
    base: Sequence[int],
    ours: Sequence[int],
    theirs: Sequence[int],
    ranks: Mapping[int, int],
) -> list[int]:
    """Return all of the three sequences, each item once, in an order that keeps to all of them.

    What both sides put in the same place goes by rank where it has one, else ours first. What
    both moved goes where ours put it.

    Args:
        base: The items before either side changed them.
        ours: Ours, those of base that are left and new ones; none of the three has one twice.
        theirs: Theirs.
        ranks: What the order of items is known by: the lower goes first.
    """
    if base == ours == theirs:
        return [*base]
    own, own_moved = _gaps(base, ours, (), ranks)
    placed = {item for gap in own.values() for item in gap}
    other, other_moved = _gaps(base, theirs, placed, ranks)
    moved = own_moved | other_moved
    found: list[int] = []
    for at in range(-1, len(base)):
        if at >= 0 and base[at] not in moved:
            found.append(base[at])
        mine = own.get(at, [])
        here = set(mine)
        yours = [item for item in other.get(at, []) if item not in placed or item in here]
        if mine or yours:
            found += _join_gaps(mine, yours, ranks)
    return found


def _gaps(
    base: Sequence[int], side: Sequence[int], placed: Collection[int], ranks: Mapping[int, int]
) -> tuple[_Gaps, set[int]]:
    """Return what ``side`` put behind each index of ``base`` (-1: in front), and what it moved.

    What stands in place of things it took out goes behind those, unless its rank is lower. Items
    that are ``placed`` by the other side are in the gaps as well, but do not count as moved.
    """
    index = {item: at for at, item in enumerate(base)}
    known = [item for item in side if item in index]
    still = {known[at] for at in diff.longest_increasing([index[item] for item in known])}
    moved = {item for item in known if item not in still and item not in placed}
    there = set(known)
    gaps: defaultdict[int, list[int]] = defaultdict(list)
    at = -1
    for item in side:
        if item in still and item not in placed:
            at = index[item]
            continue
        while (
            at + 1 < len(base)
            and base[at + 1] not in there
            and _is_after(item, base[at + 1], ranks)
        ):
            at += 1
        gaps[at].append(item)
    return gaps, moved


def _is_after(item: int, gone: int, ranks: Mapping[int, int]) -> bool:
    """Tell whether a new ``item`` goes behind one that is ``gone``."""
    return item not in ranks or gone not in ranks or ranks[gone] <= ranks[item]


def _join_gaps(ours: Sequence[int], theirs: Sequence[int], ranks: Mapping[int, int]) -> list[int]:
    """Return both lists as one, items in common once, in the order that ours has."""
    found: list[int] = []
    known = set(ours)
    a = c = 0
    for b, d in [*diff.equal_pairs(ours, theirs), (len(ours), len(theirs))]:
        other = [item for item in theirs[c:d] if item not in known]
        found += _order_by_rank(_ranked_runs(ours[a:b], ranks), _ranked_runs(other, ranks), ranks)
        found += ours[b : b + 1]
        a, c = b + 1, d + 1
    return found


def _ranked_runs(items: Iterable[int], ranks: Mapping[int, int]) -> list[list[int]]:
    """Return ``items`` in runs that end in one with a rank; the last may have none."""
    found: list[list[int]] = [[]]
    for item in items:
        found[-1].append(item)
        if item in ranks:
            found.append([])
    return [run for run in found if run]


def _order_by_rank(
    ours: Sequence[list[int]], theirs: Sequence[list[int]], ranks: Mapping[int, int]
) -> list[int]:
    """Return the runs of both sides, the one of lower rank first; ours where that is not known."""
    found: list[int] = []
    own, other = list(ours)[::-1], list(theirs)[::-1]
    while own and other:
        mine, yours = ranks.get(own[-1][-1]), ranks.get(other[-1][-1])
        later = mine is not None and yours is not None and yours < mine
        found += (other if later else own).pop()
    for rest in (*own[::-1], *other[::-1]):
        found += rest
    return found
