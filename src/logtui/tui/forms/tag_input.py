"""The field for the tags of an entry, with those of the log as suggestions."""

from __future__ import annotations

from functools import cached_property
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
        self._separators = "," if log_tags(document).habits.separator == "," else ", "
        suggester = TagSuggester(document, self._separators)
        super().__init__(value, id=id, compact=True, suggester=suggester)

    @property
    def tags(self) -> tuple[str, ...]:
        """The names that are typed, each once."""
        names = typed_names(self.value, self._separators)
        return tuple({tag_key(name): name for name in names if name}.values())


class TagSuggester(Suggester):
    """Completes the last name of several to the most frequent tag that begins so."""

    def __init__(self, document: Document, separators: str) -> None:
        """Make the suggester for the tags of ``document``, which are counted when it is asked.

        ``separators`` are the characters that part names.
        """
        super().__init__(use_cache=False, case_sensitive=True)
        self._document = document
        self._separators = separators

    @cached_property
    def _names(self) -> list[str]:
        return [tag.name for tag in count_tags(self._document)]

    async def get_suggestion(self, value: str) -> str | None:
        """Return ``value`` with its last name whole; None where no tag begins so."""
        *others, last = typed_names(value, self._separators)
        known, key = set(map(tag_key, others)), tag_key(last)
        for name in self._names if last else ():
            if tag_key(name).startswith(key) and tag_key(name) not in known:
                return value + name[len(last) :]
        return None


def typed_names(text: str, separators: str) -> list[str]:
    """Return the names that ``text`` of a field holds, the last of them maybe empty."""
    for separator in separators[1:]:
        text = text.replace(separator, separators[0])
    return [name.strip().lstrip("#") for name in text.split(separators[0])]


def tags_text(tags: tuple[str, ...]) -> str:
    """Return ``tags`` as they stand in the field."""
    return ", ".join(tags)
