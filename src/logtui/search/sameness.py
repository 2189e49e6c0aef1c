"""Entries found by a link that is written another way: an abstract's where the log has the PDF's.

The corpus holds links folded, so two that differ in capitals alone count as one here; a list of
results can bear that.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from logtui.document import papers
from logtui.document.identity import identity
from logtui.search.similarity import EXACT

if TYPE_CHECKING:
    from logtui.search.index import Index
    from logtui.search.query import Term
    from logtui.search.scoring import EntryFinds

MOST = 500
"""Links that are compared: those with the telling part of the one that is looked for."""

_SITE_AND_PATH = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}/.")
_ENCODED = re.compile(r"%[0-9A-F]{2}")
_NUMBER = 4
_RUN = re.compile(r"[a-z0-9._~-]+")


def same_link_tier(index: Index, term: Term) -> EntryFinds:
    """Find the entries whose link is the same as the link, arXiv id or DOI that was pasted."""
    wanted = _identity(term.text)
    if wanted:
        urls = index.corpus.urls
        for slot in islice(urls.find(_telling(wanted)), MOST):
            if identity(urls.line(slot)) == wanted:
                yield slot, EXACT


def _identity(text: str) -> str | None:
    """Return the identity of the link that ``text`` is; None where it is an ordinary word."""
    if "://" in text or papers.arxiv_id(text) or papers.doi(text):
        return identity(text)
    return identity(f"//{text}") if _SITE_AND_PATH.match(text) else None


def _telling(wanted: str) -> str:
    """Return the part of an identity that tells most, and that all its links have as it is.

    Runs of unreserved characters are the same in every spelling; those of the path are rarer than
    the host, and long ones and numbers rarer than others.
    """
    place, _, path = _ENCODED.sub(" ", wanted).removeprefix("//").partition("/")
    runs: list[str] = _RUN.findall(path) or _RUN.findall(place)
    return max(
        runs, key=lambda run: len(run) + _NUMBER * any(map(str.isdigit, run)), default=wanted
    )
