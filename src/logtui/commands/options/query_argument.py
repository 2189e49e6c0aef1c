"""The argument QUERY, which leaves only the entries that it finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from logtui.commands.console.progress import show_progress
from logtui.config.filters import query_index
from logtui.search.rank import matching_entries

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from logtui.document.model import Document, Entry


def add_query_argument(parser: argparse.ArgumentParser) -> None:
    """Give ``parser`` the query, which may be left out."""
    parser.add_argument(
        "query", nargs="*", metavar="QUERY", help="only what this query finds (default: all)"
    )


def entries_of_query(document: Document, words: Sequence[str]) -> list[Entry]:
    """Return the entries that the ``words`` of a query find, in the log's order; all without words.

    Raises:
        LogtuiError: The query makes no sense in this log.
    """
    if not words:
        return list(document.entries)
    with show_progress("indexing the log"):
        index = query_index(document)
    return sorted(matching_entries(index, " ".join(words)))
