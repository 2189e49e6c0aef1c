"""Plain text of inline Markdown: what a reader sees when the marks are taken off."""

from __future__ import annotations

import re
from functools import cache

from logtui.document import links

_MARKS = frozenset("[]()<>*_~`\\&!")
REACH = 1 << 12
"""Characters beyond which a text is no title and keeps its emphasis marks."""


def plain(text: str) -> str:
    """Return ``text`` with links as their labels and without emphasis marks and escapes.

    Code spans keep their backticks, and nothing inside them is touched.
    """
    if _MARKS.isdisjoint(text):
        return text.strip()
    return _without_marks(_with_labels(text)).strip()


def _with_labels(text: str) -> str:
    """Return ``text`` with each link as its label and each picture as its description."""
    pieces: list[str] = []
    at = 0
    for link in links.find(text):
        if link.label != link.span:
            pieces += (text[at : link.span.start], _with_inner_label(link.label.of(text)))
            at = link.span.end
    return "".join((*pieces, text[at:])) if pieces else text


def _with_inner_label(label: str) -> str:
    """Return ``label`` with a picture in it as the picture's description."""
    picture = next(links.find(label), None)
    if picture is None or not picture.image:
        return label
    return label[: picture.span.start] + picture.label.of(label) + label[picture.span.end :]


def _without_marks(text: str) -> str:
    """Return ``text`` without emphasis marks, tags and backslash escapes outside code spans.

    An escaped character is moved out of the Basic Multilingual Plane until the marks are off.
    """
    if len(text) > REACH:
        return text
    if "\\" in text:
        text = _code_or_escape().sub(_hidden, text)
    pieces = _code().split(text)
    pieces[::2] = [_off(piece) for piece in pieces[::2]]
    return "".join(pieces).translate(_ESCAPED)


def _off(text: str) -> str:
    """Return ``text``, which holds no code span, without its marks."""
    if "<" in text:
        text = _tag().sub("", text)
    if "*" in text or "_" in text or "~" in text:
        for pattern in _emphasis():
            text = pattern.sub(r"\1", text)
    return text


_PRIVATE = 0xF0000
_ESCAPED = {_PRIVATE + code: code for code in range(0x21, 0x7F)}


def _hidden(found: re.Match[str]) -> str:
    """Return a code span as it is, and an escaped character as a private one."""
    return chr(_PRIVATE + ord(found[1])) if found[1] else found[0]


@cache
def _code() -> re.Pattern[str]:
    return re.compile(r"(`[^`]+`|``[^`].*?``)")


@cache
def _tag() -> re.Pattern[str]:
    """Return a pattern for the HTML tags that only dress text."""
    names = "a|b|i|u|s|em|strong|span|font|small|big|sub|sup|mark|kbd|del|ins|br|p|summary|center"
    return re.compile(rf"</?(?:{names})(?:\s[^<>]*)?/?>|<!--[^<>]*-->", re.IGNORECASE)


@cache
def _code_or_escape() -> re.Pattern[str]:
    return re.compile(r"`[^`]+`|``[^`].*?``|\\([!-/:-@\[-`{-~])")


@cache
def _emphasis() -> tuple[re.Pattern[str], ...]:
    """Return patterns for a run in ``**``, ``__``, ``~~``, ``*`` and ``_``, in this order.

    A run begins and ends at a character that is no blank. ``_`` inside a word is a letter, and
    ``*`` between letters or digits is multiplication.
    """
    runs = r"\*\*(?=[^\s*])([^*]*[^\s*])\*\*", r"(?<!\w)__(?=[^\s_])([^_]*[^\s_])__(?!\w)"
    single = (
        r"(?<![\da-zA-Z*])\*(?=[^\s*])([^*]*[^\s*])\*(?![\da-zA-Z*])",
        r"(?<!\w)_(?=[^\s_])([^_]*[^\s_])_(?!\w)",
    )
    return tuple(map(re.compile, (*runs, r"~~(?=\S)([^~]*[^\s~])~~", *single)))
