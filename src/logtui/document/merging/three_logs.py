"""Three logs under common numbers: a base and what two sides made of it."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from itertools import count
from typing import TYPE_CHECKING, Generic, TypeVar

from logtui.document.merging import matching
from logtui.document.merging.outline import Role
from logtui.document.order import direction
from logtui.document.text import diff

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from logtui.document.merging.outline import Block, Outline, OutlineSection
    from logtui.document.merging.pairing import Pairing


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
        logs = ours.first, ours.second, theirs.second
        new_numbers = count(len(ours.first))
        our_numbers = [
            next(new_numbers) if number is None else number
            for number in map(ours.to_first.get, range(len(ours.second)))
        ]
        their_numbers = []
        for index in range(len(theirs.second)):
            our_index = both.to_first.get(index)
            number = theirs.to_first.get(index) if our_index is None else our_numbers[our_index]
            their_numbers.append(next(new_numbers) if number is None else number)
        self.of = list(range(len(ours.first))), our_numbers, their_numbers
        self.index: tuple[dict[int, int], ...] = tuple(
            dict(zip(numbers, count(), strict=False)) for numbers in self.of
        )
        every_number = range(next(new_numbers))
        base, our_items, their_items = (
            map(dict(zip(numbers, log, strict=True)).get, every_number)
            for numbers, log in zip(self.of, logs, strict=True)
        )
        self.trios: list[Trio[_T]] = list(zip(base, our_items, their_items, strict=True))

    def duplicate_number(self, number: int) -> int:
        """Return a new number for what only their side has of ``number``."""
        new = len(self.trios)
        self.trios.append((None, None, self.trios[number][THEIRS]))
        self.index[THEIRS][new] = self.index[THEIRS][number]
        return new


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
        base, our_outline, their_outline = outlines
        ours, theirs = (
            matching.match_to_base(base, our_outline),
            matching.match_to_base(base, their_outline),
        )
        both = matching.match_sides(ours, theirs)
        self.retitled = matching.pair_retitled(ours, theirs, both)
        self.outlines = outlines
        self.sections: Numbering[OutlineSection] = Numbering(
            ours.sections, theirs.sections, both.sections
        )
        self.blocks: Numbering[Block] = Numbering(ours.blocks, theirs.blocks, both.blocks)

    @cached_property
    def section_ranks(self) -> dict[int, int]:
        """What the order of dated sections is known by: the lower goes first."""
        longest = max(self.outlines[1:], key=lambda outline: len(outline.document.days))
        sign = direction(longest.document)
        ranks = {}
        for number, trio in enumerate(self.sections.trios):
            section = trio[OURS] or trio[THEIRS] or trio[BASE]
            date = section.day.date if section and section.day else None
            if date:
                year, month, day = date.year or 0, date.month or 0, date.day or 0
                ranks[number] = sign * (year * 10_000 + month * 100 + day)
        return ranks

    @cached_property
    def undated_bullet(self) -> str:
        """The bullet of an entry below one that has the date in its line; empty without one."""
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
    our_gaps, our_moved = _gaps(base, ours, (), ranks)
    placed = {item for gap in our_gaps.values() for item in gap}
    their_gaps, their_moved = _gaps(base, theirs, placed, ranks)
    moved = our_moved | their_moved
    merged: list[int] = []
    for index in range(-1, len(base)):
        if index >= 0 and base[index] not in moved:
            merged.append(base[index])
        our_items = our_gaps.get(index, [])
        here = set(our_items)
        their_items = [
            item for item in their_gaps.get(index, []) if item not in placed or item in here
        ]
        if our_items or their_items:
            merged += _join_gaps(our_items, their_items, ranks)
    return merged


def _gaps(
    base: Sequence[int], side: Sequence[int], placed: Collection[int], ranks: Mapping[int, int]
) -> tuple[_Gaps, set[int]]:
    """Return what ``side`` put after each index of ``base`` (-1: first of all), and what it moved.

    What stands in place of things it took out goes after those, unless its rank is lower. Items
    that are ``placed`` by the other side are in the gaps as well, but do not count as moved.
    """
    base_index = {item: position for position, item in enumerate(base)}
    kept = [item for item in side if item in base_index]
    unmoved = {
        kept[position] for position in diff.longest_increasing([base_index[item] for item in kept])
    }
    moved = {item for item in kept if item not in unmoved and item not in placed}
    kept_items = set(kept)
    gaps: defaultdict[int, list[int]] = defaultdict(list)
    position = -1
    for item in side:
        if item in unmoved and item not in placed:
            position = base_index[item]
            continue
        while (
            position + 1 < len(base)
            and base[position + 1] not in kept_items
            and not (
                item in ranks
                and base[position + 1] in ranks
                and ranks[item] < ranks[base[position + 1]]
            )
        ):
            position += 1
        gaps[position].append(item)
    return gaps, moved


def _join_gaps(ours: Sequence[int], theirs: Sequence[int], ranks: Mapping[int, int]) -> list[int]:
    """Return both lists as one, items in common once, in the order that ours has."""
    joined: list[int] = []
    our_items = set(ours)
    our_start = their_start = 0
    for our_match, their_match in [*diff.equal_pairs(ours, theirs), (len(ours), len(theirs))]:
        their_items = [item for item in theirs[their_start:their_match] if item not in our_items]
        joined += _order_by_rank(
            _ranked_runs(ours[our_start:our_match], ranks), _ranked_runs(their_items, ranks), ranks
        )
        joined += ours[our_match : our_match + 1]
        our_start, their_start = our_match + 1, their_match + 1
    return joined


def _ranked_runs(items: Iterable[int], ranks: Mapping[int, int]) -> list[list[int]]:
    """Return ``items`` in runs that end in one with a rank; the last may have none."""
    runs: list[list[int]] = [[]]
    for item in items:
        runs[-1].append(item)
        if item in ranks:
            runs.append([])
    return [run for run in runs if run]


def _order_by_rank(
    ours: Sequence[list[int]], theirs: Sequence[list[int]], ranks: Mapping[int, int]
) -> list[int]:
    """Return the runs of both sides, the one of lower rank first; ours where that is not known."""
    ordered: list[int] = []
    our_runs, their_runs = list(ours)[::-1], list(theirs)[::-1]
    while our_runs and their_runs:
        our_rank, their_rank = ranks.get(our_runs[-1][-1]), ranks.get(their_runs[-1][-1])
        later = our_rank is not None and their_rank is not None and their_rank < our_rank
        ordered += (their_runs if later else our_runs).pop()
    for rest in (*our_runs[::-1], *their_runs[::-1]):
        ordered += rest
    return ordered
