"""The works that a log cites: one for each thing that its entries link to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from logtui.document.legend import singulars
from logtui.document.properties.tags import entry_tags, tag_key, title_without_tags
from logtui.document.relations.entry_ids import EntryIds
from logtui.document.relations.same_link import (
    arxiv_id,
    doi,
    has_impossible_arxiv_id,
    link_identity,
)
from logtui.document.text.lazy_pattern import lazy_pattern
from logtui.document.text.urls import DEFAULT_PORTS, host_of, split_url
from logtui.export.characters import one_line
from logtui.export.citing.paper_record import PaperRecord

if TYPE_CHECKING:
    from logtui.document.dates.partial import PartialDate
    from logtui.document.legend import Kind
    from logtui.document.model import Document, Entry

PaperRecords = Mapping[str, PaperRecord]
"""What is known of papers, by the identities of their links."""

_LAST = (9999, 99, 99)
_FIRST_CENTURY = 91
"""Years of two digits from here on, in an id of arXiv, are those of the last century."""

_MENTION = lazy_pattern(
    r"(?<![\w.-])(?:https?://)?(?:[\w-]{1,63}\.){0,4}(?:arxiv\.org|doi\.org)/[^\s<>\"\])}]+"
    r"|arxiv:\s?[^\s<>\"\])},;]+|(?:doi:\s?)?10\.\d{4,9}/[^\s<>\"\]}]+",
    re.IGNORECASE,
)
"""What may name a paper in prose."""

_KEY = r"[A-Za-z0-9](?:[A-Za-z0-9_:.+/-]*[A-Za-z0-9_])?"
_KEY_LINE = lazy_pattern(rf"^[ \t>*+-]*(?:cite|bibkey):[ \t]*@?({_KEY})[ \t]*$", re.MULTILINE)
_CITATION = rf"(?:\[@({_KEY})\]|\\cite\w*\{{({_KEY})\}})"
_CITED_KEY = lazy_pattern(_CITATION)
_CITED_KEY_LINE = lazy_pattern(rf"^[ \t>*+-]*{_CITATION}[ \t]*$", re.MULTILINE)


class WorkKind(Enum):
    """What a work is; the value has the words of a legend that say so."""

    PAPER = "paper article preprint publication manuscript study papier artikel"
    BOOK = "book buch livre libro"
    THESIS = "thesis dissertation"
    DATASET = "dataset corpus benchmark"
    VIDEO = "video talk lecture film"
    CODE = "code software repository repo library tool experiment program"
    POST = "post blog essay newsletter thread"
    PAGE = "page website site resource"


class KeyClaim(NamedTuple):
    """A citation key that an entry names.

    Attributes:
        strength: How clearly it is the key of this entry; 0 is the clearest.
        key: The key.
    """

    strength: int
    key: str


class Work(NamedTuple):
    """Something that the log cites.

    Attributes:
        identity: What all links to it have in common.
        entries: The entries that link to it, the earliest first.
        title: Its title: that of its record, else that of its earliest entry.
        url: The address to cite; empty for an entry without a link.
        kind: What it is.
        read: The date of the earliest entry.
        arxiv: Its id on arXiv, without a version; empty without one.
        doi: Its DOI; empty where the log names none.
        record: What is known of it besides.
        tags: The tags of its entries, each once.
        claim: The key that an entry of it names.
        key: Its citation key.
    """

    identity: str
    entries: tuple[Entry, ...]
    title: str
    url: str
    kind: WorkKind
    read: PartialDate | None
    arxiv: str = ""
    doi: str = ""
    record: PaperRecord | None = None
    tags: tuple[str, ...] = ()
    claim: KeyClaim | None = None
    key: str = ""

    @property
    def issued(self) -> tuple[int, ...]:
        """Year, month and day of publication, as far as known; those of an arXiv id count first."""
        if self.arxiv:
            digits = self.arxiv.rpartition("/")[2]
            year = int(digits[:2])
            century = 1900 if "/" in self.arxiv and year >= _FIRST_CENTURY else 2000
            return century + year, int(digits[2:4])
        return self.record.issued if self.record else ()

    def with_record(self, record: PaperRecord | None) -> Work:
        """Return the work as ``record`` describes it."""
        if record is None:
            return self
        return self._replace(record=record, title=record.title or self.title)

    @property
    def is_missing(self) -> bool:
        """Whether arXiv or doi.org could tell more about it than is known."""
        return bool(self.arxiv or self.doi) and self.record is None

    @property
    def published_doi(self) -> str:
        """The DOI of the publisher, else the one that arXiv gives; empty without either."""
        known = self.doi or (self.record.doi if self.record else "")
        return known or (f"10.48550/arXiv.{self.arxiv}" if self.arxiv else "")


def works_of(document: Document, all_entries: Iterable[Entry]) -> list[Work]:
    """Return the works that ``all_entries`` link to, the one that was read first before others."""
    entries: dict[str, list[Entry]] = {}
    links: dict[str, str] = {}
    for entry in sorted_by_age(document, all_entries):
        if link := citable_link(document, entry):
            identity = link_identity(link)
            entries.setdefault(identity, []).append(entry)
            links.setdefault(identity, link)
    return [
        work_of_entries(document, identity, entries[identity], link)
        for identity, link in links.items()
    ]


def unlinked_works(document: Document, entries: Iterable[Entry]) -> list[Work]:
    """Return a work for each of ``entries`` without a link, the earliest first."""
    ids = EntryIds(document)
    return [
        Work(
            ids.of(entry),
            (entry,),
            one_line(title_without_tags(document, entry)),
            "",
            work_kind(document.kind(entry), ""),
            document.date(entry),
            tags=entry_tags(document, entry),
            claim=key_claim(document, entry),
        )
        for entry in sorted_by_age(document, entries)
        if not citable_link(document, entry)
    ]


def citable_link(document: Document, entry: Entry) -> str:
    """Return what ``entry`` cites: its link, else the paper that its text names; empty for none."""
    url = (document.url(entry) or "").strip()
    if url and (split_url(url).scheme in DEFAULT_PORTS or arxiv_id(url) or doi(url)):
        return url
    text = entry.span.of(document.text)
    for mention in _MENTION.finditer(text):
        name = mention[0].rstrip(".,;:!?*_'")
        if name.count("(") < name.count(")"):
            name = name.rstrip(")")
        if arxiv_id(name) or doi(name):
            return name
    return ""


def age_key(document: Document, entry: Entry) -> tuple[tuple[int, int, int], int]:
    """Return what to order entries by so that those that were read first come first."""
    date = document.date(entry)
    return (date.order_key() if date else None) or _LAST, entry.span.start


def sorted_by_age(document: Document, entries: Iterable[Entry]) -> list[Entry]:
    """Return ``entries``, the one that was read first before the others."""
    return sorted(entries, key=lambda entry: age_key(document, entry))


def work_of_entries(document: Document, identity: str, entries: list[Entry], link: str) -> Work:
    """Return the work that ``entries``, the earliest first, link to by ``link`` and its like."""
    earliest = entries[0]
    paper = identity.removeprefix("arxiv:") if identity.startswith("arxiv:") else ""
    number = identity.removeprefix("doi:") if identity.startswith("doi:") else ""
    address = f"https://doi.org/{number}" if number else one_line(link)
    if paper:
        address = f"https://arxiv.org/abs/{paper}"
        paper = "" if has_impossible_arxiv_id(identity) else paper
    titles = (one_line(title_without_tags(document, entry)) for entry in entries)
    claims = (key_claim(document, entry) for entry in entries)
    tags = (tag for entry in entries for tag in entry_tags(document, entry))
    return Work(
        identity,
        tuple(entries),
        next(filter(None, titles), "") or one_line(link),
        address,
        WorkKind.PAPER if paper else work_kind(document.kind(earliest), link),
        document.date(earliest),
        paper,
        number,
        tags=tuple({tag_key(tag): tag for tag in tags}.values()),
        claim=min(filter(None, claims), default=None),
    )


def work_kind(kind: Kind | None, link: str) -> WorkKind:
    """Return what a work is by the name of its ``kind`` in the legend, else by its ``link``."""
    for word in re.findall(r"\w+", kind.name.casefold()) if kind else ():
        for work in WorkKind:
            if not set(singulars(word)).isdisjoint(work.value.split()):
                return work
    if doi(link):
        return WorkKind.PAPER
    host = host_of(link)
    if host in ("youtube.com", "youtu.be", "vimeo.com"):
        return WorkKind.VIDEO
    return WorkKind.CODE if host in ("github.com", "gitlab.com") else WorkKind.PAGE


def key_claim(document: Document, entry: Entry) -> KeyClaim | None:
    r"""Return the citation key that the text of ``entry`` gives it; None where it gives none.

    A line ``cite: key`` or ``bibkey: key`` is the clearest, then ``[@key]`` or ``\cite{key}`` in
    the first paragraph, then such a note of its own. Inside of other words it cites another work.
    """
    text = entry.span.of(document.text)
    if "@" not in text and "\\cite" not in text and "key:" not in text and "cite:" not in text:
        return None
    notes = document.notes(entry) or ""
    head = text[: document.parts(entry).notes.start - entry.span.start]
    if line := _KEY_LINE.search(head) or _KEY_LINE.search(notes):
        return KeyClaim(0, line[1])
    if citation := _CITED_KEY.search(head):
        return KeyClaim(1, citation[1] or citation[2])
    note = _CITED_KEY_LINE.search(notes)
    return KeyClaim(2, note[1] or note[2]) if note else None
