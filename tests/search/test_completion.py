from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from logtui.search.completion import completions
from logtui.search.rank import search_index

if TYPE_CHECKING:
    from logtui.search.index import Index


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("kind:", ["kind:papers", "kind:blog", "kind:code"]),
        ("sparse kind:b", ["sparse kind:blog"]),
        ("!kind:c", ["!kind:code"]),
        ("KIND:p", ["KIND:papers"]),
        ("host:a", ["host:arxiv.org"]),
        ("in:2024-0", ["in:2024-09", "in:2024-06"]),
        ("in:", ["in:2024", "in:2023", "in:2024-09"]),
        ("in:ju", ["in:june"]),
        ("no:", ["no:note", "no:link"]),
        ("ki", ["kind:"]),
        ("sparse kind", ["sparse kind:"]),
        ("(!HO", ["(!HOst:"]),
        ("(no:n", ["(no:note"]),
        ("on:t", ["on:today"]),
    ],
)
def test_values_of_this_log_are_offered(index: Index, text: str, first: list[str]) -> None:
    assert completions(text, index)[: len(first)] == first


@pytest.mark.parametrize(
    "text", ["", "sparse", "k", "kind ", "kind:papers ", "kind:song", "title:x"]
)
def test_nothing_else_is_offered(index: Index, text: str) -> None:
    assert completions(text, index) == []


@pytest.mark.parametrize("operator", ["kind:", "host:", "in:", "no:"])
def test_what_is_offered_is_understood(index: Index, operator: str) -> None:
    offered = completions(operator, index)
    assert offered
    for query in offered:
        result = search_index(index, query)
        assert result is not None
        assert result.entries
