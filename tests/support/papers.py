"""Papers and logs about them, invented, for what is exported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from logtui.document.reading.parser import parse
from logtui.export.citing.bibliography import Bibliography
from logtui.export.citing.paper_record import read_csl_item
from logtui.export.citing.works import unlinked_works, works_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from logtui.document.model import Document
    from logtui.export.citing.bib_file import BibFile
    from logtui.export.citing.citation_keys import KeyStyle
    from logtui.export.citing.paper_record import CslItem, PaperRecord
    from logtui.export.citing.works import Work

PAPERS_LOG = """\
Legend:
- 📜: papers
- 📰: blog posts, pages
- 📺: videos
- 🧪: code, experiments

## 2024-12-02

- 📜 [Attention Is All You Need, again](https://arxiv.org/pdf/1706.03762v5)
    - the second reading
- 📰 [Computer latency: 1977-2017](https://danluu.com/input-lag/)
- an idea without a link

## 2024-06-03

- 📜 [Attention Is All You Need](https://arxiv.org/abs/1706.03762)
    - multi-head attention
- 📜 [Deep learning](https://doi.org/10.1038/nature14539)
- 📺 [Let's build GPT](https://www.youtube.com/watch?v=kCc8FmEb1nY)
- 🧪 [micrograd](https://github.com/karpathy/micrograd)
"""
"""A log in which one paper is read twice."""

VASWANI: CslItem = {
    "type": "article",
    "title": "Attention Is All You Need",
    "author": [
        {"family": "Vaswani", "given": "Ashish"},
        {"family": "Shazeer", "given": "Noam"},
        {"family": "Parmar", "given": "Niki"},
    ],
    "issued": {"date-parts": [[2017, 6, 12]]},
    "abstract": "The dominant sequence transduction models …",
    "custom": {
        "primary-class": "cs.CL",
        "journal-reference": "Advances in Neural Information Processing Systems 30 (NeurIPS)",
    },
}
LECUN: CslItem = {
    "type": "article-journal",
    "title": "Deep learning",
    "author": [{"family": "LeCun", "given": "Yann"}, {"family": "Bengio", "given": "Yoshua"}],
    "issued": {"date-parts": [[2015, 5, 27]]},
    "container-title": "Nature",
    "volume": "521",
    "issue": "7553",
    "page": "436-444",
    "publisher": "Springer Science and Business Media LLC",
    "DOI": "10.1038/nature14539",
}
ITEMS = {"arxiv:1706.03762": VASWANI, "doi:10.1038/nature14539": LECUN}
"""What servers would tell of the papers of the log."""


def records_of(items: Mapping[str, CslItem]) -> dict[str, PaperRecord]:
    """Return the records of ``items`` by the identities of their links."""
    return {identity: read_csl_item(item) for identity, item in items.items()}


def document_of(text: str) -> Document:
    """Return the log ``text``."""
    return parse(text.encode("utf-8", "surrogatepass"))


def bibliography_of(
    document: Document,
    items: Mapping[str, CslItem] | None = None,
    style: KeyStyle = "auth-year-word",
    bib_file: BibFile | None = None,
) -> Bibliography:
    """Return the bibliography of ``document``, in which all entries are, without a link, too."""
    works = [
        *works_of(document, document.entries),
        *unlinked_works(document, document.entries),
    ]
    return Bibliography(works, records_of(items or {}), style, bib_file)


def works_in(text: str, items: Mapping[str, CslItem] | None = None) -> list[Work]:
    """Return the works that entries of the log ``text`` link to, in its order."""
    document = document_of(text)
    works = bibliography_of(document, items).of_entries(document.entries)
    return [work for work in works if work.url]


def keys_in(text: str, items: Mapping[str, CslItem] | None = None) -> dict[str, str]:
    """Return the keys of the works of the log ``text`` by their addresses."""
    return {work.url: work.key for work in works_in(text, items)}
