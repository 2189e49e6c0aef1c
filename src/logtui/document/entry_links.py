"""The links of an entry, for a reader to choose from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from logtui.document.text import lines, links, markdown
from logtui.document.text.opaque import opaque_spans

if TYPE_CHECKING:
    from logtui.document.model import Document, Entry
    from logtui.document.text.spans import Span


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
    visible = [link for link in _visible_links(text, entry.span) if not link.target.is_empty]
    visible.sort(key=lambda link: link.target != own_target)
    links_by_target: dict[str, EntryLink] = {}
    for link in visible:
        target = links.unescape_target(link.target.of(text))
        label = markdown.plain_text(link.label.of(text)) if link.label != link.target else target
        links_by_target.setdefault(target, EntryLink(label or target, target))
    return tuple(links_by_target.values())


def _visible_links(text: str, span: Span) -> Iterator[links.Link]:
    """Yield the links and pictures in ``span``, in order, those in fences and comments left out.

    Their labels and targets count characters of ``text``.
    """
    entry_text = span.of(text)
    opaque = opaque_spans(entry_text)
    for start, line in lines.iter_lines(entry_text):
        if not any(stretch.start <= start < stretch.end for stretch in opaque):
            offset = span.start + start
            for link in links.find_links(line):
                yield link._replace(
                    label=link.label.shift(offset), target=link.target.shift(offset)
                )
