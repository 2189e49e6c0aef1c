"""What the schema of CSL-JSON allows, as far as it matters for what is written here.

The names and types are those of csl-data.json (github.com/citation-style-language/schema).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

TYPES = frozenset(
    (
        *("article", "article-journal", "article-magazine", "article-newspaper", "bill", "book"),
        *("broadcast", "chapter", "classic", "collection", "dataset", "document", "entry"),
        *("entry-dictionary", "entry-encyclopedia", "event", "figure", "graphic", "hearing"),
        *("interview", "legal_case", "legislation", "manuscript", "map", "motion_picture"),
        *("musical_score", "pamphlet", "paper-conference", "patent", "performance", "periodical"),
        *("personal_communication", "post", "post-weblog", "regulation", "report", "review"),
        *("review-book", "software", "song", "speech", "standard", "thesis", "treaty", "webpage"),
    )
)
TEXTS = frozenset(
    (
        *("id", "citation-key", "title", "container-title", "publisher", "volume", "issue", "page"),
        *("genre", "number", "DOI", "URL", "note", "abstract", "keyword", "type"),
    )
)
DATES = frozenset({"issued", "accessed"})
NAME_PARTS = frozenset({"family", "given", "non-dropping-particle", "literal"})


def check_item(item: Mapping[str, object]) -> None:
    """Assert that ``item`` is one of CSL-JSON."""
    assert {"id", "type"} <= set(item)
    assert set(item) <= TEXTS | DATES | {"author"}
    assert item["type"] in TYPES
    for name in TEXTS & set(item):
        assert isinstance(item[name], str), name
    for name in DATES & set(item):
        date = item[name]
        assert isinstance(date, dict)
        assert set(date) == {"date-parts"}
        (parts,) = date["date-parts"]
        assert 1 <= len(parts) <= 3
        assert all(type(part) is int for part in parts)
    authors = item.get("author", [])
    assert isinstance(authors, list)
    for author in authors:
        assert set(author) <= NAME_PARTS
        assert all(isinstance(part, str) for part in author.values())
