"""Characters that no format may hold, and letters that all of them may."""

from __future__ import annotations

import re
import unicodedata

from logtui.document.text.encoding import repair_for_display

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff"
    "\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
"""Controls, what no reader sees, what turns text around, and what XML forbids."""

_ASCII_SPELLINGS = str.maketrans(
    {
        "ß": "ss",
        "ẞ": "SS",
        "æ": "ae",
        "Æ": "AE",
        "œ": "oe",
        "Œ": "OE",
        "ø": "o",
        "Ø": "O",
        "ł": "l",
        "Ł": "L",
        "đ": "d",
        "Đ": "D",
        "ð": "d",
        "Ð": "D",
        "þ": "th",
        "Þ": "Th",
        "ħ": "h",
        "Ħ": "H",
        "ı": "i",
        "ŋ": "ng",
        "Ŋ": "Ng",
        "’": "'",
        "‘": "'",
        "“": '"',
        "”": '"',
        "–": "-",
        "—": "-",
        "…": "...",
    }
)


def one_line(text: str) -> str:
    """Return ``text``, repaired where it is mojibake, as one line without forbidden characters."""
    return " ".join(_FORBIDDEN.sub(" ", repair_for_display(text)).split())


def clean_lines(text: str) -> str:
    r"""Return ``text`` as ``one_line`` does, but with its lines, which end in ``\n``, and tabs."""
    text = repair_for_display(text).replace("\r\n", "\n").replace("\r", "\n")
    return _FORBIDDEN.sub(" ", text)


def to_ascii(text: str) -> str:
    """Return ``text`` with letters of ASCII for those that have accents; others are left out."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_ASCII_SPELLINGS))
    return decomposed.encode("ascii", "ignore").decode()


def key_letters(text: str) -> str:
    """Return the letters and digits of ``text`` that may stand in any citation key."""
    return re.sub(r"[^a-z0-9]", "", to_ascii(text).lower())
