"""Pairs of things in two sequences that are the same: by a key, by their order, by their place."""

from __future__ import annotations

from collections import Counter, defaultdict
from difflib import SequenceMatcher
from itertools import pairwise
from typing import TYPE_CHECKING, Generic, TypeVar

from logtui.document.merging.outline import Role
from logtui.document.text import diff, lines

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence

    from logtui.document.merging.outline import Block, Outline, OutlineSection


def pair_retitled(ours: Matches, theirs: Matches, both: Matches) -> set[int]:
    """Pair the entries of two sides that stand for the same one of their base.

    Returns:
        The indices of those entries in the base.
    """
    mine, yours = dict(_replaced_entries(ours)), dict(_replaced_entries(theirs))
    found = set()
    for base in sorted({*mine, *yours}):
        one = mine.get(base, _kept_index(ours, base))
        other = yours.get(base, _kept_index(theirs, base))
        if one is None or other is None:
            continue
        if one in both.blocks.to_second or other in both.blocks.to_first:
            continue
        ours.blocks.pair(base, one)
        theirs.blocks.pair(base, other)
        both.blocks.pair(one, other)
        found.add(base)
    return found


def _kept_index(found: Matches, base: int) -> int | None:
    """Return what became of an entry of the base that stayed in its day and is known there."""
    at = found.blocks.to_second.get(base)
    if at is None:
        return None
    old, new = found.first.blocks[base], found.second.blocks[at]
    stayed = found.sections.to_second.get(old.section) == new.section
    return at if stayed else None


def _replaced_entries(found: Matches) -> Iterator[tuple[int, int]]:
    """Yield the entries of the base that are gone, and what stands in the place of each.

    A place lies between two neighbours that are still there, or an end of the day, and holds as
    many entries as it held.
    """
    for ones, others in found.unpaired_bodies():
        partners = ((at, found.blocks.to_second[at]) for at in ones if at in found.blocks.to_second)
        bounds = {ones.start - 1: others.start - 1, ones.stop: others.stop}
        bounds |= {at: partner for at, partner in partners if partner in others}
        following = dict(pairwise(sorted(bounds.values())))
        for above, below in pairwise(sorted(bounds)):
            over, under = bounds[above], bounds[below]
            if following.get(over) != under:
                continue
            mine, yours = found.blocks.unpaired(range(above + 1, below), range(over + 1, under))
            if len(mine) != len(yours):
                continue
            for old, new in zip(mine, yours, strict=True):
                if _may_be_retitled(found.first.blocks[old], found.second.blocks[new]):
                    yield old, new


def _may_be_retitled(old: Block, new: Block) -> bool:
    """Tell whether ``new`` may be ``old`` with another title."""
    if not (old.entry and new.entry and old.role is new.role) or old.url or new.url:
        return False
    below = block_notes(old)
    return below is None or has_common_line(below, block_notes(new) or "")


_MOST_COMPARED = 4096
"""Pairs that are compared in one place."""

T = TypeVar("T")


