"""One work in the forms in which somebody cites it while writing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from logtui.document.editing.copying import CopyFormat
from logtui.export.citing.bibtex import BibOptions, bibtex_entry
from logtui.export.citing.csl_json import csl_text
from logtui.export.citing.plain_references import citation_in_text, plain_reference

if TYPE_CHECKING:
    from logtui.document.model import Document
    from logtui.export.citing.works import Work

CITATION_FORMATS = (
    CopyFormat.CITATION_KEY,
    CopyFormat.PANDOC_CITATION,
    CopyFormat.TEX_CITATION,
    CopyFormat.BIBTEX,
    CopyFormat.CSL,
    CopyFormat.CITATION_IN_TEXT,
    CopyFormat.REFERENCE,
)
"""The forms of a work, as the menu for copying offers them."""


def citation_text(document: Document, work: Work, copy_format: CopyFormat) -> str:
    """Return ``work`` of ``document`` in the form ``copy_format``, one of ``CITATION_FORMATS``."""
    match copy_format:
        case CopyFormat.PANDOC_CITATION:
            text = f"[@{work.key}]"
        case CopyFormat.TEX_CITATION:
            text = f"\\cite{{{work.key}}}"
        case CopyFormat.BIBTEX:
            text = bibtex_entry(document, work, BibOptions())
        case CopyFormat.CSL:
            text = csl_text(document, [work])
        case CopyFormat.CITATION_IN_TEXT:
            text = citation_in_text(work)
        case CopyFormat.REFERENCE:
            text = plain_reference(work)
        case _:
            text = work.key
    return text
