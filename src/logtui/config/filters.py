"""The saved filters: what is wrong with them, and the index that knows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from logtui.config.loading import load_existing_config
from logtui.config.settings import FILTERS_TABLE, ConfigProblem
from logtui.search.index import build_index
from logtui.search.query import parse_query

if TYPE_CHECKING:
    from collections.abc import Iterator

    from logtui.config.settings import Config
    from logtui.document.model import Document
    from logtui.search.index import Index
    from logtui.search.query import SavedFilters


def saved_filters(config: Config | None) -> SavedFilters:
    """Return the saved filters of ``config``, as a query takes them."""
    return tuple(config.filters.items()) if config else ()


def query_index(document: Document) -> Index:
    """Return the index of ``document``, whose queries may name the saved filters of the user."""
    return build_index(document, saved_filters(load_existing_config()))


def filter_problems(config: Config) -> Iterator[ConfigProblem]:
    """Yield what is wrong with the queries in the settings, whatever log they are put to."""
    known = saved_filters(config)
    queries = {f"{FILTERS_TABLE}.{name}": (f"filter {name}", f"@{name} ") for name, _ in known}
    if config.export.exclude:
        queries["export.exclude"] = ("export.exclude", config.export.exclude)
    for setting, (subject, query) in queries.items():
        for problem in query_problems(subject, query, known):
            yield ConfigProblem(config.path, config.lines.get(setting), problem, setting)


def query_problems(subject: str, text: str, known: SavedFilters) -> Iterator[str]:
    """Yield what is wrong with the query ``text`` of ``subject`` where filters are ``known``."""
    query = parse_query(text, known)
    if query.problem:
        yield query.problem
    for other in query.unknown_names:
        yield f"{subject} names @{other}, and there is no such filter"
