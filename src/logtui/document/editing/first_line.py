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
from logtui.document.extents import inline_marker
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
_INLINE_MARKUP = re.compile(r"([\[\]\\`*_~<>&!])")
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_BLOCK_START = re.compile(r"\s*(?:[-+*#>|=~<]|\d{1,9}[.)](?:\s|$))")
_LIST_NUMBER = re.compile(r"^(\d{1,9})([.)])")
_VARIATION_SELECTOR = "\ufe0f"


class LineReading(NamedTuple):
    """What a reader takes the first line of an entry for.

    Attributes:
        symbol: What names its kind; None where nothing does.
        title: The title without markup.
        url: The target of its link; None without one.
    """

    symbol: str | None
    title: str
    url: str | None


def new_first_line(document: Document, draft: Draft, bullet: str, index: int) -> str:
    """Return the first line of a new entry that begins with ``bullet``.

    Entries near ``index`` tell what stands between symbol and title. A title that holds the link
    already is Markdown and stays as typed.

    Raises:
        DraftError: There is no line that reads back as the draft.
    """
    symbol = kind_symbol(draft.kind, document.legend)
    head = bullet + (symbol_with_gap(document, index, symbol) if symbol else "")
    link = links.first_link(draft.title)
    if link and links.unescape_target(link.target.of(draft.title)) == draft.url:
        line, wanted = (
            head + draft.title,
            LineReading(symbol, markdown.plain_text(draft.title), draft.url),
        )
        if is_read_as(line, wanted, document.legend):
            return line
    wanted = LineReading(symbol, draft.title.strip(), draft.url)
    options = title_spellings(draft.title)
    if not symbol and not draft.url and _BLOCK_START.match(draft.title):
        options = [option for option in options if option != draft.title]
    for title, target in product(options, target_spellings(draft.url)):
        line = head + title_with_link(title, target)
        if is_read_as(line, wanted, document.legend):
            return line
    raise first_line_error(head, wanted, document.legend)


def form_title(raw: str) -> str:
    """Return the title ``raw`` as a form shows it: without escapes where they would come back."""
    plain = markdown.plain_text(raw)
    return plain if "\\" in raw and raw in title_spellings(plain) else raw


def symbol_with_gap(document: Document, index: int, symbol: str) -> str:
    """Return ``symbol`` and what stands between it and a title near ``index``."""
    gap = style.gap_after_symbol(document, index, symbol)
    return symbol + (gap or (" " if symbol[-1].isalnum() else ""))


def title_with_link(title: str, target: str | None) -> str:
    """Return ``title`` as a link to ``target``; an address that is its own title as it is."""
    if target is None:
        return title.strip()
    return target if title == target else f"[{title}]({target})"


