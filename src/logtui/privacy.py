"""What of a log is private, so that no export has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from logtui.config.loading import load_config
from logtui.config.settings import ConfigError
from logtui.search.index import build_index
from logtui.search.rank import matching_entries

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
    private = set(matching_entries(build_index(document), config.export.exclude))
    return [entry for entry in document.entries if entry not in private]
