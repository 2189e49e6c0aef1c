"""The text of a query: which brackets hold a part of it together, and where filters are named."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from typing import NamedTuple

from logtui.document.text.lazy_pattern import lazy_pattern
from logtui.search.words import spell

BAR = "|"
"""Stands between two alternatives, as a word of its own."""

MAX_DEPTH = 32
"""How deep brackets are nested; those further inside are text."""

_OPENING_SIGNS = lazy_pattern(r"(?:!?\()*")
_OPENING_SIGN = lazy_pattern(r"!?\(")
_NAMED_FILTER = lazy_pattern(
    r"(?<!\S)(?:!?\()*(?P<whole>!?@(?P<name>[a-zA-Z0-9-]+))(?=\)*(?:\s|$))"
)


class NestedWord(NamedTuple):
    """A word of a query without the brackets that hold a part of it together.

    Attributes:
        openings: Those that open before it, each with the ``!`` that stands before it.
        text: The word, with the brackets that are text.
        closings: How many close after it.
    """

    openings: tuple[str, ...]
    text: str
    closings: int


def nest_words(words: Sequence[str], max_depth: int = MAX_DEPTH) -> list[NestedWord]:
    """Return the spelled ``words`` of a query without the brackets that hold parts together.

    Such a bracket stands at the beginning of a word, and the one that closes it at the end of one.
    Those deeper inside of one another than ``max_depth`` are text.
    """
    if not any(")" in word for word in words):
        return [NestedWord((), word, 0) for word in words]
    split_words = [_split_word(word) for word in words]
    closings = [0] * len(words)
    # For each bracket the number of its word, and which one of that it is.
    open_brackets: list[tuple[int, int]] = []
    closed_brackets: set[tuple[int, int]] = set()
    for number, word in enumerate(split_words):
        open_brackets += [(number, which) for which in range(len(word.openings))]
        for _ in range(min(word.closings, len(open_brackets))):
            is_too_deep = len(open_brackets) > max_depth
            bracket = open_brackets.pop()
            if not is_too_deep:
                closed_brackets.add(bracket)
                closings[number] += 1
    nested = []
    for number, word in enumerate(split_words):
        openings: dict[bool, list[str]] = {True: [], False: []}
        for which, sign in enumerate(word.openings):
            openings[(number, which) in closed_brackets].append(sign)
        text = "".join([*openings[False], word.text, ")" * (word.closings - closings[number])])
        nested.append(NestedWord(tuple(openings[True]), text, closings[number]))
    return nested


def _split_word(word: str) -> NestedWord:
    """Return ``word`` with all brackets that may hold something together apart."""
    signs = _OPENING_SIGNS.match(word)
    start = signs.end() if signs else 0
    inner = word[start:].rstrip(")")
    # What opens inside of the word closes there, as in `f(x)`.
    depth = 0
    for character in inner:
        depth += (character == "(") - (character == ")" and depth > 0)
    closings = max(len(word) - start - len(inner) - depth, 0)
    text = word[start : len(word) - closings]
    return NestedWord(tuple(_OPENING_SIGN.findall(word[:start])), text, closings)


def query_parts(text: str) -> list[str]:
    """Return the parts of the query ``text`` that all have to be met: its words and brackets."""
    words = text.split()
    nested = nest_words([spell(word) for word in words])
    parts: list[list[str]] = []
    depth = 0
    for word, (openings, inner, closings) in zip(words, nested, strict=True):
        if not depth and inner == BAR and not openings:
            return [text.strip()]
        if depth:
            parts[-1].append(word)
        else:
            parts.append([word])
        depth += len(openings) - closings
    return [" ".join(part) for part in parts]


def saved_filter_spans(text: str, names: Container[str]) -> Iterator[tuple[int, int]]:
    """Yield where in the query ``text`` saved filters of ``names`` are named, with their signs."""
    for match in _NAMED_FILTER.finditer(text):
        if match["name"].casefold() in names:
            yield match.span("whole")


def without_saved_filters(text: str, names: Container[str]) -> str:
    """Return the query ``text`` without the saved filters of ``names`` that it names."""
    for start, end in reversed([*saved_filter_spans(text, names)]):
        text = f"{text[:start].rstrip()} {text[end:].lstrip()}"
    return text.strip()
