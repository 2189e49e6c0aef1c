"""Where tags stand in a paragraph: ``#tag``, a line ``Tags: a, b``, ``:a:b:`` at its end.

Much that looks like a tag is none: a number (``#12``), a colour (``#1a2b3c``), a line of a file
(``#L10``), the anchor of an address, a directive in code, a heading without a blank after its
marks. What would be read wrongly in most logs is not read at all.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from typing import NamedTuple

from logtui.document.text import lines, links, markdown
from logtui.document.text.lazy_pattern import lazy_pattern
from logtui.document.text.spans import Edit, Span

_LETTERS = r"\w\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0963\u0966-\u0e4e"
"""What a name is made of besides ``-`` and ``/``: marks that follow a letter are not ``\\w``."""

_LONGEST_NAME = 50
_MOST_WORDS = 4

_HASH_SOURCE = (
    rf"#(?<!\S#)(?P<name>[{_LETTERS}](?:[{_LETTERS}/-]*[{_LETTERS}])?)"
    r"(?=\\?\Z|[\s,;|、。，；：！？（）…—–]|[-/.:!?)\]}\"'’”»*~]+(?:\Z|[\s,;|]))"
)
_HASH = lazy_pattern(_HASH_SOURCE)
"""A sign and a name that a blank or a mark of punctuation follows."""

_PERSON = lazy_pattern(_HASH_SOURCE.replace("#", "@"))

_NAME = lazy_pattern(rf"[{_LETTERS}](?:[{_LETTERS}/-]*[{_LETTERS}])?")

SIGNED_NAMES = lazy_pattern(rf"(?:(?<![^\s,;])#[{_LETTERS}/-]+[\s,;]*)+")

NAMES_AT_END = lazy_pattern(rf"(?:\s+#[{_LETTERS}/-]+)+\s*\Z")
"""Signed names that a text ends in."""

_NO_TAG = lazy_pattern(
    r"[^a-z]*|[lp]\d+(?:-l?\d+)?|\d+(?:st|nd|rd|th|x)"
    r"|(?=.*\d)(?:[\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})"
    r"|([\da-f])\1{2}|(?:([\da-f])\2){3,4}|([\da-f]{2})\3{2,3}",
    re.ASCII | re.IGNORECASE,
)
"""A number, a line of a file, an ordinal or a colour."""

_TAG_LINE = lazy_pattern(
    r"[ \t>]*(?:(?:[-*+•]|\d{1,3}[.)])[ \t]+)?(?P<marks>\*\*|__|\*|_|`)?[Tt](?:ags|AGS)"
    r"(?:(?P=marks))?[ \t]*::?(?(marks)(?:(?P=marks))?)(?=[ \t])[ \t]*(?P<names>\S.*)",
)
"""A line that lists tags: its label, maybe bold, then their names."""

_LISTED_NAME = lazy_pattern(r"[^,;]+")
_WORD = lazy_pattern(r"[^\s,;]+")
_AROUND_NAME = " \t#`*_\"'[]()<>."
_LISTABLE = lazy_pattern(r"[^#,;:|<>{}()\[\]`\"=]+")

_CHAIN = lazy_pattern(
    rf"(?:^|(?<=\s)):(?P<names>[{_LETTERS}@%/-]+(?::[{_LETTERS}@%/-]+)*):(?=[ \t]*(?:[\r\n]|\Z))",
    re.MULTILINE,
)
_CHAIN_NAME = lazy_pattern(r"[^:]+")

_CODE = lazy_pattern(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)
_HIDDEN = (
    (">", lazy_pattern(r"<(pre|code|style|script)\b.{0,2000}?</\1>", re.IGNORECASE | re.DOTALL)),
    (">", lazy_pattern(r"<!--.{0,2000}?-->|</?[A-Za-z][^<>]*>", re.DOTALL)),
    ("]]", lazy_pattern(r"\[\[[^]\n]*\]\]")),
    ("$$", lazy_pattern(r"\$\$.*?\$\$", re.DOTALL)),
    ("\\", lazy_pattern(r"\\\(.{0,2000}?\\\)|\\\[.{0,2000}?\\\]", re.DOTALL)),
    ("$", lazy_pattern(r"(?<![\\$\w])\$(?=[^\s$])[^$\n]*[^\s$]\$(?!\d)")),
)
"""What is not prose, with what it ends in: HTML and what it holds, links of a wiki, formulas."""


class TagRules:
    """What else is a tag for this user.

    Attributes:
        people: Whether ``@name`` is one.
    """

    people: bool = False


TAG_RULES = TagRules()
"""The rules in force; ``tags.take_people_for_tags`` changes them."""


class TagForm(Enum):
    """How a tag is written."""

    HASH = "hash"
    LINE = "line"
    CHAIN = "chain"
    PERSON = "person"


class TagMark(NamedTuple):
    """A tag where it stands.

    Attributes:
        name: Its name, without a sign; with it that of a person.
        whole: The sign and the name; of several in one line or chain, all of that.
        form: How it is written.
    """

    name: Span
    whole: Span
    form: TagForm

    def shift(self, by: int) -> TagMark:
        """Return the mark ``by`` characters further on."""
        return TagMark(self.name.shift(by), self.whole.shift(by), self.form)


def may_hold_tags(text: str) -> bool:
    """Tell whether ``text`` may hold a tag; quick, and right where it says no."""
    return (
        ("#" in text and bool(_HASH.search(text)))
        or "ags" in text
        or "AGS" in text
        or (":" in text and bool(_CHAIN.search(text)))
        or (TAG_RULES.people and "@" in text)
    )


def is_signed_name(name: str) -> bool:
    """Tell whether ``name`` after a sign is a tag."""
    is_whole = len(name) <= _LONGEST_NAME and bool(_NAME.fullmatch(name))
    return is_whole and (
        not _NO_TAG.fullmatch(name) if name.isascii() else any(map(str.isalpha, name))
    )


def is_listable(name: str) -> bool:
    """Tell whether ``name`` can be one of a list of tags."""
    is_short = len(name) <= _LONGEST_NAME and len(name.split()) <= _MOST_WORDS
    return is_short and bool(_LISTABLE.fullmatch(name)) and any(map(str.isalpha, name))


def find_marks(paragraph: str, *, opens_line: bool) -> Iterator[TagMark]:
    """Yield the tags of ``paragraph``, in order.

    Args:
        paragraph: Lines of an entry.
        opens_line: Whether the first of them is a whole line of the log.
    """
    paragraph = paragraph[: links.LINK_SEARCH_LIMIT]
    hidden: list[Span] = []
    is_known = False
    for start, line in lines.iter_lines(paragraph):
        if "#" not in line and ":" not in line and "@" not in line:
            continue
        for mark in marks_of_line(line, is_whole=opens_line or start > 0):
            moved = mark.shift(start)
            if mark.form is TagForm.LINE:
                yield moved
                continue
            if not is_known:
                hidden = _united(hidden_spans(paragraph, moved.name.end))
                is_known = True
            before = bisect_left(hidden, moved.name.start, key=lambda span: span.start) - 1
            if before < 0 or hidden[before].end <= moved.name.start:
                yield moved


def _united(spans: Iterable[Span]) -> list[Span]:
    """Return what ``spans`` cover, in order, as spans that are apart."""
    united: list[Span] = []
    for span in sorted(spans):
        if united and span.start <= united[-1].end:
            united[-1] = Span(united[-1].start, max(united[-1].end, span.end))
        else:
            united.append(span)
    return united


def is_tag_line(line: str, marks: Sequence[TagMark]) -> bool:
    """Tell whether ``line``, with these ``marks``, holds nothing but tags."""
    bullet = markdown.BULLET.match(line)
    rest = line
    for span in sorted({mark.whole for mark in marks}, reverse=True):
        rest = Edit(span, "").apply(rest)
    return bool(marks) and not rest[bullet.end() if bullet else 0 :].strip(" \t,;>")


def marks_of_line(line: str, *, is_whole: bool) -> Iterator[TagMark]:
    """Yield what of ``line`` is a tag where it is prose."""
    tag_line = _TAG_LINE.match(line) if is_whole and ("ags" in line or "AGS" in line) else None
    if tag_line and (names := listed_names(line, Span(*tag_line.span("names")))):
        whole = Span(0, len(line.rstrip()))
        yield from (TagMark(name, whole, TagForm.LINE) for name in names)
        return
    for match in _HASH.finditer(line) if "#" in line else ():
        is_heading = is_whole and _is_heading(line, match.start())
        if is_signed_name(match["name"]) and not is_heading:
            yield TagMark(Span(*match.span("name")), Span(*match.span()), TagForm.HASH)
    for match in _PERSON.finditer(line) if TAG_RULES.people else ():
        whole = Span(*match.span())
        yield TagMark(whole, whole, TagForm.PERSON)
    chain = _CHAIN.search(line) if line.rstrip().endswith(":") else None
    if chain:
        whole = Span(chain.start(), chain.end("names") + 1)
        for match in _CHAIN_NAME.finditer(line, *chain.span("names")):
            if is_signed_name(match[0]):
                yield TagMark(Span(*match.span()), whole, TagForm.CHAIN)


def _is_heading(line: str, offset: int) -> bool:
    """Tell whether the sign at ``offset`` begins ``line``, and words that are not tags follow."""
    before = line[:offset]
    if before.strip() or lines.columns_of(before) >= markdown.DEEP_INDENT:
        return False
    return not SIGNED_NAMES.fullmatch(line, offset)


def listed_names(line: str, span: Span) -> list[Span]:
    """Return the names in a list of tags at ``span`` of ``line``; none where that is prose."""
    text = span.of(line)
    has_commas = ("," in text or ";" in text) and not text.startswith("#")
    names = []
    for match in (_LISTED_NAME if has_commas else _WORD).finditer(line, *span):
        name = match[0].strip(_AROUND_NAME)
        if name and not is_listable(name):
            return []
        start = line.index(name, match.start())
        names += [Span(start, start + len(name))] if name else []
    return names


def hidden_spans(paragraph: str, offset: int) -> Iterator[Span]:
    """Yield what of ``paragraph`` is code, a link, HTML or a formula and may reach ``offset``."""
    below = paragraph[offset:]
    if "`" in below:
        yield from (Span(*match.span()) for match in _CODE.finditer(paragraph))
    if ")" in below:
        yield from (link.span for link in links.find_links(paragraph))
    for end, pattern in _HIDDEN:
        if end in below:
            yield from (Span(*match.span()) for match in pattern.finditer(paragraph))
