"""Which sections and blocks of two logs are the same ones."""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import cached_property
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING

from logtui.document.merging.outline import Role
from logtui.document.merging.pairing import Pairing, T
from logtui.document.text import lines

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from logtui.document.merging.outline import Block, Outline, OutlineSection


def pair_retitled(ours: Matches, theirs: Matches, both: Matches) -> set[int]:
    """Pair the entries of two sides that stand for the same one of their base.

    Returns:
        The indices of those entries in the base.
    """
    our_pairs, their_pairs = dict(_replaced_entries(ours)), dict(_replaced_entries(theirs))
    retitled = set()
    for base in sorted({*our_pairs, *their_pairs}):
        our_index = our_pairs.get(base, _kept_index(ours, base))
        their_index = their_pairs.get(base, _kept_index(theirs, base))
        if our_index is None or their_index is None:
            continue
        if our_index in both.blocks.to_second or their_index in both.blocks.to_first:
            continue
        ours.blocks.pair(base, our_index)
        theirs.blocks.pair(base, their_index)
        both.blocks.pair(our_index, their_index)
        retitled.add(base)
    return retitled


def _kept_index(matches: Matches, base: int) -> int | None:
    """Return what became of an entry of the base that stayed in its day and is known there."""
    index = matches.blocks.to_second.get(base)
    if index is None:
        return None
    old, new = matches.first.blocks[base], matches.second.blocks[index]
    is_same_day = matches.sections.to_second.get(old.section) == new.section
    return index if is_same_day else None


def _replaced_entries(matches: Matches) -> Iterator[tuple[int, int]]:
    """Yield the entries of the base that are gone, and what stands in the place of each.

    A place lies between two neighbours that are still there, or an end of the day, and holds as
    many entries as it held.
    """
    for first_indices, second_indices in matches.unpaired_bodies():
        partners = (
            (index, matches.blocks.to_second[index])
            for index in first_indices
            if index in matches.blocks.to_second
        )
        bounds = {
            first_indices.start - 1: second_indices.start - 1,
            first_indices.stop: second_indices.stop,
        }
        bounds |= {index: partner for index, partner in partners if partner in second_indices}
        next_bound = dict(pairwise(sorted(bounds.values())))
        for above, below in pairwise(sorted(bounds)):
            above_partner, below_partner = bounds[above], bounds[below]
            if next_bound.get(above_partner) != below_partner:
                continue
            gone, new_indices = matches.blocks.unpaired(
                range(above + 1, below), range(above_partner + 1, below_partner)
            )
            if len(gone) != len(new_indices):
                continue
            for old, new in zip(gone, new_indices, strict=True):
                if _may_be_retitled(matches.first.blocks[old], matches.second.blocks[new]):
                    yield old, new


def _may_be_retitled(old: Block, new: Block) -> bool:
    """Tell whether ``new`` may be ``old`` with another title."""
    if not (old.entry and new.entry and old.role is new.role) or old.url or new.url:
        return False
    below = block_notes(old)
    return below is None or has_common_line(below, block_notes(new) or "")


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

    @cached_property
    def section_bodies(self) -> list[tuple[range, range]]:
        """The blocks below the markers of each two sections that are the same.

        Nothing where one of them has no such block; asked for once the sections are paired.
        """
        first_bodies, second_bodies = (
            [range(section.first, section.stop) for section in outline.sections]
            for outline in (self.first, self.second)
        )
        return [
            (first_bodies[first], second_bodies[second])
            for first, second in self.sections.to_second.items()
            if first_bodies[first] and second_bodies[second]
        ]

    def unpaired_bodies(self) -> list[tuple[range, range]]:
        """Return those of these blocks where both sections have some without a partner."""
        to_second, to_first = self.blocks.to_second, self.blocks.to_first
        return [
            (first_body, second_body)
            for first_body, second_body in self.section_bodies
            if not (
                all(map(to_second.__contains__, first_body))
                or all(map(to_first.__contains__, second_body))
            )
        ]

    def title(self, outline: Outline, section: int) -> str | None:
        """Return what the marker of a day says besides its date; None where that is nothing."""
        day = outline.sections[section].day
        return day.title.of(outline.document.text) if day and day.title else None

    def is_same_section(self, first: OutlineSection, second: OutlineSection, is_only: bool) -> bool:  # noqa: FBT001 - told by the place
        """Tell whether two sections after the same one are the same, though marked otherwise."""
        if first.day is None or second.day is None:
            both_outside = first.day is second.day
            return both_outside and (is_only or has_common_line(first.label, second.label))
        if first.day.date or second.day.date:
            return False
        first_texts = {block.raw for block in self.first.blocks[first.first : first.stop]}
        return any(
            block.raw in first_texts for block in self.second.blocks[second.first : second.stop]
        )

    def pair_markers(self) -> None:
        """Pair the markers of the sections that are the same."""
        first_markers, second_markers = (
            [section.marker for section in outline.sections]
            for outline in (self.first, self.second)
        )
        for first_index, second_index in self.sections.to_second.items():
            first_marker, second_marker = first_markers[first_index], second_markers[second_index]
            if first_marker is not None and second_marker is not None:
                self.blocks.pair(first_marker, second_marker)


