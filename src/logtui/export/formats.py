"""Every format that entries can be exported in."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from logtui.export.atom import FeedOptions, atom_text
from logtui.export.citing.bibtex import BibOptions, bibtex_text
from logtui.export.citing.csl_json import csl_text
from logtui.export.citing.plain_references import references_text
from logtui.export.citing.ris import ris_text
from logtui.export.digest import GROUPINGS, SHOWN_NOTES, DigestOptions, digest_text
from logtui.export.json_entries import jsonl_lines
from logtui.export.listing import bookmarks_text, csv_text, markdown_text
from logtui.export.notes_html import markdown_page
from logtui.export.page import PageOptions, page_text

if TYPE_CHECKING:
    from logtui.document.model import Document, Entry
    from logtui.export.citing.works import Work
    from logtui.export.digest import Grouping, ShownNotes

WorkFormat = Literal["bibtex", "biblatex", "csl", "ris", "text"]
EntryFormat = Literal["markdown", "digest", "html", "atom", "netscape", "csv", "jsonl"]

WORK_FORMATS: tuple[WorkFormat, ...] = get_args(WorkFormat)
"""Formats with a record for each work, whichever entries are about it."""

ENTRY_FORMATS: tuple[EntryFormat, ...] = get_args(EntryFormat)
"""Formats with each entry."""

FORMATS_BY_SUFFIX: dict[str, WorkFormat | EntryFormat] = {
    ".bib": "bibtex",
    ".json": "csl",
    ".ris": "ris",
    ".txt": "text",
    ".md": "markdown",
    ".html": "html",
    ".htm": "html",
    ".atom": "atom",
    ".csv": "csv",
    ".jsonl": "jsonl",
}
"""The format that the ending of a file's name means."""


class ExportOptions(NamedTuple):
    """What can be chosen about formats; each heeds what it has.

    Attributes:
        title: The title of a page, a feed or a digest; empty for that of the format.
        notes: Whether a bibliography has notes.
        abstracts: Whether it has abstracts.
        published: Whether papers of arXiv are cited as what they were published as.
        has_class: Whether the class of arXiv is named.
        ascii_only: Whether BibTeX has no letters but those of ASCII.
        spreadsheet: Whether cells of CSV that a spreadsheet would compute are made harmless.
        grouping: What a digest is grouped by.
        shown_notes: Which notes a digest has.
        digest_markup: What a digest is written in.
        first: The first day that was asked for; None where it is open.
        last: The last day that was asked for; None where it is open.
        base_url: What relative links start from.
        feed_url: Where the feed will be found.
        limit: How many entries a feed has.
        language: The language of a page; empty for that of the log's months.
        is_fragment: Whether a page is to go into another one.
    """

    title: str = ""
    notes: bool = False
    abstracts: bool = False
    published: bool = False
    has_class: bool = True
    ascii_only: bool = False
    spreadsheet: bool = False
    grouping: Grouping = GROUPINGS[0]
    shown_notes: ShownNotes = SHOWN_NOTES[0]
    digest_markup: Literal["markdown", "html"] = "markdown"
    first: datetime.date | None = None
    last: datetime.date | None = None
    base_url: str = ""
    feed_url: str = ""
    limit: int = 50
    language: str = ""
    is_fragment: bool = False


def works_text(
    document: Document, works: Sequence[Work], name: WorkFormat, options: ExportOptions
) -> str:
    """Return ``works`` of ``document`` in the format ``name``."""
    match name:
        case "csl":
            return csl_text(document, works, notes=options.notes, abstracts=options.abstracts)
        case "ris":
            return ris_text(document, works, notes=options.notes)
        case "text":
            return references_text(works)
        case _:
            bib_options = BibOptions(
                name,
                options.published,
                options.has_class,
                options.ascii_only,
                options.notes,
                options.abstracts,
            )
            return bibtex_text(document, works, bib_options)


def entries_text(
    document: Document, entries: Sequence[Entry], name: EntryFormat, options: ExportOptions
) -> str:
    """Return ``entries`` of ``document`` in the format ``name``."""
    title = options.title or "Reading"
    match name:
        case "markdown":
            text = markdown_text(document, entries)
        case "digest":
            digest_options = DigestOptions(
                options.title, options.first, options.last, options.grouping, options.shown_notes
            )
            text = digest_text(document, entries, digest_options)
            if options.digest_markup == "html":
                text = markdown_page(text, options.language or "en")
        case "html":
            page_options = PageOptions(
                title, options.language, options.base_url, options.feed_url, options.is_fragment
            )
            text = page_text(document, entries, page_options)
        case "atom":
            feed_options = FeedOptions(title, options.feed_url, options.limit, options.base_url)
            text = atom_text(document, entries, feed_options)
        case "netscape":
            text = bookmarks_text(document, entries)
        case "csv":
            text = csv_text(document, entries, spreadsheet=options.spreadsheet)
        case "jsonl":
            text = "".join(jsonl_lines(document, entries))
    return text
