"""What is known of a paper besides the log: the item of CSL that arXiv or doi.org gave for it.

An item comes from a cache that anything may have written, so the type of each part is checked.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from logtui.export.characters import one_line

CslItem = Mapping[str, object]
"""An item of CSL-JSON (github.com/citation-style-language/schema)."""

_MAX_AUTHORS = 3000
_DATE_PARTS = 3


class Author(NamedTuple):
    """Somebody who wrote a paper.

    Attributes:
        family: The surname with its particle; for an institution, all of its name.
        given: The given names; empty for an institution.
        particle: What of ``family`` is a particle before the surname, maybe empty.
        is_institution: Whether the name is not that of a person.
    """

    family: str
    given: str = ""
    particle: str = ""
    is_institution: bool = False

    @property
    def surname(self) -> str:
        """The family name without its particle."""
        return self.family.removeprefix(self.particle).strip()


class PaperRecord(NamedTuple):
    """A paper as its publisher describes it; what is not known is empty.

    Attributes:
        title: Its title, on one line.
        authors: Its authors.
        issued: Year, month and day of publication, as far as they are known.
        csl_type: What it is, as CSL calls it.
        container: The journal, proceedings or book that it is in.
        publisher: The publisher.
        volume: The volume of the journal.
        issue: The issue of the volume.
        pages: The pages in it.
        doi: Its DOI.
        primary_class: The class of arXiv, such as ``cs.CL``.
        journal_reference: Where it was published, as arXiv says.
        abstract: Its abstract.
    """

    title: str = ""
    authors: tuple[Author, ...] = ()
    issued: tuple[int, ...] = ()
    csl_type: str = ""
    container: str = ""
    publisher: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    doi: str = ""
    primary_class: str = ""
    journal_reference: str = ""
    abstract: str = ""


def read_csl_item(item: CslItem) -> PaperRecord:
    """Return what ``item`` says."""
    custom = item.get("custom")
    extra = custom if isinstance(custom, Mapping) else {}
    people = item.get("author")
    authors = map(read_author, people[:_MAX_AUTHORS] if isinstance(people, list) else ())
    return PaperRecord(
        title=_text(item.get("title")),
        authors=tuple(author for author in authors if author.family),
        issued=read_date_parts(item.get("issued")),
        csl_type=_text(item.get("type")),
        container=_text(item.get("container-title")),
        publisher=_text(item.get("publisher")),
        volume=_text(item.get("volume")),
        issue=_text(item.get("issue")),
        pages=_text(item.get("page")),
        doi=_text(item.get("DOI")),
        primary_class=_text(extra.get("primary-class")),
        journal_reference=_text(extra.get("journal-reference")),
        abstract=_text(item.get("abstract")),
    )


def read_author(person: object) -> Author:
    """Return who ``person``, a name of CSL, is; without a name where it is none."""
    if not isinstance(person, Mapping):
        return Author("")
    family, given = _text(person.get("family")), _text(person.get("given"))
    if not family:
        name = _text(person.get("literal")) or _text(person.get("name")) or given
        return Author(name, is_institution=True)
    particle = _text(person.get("non-dropping-particle"))
    return Author(f"{particle} {family}".strip(), given, particle)


def _text(value: object) -> str:
    if isinstance(value, list):
        value = next(iter(value), "")
    return one_line(str(value)) if isinstance(value, str | int) else ""


def read_date_parts(value: object) -> tuple[int, ...]:
    """Return the year, month and day that a date of CSL begins with, as far as they can be."""
    parts = value.get("date-parts") if isinstance(value, Mapping) else None
    first = parts[0] if isinstance(parts, list) and parts else None
    if not isinstance(first, list):
        return ()
    bounds = ((1, 9999), (1, 12), (1, 31))
    numbers: list[int] = []
    for part, (least, most) in zip(first[:_DATE_PARTS], bounds, strict=False):
        digits = str(part)
        if not digits.isdecimal() or not digits.isascii() or not least <= int(digits[:5]) <= most:
            break
        numbers.append(int(digits))
    return tuple(numbers)
