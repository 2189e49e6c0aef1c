"""Whatever is asked while the log changes is answered: another thread keeps changing it."""

from __future__ import annotations

import sys
import threading
from itertools import count
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from logtui.document.reading.parser import parse
from logtui.search.completion import completions
from logtui.search.highlight import highlight_entry
from logtui.search.index import IndexBuilder, build_index, update_index
from logtui.search.rank import search_index
from logtui.search.relaxation import relax_query
from support import strategies
from support.search_log import LOG

if TYPE_CHECKING:
    from collections.abc import Iterator

    from logtui.search.index import Index

WORDS = (
    *("sparse", "laws", "policy", "kangaroo", "june", "arxiv", "mechint", "'self", "!beats"),
    *("sparse kangaroo", "plan bench", "policygradient", "学习正则", "sprase lwas", "last june"),
    *("https://arxiv.org/abs/2305.18290?v=2", "- 📜[Direct](https://arxiv.org/x)", "6.1", "the of"),
)
OPERATORS = (
    *("kind:", "host:", "in:", "no:", "kind:p", "host:ar", "in:2024", "!host:x", "🧪", "'📜"),
    *("is:", "is:open", "tag:", "tag:x", "no:tag", "no:state", "on:09-25", "on:today"),
    *("(", "!(", "|", ")", "(sparse", "laws)", "!(policy", "@papers", "!@papers", "@lost"),
)
SAVED = (("papers", "kind:papers !(sparse | laws)"), ("loop", "@loop"))

queries = st.one_of(
    st.lists(st.sampled_from((*WORDS, *OPERATORS)), min_size=1, max_size=4).map(" ".join),
    st.text(st.characters(), max_size=20),
    strategies.hostile_texts,
)


def with_entry(text: str, number: int, added: str) -> str:
    """Return the log ``text`` with another entry at its end."""
    return f"{text}\n- [{added}](https://host{number}.org/x)\n    - {added} #x\n"


def without_entry(text: str, number: int) -> str:
    """Return the log ``text`` without one of its lines."""
    lines = text.splitlines(keepends=True)
    del lines[number % len(lines)]
    return "".join(lines)


changes = st.one_of(
    st.tuples(st.just("add"), st.integers(0, 9), strategies.hostile_texts),
    st.tuples(st.just("remove"), st.integers(0, 99), st.just("")),
    st.tuples(st.just("undo"), st.integers(1, 9), st.just("")),
    st.tuples(st.just("legend"), st.integers(0, 9), st.just("")),
)


def states_of_log(made: list[tuple[str, int, str]]) -> list[str]:
    """Return the log as it is before, between and after the changes ``made``."""
    texts = [LOG]
    for kind, number, added in made:
        match kind:
            case "add":
                texts.append(with_entry(texts[-1], number, added))
            case "remove":
                texts.append(without_entry(texts[-1], number))
            case "undo":
                texts.append(texts[max(0, len(texts) - 1 - number)])
            case _:
                texts.append(texts[-1].replace("papers", f"articles {number}"))
    return texts


@pytest.fixture(autouse=True)
def _short_turns() -> Iterator[None]:
    """Let threads take turns often."""
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(interval)


def ask(index: Index, query: str) -> None:
    """Ask all that the screen asks of an index while a query is typed, also in part of the log."""
    numbers = range(len(index.document.entries))
    for scope in (None, numbers[::2]):
        result = search_index(index, query, scope)
        assert result is not None
        assert len({*result.listed}) == len(result.listed)
        assert {*result.listed} <= {*(numbers if scope is None else scope)}
        for number in result.listed[:3]:
            highlight_entry(index.document, index.document.entries[number], result)
        if not result.entries and not result.problem:
            relax_query(index, query, scope)
    calls = count()
    search_index(index, query, None, lambda: next(calls) > 1)
    completions(query, index)


@settings(max_examples=80)
@given(st.lists(queries, min_size=1, max_size=4), st.lists(changes, max_size=5))
def test_any_query_is_answered_while_the_log_changes(
    asked: list[str], made: list[tuple[str, int, str]]
) -> None:
    documents = [parse(text.encode(errors="surrogatepass")) for text in states_of_log(made)]
    indexes = [build_index(documents[0], SAVED)]

    def follow_changes() -> None:
        for document in documents[1:]:
            indexes.append(update_index(indexes[-1], document))

    changing = threading.Thread(target=follow_changes)
    changing.start()
    while changing.is_alive():
        for query in asked:
            ask(indexes[0], query)
            ask(indexes[-1], query)
    changing.join()
    assert len(indexes) == len(documents)
    anew = build_index(documents[-1], SAVED)
    for query in asked:
        for index in indexes:
            ask(index, query)
    typed = ("'policy", "!sparse", "kind:code", "in:2024", "host:arxiv | 'bayes", "polcy sparce")
    for query in (*typed, *asked):
        now, then = search_index(indexes[-1], query), search_index(anew, query)
        assert now is not None
        assert then is not None
        assert list(now.entries) == list(then.entries)
        assert {**now.missing} == {**then.missing}
        assert now.problem == then.problem


@settings(max_examples=40)
@given(st.lists(queries, min_size=1, max_size=4))
def test_any_query_is_answered_while_the_index_grows(asked: list[str]) -> None:
    # Long enough to be indexed in several parts.
    days = LOG.partition("\n\n")[2].replace("policy", "policy #ml [x]")
    builder = IndexBuilder(parse((LOG + f"\n{days}" * 20).encode()), SAVED)
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
        assert list(now.missing.items()) == list(then.missing.items())
