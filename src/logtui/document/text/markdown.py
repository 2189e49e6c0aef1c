"""What the beginning of a line says about the block that it belongs to."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from logtui.document.text import lines, links
from logtui.document.text.lazy_pattern import lazy_pattern
from logtui.document.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator


DEEP_INDENT = 4
"""Columns of indent from which a line can only belong to something above it."""

# A set with such characters in it would take much longer to compile.
BULLET = re.compile(r"([ \t]*)([-*+]|•|–|‣|◦|\d{1,9}[.)])([ \t]+|$)")

BULLET_STARTS = frozenset("-*+•–‣◦0123456789")
"""What the marker of a list item begins with."""

HEADING_MARKS = frozenset("#<")
"""What a heading begins with that is none by its underline."""

FENCE_MARKS = ("```", "~~~")
"""What a fence begins with, at least."""

_UNDERLINE_MARKS = frozenset("=-")
_RULE_MARKS = frozenset("-*_<")
_ATTACHED_MARKS = frozenset("<|!`~[=>")
_BLOCK_TAGS = (
    "address|article|aside|audio|blockquote|body|br|center|dd|details|dir|div|dl|dt|embed|"
    "figcaption|figure|footer|form|frame|h[1-6]|head|header|hr|html|iframe|img|li|link|main|menu|"
    "nav|object|ol|optgroup|option|param|picture|pre|script|section|source|style|summary|svg|"
    "table|tbody|td|tfoot|th|thead|title|tr|track|ul|video|a[ ](?:id|name)="
)


ATX_PATTERN = lazy_pattern(r"[ \ufeff]{0,3}(#{1,6})(?:[ \t]+|$)")
"""The marks of a heading."""

UNDERLINE_PATTERN = lazy_pattern(r"[ ]{0,3}(?:=+|-{2,})[ \t]*$")
"""The line below a heading."""

RULE_PATTERN = lazy_pattern(
    r"[ ]{0,3}(?:-(?:[ \t]*-){2,}|\*(?:[ \t]*\*){2,}|_(?:[ \t]*_){2,}|<hr[^<>]*>)[ \t]*$"
)
"""A thematic break, in Markdown or HTML."""

QUOTE_MARK = lazy_pattern(r"[ \t]*>[ \t]?")
"""The mark of one line of a quote, with the blank after it."""

FENCE = lazy_pattern(r"[ \t>]*(?:`{3,}|~{3,})")
"""The mark of a fence, maybe in a quote."""

_CLOSING_TAGS = lazy_pattern(r"[ \t]*(?:</\w+>[ \t]*|<br[ ]?/?>[ \t]*)+$")

_CHECKBOX_PATTERN = lazy_pattern(r"\[[ xX✓✔✗↻→\-~/!?*.oO]\](?:[ \t]+|$)")

_ATTACHED_PATTERN = lazy_pattern(
    r"[ \t]*(?:\||!\[[^]]*\]\([^()]*\)[ \t]*$|\[!\[|`{3}|~{3}|\[[^]]+\]:[ \t]|"
    rf"(?:<{{7}}|={{7}}|>{{7}})(?:[ ]|$)|<!--|</?(?:{_BLOCK_TAGS})[^\w])",
    re.IGNORECASE,
)

_DETAILS_PATTERN = lazy_pattern(r"[ ]{0,3}<details\b[^<>]*>[ \t]*$", re.IGNORECASE)

_DELIMITER_PATTERN = lazy_pattern(
    r"[ \t>]*(?:(?P<bullet>(?:[-*+]|\d{1,9}[.)])[ \t]+)?(?P<run>`{3,}|~{3,})(?P<info>.*)"
    r"|(?P<comment><!--))"
)

_CODE_SPAN_PATTERN = lazy_pattern(r"(`[^`]+`|``[^`].*?``)")

_CODE_OR_ESCAPE_PATTERN = lazy_pattern(r"`[^`]+`|``[^`].*?``|\\([!-/:-@\[-`{-~])")


def indent_columns(line: str) -> int:
    """Return the columns of blanks that ``line`` begins with."""
    if line[:1] not in (" ", "\t"):
        return 0
    return lines.columns_of(line[: len(line) - len(line.lstrip(" \t"))])


def is_deeply_indented(line: str) -> bool:
    """Tell whether ``line`` is indented so far that it belongs to something above it."""
    return line.startswith(("    ", "\t")) or (
        line[:1] == " " and indent_columns(line) >= DEEP_INDENT
    )


def content_start(line: str, bullet: re.Match[str]) -> int:
    """Return where the content of a list item begins: behind the ``bullet`` and its checkbox."""
    end = bullet.end()
    if line[end : end + 1] != "[":
        return end
    checkbox = _CHECKBOX_PATTERN.match(line, end)
    return checkbox.end() if checkbox else end


def read_heading(line: str) -> tuple[int, int, bool]:
    """Return the level of a heading, where its content begins, and whether it is one in any case.

    The level is 0 for a line that is no heading. ``#7/13/19`` and ``<summary>`` are headings only
    if they begin with a date.
    """
    if line.lstrip(" \ufeff")[:1] not in HEADING_MARKS:
        return 0, 0, False
    found = ATX_PATTERN.match(line)
    if found:
        return len(found[1]), found.end(), True
    for pattern, level, surely in _other_heading_patterns():
        found = pattern.match(line)
        if found:
            return level or int(found[1]), found.end(), surely
    return 0, 0, False


def underline_level(line: str) -> int:
    """Return the level (1 or 2) of the heading that ``line`` makes of a line above; 0 for none."""
    mark = line.lstrip(" ")[:1]
    if (
        mark not in _UNDERLINE_MARKS
        or line.strip(f"{mark} \t")
        or not UNDERLINE_PATTERN.match(line)
    ):
        return 0
    return 1 if "=" in line else 2


def is_rule(line: str) -> bool:
    """Tell whether ``line`` is a thematic break, in Markdown or HTML."""
    mark = line.lstrip(" ")[:1]
    if mark not in _RULE_MARKS or (mark != "<" and line.strip(f"{mark} \t")):
        return False
    return bool(RULE_PATTERN.match(line))


def is_separator_line(line: str) -> bool:
    """Tell whether ``line`` says nothing: it is blank, a rule or closing tags."""
    return not line.strip() or is_rule(line) or ("<" in line and bool(_CLOSING_TAGS.match(line)))


def is_attached(line: str) -> bool:
    """Tell whether ``line`` is one that is never an entry alone.

    Those are lines of tables, pictures, fences, HTML blocks, link definitions and conflict markers.
    """
    return line.lstrip(" \t")[:1] in _ATTACHED_MARKS and bool(_ATTACHED_PATTERN.match(line))


def is_details(line: str) -> bool:
    """Tell whether ``line`` is nothing but an opening ``<details>``."""
    return bool(_DETAILS_PATTERN.match(line))


@cache
def _other_heading_patterns() -> tuple[tuple[re.Pattern[str], int, bool], ...]:
    """Return patterns with the level they stand for (0: it is in the text) and whether for sure."""
    tight = [(re.compile(rf"[ \ufeff]{{0,3}}#{{{n}}}(?=[^\s#])"), n, False) for n in range(1, 7)]
    html = re.compile(r"[ ]{0,3}<h([1-6])\b[^<>]*>", re.IGNORECASE)
    summary = re.compile(r"[ ]{0,3}(?:<details[^<>]*>[ \t]*)?<summary\b[^<>]*>", re.IGNORECASE)
    return ((html, 0, True), *tight, (summary, 6, False))


_LONGEST_FRONT_MATTER = 1 << 14
_LONGEST_DELIMITER = 4
_FRONT_MATTER_DELIMITERS = {"---": ("---", "..."), "+++": ("+++",)}


class _Delimiter(NamedTuple):
    """A line that may begin or end an opaque stretch; ``size`` is 0 for a comment."""

    span: Span
    char: str
    size: int
    opens: bool
    closes: bool


def opaque_spans(text: str) -> list[Span]:
    """Return the opaque stretches of ``text`` as spans of whole lines, in order, none overlapping.

    A fence opens if its info string holds no backtick and closes with the same character, at least
    as long (CommonMark 4.5), at any depth of a list.
    """
    front = _front_matter(text)
    found = [front] if front else []
    marks = [mark for mark in _delimiters(text) if not (front and mark.span.start < front.end)]
    reach = _closing_sizes(marks)
    last = text.rfind("-->") if marks else -1
    index = 0
    while index < len(marks):
        mark = marks[index]
        end = None
        if not mark.size:
            end = _comment_end(text, mark, last)
        elif mark.opens and reach[index] >= mark.size:
            end = _closing_fence(marks, index).span.end
        index += 1
        if end is not None:
            found.append(Span(mark.span.start, end))
            while index < len(marks) and marks[index].span.start < end:
                index += 1
    return found


def _front_matter(text: str) -> Span | None:
    """Return the metadata at the very top, its delimiters included; None without any."""
    opener = text[:_LONGEST_DELIMITER].lstrip("\ufeff")[:3]
    if opener not in _FRONT_MATTER_DELIMITERS:
        return None
    content = lines.iter_lines(text, 0, _LONGEST_FRONT_MATTER)
    if next(content)[1].strip("\ufeff \t") != opener:
        return None
    for start, line in content:
        if line.rstrip() in _FRONT_MATTER_DELIMITERS[opener]:
            return Span(0, start + len(line))
    return None


def _delimiters(text: str) -> Iterator[_Delimiter]:
    """Yield every line that may begin or end a fence, or begin a comment."""
    for start, end in lines.iter_chunks(text, 0, len(text)):
        block = text[start:end]
        if "```" not in block and "~~~" not in block and "<!--" not in block:
            continue
        for at, line in lines.iter_lines(text, start, end):
            if "```" in line or "~~~" in line or "<!--" in line:
                found = _DELIMITER_PATTERN.match(line)
                if found:
                    yield _delimiter_of(Span(at, at + len(line)), found)


def _delimiter_of(span: Span, found: re.Match[str]) -> _Delimiter:
    if found["comment"]:
        return _Delimiter(span, "", 0, opens=True, closes=False)
    run, info = found["run"], found["info"].strip()
    opens = run[0] == "~" or "`" not in info
    return _Delimiter(span, run[0], len(run), opens, closes=not info and not found["bullet"])


def _closing_sizes(marks: list[_Delimiter]) -> list[int]:
    """Return for each of ``marks`` the size of the largest closer of its character behind it."""
    largest: dict[str, int] = {}
    sizes = [0] * len(marks)
    for index in range(len(marks) - 1, -1, -1):
        mark = marks[index]
        sizes[index] = largest.get(mark.char, 0)
        if mark.closes:
            largest[mark.char] = max(mark.size, sizes[index])
    return sizes


def _closing_fence(marks: list[_Delimiter], index: int) -> _Delimiter:
    """Return the first mark that closes the fence ``marks[index]``; there is one."""
    fence = marks[index]
    following = (marks[at] for at in range(index + 1, len(marks)))
    return next(
        mark
        for mark in following
        if mark.closes and mark.char == fence.char and mark.size >= fence.size
    )


def _comment_end(text: str, mark: _Delimiter, last: int) -> int | None:
    """Return where the line ends that closes the comment ``mark``; None on its own line or never.

    ``last`` is where the last end of a comment stands in ``text``.
    """
    if last < mark.span.end or "-->" in mark.span.of(text):
        return None
    return lines.end_of_line(text, text.find("-->", mark.span.end))


_INLINE_MARKS = frozenset("[]()<>*_~`\\&!")
TITLE_LIMIT = 1 << 12
"""Characters beyond which a text is no title and keeps its emphasis marks."""


def plain_text(text: str) -> str:
    """Return ``text`` with links as their labels and without emphasis marks and escapes.

    Code spans keep their backticks, and nothing inside them is touched.
    """
    if _INLINE_MARKS.isdisjoint(text):
        return text.strip()
    return _strip_markup(_replace_links(text)).strip()


def _replace_links(text: str) -> str:
    """Return ``text`` with each link as its label and each picture as its description."""
    pieces: list[str] = []
    at = 0
    for link in links.find_links(text):
        if link.label != link.span:
            pieces += (text[at : link.span.start], _replace_picture(link.label.of(text)))
            at = link.span.end
    return "".join((*pieces, text[at:])) if pieces else text


def _replace_picture(label: str) -> str:
    """Return ``label`` with a picture in it as the picture's description."""
    picture = next(links.find_links(label), None)
    if picture is None or not picture.is_image:
        return label
    return label[: picture.span.start] + picture.label.of(label) + label[picture.span.end :]


