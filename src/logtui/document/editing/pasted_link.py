"""A link as it is pasted, and the link alone."""

from __future__ import annotations

import re
from unicodedata import category

from logtui.document.text.lazy_pattern import lazy_pattern

_ADDRESS = lazy_pattern(r"[a-z][a-z0-9+.-]*://\S+", re.IGNORECASE)
_ANGLED_ADDRESS = lazy_pattern(r"<(?:URL:)?\s*([a-z][a-z0-9+.-]*://[^<>\s]+)\s*>", re.IGNORECASE)
_EMPHASIS = lazy_pattern(r"[*_~`]+")

_QUOTES = "\"'“”„‟‚‘’«»‹›"
_OPENERS = {
    ")": "(",
    "]": "[",
    "}": "{",
    "）": "（",
    "］": "［",
    "】": "【",
    "」": "「",
    "』": "『",
    "》": "《",
    "〉": "〈",
}
"""Closing brackets and what opens them; those of an address are in pairs."""

_LEADING_MARKS = _QUOTES + "".join(_OPENERS.values()) + "<"
_TRAILING_MARKS = _QUOTES + ".,;:!?…>。，、；：！？"


def bare_link(text: str) -> str:
    """Return the link ``text`` without what a paste left around it.

    From a web address quotes, brackets, emphasis and the punctuation of a sentence are taken off,
    but an address in ``<…>`` stays as it stands there. From other links only blanks and characters
    that nobody sees.
    """
    link = strip_unseen(text)
    angled = _ANGLED_ADDRESS.search(link)
    if angled:
        around = link[: angled.start()] + link[angled.end() :]
        return link if any(map(str.isalnum, around)) else strip_unseen(angled[1])
    bare, longer = link, ""
    while bare != longer:
        longer = bare
        bare = strip_unseen(_without_outer_mark(bare))
    return bare if _ADDRESS.fullmatch(bare) else link


def is_address(text: str) -> bool:
    """Tell whether ``text`` is a web address and nothing else."""
    return _ADDRESS.fullmatch(text) is not None


def strip_unseen(text: str) -> str:
    """Return ``text`` without blanks and format characters at its ends."""
    start, end = 0, len(text)
    while start < end and _is_unseen(text[start]):
        start += 1
    while start < end and _is_unseen(text[end - 1]):
        end -= 1
    return text[start:end]


def _is_unseen(char: str) -> bool:
    return char.isspace() or category(char) == "Cf"


def _without_outer_mark(text: str) -> str:
    """Return ``text`` without one mark, or the emphasis, at its ends; as it is without any."""
    emphasis = _EMPHASIS.match(text)
    if emphasis:
        return text.removeprefix(emphasis[0]).removesuffix(emphasis[0][::-1])
    if text[:1] and text[0] in _LEADING_MARKS:
        return text[1:]
    last = text[-1:]
    opener = _OPENERS.get(last)
    is_unpaired = opener is not None and text.count(last) > text.count(opener)
    return text[:-1] if last and (is_unpaired or last in _TRAILING_MARKS) else text
