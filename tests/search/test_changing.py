"""Whatever is asked while the log changes is answered: another thread keeps adding entries."""

from __future__ import annotations

import sys
import threading
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from logtui.document.reading.parser import parse
from logtui.search.completion import completions
from logtui.search.highlight import highlight_entry
from logtui.search.index import IndexBuilder, build_index, update_index
from logtui.search.rank import search_index
from support import strategies
from support.search_log import LOG

if TYPE_CHECKING:
    from collections.abc import Iterator

    from logtui.search.index import Index

WORDS = ("sparse", "laws", "policy", "kangaroo", "june", "arxiv", "mechint", "'self", "!beats")
OPERATORS = (
    *("kind:", "host:", "in:", "no:", "kind:p", "host:ar", "in:2024", "!host:x", "🧪", "'📜"),
    *("is:", "is:open", "tag:", "tag:x", "no:tag", "no:state", "on:09-25", "on:today"),
    *("(", "!(", "|", ")", "(sparse", "laws)", "!(policy", "@papers", "!@papers", "@lost"),
)
SAVED = (("papers", "kind:papers !(sparse | laws)"), ("loop", "@loop"))

queries = st.one_of(
    st.lists(st.sampled_from((*WORDS, *OPERATORS)), min_size=1, max_size=4).map(" ".join),
    st.text(st.characters(), max_size=20),
)


@pytest.fixture(autouse=True)
def _short_turns() -> Iterator[None]:
    """Let threads take turns often."""
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(interval)


def ask(index: Index, query: str) -> None:
    """Ask all that the screen asks of an index while a query is typed."""
    result = search_index(index, query)
    assert result is not None
    for number in result.listed[:3]:
        highlight_entry(index.document, index.document.entries[number], result)
    completions(query, index)


@settings(max_examples=80)
@given(st.lists(queries, min_size=1, max_size=4), st.lists(strategies.hostile_texts, max_size=4))
def test_any_query_is_answered_while_entries_are_added(asked: list[str], added: list[str]) -> None:
    texts = [LOG]
    for number, text in enumerate(added):
        texts.append(f"{texts[-1]}\n- [{text}](https://host{number}.org/x)\n    - {text}\n")
    documents = [parse(text.encode(errors="surrogatepass")) for text in texts]
    indexes = [build_index(documents[0], SAVED)]

    def follow_changes() -> None:
        for document in documents[1:]:
            indexes.append(update_index(indexes[-1], document))

    changes = threading.Thread(target=follow_changes)
    changes.start()
    while changes.is_alive():
        for query in asked:
            ask(indexes[0], query)
    changes.join()
    assert len(indexes) == len(documents)
    for query in asked:
        ask(indexes[0], query)
        ask(indexes[-1], query)


@settings(max_examples=80)
@given(st.lists(queries, min_size=1, max_size=4))
def test_any_query_is_answered_while_the_index_grows(asked: list[str]) -> None:
    builder = IndexBuilder(parse(LOG.encode()), SAVED)
    slices = []

    def build() -> None:
        while builder.advance(0):
            slices.append(True)

    growth = threading.Thread(target=build)
    growth.start()
    while growth.is_alive():
        for query in asked:
            ask(builder.index, query)
    growth.join()
    assert slices
    complete = build_index(builder.index.document, SAVED)
    for query in asked:
        now, then = search_index(builder.index, query), search_index(complete, query)
        assert now is not None
        assert then is not None
        assert list(now.entries) == list(then.entries)
