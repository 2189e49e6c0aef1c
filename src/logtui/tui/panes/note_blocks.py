"""Notes as blocks of styled text: Markdown read by markdown-it, or plainly where it is too much.

A block knows how it is indented and what stands in front of its first line; where lines break is
decided later, when the width is known. Styles are names that the pane's CSS fills.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token

    from logtui.tui.drawing.marks import Marks

MARKDOWN_LIMIT = 30_000
"""Notes longer than this many characters are shown plainly, at once."""

INDENT_LIMIT = 60
"""So are notes that are indented by more columns than this."""

_INDENT = 2


class NoteBlock(NamedTuple):
    """A paragraph, item or line.

    Attributes:
        first: What stands in front of the first line, e.g. ``• ``.
        rest: What stands in front of the others, as many cells wide.
        body: The text; it may hold line ends.
    """

    first: Content
    rest: Content
    body: Content

    def lines(self, width: int) -> Iterator[Content]:
        """Yield the block's lines, none wider than ``width`` cells where that is possible."""
        room = max(width - self.first.cell_length, 8)
        for number, line in enumerate(self.body.wrap(room)):
            ahead = self.rest if number else self.first
            yield ahead + line if ahead else line


def note_blocks(notes: str, marks: Marks) -> Iterator[NoteBlock]:
    """Yield the blocks of ``notes``, Markdown whose lines end in LF, with what ``marks`` marks."""
    deepest = max((len(line) - len(line.lstrip()) for line in notes.split("\n")), default=0)
    if len(notes) > MARKDOWN_LIMIT or deepest > INDENT_LIMIT:
        return plain_blocks(notes, marks)
    return markdown_blocks(notes, marks)


def load_markdown() -> None:
    """Import the Markdown reader; it takes as long as a tenth of the whole start."""
    import markdown_it  # noqa: F401 - for later


def plain_blocks(notes: str, marks: Marks) -> Iterator[NoteBlock]:
    """Yield a block for each line, with its indent and bullet kept and nothing else read."""
    for line in notes.split("\n"):
        text = line.expandtabs(4).lstrip()
        indent = min(len(line.expandtabs(4)) - len(text), INDENT_LIMIT)
        marker = "• " if text[:2] in {"- ", "* ", "+ "} else ""
        body = text[len(marker) :]
        yield _indented_block(indent // 2, marker, marks.on(body))


def markdown_blocks(notes: str, marks: Marks) -> Iterator[NoteBlock]:
    """Yield the blocks of ``notes`` as CommonMark; HTML and tables show as they are written."""
    from markdown_it import MarkdownIt

    return _TokenReader(marks).read(MarkdownIt("commonmark", {"maxNesting": 60}).parse(notes))


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
        match token.type:
            case "inline":
                yield from self._gap()
                body = inline_content(token, self._marks)
                yield self._place_block(body.stylize("heading") if self._in_heading else body)
            case "fence" | "code_block":
                yield from self._gap()
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
            yield NoteBlock(Content(), Content(), Content())
        self._has_started = True

    def _place_block(self, body: Content) -> NoteBlock:
        marker, self._marker = self._marker, ""
        block = _indented_block(max(len(self._counters) - 1, 0), marker, body)
        if self._counters and not marker:
            pad = Content(" " * _INDENT)
            block = NoteBlock(pad + block.first, pad + block.rest, body)
        if self._quote_depth:
            bar = Content("▎ " * self._quote_depth).stylize("dim")
            return NoteBlock(bar + block.first, bar + block.rest, body)
        return block


def inline_content(token: Token, marks: Marks) -> Content:
    """Return the text of an inline token with its styles; line ends stay line ends."""
    parts: list[Content] = []
    styled: list[tuple[int, int, str]] = []
    opened: list[int] = []
    size = 0
    for child in token.children or ():
        if child.nesting == 1:
            opened.append(size)
        elif child.nesting == -1:
            styled.append((opened.pop(), size, child.type.removesuffix("_close")))
        else:
            parts.append(_inline_leaf(child, marks))
            size += len(parts[-1].plain)
    content = Content.assemble(*parts)
    for start, end, style in styled:
        content = content.stylize_before(style, start, end)
    return content


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
            label = f"[{token.content or 'image'}] {token.attrs.get('src', '')}"
            return marks.on(label, "link")
        case _:
            return marks.on(token.content)


def _indented_block(depth: int, marker: str, body: Content) -> NoteBlock:
    indent = " " * (_INDENT * depth)
    first = Content(indent) + Content(marker).stylize("accent")
    return NoteBlock(first, Content(indent + " " * len(marker)), body)
