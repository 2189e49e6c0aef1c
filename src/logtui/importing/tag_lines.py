"""The tags of an entry as a line of its notes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal

from logtui.document.text.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from logtui.document.model import Document

TagStyle = Literal["hash", "line", "ignore"]
"""``#a #b``, or ``Tags: a, b``, or nothing."""

_FEWEST_ENTRIES = 3
_HASH_TAG = lazy_pattern(
    r"(?:^|\s)#(?!\d+\b)(?![0-9a-fA-F]{3}(?:[0-9a-fA-F]{3})?\b)[\w/-]+(?=\s|$)"
)
_TAG_LINE = lazy_pattern(r"^[ \t>]*(?:[-*+] )?(?:\*\*)?tags:", re.IGNORECASE | re.MULTILINE)
_NO_TAG_CHARACTERS = lazy_pattern(r"[^\w/-]+")


def usual_tag_style(document: Document) -> TagStyle:
    """Return how most entries of ``document`` write tags; ``ignore`` where few have any."""
    text = document.text
    lines = sum(1 for _ in _TAG_LINE.finditer(text))
    hashes = sum(
        1
        for entry in document.entries
        if "#" in entry.span.of(text)
        and _has_hash_tag(document.notes(entry) or document.title(entry))
    )
    if max(lines, hashes) < _FEWEST_ENTRIES:
        return "ignore"
    return "line" if lines > hashes else "hash"


def _has_hash_tag(text: str) -> bool:
    return any(
        _HASH_TAG.search(line) for line in text.splitlines() if not line.lstrip().startswith("# ")
    )


def tag_line(tags: Iterable[str], style: TagStyle) -> str:
    """Return ``tags`` as a line in ``style``; empty for none."""
    if style == "line":
        words = ", ".join(tag.replace(",", " ") for tag in tags)
        return f"Tags: {words}" if words else ""
    if style == "hash":
        names = (_NO_TAG_CHARACTERS.sub("-", tag).strip("-") for tag in tags)
        return " ".join(f"#{name}" for name in names if name)
    return ""
