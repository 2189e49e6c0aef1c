"""Kinds of entries and the symbols that stand for them, as the log itself declares them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Final, NamedTuple

from logtui.document.text import lines
from logtui.document.text.encoding import repair_for_display
from logtui.document.text.lazy_pattern import lazy_pattern
from logtui.document.text.safe import VARIATION_SELECTOR
from logtui.document.text.spans import Span

LONGEST_PREAMBLE = 1 << 16
"""Characters before the first day in which a legend or a year is looked for."""

_EMPHASIS_MARKS = "*_`"

_KIND_ITEM = lazy_pattern(
    r"[ \t]{0,3}[-*+•][ \t]+(?P<symbol>[^\s:=]{1,12})[ \t]*(?::|=|->|→|[-–—](?=\s))"
    r"[ \t]*(?P<name>\S.*)"
)
"""One kind of a legend: a bullet, a symbol, a sign, a name."""

_PHRASE_ENDS = lazy_pattern(r"[,;/&]|\band\b|\bor\b")

_WORD = lazy_pattern(r"\w+")

_LEGEND_HEADING = lazy_pattern(
    r"[\s#*_>]*(?:legend|key|symbols|kinds|emoji key)\b[\s:*_]*$", re.IGNORECASE
)


class Kind(NamedTuple):
    """A kind of entry.

    Attributes:
        symbol: What is written before an entry of this kind, as the log writes it.
        name: What the log calls it; empty where the log does not say.
    """

    symbol: str
    name: str


class Legend:
    """The kinds that a log declares.

    Attributes:
        kinds: In the order of the log; empty for a log without a legend.
        span: The lines that declare them, the heading among them; None without a legend.
    """

    def __init__(self, kinds: tuple[Kind, ...] = (), span: Span | None = None) -> None:
        self.kinds: Final = kinds
        self.span: Final = span

    def __repr__(self) -> str:
        """Return the legend as it is made."""
        return f"Legend({self.kinds!r}, {self.span!r})"

    def match(self, text: str, start: int = 0) -> tuple[Kind, int] | None:
        """Return the kind that ``text`` begins with at ``start`` and where its symbol ends.

        The longest symbol wins. A variation selector (U+FE0F) may be there or not, on either side.
        """
        if not self.kinds:
            return None
        match = self._symbols.match(text, start)
        if match is None or match.lastindex is None:
            return None
        return self._by_length[match.lastindex - 1], match.end()

    def find_kind(self, word: str) -> Kind | None:
        """Return the kind with the symbol or name ``word``, or with ``word`` among its names.

        A mojibake symbol is found by its repaired form, too. ``papers`` and ``paper`` both find
        ``papers``; ``blog posts`` finds ``blog posts, pages``.
        """
        wanted = word.strip().casefold()
        if not wanted:
            return None
        symbol = wanted.replace(VARIATION_SELECTOR, "")
        if symbol and (kind := self._by_symbol.get(symbol)):
            return kind
        names = [(kind, kind.name.casefold()) for kind in self.kinds]
        # Words, and phrases that commas, slashes and ``and`` set apart.
        parts = [
            (kind, part)
            for kind, name in names
            for part in (*map(str.strip, _PHRASE_ENDS.split(name)), *_WORD.findall(name))
        ]
        forms = [(kind, form) for kind, part in parts for form in singulars(part)]
        return next((kind for kind, name in (*names, *parts, *forms) if name == wanted), None)

    @cached_property
    def _by_symbol(self) -> dict[str, Kind]:
        """The kinds by what may be typed for their symbols; the first of several with the same."""
        symbols = [(kind.symbol, kind) for kind in self.kinds]
        symbols += [(repair_for_display(symbol), kind) for symbol, kind in symbols]
        kinds: dict[str, Kind] = {}
        for symbol, kind in symbols:
            kinds.setdefault(symbol.casefold().replace(VARIATION_SELECTOR, ""), kind)
        return kinds

    @cached_property
    def _by_length(self) -> tuple[Kind, ...]:
        return tuple(sorted(self.kinds, key=lambda kind: -len(kind.symbol)))

    @cached_property
    def _symbols(self) -> re.Pattern[str]:
        """A pattern with a group for each symbol, indifferent to variation selectors.

        A symbol that ends in a letter or digit has to end a word.
        """
        groups = []
        for kind in self._by_length:
            chars = [re.escape(char) for char in kind.symbol if char != VARIATION_SELECTOR]
            tail = r"(?!\w)" if kind.symbol[-1].isalnum() else ""
            groups.append(f"({''.join(f'{char}{VARIATION_SELECTOR}?' for char in chars)}{tail})")
        return re.compile("|".join(groups))


def read_legend(text: str, end: int) -> Legend:
    """Return the legend in the part of ``text`` before ``end``: a list of ``symbol: kind`` lines.

    Under a line that says ``Legend`` (or the like) any short symbol counts; without one, two items
    or more whose symbols hold no letter or digit.
    """
    for has_heading, run in _item_runs(text, min(end, LONGEST_PREAMBLE)):
        kinds = tuple(Kind(symbol, name) for _, _, symbol, name in run)
        if has_heading or (
            len(kinds) > 1 and not any(is_word_symbol(kind.symbol) for kind in kinds)
        ):
            return Legend(kinds, Span(run[0][0], run[-1][1]))
    return Legend()


_ItemRun = list[tuple[int, int, str, str]]
"""Items of a legend: the start and end of each in the text, its symbol and its name."""


def _item_runs(text: str, end: int) -> Iterator[tuple[bool, _ItemRun]]:
    """Yield each run of ``symbol: kind`` items, and whether a line above it says that it is one.

    The start of the first item takes in the line that heads the run.
    """
    run: _ItemRun = []
    heading_start: int | None = None
    for start, line in lines.iter_lines(text, 0, end):
        item = _KIND_ITEM.match(line)
        symbol = item["symbol"].strip(_EMPHASIS_MARKS) if item else ""
        if item and symbol:
            item_start = start if heading_start is None or run else heading_start
            name = item["name"].strip().strip(_EMPHASIS_MARKS)
            run.append((item_start, start + len(line), symbol, name))
        elif line.strip():
            if run:
                yield heading_start is not None, run
                run = []
            heading_start = start if _LEGEND_HEADING.match(line) else None
    if run:
        yield heading_start is not None, run


def is_word_symbol(symbol: str) -> bool:
    """Tell whether ``symbol`` is, or holds, a word or a number: ``Paper:``, not an emoji."""
    return any(char.isalnum() for char in symbol)


def singulars(noun: str) -> list[str]:
    """Return ``noun`` and what it may be the plural of."""
    forms = [noun]
    if noun.endswith("ies"):
        forms.append(noun[:-3] + "y")
    if noun.endswith("s"):
        forms.append(noun[:-1])
    return forms
