"""Reading the citation of a DOI: the title and authors in the JSON of CSL.

The format: docs.citationstyles.org and github.com/citation-style-language/schema. What comes from
the network may be anything, so the type of each part is checked.
"""

from __future__ import annotations

import html
import json
import re

from logtui.document.text.lazy_pattern import lazy_pattern
from logtui.fetch.cleaning import LONGEST_NAME, LONGEST_TITLE, clean_line

_MAX_AUTHORS = 100

_MARKUP = lazy_pattern(
    r"</?(?:i|b|u|em|strong|sub|su[bp]|scp|sc|tt|span|p|title|(?:jats|mml):\w+)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)


def parse_citation(body: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the title, maybe empty, and the authors that the citation ``body`` names."""
    try:
        citation = json.loads(body)
    except (ValueError, RecursionError):
        return "", ()
    if not isinstance(citation, dict):
        return "", ()
    title = citation.get("title")
    if isinstance(title, list):
        title = next(iter(title), None)
    authors = citation.get("author")
    people = authors[:_MAX_AUTHORS] if isinstance(authors, list) else []
    names = (_author_name(person) for person in people)
    return without_markup(title), tuple(name for name in names if name)


def _author_name(person: object) -> str:
    """Return the name of a person or an institution; empty without one."""
    if not isinstance(person, dict):
        return ""
    parts = ("given", "non-dropping-particle", "family")
    name = " ".join(filter(None, (without_markup(person.get(part)) for part in parts)))
    name = name or without_markup(person.get("literal")) or without_markup(person.get("name"))
    return clean_line(name, LONGEST_NAME)


def without_markup(value: object, limit: int = LONGEST_TITLE) -> str:
    """Return a text of a citation without the markup that publishers leave in it."""
    if not isinstance(value, str):
        return ""
    return clean_line(html.unescape(_MARKUP.sub("", clean_line(value, limit))), limit)
