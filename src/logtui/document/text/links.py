"""Links in one line of Markdown: where they stand and what they point at.

Brackets, blanks and quotes of a line are looked up once for all of its links, so that titles with
brackets and targets with parentheses come out whole and a line of a hundred thousand ``[`` takes
no longer than any other line of its length.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from logtui.document.text import lines
from logtui.document.text.lazy_pattern import lazy_pattern
from logtui.document.text.spans import Span

LINK_SEARCH_LIMIT = 1 << 16
"""Characters of one line that are searched for links."""

_TRAILING_PUNCTUATION = ".,;:!?'\"*_~…"
_OPENERS = {")": "(", "]": "["}

_SIMPLE_LINK = re.compile(r"\[([^][\\`]*)\]\(([^][()\\<>\s]+)\)")

_TOKEN = lazy_pattern(r"\\.|`+|!?\[|[]()]|<[^<>\s]*>|https?://", re.IGNORECASE)

_BLANKS = lazy_pattern(r"\s+")

_ANGLE_BRACKET = lazy_pattern(r"[<>]")

_ADDRESS = lazy_pattern(r"https?://[^\s<>\"`|]+", re.IGNORECASE)

_ESCAPE = lazy_pattern(r"\\([!-/:-@\[-`{-~])")

_ENTITY = lazy_pattern(r"&#?\w+;")

_LONGEST_DEFINITION = 1000
"""Characters of a definition that goes on in the next lines."""

_DEFINITION = lazy_pattern(
    r"(?:^|(?<=[\r\n]))[ ]{0,3}\[(?P<label>[^]\[^][^]\[]{0,200})\]:[ \t]*<?(?P<target>[^\s<>]+)"
)

_REFERENCE = lazy_pattern(
    r"(?<![\\!\]])\[(?P<title>[^]\[]{1,400})\](?:\[(?P<label>[^]\[]{0,200})\])?(?![(:])"
)


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
    ``LINK_SEARCH_LIMIT`` characters after ``start`` is taken for data, not prose, and left alone.
    """
    if "](" not in line and "://" not in line:
        return
    simple = _simple_link(line, start)
    if simple:
        yield simple
        start = simple.span.end
    tokens = list(_prose_tokens(line, start))
    reader = _LinkReader(line, start, tokens)
    for token in tokens:
        if token.start() >= start:
            link = reader.link_at(token)
            if link:
                yield link
                start = link.span.end


def first_link(line: str, start: int = 0) -> Link | None:
    """Return the first link of ``line`` from ``start`` on that is not a picture."""
    simple = _simple_link(line, start)
    return simple or next((link for link in find_links(line, start) if not link.is_image), None)


def _simple_link(line: str, start: int) -> Link | None:
    """Return the link at ``start`` that has no other marks in it; None for any other."""
    match = _SIMPLE_LINK.match(line, start)
    return match and Link(Span(*match.span()), Span(*match.span(1)), Span(*match.span(2)))


def unescape_target(target: str) -> str:
    """Return ``target`` without its backslash escapes and with its ``&amp;`` entities resolved."""
    if "\\" in target:
        target = _ESCAPE.sub(r"\1", target)
    if "&" in target and ";" in target:
        from html import unescape

        target = _ENTITY.sub(lambda entity: unescape(entity[0]), target)
    return target


def find_definitions(text: str) -> dict[str, Span]:
    """Return where the targets of the link definitions of ``text`` stand, by their folded labels.

    The first of several with one label counts. Footnotes are none.
    """
    definitions: dict[str, Span] = {}
    # By stretches, as other threads wait for a search in all of a large text.
    for start, end in lines.iter_chunks(text, 0, len(text)) if "]:" in text else ():
        for match in _DEFINITION.finditer(text, start, end + _LONGEST_DEFINITION):
            if match.start() < end:
                definitions.setdefault(_folded_label(match["label"]), Span(*match.span("target")))
    return definitions


def reference_target(text: str, definitions: dict[str, Span]) -> Span | None:
    """Return the target of the first ``[title][label]`` or ``[label]`` of ``text`` in them."""
    targets = (_target_of(match, definitions) for match in _REFERENCE.finditer(text))
    return next(filter(None, targets), None)


def without_references(text: str, definitions: dict[str, Span]) -> str:
    """Return ``text`` with what a reader sees of each reference to one of the ``definitions``."""
    return _REFERENCE.sub(
        lambda match: match["title"] if _target_of(match, definitions) else match[0], text
    )


def _target_of(match: re.Match[str], definitions: dict[str, Span]) -> Span | None:
    return definitions.get(_folded_label(match["label"] or match["title"]))


