"""Entries that nothing but their place makes known: another title where one without a link stood.

Such an entry may be the old one with another title, or a new one beside a deletion. Nobody can
tell, so nothing that the other side did to the old one goes into it: somebody is asked. Where the
other side deleted the old one, it counts as new.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from logtui.document.matching import notes, share_a_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from logtui.document.matching import Matches
    from logtui.document.outline import Block


def pair(ours: Matches, theirs: Matches, both: Matches) -> set[int]:
    """Pair the entries of two sides that stand for the same one of their base.

    Returns:
        The indices of those entries in the base.
    """
    mine, yours = dict(_replaced(ours)), dict(_replaced(theirs))
    found = set()
    for base in sorted({*mine, *yours}):
        one = mine.get(base, _kept(ours, base))
        other = yours.get(base, _kept(theirs, base))
        if one is None or other is None:
            continue
        if one in both.blocks.forth or other in both.blocks.back:
            continue
        ours.blocks.pair(base, one)
        theirs.blocks.pair(base, other)
        both.blocks.pair(one, other)
        found.add(base)
    return found


def _kept(found: Matches, base: int) -> int | None:
    """Return what became of an entry of the base that stayed in its day and is known there."""
    at = found.blocks.forth.get(base)
    if at is None:
        return None
    old, new = found.first.blocks[base], found.second.blocks[at]
    stayed = found.sections.forth.get(old.section) == new.section
    return at if stayed else None


def _replaced(found: Matches) -> Iterator[tuple[int, int]]:
    """Yield the entries of the base that are gone, and what stands in the place of each.

    A place lies between two neighbours that are still there, or an end of the day, and holds as
    many entries as it held.
    """
    for ones, others in found.bodies():
        stayed = [at for at in ones if found.blocks.forth.get(at) in others]
        bounds = {ones.start - 1: others.start - 1, ones.stop: others.stop}
        bounds |= {at: found.blocks.forth[at] for at in stayed}
        following = dict(pairwise(sorted(bounds.values())))
        for above, below in pairwise(sorted(bounds)):
            over, under = bounds[above], bounds[below]
            if following.get(over) != under:
                continue
            mine, yours = found.blocks.left(range(above + 1, below), range(over + 1, under))
            if len(mine) == len(yours):
                yield from _likely(found, mine, yours)


def _likely(found: Matches, ones: list[int], others: list[int]) -> Iterator[tuple[int, int]]:
    """Yield each of ``ones`` with that of ``others`` which may be it with another title."""
    for old, new in zip(ones, others, strict=True):
        if _may_be(found.first.blocks[old], found.second.blocks[new]):
            yield old, new


def _may_be(old: Block, new: Block) -> bool:
    """Tell whether ``new`` may be ``old`` with another title."""
    if not (old.entry and new.entry and old.role is new.role) or old.url or new.url:
        return False
    below = notes(old)
    return below is None or share_a_line(below, notes(new) or "")
