"""What a look at a link gives, or why it gives nothing."""

from __future__ import annotations

from typing import NamedTuple

from logtui.document.errors import LogtuiError


class FetchError(LogtuiError):
    """A link tells no title; the text says why."""


class Found(NamedTuple):
    """What a link tells of what it leads to. Nothing of it holds a control character.

    Attributes:
        title: One line, never empty, at most ``wording.LONGEST_TITLE`` characters.
        authors: Their names in the order given, first names first; empty where none are told.
    """

    title: str
    authors: tuple[str, ...] = ()
