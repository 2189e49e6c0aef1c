"""What of a log is private, so that no export has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from logtui.config.filters import saved_filters
from logtui.config.loading import load_config
from logtui.config.settings import ConfigError
from logtui.search.conditions import refuse_absent_values
from logtui.search.index import build_index
from logtui.search.query import parse_query
from logtui.search.rank import matching_entries

if TYPE_CHECKING:
    from logtui.document.model import Document, Entry
    from logtui.search.index import Index


def visible_entries(document: Document) -> list[Entry]:
    """Return the entries of ``document`` that may leave it: not what ``export.exclude`` finds.

    Raises:
        LogtuiError: The settings cannot be read, so that nobody knows what is private.
    """
    config = load_config()
    for problem in config.problems:
        if problem.setting.partition(".")[0] in {"export", ""}:
            raise ConfigError(f"{problem}; nothing is exported, it might be private")
    if not config.export.exclude:
        return list(document.entries)
    filters = saved_filters(config)
    unknown_names = parse_query(config.export.exclude, filters).unknown_names
    if unknown_names:
        # Elsewhere it might be text; here that would let out what the filter keeps private.
        raise ConfigError(
            f"{config.path}: export.exclude names @{unknown_names[0]}, which is no saved filter;"
            " nothing is exported, it might be private"
        )
    private = entries_to_withhold(build_index(document, filters), config.export.exclude)
    return [entry for entry in document.entries if entry not in private]


def entries_to_withhold(index: Index, query: str) -> set[Entry]:
    """Return the entries that ``query`` finds, where it is to keep them from somebody.

    Raises:
        LogtuiError: It makes no sense in this log, even if only in one of its alternatives: that
            may be a slip, which would let something out.
    """
    refuse_absent_values(index, parse_query(query, index.saved_filters))
    return set(matching_entries(index, query))