def match_to_base(base: Outline, side: Outline) -> Matches:
    """Return what became of the blocks of ``base`` in ``side``."""
    matches = Matches(base, side)
    days = range(len(base.sections)), range(len(side.sections))
    matches.sections.pair_in_order(*days, attrgetter("key"))
    matches.sections.pair_by_key(*days, _date_key)
    matches.sections.pair_by_position(*days, matches.is_same_section)
    matches.pair_markers()
    for bodies in matches.section_bodies:
        matches.blocks.pair_in_order(*bodies, _raw_key)
        matches.blocks.pair_by_key(*bodies, _title_and_url_key)
    everything = range(len(base.blocks)), range(len(side.blocks))
    unpaired = matches.blocks.unpaired(*everything)
    matches.blocks.pair_by_unique_key(*unpaired, lambda block: block.raw if block.entry else None)
    matches.blocks.pair_by_unique_key(*unpaired, _title_and_url_key)
    for bodies in matches.unpaired_bodies():
        matches.blocks.pair_by_unique_key(*bodies, _url_key)
        matches.blocks.pair_by_unique_key(*bodies, lambda block: block.title or None)
        matches.blocks.pair_by_unique_key(*bodies, block_notes)
        matches.blocks.pair_by_position(*bodies, _is_likely_same)
        matches.blocks.pair_by_unique_likeness(*bodies, _is_likely_same)
    matches.blocks.pair_by_unique_key(*matches.blocks.unpaired(*everything), _url_key)
    return matches


def match_sides(ours: Matches, theirs: Matches) -> Matches:
    """Return what two logs share, given what became of their common base in either.

    What both added is the same if it is written alike, or is the same link with the same title in
    the same day.
    """
    matches = Matches(ours.second, theirs.second)
    _pair_through_base(ours.sections, theirs.sections, matches.sections)
    _pair_through_base(ours.blocks, theirs.blocks, matches.blocks)
    _, our_days = ours.sections.unpaired((), range(len(ours.second.sections)))
    _, their_days = theirs.sections.unpaired((), range(len(theirs.second.sections)))
    days = our_days, their_days
    matches.sections.pair_in_order(*days, attrgetter("key"))
    for our_index, their_index in matches.sections.pairs_by_key(*days, _date_key):
        titles = matches.title(ours.second, our_index), matches.title(theirs.second, their_index)
        if None in titles or titles[0] == titles[1]:
            matches.sections.pair(our_index, their_index)
    for our_body, their_body in matches.unpaired_bodies():
        our_added = [index for index in our_body if index not in ours.blocks.to_first]
        their_added = [index for index in their_body if index not in theirs.blocks.to_first]
        matches.blocks.pair_in_order(our_added, their_added, _raw_key)
        matches.blocks.pair_by_key(our_added, their_added, _title_and_url_key)
    matches.pair_markers()
    return matches


def _pair_through_base(ours: Pairing[T], theirs: Pairing[T], both: Pairing[T]) -> None:
    """Pair in ``both`` what comes of the same thing on both sides."""
    for base, our_index in ours.to_second.items():
        if base in theirs.to_second:
            both.pair(our_index, theirs.to_second[base])


def _date_key(section: OutlineSection) -> Hashable:
    return section.day.date if section.day else None


def _raw_key(block: Block) -> Hashable:
    return block.raw


def _title_and_url_key(block: Block) -> Hashable:
    if block.entry is None:
        return None
    words = block.title, block.url
    return words if any(words) else None


def _url_key(block: Block) -> Hashable:
    return block.url if block.entry else None


def block_notes(block: Block) -> str | None:
    """Return the lines below the first one of an entry; None without any."""
    if block.entry is None:
        return None
    return block.raw[lines.next_line_start(block.raw, 0) :] or None


def _is_likely_same(first: Block, second: Block, is_only: bool) -> bool:  # noqa: FBT001 - told by the place
    """Tell whether ``second`` may be what ``first`` became in the same place."""
    if first.role is Role.TEXT or second.role is Role.TEXT:
        return first.role is second.role and (is_only or has_common_line(first.raw, second.raw))
    first_title, second_title = first.title[:_LONGEST_TITLE], second.title[:_LONGEST_TITLE]
    if not first_title or not second_title:
        return False
    if first_title in second_title or second_title in first_title:
        return True
    matcher = SequenceMatcher(None, first_title, second_title, autojunk=False)
    return matcher.quick_ratio() >= _LEAST_LIKENESS and matcher.ratio() >= _LEAST_LIKENESS


def has_common_line(first: str, second: str) -> bool:
    """Tell whether two texts have a line in common that says something."""
    first_lines = {line for _, line in lines.iter_lines(first) if line.strip()}
    return any(line in first_lines for _, line in lines.iter_lines(second))
