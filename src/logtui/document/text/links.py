"""Links in one line of Markdown: where they stand, what they point at.

Brackets and parentheses are paired in one pass over the line, so that titles with brackets and
targets with parentheses come out whole and a line of a hundred thousand ``[`` takes no longer
than any other line of its length.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from logtui.document.text.lazy_pattern import lazy_pattern
from logtui.document.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

LINK_SEARCH_LIMIT = 1 << 16
"""Characters of one line that are searched for links."""

_SIMPLE_LINK = re.compile(r"\[([^][\\`]*)\]\(([^][()\\<>\s]+)\)")
_TRAILING_PUNCTUATION = ".,;:!?'\"*_~…"
_OPENERS = {")": "(", "]": "["}


_TOKEN = lazy_pattern(r"\\.|`+|!?\[|[]()]|<[^<>\s]*>|https?://", re.IGNORECASE)

_TARGET = lazy_pattern(r"(?:<([^<>]*)>|(\S*))(?:\s+(?:\"[^\"]*\"|'[^']*'|\(.*\)))?")
"""What stands between the parentheses: a target, maybe a title."""

_ADDRESS = lazy_pattern(r"https?://[^\s<>\"`|]+", re.IGNORECASE)


class Link(NamedTuple):
    """One link; all spans count characters of the text it was found in.

    Attributes:
        span: The whole of it, brackets and target included.
        label: What a reader sees of it; the target itself in a bare link.
        target: Where it points.
        is_image: Whether it shows a picture instead of pointing at a page.
    """

    span: Span
    label: Span
    target: Span
    is_image: bool = False


def find_links(line: str, start: int = 0) -> Iterator[Link]:
    """Yield the links of ``line`` from ``start`` on, from left to right, none inside another.

    Inline links, ``<https://…>`` and bare ``http(s)://`` addresses count; what stands in a code
    span does not. A picture inside a link is part of the link's label. What lies more than
    ``REACH`` characters behind ``start`` is taken for data, not for prose, and left alone.
    """
    if "](" not in line and "://" not in line:
        return
    simple = _SIMPLE_LINK.match(line, start)
    if simple:
        yield Link(Span(*simple.span()), Span(*simple.span(1)), Span(*simple.span(2)))
        start = simple.end()
    tokens = list(_prose_tokens(line, start))
    pairs = _bracket_pairs(tokens)
    at = start
    for token in tokens:
        if token.start() >= at:
            link = _link_at(line, token, pairs)
            if link:
                yield link
                at = link.span.end


def first_link(line: str, start: int = 0) -> Link | None:
    """Return the first link of ``line`` from ``start`` on that is no picture."""
    return next((link for link in find_links(line, start) if not link.is_image), None)


def unescape_target(target: str) -> str:
    """Return ``target`` without its backslash escapes and with its ``&amp;`` entities resolved."""
    if "\\" in target:
        target = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", target)
    if "&" in target and ";" in target:
        from html import unescape

        target = re.sub(r"&#?\w+;", lambda entity: unescape(entity[0]), target)
    return target


def _link_at(line: str, token: re.Match[str], pairs: dict[int, int]) -> Link | None:
    """Return the link that begins at ``token``; None where none does."""
    kind = token[0][0]
    if kind in "![":
        return _inline_link(line, token, pairs)
    if kind == "<":
        inside = Span(token.start() + 1, token.end() - 1)
        return Link(Span(*token.span()), inside, inside) if "://" in token[0] else None
    return _bare_link(line, token) if kind in "hH" else None


def _inline_link(line: str, token: re.Match[str], pairs: dict[int, int]) -> Link | None:
    """Return the ``[label](target)`` whose bracket is ``token``."""
    bracket = token.end() - 1
    close = pairs.get(bracket, -1)
    end = pairs.get(close + 1, -1)
    if close < 0 or end < 0 or line[close + 1] != "(":
        return None
    inside = line[close + 2 : end]
    begin = close + 2 + len(inside) - len(inside.lstrip())
    target = _TARGET.fullmatch(line, begin, begin + len(inside.strip()))
    if not target:
        return None
    group = 1 if target[1] is not None else 2
    label = Span(bracket + 1, close)
    return Link(Span(token.start(), end + 1), label, Span(*target.span(group)), token[0] == "![")


def _bare_link(line: str, token: re.Match[str]) -> Link | None:
    """Return the address that begins at ``token``, without the punctuation behind it."""
    found = _ADDRESS.match(line, token.start(), token.start() + LINK_SEARCH_LIMIT)
    if not found:
        return None
    start, end = found.span()
    surplus = {c: found[0].count(c) - found[0].count(o) for c, o in _OPENERS.items()}
    while end > token.end():
        last = line[end - 1]
        if last not in _TRAILING_PUNCTUATION and surplus.get(last, 0) <= 0:
            break
        surplus[last] = surplus.get(last, 0) - 1
        end -= 1
    span = Span(start, end)
    return Link(span, span, span) if end > token.end() else None


def _prose_tokens(line: str, start: int) -> Iterator[re.Match[str]]:
    """Yield what may begin or end a link, leaving out escapes and code spans."""
    tokens = list(_TOKEN.finditer(line, start, start + LINK_SEARCH_LIMIT))
    closers: dict[str, list[int]] = {}
    for index, token in enumerate(tokens):
        if token[0][0] == "`":
            closers.setdefault(token[0], []).append(index)
    for places in closers.values():
        places.reverse()
    skip = -1
    for index, token in enumerate(tokens):
        first = token[0][0]
        if first == "`":
            places = closers[token[0]]
            while places and places[-1] <= max(index, skip):
                places.pop()
            if index > skip and places:
                skip = places.pop()
        elif index > skip and first != "\\":
            yield token


def _bracket_pairs(tokens: list[re.Match[str]]) -> dict[int, int]:
    """Return the offset of the closing partner of every bracket and parenthesis that has one."""
    pairs: dict[int, int] = {}
    open_at: dict[str, list[int]] = {"[": [], "(": []}
    for token in tokens:
        last = token[0][-1]
        if last in open_at:
            open_at[last].append(token.end() - 1)
        elif last in _OPENERS and open_at[_OPENERS[last]]:
            pairs[open_at[_OPENERS[last]].pop()] = token.end() - 1
    return pairs
