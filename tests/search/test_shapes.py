from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logtui.search.shapes import find_chain
from logtui.search.words import skeleton

letters = st.text("abce", min_size=1, max_size=6)


def pieces(words: list[str], typed: str) -> list[tuple[str, str]]:
    """Return the words of the chain that spells ``typed``, each with what stands for it."""
    found, at = [], 0
    for segment in find_chain(words, typed):
        found.append((words[segment.word], typed[at : at + segment.letters]))
        at += segment.letters
    return found


@pytest.mark.parametrize(
    ("title", "typed", "chain"),
    [
        (
            "mechanistic interpretability",
            "mechint",
            [("mechanistic", "mech"), ("interpretability", "int")],
        ),
        ("quantized llms", "qntzllm", [("quantized", "qntz"), ("llms", "llm")]),
        ("a survey of sparse models", "sursp", [("survey", "sur"), ("sparse", "sp")]),
        ("a b c", "abc", [("a", "a"), ("b", "b"), ("c", "c")]),
        ("old news and new notes", "newnot", [("new", "new"), ("notes", "not")]),
        ("direct methods of preference", "dipre", [("direct", "di"), ("preference", "pre")]),
    ],
)
def test_a_title_is_spelled_by_beginnings_of_its_words(
    title: str, typed: str, chain: list[tuple[str, str]]
) -> None:
    assert pieces(title.split(), typed) == chain


@pytest.mark.parametrize(
    ("title", "typed"),
    [
        ("scaling laws", "scal"),
        ("scaling laws", "scaling"),
        ("scaling laws", "lawsscal"),
        ("scaling laws", "scalx"),
        ("scaling laws", "slaw"),
        ("", "scal"),
    ],
)
def test_one_word_a_wrong_order_or_a_single_letter_is_no_chain(title: str, typed: str) -> None:
    assert pieces(title.split(), typed) == []


@given(st.lists(letters, max_size=5), letters)
def test_every_chain_spells_all_that_was_typed_with_two_words_at_least(
    words: list[str], typed: str
) -> None:
    chain = pieces(words, typed)
    if chain:
        assert len(chain) > 1
        assert "".join(piece for _, piece in chain) == typed
        assert all(w.startswith(piece) or skeleton(w).startswith(piece) for w, piece in chain)
        numbers = [segment.word for segment in find_chain(words, typed)]
        assert numbers == sorted(set(numbers))
