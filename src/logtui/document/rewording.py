"""A new kind, title or link for the first line of an entry that is there already."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from logtui.document import anatomy, drafts, lines, links, markup, neighbours, wording
from logtui.document.blocks import marker_beside
from logtui.document.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from logtui.document.drafts import Draft
    from logtui.document.links import Link
    from logtui.document.model import Document, Entry


class _Anatomy(NamedTuple):
    """Where things stand in a first line, as offsets into it.

    Attributes:
        line: The line.
        bullet: Where its bullet ends.
        symbol: What names the kind; None where nothing does.
        content: Where title and link begin.
        title: The title.
        link: The link; None without one.
    """

    line: str
    bullet: int
    symbol: Span | None
    content: int
    title: Span
    link: Link | None

    @property
    def holds_link(self) -> bool:
        """Whether the link is only a part of the title."""
        if self.link is None or self.title in (self.link.label, self.link.target):
            return False
        return self.title.holds(self.link.span)

    @property
    def is_link(self) -> bool:
        """Whether the title is the label or the target of the link."""
        return self.link is not None and self.title in (self.link.label, self.link.target)


def changed_line(document: Document, entry: Entry, draft: Draft, old: Draft) -> str:
    """Return the first line of ``entry`` with the kind, title and link of ``draft``.

    ``old`` is the draft that the entry gives as it stands; what is the same in both stays.

    Raises:
        DraftError: There is no line that reads back as the draft.
    """
    found = _taken_apart(document, entry)
    head = _changed_head(document, entry, found, draft, old)
    symbol = drafts.symbol(draft.kind, document.legend)
    marker = marker_beside(document, entry)
    for title, content in _contents(found, draft, old):
        wanted = wording.Reading(symbol, title, draft.url)
        if wording.is_read(head + content, wanted, document.legend, marker):
            return head + content
    raise wording.refusal(head, wording.Reading(symbol, draft.title, draft.url), document.legend)


def first_line(document: Document, entry: Entry) -> Span:
    """Return where the entry's first line stands, or the part of it that is the entry's."""
    start, end = entry.span
    return Span(start, min(lines.end_of_line(document.text, start), end))


def _taken_apart(document: Document, entry: Entry) -> _Anatomy:
    """Return the parts of the entry's first line."""
    line = first_line(document, entry).of(document.text)
    parts = document.parts(entry)
    start = entry.span.start
    bullet = parts.bullet.end - start
    kind = anatomy.symbol(line, bullet, document.legend)
    title = Span(parts.title.start - start, parts.title.end - start)
    content = kind[2] if kind else bullet
    return _Anatomy(line, bullet, kind and kind[1], content, title, links.first(line, content))


def _contents(found: _Anatomy, draft: Draft, old: Draft) -> Iterator[tuple[str, str]]:
    """Yield ways to write what stands behind the head, each with the title that it has to give.

    A link in the middle of a title that is gone from the new one becomes the link of all of it.
    """
    targets = wording.targets(draft.url)
    if draft.url == old.url:
        targets = [_target(found.line, found.link).of(found.line) if found.link else None]
    if found.holds_link and draft.url and draft.title != old.title and not links.first(draft.title):
        options = [(title, draft.title.strip()) for title in wording.titles(draft.title)]
        if _is_markdown(found, old):
            options = [(draft.title, markup.plain(draft.title)), *options]
        targets = list(dict.fromkeys((*targets, *wording.targets(draft.url))))
        ahead, behind = found.line[found.content : found.title.start], found.line[found.title.end :]
        for (title, shown), target in product(options, targets):
            yield shown, ahead + wording.linked(title, target) + behind
        return
    titles = _titles(found, draft, old)
    shown = _expected(found, titles[0], draft, old)
    for title, target in product(titles, targets):
        yield shown, _changed_content(found, title, target)


def _titles(found: _Anatomy, draft: Draft, old: Draft) -> list[str]:
    """Return ways to write the title; a title that is Markdown already stays Markdown."""
    raw = found.title.of(found.line)
    if draft.title == old.title:
        return [raw]
    if _is_markdown(found, old):
        return [draft.title]
    titles, before = wording.titles(draft.title), wording.titles(old.title)
    return [titles[before.index(raw)], *titles] if raw in before else titles


def _is_markdown(found: _Anatomy, old: Draft) -> bool:
    """Tell whether the form shows the title as Markdown because there is markup in it."""
    raw = found.title.of(found.line)
    return old.title == raw and markup.plain(raw) != raw.strip()


def _expected(found: _Anatomy, title: str, draft: Draft, old: Draft) -> str:
    """Return what a reader has to see as the title; ``title`` is the first way to write it."""
    if draft.title != old.title and not _is_markdown(found, old):
        return draft.title.strip()
    if found.holds_link and draft.url != old.url:
        title = _retargeted(title, draft.url)
    return markup.plain(title)


def _changed_head(
    document: Document, entry: Entry, found: _Anatomy, draft: Draft, old: Draft
) -> str:
    """Return what stands in front of title and link: the bullet and the symbol of the kind."""
    wanted = drafts.symbol(draft.kind, document.legend)
    if wanted == drafts.symbol(old.kind, document.legend):
        return found.line[: found.content]
    bullet = found.line[: found.bullet]
    if wanted is None:
        return bullet
    if found.symbol:
        return bullet + wanted + found.line[found.symbol.end : found.content]
    return bullet + wording.with_gap(document, neighbours.index_of(document, entry), wanted)


def _changed_content(found: _Anatomy, title: str, target: str | None) -> str:
    """Return what stands behind the head of the line, ``title`` and ``target`` put in."""
    line, link, start = found.line, found.link, found.content
    if link is None:
        whole = found.title
        return line[start : whole.start] + wording.linked(title, target) + line[whole.end :]
    if found.holds_link:
        same = target == _target(line, link).of(line)
        new = title if same else _retargeted(title, target)
        return line[start : found.title.start] + new + line[found.title.end :]
    if found.is_link and (target is None or link.label == link.target):
        return line[start : link.span.start] + wording.linked(title, target) + line[link.span.end :]
    place, new_target = _target(line, link), target
    if target is None:
        place, new_target = link.span, link.label.of(line)
    pieces = sorted(((found.title, title), (place, new_target or "")))
    (first, one), (second, other) = pieces
    return (
        line[start : first.start]
        + one
        + line[first.end : second.start]
        + other
        + line[second.end :]
    )


def _retargeted(title: str, target: str | None) -> str:
    """Return the Markdown ``title`` with its link to ``target``; without it if that is None."""
    link = links.first(title)
    if link is None:
        return title
    if target is None:
        return title[: link.span.start] + link.label.of(title) + title[link.span.end :]
    place = _target(title, link)
    return title[: place.start] + target + title[place.end :]


def _target(line: str, link: Link) -> Span:
    """Return where the target of ``link`` stands, angle brackets included."""
    start, end = link.target
    angled = link.label != link.target and line[start - 1 : start] == "<"
    return Span(start - angled, end + angled)
