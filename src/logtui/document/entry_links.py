"""The links of an entry, for a reader to choose from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from logtui.document.text import lines, links, markdown

if TYPE_CHECKING:
    from collections.abc import Iterator

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
    own = document.parts(entry).link
    found = [
        link for link in _visible_links(text, entry.span) if link.target.start != link.target.end
    ]
    found.sort(key=lambda link: link.target != own)
    result: dict[str, EntryLink] = {}
    for link in found:
        target = links.unescape_target(link.target.of(text))
        label = markdown.plain_text(link.label.of(text)) if link.label != link.target else target
        result.setdefault(target, EntryLink(label or target, target))
    return tuple(result.values())


def _visible_links(text: str, span: Span) -> Iterator[links.Link]:
    """Yield the links and pictures in ``span``, in order, those in fences and comments left out.

    Their labels and targets count characters of ``text``.
    """
    part = span.of(text)
    hidden = markdown.opaque_spans(part)
    for start, line in lines.iter_lines(part):
        if not any(stretch.start <= start < stretch.end for stretch in hidden):
            by = span.start + start
            for link in links.find_links(line):
                label, target = (part.shift(by) for part in (link.label, link.target))
                yield link._replace(label=label, target=target)
