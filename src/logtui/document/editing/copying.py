"""What of an entry can be copied, each part as somebody would paste it."""

from __future__ import annotations

from enum import Enum
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from logtui.document.editing import first_line
from logtui.document.editing.edits import raw_of
from logtui.document.legend import Legend
from logtui.document.relations import same_link

if TYPE_CHECKING:
    from collections.abc import Iterator

    from logtui.document.model import Document, Entry


class Part(Enum):
    """A part of an entry; its value is what a sentence calls it."""

    LINK = "the link"
    TITLE = "the title"
    MARKDOWN_LINK = "title and link"
    ENTRY = "the entry"
    ARXIV = "the arXiv id"
    DOI = "the DOI"
    NOTES = "the notes"


class Copy(NamedTuple):
    """A part with its text.

    Attributes:
        part: Which one.
        text: What is copied; never empty.
    """

    part: Part
    text: str


def copies(document: Document, entry: Entry) -> list[Copy]:
    """Return what ``entry`` has to copy, the most wanted first; no text twice."""
    found: dict[str, Copy] = {}
    for part, text in _parts(document, entry):
        if text:
            found.setdefault(text, Copy(part, text))
    return list(found.values())


def markdown_link(title: str, url: str) -> str:
    """Return ``[title](url)`` with as many escapes as it takes to be read back as both."""
    wanted = first_line.Reading(None, title, url)
    line = ""
    for written, target in product(
        first_line.title_spellings(title), first_line.target_spellings(url)
    ):
        line = f"[{written}]({target})"
        if first_line.is_read(line, wanted, Legend()):
            break
    return line


def _parts(document: Document, entry: Entry) -> Iterator[tuple[Part, str | None]]:
    url, title = document.url(entry), document.title(entry)
    yield Part.LINK, url
    yield Part.TITLE, title
    yield Part.MARKDOWN_LINK, markdown_link(title, url) if title and url else None
    yield Part.ENTRY, raw_of(document, entry)
    yield Part.ARXIV, same_link.arxiv_id(url) if url else None
    yield Part.DOI, same_link.doi(url) if url else None
    yield Part.NOTES, document.notes(entry)
