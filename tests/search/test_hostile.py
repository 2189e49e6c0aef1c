from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from logtui.document.reading.parser import parse
from logtui.search.completion import completions
from logtui.search.highlight import highlight_entry
from logtui.search.index import build_index
from logtui.search.rank import search_index
from logtui.search.words import link_words, word_forms

if TYPE_CHECKING:
    from logtui.search.index import Index

LENGTH = 10_000


@pytest.mark.parametrize(
    "query",
    [
        pytest.param("x" * LENGTH, id="one letter for ever"),
        pytest.param("ab" * LENGTH, id="two letters for ever"),
        pytest.param("mech" * LENGTH, id="beginnings for ever"),
        pytest.param("a " * LENGTH, id="words for ever"),
        pytest.param("a-" * LENGTH, id="a compound for ever"),
        pytest.param("1." * LENGTH, id="a number for ever"),
        pytest.param("." * LENGTH, id="dots"),
        pytest.param("[" * LENGTH, id="brackets"),
        pytest.param("'" + "a" * LENGTH, id="a long exact word"),
        pytest.param("!x " * LENGTH, id="many filters"),
        pytest.param("in:" + "9" * LENGTH, id="a long value"),
        pytest.param("sparse\x00\x1b[31m\x7f", id="control characters"),
        pytest.param("sparse \ud800 \udfff", id="lone surrogates"),
        pytest.param("kind:\ud800", id="a lone surrogate as a value"),
        pytest.param("\u202esparse", id="written backwards"),
        pytest.param("שלום עולם", id="right to left"),
        pytest.param("正则表达式" * 100, id="Chinese"),
        pytest.param("0/0 99/99 2024-99-99", id="impossible dates"),
        pytest.param("e" + "\u0301" * LENGTH, id="a pile of accents"),
    ],
)
def test_a_strange_query_is_answered(index: Index, query: str) -> None:
    result = search_index(index, query)
    assert result is not None
    assert len(result.entries) < len(index.document.entries)
    for number in result.entries:
        highlight_entry(index.document, index.document.entries[number], result)
    completions(query, index)


@pytest.mark.parametrize(
    "piece", ["a", "A", "aB", "a-", "a\u0301", "a\u0301-", "é", "1", "://", "http://", "[", "🧪"]
)
def test_a_very_long_word_takes_no_longer_than_its_length(piece: str) -> None:
    # Where time grew with the square of the length, these would take minutes.
    list(word_forms(piece * 100_000))
    list(link_words(piece * 100_000))


def test_the_last_of_very_many_words_of_a_title_is_found() -> None:
    document = parse(f"2024-01-01\n- {'word ' * 5_000}zwetschge\n".encode())
    result = search_index(build_index(document), "zwetschge")
    assert result is not None
    assert list(result.entries) == [0]
