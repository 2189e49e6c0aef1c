"""The tags of what is imported, as the log writes them or as a line of notes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal

from logtui.document.properties.tag_edits import TagNameError, spelled_tag, tag_ways
from logtui.document.properties.tag_marks import find_marks, is_signed_name
from logtui.document.properties.tags import tag_key, uses_tags
from logtui.document.text.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from logtui.document.model import Document

TagStyle = Literal["hash", "line", "ignore", "own"]
"""A note ``#a #b``, a note ``Tags: a, b``, nothing, or whatever the log has."""

_NO_TAG_CHARACTERS = lazy_pattern(r"[^\w/-]+")


def usual_tag_style(document: Document, tags: Iterable[str]) -> TagStyle:
    """Return how ``tags`` come into ``document``: not at all where it has entries without any."""
    if uses_tags(document):
        return "own"
    if document.entries:
        return "ignore"
    return "own" if all(map(is_signed_name, tags)) else "line"


def tag_line(tags: Iterable[str], style: TagStyle) -> str:
    """Return ``tags`` as a line in ``style``; empty for none."""
    if style == "line":
        words = ", ".join(tag.replace(",", " ") for tag in tags)
        return f"Tags: {words}" if words else ""
    if style == "hash":
        names = map(_hash_name, tags)
        return " ".join(f"#{name}" for name in names if name)
    return ""


def tags_besides(tags: Iterable[str], notes: str) -> list[str]:
    """Return those of ``tags`` that the lines of ``notes`` do not name as tags."""
    known = {tag_key(mark.name.of(notes)) for mark in find_marks(notes, opens_line=True)}
    return [tag for tag in tags if tag_key(tag) not in known]


def writable_tags(document: Document, tags: Iterable[str]) -> tuple[str, ...]:
    """Return those of ``tags`` that ``document`` can have, other signs in them left out."""
    ways = tag_ways(document)
    writable = []
    for tag in tags:
        for name in (tag, _hash_name(tag)):
            try:
                writable.append(spelled_tag(name, ways.usual.form, ways.habits))
            except TagNameError:
                continue
            break
    return tuple(dict.fromkeys(writable))


def _hash_name(tag: str) -> str:
    return _NO_TAG_CHARACTERS.sub("-", tag).strip("-")
