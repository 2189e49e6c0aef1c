"""What is known of the papers that a log cites: kept in the cache directory, asked for on demand.

What a server told is kept for good: without the network it is used however old it is. With the
network, by ``record_requests``, it is asked for again after ninety days, and what was not found
after seven.
"""

from __future__ import annotations

import datetime
import json
import os
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from logtui.errors import LogtuiError, error_reason
from logtui.export.citing.paper_record import read_csl_item
from logtui.storage.files import read_file, write_atomically

if TYPE_CHECKING:
    from collections.abc import Iterable

    from logtui.export.citing.paper_record import PaperRecord
    from logtui.export.citing.works import Work
    from logtui.fetch.paper_items import PaperItem

REFRESH_DAYS, RETRY_DAYS = 90, 7
"""Days after which a record, and one that was not found, is asked for again."""

_MAX_NAME = 120


class CacheError(LogtuiError):
    """The cache directory cannot be written to; the text says why."""


class KeptItem(NamedTuple):
    """What the cache has of a paper.

    Attributes:
        item: The item of CSL; None where the paper was not found.
        fetched: The day on which it was asked for.
    """

    item: PaperItem | None
    fetched: datetime.date


class RecordStore:
    """The records of papers in the cache directory.

    Attributes:
        folder: Where they are; it need not exist.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or cache_root() / "records"

    def records(self, works: Iterable[Work]) -> dict[str, PaperRecord]:
        """Return what is known of ``works``, by their identities."""
        kept = ((work.identity, self.kept_item(work)) for work in works)
        return {
            identity: read_csl_item(entry.item) for identity, entry in kept if entry and entry.item
        }

    def kept_item(self, work: Work) -> KeptItem | None:
        """Return what was told of ``work``; None where nobody has asked or it cannot be read."""
        file = self._file(work)
        if file is None:
            return None
        try:
            content = json.loads(read_file(file))
            item, fetched = content["item"], datetime.date.fromisoformat(content["fetched"])
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None
        return KeptItem(item, fetched) if item is None or isinstance(item, dict) else None

    def keep(self, work: Work, item: PaperItem | None, source: str, today: datetime.date) -> None:
        """Keep ``item``, which ``source`` told of ``work`` today; None where it knows none.

        Raises:
            CacheError: It cannot be written.
        """
        file = self._file(work)
        if file is None:
            return
        content = {"item": item, "fetched": today.isoformat(), "source": source}
        try:
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_atomically(file, json.dumps(content).encode())
        except OSError as error:
            raise CacheError(
                f"the records of papers cannot be kept in {self.folder}: {error_reason(error)}"
            ) from error

    def _file(self, work: Work) -> Path | None:
        number = work.arxiv or work.doi
        if not number:
            return None
        name = quote(number.encode("utf-8", "surrogateescape"), safe="")
        if len(name) > _MAX_NAME:
            name = sha256(name.encode()).hexdigest()
        return self.folder / ("arxiv" if work.arxiv else "doi") / f"{name}.json"


def cache_root() -> Path:
    """Return the cache directory, ``$XDG_CACHE_HOME/logtui`` where that variable is set."""
    cache_home = Path(os.environ.get("XDG_CACHE_HOME", ""))
    if cache_home.is_absolute():
        return cache_home / "logtui"
    from platformdirs import user_cache_path

    return user_cache_path("logtui", appauthor=False)


def wanted_works(
    store: RecordStore, works: Iterable[Work], today: datetime.date, *, refresh: bool = False
) -> list[Work]:
    """Return those of ``works`` that a server is to be asked about.

    Args:
        store: What is known.
        works: Works of a log.
        today: The day it is.
        refresh: Whether what is known is asked for again, however new it is.
    """
    wanted = []
    for work in works:
        if work.arxiv or work.doi:
            kept = store.kept_item(work)
            days = REFRESH_DAYS if kept and kept.item else RETRY_DAYS
            if kept is None or refresh or (today - kept.fetched).days >= days:
                wanted.append(work)
    return wanted
