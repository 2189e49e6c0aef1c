"""The first line of an entry: kind, title and link written so that they read back as typed.

What is typed is tried as it stands, then with more and more escapes; the first line that the
reader of entries takes for exactly what was typed is the one that is written.
"""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from logtui.document import anatomy, drafts, lines, links, markup, neighbours
from logtui.document.drafts import Draft, DraftError
from logtui.document.encoding import Encoding
from logtui.document.model import Day, Document, Entry
from logtui.document.text import Span

if TYPE_CHECKING:
    from logtui.document.legend import Legend
    from logtui.document.links import Link

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


class _Anatomy(NamedTuple):
    """Where things stand in a first line: its text, and offsets into it."""

    line: str
    bullet: int
    symbol: Span | None
    content: int
    title: Span
    link: Link | None

    @property
    def is_titled_link(self) -> bool:
        """Whether the link is all there is, and the title its label."""
        return self.link is not None and self.title == self.link.label != self.link.target

    @property
    def has_inner_link(self) -> bool:
        """Whether the link is only a part of the title."""
        return self.link is not None and self.title not in (self.link.label, self.link.target)


def first_line(document: Document, draft: Draft, bullet: str, index: int) -> str:
    """Return the first line of a new entry that begins with ``bullet``.

    Entries near ``index`` tell what stands between symbol and title. A title that holds the link
    already is Markdown and stays as typed.

    Raises:
        DraftError: There is no line that reads back as the draft.
    """
    symbol = drafts.symbol(draft.kind, document.legend)
    head = bullet + (_with_gap(document, index, symbol) if symbol else "")
    link = links.first(draft.title)
    if link and links.unescaped(link.target.of(draft.title)) == draft.url:
        line, wanted = head + draft.title, Reading(symbol, markup.plain(draft.title), draft.url)
        if _is_read(line, wanted, document.legend):
            return line
    wanted = Reading(symbol, draft.title.strip(), draft.url)
    titles = _titles(draft.title)
    if not symbol and not draft.url and _BLOCK.match(draft.title):
        titles = [*titles[1:], *titles[:1]]
    for title, target in product(titles, _targets(draft.url)):
        line = head + _linked(title, target)
        if _is_read(line, wanted, document.legend):
            return line
    raise _refusal(head, wanted, document.legend)


def changed_line(document: Document, entry: Entry, draft: Draft, old: Draft) -> str:
    """Return the first line of ``entry`` with the kind, title and link of ``draft``.

    ``old`` is the draft that the entry gives as it stands; what is the same in both stays.

    Raises:
        DraftError: There is no line that reads back as the draft.
    """
    found = _taken_apart(document, entry)
    head = _changed_head(document, entry, found, draft, old)
    raw = found.title.of(found.line)
    is_markup = old.title == raw and markup.plain(raw) != raw.strip()
    symbol = drafts.symbol(draft.kind, document.legend)
    titles = [draft.title] if is_markup else _titles(draft.title)
    if draft.title == old.title:
        titles = [raw]
    elif raw in (escaped := _titles(old.title)) and not is_markup:
        titles = [titles[escaped.index(raw)], *titles]
    targets = _targets(draft.url)
    if draft.url == old.url:
        targets = [_target(found.line, found.link).of(found.line) if found.link else None]
    written_as_is = is_markup or draft.title == old.title
    plain = draft.title.strip()
    if written_as_is:
        plain = markup.plain(
            _retargeted(titles[0], draft.url) if found.has_inner_link else titles[0]
        )
    wanted = Reading(symbol, plain, draft.url)
    for title, target in product(titles, targets):
        line = head + _changed_content(found, title, target)
        if _is_read(line, wanted, document.legend):
            return line
    raise _refusal(head, wanted, document.legend)


def shown_title(raw: str) -> str:
    """Return the title ``raw`` as a form shows it: without escapes where they would come back."""
    plain = markup.plain(raw)
    return plain if "\\" in raw and raw in _titles(plain) else raw


