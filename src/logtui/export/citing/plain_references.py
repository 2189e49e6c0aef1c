"""Works as people write them: in the text, and in a list of references."""

from __future__ import annotations

from typing import TYPE_CHECKING

from logtui.document.text.urls import host_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from logtui.export.citing.paper_record import Author
    from logtui.export.citing.works import Work

_MAX_NAMED_AUTHORS = 7
_AUTHORS_IN_TEXT = 2
_END_OF_SENTENCE = (".", "!", "?", "…")


def references_text(works: Iterable[Work]) -> str:
    """Return a line for each of ``works``."""
    return "".join(f"{plain_reference(work)}\n" for work in works)


def plain_reference(work: Work) -> str:
    """Return ``Vaswani, A., Shazeer, N. (2017). Title. arXiv:1706.03762. https://…``."""
    record = work.record
    authors = listed_authors(record.authors) if record else ""
    parts = [f"{authors} ({_year(work)})" if authors else f"{work.title} ({_year(work)})"]
    if authors:
        parts.append(work.title)
    if work.arxiv:
        parts.append(f"arXiv:{work.arxiv}")
    elif record and record.container:
        volume = f"{record.volume}({record.issue})" if record.issue else record.volume
        parts.append(", ".join(filter(None, (record.container, volume, record.pages))))
    text = " ".join(part if part.endswith(_END_OF_SENTENCE) else f"{part}." for part in parts)
    return f"{text} {work.url}".rstrip()


def citation_in_text(work: Work) -> str:
    """Return ``Vaswani et al. (2017)``; without authors the site stands for them."""
    authors = work.record.authors if work.record else ()
    names = [author.family for author in authors[:_AUTHORS_IN_TEXT]]
    if not names:
        name = f"arXiv:{work.arxiv}" if work.arxiv else host_of(work.url) or work.title
    elif len(authors) > _AUTHORS_IN_TEXT:
        name = f"{names[0]} et al."
    else:
        name = " and ".join(names)
    return f"{name} ({_year(work)})"


def _year(work: Work) -> str:
    return str(work.issued[0]) if work.issued else "n.d."


def listed_authors(authors: tuple[Author, ...]) -> str:
    """Return the names of ``authors`` in a line, those in the middle of a long list left out."""
    names = [short_name(author) for author in authors]
    if len(names) > _MAX_NAMED_AUTHORS:
        names = [*names[: _MAX_NAMED_AUTHORS - 1], "…", names[-1]]
    return ", ".join(names)


def short_name(author: Author) -> str:
    """Return the family name of ``author`` with initials: ``Vaswani, A.``."""
    initials = [f"{name[0]}." for name in author.given.replace("-", " ").split()]
    return ", ".join([author.family, " ".join(initials)]) if initials else author.family