class Pairing(Generic[T]):
    """Which items of one sequence belong to which of another, one to one.

    Attributes:
        first: The one sequence.
        second: The other.
        to_second: From an index in the first to its partner's in the second.
        to_first: From an index in the second to its partner's in the first.
    """

    def __init__(self, first: Sequence[T], second: Sequence[T]) -> None:
        self.first = first
        self.second = second
        self.to_second: dict[int, int] = {}
        self.to_first: dict[int, int] = {}

    def pair(self, one: int, other: int) -> None:
        """Note that item ``one`` of the first is item ``other`` of the second."""
        self.to_second[one] = other
        self.to_first[other] = one

    def unpaired(self, ones: Iterable[int], others: Iterable[int]) -> tuple[list[int], list[int]]:
        """Return which of the indices have no partner yet."""
        return (
            [index for index in ones if index not in self.to_second],
            [index for index in others if index not in self.to_first],
        )

    def pair_in_order(
        self, ones: Iterable[int], others: Iterable[int], key: Callable[[T], Hashable]
    ) -> None:
        """Pair what has the same ``key``, first in the order that both sequences share."""
        mine, yours = self.unpaired(ones, others)
        if mine and yours:
            keys = [key(self.first[index]) for index in mine]
            for a, b in diff.equal_pairs(keys, [key(self.second[index]) for index in yours]):
                self.pair(mine[a], yours[b])
            self.pair_by_key(mine, yours, key)

    def pair_by_key(
        self, ones: Iterable[int], others: Iterable[int], key: Callable[[T], Hashable]
    ) -> None:
        """Pair what has the same ``key``, first with first; a key of None stands for nothing."""
        for one, other in self.pairs_by_key(ones, others, key):
            self.pair(one, other)

    def pairs_by_key(
        self, ones: Iterable[int], others: Iterable[int], key: Callable[[T], Hashable]
    ) -> list[tuple[int, int]]:
        """Return the pairs that ``pair_by_key`` would make."""
        return [
            found
            for mine, yours in self._groups_by_key(ones, others, key)
            for found in zip(mine, yours, strict=False)
        ]

    def pair_by_unique_key(
        self, ones: Iterable[int], others: Iterable[int], key: Callable[[T], Hashable]
    ) -> None:
        """Pair what has the same ``key`` where only one on either side has it."""
        for mine, yours in self._groups_by_key(ones, others, key):
            if len(mine) == len(yours) == 1:
                self.pair(mine[0], yours[0])

    def pair_by_position(
        self, ones: Sequence[int], others: Sequence[int], alike: Callable[[T, T, bool], bool]
    ) -> None:
        """Pair what stands behind partners and is ``alike``.

        The last argument of ``alike`` says whether both are the only ones in their place.
        """
        mine, yours = self.unpaired(ones, others)
        if not mine or not yours:
            return
        places = _unpaired_by_position(ones, self.to_second)
        itself = {other: other for other in others if other in self.to_first}
        for place, yours in _unpaired_by_position(others, itself).items():
            mine = places.get(place, [])
            if len(mine) * len(yours) > _MOST_COMPARED:
                continue
            alone = len(mine) == len(yours) == 1
            for a in mine:
                left = (b for b in yours if b not in self.to_first)
                found = next((b for b in left if alike(self.first[a], self.second[b], alone)), None)
                if found is not None:
                    self.pair(a, found)

    def pair_by_unique_likeness(
        self, ones: Iterable[int], others: Iterable[int], alike: Callable[[T, T, bool], bool]
    ) -> None:
        """Pair what is ``alike`` to one thing only on the other side, as that is to it."""
        mine, yours = self.unpaired(ones, others)
        if len(mine) * len(yours) > _MOST_COMPARED:
            return
        alone = False
        pairs = [(a, b) for a in mine for b in yours if alike(self.first[a], self.second[b], alone)]
        forth, back = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
        for a, b in pairs:
            if forth[a] == back[b] == 1:
                self.pair(a, b)

    def _groups_by_key(
        self, ones: Iterable[int], others: Iterable[int], key: Callable[[T], Hashable]
    ) -> Iterator[tuple[list[int], list[int]]]:
        """Yield the indices without a partner that share a key."""
        mine, yours = self.unpaired(ones, others)
        if not mine or not yours:
            return
        keyed = _index_by_key(mine, self.first, key)
        for name, found in _index_by_key(yours, self.second, key).items():
            if name in keyed:
                yield keyed[name], found


def _index_by_key(
    indices: Iterable[int], items: Sequence[T], key: Callable[[T], Hashable]
) -> dict[Hashable, list[int]]:
    found: defaultdict[Hashable, list[int]] = defaultdict(list)
    for index in indices:
        name = key(items[index])
        if name is not None:
            found[name].append(index)
    return found


