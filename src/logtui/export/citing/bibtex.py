"""Works as entries of BibTeX and of biblatex."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from logtui.export.characters import clean_lines, one_line
from logtui.export.citing.tex import tex_address, tex_text, tex_title
from logtui.export.citing.works import WorkKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from logtui.document.model import Document
    from logtui.export.citing.paper_record import Author, PaperRecord
    from logtui.export.citing.works import Work

Dialect = Literal["bibtex", "biblatex"]

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()  # noqa: SIM905 - shorter so
_PROCEEDINGS = re.compile(
    r"\b(?:proc|proceedings|conference|conf|workshop|symposium|neurips|nips|icml|iclr|acl|emnlp)\b",
    re.IGNORECASE,
)

_WEB_TYPES = {
    WorkKind.BOOK: "book",
    WorkKind.THESIS: "thesis",
    WorkKind.DATASET: "dataset",
    WorkKind.VIDEO: "video",
    WorkKind.CODE: "software",
}
"""Types of biblatex; those of all other kinds are ``online``."""

_RECORD_TYPES = {
    "article-journal": "article",
    "journal-article": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "paper-conference": "inproceedings",
    "proceedings-article": "inproceedings",
    "chapter": "incollection",
    "book-chapter": "incollection",
    "book": "book",
    "monograph": "book",
}
"""Types of either dialect by those of CSL and of Crossref."""


class BibOptions(NamedTuple):
    """How a bibliography is written.

    Attributes:
        dialect: For BibTeX or for biblatex.
        published: Whether a paper of arXiv is cited as what it was published as.
        has_class: Whether the class of arXiv is named; some styles fail on it.
        ascii_only: Whether other letters are written as commands of TeX.
        notes: Whether the days and the notes go along.
        abstracts: Whether the abstracts go along.
    """

    dialect: Dialect = "bibtex"
    published: bool = False
    has_class: bool = True
    ascii_only: bool = False
    notes: bool = False
    abstracts: bool = False


_Fields = dict[str, str]
"""Names of fields and what stands after the equals sign, in the order in which it is written."""


def bibtex_text(document: Document, works: Iterable[Work], options: BibOptions) -> str:
    """Return the entries of ``works``, with a blank line between two."""
    return "\n".join(bibtex_entry(document, work, options) for work in works)


def bibtex_entry(document: Document, work: Work, options: BibOptions) -> str:
    """Return the entry of ``work``, which ends in a line end."""
    entry_type, fields = entry_type_and_fields(work, options)
    authors = work.record.authors if work.record else ()
    fields = {
        "title": f"{{{tex_title(work.title, ascii_only=options.ascii_only)}}}",
        "author": f"{{{' and '.join(bibtex_name(author, options) for author in authors)}}}",
        **fields,
    }
    if options.dialect == "bibtex" and not fields["author"].strip("{}"):
        # What styles sort by where there is no author.
        fields["key"] = fields["title"]
    fields["keywords"] = _braced(", ".join(work.tags), options)
    if options.notes:
        fields |= note_fields(document, work, options)
    if options.abstracts and work.record:
        fields["abstract"] = _braced(work.record.abstract, options)
    lines = [f"  {name} = {value}," for name, value in fields.items() if value.strip("{}")]
    return "\n".join([f"@{entry_type}{{{work.key},", *lines, "}\n"])


def entry_type_and_fields(work: Work, options: BibOptions) -> tuple[str, _Fields]:
    """Return the type of the entry of ``work``, and what it says besides title and author."""
    record = work.record
    is_biblatex = options.dialect == "biblatex"
    if work.arxiv:
        publication: _Fields = {}
        entry_type = "online" if is_biblatex else "misc"
        if options.published and record and record.journal_reference:
            entry_type = (
                "inproceedings" if _PROCEEDINGS.search(record.journal_reference) else "article"
            )
            name = "booktitle" if entry_type == "inproceedings" else "journal"
            publication = {name: _braced(record.journal_reference, options)}
        fields = {**publication, **_date_fields(work, options), **eprint_fields(work, options)}
        return entry_type, fields
    if record and record.csl_type in _RECORD_TYPES:
        entry_type = _RECORD_TYPES[record.csl_type]
        fields = {**_date_fields(work, options), **publication_fields(entry_type, record, options)}
    else:
        entry_type = "misc"
        if is_biblatex:
            entry_type = _WEB_TYPES.get(work.kind, "online") if work.url else "misc"
        fields = _date_fields(work, options)
    return entry_type, {**fields, **address_fields(work, options)}


def eprint_fields(work: Work, options: BibOptions) -> _Fields:
    """Return how a paper of arXiv is found, in the names that each dialect has for it."""
    is_biblatex = options.dialect == "biblatex"
    archive = {"eprinttype": "{arxiv}"} if is_biblatex else {"archivePrefix": "{arXiv}"}
    record_class = work.record.primary_class if work.record and options.has_class else ""
    return {
        "eprint": f"{{{work.arxiv}}}",
        **archive,
        "eprintclass" if is_biblatex else "primaryClass": f"{{{_verbatim(record_class)}}}",
        "doi": f"{{{_verbatim(work.published_doi)}}}",
        "url": f"{{{tex_address(work.url)}}}",
        **({"urldate": f"{{{_iso(work)}}}"} if is_biblatex else {}),
    }


def address_fields(work: Work, options: BibOptions) -> _Fields:
    """Return where ``work`` is found, and when that was."""
    number = {"doi": f"{{{_verbatim(work.doi)}}}"} if work.doi else {}
    address = tex_address(work.url)
    if options.dialect == "biblatex":
        return {**number, "url": f"{{{address}}}", "urldate": f"{{{_iso(work)}}}"}
    if number:
        return {**number, "url": f"{{{address}}}"}
    accessed = f"Accessed {_iso(work)}" if work.url and _iso(work) else ""
    return {
        "howpublished": f"{{\\url{{{address}}}}}" if address else "",
        "note": f"{{{accessed}}}",
    }


def publication_fields(entry_type: str, record: PaperRecord, options: BibOptions) -> _Fields:
    """Return where what ``record`` describes was published."""
    is_biblatex = options.dialect == "biblatex"
    container = {"article": "journaltitle" if is_biblatex else "journal"}
    fields = {container.get(entry_type, "booktitle"): _braced(record.container, options)}
    if entry_type == "book":
        fields = {}
    pages = record.pages.replace("–", "-").replace("--", "-").replace("-", "--")
    return {
        **fields,
        "volume": _braced(record.volume, options),
        "number": _braced(record.issue, options),
        "pages": _braced(pages, options),
        "publisher": _braced(record.publisher, options),
    }


def _date_fields(work: Work, options: BibOptions) -> _Fields:
    issued = work.issued
    if not issued:
        return {}
    if options.dialect == "biblatex":
        return {"date": f"{{{issued[0]:04}{''.join(f'-{part:02}' for part in issued[1:])}}}"}
    month = {"month": _MONTHS[issued[1] - 1]} if len(issued) > 1 else {}
    return {"year": f"{{{issued[0]}}}", **month}


def note_fields(document: Document, work: Work, options: BibOptions) -> _Fields:
    """Return the days on which ``work`` was read, and the notes on it."""
    dates = (document.date(entry) for entry in work.entries)
    days = dict.fromkeys(date.partial_iso() for date in dates if date)
    notes = (clean_lines(document.notes(entry) or "") for entry in work.entries)
    name = "annotation" if options.dialect == "biblatex" else "annote"
    return {
        "note": _braced(f"Read {', '.join(filter(None, days))}", options) if any(days) else "",
        name: _braced(" ".join(" ".join(notes).split()), options),
    }


def bibtex_name(author: Author, options: BibOptions) -> str:
    """Return the name of ``author`` as BibTeX takes names apart."""
    family = tex_text(author.family, ascii_only=options.ascii_only)
    given = tex_text(author.given, ascii_only=options.ascii_only)
    # A comma or the word "and" inside of a name would be read as the end of it.
    if author.is_institution or "," in family or re.search(r"\band\b", f"{family} {given}"):
        return f"{{{' '.join(filter(None, (given, family)))}}}"
    return f"{family}, {given.replace(',', '')}" if given else family


def _iso(work: Work) -> str:
    return (work.read.iso() if work.read else None) or ""


def _braced(text: str, options: BibOptions) -> str:
    return f"{{{tex_text(one_line(text), ascii_only=options.ascii_only)}}}"


def _verbatim(text: str) -> str:
    """Return ``text`` for a field that is not read as TeX, without what BibTeX would count."""
    return re.sub(r"[{}\\\s]", "", text)