def _folded_label(label: str) -> str:
    return " ".join(label.split()).casefold()


class _LinkReader:
    """Reads the links of one line, each in a time that does not grow with what is around it."""

    def __init__(self, line: str, start: int, tokens: list[re.Match[str]]) -> None:
        self._line = line
        self._start = start
        # The closing partner of every bracket and parenthesis that has one.
        self._pairs: dict[int, int] = {}
        open_offsets: dict[str, list[int]] = {"[": [], "(": []}
        for token in tokens:
            last = token[0][-1]
            if last in open_offsets:
                open_offsets[last].append(token.end() - 1)
            elif last in _OPENERS and open_offsets[_OPENERS[last]]:
                self._pairs[open_offsets[_OPENERS[last]].pop()] = token.end() - 1
        self._closing_quotes: dict[int, int] = {}

    @cached_property
    def _blanks(self) -> tuple[list[int], list[int]]:
        """Where the runs of blanks begin and where they end."""
        runs = _BLANKS.finditer(self._line, self._start, self._start + LINK_SEARCH_LIMIT)
        spans = [run.span() for run in runs]
        return [start for start, _ in spans], [end for _, end in spans]

    def link_at(self, token: re.Match[str]) -> Link | None:
        """Return the link that begins at ``token``; None where none does."""
        opener = token[0][0]
        if opener == "<":
            inside = Span(token.start() + 1, token.end() - 1)
            return Link(Span(*token.span()), inside, inside) if "://" in token[0] else None
        if opener not in "![":
            return _bare_link(self._line, token) if opener in "hH" else None
        bracket = token.end() - 1
        close = self._pairs.get(bracket, -1)
        end = self._pairs.get(close + 1, -1)
        if close < 0 or end < 0 or self._line[close + 1] != "(":
            return None
        target = self._target_in(close + 2, end)
        if target is None:
            return None
        label = Span(bracket + 1, close)
        return Link(Span(token.start(), end + 1), label, target, token[0] == "![")

    def _target_in(self, start: int, end: int) -> Span | None:
        """Return the target between the parentheses, maybe with a title after it."""
        starts, ends = self._blanks
        start = min(self._after_blanks(start), end)
        last_run = bisect_left(ends, end)
        if ends[last_run : last_run + 1] == [end]:
            end = max(starts[last_run], start)
        if self._line.startswith("<", start):
            closing = _ANGLE_BRACKET.search(self._line, start + 1, end)
            if closing and closing[0] == ">" and self._is_title(closing.end(), end):
                is_one_line = self._line.find("\n", start, closing.start()) < 0
                return Span(start + 1, closing.start()) if is_one_line else None
        next_run = bisect_left(starts, start)
        word_end = min([end, *starts[next_run : next_run + 1]])
        return Span(start, word_end) if self._is_title(word_end, end) else None

    def _is_title(self, start: int, end: int) -> bool:
        """Tell whether what follows a target is nothing, or blanks and a title in quotes."""
        if start == end:
            return True
        quote = self._after_blanks(start)
        mark = self._line[quote]
        if mark == "(":
            return start < quote < end - 1 and self._line[end - 1] == ")"
        if quote == start or mark not in "\"'":
            return False
        if quote not in self._closing_quotes:
            self._closing_quotes[quote] = self._line.find(mark, quote + 1)
        return self._closing_quotes[quote] == end - 1

    def _after_blanks(self, offset: int) -> int:
        starts, ends = self._blanks
        run = bisect_left(starts, offset)
        return ends[run] if starts[run : run + 1] == [offset] else offset


def _bare_link(line: str, token: re.Match[str]) -> Link | None:
    """Return the address that begins at ``token``, without the punctuation after it."""
    address = _ADDRESS.match(line, token.start(), token.start() + LINK_SEARCH_LIMIT)
    if not address:
        return None
    start, end = address.span()
    unpaired = {c: address[0].count(c) - address[0].count(o) for c, o in _OPENERS.items()}
    while end > token.end():
        last = line[end - 1]
        if last not in _TRAILING_PUNCTUATION and unpaired.get(last, 0) <= 0:
            break
        unpaired[last] = unpaired.get(last, 0) - 1
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
    for indices in closers.values():
        indices.reverse()
    code_end = -1
    for index, token in enumerate(tokens):
        first = token[0][0]
        if first == "`":
            indices = closers[token[0]]
            while indices and indices[-1] <= max(index, code_end):
                indices.pop()
            if index > code_end and indices:
                code_end = indices.pop()
        elif index > code_end and first != "\\":
            yield token