def _unpaired_by_position(
    indices: Iterable[int], partners: Mapping[int, int]
) -> dict[int, list[int]]:
    """Return the indices without a partner, by the partner of what they stand behind."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    place = -1
    for index in indices:
        if index in partners:
            place = partners[index]
        else:
            found[place].append(index)
    return found


_LEAST_LIKENESS = 0.6
"""How much of two titles has to agree for the entries to be the same in the same place."""

_LONGEST_TITLE = 400
"""Characters of a title that are compared."""


class Matches:
    """The sections and blocks that two logs share.

    Attributes:
        sections: Which section of the one is which of the other.
        blocks: Which block is which; markers are among them.
    """

    def __init__(self, first: Outline, second: Outline) -> None:
        self.sections: Pairing[OutlineSection] = Pairing(first.sections, second.sections)
        self.blocks: Pairing[Block] = Pairing(first.blocks, second.blocks)
        self.first = first
        self.second = second

    def section_bodies(self) -> Iterator[tuple[range, range]]:
        """Yield the blocks behind the markers of each two sections that are the same."""
        for one, other in self.sections.to_second.items():
            mine, yours = self.first.sections[one], self.second.sections[other]
            yield range(mine.first, mine.stop), range(yours.first, yours.stop)

    def unpaired_bodies(self) -> list[tuple[range, range]]:
        """Return those of these blocks where both sections have some without a partner."""
        forth, back = self.blocks.to_second, self.blocks.to_first
        return [
            (ones, others)
            for ones, others in self.section_bodies()
            if not (all(map(forth.__contains__, ones)) or all(map(back.__contains__, others)))
        ]

    def title(self, outline: Outline, section: int) -> str | None:
        """Return what the marker of a day says beside its date; None where that is nothing."""
        day = outline.sections[section].day
        return day.title.of(outline.document.text) if day and day.title else None

    def is_same_section(self, one: OutlineSection, other: OutlineSection, alone: bool) -> bool:  # noqa: FBT001 - told by the place
        """Tell whether two sections behind the same one are the same, though marked otherwise."""
        if one.day is None or other.day is None:
            same = one.day is other.day
            return same and (alone or has_common_line(one.label, other.label))
        if one.day.date or other.day.date:
            return False
        mine = {block.raw for block in self.first.blocks[one.first : one.stop]}
        return any(block.raw in mine for block in self.second.blocks[other.first : other.stop])

    def pair_markers(self) -> None:
        """Pair the markers of the sections that are the same."""
        for one, other in self.sections.to_second.items():
            mine, yours = self.first.sections[one].marker, self.second.sections[other].marker
            if mine is not None and yours is not None:
                self.blocks.pair(mine, yours)


def match_to_base(base: Outline, side: Outline) -> Matches:
    """Return what became of the blocks of ``base`` in ``side``."""
    found = Matches(base, side)
    days = range(len(base.sections)), range(len(side.sections))
    found.sections.pair_in_order(*days, _section_key)
    found.sections.pair_by_key(*days, _date_key)
    found.sections.pair_by_position(*days, found.is_same_section)
    for bodies in found.section_bodies():
        found.blocks.pair_in_order(*bodies, _raw_key)
        found.blocks.pair_by_key(*bodies, _title_and_url_key)
    everything = range(len(base.blocks)), range(len(side.blocks))
    left = found.blocks.unpaired(*everything)
    found.blocks.pair_by_unique_key(*left, _entry_raw_key)
    found.blocks.pair_by_unique_key(*left, _title_and_url_key)
    for bodies in found.unpaired_bodies():
        found.blocks.pair_by_unique_key(*bodies, _url_key)
        found.blocks.pair_by_unique_key(*bodies, _title_key)
        found.blocks.pair_by_unique_key(*bodies, block_notes)
        found.blocks.pair_by_position(*bodies, _is_likely_same)
        found.blocks.pair_by_unique_likeness(*bodies, _is_likely_same)
    found.blocks.pair_by_unique_key(*found.blocks.unpaired(*everything), _url_key)
    found.pair_markers()
    return found


def match_sides(ours: Matches, theirs: Matches) -> Matches:
    """Return what two logs share, given what became of their common base in either.

    What both added is the same if it is written alike, or is the same link with the same title in
    the same day.
    """
    found = Matches(ours.second, theirs.second)
    _pair_through_base(ours.sections, theirs.sections, found.sections)
    _pair_through_base(ours.blocks, theirs.blocks, found.blocks)
    _, our_days = ours.sections.unpaired((), range(len(ours.second.sections)))
    _, their_days = theirs.sections.unpaired((), range(len(theirs.second.sections)))
    days = our_days, their_days
    found.sections.pair_in_order(*days, _section_key)
    for one, other in found.sections.pairs_by_key(*days, _date_key):
        titles = found.title(ours.second, one), found.title(theirs.second, other)
        if None in titles or titles[0] == titles[1]:
            found.sections.pair(one, other)
    for mine, yours in found.unpaired_bodies():
        ones = [index for index in mine if index not in ours.blocks.to_first]
        others = [index for index in yours if index not in theirs.blocks.to_first]
        found.blocks.pair_in_order(ones, others, _raw_key)
        found.blocks.pair_by_key(ones, others, _title_and_url_key)
    found.pair_markers()
    return found


def _pair_through_base(ours: Pairing[T], theirs: Pairing[T], found: Pairing[T]) -> None:
    """Pair in ``found`` what comes of the same thing on both sides."""
    for base, one in ours.to_second.items():
        if base in theirs.to_second:
            found.pair(one, theirs.to_second[base])


def _section_key(section: OutlineSection) -> Hashable:
    return section.day is None, section.day and section.day.date, section.label


def _date_key(section: OutlineSection) -> Hashable:
    return section.day.date if section.day else None


def _raw_key(block: Block) -> Hashable:
    return block.raw


def _entry_raw_key(block: Block) -> Hashable:
    return block.raw if block.entry else None


def _title_and_url_key(block: Block) -> Hashable:
    if block.entry is None:
        return None
    words = block.title, block.url
    return words if any(words) else None


def _url_key(block: Block) -> Hashable:
    return block.url if block.entry else None


def _title_key(block: Block) -> Hashable:
    return (block.title or None) if block.entry else None


def block_notes(block: Block) -> str | None:
    """Return the lines below the first one of an entry; None without any."""
    if block.entry is None:
        return None
    return block.raw[lines.next_line_start(block.raw, 0) :] or None


def _is_likely_same(one: Block, other: Block, alone: bool) -> bool:  # noqa: FBT001 - told by the place
    """Tell whether ``other`` may be what ``one`` became in the same place."""
    if one.role is Role.TEXT or other.role is Role.TEXT:
        return one.role is other.role and (alone or has_common_line(one.raw, other.raw))
    title, new = one.title[:_LONGEST_TITLE], other.title[:_LONGEST_TITLE]
    if not title or not new:
        return False
    if title in new or new in title:
        return True
    matcher = SequenceMatcher(None, title, new, autojunk=False)
    return matcher.quick_ratio() >= _LEAST_LIKENESS and matcher.ratio() >= _LEAST_LIKENESS


def has_common_line(one: str, other: str) -> bool:
    """Tell whether two texts have a line in common that says something."""
    mine = {line for _, line in lines.iter_lines(one) if line.strip()}
    return any(line in mine for _, line in lines.iter_lines(other))