def title_spellings(title: str) -> list[str]:
    """Return ways to write ``title``, from none to all of its punctuation escaped."""
    return [
        title,
        _LIST_NUMBER.sub(r"\1\\\2", title.strip()),
        _PUNCTUATION.sub(r"\\\1", title.strip()[:1]) + title.strip()[1:],
        _BRACKETS.sub(r"\\\1", title),
        _INLINE_MARKUP.sub(r"\\\1", title),
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


def read_first_line(line: str, legend: Legend, marker: str = "") -> LineReading:
    """Return what the first ``line`` of an entry says, with the ``marker`` in front of it."""
    start = len(marker)
    whole = Span(0, start + len(line))
    days = (Day(whole, Span(0, start), None, None, 0, 1),)
    entry = Entry(Span(start, whole.end), 0)
    document = Document(marker + line, Encoding(), legend, days, (entry,))
    symbol = document.parts(entry).symbol
    return LineReading(
        symbol.of(document.text) if symbol else None, document.title(entry), document.url(entry)
    )


def is_read_as(line: str, wanted: LineReading, legend: Legend, marker: str = "") -> bool:
    """Tell whether the first ``line`` of an entry behind ``marker`` reads as ``wanted``.

    A symbol that is none of the log's is a part of the title to a reader.
    """
    found = read_first_line(line, legend, marker)
    if found.url != wanted.url:
        return False
    if _without_selector(found.symbol) == _without_selector(wanted.symbol):
        return found.title == wanted.title
    if wanted.symbol is None or found.symbol is not None:
        return False
    rest = found.title.removeprefix(wanted.symbol)
    return rest != found.title and rest.lstrip(" :：–—-") == wanted.title


def _without_selector(symbol: str | None) -> str | None:
    return symbol and symbol.replace(_VARIATION_SELECTOR, "")


def first_line_error(head: str, wanted: LineReading, legend: Legend) -> DraftError:
    """Return the error for the first part of ``wanted`` that no line behind ``head`` gives back."""
    if wanted.symbol and not is_read_as(head + "x", LineReading(wanted.symbol, "x", None), legend):
        return DraftError(
            "kind",
            f"{wanted.symbol} in front of a title does not read back as a kind; use another",
            starts_as_typed=True,
        )
    if wanted.url and not any(
        is_read_as(f"{head}[x]({target})", LineReading(wanted.symbol, "x", wanted.url), legend)
        for target in target_spellings(wanted.url)
    ):
        return DraftError("url", "this link cannot be written in Markdown so that it reads back")
    return DraftError("title", _title_problem(head, wanted, legend))


def _title_problem(head: str, wanted: LineReading, legend: Legend) -> str:
    """Return why no line gives the title back, and what to do."""
    if not wanted.symbol and read_first_line(head + wanted.title, legend).symbol:
        return "the title begins with what names a kind; give that as the kind instead"
    link = links.first_link(wanted.title)
    if link and links.unescape_target(link.target.of(wanted.title)) != wanted.url:
        return "the title holds a link that is not the entry's; make it that, or take it out"
    return "this title would not read back as typed; leave out brackets, asterisks and the like"


class _FirstLineParts(NamedTuple):
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
    def has_link_inside(self) -> bool:
        """Whether the link is only a part of the title."""
        if self.link is None or self.title in (self.link.label, self.link.target):
            return False
        return self.title.holds(self.link.span)

    @property
    def is_link(self) -> bool:
        """Whether the title is the label or the target of the link."""
        return self.link is not None and self.title in (self.link.label, self.link.target)


def changed_first_line(document: Document, entry: Entry, draft: Draft, old: Draft) -> str:
    """Return the first line of ``entry`` with the kind, title and link of ``draft``.

    ``old`` is the draft that the entry gives as it stands; what is the same in both stays.

    Raises:
        DraftError: There is no line that reads back as the draft.
    """
    found = _first_line_parts(document, entry)
    head = _changed_head(document, entry, found, draft, old)
    symbol = kind_symbol(draft.kind, document.legend)
    marker = inline_marker(document, entry)
    for title, content in _content_options(found, draft, old):
        wanted = LineReading(symbol, title, draft.url)
        if is_read_as(head + content, wanted, document.legend, marker):
            return head + content
    raise first_line_error(head, LineReading(symbol, draft.title, draft.url), document.legend)


def first_line_span(document: Document, entry: Entry) -> Span:
    """Return where the entry's first line stands, or the part of it that is the entry's."""
    start, end = entry.span
    return Span(start, min(lines.end_of_line(document.text, start), end))


def _first_line_parts(document: Document, entry: Entry) -> _FirstLineParts:
    """Return the parts of the entry's first line."""
    line = first_line_span(document, entry).of(document.text)
    parts = document.parts(entry)
    start = entry.span.start
    bullet = parts.bullet.end - start
    kind = entry_parts.leading_kind(line, bullet, document.legend)
    title = Span(parts.title.start - start, parts.title.end - start)
    content = kind[2] if kind else bullet
    return _FirstLineParts(
        line, bullet, kind and kind[1], content, title, links.first_link(line, content)
    )


def _content_options(found: _FirstLineParts, draft: Draft, old: Draft) -> Iterator[tuple[str, str]]:
    """Yield ways to write what stands behind the head, each with the title that it has to give.

    A link in the middle of a title that is gone from the new one becomes the link of all of it.
    """
    targets = target_spellings(draft.url)
    if draft.url == old.url:
        targets = [_target_span(found.line, found.link).of(found.line) if found.link else None]
    if (
        found.has_link_inside
        and draft.url
        and draft.title != old.title
        and not links.first_link(draft.title)
    ):
        options = [(title, draft.title.strip()) for title in title_spellings(draft.title)]
        if _is_title_markdown(found, old):
            options = [(draft.title, markdown.plain_text(draft.title)), *options]
        targets = list(dict.fromkeys((*targets, *target_spellings(draft.url))))
        ahead, behind = found.line[found.content : found.title.start], found.line[found.title.end :]
        for (title, shown), target in product(options, targets):
            yield shown, ahead + title_with_link(title, target) + behind
        return
    titles = _title_options(found, draft, old)
    shown = _expected_title(found, titles[0], draft, old)
    for title, target in product(titles, targets):
        yield shown, _changed_content(found, title, target)


def _title_options(found: _FirstLineParts, draft: Draft, old: Draft) -> list[str]:
    """Return ways to write the title; a title that is Markdown already stays Markdown."""
    raw = found.title.of(found.line)
    if draft.title == old.title:
        return [raw]
    if _is_title_markdown(found, old):
        return [draft.title]
    titles, before = title_spellings(draft.title), title_spellings(old.title)
    return [titles[before.index(raw)], *titles] if raw in before else titles


def _is_title_markdown(found: _FirstLineParts, old: Draft) -> bool:
    """Tell whether the form shows the title as Markdown because there is markup in it."""
    raw = found.title.of(found.line)
    return old.title == raw and markdown.plain_text(raw) != raw.strip()


def _expected_title(found: _FirstLineParts, title: str, draft: Draft, old: Draft) -> str:
    """Return what a reader has to see as the title; ``title`` is the first way to write it."""
    if draft.title != old.title and not _is_title_markdown(found, old):
        return draft.title.strip()
    if found.has_link_inside and draft.url != old.url:
        title = _replace_link_target(title, draft.url)
    return markdown.plain_text(title)


def _changed_head(
    document: Document, entry: Entry, found: _FirstLineParts, draft: Draft, old: Draft
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
    return bullet + symbol_with_gap(document, style.entry_index(document, entry), wanted)


def _changed_content(found: _FirstLineParts, title: str, target: str | None) -> str:
    """Return what stands behind the head of the line, ``title`` and ``target`` put in."""
    line, link, start = found.line, found.link, found.content
    if link is None:
        whole = found.title
        return line[start : whole.start] + title_with_link(title, target) + line[whole.end :]
    if found.has_link_inside:
        same = target == _target_span(line, link).of(line)
        new = title if same else _replace_link_target(title, target)
        return line[start : found.title.start] + new + line[found.title.end :]
    if found.is_link and (target is None or link.label == link.target):
        return (
            line[start : link.span.start] + title_with_link(title, target) + line[link.span.end :]
        )
    place, new_target = _target_span(line, link), target
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


def _replace_link_target(title: str, target: str | None) -> str:
    """Return the Markdown ``title`` with its link to ``target``; without it if that is None."""
    link = links.first_link(title)
    if link is None:
        return title
    if target is None:
        return title[: link.span.start] + link.label.of(title) + title[link.span.end :]
    place = _target_span(title, link)
    return title[: place.start] + target + title[place.end :]


def _target_span(line: str, link: Link) -> Span:
    """Return where the target of ``link`` stands, angle brackets included."""
    start, end = link.target
    angled = link.label != link.target and line[start - 1 : start] == "<"
    return Span(start - angled, end + angled)
