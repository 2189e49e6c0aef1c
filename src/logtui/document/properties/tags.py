"""The tags of entries, in whatever way the log writes them.

A log in which few entries have any has no tags for a reader: what looks like one there is most
likely something else.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize
from weakref import WeakKeyDictionary

from logtui.document.properties import tag_marks
from logtui.document.properties.tag_marks import TagForm, TagMark
from logtui.document.text import lines, links, markdown
from logtui.document.text.opaque import visible_paragraphs
from logtui.document.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from logtui.document.dates.partial import PartialDate
    from logtui.document.model import Document, Entry

_AROUND_TAGS = " \t\r\n,;>"

FEWEST_ENTRIES = 3
"""Entries with tags from which on a log has tags."""


class TagHabits(NamedTuple):
    """What is a tag in a log, as far as one way of writing them leaves it open.

    Attributes:
        separator: What parts the tags of a line: a comma, so that a tag may hold blanks; a blank;
            empty where every line has a single word.
        chained: The keys of tags in chains of several; a word between two colons is a tag only if
            it is one of them, else it is an emoji.
    """

    separator: str = ""
    chained: frozenset[str] = frozenset()

    @property
    def gap(self) -> str:
        """What stands between two tags of a line."""
        return " " if self.separator == " " else ", "


@dataclass(frozen=True, slots=True)
class TagCount:
    """A tag of a log.

    Attributes:
        name: Its name, as it is written most often.
        count: How many entries have it.
        first: The date of the earliest of them; None where none has one.
        last: The date of the latest of them.
    """

    name: str
    count: int
    first: PartialDate | None
    last: PartialDate | None


class LogTags:
    """Where the tags of a whole document stand.

    Attributes:
        habits: How the log writes them.
        is_used: Whether there are enough of them for tags.
    """

    def __init__(self, document: Document) -> None:
        text = document.text
        written = {}
        # By stretches, as other threads wait for a search in all of a large text.
        stretches = lines.iter_chunks(text, 0, len(text))
        if any(tag_marks.may_hold_tags(text[start:end]) for start, end in stretches):
            for entry in document.entries:
                if not tag_marks.may_hold_tags(entry.span.of(text)):
                    continue
                if marks := tuple(written_marks(document, entry)):
                    written[entry.span.start] = marks
        self.habits = habits_of(text, written.values())
        self._marks = {
            start: meant
            for start, marks in written.items()
            if (meant := tuple(_meant_marks(text, marks, self.habits)))
        }
        in_title = _is_in_title_of_log(document) and document.entries[0].span.start in self._marks
        self.is_used = len(self._marks) - in_title >= FEWEST_ENTRIES

    def marks_of(self, entry: Entry) -> tuple[TagMark, ...]:
        """Return the tags of ``entry`` in the order in which they stand."""
        return self._marks.get(entry.span.start, ())


_TAGS_OF_DOCUMENTS: WeakKeyDictionary[Document, LogTags] = WeakKeyDictionary()


def log_tags(document: Document) -> LogTags:
    """Return where the tags of ``document`` stand, which is looked up once."""
    tags = _TAGS_OF_DOCUMENTS.get(document)
    if tags is None:
        tags = _TAGS_OF_DOCUMENTS[document] = LogTags(document)
    return tags


def take_people_for_tags() -> None:
    """Have ``@name`` read as a tag from now on."""
    tag_marks.TAG_RULES.people = True
    _TAGS_OF_DOCUMENTS.clear()
    _marks_in_text.cache_clear()


def uses_tags(document: Document) -> bool:
    """Tell whether ``document`` has enough entries with tags."""
    return log_tags(document).is_used


def entry_tags(document: Document, entry: Entry) -> tuple[str, ...]:
    """Return the tags of ``entry`` as they are written, without signs, each once.

    None in a log that does not use tags.
    """
    tags = log_tags(document)
    return tag_names(document.text, tags.marks_of(entry)) if tags.is_used else ()


def written_tags(
    document: Document, entry: Entry, habits: TagHabits | None = None
) -> tuple[str, ...]:
    """Return what is a tag of ``entry``, however few entries of the log have any.

    Args:
        document: The log, or a part of it.
        entry: An entry of it.
        habits: The habits of the log; None for those of ``document``.
    """
    return tag_names(document.text, marks_in(document, entry, habits))


def marks_in(
    document: Document, entry: Entry, habits: TagHabits | None = None
) -> tuple[TagMark, ...]:
    """Return where the tags of ``entry`` stand, in order; the arguments as for their names."""
    if not tag_marks.may_hold_tags(entry.span.of(document.text)):
        return ()
    if habits is None:
        return log_tags(document).marks_of(entry)
    marks = tuple(written_marks(document, entry))
    return tuple(_meant_marks(document.text, marks, habits))


class TitleParts(NamedTuple):
    """A title, and the tags that its lines end in.

    Attributes:
        title: The title without them.
        tags: The tags with the blanks before them; empty without any.
    """

    title: Span
    tags: Span


def title_without_tags(document: Document, entry: Entry) -> str:
    """Return the title of ``entry`` as a reader sees it, without the tags that it ends in."""
    return document.title_in(entry, title_parts(document, entry).title)


def title_parts(document: Document, entry: Entry, habits: TagHabits | None = None) -> TitleParts:
    """Return the title of ``entry``, and the tags that it ends in; none where the log has none.

    Args:
        document: The log, or a part of it.
        entry: An entry of it.
        habits: The habits of the log, where ``document`` is a part of it.
    """
    text, title = document.text, document.parts(entry).title
    untouched = TitleParts(title, Span(title.end, title.end))
    if not tag_marks.may_hold_tags(title.of(text)) or not (habits or uses_tags(document)):
        return untouched
    end = title.end
    for mark in reversed(marks_in(document, entry, habits)):
        if mark.form is TagForm.PERSON or mark.whole.start >= end:
            continue
        if not text[mark.whole.end : end].strip(_AROUND_TAGS):
            end = mark.whole.start
    end = title.start + len(text[title.start : end].rstrip(_AROUND_TAGS))
    if end in (title.end, title.start):
        return untouched
    link = links.first_link(text[title.start : end])
    is_whole = link is not None and link.span == (0, end - title.start)
    bare = link.label.shift(title.start) if link and is_whole else Span(title.start, end)
    return TitleParts(bare, Span(end, title.end))


def tag_names(text: str, marks: Iterable[TagMark]) -> tuple[str, ...]:
    """Return the names that ``marks`` of ``text`` give, each once, as it is written first."""
    names = (mark.name.of(text) for mark in marks)
    by_key: dict[str, str] = {}
    for name in names:
        by_key.setdefault(tag_key(name), name)
    return tuple(by_key.values())


def tag_key(name: str) -> str:
    """Return what is the same for two spellings of one tag."""
    return name.casefold() if name.isascii() else normalize("NFC", name).casefold()


def count_tags(document: Document) -> tuple[TagCount, ...]:
    """Return the tags of ``document``, the most frequent first; none where it uses none."""
    spellings: dict[str, Counter[str]] = {}
    dates: dict[str, list[PartialDate]] = {}
    for entry in document.entries if uses_tags(document) else ():
        date = document.date(entry)
        for name in entry_tags(document, entry):
            key = tag_key(name)
            spellings.setdefault(key, Counter())[name] += 1
            if date is not None and date.order_key() is not None:
                dates.setdefault(key, []).append(date)
    counts = []
    for key, names in spellings.items():
        in_order = sorted(dates.get(key, ()), key=lambda date: date.order_key() or (0, 0, 0))
        first, last = (in_order[0], in_order[-1]) if in_order else (None, None)
        counts.append(TagCount(names.most_common(1)[0][0], names.total(), first, last))
    return tuple(sorted(counts, key=lambda tag: (-tag.count, tag_key(tag.name))))


def written_marks(document: Document, entry: Entry) -> Iterator[TagMark]:
    """Yield what may be a tag of ``entry`` by itself; the habits of the log tell which is one."""
    text, start = document.text, entry.span.start
    opens_line = start == 0 or text[start - 1] in "\r\n"
    has_signed_kinds = any("#" in kind.symbol for kind in document.legend.kinds)
    symbol = document.parts(entry).symbol if has_signed_kinds else None
    for mark in _marks_in_text(entry.span.of(text), opens_line=opens_line):
        moved = mark.shift(start)
        if symbol is None or not symbol.holds(moved.name):
            yield moved


@lru_cache(maxsize=1 << 16)
def _marks_in_text(entry_text: str, *, opens_line: bool) -> tuple[TagMark, ...]:
    """Return what may be a tag in the lines of an entry; most of them are the same after a write.

    ``opens_line`` says whether the first of them is a whole line of the log.
    """
    return tuple(
        mark.shift(offset)
        for offset, paragraph in visible_paragraphs(entry_text)
        for mark in tag_marks.find_marks(paragraph, opens_line=opens_line or offset > 0)
    )


def habits_of(text: str, written: Iterable[tuple[TagMark, ...]]) -> TagHabits:
    """Return the habits of a log that the ``written`` marks of its entries show."""
    chained: set[str] = set()
    separator = ""
    for marks in written:
        for form, whole, group in mark_groups(marks):
            if form is TagForm.CHAIN and len(group) > 1:
                chained.update(tag_key(mark.name.of(text)) for mark in group)
            elif form is TagForm.LINE and len(group) > 1 and separator != ",":
                line = whole.of(text)
                separator = "," if "," in line or ";" in line else " "
    return TagHabits(separator, frozenset(chained))


def _meant_marks(text: str, marks: tuple[TagMark, ...], habits: TagHabits) -> Iterator[TagMark]:
    """Yield those of ``marks`` that are tags where these are the ``habits``."""
    for form, whole, group in mark_groups(marks):
        if form is TagForm.CHAIN and len(group) == 1:
            if tag_key(group[0].name.of(text)) in habits.chained:
                yield group[0]
        elif (
            form is TagForm.LINE
            and habits.separator == ","
            and not any(sign in whole.of(text) for sign in ",;#")
        ):
            yield TagMark(Span(group[0].name.start, group[-1].name.end), whole, form)
        else:
            yield from group


def mark_groups(
    marks: tuple[TagMark, ...],
) -> Iterator[tuple[TagForm, Span, list[TagMark]]]:
    """Yield the marks that are written as one: a sign and a name, a line, a chain."""
    for (form, whole), group in groupby(marks, lambda mark: (mark.form, mark.whole)):
        yield form, whole, list(group)


def _is_in_title_of_log(document: Document) -> bool:
    """Tell whether the first entry is the heading of a log with days, above the first of them."""
    if not document.entries or len(document.days) == 1:
        return False
    first = document.entries[0]
    line = document.text[first.span.start : document.head_end(first)]
    return document.days[first.day].style is None and markdown.read_heading(line)[0] == 1
