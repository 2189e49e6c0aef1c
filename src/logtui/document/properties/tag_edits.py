"""Edits that give an entry tags or take some from it, in the way that its log writes them."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple
from weakref import WeakKeyDictionary

from logtui.document.properties import tag_marks
from logtui.document.properties.tag_marks import TagForm, TagMark
from logtui.document.properties.tags import log_tags, mark_groups, marks_in, tag_key
from logtui.document.text import lines, links, markdown
from logtui.document.text.lazy_pattern import lazy_pattern
from logtui.document.text.spans import Edit, Span
from logtui.errors import LogtuiError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from logtui.document.model import Document, Entry
    from logtui.document.properties.tags import TagHabits

_DECORATION = "#`*_\"'[]"
_SEPARATORS = " \t,;"
_AFTER_TITLE = " \t#\\|"
"""What ends a line after its tags: marks of a heading, a hard break, a cell of a table."""
_WORD = lazy_pattern(r"\w(?:[^\s:,;#]*\w)?")
_OPENING = lazy_pattern(r"[ \t>]*(?:(?:[-*+•]|\d{1,3}[.)])[ \t]+)?")


class TagNameError(LogtuiError):
    """A tag cannot be written in the way of the log."""


class TagWay(NamedTuple):
    """A way of writing tags.

    Attributes:
        form: What a tag looks like.
        place: Where it stands: after the title of its entry, or in a line of tags.
        opening: The line end above such a line and what it begins with; empty after a title.
        sign: What stands before each name of such a line.
    """

    form: TagForm
    place: Literal["title", "line"]
    opening: str = ""
    sign: str = ""


_WAYS_OF_DOCUMENTS: WeakKeyDictionary[Document, TagWays] = WeakKeyDictionary()


def tag_ways(document: Document) -> TagWays:
    """Return how ``document`` writes tags, which is looked up once."""
    ways = _WAYS_OF_DOCUMENTS.get(document)
    if ways is None:
        ways = _WAYS_OF_DOCUMENTS[document] = TagWays(document)
    return ways


class TagWays:
    """The ways in which the entries of a log write their tags.

    Attributes:
        habits: What is a tag there.
        usual: The way of most entries.
    """

    def __init__(self, document: Document) -> None:
        tags = log_tags(document)
        ways = [
            (entry.span.start, way)
            for entry in document.entries
            for mark in tags.marks_of(entry)[:1]
            if (way := way_of(document.text, entry, mark))
        ]
        counts = Counter(way[:2] for _, way in ways)
        self.habits = tags.habits
        self.usual = TagWay(*counts.most_common(1)[0][0]) if ways else TagWay(TagForm.HASH, "title")
        self._ways = [(start, way) for start, way in ways if way[:2] == self.usual[:2]]

    def near(self, offset: int) -> TagWay:
        """Return the usual way, as the nearest entry above ``offset`` has it, or the first one."""
        index = bisect_left(self._ways, offset, key=lambda way: way[0])
        return self._ways[max(index - 1, 0)][1] if self._ways else self.usual


def tag_edits(
    document: Document, entry: Entry, tags: Sequence[str], way: TagWay, habits: TagHabits
) -> list[Edit]:
    """Return the edits after which ``entry`` has ``tags`` and no others.

    Tags that it has stay where they are. One that goes and stands in a sentence loses its sign.

    Args:
        document: A log, or a part of it.
        entry: An entry of it.
        tags: The names of the tags that it is to have.
        way: How they are written where it has none.
        habits: What is a tag in the whole log.

    Raises:
        TagNameError: A name cannot be written in this way.
    """
    text = document.text
    marks = marks_in(document, entry, habits)
    keys = {tag_key(name) for name in tags}
    kept = {mark: None for mark in marks if tag_key(mark.name.of(text)) in keys}
    old = {tag_key(mark.name.of(text)) for mark in marks}
    added = list({tag_key(name): name for name in tags if tag_key(name) not in old}.values())
    model = next((mark for mark in reversed(kept) if way_of(text, entry, mark)), None)
    edits = []
    for form, whole, group in mark_groups(marks):
        rest = [mark for mark in group if mark in kept]
        names = [spelled_tag(name, form, habits) for name in (added if model in group else ())]
        if form in (TagForm.HASH, TagForm.PERSON):
            if names:
                end = whole.end
                edits.append(Edit(Span(end, end), "".join(f" #{name}" for name in names)))
            elif not rest:
                edits.append(removal_edit(text, entry, group[0], kept))
        elif names or len(rest) < len(group):
            if form is TagForm.LINE:
                edits.append(relisting_edit(text, entry, group, rest, names, habits.gap))
            else:
                edits.append(rechaining_edit(text, group, rest, names))
    if added and model is None:
        edits.append(new_tags_edit(document, entry, added, way, habits))
    # Several tags may go with one line.
    return list(dict.fromkeys(edits))


def way_of(text: str, entry: Entry, mark: TagMark) -> TagWay | None:
    """Return the way in which ``mark`` is written; None where it stands in a sentence."""
    line, start = _line_of(text, entry, mark)
    is_first = line.start == entry.span.start
    above = _end_above(text, line.start)
    if not is_first and text[entry.span.start : above].endswith(("\r", "\n")):
        above = _end_above(text, above)
    if mark.form is TagForm.LINE:
        name = _decorated(text, mark.name, line)
        opening, sign = text[above : name.start], "#" if text[name.start] == "#" else ""
        return None if is_first else TagWay(mark.form, "line", opening, sign)
    after = tag_marks.SIGNED_NAMES.sub("", text[mark.whole.end : line.end])
    if mark.form is TagForm.PERSON or after.strip(_AFTER_TITLE):
        return None
    if is_first:
        return TagWay(mark.form, "title")
    if _has_words(text[start : mark.whole.start]):
        return None
    return TagWay(mark.form, "line", text[above:start])


def _line_of(text: str, entry: Entry, mark: TagMark) -> tuple[Span, int]:
    """Return the line of ``entry`` in which ``mark`` stands, and where its content begins."""
    ends = (text.rfind(end, entry.span.start, mark.whole.start) for end in "\r\n")
    start = max(max(ends) + 1, entry.span.start)
    opening = _OPENING.match(text, start, mark.whole.start)
    line = Span(start, lines.end_of_line(text, mark.name.end))
    return line, opening.end() if opening else start


def _has_words(text: str) -> bool:
    """Tell whether ``text`` says anything besides tags."""
    return any(map(str.isalnum, tag_marks.SIGNED_NAMES.sub("", text)))


def removal_edit(text: str, entry: Entry, mark: TagMark, kept: Collection[TagMark]) -> Edit:
    """Return the edit that takes ``mark`` out, or only its sign where it stands in a sentence."""
    line, start = _line_of(text, entry, mark)
    end = mark.whole.end
    before, after = text[start : mark.whole.start], text[end : line.end]
    is_sentence_before, is_sentence_after = _has_words(before), _has_words(after)
    is_attached = bool(after.strip("\\")) and after[0] not in _SEPARATORS
    if is_attached or (is_sentence_before and is_sentence_after):
        return Edit(Span(mark.whole.start, mark.whole.start + 1), "")
    is_alone = not (is_sentence_before or is_sentence_after or line.start == entry.span.start)
    if is_alone and not any(line.holds(other.whole) for other in kept):
        return _line_removal(text, entry, line)
    if is_sentence_after or not before.strip(_SEPARATORS):
        return Edit(Span(mark.whole.start, line.end - len(after.lstrip(_SEPARATORS))), "")
    return Edit(Span(start + len(before.rstrip(_SEPARATORS)), end), "")


def _line_removal(text: str, entry: Entry, line: Span) -> Edit:
    """Return the edit that takes ``line`` of ``entry`` out, with the line end above it.

    With the last line go blank ones above it.
    """
    start = _end_above(text, line.start)
    if not text[line.end : entry.span.end].strip():
        above = text[entry.span.start : start]
        start = entry.span.start + len(above.rstrip("\r\n"))
    return Edit(Span(start, line.end), "")


def _end_above(text: str, offset: int) -> int:
    """Return where the line above the one that begins at ``offset`` ends."""
    if text[offset - 2 : offset] == "\r\n":
        return offset - 2
    return offset - 1 if text[offset - 1 : offset] in ("\r", "\n") else offset


def _decorated(text: str, name: Span, around: Span) -> Span:
    """Return ``name`` with the marks right before and after it that are no part of it."""
    start, end = name
    while start > around.start and text[start - 1] in _DECORATION:
        start -= 1
    while end < around.end and text[end] in _DECORATION:
        end += 1
    return Span(start, end)


def relisting_edit(
    text: str,
    entry: Entry,
    group: Sequence[TagMark],
    kept: Collection[TagMark],
    added: Sequence[str],
    gap: str,
) -> Edit:
    """Return the edit after which a line lists those of ``group`` that are ``kept``, and others."""
    whole = group[0].whole
    if not kept and not added:
        return _line_removal(text, entry, whole)
    parts = [_decorated(text, mark.name, whole) for mark in group]
    gaps = [Span(one.end, other.start).of(text) for one, other in pairwise(parts)]
    listed = ""
    for mark, part, before in zip(group, parts, ("", *gaps), strict=True):
        if mark in kept:
            listed += (before if listed else "") + part.of(text)
    last = parts[-1].of(text)
    sign = next((sign for sign in "#`" if last.startswith(sign)), "")
    for name in added:
        listed += (gaps[-1] if gaps else gap) + sign + name + (sign if sign == "`" else "")
    return Edit(Span(parts[0].start, parts[-1].end), listed)


def rechaining_edit(
    text: str, group: Sequence[TagMark], kept: Collection[TagMark], added: Sequence[str]
) -> Edit:
    """Return the edit after which a chain holds the ``kept`` ones of ``group``, and others."""
    whole = group[0].whole
    names = [mark.name.of(text) for mark in group if mark in kept] + list(added)
    if names:
        return Edit(whole, f":{':'.join(names)}:")
    start = whole.start
    while text[start - 1 : start] in (" ", "\t"):
        start -= 1
    return Edit(Span(start, whole.end), "")


def new_tags_edit(
    document: Document, entry: Entry, tags: Sequence[str], way: TagWay, habits: TagHabits
) -> Edit:
    """Return the edit that writes ``tags`` for ``entry``, which has none."""
    text, parts = document.text, document.parts(entry)
    head_end = document.head_end(entry)
    below = lines.next_line_start(text, head_end)
    is_underlined = markdown.underline_level(text[below : lines.end_of_line(text, below)]) > 0
    is_item = bool(markdown.BULLET.match(parts.bullet.of(text))) and parts.notes.is_empty
    is_outside = (
        is_item and way.place == "line" and way.opening.lstrip("\r\n")[:1] not in (" ", "\t")
    )
    if document.table_at(entry.span.start) is not None or is_underlined or is_outside:
        way = TagWay(TagForm.HASH, "title")
    end = _title_end(document, entry)
    is_known = len(tags) > 1 or habits.chained.issuperset(map(tag_key, tags))
    may_end_line = way.place == "line" or not text[end : lines.end_of_line(text, end)].strip()
    is_chain = is_known and may_end_line
    form = way.form if way.form is not TagForm.CHAIN or is_chain else TagForm.HASH
    names = [spelled_tag(name, form, habits) for name in tags]
    match form:
        case TagForm.HASH | TagForm.PERSON:
            written = " ".join(f"#{name}" for name in names)
        case TagForm.LINE:
            written = habits.gap.join(f"{way.sign}{name}" for name in names)
        case TagForm.CHAIN:
            written = f":{':'.join(names)}:"
    if way.place == "title":
        return Edit(Span(end, end), f" {written}")
    opening, end = way.opening, head_end
    if not parts.notes.is_empty:
        end = parts.notes.end
        body = opening.lstrip("\r\n")
        note = _OPENING.match(parts.notes.of(text).lstrip("\r\n"))
        bullet, own_bullet = note[0] if note else "", _OPENING.match(body)
        label = body[own_bullet.end() :] if own_bullet else body
        is_item = bool(own_bullet and own_bullet[0].strip(" \t>"))
        indent = bullet[: len(bullet) - len(bullet.lstrip(" \t>"))]
        opening = opening[: len(opening) - len(body)]
        opening += indent + body.lstrip(" \t>") if is_item else bullet + label
    return Edit(Span(end, end), opening + written)


def _title_end(document: Document, entry: Entry) -> int:
    """Return where the title of ``entry`` ends, with the link that it is the label of."""
    title, start = document.parts(entry).title, entry.span.start
    head = document.text[start : document.head_end(entry)]
    for link in links.find_links(head):
        if link.label.shift(start) == title:
            return link.span.shift(start).end
    return title.end


def spelled_tag(name: str, form: TagForm, habits: TagHabits) -> str:
    """Return the tag ``name`` as it is written in ``form``.

    Raises:
        TagNameError: It cannot be.
    """
    words = name.strip().lstrip("#").split()
    if form is TagForm.PERSON:
        return f"@{spelled_tag(name.removeprefix('@'), TagForm.HASH, habits)}"
    if form is TagForm.LINE:
        spelled = (" " if habits.separator == "," else "-").join(words)
        is_name = tag_marks.is_listable(spelled)
    else:
        spelled = "-".join(words)
        is_name = tag_marks.is_signed_name(spelled)
    if not is_name:
        raise TagNameError(
            f"{name or 'nothing'} cannot be a tag here; use letters, digits, _ and -,"
            " at least one of them a letter"
        )
    return spelled


def tag_problem(old: Sequence[str], wanted: Sequence[str], new: Sequence[str]) -> str | None:
    """Return what is wrong where an entry with the tags ``old`` was to get ``wanted``.

    Args:
        old: The tags that it had.
        wanted: Those that it was to have.
        new: Those that it has. What its text says besides is not of interest.
    """
    wanted_keys, new_keys = (set(map(loose_tag_key, names)) for names in (wanted, new))
    for name in wanted:
        if loose_tag_key(name) not in new_keys and name not in old:
            return f"{name} would not read back as a tag"
    for name in old:
        if loose_tag_key(name) in new_keys and loose_tag_key(name) not in wanted_keys:
            return f"{name} would still be a tag"
    return None


def words_besides(tags: Iterable[str], note_lines: Iterable[str]) -> list[str]:
    """Return the words of ``note_lines`` but for ``tags`` and what is written around them."""
    names = {loose_tag_key(word) for name in tags for word in (*name.split(), name)} | {"tags"}
    words = (word for line in note_lines for word in _WORD.findall(line))
    return [word for word in words if loose_tag_key(word) not in names]


def loose_tag_key(name: str) -> str:
    """Return what is the same for spellings of one tag in all ways of writing tags."""
    return tag_key("-".join(name.split()))
