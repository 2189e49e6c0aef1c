"""Entries as an Atom feed (RFC 4287)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape, quoteattr

from logtui.document.properties.tags import entry_tags, title_without_tags
from logtui.document.relations.entry_ids import EntryIds
from logtui.export.characters import one_line
from logtui.export.citing.works import age_key
from logtui.export.notes_html import is_safe_link, notes_html

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from logtui.document.model import Document, Entry

_LONG_AGO = "1970-01-01T12:00:00Z"


class FeedOptions(NamedTuple):
    """How a feed is written.

    Attributes:
        title: Its title, which also stands for its author.
        url: Where it will be found; empty where that is not known.
        limit: How many entries it has, the newest ones.
        base_url: What relative links start from.
    """

    title: str
    url: str = ""
    limit: int = 50
    base_url: str = ""


def atom_text(document: Document, entries: Sequence[Entry], options: FeedOptions) -> str:
    """Return a feed of the newest of ``entries``; the same entries always give the same feed."""
    dated = [entry for entry in entries if _updated(document, entry) != _LONG_AGO]
    newest = sorted(dated or entries, key=lambda entry: age_key(document, entry), reverse=True)
    newest = newest[: options.limit]
    updated = max((_updated(document, entry) for entry in newest), default=_LONG_AGO)
    title = one_line(options.title) or "Reading"
    feed_id = options.url or f"urn:uuid:{uuid5(NAMESPACE_URL, f'logtui:{title}')}"
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom">',
        f"  <id>{escape(feed_id)}</id>",
        f"  <title>{escape(title)}</title>",
        f"  <updated>{updated}</updated>",
        f"  <author><name>{escape(title)}</name></author>",
    ]
    if options.url:
        lines.append(f'  <link rel="self" href={quoteattr(options.url)}/>')
    ids = EntryIds(document)
    for entry in newest:
        lines += feed_entry_lines(document, entry, ids.of(entry), options)
    return "".join(f"{line}\n" for line in [*lines, "</feed>"])


def feed_entry_lines(
    document: Document, entry: Entry, entry_id: str, options: FeedOptions
) -> Iterator[str]:
    """Yield the lines of ``entry``, which has the id ``entry_id`` in the log."""
    url = one_line(document.url(entry) or "")
    kind = document.kind(entry)
    yield "  <entry>"
    yield f"    <id>urn:uuid:{uuid5(NAMESPACE_URL, f'logtui:{entry_id}')}</id>"
    title = one_line(title_without_tags(document, entry))
    yield f"    <title>{escape(title or url or '(no title)')}</title>"
    yield f"    <updated>{_updated(document, entry)}</updated>"
    if url and is_safe_link(url):
        yield f"    <link href={quoteattr(url.replace(' ', '%20'))}/>"
    if kind and (name := one_line(kind.name) or one_line(kind.symbol)):
        yield f"    <category term={quoteattr(name)}/>"
    for tag in entry_tags(document, entry):
        yield f"    <category term={quoteattr(one_line(tag))}/>"
    html = notes_html(document.notes(entry) or "", options.base_url).strip()
    # A feed without a link to what an entry is about has to have content.
    if html or not url:
        yield f'    <content type="html">{escape(html)}</content>'
    yield "  </entry>"


def _updated(document: Document, entry: Entry) -> str:
    """Return noon of the day of ``entry``: the clock of whoever exports says nothing of it."""
    date = document.date(entry)
    day = date.first_day() if date else None
    return f"{day:%Y-%m-%d}T12:00:00Z" if day else _LONG_AGO
