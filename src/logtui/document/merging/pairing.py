"""Pairs of items in two sequences that are the same: by a key, by their order, by their place."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Generic, TypeAlias, TypeVar

from logtui.document.text import diff

_MOST_COMPARED = 4096
"""Pairs that are compared in one place."""

T = TypeVar("T")

Key: TypeAlias = Callable[[T], Hashable]
"""Gives what two items have in common that are the same."""

Likeness: TypeAlias = Callable[[T, T, bool], bool]
"""Tells whether two items may be the same, the last argument whether nothing else may be."""


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

    def pair(self, first: int, second: int) -> None:
        """Note that item ``first`` of the first sequence is item ``second`` of the second."""
        self.to_second[first] = second
        self.to_first[second] = first

    def unpaired(
        self, first_indices: Iterable[int], second_indices: Iterable[int]
    ) -> tuple[list[int], list[int]]:
        """Return which of the indices have no partner yet."""
        return (
            [index for index in first_indices if index not in self.to_second],
            [index for index in second_indices if index not in self.to_first],
        )

    def pair_in_order(
        self,
        first_indices: Iterable[int],
        second_indices: Iterable[int],
        key: Key[T],
    ) -> None:
        """Pair what has the same ``key``, first in the order that both sequences share."""
        unpaired_first, unpaired_second = self.unpaired(first_indices, second_indices)
        if unpaired_first and unpaired_second:
            keys = [key(self.first[index]) for index in unpaired_first]
            for first, second in diff.equal_pairs(
                keys, [key(self.second[index]) for index in unpaired_second]
            ):
                self.pair(unpaired_first[first], unpaired_second[second])
            self.pair_by_key(unpaired_first, unpaired_second, key)

    def pair_by_key(
        self,
        first_indices: Iterable[int],
        second_indices: Iterable[int],
        key: Key[T],
    ) -> None:
        """Pair what has the same ``key``, first with first; a key of None stands for nothing."""
        for first, second in self.pairs_by_key(first_indices, second_indices, key):
            self.pair(first, second)

    def pairs_by_key(
        self,
        first_indices: Iterable[int],
        second_indices: Iterable[int],
        key: Key[T],
    ) -> list[tuple[int, int]]:
        """Return the pairs that ``pair_by_key`` would make."""
        return [
            pair
            for unpaired_first, unpaired_second in self._groups_by_key(
                first_indices, second_indices, key
            )
            for pair in zip(unpaired_first, unpaired_second, strict=False)
        ]

    def pair_by_unique_key(
        self,
        first_indices: Iterable[int],
        second_indices: Iterable[int],
        key: Key[T],
    ) -> None:
        """Pair what has the same ``key`` where only one on either side has it."""
        for unpaired_first, unpaired_second in self._groups_by_key(
            first_indices, second_indices, key
        ):
            if len(unpaired_first) == len(unpaired_second) == 1:
                self.pair(unpaired_first[0], unpaired_second[0])

    def pair_by_position(
        self,
        first_indices: Sequence[int],
        second_indices: Sequence[int],
        alike: Likeness[T],
    ) -> None:
        """Pair what stands after partners and is ``alike``."""
        unpaired_first, unpaired_second = self.unpaired(first_indices, second_indices)
        if not unpaired_first or not unpaired_second:
            return
        first_by_partner = _unpaired_by_position(first_indices, self.to_second)
        own_index = {index: index for index in second_indices if index in self.to_first}
        for partner_before, unpaired_second in _unpaired_by_position(
            second_indices, own_index
        ).items():
            unpaired_first = first_by_partner.get(partner_before, [])
            if len(unpaired_first) * len(unpaired_second) > _MOST_COMPARED:
                continue
            is_only = len(unpaired_first) == len(unpaired_second) == 1
            for first in unpaired_first:
                for second in unpaired_second:
                    if second not in self.to_first and alike(
                        self.first[first], self.second[second], is_only
                    ):
                        self.pair(first, second)
                        break

    def pair_by_unique_likeness(
        self,
        first_indices: Iterable[int],
        second_indices: Iterable[int],
        alike: Likeness[T],
    ) -> None:
        """Pair what is ``alike`` to one thing only on the other side, as that is to it."""
        unpaired_first, unpaired_second = self.unpaired(first_indices, second_indices)
        if len(unpaired_first) * len(unpaired_second) > _MOST_COMPARED:
            return
        is_only = False
        pairs = [
            (first, second)
            for first in unpaired_first
            for second in unpaired_second
            if alike(self.first[first], self.second[second], is_only)
        ]
        first_counts = Counter(first for first, _ in pairs)
        second_counts = Counter(second for _, second in pairs)
        for first, second in pairs:
            if first_counts[first] == second_counts[second] == 1:
                self.pair(first, second)

    def _groups_by_key(
        self,
        first_indices: Iterable[int],
        second_indices: Iterable[int],
        key: Key[T],
    ) -> Iterator[tuple[list[int], list[int]]]:
        """Yield the indices without a partner that share a key."""
        unpaired_first, unpaired_second = self.unpaired(first_indices, second_indices)
        if not unpaired_first or not unpaired_second:
            return
        first_by_key = _index_by_key(unpaired_first, self.first, key)
        for shared_key, indices in _index_by_key(unpaired_second, self.second, key).items():
            if shared_key in first_by_key:
                yield first_by_key[shared_key], indices


def _index_by_key(
    indices: Iterable[int], items: Sequence[T], key: Key[T]
) -> dict[Hashable, list[int]]:
    indices_by_key: defaultdict[Hashable, list[int]] = defaultdict(list)
    for index in indices:
        item_key = key(items[index])
        if item_key is not None:
            indices_by_key[item_key].append(index)
    return indices_by_key


def _unpaired_by_position(
    indices: Iterable[int], partners: Mapping[int, int]
) -> dict[int, list[int]]:
    """Return the indices without a partner, by the partner of what they stand after."""
    by_partner: defaultdict[int, list[int]] = defaultdict(list)
    partner_before = -1
    for index in indices:
        if index in partners:
            partner_before = partners[index]
        else:
            by_partner[partner_before].append(index)
    return by_partner
