"""Text of the file made safe for any terminal. For display only: the file keeps its bytes.

A terminal acts on what it is sent: a title that holds ESC can move the cursor, rename the window
or write the clipboard. Whatever comes from a log passes through here before a widget, a toast or
standard output shows it.
"""

from __future__ import annotations

import re

MAX_SHOWN = 4000
"""Longest text shown on one line, in characters; the rest is cut with ``…``."""

_PICTURES_OF_C0 = 0x2400
_DELETE = 0x7F
_VARIATION_SELECTOR = 0xFE0F

_SUSPECT = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe0f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
_MARK = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_PILE = re.compile(f"({_MARK}{{4}}){_MARK}+")
_PICTURE = "[\u2190-\u2bff\U0001f000-\U0001faff]"
_JOINED = re.compile(f"({_PICTURE}\ufe0f?)\u200d(?={_PICTURE})")


def safe_text(text: str, limit: int = MAX_SHOWN) -> str:
    """Return ``text`` as one line that no terminal acts on.

    Controls become their pictures (``␛``), bidi and zero-width characters and lone surrogates
    ``�``, combining marks beyond four in a row are dropped, and so is U+FE0F, about whose width
    terminals disagree. A joiner inside an emoji sequence is dropped as well: the parts stand
    side by side, which every terminal draws alike.

    Args:
        text: Any string at all.
        limit: Longest result in characters.
    """
    if len(text) > limit:
        text = text[: limit - 1] + "…"
    if text.isascii() and text.isprintable():
        return text
    text = _JOINED.sub(r"\1", text)
    text = _SUSPECT.sub(_replacement, text)
    return _PILE.sub(r"\1", text)


def _replacement(suspect: re.Match[str]) -> str:
    code = ord(suspect[0])
    if code == _VARIATION_SELECTOR:
        return ""
    if code < 0x20:  # noqa: PLR2004 - where C0 ends
        return chr(_PICTURES_OF_C0 + code)
    return "\u2421" if code == _DELETE else "\ufffd"