def line_end(document: Document, entry: Entry) -> int:
    """Return where the entry's first line ends; in a table, where its cell does."""
    end = min(lines.end_of_line(document.text, entry.span.start), entry.span.end)
    marker = document.days[entry.day].marker
    if marker.end == entry.span.start and marker.of(document.text).lstrip().startswith("|"):
        bar = document.text.find("|", entry.span.start, end)
        return bar if bar >= 0 else end
    return end


def _taken_apart(document: Document, entry: Entry) -> _Anatomy:
    """Return the parts of the entry's first line, their offsets counted from its beginning."""
    start = entry.span.start
    parts = document.parts(entry)
    line = document.text[start : line_end(document, entry)]
    bullet = parts.bullet.end - start
    kind = anatomy.symbol(line, bullet, document.legend)
    title = Span(parts.title.start - start, parts.title.end - start)
    content = kind[2] if kind else bullet
    return _Anatomy(line, bullet, kind and kind[1], content, title, links.first(line, content))


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
    return bullet + _with_gap(document, neighbours.index_of(document, entry), wanted)


def _with_gap(document: Document, index: int, symbol: str) -> str:
    """Return ``symbol`` and what stands between it and a title near ``index``."""
    gap = neighbours.gap_behind_symbol(document, index, symbol)
    return symbol + (gap or (" " if symbol[-1].isalnum() else ""))


def _changed_content(found: _Anatomy, title: str, target: str | None) -> str:
    """Return title and link with what stands behind them, ``title`` and ``target`` put in."""
    line, link = found.line, found.link
    if found.has_inner_link and link:
        ahead = line[found.content : found.title.start]
        same = target == _target(line, link).of(line)
        return ahead + (title if same else _retargeted(title, target)) + line[found.title.end :]
    if found.is_titled_link and link and target is not None:
        place = _target(line, link)
        between = line[link.label.end : place.start]
        return line[found.content : link.label.start] + title + between + target + line[place.end :]
    whole = link.span if link else found.title
    return line[found.content : whole.start] + _linked(title, target) + line[whole.end :]


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


def _linked(title: str, target: str | None) -> str:
    """Return ``title`` as a link to ``target``; an address that is its own title as it is."""
    if target is None:
        return title.strip()
    return target if title == target else f"[{title}]({target})"


def _titles(title: str) -> list[str]:
    """Return ways to write ``title``, from none to all of its punctuation escaped."""
    return [
        title,
        _COUNT.sub(r"\1\\\2", title.strip()),
        _PUNCTUATION.sub(r"\\\1", title.strip()[:1]) + title.strip()[1:],
        _BRACKETS.sub(r"\\\1", title),
        _INLINE.sub(r"\\\1", title),
        _PUNCTUATION.sub(r"\\\1", title),
    ]


def _targets(url: str | None) -> list[str | None]:
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


def read(line: str, legend: Legend) -> Reading:
    """Return what the first ``line`` of an entry says."""
    whole = Span(0, len(line))
    days = (Day(whole, Span(0, 0), None, None, 0, 1),)
    document = Document(line, Encoding(), legend, days, (Entry(whole, 0),))
    entry = document.entries[0]
    symbol = document.parts(entry).symbol
    return Reading(symbol.of(line) if symbol else None, document.title(entry), document.url(entry))


def _is_read(line: str, wanted: Reading, legend: Legend) -> bool:
    """Tell whether ``line`` reads as ``wanted``.

    A symbol that is none of the log's is a part of the title to a reader.
    """
    found = read(line, legend)
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


def _refusal(head: str, wanted: Reading, legend: Legend) -> DraftError:
    """Return the error for the first part of ``wanted`` that no line behind ``head`` gives back."""
    if wanted.symbol and not _is_read(head + "x", Reading(wanted.symbol, "x", None), legend):
        return DraftError(
            "kind",
            f"{wanted.symbol} in front of a title does not read back as a kind; use another.",
        )
    if wanted.url and not any(
        _is_read(f"{head}[x]({target})", Reading(wanted.symbol, "x", wanted.url), legend)
        for target in _targets(wanted.url)
    ):
        return DraftError("url", "This link cannot be written in Markdown so that it reads back.")
    return DraftError("title", "This title would not read back as typed; leave out its marks.")
