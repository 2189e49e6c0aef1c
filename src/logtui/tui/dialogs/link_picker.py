"""The question which of an entry's links is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from logtui.tui.dialogs.choice import Choice, Row, numbers
from logtui.tui.labels import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from logtui.document.addresses import Address

_LABEL = 40
"""Characters of a label that are shown."""


class LinkPicker(Choice):
    """Shows links with their addresses; closes with the index of one."""

    def __init__(self, links: Sequence[Address]) -> None:
        """Make the picker of ``links``; the first nine have their number as key."""
        keys = numbers(len(links))
        super().__init__("Open", [_row(key, link) for key, link in zip(keys, links, strict=True)])


def _row(key: str, link: Address) -> Row:
    url = shown(link.target, 300)
    label = shown(link.label, _LABEL)
    return Row(key, url, "") if link.label == link.target else Row(key, label, url)
