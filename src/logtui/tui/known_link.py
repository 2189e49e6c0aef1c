"""What the log already has of a link that is typed into the form for a new entry."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, NamedTuple

from logtui.document.edits import draft_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from logtui.document.model import Document
    from logtui.tui.relations import Relations


class Known(NamedTuple):
    """The latest entry with a link.

    Attributes:
        document: The log that it stands in.
        entry: Index in ``document.entries``.
        day: What its day is called, safe to show.
        title: Its title, to be typed again.
        symbol: The symbol of its kind; empty without one.
    """

    document: Document
    entry: int
    day: str
    title: str
    symbol: str


class Aids(NamedTuple):
    """What helps with a link that is typed.

    Attributes:
        known: Gives the latest entry with the same link; None where there is none, or where that
            is not known yet.
        go: Leads to such an entry.
        fetches: Whether the title of a pasted link is fetched without a key.
    """

    known: Callable[[str], Known | None]
    go: Callable[[Known], object]
    fetches: bool = False


NO_AIDS = Aids(lambda _url: None, lambda _known: None)
"""A form with these is on its own."""


def known(relations: Relations, url: str) -> Known | None:
    """Return the latest entry whose link leads where ``url`` does; None where there is none."""
    entry = relations.latest_with(url)
    if entry is None:
        return None
    document = relations.document
    found = document.entries[entry]
    draft, kind = draft_of(document, found), document.kind(found)
    return Known(
        document,
        entry,
        relations.date_label(entry, datetime.date.today().year),  # noqa: DTZ011 - the user's own
        draft.title if draft else document.title(found),
        kind.symbol if kind else "",
    )
