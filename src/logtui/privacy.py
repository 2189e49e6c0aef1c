"""What of a log is private, so that no export has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from logtui.config.loading import load_config
from logtui.config.settings import ConfigError
from logtui.errors import LogtuiError
from logtui.search.index import build_index
from logtui.search.rank import search_index

if TYPE_CHECKING:
    from logtui.document.model import Document, Entry


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
    private = matching_entries(document, config.export.exclude)
    return [entry for entry in document.entries if entry not in private]


def matching_entries(document: Document, query: str) -> set[Entry]:
    """Return the entries of ``document`` that ``query`` finds.

    Raises:
        LogtuiError: It makes no sense.
    """
    result = search_index(build_index(document), query)
    if result is None or result.problem:
        raise LogtuiError((result and result.problem) or f"{query!r} asks for nothing")
    return {document.entries[number] for number in result.entries}