def _strip_markup(text: str) -> str:
    """Return ``text`` without emphasis marks, tags and backslash escapes outside code spans.

    An escaped character is moved out of the Basic Multilingual Plane until the marks are off.
    """
    if len(text) > TITLE_LIMIT:
        return text
    if "\\" in text:
        text = _CODE_OR_ESCAPE_PATTERN.sub(_hide_escape, text)
    pieces = _CODE_SPAN_PATTERN.split(text)
    pieces[::2] = [_strip_emphasis_and_tags(piece) for piece in pieces[::2]]
    return "".join(pieces).translate(_ESCAPE_TABLE)


def _strip_emphasis_and_tags(text: str) -> str:
    """Return ``text``, which holds no code span, without its marks."""
    if "<" in text:
        text = _inline_tag_pattern().sub("", text)
    if "*" in text or "_" in text or "~" in text:
        for pattern in _emphasis_patterns():
            text = pattern.sub(r"\1", text)
    return text


_PRIVATE_USE = 0xF0000
_ESCAPE_TABLE = {_PRIVATE_USE + code: code for code in range(0x21, 0x7F)}


def _hide_escape(found: re.Match[str]) -> str:
    """Return a code span as it is, and an escaped character as a private one."""
    return chr(_PRIVATE_USE + ord(found[1])) if found[1] else found[0]


