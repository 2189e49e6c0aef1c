"""Pairs of things in two sequences that are the same: by a key, by their order, by their place."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Generic, TypeVar

from logtui.document import alignment

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence

_MOST_COMPARED = 4096
"""Pairs that are compared in one place."""

T = TypeVar("T")


class Pairing(Generic[T]):
    """Which items of one sequence belong to which of another, one to one.

    Attributes:
        first: The one sequence.
        second: The other.
        forth: From an index in the first to its partner's in the second.
        back: From an index in the second to its partner's in the first.
    """

    def __init__(self, first: Sequence[T], second: Sequence[T]) -> None:
        self.first = first
        self.second = second
        self.forth: dict[int, int] = {}
        self.back: dict[int, int] = {}

    def pair(self, one: int, other: int) -> None:
        """Note that item ``one`` of the first is item ``other`` of the second."""
        self.forth[one] = other
        self.back[other] = one

    def left(self, ones: Iterable[int], others: Iterable[int]) -> tuple[list[int], list[int]]:
        """Return which of the indices have no partner yet."""
        return (
            [index for index in ones if index not in self.forth],
            [index for index in others if index not in self.back],
        )

    def in_order(
        self, ones: Iterable[int], others: Iterable[int], key: Callable[[T], Hashable]
    ) -> None:
        """Pair what has the same ``key``, first in the order that both sequences share."""
        mine, yours = self.left(ones, others)
        if mine and yours:
            keys = [key(self.first[index]) for index in mine]
            for a, b in alignment.pairs(keys, [key(self.second[index]) for index in yours]):
                self.pair(mine[a], yours[b])
            self.by_key(mine, yours, key)

    def by_key(
        self, ones: Iterable[int], others: Iterable[int], key: Callable[[T], Hashable]
    ) -> None:
        """Pair what has the same ``key``, first with first; a key of None stands for nothing."""
        for one, other in self.same(ones, others, key):
            self.pair(one, other)

    def same(
        self, ones: Iterable[int], others: Iterable[int], key: Callable[[T], Hashable]
    ) -> list[tuple[int, int]]:
        """Return the pairs that ``by_key`` would make."""
        return [
            found
            for mine, yours in self._keyed(ones, others, key)
            for found in zip(mine, yours, strict=False)
        ]

    def by_rare_key(
        self, ones: Iterable[int], others: Iterable[int], key: Callable[[T], Hashable]
    ) -> None:
        """Pair what has the same ``key`` where only one on either side has it."""
        for mine, yours in self._keyed(ones, others, key):
            if len(mine) == len(yours) == 1:
                self.pair(mine[0], yours[0])

    def by_place(
        self, ones: Sequence[int], others: Sequence[int], alike: Callable[[T, T, bool], bool]
    ) -> None:
        """Pair what stands behind partners and is ``alike``.

        The last argument of ``alike`` says whether both are the only ones in their place.
        """
        mine, yours = self.left(ones, others)
        if not mine or not yours:
            return
        places = _places(ones, self.forth)
        itself = {other: other for other in others if other in self.back}
        for place, yours in _places(others, itself).items():
            mine = places.get(place, [])
            if len(mine) * len(yours) > _MOST_COMPARED:
                continue
            alone = len(mine) == len(yours) == 1
            for a in mine:
                left = (b for b in yours if b not in self.back)
                found = next((b for b in left if alike(self.first[a], self.second[b], alone)), None)
                if found is not None:
                    self.pair(a, found)

    def by_rare_likeness(
        self, ones: Iterable[int], others: Iterable[int], alike: Callable[[T, T, bool], bool]
    ) -> None:
        """Pair what is ``alike`` to one thing only on the other side, as that is to it."""
        mine, yours = self.left(ones, others)
        if len(mine) * len(yours) > _MOST_COMPARED:
            return
        alone = False
        pairs = [(a, b) for a in mine for b in yours if alike(self.first[a], self.second[b], alone)]
        forth, back = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
        for a, b in pairs:
            if forth[a] == back[b] == 1:
                self.pair(a, b)

    def _keyed(
        self, ones: Iterable[int], others: Iterable[int], key: Callable[[T], Hashable]
    ) -> Iterator[tuple[list[int], list[int]]]:
        """Yield the indices without a partner that share a key."""
        mine, yours = self.left(ones, others)
        if not mine or not yours:
            return
        keyed = _by_key(mine, self.first, key)
        for name, found in _by_key(yours, self.second, key).items():
            if name in keyed:
                yield keyed[name], found


def _by_key(
    indices: Iterable[int], items: Sequence[T], key: Callable[[T], Hashable]
) -> dict[Hashable, list[int]]:
    found: defaultdict[Hashable, list[int]] = defaultdict(list)
    for index in indices:
        name = key(items[index])
        if name is not None:
            found[name].append(index)
    return found


def _places(indices: Iterable[int], partners: Mapping[int, int]) -> dict[int, list[int]]:
    """Return the indices without a partner, by the partner of what they stand behind."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    place = -1
    for index in indices:
        if index in partners:
            place = partners[index]
        else:
            found[place].append(index)
    return found
