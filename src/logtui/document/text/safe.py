"""Text of the file made safe for any terminal. For display only: the file keeps its bytes.

A terminal acts on what it is sent: a title that holds ESC can move the cursor, rename the window
or write the clipboard. Whatever comes from a log passes through here before a widget, a toast or
standard output shows it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from logtui.document.text.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    import re

_PICTURES_OF_C0 = 0x2400
_DELETE = 0x7F
VARIATION_SELECTOR = "\ufe0f"
"""Asks for the coloured picture of the symbol before it; terminals disagree about its width."""

_JOINER = "\u200d"
_FIRST_COMBINING_MARK = "\u0300"
_MOST_MARKS = 4

UNSAFE_CHARACTERS = lazy_pattern(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
"""What a terminal acts on, or what no reader can see."""

_JOINED_EMOJI = lazy_pattern(
    "([\u2190-\u2bff\U0001f000-\U0001faff]\ufe0f?)\u200d(?=[\u2190-\u2bff\U0001f000-\U0001faff])"
)

_COMBINING_MARK = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"

_SURPLUS_MARKS = lazy_pattern(f"({_COMBINING_MARK}{{{_MOST_MARKS}}}){_COMBINING_MARK}+")


def safe_text(text: str) -> str:
    """Return all of ``text`` as one line that no terminal acts on.

    Controls become their pictures (``␛``), bidi and zero-width characters and lone surrogates
    ``�``, combining marks beyond four in a row are dropped, and so is U+FE0F, about whose width
    terminals disagree. A joiner inside an emoji sequence is dropped as well: every terminal draws
    the parts next to each other alike.
    """
    if text.isascii() and text.isprintable():
        return text
    # The patterns are large; most texts can do without most of them.
    if _JOINER in text:
        text = _JOINED_EMOJI.sub(r"\1", text)
    text = text.replace(VARIATION_SELECTOR, "")
    if not text.isprintable():
        text = UNSAFE_CHARACTERS.sub(picture_of, text)
    if sum(char >= _FIRST_COMBINING_MARK for char in text) > _MOST_MARKS:
        text = _SURPLUS_MARKS.sub(r"\1", text)
    return text


def safe_label(text: str, limit: int) -> str:
    """Return at most ``limit`` characters of ``text``, made safe; what is cut ends in ``…``."""
    # Cut first: a title may be ten megabytes long.
    return safe_text(text if len(text) <= limit else text[: limit - 1] + "…")


def pictures(text: str) -> str:
    """Return ``text`` as a field shows it: a character for each character, so that all are reached.

    What ``safe_text`` replaces has the same picture here. Of what it leaves out, variation
    selectors and joiners inside an emoji sequence are blank, which gives the emoji the room that
    it takes on some terminals, and marks piled on top of others are ``�``.
    """
    if text.isascii() and text.isprintable():
        return text
    if _JOINER in text:
        text = _JOINED_EMOJI.sub(r"\1 ", text)
    text = text.replace(VARIATION_SELECTOR, " ")
    text = UNSAFE_CHARACTERS.sub(picture_of, text)
    return _SURPLUS_MARKS.sub(
        lambda marks: marks[1] + "\ufffd" * (len(marks[0]) - len(marks[1])), text
    )


def escaped(text: str) -> str:
    """Return ``text`` with all that ``safe_text`` replaces written as JSON writes it."""
    import json

    return UNSAFE_CHARACTERS.sub(lambda match: json.dumps(match[0])[1:-1], text)


def picture_of(match: re.Match[str]) -> str:
    """Return what is shown for a character that ``UNSAFE_CHARACTERS`` matches, one cell wide."""
    code = ord(match[0])
    if code < 0x20:  # noqa: PLR2004 - where C0 ends
        return chr(_PICTURES_OF_C0 + code)
    return "\u2421" if code == _DELETE else "\ufffd"
