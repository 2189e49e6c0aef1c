"""What two sequences have in common: a diff that stays fast on any input.

Sequences that are compared with each other are of one type: two texts, two lists, bytes twice.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from typing import NamedTuple

from logtui.document.text.lines import CHUNK_LENGTH

_MOST_COMPARED = 1 << 16
"""Pairs of items up to which two stretches without a unique item in common are compared in full."""

IndexPair = tuple[int, int]
"""The indices of equal items in the first and the second sequence."""

_Window = tuple[int, int, int, int]
"""A stretch of each sequence: its start and end in the first, then in the second one."""


class Hunk(NamedTuple):
    """Items ``start:end`` of one sequence that became items ``first:stop`` of another."""

    start: int
    end: int
    first: int
    stop: int


def common_prefix(first: Sequence[object], second: Sequence[object]) -> int:
    """Return how many items both sequences have in common at their beginnings."""
    length, most = 0, min(len(first), len(second))
    step = CHUNK_LENGTH
    while step and length < most:
        end = min(length + step, most)
        if first[length:end] == second[length:end]:
            length = end
        else:
            step = (end - length) // 2
    return length


def common_suffix(
    first: Sequence[object], second: Sequence[object], most: int | None = None
) -> int:
    """Return how many items, at most ``most``, both sequences have in common at their ends."""
    length, shorter = 0, min(len(first), len(second))
    most = shorter if most is None else min(most, shorter)
    step = CHUNK_LENGTH
    while step and length < most:
        end = min(length + step, most)
        part = first[len(first) - end : len(first) - length]
        if part == second[len(second) - end : len(second) - length]:
            length = end
        else:
            step = (end - length) // 2
    return length


def equal_pairs(first: Sequence[Hashable], second: Sequence[Hashable]) -> list[IndexPair]:
    """Return the indices of equal items of both sequences, rising in both.

    Equal ends are taken off, then what occurs once on either side is put in its longest common
    order (patience diff), and the stretches between are treated alike.
    """
    pairs: list[IndexPair] = []
    windows: list[_Window] = [(0, len(first), 0, len(second))]
    while windows:
        start, end, other_start, other_end = windows.pop()
        while start < end and other_start < other_end and first[start] == second[other_start]:
            pairs.append((start, other_start))
            start, other_start = start + 1, other_start + 1
        while start < end and other_start < other_end and first[end - 1] == second[other_end - 1]:
            end, other_end = end - 1, other_end - 1
            pairs.append((end, other_end))
        if set(first[start:end]).isdisjoint(second[other_start:other_end]):
            continue
        window = start, end, other_start, other_end
        anchors = _anchors(first, second, window)
        if anchors:
            pairs += anchors
            for index, other in [*anchors, (end, other_end)]:
                windows.append((start, index, other_start, other))
                start, other_start = index + 1, other + 1
        elif (end - start) * (other_end - other_start) <= _MOST_COMPARED:
            from difflib import SequenceMatcher

            parts = first[start:end], second[other_start:other_end]
            for block in SequenceMatcher(None, *parts, autojunk=False).get_matching_blocks():
                equal = range(block.size)
                pairs += ((start + block.a + n, other_start + block.b + n) for n in equal)
    return sorted(pairs)


def hunks(first: Sequence[Hashable], second: Sequence[Hashable]) -> list[Hunk]:
    """Return what has to change in ``first`` to make it ``second``, in order."""
    changes = []
    start = other_start = 0
    for index, other in [*equal_pairs(first, second), (len(first), len(second))]:
        if start < index or other_start < other:
            changes.append(Hunk(start, index, other_start, other))
        start, other_start = index + 1, other + 1
    return changes


def unified_lines(
    old: Sequence[str], new: Sequence[str], name: str, context: int = 3
) -> Iterator[str]:
    """Yield the unified diff that makes the lines ``new`` of ``old``, both of the file ``name``.

    ``context`` lines are shown around what differs. Lines keep their ends.
    """
    changes = hunks(old, new)
    if changes:
        yield from (f"--- {name}\n", f"+++ {name}\n")
    first = 0
    while first < len(changes):
        stop = first + 1
        while stop < len(changes) and changes[stop].start - changes[stop - 1].end <= 2 * context:
            stop += 1
        group, first = changes[first:stop], stop
        before = min(context, group[0].start)
        after = min(context, len(old) - group[-1].end)
        start, end = group[0].start - before, group[-1].end + after
        there = _unified_range(group[0].first - before, group[-1].stop + after)
        yield f"@@ -{_unified_range(start, end)} +{there} @@\n"
        for hunk in group:
            yield from (f" {line}" for line in old[start : hunk.start])
            yield from (f"-{line}" for line in old[hunk.start : hunk.end])
            yield from (f"+{line}" for line in new[hunk.first : hunk.stop])
            start = hunk.end
        yield from (f" {line}" for line in old[start:end])


def _unified_range(start: int, stop: int) -> str:
    """Return the lines ``start:stop`` as the head of a hunk names them."""
    if stop - start == 1:
        return str(start + 1)
    return f"{start + (stop > start)},{stop - start}"


def longest_increasing(numbers: Sequence[int]) -> list[int]:
    """Return the indices of a longest rising subsequence of ``numbers``."""
    pile_tops: list[int] = []
    top_indices: list[int] = []
    predecessors: list[int] = []
    for index, number in enumerate(numbers):
        pile = bisect_left(pile_tops, number)
        predecessors.append(top_indices[pile - 1] if pile else -1)
        pile_tops[pile : pile + 1] = [number]
        top_indices[pile : pile + 1] = [index]
    indices: list[int] = []
    index = top_indices[-1] if top_indices else -1
    while index >= 0:
        indices.append(index)
        index = predecessors[index]
    return indices[::-1]


def _anchors(
    first: Sequence[Hashable], second: Sequence[Hashable], window: _Window
) -> list[IndexPair]:
    """Return the items that occur once in each part of ``window``, in their common order."""
    start, end, other_start, other_end = window
    unique_in_second = _unique_indices(second, other_start, other_end)
    pairs = [
        (index, unique_in_second[item])
        for item, index in _unique_indices(first, start, end).items()
        if item in unique_in_second
    ]
    return [pairs[number] for number in longest_increasing([other for _, other in pairs])]


def _unique_indices(items: Sequence[Hashable], start: int, end: int) -> dict[Hashable, int]:
    """Return where each item that occurs once in ``items[start:end]`` stands."""
    counts = Counter(items[start:end])
    return {items[index]: index for index in range(start, end) if counts[items[index]] == 1}
