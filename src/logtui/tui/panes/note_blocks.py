"""Notes as blocks of styled text: Markdown read by markdown-it.

Styles are names (see ``drawing.styles``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

from textual.content import Content, Span

from logtui.tui.panes.entry_detail import (
    INDENT,
    INDENT_LIMIT,
    NoteBlock,
    indented_block,
    plain_blocks,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token

    from logtui.tui.drawing.marks import Marks

MARKDOWN_LIMIT = 30_000
"""Notes longer than this many characters are shown plainly, at once."""

BRACKET_LIMIT = 3_000
"""So are notes with more opening brackets, each of which Markdown tries as a link."""

_NESTING = 60
"""Levels down to which Markdown is read; what lies deeper would be left out."""


def note_blocks(notes: str, marks: Marks) -> Iterator[NoteBlock]:
    """Yield the blocks of ``notes``, Markdown whose lines end in LF, with what ``marks`` marks."""
    deepest = max((len(line) - len(line.lstrip()) for line in notes.split("\n")), default=0)
    if len(notes) > MARKDOWN_LIMIT or deepest > INDENT_LIMIT or notes.count("[") > BRACKET_LIMIT:
        return plain_blocks(notes, marks)
    return markdown_blocks(notes, marks)


def load_markdown() -> None:
    """Import the Markdown reader; it takes as long as a tenth of the whole start."""
    import markdown_it  # noqa: F401 - for later


def markdown_blocks(notes: str, marks: Marks) -> Iterator[NoteBlock]:
    """Yield the blocks of ``notes`` as CommonMark; HTML and tables show as they are written.

    So do definitions of links, and all that is nested too deep to be read.
    """
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark", {"maxNesting": _NESTING})
    # Text with entities in it has to come in pieces: only those without are as in the source.
    tokens = reader.disable(["reference", "text_join"]).parse(notes)
    if any(token.level >= _NESTING - 1 for token in tokens):
        return plain_blocks(notes, marks)
    return _TokenReader(marks).read(tokens)


class _TokenReader:
    """Walks the tokens of one text and keeps what is around the current one."""

    def __init__(self, marks: Marks) -> None:
        self._marks = marks
        self._counters: list[int | None] = []
        self._marker = ""
        self._quote_depth = 0
        self._in_heading = False
        self._has_started = False

    def read(self, tokens: list[Token]) -> Iterator[NoteBlock]:
        for token in tokens:
            match token.type:
                case "bullet_list_open":
                    self._counters.append(None)
                case "ordered_list_open":
                    self._counters.append(int(token.attrs.get("start", 1)))
                case "bullet_list_close" | "ordered_list_close":
                    self._counters.pop()
                case "list_item_open":
                    self._open_item()
                case "blockquote_open" | "blockquote_close":
                    self._quote_depth += token.nesting
                case "heading_open" | "heading_close":
                    self._in_heading = token.nesting == 1
                case _:
                    yield from self._leaf(token)

    def _open_item(self) -> None:
        number = self._counters[-1]
        if number is None:
            self._marker = "• "
        else:
            self._marker = f"{number}. "
            self._counters[-1] = number + 1

    def _leaf(self, token: Token) -> Iterator[NoteBlock]:
        if token.map:
            self._marks.read_lines(*token.map)
        match token.type:
            case "inline":
                yield from self._gap()
                body = inline_content(token, self._marks)
                yield self._place_block(body.stylize("heading") if self._in_heading else body)
            case "fence" | "code_block":
                yield from self._gap()
                if token.info.strip():
                    yield self._place_block(self._marks.on(token.info.strip(), "dim"))
                for line in token.content.rstrip("\n").split("\n"):
                    yield self._place_block(self._marks.on(line, "code"))
            case "html_block":
                yield from self._gap()
                for line in token.content.rstrip("\n").split("\n"):
                    yield self._place_block(self._marks.on(line, "dim"))
            case "hr":
                yield self._place_block(Content("───").stylize("dim"))

    def _gap(self) -> Iterator[NoteBlock]:
        """Yield an empty line before what opens outside of a list, but for the very first."""
        if self._has_started and not self._counters:
            yield NoteBlock(Content(), Content(), ())
        self._has_started = True

    def _place_block(self, body: Content) -> NoteBlock:
        marker, self._marker = self._marker, ""
        block = indented_block(max(len(self._counters) - 1, 0), marker, (body,))
        if self._counters and not marker:
            pad = Content(" " * INDENT)
            block = NoteBlock(pad + block.first, pad + block.rest, block.body)
        if self._quote_depth:
            bar = Content("▎ " * self._quote_depth).stylize("dim")
            return NoteBlock(bar + block.first, bar + block.rest, block.body)
        return block


def inline_content(token: Token, marks: Marks) -> Content:
    """Return the text of an inline token with its styles; line ends stay line ends.

    Where a link leads stands after its label if something was found in it; so does its title.
    """
    parts: list[Content] = []
    styled: list[Span] = []
    opened: list[tuple[int, Token]] = []
    size = 0
    for child in token.children or ():
        if child.nesting == 1:
            opened.append((size, child))
            continue
        if child.nesting == -1:
            start, opening = opened.pop()
            styled.append(Span(start, size, child.type.removesuffix("_close")))
            part = _after_label(opening, marks) if opening.type == "link_open" else Content()
        else:
            part = _inline_leaf(child, marks)
        parts.append(part)
        size += len(part.plain)
    content = Content.assemble(*parts)
    # The outer ones close last and lie below the inner ones.
    below = [span for span in reversed(styled) if span.start < span.end]
    return Content(content.plain, [*below, *content.spans])


def _after_label(token: Token, marks: Marks) -> Content:
    """Return what has to be seen of a link except its label."""
    address = marks.on(_address(token, marks), "dim")
    title = marks.on(str(token.attrs.get("title", "")), "dim")
    is_match = any(span.style == "match" for span in address.spans)
    parts = [part for part in (address if is_match else None, title) if part]
    if not parts or token.markup == "autolink":
        return Content()
    return Content.assemble(" (", Content(" ").join(parts), ")")


def _address(token: Token, marks: Marks) -> str:
    """Return the address of a link or an image as it is written."""
    address = str(token.attrs.get("href") or token.attrs.get("src") or "")
    return address if marks.holds(address) else unquote(address)


def _inline_leaf(token: Token, marks: Marks) -> Content:
    """Return what an inline token without children shows."""
    match token.type:
        case "softbreak" | "hardbreak":
            return Content("\n")
        case "code_inline":
            return marks.on(token.content, "code")
        case "html_inline":
            return marks.on(token.content, "dim")
        case "image":
            label = marks.on(f"[{token.content or 'image'}] ", "link")
            address = marks.on(_address(token, marks), "link")
            title = marks.on(str(token.attrs.get("title", "")), "link")
            return label + address + (Content(" ") + title if title else title)
        case _:
            return marks.on(token.content)
