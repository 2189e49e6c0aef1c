from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from logtui.document.merging.pairing import Pairing

if TYPE_CHECKING:
    from collections.abc import Hashable

words = st.lists(st.sampled_from("abcdefg"), max_size=20)


def itself(word: str) -> Hashable:
    return word


def made(first: list[str], second: list[str]) -> Pairing[str]:
    return Pairing(first, second)


def everything(pairing: Pairing[str]) -> tuple[range, range]:
    return range(len(pairing.first)), range(len(pairing.second))


@given(words, words)
def test_pairs_are_one_to_one_and_of_the_same_key(first: list[str], second: list[str]) -> None:
    pairing = made(first, second)
    pairing.pair_in_order(*everything(pairing), itself)
    assert pairing.to_first == {other: one for one, other in pairing.to_second.items()}
    assert all(first[one] == second[other] for one, other in pairing.to_second.items())
    left = pairing.unpaired(*everything(pairing))
    assert {first[one] for one in left[0]}.isdisjoint(second[other] for other in left[1])


def test_what_stands_in_the_same_order_goes_together_first() -> None:
    pairing = made(["a", "x", "a"], ["x", "a", "a"])
    pairing.pair_in_order(*everything(pairing), itself)
    assert pairing.to_second == {0: 1, 1: 0, 2: 2}


def test_a_key_of_none_stands_for_nothing() -> None:
    pairing = made(["a", "b"], ["b", "a"])
    pairing.pair_by_key(*everything(pairing), lambda word: word if word == "a" else None)
    assert pairing.to_second == {0: 1}


def test_a_rare_key_is_one_that_only_one_on_either_side_has() -> None:
    pairing = made(["a", "b", "b"], ["b", "a"])
    pairing.pair_by_unique_key(*everything(pairing), itself)
    assert pairing.to_second == {0: 1}


def test_what_stands_behind_partners_is_paired_where_it_is_alike() -> None:
    pairing = made(["one", "x", "two", "y"], ["one", "X", "two", "z"])
    pairing.pair_in_order(*everything(pairing), itself)
    seen: list[tuple[str, str, bool]] = []

    def alike(one: str, other: str, alone: bool) -> bool:  # noqa: FBT001 - as it is called
        seen.append((one, other, alone))
        return one == other.lower()

    pairing.pair_by_position(*everything(pairing), alike)
    assert pairing.to_second == {0: 0, 1: 1, 2: 2}
    assert seen == [("x", "X", True), ("y", "z", True)]


def test_a_place_with_too_many_on_both_sides_is_left_alone() -> None:
    for count, paired in ((64, 64), (65, 0)):
        pairing = made(["a"] * count, ["b"] * count)
        pairing.pair_by_position(*everything(pairing), lambda _one, _other, _alone: True)
        assert len(pairing.to_second) == paired
