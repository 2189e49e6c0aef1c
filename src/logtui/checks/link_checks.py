"""Checks of links: whether they are whole, where they lead, and how they are written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from logtui.checks.checked_log import CheckedLog, Problem, quoted
from logtui.document.legend import is_word_symbol
from logtui.document.relations.same_link import (
    arxiv_id,
    has_impossible_arxiv_id,
    is_tracking_field,
    link_identity,
)
from logtui.document.text import links, urls
from logtui.document.text.lazy_pattern import lazy_pattern
from logtui.document.text.spans import Edit, Span

if TYPE_CHECKING:
    from pathlib import Path

    from logtui.document.model import Entry
    from logtui.document.text.links import Link

_SHORTENERS = frozenset(
    (
        *("bit.ly", "tinyurl.com", "t.co", "goo.gl", "ow.ly", "buff.ly", "is.gd", "v.gd", "rb.gy"),
        *("rebrand.ly", "lnkd.in", "tiny.cc", "cutt.ly", "dlvr.it", "fb.me", "amzn.to"),
    )
)

_LINK_MIDDLE = lazy_pattern(r"(?<!\\)\]\(")
_SPACE_IN_LINK = lazy_pattern(r"\[[^][`]+\][ \t]+\(https?://[^()\s]+\)")
_MISSING_BRACKET = lazy_pattern(r"\[[^][()`]*\(https?://[^()\s]+\)(?!\])")
_BROKEN_LINKS = (
    (_LINK_MIDDLE, "its brackets do not close"),
    (_SPACE_IN_LINK, "a blank stands between text and address"),
    (_MISSING_BRACKET, "a bracket is missing before the address"),
)
_CODE_SPAN = lazy_pattern(r"(`+)[^`].*?\1")
_HOST_WITHOUT_SCHEME = lazy_pattern(
    r"(?:www\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|org|net|edu|io|ai|dev)(?:/.*)?", re.IGNORECASE
)
_LOCAL_HOST = lazy_pattern(r"localhost|[\d.]+|\[.*\]|[^.]+|.*\.(?:local|lan|home|internal|test)")
_NAME_IN_DATA = lazy_pattern(
    r"http://(?:www\.)?(?:w3\.org/\d{4}/|wikidata\.org/(?:entity|prop)/"
    r"|(?:dbpedia|purl)\.org/|xmlns\.com/|schema\.org/).*"
)
"""An address by which data call a thing; with https it would be another name."""
_ADDRESS_OF_SHELL = lazy_pattern(r"[\w.-]+@[\w.-]+:.*")
"""Where a program such as scp or git copies from: ``git@github.com:owner/name``."""
_PDF_PATH = lazy_pattern(r"(https?://(?:www\.)?arxiv\.org)/pdf/([^?#]+?)(?:\.pdf)?/?([?#].*)?")
_ARXIV_DIGITS = 5
_FEWEST_ARXIV_LINKS = 4
_SHARE_OF_ABSTRACTS = 0.8


def check_same_day(log: CheckedLog) -> Iterator[Problem]:
    """Yield the entries that have the link of an earlier entry of their day.

    Entries with different words before them, such as ``Authors:`` and ``Presenter:``, are details
    of one thing.
    """
    document = log.document
    for day in document.days:
        seen: dict[tuple[str, str], int] = {}
        for entry in document.entries[day.first_entry : day.stop_entry]:
            url = document.url(entry)
            link = document.parts(entry).link
            if not url or not link or url.startswith("#"):
                continue
            kind = document.kind(entry)
            label = kind.symbol if kind and is_word_symbol(kind.symbol) else ""
            identity = (link_identity(url), label)
            line = document.line_at(link.start)
            if identity in seen and day.date:
                yield Problem(
                    "link-twice", link.start, f"{quoted(url)} stands in line {seen[identity]} too"
                )
            seen.setdefault(identity, line)


def check_other_day(log: CheckedLog) -> Iterator[Problem]:
    """Yield the first entry of each link that entries of several days have."""
    document = log.document
    threads: dict[str, list[Entry]] = {}
    for entry in document.entries:
        url = document.url(entry)
        if url and not url.startswith("#"):
            threads.setdefault(link_identity(url), []).append(entry)
    for first, *others in threads.values():
        later = [entry for entry in others if entry.day != first.day]
        if later:
            line = document.line_at(later[0].span.start)
            more = f" and {len(later) - 1} more" if len(later) > 1 else ""
            sentence = f"{quoted(document.url(first) or '')} is also the link of line {line}{more}"
            yield Problem("link-thread", first.span.start, sentence)


def check_broken(log: CheckedLog) -> Iterator[Problem]:
    """Yield the places that look like a link in Markdown and are none; links may take two lines."""
    for start, paragraph in log.paragraphs:
        if "](" not in paragraph and "(http" not in paragraph:
            continue
        if len(paragraph) > links.LINK_SEARCH_LIMIT:  # data, not prose
            continue
        spans = [Span(*match.span()) for match in _CODE_SPAN.finditer(paragraph)]
        spans += [link.span for link in links.find_links(paragraph)]
        is_whole = bytearray(len(paragraph))
        for start_of_span, end in spans:
            is_whole[start_of_span:end] = b"\1" * (end - start_of_span)
        for link in links.find_links(paragraph):
            if paragraph.startswith("[", link.target.start):
                target = quoted(paragraph[link.target.start : link.target.end])
                sentence = f"{target} is not an address: a link stands where one belongs"
                yield Problem("link-broken", start + link.span.start, sentence)
        for pattern, what in _BROKEN_LINKS:
            for match in pattern.finditer(paragraph):
                offset = match.start()
                if is_whole[offset]:
                    continue
                excerpt = paragraph[max(0, offset - 20) : match.end() + 20]
                sentence = f"{quoted(excerpt)} is not a link: {what}"
                yield Problem("link-broken", start + offset, sentence)


def check_files(log: CheckedLog) -> Iterator[Problem]:
    """Yield the relative links to a file that is not there; one of them where all are elsewhere."""
    if log.path is None:
        return
    missing, is_any_there = [], False
    for link in log.links:
        target = log.target(link)
        url = urls.split_url(target)
        if not url.path or url.scheme or url.authority is not None or url.path[0] in "/[":
            continue
        if _ADDRESS_OF_SHELL.fullmatch(target):
            continue
        if _HOST_WITHOUT_SCHEME.fullmatch(target):
            sentence = f"{quoted(target)} lacks https:// and leads to a file of that name"
            yield Problem("link-relative", link.target.start, sentence)
        elif _exists(file := log.path.parent / urls.percent_decode(url.path)):
            is_any_there |= file != log.path
        else:
            missing.append(link)
    if missing and not is_any_there and len({log.target(link) for link in missing}) > 1:
        first = missing[0].target
        sentence = f"{len(missing)} links lead to files next to the log, and none of these is there"
        yield Problem(
            "link-relative",
            first.start,
            f"{sentence}, {quoted(first.of(log.document.text))} for one",
        )
        return
    for link in missing:
        sentence = f"{quoted(log.target(link))} leads to a file that is not there"
        yield Problem("link-relative", link.target.start, sentence)


def check_http(log: CheckedLog) -> Iterator[Problem]:
    """Yield the links to pages that are not encrypted, each address once."""
    seen = set()
    for link in log.links:
        target = log.target(link)
        url = urls.split_url(target)
        is_page = not (_LOCAL_HOST.fullmatch(url.host) or _NAME_IN_DATA.fullmatch(target))
        if url.scheme == "http" and is_page and target not in seen:
            seen.add(target)
            sentence = f"{quoted(target)} is not encrypted; try https"
            yield Problem("link-http", link.target.start, sentence)


def check_tracking(log: CheckedLog) -> Iterator[Problem]:
    """Yield the links that say where a reader came from."""
    for link in log.links:
        raw = link.target.of(log.document.text)
        before, mark, rest = raw.partition("?")
        query, hash_mark, fragment = rest.partition("#")
        if not mark or "#" in before or "&amp;" in raw or "\\" in raw:
            continue
        fields = query.split("&")
        kept = [field for field in fields if not field or not is_tracking_field(field)]
        if len(kept) == len(fields) or urls.split_url(raw).authority is None:
            continue
        clean = before + ("?" if kept else "") + "&".join(kept) + hash_mark + fragment
        dropped = next(field for field in fields if field and is_tracking_field(field))
        yield Problem(
            "link-tracking",
            link.target.start,
            f"{quoted(raw)} tells where you came from: {quoted(dropped.partition('=')[0])}",
            Edit(link.target, clean) if link_identity(clean) == link_identity(raw) else None,
        )


def check_shortened(log: CheckedLog) -> Iterator[Problem]:
    """Yield the links that go through a service for short addresses, which may end one day."""
    for link in log.links:
        if urls.split_url(log.target(link)).host in _SHORTENERS:
            sentence = f"{quoted(log.target(link))} does not say where it leads"
            yield Problem("link-shortener", link.target.start, sentence)


def check_arxiv_ids(log: CheckedLog) -> Iterator[Problem]:
    """Yield the links to papers with a number that arXiv cannot have given."""
    for link in log.links:
        target = log.target(link)
        if has_impossible_arxiv_id(target):
            number = arxiv_id(target) or ""
            is_short = len(number.partition(".")[2]) in range(1, _ARXIV_DIGITS)
            hint = "; a digit seems to be missing" if is_short else ""
            sentence = f"arXiv cannot have given the number {number}{hint}"
            yield Problem("arxiv-odd", link.target.start, sentence)


def check_arxiv_pages(log: CheckedLog) -> Iterator[Problem]:
    """Yield the links to the PDF of a paper where nearly all others lead to the abstract."""
    pages: Counter[str] = Counter()
    pdf_links: list[tuple[Link, re.Match[str]]] = []
    for link in log.links:
        target = link.target.of(log.document.text)
        if arxiv_id(target) is None:
            continue
        match = _PDF_PATH.fullmatch(target)
        pages["pdf" if match else "abs" if "/abs/" in target else ""] += 1
        if match:
            pdf_links.append((link, match))
    total = pages["pdf"] + pages["abs"]
    if total < _FEWEST_ARXIV_LINKS or pages["abs"] < _SHARE_OF_ABSTRACTS * total:
        return
    for link, match in pdf_links:
        sentence = f"{quoted(match[0])} is a PDF; {pages['abs']} other links lead to the abstract"
        fix = None if match[3] else Edit(link.target, f"{match[1]}/abs/{match[2]}")
        yield Problem("arxiv-pdf", link.target.start, sentence, fix)


def _exists(file: Path) -> bool:
    try:
        return file.exists()
    except (OSError, ValueError):  # such as a name that is too long, or holds a zero
        return False
