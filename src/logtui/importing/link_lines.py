"""Links as a phone or a script hands them on: one a line, alone or with a title."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from logtui.document.editing.draft import split_title_and_link
from logtui.document.editing.pasted_link import bare_link, is_address
from logtui.importing.source_item import SourceItem, one_line_of

if TYPE_CHECKING:
    from logtui.document.dates.partial import PartialDate


def read_link_lines(text: str, date: PartialDate | None) -> Iterator[tuple[str, SourceItem | None]]:
    """Yield each line that is not blank, and the item it is; None where it holds no link.

    A line is a link, ``[title](link)``, or a title and a link after it.
    """
    for raw in text.splitlines():
        line = raw.strip().removeprefix("\ufeff")
        if not line:
            continue
        title, url = split_title_and_link(line)
        if url is None:
            words, _, last = line.rpartition(" ")
            if is_address(bare_link(last)):
                title, url = words, bare_link(last)
        yield line, SourceItem(one_line_of(title or ""), url, date) if url else None
