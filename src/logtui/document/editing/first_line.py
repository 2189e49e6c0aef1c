"""The first line of an entry: kind, title and link written so that they read back as typed.

What is typed is tried as it stands, then with more and more escapes; the first line that the
reader of entries takes for exactly what was typed is the one that is written.
"""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from logtui.document import entry_parts
from logtui.document.editing import style
from logtui.document.editing.draft import Draft, DraftError, kind_symbol
from logtui.document.extents import marker_beside
from logtui.document.model import Day, Document, Entry
from logtui.document.text import lines, links, markdown
from logtui.document.text.encoding import Encoding
from logtui.document.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from logtui.document.editing.draft import Draft
    from logtui.document.legend import Legend
    from logtui.document.text.links import Link


_BRACKETS = re.compile(r"([\[\]\\])")
_INLINE = re.compile(r"([\[\]\\`*_~<>&!])")
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_BLOCK = re.compile(r"\s*(?:[-+*#>|=~<]|\d{1,9}[.)](?:\s|$))")
_COUNT = re.compile(r"^(\d{1,9})([.)])")
_SELECTOR = "\ufe0f"


class Reading(NamedTuple):
    """What a reader takes the first line of an entry for.

    Attributes:
        symbol: What names its kind; None where nothing does.
        title: The title without markup.
        url: The target of its link; None without one.
    """

    symbol: str | None
    title: str
    url: str | None


def first_line(document: Document, draft: Draft, bullet: str, index: int) -> str:
    """Return the first line of a new entry that begins with ``bullet``.

    Entries near ``index`` tell what stands between symbol and title. A title that holds the link
    already is Markdown and stays as typed.

    Raises:
        DraftError: There is no line that reads back as the draft.
    """
    symbol = kind_symbol(draft.kind, document.legend)
    head = bullet + (with_gap(document, index, symbol) if symbol else "")
    link = links.first(draft.title)
    if link and links.unescaped(link.target.of(draft.title)) == draft.url:
        line, wanted = head + draft.title, Reading(symbol, markdown.plain(draft.title), draft.url)
        if is_read(line, wanted, document.legend):
            return line
    wanted = Reading(symbol, draft.title.strip(), draft.url)
    options = title_spellings(draft.title)
    if not symbol and not draft.url and _BLOCK.match(draft.title):
        options = [option for option in options if option != draft.title]
    for title, target in product(options, target_spellings(draft.url)):
        line = head + linked(title, target)
        if is_read(line, wanted, document.legend):
            return line
    raise refusal(head, wanted, document.legend)


def shown_title(raw: str) -> str:
    """Return the title ``raw`` as a form shows it: without escapes where they would come back."""
    plain = markdown.plain(raw)
    return plain if "\\" in raw and raw in title_spellings(plain) else raw


def with_gap(document: Document, index: int, symbol: str) -> str:
    """Return ``symbol`` and what stands between it and a title near ``index``."""
    gap = style.gap_behind_symbol(document, index, symbol)
    return symbol + (gap or (" " if symbol[-1].isalnum() else ""))


def linked(title: str, target: str | None) -> str:
    """Return ``title`` as a link to ``target``; an address that is its own title as it is."""
    if target is None:
        return title.strip()
    return target if title == target else f"[{title}]({target})"


def title_spellings(title: str) -> list[str]:
    """Return ways to write ``title``, from none to all of its punctuation escaped."""
    return [
        title,
        _COUNT.sub(r"\1\\\2", title.strip()),
        _PUNCTUATION.sub(r"\\\1", title.strip()[:1]) + title.strip()[1:],
        _BRACKETS.sub(r"\\\1", title),
        _INLINE.sub(r"\\\1", title),
        _PUNCTUATION.sub(r"\\\1", title),
    ]


def target_spellings(url: str | None) -> list[str | None]:
    """Return ways to write ``url`` as the target of a link; None for no link."""
    if url is None:
        return [None]
    escaped = re.sub(r"([\\()<>\[\]`])", r"\\\1", url.replace("&", "&amp;"))
    options = (
        url,
        f"<{url}>",
        re.sub(r"([\\()\[\]`])", r"\\\1", url),
        escaped,
        f"<{escaped}>",
    )
    return list(dict.fromkeys(options))


def read(line: str, legend: Legend, marker: str = "") -> Reading:
    """Return what the first ``line`` of an entry says, with the ``marker`` in front of it."""
    start = len(marker)
    whole = Span(0, start + len(line))
    days = (Day(whole, Span(0, start), None, None, 0, 1),)
    entry = Entry(Span(start, whole.end), 0)
    document = Document(marker + line, Encoding(), legend, days, (entry,))
    symbol = document.parts(entry).symbol
    return Reading(
        symbol.of(document.text) if symbol else None, document.title(entry), document.url(entry)
    )


def is_read(line: str, wanted: Reading, legend: Legend, marker: str = "") -> bool:
    """Tell whether the first ``line`` of an entry behind ``marker`` reads as ``wanted``.

    A symbol that is none of the log's is a part of the title to a reader.
    """
    found = read(line, legend, marker)
    if found.url != wanted.url:
        return False
    if _bare(found.symbol) == _bare(wanted.symbol):
        return found.title == wanted.title
    if wanted.symbol is None or found.symbol is not None:
        return False
    rest = found.title.removeprefix(wanted.symbol)
    return rest != found.title and rest.lstrip(" :：–—-") == wanted.title


