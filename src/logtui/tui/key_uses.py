"""Which keys have no use at the moment: the bar at the bottom leaves them out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from logtui.document.entry_links import links_of
from logtui.document.properties.states import entry_state

if TYPE_CHECKING:
    from collections.abc import Iterator

    from logtui.tui.host import Host

_ENTRY_KEYS = frozenset({"list.open", "list.mark", "screen.done"})
"""Keys that the selected entry has a use for."""

_CHOSEN_KEYS = frozenset(
    {
        *("screen.edit", "screen.delete", "screen.state", "screen.open"),
        *("screen.copy", "screen.copy_part"),
    }
)
"""Keys that all marked entries have a use for, else the selected one."""

_MAX_SEARCHED = 20_000
"""Characters of an entry that are looked through for a link on the way past it."""


def useless_keys(host: Host) -> frozenset[str]:
    """Return the ids of those keys that would only say why they do nothing."""
    return frozenset(_keys_of_search(host)) | frozenset(_keys_of_entry(host))


def _keys_of_search(host: Host) -> Iterator[str]:
    answer = host.view.answer if host.view else None
    if answer is None:
        yield from ("detail.next_match", "detail.previous_match")
    if answer is None or answer.relaxation is None:
        yield "screen.drop_words"
    if answer is None and not host.marks.entries and not (host.view and host.view.scope.key):
        yield "screen.back"


def _keys_of_entry(host: Host) -> Iterator[str]:
    view, selected, relations = host.view, host.selected, host.relations
    has_marks = bool(host.marks.entries)
    if view is None or selected is None:
        yield from _ENTRY_KEYS if has_marks else _ENTRY_KEYS | _CHOSEN_KEYS
    else:
        document, entry = view.document, view.document.entries[selected]
        is_long = entry.span.end - entry.span.start > _MAX_SEARCHED
        if entry_state(document, entry) is None:
            yield "screen.done"
        has_link = has_marks or is_long or document.url(entry)
        if not has_link and not links_of(document, entry):
            yield "screen.open"
    if selected is None or relations is None or view is None:
        yield from ("screen.thread_previous", "screen.thread_next", "screen.follow")
    elif relations.document is view.document:
        place = relations.thread_position(selected)
        for step, key in ((-1, "screen.thread_previous"), (1, "screen.thread_next")):
            if place is None or place.neighbour(step) is None:
                yield key
        if not relations.references(selected) and not relations.entries_mentioning(selected):
            yield "screen.follow"
