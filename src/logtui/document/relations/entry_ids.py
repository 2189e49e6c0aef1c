"""A name for each entry that stays the same while the log grows and its notes are edited."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from logtui.document.properties.tags import log_tags, title_parts
from logtui.document.relations.same_link import link_identity
from logtui.document.text.encoding import repair_for_display

if TYPE_CHECKING:
    from logtui.document.model import Document, Entry

_UNDATED = "undated"
_HASH_BYTES = 4


class EntryIds:
    """The ids of all entries of a document, no two alike.

    An id is the date of the entry and a hash of what makes it itself: the thing that its link leads
    to, or its title where it has no link. Of several entries that are the same in both, each one
    after the first has the hash of its number, too. It depends on the entries before it alone, so
    that no more are looked at than are asked for.
    """

    def __init__(self, document: Document) -> None:
        self._ids: dict[int, str] = {}
        self._named = self._name_entries(document)

    def of(self, entry: Entry) -> str:
        """Return the id of ``entry``, such as ``2024-09-25#1c9f03ab``."""
        while entry.span.start not in self._ids:
            start, entry_id = next(self._named)
            self._ids[start] = entry_id
        return self._ids[entry.span.start]

    def _name_entries(self, document: Document) -> Iterator[tuple[int, str]]:
        """Yield where each entry begins and its id."""
        taken: set[str] = set()
        numbers: Counter[tuple[str, str]] = Counter()
        for entry in document.entries:
            date, core = _date_text(document, entry), entry_identity(document, entry)
            numbers[date, core] += 1
            while (entry_id := _entry_id(date, core, numbers[date, core])) in taken:
                numbers[date, core] += 1
            taken.add(entry_id)
            yield entry.span.start, entry_id


def _date_text(document: Document, entry: Entry) -> str:
    """Return the date of ``entry`` as far as it is known."""
    date = document.date(entry)
    return (date.partial_iso() if date else None) or _UNDATED


def entry_identity(document: Document, entry: Entry) -> str:
    """Return what makes ``entry`` itself: what its link leads to, or its title without one.

    The tags that a title ends in may come and go.
    """
    url = document.url(entry)
    if url and not url.startswith("#"):
        return link_identity(url)
    title = document.title_in(entry, title_parts(document, entry, log_tags(document).habits).title)
    return " ".join(repair_for_display(title).casefold().split())


def _entry_id(date: str, core: str, number: int) -> str:
    from hashlib import blake2b  # takes longer to import than a short log to search

    identity = core if number == 1 else f"{core}\0{number}"
    data = identity.encode("utf-8", "surrogatepass")
    return f"{date}#{blake2b(data, digest_size=_HASH_BYTES).hexdigest()}"
