"""Threads: the entries of a log that link to the same thing, found again on another day."""

from __future__ import annotations

import re
from itertools import islice
from time import perf_counter
from typing import TYPE_CHECKING

from logtui.document.relations.same_link import link_identity
from logtui.document.text import diff
from logtui.document.text.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from logtui.document.model import Document, Entry


_PART_OF_LINK = lazy_pattern(r"%[0-9a-f]{2}|[a-z0-9]+")
_FOREIGN_HOST = "xn--"


def latest_entry_with_link(document: Document, url: str) -> Entry | None:
    """Return the latest entry whose own link leads where ``url`` does; None without one.

    Of those with the same date, or without one, it is the last in the log. For a single link this
    takes far less time than ``Threads``.
    """
    identity = "" if url.startswith("#") else link_identity(url)
    if not identity:
        return None
    entries: Iterable[Entry] = document.entries
    parts = _PART_OF_LINK.findall(identity.lower())
    if _FOREIGN_HOST not in identity and not all("%" in part for part in parts):
        # However it is spelled, the link holds the longest run of letters of its identity.
        longest = max((part for part in parts if "%" not in part), key=len)
        matches = re.finditer(longest, document.text, re.IGNORECASE)
        lines = (document.line_at(match.start()) for match in matches)
        entries = filter(None, map(document.entry_at_line, dict.fromkeys(lines)))
    same = [entry for entry in entries if link_identity(document.url(entry) or "#") == identity]
    dates = [date.order_key() if (date := document.date(entry)) else None for entry in same]
    ordered = sorted(range(len(same)), key=lambda index: dates[index] or (0, 0, 0))
    return same[ordered[-1]] if ordered else None


class Threads:
    """Which entries of a document have the same link, made step by step.

    Only an entry's own link counts, and none that leads to a place in the log itself. What was
    not taken up yet is not found, so a thread is whole when ``advance`` has said that nothing is
    left to do.

    Attributes:
        document: The document whose entries are meant; all numbers are indices of its ``entries``.
        identities: The identity of each entry's link, as far as taken up; empty for one without.
    """

    def __init__(self, document: Document, before: Threads | None = None) -> None:
        """Begin the threads of ``document``.

        Args:
            document: The log.
            before: Those of an earlier state of it, whose links need not be understood again.
        """
        self.document = document
        self.identities: list[str] = []
        self._by_identity: dict[str, list[int]] = {}
        self._steps = self._take_up_entries(before)

    def advance(self, seconds: float) -> bool:
        """Work for about ``seconds`` and tell whether there is more to do."""
        return take_steps(self._steps, seconds)

    def thread(self, entry: int) -> tuple[int, ...]:
        """Return the entries with the link of ``entry``, itself among them, in the log's order.

        Empty where no other entry has this link, and where it has none.
        """
        if entry >= len(self.identities) or not self.identities[entry]:
            return ()
        entries = self.with_identity(self.identities[entry])
        return entries if len(entries) > 1 else ()

    def with_identity(self, wanted: str) -> tuple[int, ...]:
        """Return the entries whose link has the identity ``wanted``, in the log's order."""
        return tuple(self._by_identity.get(wanted, ()))

    def _take_up_entries(self, before: Threads | None) -> Iterator[None]:
        """Take up one entry each time."""
        document = self.document
        earlier = _KnownIdentities(before.document, before.identities, document) if before else None
        for index, entry in enumerate(document.entries):
            identity = earlier.identity_of(index) if earlier else None
            if identity is None:
                url = document.url(entry) or ""
                identity = "" if url.startswith("#") else link_identity(url)
            self.identities.append(identity)
            if identity:
                self._by_identity.setdefault(identity, []).append(index)
            yield


class _KnownIdentities:
    """The identities of the links of an earlier state, for entries that are still the same.

    These are the entries before the first difference between the two texts and those after
    the last one.
    """

    def __init__(self, old: Document, identities: Sequence[str], new: Document) -> None:
        self._old = old
        self._new = new
        self._identities = identities
        self._moved = len(new.text) - len(old.text)
        self._further = len(new.entries) - len(old.entries)
        self._until = diff.common_prefix(old.text, new.text)
        most = min(len(old.text), len(new.text)) - self._until
        self._from = len(new.text) - diff.common_suffix(old.text, new.text, most)

    def identity_of(self, index: int) -> str | None:
        """Return the identity of the link of the entry that has ``index`` now; None if unknown."""
        span = self._new.entries[index].span
        if span.end <= self._until:
            shift, old_index = 0, index
        elif span.start >= self._from:
            shift, old_index = self._moved, index - self._further
        else:
            return None
        if not 0 <= old_index < len(self._identities):
            return None
        start, end = self._old.entries[old_index].span
        return self._identities[old_index] if (start + shift, end + shift) == span else None


STEPS_PER_CHECK = 64
"""Steps between two looks at the clock."""


def take_steps(steps: Iterator[None], seconds: float) -> bool:
    """Take ``steps`` for about ``seconds`` and tell whether there may be more of them."""
    end = perf_counter() + seconds
    while sum(1 for _ in islice(steps, STEPS_PER_CHECK)) == STEPS_PER_CHECK:
        if perf_counter() >= end:
            return True
    return False
