"""What Markdown's marks say: of the blocks that lines begin, and of the text inside a line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from logtui.document.text import lines, links
from logtui.document.text.lazy_pattern import lazy_pattern
from logtui.document.text.spans import Edit

DEEP_INDENT = 4
"""Columns of indent from which a line can only belong to something above it."""

TITLE_LIMIT = 1 << 12
"""Characters from which on a text is not a title and keeps its emphasis marks."""

BULLET_STARTS = frozenset("-*+•–‣◦0123456789")
"""What the marker of a list item begins with."""

HEADING_MARKS = frozenset("#<")
"""What a heading begins with, except one that is underlined."""

FENCE_MARKS = ("```", "~~~")
"""What a fence begins with, at least."""

_UNDERLINE_MARKS = frozenset("=-")
_RULE_MARKS = frozenset("-*_<#")
_ATTACHED_MARKS = frozenset("<|!`~[=>")
_BLOCK_TAGS = (
    "address|article|aside|audio|blockquote|body|br|center|dd|details|dir|div|dl|dt|embed|"
    "figcaption|figure|footer|form|frame|h[1-6]|head|header|hr|html|iframe|img|li|link|main|menu|"
    "nav|object|ol|optgroup|option|param|picture|pre|script|section|source|style|summary|svg|"
    "table|tbody|td|tfoot|th|thead|title|tr|track|ul|video|a[ ](?:id|name)="
)
_INLINE_MARKS = frozenset("[]()<>*_~`\\&!")

# A set with such characters in it would take much longer to compile.
BULLET = re.compile(r"([ \t]*)([-*+]|•|–|‣|◦|\d{1,9}[.)])([ \t]+|$)")
"""The indent, the marker and the blanks of a list item."""

ATX_PATTERN = lazy_pattern(r"[ \ufeff]{0,3}(#{1,6})(?:[ \t]+|$)")
"""The marks of a heading."""

_TIGHT_ATX = lazy_pattern(r"[ \ufeff]{0,3}(#{1,6})(?=[^\s#])")

_HTML_HEADING = lazy_pattern(r"[ ]{0,3}<h([1-6])\b[^<>]*>", re.IGNORECASE)

_SUMMARY = lazy_pattern(r"[ ]{0,3}(?:<details[^<>]*>[ \t]*)?<summary\b[^<>]*>", re.IGNORECASE)

_DETAILS = lazy_pattern(r"[ ]{0,3}<details\b[^<>]*>[ \t]*$", re.IGNORECASE)

_UNDERLINE = lazy_pattern(r"[ ]{0,3}(?:=+|-{2,})[ \t]*$")

_RULE = lazy_pattern(
    r"[ ]{0,3}(?:-(?:[ \t]*-){2,}|\*(?:[ \t]*\*){2,}|_(?:[ \t]*_){2,}|<hr[^<>]*>"
    r"|\#{1,6}(?:[ \t]+\#*)?)[ \t]*$"
)

QUOTE_MARK = lazy_pattern(r"[ \t]*>[ \t]?")
"""The mark of one line of a quote, with the blank after it."""

FENCE = lazy_pattern(r"[ \t>]*(?:`{3,}|~{3,})")
"""The mark of a fence, maybe in a quote."""

_DEFINITION = lazy_pattern(r"[ ]{0,3}\[[^]]+\]:[ \t]+\S")

_CLOSING_TAGS = lazy_pattern(r"[ \t]*(?:</\w+>[ \t]*|<br[ ]?/?>[ \t]*)+$")

_CHECKBOX = lazy_pattern(r"\[[ xX✓✔✗↻→\-~/!?*.oO]\](?:[ \t]+|$)")

_ATTACHED = lazy_pattern(
    r"[ \t]*(?:\||!\[[^]]*\]\([^()]*\)[ \t]*$|\[!\[|`{3}|~{3}|\[[^]]+\]:[ \t]|"
    rf"(?:<{{7}}|={{7}}|>{{7}})(?:[ ]|$)|<!--|</?(?:{_BLOCK_TAGS})[^\w])",
    re.IGNORECASE,
)

_CODE_SPAN = lazy_pattern(r"(`[^`]+`|``[^`].*?``)")

_CODE_OR_ESCAPE = lazy_pattern(r"`[^`]+`|``[^`].*?``|\\([!-/:-@\[-`{-~])")

_INLINE_TAG = lazy_pattern(
    r"</?(?:a|b|i|u|s|em|strong|span|font|small|big|sub|sup|mark|kbd|del|ins|br|p|summary|center)"
    r"(?:\s[^<>]*)?/?>|<!--[^<>]*-->",
    re.IGNORECASE,
)

# A run begins and ends at a character that is not a blank. ``_`` inside a word is a letter, and
# ``*`` between letters or digits is multiplication.
_EMPHASIS = (
    lazy_pattern(r"\*\*(?=[^\s*])([^*]*[^\s*])\*\*"),
    lazy_pattern(r"(?<!\w)__(?=[^\s_])([^_]*[^\s_])__(?!\w)"),
    lazy_pattern(r"~~(?=\S)([^~]*[^\s~])~~"),
    lazy_pattern(r"(?<![\da-zA-Z*])\*(?=[^\s*])([^*]*[^\s*])\*(?![\da-zA-Z*])"),
    lazy_pattern(r"(?<!\w)_(?=[^\s_])([^_]*[^\s_])_(?!\w)"),
)


def indent_columns(line: str) -> int:
    """Return the columns of blanks that ``line`` begins with."""
    if line[:1] not in (" ", "\t"):
        return 0
    return lines.columns_of(line[: len(line) - len(line.lstrip(" \t"))])


def dedent(contents: Sequence[str]) -> list[str]:
    """Return lines without the indent they share; what is left of it is blanks, not tabs."""
    indents = [indent_columns(line) for line in contents]
    shared = (columns for columns, line in zip(indents, contents, strict=True) if line.strip())
    common = min(shared, default=0)
    return [
        " " * (columns - common) + body if (body := line.lstrip(" \t")) else ""
        for columns, line in zip(indents, contents, strict=True)
    ]


def is_deeply_indented(line: str) -> bool:
    """Tell whether ``line`` is indented so far that it belongs to something above it."""
    return line.startswith(("    ", "\t")) or (
        line[:1] == " " and indent_columns(line) >= DEEP_INDENT
    )


def content_start(line: str, bullet: re.Match[str]) -> int:
    """Return where the content of a list item begins: after the ``bullet`` and its checkbox."""
    end = bullet.end()
    if line[end : end + 1] != "[":
        return end
    checkbox = _CHECKBOX.match(line, end)
    return checkbox.end() if checkbox else end


def read_heading(line: str) -> tuple[int, int, bool]:
    """Return the level of a heading, where its content begins, and whether it is one in any case.

    The level is 0 for a line that is not a heading. ``#7/13/19`` and ``<summary>`` are headings
    only if they begin with a date.
    """
    if line.lstrip(" \ufeff")[:1] not in HEADING_MARKS:
        return 0, 0, False
    if atx := ATX_PATTERN.match(line):
        is_empty = not line[atx.end() :].strip("# \t")
        return (0, 0, False) if is_empty else (len(atx[1]), atx.end(), True)
    if tight := _TIGHT_ATX.match(line):
        return len(tight[1]), tight.end(), False
    if html := _HTML_HEADING.match(line):
        return int(html[1]), html.end(), True
    summary = _SUMMARY.match(line)
    return (6, summary.end(), False) if summary else (0, 0, False)


def heading_text(text: str, start: int) -> str:
    """Return what the heading that begins at ``start`` of ``text`` says, without markup."""
    line = text[start : lines.end_of_line(text, start)]
    return plain_text(line[read_heading(line)[1] :])


def underline_level(line: str) -> int:
    """Return the level (1 or 2) of the heading that ``line`` makes of a line above; 0 for none."""
    mark = line.lstrip(" ")[:1]
    if mark not in _UNDERLINE_MARKS or line.strip(f"{mark} \t") or not _UNDERLINE.match(line):
        return 0
    return 1 if "=" in line else 2


def is_rule(line: str) -> bool:
    """Tell whether ``line`` is a thematic break, in Markdown or HTML, or an empty heading."""
    mark = line.lstrip(" ")[:1]
    if mark not in _RULE_MARKS or (mark != "<" and line.strip(f"{mark} \t")):
        return False
    return bool(_RULE.match(line))


def is_separator_line(line: str) -> bool:
    """Tell whether ``line`` says nothing: it is blank, a rule or closing tags."""
    return not line.strip() or is_rule(line) or ("<" in line and bool(_CLOSING_TAGS.match(line)))


def is_attached(line: str) -> bool:
    """Tell whether ``line`` is one that is never an entry alone.

    Those are lines of tables, pictures, fences, HTML blocks, link definitions and conflict markers.
    """
    return line.lstrip(" \t")[:1] in _ATTACHED_MARKS and bool(_ATTACHED.match(line))


def is_definition(line: str) -> bool:
    """Tell whether ``line`` defines where links lead, or is a footnote."""
    return line.lstrip(" ").startswith("[") and bool(_DEFINITION.match(line))


def details_steps(line: str) -> int:
    """Return how many ``<details>`` more ``line`` opens than it closes."""
    folded = line.casefold()
    return folded.count("<details") - folded.count("</details")


def is_details(line: str) -> bool:
    """Tell whether ``line`` is nothing but an opening ``<details>``."""
    return bool(_DETAILS.match(line))


_PRIVATE_USE = 0xF0000
_ESCAPE_TABLE = {_PRIVATE_USE + code: code for code in range(0x21, 0x7F)}


def plain_text(text: str) -> str:
    """Return ``text`` with links as their labels and without emphasis marks, tags and escapes.

    Code spans keep their backticks, and nothing inside them is touched.
    """
    if _INLINE_MARKS.isdisjoint(text):
        return text.strip()
    text = _replace_links(text)
    if len(text) > TITLE_LIMIT:
        return text.strip()
    if "\\" in text:
        # An escaped character is moved out of the way until the marks are off.
        text = _CODE_OR_ESCAPE.sub(
            lambda match: chr(_PRIVATE_USE + ord(match[1])) if match[1] else match[0], text
        )
    pieces: list[str] = _CODE_SPAN.split(text)
    for index in range(0, len(pieces), 2):
        piece = _INLINE_TAG.sub("", pieces[index]) if "<" in pieces[index] else pieces[index]
        if "*" in piece or "_" in piece or "~" in piece:
            for pattern in _EMPHASIS:
                piece = pattern.sub(r"\1", piece)
        pieces[index] = piece
    return "".join(pieces).translate(_ESCAPE_TABLE).strip()


def _replace_links(text: str) -> str:
    """Return ``text`` with each link as its label and each picture as its description."""
    pieces: list[str] = []
    offset = 0
    for link in links.find_links(text):
        if link.label != link.span:
            label = link.label.of(text)
            picture = next(links.find_links(label), None)
            if picture and picture.is_image:
                label = Edit(picture.span, picture.label.of(label)).apply(label)
            pieces += text[offset : link.span.start], label
            offset = link.span.end
    return "".join((*pieces, text[offset:])) if pieces else text
