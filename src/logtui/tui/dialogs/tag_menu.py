"""The tags of a log with their counts: one is looked for, or gets another name."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from logtui.document.text.wording import counted_noun
from logtui.tui.bindings import bindings
from logtui.tui.dialogs.choice import ChoiceDialog, ChoiceRow, ChoiceRows
from logtui.tui.drawing.labels import label_text, partial_date_label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.binding import BindingType

    from logtui.config.settings import DateFormat
    from logtui.document.properties.tags import TagCount

_MAX_NAME = 50
"""Characters of a tag that are shown."""


class TagMenu(ChoiceDialog):
    """Shows tags, and comes back with the index of one.

    Attributes:
        is_renaming: Whether that one is to get another name.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings("tags")

    def __init__(self, tags: Sequence[TagCount], dates: DateFormat) -> None:
        """Make the menu.

        Args:
            tags: The tags.
            dates: How dates are shown.
        """
        count = counted_noun(len(tags), "tag")
        super().__init__(count, [_tag_row(tag, dates) for tag in tags])
        self.is_renaming = False

    def _key_line(self) -> str:
        keys = (
            ("choice.take", "find its entries"),
            ("tags.rename", "rename"),
            ("choice.close", "close"),
        )
        return " · ".join(f"{self.key_display(key)} {what}" for key, what in keys)

    def action_rename(self) -> None:
        """Close with the highlighted tag, which is to get another name."""
        self.is_renaming = True
        self.query_one(ChoiceRows).action_select()


def _tag_row(tag: TagCount, dates: DateFormat) -> ChoiceRow:
    days = [partial_date_label(date, dates) for date in (tag.first, tag.last) if date]
    entries = counted_noun(tag.count, "entry")
    return ChoiceRow(
        "", label_text(tag.name, _MAX_NAME), " · ".join((entries, " – ".join(dict.fromkeys(days))))
    )
