"""The kind that a link's entry probably has."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from logtui.document import links

if TYPE_CHECKING:
    from collections.abc import Iterator

    from logtui.document.legend import Kind
    from logtui.document.model import Document, Entry

_PAST = 40
_AGREE = 0.8


def guess_kind(document: Document, url: str) -> Kind | None:
    """Return the kind that entries linking to the host of ``url`` have, where they agree.

    Four in five of the first forty count as agreement. None where there are none.
    """
    host = links.host(url)
    if not host:
        return None
    past = [kind for entry in _linking(document, host) if (kind := document.kind(entry))]
    if not past:
        return None
    kind, count = Counter(past).most_common(1)[0]
    return kind if count >= _AGREE * len(past) else None


def _linking(document: Document, host: str) -> Iterator[Entry]:
    """Yield the entries whose link points at ``host``, from the top, ``_PAST`` at most."""
    text, at, given = document.text, -1, 0
    while given < _PAST and (at := text.find(host, at + 1)) >= 0:
        entry = document.entry_at_line(document.line_at(at))
        if entry is None:
            continue
        if links.host(document.url(entry) or "") == host:
            given += 1
            yield entry
        at = max(at, entry.span.end - 1)
