"""Which words of a query to drop where nothing has all of them."""

import pytest

from logtui.document.reading.parser import parse
from logtui.search.index import Index, build_index
from logtui.search.relaxation import Relaxation, relax_query

LOG = b"""\
- \xf0\x9f\x93\x9c: papers

2024-03-02
- Sparse autoencoders
- Sparse attention
- \xf0\x9f\x93\x9c Planning with models

2024-01-01
- Planning dinners
"""


def nothing_has(words: tuple[str, ...], rest: str, match_count: int) -> Relaxation:
    return Relaxation(words, are_unknown=True, query=rest, match_count=match_count)


def nothing_has_all(words: tuple[str, ...], rest: str, match_count: int) -> Relaxation:
    return Relaxation(words, are_unknown=False, query=rest, match_count=match_count)


@pytest.fixture
def index() -> Index:
    return build_index(parse(LOG))


@pytest.mark.parametrize(
    ("query", "relaxation"),
    [
        pytest.param("sparse shirts", nothing_has(("shirts",), "sparse", 2), id="unknown"),
        pytest.param("shirts sparse", nothing_has(("shirts",), "sparse", 2), id="before it"),
        pytest.param(
            "shirts sparse zebra", nothing_has(("shirts", "zebra"), "sparse", 2), id="two"
        ),
        pytest.param("shirts zebra", nothing_has(("shirts", "zebra"), "", 0), id="all"),
        pytest.param(
            "sparse dinners", nothing_has_all(("dinners",), "sparse", 2), id="not together"
        ),
        pytest.param(
            "sparse planning dinners",
            nothing_has_all(("sparse",), "planning dinners", 1),
            id="one of three",
        ),
        pytest.param(
            "dinners in:2024-03", nothing_has_all(("dinners",), "in:2024-03", 3), id="a filter"
        ),
        pytest.param(
            "sparse in:1999", nothing_has(("in:1999",), "sparse", 2), id="an unknown filter"
        ),
        pytest.param(
            "sparse kind: shirts", nothing_has(("shirts",), "sparse", 2), id="without a value"
        ),
        pytest.param("shirts", None, id="a single word"),
        pytest.param("shirts shirts", None, id="the same word again"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_words_that_find_nothing_are_dropped(
    index: Index, query: str, relaxation: Relaxation | None
) -> None:
    assert relax_query(index, query) == relaxation


def test_only_what_may_be_found_counts(index: Index) -> None:
    assert relax_query(index, "sparse attention", frozenset({1})) == nothing_has(
        ("attention",), "sparse", 1
    )
