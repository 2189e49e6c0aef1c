"""Which days and entries of two logs are the same ones: by content, then by place."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, TypeVar

from logtui.document import lines
from logtui.document.outline import Role
from logtui.document.pairing import Pairing

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from logtui.document.outline import Block, Outline, Section

T = TypeVar("T")

_ALIKE = 0.6
"""How much of two titles has to agree for the entries to be the same in the same place."""

_LONGEST = 400
"""Characters of a title that are compared."""


class Matches:
    """The sections and blocks that two logs share.

    Attributes:
        sections: Which section of the one is which of the other.
        blocks: Which block is which; markers are among them.
    """

    def __init__(self, first: Outline, second: Outline) -> None:
        self.sections: Pairing[Section] = Pairing(first.sections, second.sections)
        self.blocks: Pairing[Block] = Pairing(first.blocks, second.blocks)
        self.first = first
        self.second = second

    def bodies(self) -> Iterator[tuple[range, range]]:
        """Yield the blocks behind the markers of each two sections that are the same."""
        for one, other in self.sections.forth.items():
            mine, yours = self.first.sections[one], self.second.sections[other]
            yield range(mine.first, mine.stop), range(yours.first, yours.stop)

    def title(self, outline: Outline, section: int) -> str | None:
        """Return what the marker of a day says beside its date; None where that is nothing."""
        day = outline.sections[section].day
        return day.title.of(outline.document.text) if day and day.title else None

    def are_alike_sections(self, one: Section, other: Section, alone: bool) -> bool:  # noqa: FBT001  # the place's say
        """Tell whether two sections behind the same one are the same, though marked otherwise."""
        if one.day is None or other.day is None:
            same = one.day is other.day
            return same and (alone or share_a_line(one.label, other.label))
        if one.day.date or other.day.date:
            return False
        mine = {block.raw for block in self.first.blocks[one.first : one.stop]}
        return any(block.raw in mine for block in self.second.blocks[other.first : other.stop])

    def pair_markers(self) -> None:
        """Pair the markers of the sections that are the same."""
        for one, other in self.sections.forth.items():
            mine, yours = self.first.sections[one].marker, self.second.sections[other].marker
            if mine is not None and yours is not None:
                self.blocks.pair(mine, yours)


def history(base: Outline, side: Outline) -> Matches:
    """Return what became of the blocks of ``base`` in ``side``."""
    found = Matches(base, side)
    days = range(len(base.sections)), range(len(side.sections))
    found.sections.in_order(*days, _exact)
    found.sections.by_key(*days, _date)
    found.sections.by_place(*days, found.are_alike_sections)
    for bodies in found.bodies():
        found.blocks.in_order(*bodies, _raw)
        found.blocks.by_key(*bodies, _words)
    everything = range(len(base.blocks)), range(len(side.blocks))
    left = found.blocks.left(*everything)
    found.blocks.by_rare_key(*left, _entry_raw)
    found.blocks.by_rare_key(*left, _words)
    for bodies in found.bodies():
        found.blocks.by_rare_key(*bodies, _url)
        found.blocks.by_rare_key(*bodies, _title)
        found.blocks.by_rare_key(*bodies, notes)
        found.blocks.by_place(*bodies, _are_alike)
        found.blocks.by_rare_likeness(*bodies, _are_alike)
    found.blocks.by_rare_key(*found.blocks.left(*everything), _url)
    found.pair_markers()
    return found


def both(ours: Matches, theirs: Matches) -> Matches:
    """Return what two logs share, given what became of their common base in either.

    What both added is the same if it is written alike, or is the same link with the same title in
    the same day.
    """
    found = Matches(ours.second, theirs.second)
    _follow(ours.sections, theirs.sections, found.sections)
    _follow(ours.blocks, theirs.blocks, found.blocks)
    days = (
        [index for index in range(len(ours.second.sections)) if index not in ours.sections.back],
        [
            index
            for index in range(len(theirs.second.sections))
            if index not in theirs.sections.back
        ],
    )
    found.sections.in_order(*days, _exact)
    for one, other in found.sections.same(*days, _date):
        titles = found.title(ours.second, one), found.title(theirs.second, other)
        if None in titles or titles[0] == titles[1]:
            found.sections.pair(one, other)
    for mine, yours in found.bodies():
        ones = [index for index in mine if index not in ours.blocks.back]
        others = [index for index in yours if index not in theirs.blocks.back]
        found.blocks.in_order(ones, others, _raw)
        found.blocks.by_key(ones, others, _words)
    found.pair_markers()
    return found


def _follow(ours: Pairing[T], theirs: Pairing[T], found: Pairing[T]) -> None:
    """Pair in ``found`` what comes of the same thing on both sides."""
    for base, one in ours.forth.items():
        if base in theirs.forth:
            found.pair(one, theirs.forth[base])


def _exact(section: Section) -> Hashable:
    return section.day is None, section.day and section.day.date, section.label


def _date(section: Section) -> Hashable:
    return section.day.date if section.day else None


def _raw(block: Block) -> Hashable:
    return block.raw


def _entry_raw(block: Block) -> Hashable:
    return block.raw if block.entry else None


def _words(block: Block) -> Hashable:
    words = block.title, block.url
    return words if any(words) else None


def _url(block: Block) -> Hashable:
    return block.url


def _title(block: Block) -> Hashable:
    return block.title or None


def notes(block: Block) -> str | None:
    """Return the lines below the first one of an entry; None without any."""
    below = lines.next_line(block.raw, 0)
    return block.raw[below:] or None if block.entry else None


def _are_alike(one: Block, other: Block, alone: bool) -> bool:  # noqa: FBT001  # the place's say
    """Tell whether ``other`` may be what ``one`` became in the same place."""
    if one.role is Role.TEXT or other.role is Role.TEXT:
        return one.role is other.role and (alone or share_a_line(one.raw, other.raw))
    title, new = one.title[:_LONGEST], other.title[:_LONGEST]
    if not title or not new:
        return False
    if title in new or new in title:
        return True
    matcher = SequenceMatcher(None, title, new, autojunk=False)
    return matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


def share_a_line(one: str, other: str) -> bool:
    """Tell whether two texts have a line in common that says something."""
    mine = {line for _, line in lines.each(one) if line.strip()}
    return any(line in mine for _, line in lines.each(other))
