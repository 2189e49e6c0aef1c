"""The text of a page, whatever its server says about the encoding."""

from __future__ import annotations

import codecs
import re
from functools import cache

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SEARCHED = 4096
"""Bytes at the head of a page in which it may name its encoding; browsers search 1024."""

# By the WHATWG standard the names of the small sets mean the larger ones that contain them.
# Only these: Python has codecs that unpack, and ones that no page was ever written in.
_LARGER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "shift_jis": "cp932",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    "utf-16": "utf-16-le",
}
_KNOWN = frozenset(
    {
        *("utf-8", "utf-16-le", "utf-16-be", "koi8-r", "koi8-u", "mac-cyrillic"),
        *(f"cp{number}" for number in (866, 874, *range(1250, 1259), 932, 949)),
        *(f"iso8859-{number}" for number in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)),
        *("euc_jp", "iso2022_jp", "gb18030", "big5hkscs"),
    }
)


def decoded(body: bytes, declared: str | None) -> str:
    """Return ``body`` as text; what cannot be read in it as U+FFFD.

    The byte order mark decides, then UTF-8 where the bytes are that and more than ASCII: nobody
    writes so by chance. Else what the server declares, or the page itself, as far as it is true.

    Args:
        body: The page, or its beginning: its last character may be cut.
        declared: The name of an encoding, as the server gives it.
    """
    for mark, name in _MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    if not body.isascii() and _is_utf8(body):
        return body.decode("utf-8", "ignore")
    names = [_codec(declared or ""), _codec(_named_inside(body))]
    others = [name for name in names if name and name != "utf-8"]
    if "utf-8" in names:
        text = body.decode("utf-8", "replace")
        if _reads_well(text):
            return text
    return body.decode(others[0] if others else "cp1252", "replace")


def _is_utf8(body: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(body, final=False)
    except UnicodeDecodeError:
        return False
    return True


def _reads_well(text: str) -> bool:
    """Tell whether ``text`` has more letters beyond ASCII than places that could not be read."""
    if text.isascii():
        return True
    unread = text.count("\ufffd")
    return sum(1 for _ in _beyond_ascii().finditer(text)) > 2 * unread


def _codec(name: str) -> str | None:
    """Return Python's name for the encoding that a page calls ``name``; None for no encoding."""
    try:
        known = codecs.lookup(name.strip("\"' ").removeprefix("x-")).name
    except (LookupError, ValueError):
        return None
    known = _LARGER.get(known, known)
    return known if known in _KNOWN else None


def _named_inside(body: bytes) -> str:
    found = _meta().search(body, 0, _SEARCHED)
    return found[1].decode("ascii") if found else ""


@cache
def _beyond_ascii() -> re.Pattern[str]:
    return re.compile("[^\x00-\x7f]")


@cache
def _meta() -> re.Pattern[bytes]:
    return re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
