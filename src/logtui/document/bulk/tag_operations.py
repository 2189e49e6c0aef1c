"""One tag of a whole log renamed or taken out, in place wherever it stands."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from logtui.document.bulk.working_log import shifted_starts
from logtui.document.editing.verification import is_same_entry, require_round_trip
from logtui.document.properties.tag_edits import (
    loose_tag_key,
    spelled_tag,
    tag_edits,
    tag_ways,
    way_of,
)
from logtui.document.properties.tags import (
    count_tags,
    entry_tags,
    log_tags,
    marks_in,
    tag_key,
    tag_names,
    written_tags,
)
from logtui.document.reading.lone_entry import read_changed_entry
from logtui.document.reading.parser import parse_text
from logtui.document.text.safe import safe_label
from logtui.document.text.spans import Edit, Span, combine_edits
from logtui.errors import LogtuiError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from logtui.document.model import Document, Entry
    from logtui.document.properties.tags import TagHabits

_LONGEST_NAME = 60


class TagError(LogtuiError):
    """A tag of a log cannot be changed."""


@dataclass(frozen=True)
class ChangeTag:
    """Gives a tag another name in all entries, or takes it out.

    Attributes:
        old: The tag. With another name go those below it, such as ``ml/vision`` with ``ml``.
        new: Its name then, maybe that of another tag; None to take it out.
    """

    old: str
    new: str | None = None

    @property
    def label(self) -> str:
        """What it is, in a few words."""
        old, new = (safe_label(name or "", _LONGEST_NAME) for name in (self.old, self.new))
        return f"remove the tag {old}" if self.new is None else f"rename the tag {old} to {new}"

    def edit(self, document: Document) -> Edit | None:
        """Return the edit that does it to ``document``; None where there is nothing to change.

        Raises:
            TagError: No entry has the tag, or an entry would not read back.
            TagNameError: The new name is none.
        """
        edits = self.edits(document)
        edit = combine_edits(document.text, list(edits.values()))
        if edit.text == edit.span.of(document.text):
            return None
        self._refuse_misread(document, edit, edits)
        return edit

    def edits(self, document: Document) -> dict[int, Edit]:
        """Return the edit of each entry that has the tag, by its index, unchecked.

        Raises:
            TagError: No entry has the tag.
            TagNameError: The new name is none.
        """
        entries = self.changed_entries(document)
        if not entries:
            raise TagError(self._reason(document))
        return {index: self._entry_edit(document, document.entries[index]) for index in entries}

    def changed_entries(self, document: Document) -> list[int]:
        """Return the indices of the entries of ``document`` that have the tag."""
        return [
            index
            for index, entry in enumerate(document.entries)
            if any(map(self.is_meant, entry_tags(document, entry)))
        ]

    def is_meant(self, name: str) -> bool:
        """Tell whether ``name`` is the tag, or one below it that goes along."""
        return self.changed_name(name) != name or tag_key(name) == tag_key(self.old)

    def changed_name(self, name: str) -> str | None:
        """Return what becomes of the tag ``name``; None where it goes."""
        depth = self.old.count("/") + 1
        parts = name.split("/")
        if tag_key("/".join(parts[:depth])) != tag_key(self.old):
            return name
        if self.new is None:
            return None if len(parts) == depth else name
        return "/".join((self.new, *parts[depth:]))

    def _entry_edit(self, document: Document, entry: Entry) -> Edit:
        """Return the edit that changes the tag in ``entry``.

        Where the entry has the new one already, the old one goes, unless it stands in a sentence.
        """
        text, habits = document.text, log_tags(document).habits
        marks = log_tags(document).marks_of(entry)
        names = {mark: mark.name.of(text) for mark in marks}
        others = {tag_key(name) for name in names.values() if not self.is_meant(name)}
        doubled = {
            tag_key(name)
            for name in names.values()
            if (new := self.changed_name(name)) is None
            or (self.is_meant(name) and tag_key(new) in others)
        }
        if self.new is not None:
            in_sentence = (mark for mark in marks if way_of(text, entry, mark) is None)
            doubled.difference_update(tag_key(names[mark]) for mark in in_sentence)
        if not doubled:
            return self._renaming(document, entry, habits)
        kept = [name for name in tag_names(text, marks) if tag_key(name) not in doubled]
        way = tag_ways(document).near(entry.span.start)
        bounds = (Edit(Span(offset, offset), "") for offset in entry.span)
        removal = combine_edits(text, [*bounds, *tag_edits(document, entry, kept, way, habits)])
        if not any(map(self.is_meant, kept)):
            return removal
        alone = read_changed_entry(document, entry, removal.text)
        renaming = self._renaming(alone.document, alone.entry, habits)
        lines = renaming.apply(alone.document.text)[alone.entry.span.start :]
        return Edit(removal.span, lines)

    def _renaming(self, document: Document, entry: Entry, habits: TagHabits) -> Edit:
        """Return the edit that gives the tag its new name wherever ``entry`` has it."""
        edits = []
        for mark in marks_in(document, entry, habits):
            name = mark.name.of(document.text)
            new = self.changed_name(name)
            if new is not None and self.is_meant(name):
                edits.append(Edit(mark.name, spelled_tag(new, mark.form, habits)))
        return combine_edits(document.text, edits)

    def _refuse_misread(self, document: Document, edit: Edit, edits: Mapping[int, Edit]) -> None:
        """Raise where the log with ``edit`` differs in more than the tag of entries."""
        after = parse_text(edit.apply(document.text), document.encoding)
        require_round_trip(document, after)
        tags, habits = log_tags(document), log_tags(document).habits
        starts = shifted_starts(document, edits.values())
        entries = {entry.span.start: entry for entry in after.entries}
        for index, (entry, start) in enumerate(zip(document.entries, starts, strict=True)):
            other = entries.get(start)
            if other and index in edits:
                names = tag_names(document.text, tags.marks_of(entry))
                wanted = filter(None, map(self.changed_name, names))
                is_same = _facts(document, entry) == _facts(after, other) and set(
                    map(loose_tag_key, wanted)
                ) == set(map(loose_tag_key, written_tags(after, other, habits)))
            else:
                is_same = other is not None and is_same_entry(document, entry, after, other)
            if not is_same or len(entries) != len(document.entries):
                line = document.line_at(entry.span.start)
                raise TagError(f"the entry at line {line} would be read differently")

    def _reason(self, document: Document) -> str:
        """Return why no entry of ``document`` has the tag."""
        names = [tag.name for tag in count_tags(document)]
        if not names:
            return "this log has no tags"
        close = get_close_matches(self.old, names, 1)
        hint = f"; did you mean {close[0]}?" if close else "; `logtui tags` lists what it has"
        return f"no entry has the tag {self.old!r}{hint}"


def _facts(document: Document, entry: Entry) -> object:
    return document.date(entry), document.kind(entry), document.url(entry)
