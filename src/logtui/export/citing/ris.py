"""Works as records of RIS, which reference managers read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from logtui.export.characters import clean_lines, one_line
from logtui.export.citing.works import WorkKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from logtui.document.model import Document
    from logtui.export.citing.paper_record import Author
    from logtui.export.citing.works import Work

_KIND_TYPES = {
    WorkKind.PAPER: "UNPB",
    WorkKind.BOOK: "BOOK",
    WorkKind.THESIS: "THES",
    WorkKind.DATASET: "DATA",
    WorkKind.VIDEO: "VIDEO",
    WorkKind.CODE: "COMP",
    WorkKind.POST: "BLOG",
    WorkKind.PAGE: "ELEC",
}

_RECORD_TYPES = {
    "article-journal": "JOUR",
    "journal-article": "JOUR",
    "paper-conference": "CONF",
    "proceedings-article": "CONF",
    "chapter": "CHAP",
    "book-chapter": "CHAP",
    "book": "BOOK",
    "monograph": "BOOK",
}


def ris_text(document: Document, works: Iterable[Work], *, notes: bool = False) -> str:
    """Return the records of ``works``; lines end as RIS wants it."""
    return "".join(
        f"{tag}  - {value}\r\n"
        for work in works
        for tag, value in (*ris_fields(document, work, notes=notes), ("ER", ""))
    )


def ris_fields(document: Document, work: Work, *, notes: bool) -> Iterator[tuple[str, str]]:
    """Yield the tags of the record of ``work`` with their values, none of them empty."""
    record = work.record
    record_type = _RECORD_TYPES.get(record.csl_type) if record and not work.arxiv else None
    yield "TY", record_type or _KIND_TYPES[work.kind]
    yield "ID", work.key
    yield from (("AU", _name(author)) for author in (record.authors if record else ()))
    values = {
        "TI": work.title,
        "T2": record.container if record else "",
        "VL": record.volume if record else "",
        "IS": record.issue if record else "",
        "SP": record.pages if record else "",
        "PB": "arXiv" if work.arxiv else (record.publisher if record else ""),
        "PY": f"{work.issued[0]}" if work.issued else "",
        "M1": f"arXiv:{work.arxiv}" if work.arxiv else "",
        "DO": work.published_doi,
        "UR": work.url,
        "Y2": _day(work),
    }
    yield from ((tag, value) for tag, value in values.items() if value)
    yield from (("KW", one_line(tag)) for tag in work.tags)
    if notes:
        texts = (clean_lines(document.notes(entry) or "").split() for entry in work.entries)
        yield from (("N1", " ".join(words)) for words in texts if words)


def _name(author: Author) -> str:
    return f"{author.family}, {author.given}" if author.given else author.family


def _day(work: Work) -> str:
    """Return the day on which ``work`` was read, with the four parts that RIS gives a date."""
    iso = (work.read.iso() if work.read and work.url else None) or ""
    return "/".join([*iso.split("-"), "", ""][:3]) + "/" if iso else ""
