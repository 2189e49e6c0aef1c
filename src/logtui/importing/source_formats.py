"""What format a text to import from has, told by its content, and its items."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from logtui.importing.bookmark_pages import is_bookmark_page, read_bookmark_page
from logtui.importing.reference_lists import is_bibtex, is_ris, read_bibtex, read_ris
from logtui.importing.source_file import source_texts
from logtui.importing.source_item import SourceError, SourceItem
from logtui.importing.source_objects import (
    is_csl,
    is_json_lines,
    is_pinboard,
    read_csl,
    read_json_entries,
    read_pinboard,
)
from logtui.importing.source_tables import TABLE_FORMATS, is_table, read_table


class SourceFormat(NamedTuple):
    """A format that can be imported.

    Attributes:
        is_format_of: Tells whether a text has it.
        read: Gives the items of such a text.
    """

    is_format_of: Callable[[str], bool]
    read: Callable[[str], Iterator[SourceItem]]


SOURCE_FORMATS = {
    "netscape": SourceFormat(is_bookmark_page, read_bookmark_page),
    "pinboard": SourceFormat(is_pinboard, read_pinboard),
    "csl": SourceFormat(is_csl, read_csl),
    "jsonl": SourceFormat(is_json_lines, read_json_entries),
    "bibtex": SourceFormat(is_bibtex, read_bibtex),
    "ris": SourceFormat(is_ris, read_ris),
    **{name: SourceFormat(partial(is_table, name=name), read_table) for name in TABLE_FORMATS},
}
"""The formats by name, the most certain first."""


def read_source(data: bytes, name: str, format_name: str | None = None) -> list[SourceItem]:
    """Return what ``data`` holds.

    Args:
        data: The bytes of a file.
        name: What the user calls it, for messages.
        format_name: A name of ``SOURCE_FORMATS``; None to have it told by the content.

    Raises:
        SourceError: It cannot be read, or has none of the formats.
    """
    items: list[SourceItem] = []
    for text in source_texts(data, name):
        chosen = format_name or format_of(text)
        if chosen is None:
            raise SourceError(
                f"{name} has none of the formats that can be imported; --from names one:"
                f" {', '.join(SOURCE_FORMATS)}"
            )
        try:
            items += SOURCE_FORMATS[chosen].read(text)
        except SourceError as error:
            raise SourceError(f"{name} {error}") from error
        except RecursionError as error:
            raise SourceError(f"{name} is nested too deeply to be read") from error
    return items


def format_of(text: str) -> str | None:
    """Return the name of the format that ``text`` has; None where it has none of them."""
    try:
        return next(
            (name for name, source in SOURCE_FORMATS.items() if source.is_format_of(text)), None
        )
    except RecursionError as error:
        raise SourceError("it is nested too deeply to be read") from error
