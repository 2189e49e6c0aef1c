"""Works in the forms in which somebody cites them while writing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from logtui.document.editing.copying import CopyFormat
from logtui.export.citing.bibtex import BibOptions, bibtex_text
from logtui.export.citing.csl_json import csl_text
from logtui.export.citing.plain_references import citation_in_text, references_text

if TYPE_CHECKING:
    from collections.abc import Sequence

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


def citation_text(document: Document, works: Sequence[Work], copy_format: CopyFormat) -> str:
    """Return ``works`` of ``document`` as one text in ``copy_format``, of ``CITATION_FORMATS``."""
    keys = [work.key for work in works]
    match copy_format:
        case CopyFormat.PANDOC_CITATION:
            text = f"[{'; '.join(f'@{key}' for key in keys)}]"
        case CopyFormat.TEX_CITATION:
            text = f"\\cite{{{','.join(keys)}}}"
        case CopyFormat.BIBTEX:
            text = bibtex_text(document, works, BibOptions())
        case CopyFormat.CSL:
            text = csl_text(document, works)
        case CopyFormat.CITATION_IN_TEXT:
            text = "; ".join(map(citation_in_text, works))
        case CopyFormat.REFERENCE:
            text = references_text(works).rstrip("\n")
        case _:
            text = ", ".join(keys)
    return text
