"""Works as items of CSL-JSON, as its schema wants them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from logtui.document.text.safe import escaped
from logtui.export.characters import clean_lines
from logtui.export.citing.works import WorkKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from logtui.document.model import Document
    from logtui.export.citing.paper_record import Author, CslItem
    from logtui.export.citing.works import Work

_KIND_TYPES = {
    WorkKind.PAPER: "article",
    WorkKind.BOOK: "book",
    WorkKind.THESIS: "thesis",
    WorkKind.DATASET: "dataset",
    WorkKind.VIDEO: "motion_picture",
    WorkKind.CODE: "software",
    WorkKind.POST: "post-weblog",
    WorkKind.PAGE: "webpage",
}

_CROSSREF_TYPES = {
    "journal-article": "article-journal",
    "proceedings-article": "paper-conference",
    "book-chapter": "chapter",
    "posted-content": "article",
    "monograph": "book",
    "dissertation": "thesis",
    "report": "report",
}
"""Types that are not those of CSL, though answers have them."""

_CSL_TYPES = frozenset(
    (
        *("article", "article-journal", "article-magazine", "article-newspaper", "book", "chapter"),
        *("dataset", "entry", "entry-dictionary", "entry-encyclopedia", "manuscript", "pamphlet"),
        *("paper-conference", "post", "post-weblog", "report", "review", "software", "speech"),
        *("standard", "thesis", "webpage", "periodical", "document", "patent", "motion_picture"),
    )
)


def csl_text(
    document: Document, works: Iterable[Work], *, notes: bool = False, abstracts: bool = False
) -> str:
    """Return an array of the items of ``works``."""
    items = [csl_item(document, work, notes=notes, abstracts=abstracts) for work in works]
    lines = json.dumps(items, ensure_ascii=False, indent=2).split("\n")
    return "\n".join(map(escaped, lines)) + "\n"


def csl_item(document: Document, work: Work, *, notes: bool, abstracts: bool) -> CslItem:
    """Return the item of ``work``; nothing in it is invented or empty."""
    record = work.record
    item: dict[str, object] = {
        "id": work.key,
        "citation-key": work.key,
        "type": csl_type(work),
        "title": work.title,
    }
    if record:
        item["author"] = [csl_name(author) for author in record.authors]
        item |= {
            "container-title": record.container,
            "publisher": record.publisher,
            "volume": record.volume,
            "issue": record.issue,
            "page": record.pages,
        }
    item["issued"] = _date(work.issued)
    if work.arxiv:
        item |= {"genre": "preprint", "publisher": "arXiv", "number": f"arXiv:{work.arxiv}"}
    item["DOI"] = work.published_doi
    item["URL"] = work.url
    if work.read and work.read.year and work.url:
        parts = (part for part in work.read if part is not None)
        item["accessed"] = _date(tuple(parts))
    item["keyword"] = ", ".join(work.tags)
    if notes:
        texts = (clean_lines(document.notes(entry) or "").strip() for entry in work.entries)
        item["note"] = "\n\n".join(filter(None, texts))
    if abstracts and record:
        item["abstract"] = record.abstract
    return {name: value for name, value in item.items() if value}


def csl_type(work: Work) -> str:
    """Return what CSL calls ``work``, by its record, else by its kind."""
    if work.arxiv or work.record is None:
        return _KIND_TYPES[work.kind]
    known_type = _CROSSREF_TYPES.get(work.record.csl_type, work.record.csl_type)
    return known_type if known_type in _CSL_TYPES else _KIND_TYPES[work.kind]


def csl_name(author: Author) -> CslItem:
    """Return ``author`` as a name of CSL."""
    if author.is_institution:
        return {"literal": author.family}
    names = {
        "family": author.surname,
        "given": author.given,
        "non-dropping-particle": author.particle,
    }
    return {part: name for part, name in names.items() if name}


def _date(parts: tuple[int, ...]) -> CslItem:
    return {"date-parts": [list(parts)]} if parts else {}