@cache
def _inline_tag_pattern() -> re.Pattern[str]:
    """Return a pattern for the HTML tags that only dress text."""
    names = "a|b|i|u|s|em|strong|span|font|small|big|sub|sup|mark|kbd|del|ins|br|p|summary|center"
    return re.compile(rf"</?(?:{names})(?:\s[^<>]*)?/?>|<!--[^<>]*-->", re.IGNORECASE)


@cache
def _emphasis_patterns() -> tuple[re.Pattern[str], ...]:
    """Return patterns for a run in ``**``, ``__``, ``~~``, ``*`` and ``_``, in this order.

    A run begins and ends at a character that is no blank. ``_`` inside a word is a letter, and
    ``*`` between letters or digits is multiplication.
    """
    runs = r"\*\*(?=[^\s*])([^*]*[^\s*])\*\*", r"(?<!\w)__(?=[^\s_])([^_]*[^\s_])__(?!\w)"
    single = (
        r"(?<![\da-zA-Z*])\*(?=[^\s*])([^*]*[^\s*])\*(?![\da-zA-Z*])",
        r"(?<!\w)_(?=[^\s_])([^_]*[^\s_])_(?!\w)",
    )
    return tuple(map(re.compile, (*runs, r"~~(?=\S)([^~]*[^\s~])~~", *single)))
