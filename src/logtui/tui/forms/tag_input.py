"""The field for the tags of an entry, with those of the log as suggestions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.suggester import Suggester

from logtui.document.properties.tags import count_tags, log_tags, tag_key
from logtui.tui.widgets.safe_fields import SafeInput

if TYPE_CHECKING:
    from logtui.document.model import Document


class TagInput(SafeInput):
    """Takes names of tags, with commas or blanks between them."""

    def __init__(self, document: Document, value: str, id: str = "tags") -> None:  # noqa: A002 - Textual's own name for it
        """Make the field.

        Args:
            document: The log.
            value: What stands in it.
            id: As of any widget.
        """
        super().__init__(value, id=id, compact=True, suggester=TagSuggester(document))
        self._may_hold_blanks = log_tags(document).habits.separator == ","

    @property
    def tags(self) -> tuple[str, ...]:
        """The names that are typed, each once."""
        text = self.value if self._may_hold_blanks else self.value.replace(" ", ",")
        names = (name.strip().lstrip("#") for name in text.split(","))
        return tuple({tag_key(name): name for name in names if name}.values())


class TagSuggester(Suggester):
    """Completes the last name of several to the most frequent tag that begins so."""

    def __init__(self, document: Document) -> None:
        """Make the suggester for the tags of ``document``, which are counted when it is asked."""
        super().__init__(use_cache=False, case_sensitive=True)
        self._document = document

    async def get_suggestion(self, value: str) -> str | None:
        """Return ``value`` with its last name whole; None where no tag begins so."""
        last = value.replace("#", ",").replace(" ", ",").rpartition(",")[2]
        if not last:
            return None
        others = {tag_key(name) for name in value[: -len(last)].replace(",", " ").split()}
        key = tag_key(last)
        for tag in count_tags(self._document):
            if tag_key(tag.name).startswith(key) and tag_key(tag.name) not in others:
                return value + tag.name[len(last) :]
        return None


def tags_text(tags: tuple[str, ...]) -> str:
    """Return ``tags`` as they stand in the field."""
    return ", ".join(tags)
