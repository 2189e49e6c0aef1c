"""The parts of an entry that can be copied, each as somebody would paste it."""

from __future__ import annotations

from enum import Enum
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from logtui.document.editing import first_line
from logtui.document.editing.edits import raw_text_of
from logtui.document.legend import Legend
from logtui.document.properties.tags import title_without_tags
from logtui.document.relations import same_link

if TYPE_CHECKING:
    from collections.abc import Iterable

    from logtui.document.model import Document, Entry


class CopyFormat(Enum):
    """A part of an entry, a form of the work that it cites, or what the mouse selected.

    The value names it in a sentence.
    """

    LINK = "the link"
    TITLE = "the title"
    MARKDOWN_LINK = "title and link"
    ENTRY = "the entry"
    ARXIV = "the arXiv id"
    DOI = "the DOI"
    NOTES = "the notes"
    SELECTION = "what is selected"
    CITATION_KEY = "the citation key"
    PANDOC_CITATION = "the citation for pandoc"
    TEX_CITATION = "the citation for TeX"
    BIBTEX = "the entry of BibTeX"
    CSL = "the item of CSL"
    CITATION_IN_TEXT = "the citation"
    REFERENCE = "the reference"


class CopyOption(NamedTuple):
    """One part of an entry as text.

    Attributes:
        format: Which part.
        text: What is copied; never empty.
    """

    format: CopyFormat
    text: str


def copy_options(document: Document, entry: Entry) -> list[CopyOption]:
    """Return what ``entry`` has to copy, the most wanted first; no text twice."""
    options: dict[str, CopyOption] = {}
    for copy_format, text in _parts(document, entry).items():
        if text:
            options.setdefault(text, CopyOption(copy_format, text))
    return list(options.values())


def joined_parts(
    document: Document, entries: Iterable[Entry], copy_format: CopyFormat
) -> tuple[str, int]:
    """Return the parts ``copy_format`` of those of ``entries`` that have one, and their number.

    A line for each; notes, and entries that are no items of a list, have a blank line between them.
    """
    with_part = [
        (entry, text) for entry in entries if (text := _parts(document, entry).get(copy_format))
    ]
    is_in_lines = copy_format is not CopyFormat.NOTES
    if copy_format is CopyFormat.ENTRY:
        is_in_lines = not any(document.bullet(entry).is_empty for entry, _ in with_part)
    separator = "\n" if is_in_lines else "\n\n"
    return separator.join(text for _, text in with_part), len(with_part)


def _parts(document: Document, entry: Entry) -> dict[CopyFormat, str | None]:
    url, title = document.url(entry), title_without_tags(document, entry)
    return {
        CopyFormat.LINK: url,
        CopyFormat.TITLE: title,
        CopyFormat.MARKDOWN_LINK: markdown_link(title, url) if title and url else None,
        CopyFormat.ENTRY: raw_text_of(document, entry),
        CopyFormat.ARXIV: same_link.arxiv_id(url) if url else None,
        CopyFormat.DOI: same_link.doi(url) if url else None,
        CopyFormat.NOTES: document.notes(entry),
    }


def markdown_link(title: str, url: str) -> str:
    """Return ``[title](url)`` with as many escapes as it takes to be read back as both."""
    wanted = first_line.LineReading(None, title, url)
    line = ""
    for spelling, target in product(
        first_line.title_spellings(title), first_line.target_spellings(url)
    ):
        line = f"[{spelling}]({target})"
        if first_line.is_read_as(line, wanted, Legend()):
            break
    return line
