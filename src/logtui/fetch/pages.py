"""What a page of the web tells about itself in its head."""

from __future__ import annotations

import asyncio
import codecs
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from logtui.document.text.lazy_pattern import lazy_pattern
from logtui.fetch.cleaning import LONGEST_NAME, clean_line, first_name_first, strip_site_name

if TYPE_CHECKING:
    from collections.abc import Sequence


_CHUNK = 8192
"""Characters that are parsed at a stretch; between them everything else has its turn."""

_LONGEST_TAG = 1 << 17
"""Characters of one tag; longer ones are no tags, and the parser would begin anew on each piece."""

_MAX_AUTHORS = 100
_CITED_AUTHOR = "citation_author"
_TITLE_NAMES = ("citation_title", "og:title", "twitter:title")
_WANTED_NAMES = frozenset({*_TITLE_NAMES, _CITED_AUTHOR, "author", "og:site_name"})


_BEYOND_ASCII = lazy_pattern("[^\x00-\x7f]")

_META_CHARSET = lazy_pattern(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE
)


class PageHead(HTMLParser):
    """Collects the titles and authors that a page names.

    The tags that Google Scholar, Open Graph and others have made customary come first, as they
    hold nothing but the title; ``<title>`` comes last.
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._meta_values: dict[str, list[str]] = {}
        self._title: str | None = None
        self._title_parts: list[str] | None = None
        self._svg_depth = 0
        self._head_ended = False

    @property
    def is_read(self) -> bool:
        """Whether the head is over and has told a title."""
        return self._head_ended and bool(self.title)

    @property
    def title(self) -> str:
        """The best title, tidied; empty where there is none."""
        site = clean_line(next(iter(self._meta_values.get("og:site_name", ())), ""))
        told = [text for name in _TITLE_NAMES for text in self._meta_values.get(name, ())]
        titles = [title for text in (*told, self._title or "") if (title := clean_line(text))]
        # Some sites have their own name for the title of every page.
        own = [title for title in titles if title.casefold() != site.casefold()]
        best = next(iter(own or titles), "")
        return strip_site_name(best, site)

    @property
    def authors(self) -> Sequence[str]:
        """The authors, tidied, none twice; addresses and accounts are no names."""
        cited = [
            first_name_first(clean_line(text, LONGEST_NAME))
            for text in self._meta_values.get(_CITED_AUTHOR, ())
        ]
        named = cited or [
            clean_line(text, LONGEST_NAME) for text in self._meta_values.get("author", ())
        ]
        names = [name for name in named if name and "://" not in name and name[0] != "@"]
        return list(dict.fromkeys(names))

    @property
    def is_stuck(self) -> bool:
        """Whether the parser waits for the end of something that has none; scripts are long."""
        return self.cdata_elem is None and len(self.rawdata) > _LONGEST_TAG

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take note of a ``meta`` tag or of the beginning of a title."""
        if tag == "meta":
            self._take_meta(dict(reversed(attrs)))
        elif tag == "title" and not self._svg_depth and self._title is None:
            self._title_parts = []
        elif tag == "svg":
            self._svg_depth += 1
        elif tag == "body":
            self._head_ended = True

    def handle_endtag(self, tag: str) -> None:
        """Take note of the end of a title, of a drawing, of the head."""
        if tag == "title" and self._title_parts is not None:
            self._title = "".join(self._title_parts)
            self._title_parts = None
        elif tag == "svg":
            self._svg_depth = max(self._svg_depth - 1, 0)
        elif tag == "head":
            self._head_ended = True

    def handle_data(self, data: str) -> None:
        """Collect the text of the title."""
        if self._title_parts is not None:
            self._title_parts.append(data)

    def _take_meta(self, attributes: dict[str, str | None]) -> None:
        name = (attributes.get("property") or attributes.get("name") or "").strip().lower()
        content = attributes.get("content")
        if (
            name in _WANTED_NAMES
            and content
            and len(self._meta_values.get(name, ())) < _MAX_AUTHORS
        ):
            self._meta_values.setdefault(name, []).append(content)


async def parse_head(text: str) -> PageHead:
    """Return what the page ``text`` tells; nothing in it can raise.

    Only as much is parsed as is needed, and other tasks have their turn in between. What is open
    at the end of the text stays unread: the parser takes very long over some broken ends.
    """
    page = PageHead()
    # A section that begins so is a comment in HTML; the parser of some Pythons raises on it.
    text = text.replace("<![", "<! [")
    for start in range(0, len(text), _CHUNK):
        page.feed(text[start : start + _CHUNK])
        if page.is_read or page.is_stuck:
            break
        await asyncio.sleep(0)
    return page


_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARATION_BYTES = 4096
"""Bytes at the head of a page in which it may name its encoding; browsers search 1024."""

# By the WHATWG standard the names of the small sets mean the larger ones that contain them.
# Only these: Python has codecs that unpack, and ones that no page was ever written in.
_SUPERSETS = {
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
_ALLOWED_CODECS = frozenset(
    {
        *("utf-8", "utf-16-le", "utf-16-be", "koi8-r", "koi8-u", "mac-cyrillic"),
        *(f"cp{number}" for number in (866, 874, *range(1250, 1259), 932, 949)),
        *(f"iso8859-{number}" for number in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)),
        *("euc_jp", "iso2022_jp", "gb18030", "big5hkscs"),
    }
)


def decode_page(body: bytes, declared: str | None) -> str:
    """Return ``body`` as text; what cannot be read in it as U+FFFD.

    The byte order mark decides, then UTF-8 where the bytes are that and more than ASCII: nobody
    writes so by chance. Else what the server declares, or the page itself, as far as it is true.

    Args:
        body: The page, or its beginning: its last character may be cut.
        declared: The name of an encoding, as the server gives it.
    """
    for mark, name in _BYTE_ORDER_MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    if not body.isascii() and _is_utf8(body):
        return body.decode("utf-8", "ignore")
    names = [_codec_name(declared or ""), _codec_name(_declared_inside(body))]
    others = [name for name in names if name and name != "utf-8"]
    if "utf-8" in names:
        text = body.decode("utf-8", "replace")
        if _is_readable(text):
            return text
    return body.decode(others[0] if others else "cp1252", "replace")


def _is_utf8(body: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(body, final=False)
    except UnicodeDecodeError:
        return False
    return True


def _is_readable(text: str) -> bool:
    """Tell whether ``text`` has more letters beyond ASCII than places that could not be read."""
    if text.isascii():
        return True
    unread = text.count("\ufffd")
    return sum(1 for _ in _BEYOND_ASCII.finditer(text)) > 2 * unread


def _codec_name(name: str) -> str | None:
    """Return Python's name for the encoding that a page calls ``name``; None for no encoding."""
    try:
        known = codecs.lookup(name.strip("\"' ").removeprefix("x-")).name
    except (LookupError, ValueError):
        return None
    known = _SUPERSETS.get(known, known)
    return known if known in _ALLOWED_CODECS else None


def _declared_inside(body: bytes) -> str:
    found = _META_CHARSET.search(body, 0, _DECLARATION_BYTES)
    return found[1].decode("ascii") if found else ""
