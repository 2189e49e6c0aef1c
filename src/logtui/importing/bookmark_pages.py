"""Bookmarks in HTML: of browsers and of most services, and the lists that Pocket gave out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from logtui.importing.source_item import SourceItem, day_of, lines_of, one_line_of, tags_of

_HEAD = 4096
_START = re.compile(r"<!doctype\s+netscape-bookmark-file|<(?:dl|dt)\b", re.IGNORECASE)
_POCKET_ITEM = re.compile(r"<a\s[^<>]*\btime_added=", re.IGNORECASE)
_PIECE_START = re.compile(r"(?=<(?:dt|dd|li|h1|h3|/?dl)\b)", re.IGNORECASE)
_MOST_TAGS = 64
"""Tags that are read of one bookmark, or one heading."""

_UNREAD_HEADING = "unread"
_MOST_FOLDERS = 40
_YES = frozenset({"1", "yes", "true"})


def is_bookmark_page(text: str) -> bool:
    """Tell whether ``text`` is a page of bookmarks."""
    head = text[:_HEAD]
    return head.lstrip().startswith("<") and bool(_START.search(head) or _POCKET_ITEM.search(head))


def read_bookmark_page(text: str) -> Iterator[SourceItem]:
    """Yield the bookmarks of a page; its lists may be closed or not, and written in any case."""
    page = _BookmarkPage()
    for piece in _PIECE_START.split(text):
        # Reading one tag that never ends takes as long as all that follows it.
        tags = piece.split("<", _MOST_TAGS)
        page.feed("<".join(tags[:_MOST_TAGS]))
        page.close()
        page.reset()
    page.end_item()
    yield from page.items


class _BookmarkPage(HTMLParser):
    """Takes the bookmarks out of a page, one after the other."""

    def __init__(self) -> None:
        super().__init__()
        self.items: list[SourceItem] = []
        self._folders: list[str] = []
        self._heading = self._folder = ""
        self._attributes: dict[str, str] | None = None
        self._texts: dict[str, list[str]] = {}
        self._part = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a folder, a bookmark or a description; a new one ends that before."""
        attributes = {name: value or "" for name, value in attrs}
        if tag in {"h1", "h3"}:
            self.end_item()
            self._part, self._texts = tag, {}
        elif tag == "dl":
            self.end_item()
            if len(self._folders) < _MOST_FOLDERS:
                self._folders.append(self._folder)
            self._folder = ""
        elif tag == "a" and self._part != "dd":
            self.end_item()
            self._attributes, self._part = attributes, "a"
        elif tag in {"dt", "li"}:
            self.end_item()
        elif tag == "dd" and self._attributes is not None:
            self._part = "dd"

    def handle_endtag(self, tag: str) -> None:
        """End a heading, which names the next folder, a title, or a folder."""
        if tag in {"h1", "h3"} and self._part == tag:
            self._heading = one_line_of("".join(self._texts.get(tag, ())))
            # The heading above all is the title of the page.
            self._folder = self._heading if tag == "h3" else ""
            self._part = ""
        elif tag == "a" and self._part == "a":
            self._part = ""
        elif tag == "dl":
            self.end_item()
            if self._folders:
                self._folders.pop()

    def handle_data(self, data: str) -> None:
        """Take text for what it stands in."""
        if self._part:
            self._texts.setdefault(self._part, []).append(data)

    def end_item(self) -> None:
        """Keep the bookmark that was begun, if any."""
        attributes, texts = self._attributes, self._texts
        self._attributes, self._texts, self._part = None, {}, ""
        if attributes is None:
            return
        is_pocket = "time_added" in attributes
        added = attributes.get("time_added") or attributes.get("add_date") or ""
        self.items.append(
            SourceItem(
                title=one_line_of("".join(texts.get("a", ()))),
                url=attributes.get("href", ""),
                date=day_of(added),
                tags=tags_of(attributes.get("tags", "").split(",")),
                notes=lines_of("".join(texts.get("dd", ()))),
                folder=tuple(filter(None, self._folders)),
                is_unread=attributes.get("toread", "").casefold() in _YES
                or (is_pocket and self._heading.casefold() == _UNREAD_HEADING),
            )
        )
