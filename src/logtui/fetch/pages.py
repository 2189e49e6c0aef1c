"""Reading a page: its encoding, and the title and authors in its head."""

from __future__ import annotations

import asyncio
import codecs
import contextlib
import re
from collections import defaultdict
from collections.abc import Sequence
from html.parser import HTMLParser

from logtui.document.text.lazy_pattern import lazy_pattern
from logtui.fetch.cleaning import LONGEST_NAME, clean_line, first_name_first, strip_site_name

_CHUNK = 8192
"""Characters that are parsed at a time; between them other tasks have their turn."""

_LONGEST_TAG = 1 << 17
"""Characters of one tag: within a longer one the parser would begin anew on each piece."""

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

    The tags of Google Scholar, Open Graph and others come first, as they hold nothing but the
    title; ``<title>`` comes last.
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._meta_values: defaultdict[str, list[str]] = defaultdict(list)
        self._title: str | None = None
        self._title_parts: list[str] | None = None
        self._svg_depth = 0
        self._head_ended = False

    @property
    def is_read(self) -> bool:
        """Whether the head has ended and there is a title."""
        return self._head_ended and bool(self.title)

    @property
    def title(self) -> str:
        """The best title, cleaned; empty without one."""
        site = clean_line(next(iter(self._meta_values["og:site_name"]), ""))
        texts = [text for name in _TITLE_NAMES for text in self._meta_values[name]]
        titles = [title for text in (*texts, self._title or "") if (title := clean_line(text))]
        # Some sites give every page their own name as a title.
        distinct_titles = [title for title in titles if title.casefold() != site.casefold()]
        return strip_site_name(next(iter(distinct_titles or titles), ""), site)

    @property
    def authors(self) -> Sequence[str]:
        """The authors, cleaned, none twice, without addresses and accounts."""
        author_names = [
            first_name_first(clean_line(text, LONGEST_NAME))
            for text in self._meta_values[_CITED_AUTHOR]
        ] or [clean_line(text, LONGEST_NAME) for text in self._meta_values["author"]]
        names = [name for name in author_names if name and "://" not in name and name[0] != "@"]
        return list(dict.fromkeys(names))

    @property
    def is_stuck(self) -> bool:
        """Whether the parser waits for the end of a tag that has none; scripts may be long."""
        return self.cdata_elem is None and len(self.rawdata) > _LONGEST_TAG

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Collect a ``meta`` tag, or begin to collect a title."""
        if tag == "meta":
            attributes = dict(reversed(attrs))
            name = (attributes.get("property") or attributes.get("name") or "").strip().lower()
            content = attributes.get("content")
            if content and name in _WANTED_NAMES and len(self._meta_values[name]) < _MAX_AUTHORS:
                self._meta_values[name].append(content)
        elif tag == "title" and not self._svg_depth and self._title is None:
            self._title_parts = []
        elif tag == "svg":
            self._svg_depth += 1
        elif tag == "body":
            self._head_ended = True

    def handle_endtag(self, tag: str) -> None:
        """End a title, a drawing or the head."""
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


async def parse_head(text: str) -> PageHead:
    """Return the head of the page ``text``; nothing in it can raise.

    Only as much is parsed as is needed, and other tasks have their turn in between. A tag that is
    open at the end of the text stays unread: the parser takes very long over some broken ends.
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
    """Return ``body`` as text; bytes that cannot be decoded become U+FFFD.

    The byte order mark decides, then UTF-8 where the bytes are that and more than ASCII, which
    does not happen by chance. Else it is the encoding that the server declares, or the page itself.

    Args:
        body: The page, or its beginning: its last character may be cut.
        declared: The name of the encoding that the server declares.
    """
    for mark, name in _BYTE_ORDER_MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    if not body.isascii():
        with contextlib.suppress(UnicodeDecodeError):
            return codecs.getincrementaldecoder("utf-8")().decode(body)
    declaration = _META_CHARSET.search(body, 0, _DECLARATION_BYTES)
    declared_inside = declaration[1].decode("ascii") if declaration else ""
    names = [_codec_name(declared or ""), _codec_name(declared_inside)]
    others = [name for name in names if name and name != "utf-8"]
    if "utf-8" in names:
        text = body.decode("utf-8", "replace")
        letters = sum(1 for _ in _BEYOND_ASCII.finditer(text))
        if text.isascii() or letters > 2 * text.count("\ufffd"):
            return text
    return body.decode(others[0] if others else "cp1252", "replace")


def _codec_name(name: str) -> str | None:
    """Return Python's name for the encoding that a page calls ``name``; None if not allowed."""
    try:
        codec = codecs.lookup(name.strip("\"' ").removeprefix("x-")).name
    except (LookupError, ValueError):
        return None
    codec = _SUPERSETS.get(codec, codec)
    return codec if codec in _ALLOWED_CODECS else None
