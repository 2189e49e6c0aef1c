"""One readable log, and a way to ask it."""

from collections.abc import Callable

import pytest

from logtui.document.model import Document
from logtui.document.reading.parser import parse
from logtui.search.index import Index, build_index
from logtui.search.rank import search_index
from support.search_log import LOG


@pytest.fixture(scope="session")
def document() -> Document:
    """Give the log."""
    return parse(LOG.encode())


@pytest.fixture(scope="session")
def index(document: Document) -> Index:
    """Give the index of the log."""
    return build_index(document)


@pytest.fixture(scope="session")
def find(index: Index) -> Callable[[str], list[str]]:
    """Give a function from a query to the titles that it finds, best first."""

    def titles(query: str) -> list[str]:
        result = search_index(index, query)
        assert result is not None
        document = index.document
        return [document.title(document.entries[number]) for number in result.entries]

    return titles
