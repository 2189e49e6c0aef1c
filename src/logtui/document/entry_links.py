"""The links of an entry, for a reader to choose from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from logtui.document.text import links, markdown
from logtui.document.text.opaque import visible_paragraphs

if TYPE_CHECKING:
    from logtui.document.model import Document, Entry


@dataclass(frozen=True, slots=True)
class EntryLink:
    """A link of an entry.

    Attributes:
        label: What a reader sees of it; not empty.
        target: Where it leads, without Markdown's escapes.
    """

    label: str
    target: str


def links_of(document: Document, entry: Entry) -> tuple[EntryLink, ...]:
    """Return the links of ``entry``, each once: its own first, then the others as they come."""
    text = document.text
    own_target = document.parts(entry).link
    entry_text = entry.span.of(text)
    visible = [
        link._replace(
            label=link.label.shift(entry.span.start + start),
            target=link.target.shift(entry.span.start + start),
        )
        for start, paragraph in visible_paragraphs(entry_text)
        for link in links.find_links(paragraph)
        if not link.target.is_empty
    ]
    visible.sort(key=lambda link: link.target != own_target)
    links_by_target: dict[str, EntryLink] = {}
    for link in visible:
        target = links.unescape_target(link.target.of(text))
        label = markdown.plain_text(link.label.of(text)) if link.label != link.target else target
        links_by_target.setdefault(target, EntryLink(label or target, target))
    return tuple(links_by_target.values())
