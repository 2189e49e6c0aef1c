from __future__ import annotations

from difflib import unified_diff
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logtui.document.text.diff import (
    Hunk,
    common_prefix,
    common_suffix,
    equal_pairs,
    hunks,
    longest_increasing,
    unified_lines,
)
from logtui.document.text.lines import CHUNK_LENGTH

items = st.lists(st.sampled_from("abcdefgh"), max_size=30)


def remade(first: list[str], second: list[str]) -> list[str]:
    """Return ``first`` with its hunks exchanged for what ``second`` has in their place."""
    made, at = [], 0
    for hunk in hunks(first, second):
        made += first[at : hunk.start] + second[hunk.first : hunk.stop]
        at = hunk.end
    return made + first[at:]


@given(items, items)
def test_pairs_are_equal_items_in_the_order_of_both(first: list[str], second: list[str]) -> None:
    found = equal_pairs(first, second)
    assert all(first[a] == second[b] for a, b in found)
    for indices in zip(*found, strict=True):
        assert list(indices) == sorted(set(indices))


@given(items, items)
def test_hunks_make_the_one_sequence_the_other(first: list[str], second: list[str]) -> None:
    assert remade(first, second) == second


@given(items, items)
def test_what_only_one_sequence_has_more_of_is_all_that_changes(
    ahead: list[str], behind: list[str]
) -> None:
    assert len(equal_pairs(ahead + behind, [*ahead, "new", *behind])) == len(ahead) + len(behind)


@pytest.mark.parametrize(
    ("first", "second", "changes"),
    [
        ("abc", "abc", []),
        ("", "ab", [Hunk(0, 0, 0, 2)]),
        ("abc", "", [Hunk(0, 3, 0, 0)]),
        ("abcd", "abxd", [Hunk(2, 3, 2, 3)]),
        ("abcde", "ecdab", [Hunk(0, 2, 0, 1), Hunk(4, 5, 3, 5)]),
        ("aab", "aaab", [Hunk(2, 2, 2, 3)]),
    ],
)
def test_what_has_to_change(first: str, second: str, changes: list[Hunk]) -> None:
    assert hunks(first, second) == changes


def test_long_stretches_without_a_unique_item_are_exchanged_as_a_whole() -> None:
    first, second = [*"ab" * 300, "c", *"xy"], [*"ba" * 300, "c", *"yx"]
    assert hunks(first, second)[0] == Hunk(0, 600, 0, 600)
    assert remade(first, second) == second


@pytest.mark.parametrize(
    ("numbers", "indices"),
    [
        ([], []),
        ([5], [0]),
        ([1, 2, 3], [0, 1, 2]),
        ([3, 2, 1], [2]),
        ([4, 5, 1, 2, 3], [2, 3, 4]),
        ([1, 9, 2, 8, 3], [0, 2, 4]),
    ],
)
def test_the_longest_rising_numbers(numbers: list[int], indices: list[int]) -> None:
    assert longest_increasing(numbers) == indices


@given(st.lists(st.integers(0, 9), max_size=9))
def test_no_rising_numbers_are_longer(numbers: list[int]) -> None:
    found = [numbers[index] for index in longest_increasing(numbers)]
    assert all(a < b for a, b in pairwise(found))
    longest = [0] * (len(numbers) + 1)
    for at, number in enumerate(numbers):
        longest[at] = 1 + max((longest[b] for b in range(at) if numbers[b] < number), default=0)
    assert len(found) == max(longest)


@given(st.text("ab", max_size=9), st.text("ab", max_size=9))
def test_what_two_sequences_have_in_common_at_their_ends(first: str, second: str) -> None:
    shortest = min(len(first), len(second))
    for one, other in ((first, second), ([*first], [*second]), (first.encode(), second.encode())):
        prefix, suffix = common_prefix(one, other), common_suffix(one, other)
        assert one[:prefix] == other[:prefix]
        assert prefix == shortest or one[prefix] != other[prefix]
        assert one[len(one) - suffix :] == other[len(other) - suffix :]
        assert suffix == shortest or one[-suffix - 1] != other[-suffix - 1]
        for most in range(shortest + 2):
            assert common_suffix(one, other, most) == min(most, suffix)


@pytest.mark.parametrize("length", [0, 1, CHUNK_LENGTH - 1, CHUNK_LENGTH, 5 * CHUNK_LENGTH + 3])
def test_ends_in_common_may_be_longer_than_what_is_compared_at_once(length: int) -> None:
    same = "a" * length
    assert common_prefix(same + "b" * 9, same + "cccc") == length
    assert common_suffix("b" * 9 + same, "cccc" + same) == length
    assert common_prefix(same, same) == common_suffix(same, same) == length


@pytest.mark.parametrize("context", [0, 1, 3])
@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("", "a"),
        ("a", ""),
        ("abc", "abc"),
        ("abcdefghijkl", "abcdefgXhijkl"),
        ("abcdefghijklmnopqr", "Xbcdefghijklmnopq"),
        ("abcdefghijklmnopqrstuv", "abcdXfghijklmnoprstuvY"),
        ("abcdefg", "abXdeYg"),
    ],
)
def test_a_unified_diff_is_that_of_the_standard_library(
    first: str, second: str, context: int
) -> None:
    old, new = ([f"{char}\n" for char in text] for text in (first, second))
    diff = unified_diff(old, new, "log.md", "log.md", n=context)
    assert list(unified_lines(old, new, "log.md", context)) == list(diff)


@given(st.lists(st.sampled_from("abc")), st.lists(st.sampled_from("abc")), st.integers(0, 3))
def test_a_unified_diff_holds_what_differs(
    first: list[str], second: list[str], context: int
) -> None:
    lines = list(unified_lines(first, second, "log.md", context))[2:]
    kept = [line[1:] for line in lines if line[:1] == " "]
    changed = "".join(line[0] for line in lines)
    assert (not lines) == (first == second)
    assert len(first) - changed.count("-") == len(second) - changed.count("+")
    assert len(kept) <= len(first) - changed.count("-")
