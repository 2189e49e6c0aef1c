"""Relaxation: which words of a query to drop where no entry has all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from logtui.search.brackets import query_parts
from logtui.search.query import MAX_TERMS, parse_query
from logtui.search.rank import search_index

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from logtui.search.index import Index
    from logtui.search.rank import StopCheck


class Relaxation(NamedTuple):
    """A query without the words for which nothing was found.

    Attributes:
        words: What is left out of the query, as it was typed.
        are_unknown: Whether no entry has any of ``words``; else it is only that none has all of
            the query.
        query: What is left of it.
        match_count: How many entries that finds.
    """

    words: tuple[str, ...]
    are_unknown: bool
    query: str
    match_count: int


def relax_query(
    index: Index,
    text: str,
    scope: Container[int] | None = None,
    should_stop: StopCheck = lambda: False,
) -> Relaxation | None:
    """Return how to relax the query ``text``, which finds nothing.

    Words that no entry has are left out, all of them; else the one without which most is found.
    None where the query is a single word, or where leaving out one word does not help. The
    arguments are those of ``search_index``.
    """
    # `kind:` without a value asks for nothing by itself.
    words = [
        word
        for word in dict.fromkeys(query_parts(text))
        if not parse_query(word, index.saved_filters).is_empty
    ]
    if not 1 < len(words) <= MAX_TERMS:
        return None
    unknown = [word for word in words if not _count(index, [word], scope, should_stop)]
    dropped = [unknown] if unknown else [[word] for word in words]
    relaxations = []
    for out in dropped:
        rest = [word for word in words if word not in out]
        count = _count(index, rest, scope, should_stop)
        relaxations.append(Relaxation(tuple(out), bool(unknown), " ".join(rest), count))
    best = max(relaxations, key=lambda relaxation: relaxation.match_count)
    return best if best.match_count or unknown else None


def _count(
    index: Index,
    words: Iterable[str],
    scope: Container[int] | None,
    should_stop: StopCheck,
) -> int:
    result = search_index(index, " ".join((*words, "")), scope, should_stop)
    return len(result.entries) if result else 0