def _bare(symbol: str | None) -> str | None:
    return symbol and symbol.replace(_SELECTOR, "")


def refusal(head: str, wanted: Reading, legend: Legend) -> DraftError:
    """Return the error for the first part of ``wanted`` that no line behind ``head`` gives back."""
    if wanted.symbol and not is_read(head + "x", Reading(wanted.symbol, "x", None), legend):
        return DraftError(
            "kind",
            f"{wanted.symbol} in front of a title does not read back as a kind; use another.",
        )
    if wanted.url and not any(
        is_read(f"{head}[x]({target})", Reading(wanted.symbol, "x", wanted.url), legend)
        for target in target_spellings(wanted.url)
    ):
        return DraftError("url", "This link cannot be written in Markdown so that it reads back.")
    return DraftError("title", _about_title(head, wanted, legend))


def _about_title(head: str, wanted: Reading, legend: Legend) -> str:
    """Return why no line gives the title back, and what to do."""
    if not wanted.symbol and read(head + wanted.title, legend).symbol:
        return "The title begins with what names a kind; give that as the kind instead."
    link = links.first(wanted.title)
    if link and links.unescaped(link.target.of(wanted.title)) != wanted.url:
        return "The title holds a link that is not the entry's; make it that, or take it out."
    return "This title would not read back as typed; leave out brackets, asterisks and the like."


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
    symbol = kind_symbol(draft.kind, document.legend)
    marker = marker_beside(document, entry)
    for title, content in _contents(found, draft, old):
        wanted = Reading(symbol, title, draft.url)
        if is_read(head + content, wanted, document.legend, marker):
            return head + content
    raise refusal(head, Reading(symbol, draft.title, draft.url), document.legend)


def first_line_span(document: Document, entry: Entry) -> Span:
    """Return where the entry's first line stands, or the part of it that is the entry's."""
    start, end = entry.span
    return Span(start, min(lines.end_of_line(document.text, start), end))


def _taken_apart(document: Document, entry: Entry) -> _Anatomy:
    """Return the parts of the entry's first line."""
    line = first_line_span(document, entry).of(document.text)
    parts = document.parts(entry)
    start = entry.span.start
    bullet = parts.bullet.end - start
    kind = entry_parts.symbol(line, bullet, document.legend)
    title = Span(parts.title.start - start, parts.title.end - start)
    content = kind[2] if kind else bullet
    return _Anatomy(line, bullet, kind and kind[1], content, title, links.first(line, content))


def _contents(found: _Anatomy, draft: Draft, old: Draft) -> Iterator[tuple[str, str]]:
    """Yield ways to write what stands behind the head, each with the title that it has to give.

    A link in the middle of a title that is gone from the new one becomes the link of all of it.
    """
    targets = target_spellings(draft.url)
    if draft.url == old.url:
        targets = [_target(found.line, found.link).of(found.line) if found.link else None]
    if found.holds_link and draft.url and draft.title != old.title and not links.first(draft.title):
        options = [(title, draft.title.strip()) for title in title_spellings(draft.title)]
        if _is_markdown(found, old):
            options = [(draft.title, markdown.plain(draft.title)), *options]
        targets = list(dict.fromkeys((*targets, *target_spellings(draft.url))))
        ahead, behind = found.line[found.content : found.title.start], found.line[found.title.end :]
        for (title, shown), target in product(options, targets):
            yield shown, ahead + linked(title, target) + behind
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
    titles, before = title_spellings(draft.title), title_spellings(old.title)
    return [titles[before.index(raw)], *titles] if raw in before else titles


def _is_markdown(found: _Anatomy, old: Draft) -> bool:
    """Tell whether the form shows the title as Markdown because there is markup in it."""
    raw = found.title.of(found.line)
    return old.title == raw and markdown.plain(raw) != raw.strip()


def _expected(found: _Anatomy, title: str, draft: Draft, old: Draft) -> str:
    """Return what a reader has to see as the title; ``title`` is the first way to write it."""
    if draft.title != old.title and not _is_markdown(found, old):
        return draft.title.strip()
    if found.holds_link and draft.url != old.url:
        title = _retargeted(title, draft.url)
    return markdown.plain(title)


def _changed_head(
    document: Document, entry: Entry, found: _Anatomy, draft: Draft, old: Draft
) -> str:
    """Return what stands in front of title and link: the bullet and the symbol of the kind."""
    wanted = kind_symbol(draft.kind, document.legend)
    if wanted == kind_symbol(old.kind, document.legend):
        return found.line[: found.content]
    bullet = found.line[: found.bullet]
    if wanted is None:
        return bullet
    if found.symbol:
        return bullet + wanted + found.line[found.symbol.end : found.content]
    return bullet + with_gap(document, style.index_of(document, entry), wanted)


def _changed_content(found: _Anatomy, title: str, target: str | None) -> str:
    """Return what stands behind the head of the line, ``title`` and ``target`` put in."""
    line, link, start = found.line, found.link, found.content
    if link is None:
        whole = found.title
        return line[start : whole.start] + linked(title, target) + line[whole.end :]
    if found.holds_link:
        same = target == _target(line, link).of(line)
        new = title if same else _retargeted(title, target)
        return line[start : found.title.start] + new + line[found.title.end :]
    if found.is_link and (target is None or link.label == link.target):
        return line[start : link.span.start] + linked(title, target) + line[link.span.end :]
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
