"""What of an entry can be copied, each part as somebody would paste it."""

from __future__ import annotations

from enum import Enum
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from logtui.document.editing import first_line
from logtui.document.editing.edits import raw_text_of
from logtui.document.legend import Legend
from logtui.document.relations import same_link

if TYPE_CHECKING:
    from collections.abc import Iterator

    from logtui.document.model import Document, Entry


class CopyFormat(Enum):
    """A part of an entry; its value is what a sentence calls it."""

    LINK = "the link"
    TITLE = "the title"
    MARKDOWN_LINK = "title and link"
    ENTRY = "the entry"
    ARXIV = "the arXiv id"
    DOI = "the DOI"
    NOTES = "the notes"


class CopyOption(NamedTuple):
    """A part with its text.

    Attributes:
        part: Which one.
        text: What is copied; never empty.
    """

    part: CopyFormat
    text: str


def copy_options(document: Document, entry: Entry) -> list[CopyOption]:
    """Return what ``entry`` has to copy, the most wanted first; no text twice."""
    found: dict[str, CopyOption] = {}
    for part, text in _parts(document, entry):
        if text:
            found.setdefault(text, CopyOption(part, text))
    return list(found.values())


def markdown_link(title: str, url: str) -> str:
    """Return ``[title](url)`` with as many escapes as it takes to be read back as both."""
    wanted = first_line.LineReading(None, title, url)
    line = ""
    for written, target in product(
        first_line.title_spellings(title), first_line.target_spellings(url)
    ):
        line = f"[{written}]({target})"
        if first_line.is_read_as(line, wanted, Legend()):
            break
    return line


def _parts(document: Document, entry: Entry) -> Iterator[tuple[CopyFormat, str | None]]:
    url, title = document.url(entry), document.title(entry)
    yield CopyFormat.LINK, url
    yield CopyFormat.TITLE, title
    yield CopyFormat.MARKDOWN_LINK, markdown_link(title, url) if title and url else None
    yield CopyFormat.ENTRY, raw_text_of(document, entry)
    yield CopyFormat.ARXIV, same_link.arxiv_id(url) if url else None
    yield CopyFormat.DOI, same_link.doi(url) if url else None
    yield CopyFormat.NOTES, document.notes(entry)
