"""The entry that is read: title, kind, date, link and notes."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import work
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive

from logtui.tui.bindings import bindings
from logtui.tui.drawing.labels import day_label, label_text, shown_state
from logtui.tui.drawing.marks import Marks
from logtui.tui.drawing.styles import framed_lines, styled, wrapped
from logtui.tui.widgets.text_view import TextView

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import TypeAlias

    from textual.binding import BindingType
    from textual.geometry import Region
    from textual.strip import Strip

    from logtui.document.model import Entry
    from logtui.search.highlight import Highlights
    from logtui.tui.drawing.search_answers import SearchAnswer
    from logtui.tui.log_relations import Relations
    from logtui.tui.panes.relation_lines import EntryRelations
    from logtui.tui.view import View

    NotesReader: TypeAlias = "Callable[[str, Marks], Iterator[NoteBlock]]"

INDENT = 2
"""Cells that a list in another one is indented by."""

INDENT_LIMIT = 60
"""Columns up to which the indent of a line is kept, and notes are read as Markdown."""

MAX_TEXT_WIDTH = 100
"""Text is never set wider than this many cells; longer lines are hard to read."""


class EntryDetail(TextView, can_focus=True):
    """Shows one entry in full, wrapped to its own width."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("detail")

    view: reactive[View | None] = reactive(None, always_update=True)
    """What the screen shows."""
    selected: reactive[int | None] = reactive(None)
    """Index in ``Document.entries`` of the entry to show."""
    relations: reactive[Relations | None] = reactive(None)
    """How the entries of a document belong together."""

    class Closed(Message):
        """The reader wants back to the list."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self._shown_state: object = None
        self._width = 0
        self._frame_title: Content | None = None
        self._looks_up = False
        self._looked_up: tuple[SearchAnswer | None, int, Highlights | None] | None = None
        self._read_notes: NotesReader = plain_blocks

    def on_mount(self) -> None:
        """Have Markdown ready soon; the first frame does without."""
        self.call_after_refresh(self._load_markdown)

    @work(thread=True)
    def _load_markdown(self) -> None:
        from logtui.tui.panes.note_blocks import load_markdown, note_blocks

        load_markdown()
        self.app.call_from_thread(self._use_markdown, note_blocks)

    def _use_markdown(self, read_notes: NotesReader) -> None:
        self._read_notes = read_notes
        self._show_entry()

    @property
    def has_markdown(self) -> bool:
        """Whether notes are shown as Markdown already, not line by line as in the first frame."""
        return self._read_notes is not plain_blocks

    def watch_view(self) -> None:
        """Show the entry as the new document has it."""
        self._number_entry()
        self._show_entry()

    def watch_selected(self) -> None:
        """Show another entry."""
        self._number_entry()
        self._show_entry()

    def _number_entry(self) -> None:
        """Say in the frame which of the listed entries it is."""
        place = ""
        if self.view is not None and self.selected is not None:
            position = self.view.position_of(self.selected)
            place = "" if position is None else f"{position + 1} of {len(self.view.entries)}"
        self.border_subtitle = place
        # Where there is no frame at the bottom, the one at the top says it.
        if self._frame_title is None and self.border_title:
            self._frame_title = Content.from_markup(self.border_title)
        is_open = not self.styles.border_bottom[0] and place
        if self._frame_title is not None:
            self.border_title = self._frame_title + (f" · {place}" if is_open else "")

    def watch_relations(self) -> None:
        """Show what the entry has to do with others."""
        self._show_entry()

    def on_resize(self) -> None:
        """Wrap the text for the new width."""
        self._number_entry()
        self._lay_out_for_width()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw the visible part, in the very first frame already for the width it has."""
        self._lay_out_for_width()
        return framed_lines(self, crop)

    def _lay_out_for_width(self) -> None:
        if self._width != self.text_width():
            self._show_entry()

    def _show_entry(self) -> None:
        """Lay out what is to be shown, unless that is what is shown already."""
        view = self.view
        self._width = self.text_width()
        if view is None or self._width <= 0:
            return
        related = self._entry_relations(view)
        highlights = self._highlights(view)
        state = (view.document, view.answer, self.selected, self._width, self._read_notes, related)
        if (*state, highlights) == self._shown_state:
            return
        self._shown_state = (*state, highlights)
        lines: Iterator[Content] = iter(())
        if self.selected is not None and self.selected < len(view.document.entries):
            entry = view.document.entries[self.selected]
            lines = detail_lines(view, entry, highlights, self._width, self._read_notes, related)
        self.show_lines(lines)

    def _highlights(self, view: View) -> Highlights | None:
        """Return what to mark; in a very long entry nothing until it is looked up."""
        if self.selected is None or self.selected >= len(view.document.entries):
            return None
        if not view.is_long(self.selected):
            return view.highlights(self.selected)
        if view.answer is None:
            return None
        if self._looked_up is not None:
            answer, entry, highlights = self._looked_up
            if answer is view.answer and entry == self.selected:
                return highlights
        # One look-up at a time: when it is done, the entry is shown again.
        if not self._looks_up:
            self._looks_up = True
            self._look_up(view, self.selected)
        return None

    @work(thread=True)
    def _look_up(self, view: View, entry: int) -> None:
        highlights = view.highlights(entry)
        self.app.call_from_thread(self._use_highlights, view.answer, entry, highlights)

    def _use_highlights(
        self, answer: SearchAnswer | None, entry: int, highlights: Highlights | None
    ) -> None:
        self._looks_up = False
        self._looked_up = (answer, entry, highlights)
        self._show_entry()

    def _entry_relations(self, view: View) -> EntryRelations | None:
        """Return what is known of how the selected entry belongs to others of ``view``."""
        relations = self.relations
        if relations is None or relations.document is not view.document or self.selected is None:
            return None
        from logtui.tui.panes.relation_lines import EntryRelations

        return EntryRelations(relations, self.selected)

    @property
    def is_selectable(self) -> bool:
        """Whether text can be marked; that of the first frame is gone before anybody could."""
        return self.has_markdown

    def text_width(self) -> int:
        """Return how many cells the text is wrapped to."""
        return min(super().text_width(), MAX_TEXT_WIDTH)

    def action_close(self) -> None:
        """Ask to go back to the list."""
        self.post_message(self.Closed())


def detail_lines(
    view: View,
    entry: Entry,
    highlights: Highlights | None,
    width: int,
    read: NotesReader,
    related: EntryRelations | None = None,
) -> Iterator[Content]:
    """Yield the lines that show ``entry`` in ``width`` cells.

    Args:
        view: The log, and how its dates are shown.
        entry: One of its entries.
        highlights: What to mark in it; None where nothing was looked for.
        width: In cells.
        read: Makes blocks of notes.
        related: How it belongs to other entries, where that is known.
    """
    document = view.document
    title = document.title(entry)
    references = related.ranges_in_title(title) if related else ()
    marks = Marks(title, highlights.title if highlights else (), references)
    pieces = marks.between(0, len(title), "strong") if title else [styled("(no title)", "strong")]
    yield from wrapped(pieces, width)
    yield Content()
    yield from _chips(view, entry, highlights).wrap(width)
    url = document.url(entry)
    if url:
        odd = related.link_warning() if related else Content()
        yield from wrapped(chain(_link_line(url, highlights), [odd]), width)
    notes = document.notes(entry)
    if notes:
        yield Content()
        references = related.ranges_in_notes(notes) if related else ()
        for block in read(notes, Marks(notes, highlights.notes if highlights else (), references)):
            yield from block.lines(width)
    if related:
        yield from related.lines(width)


def _chips(view: View, entry: Entry, highlights: Highlights | None) -> Content:
    document = view.document
    kind = document.kind(entry)
    chips: list[Content] = []
    if kind:
        # A legend often lists what falls under a kind; the first of it names the kind.
        name = label_text(kind.name.split(",")[0], 30)
        text = " ".join(filter(None, (label_text(kind.symbol, 8), name)))
        chips.append(
            _chip(text, "kind-chip", is_match=highlights is not None and highlights.is_kind_named)
        )
    chips.append(
        _chip(
            day_label(document, entry.day, view.dates),
            "date-chip",
            is_match=highlights is not None and highlights.is_date_named,
        )
    )
    sign, name = shown_state(document, entry)
    if sign:
        chips.append(_chip(f"{sign} {name}".strip(), "line-chip", is_match=False))
    chips.append(styled(f" line {document.line_at(entry.span.start)} ", "line-chip"))
    return Content(" ").join(chips)


def _chip(text: str, style: str, *, is_match: bool) -> Content:
    chip = styled(f" {text} ", style)
    return chip.stylize("match", 1, len(text) + 1) if is_match else chip


def _link_line(url: str, highlights: Highlights | None) -> Iterator[Content]:
    """Yield a link with a dim scheme and a bright host, in pieces."""
    scheme, separator, rest = url.partition("://")
    start = len(scheme) + len(separator)
    end = start + len(rest.partition("/")[0]) if separator else start
    styled = [(0, start, "dim"), (start, end, "plain"), (end, len(url), "dim")]
    return Marks(url, highlights.url if highlights else (), styled).between(0, len(url))


class NoteBlock(NamedTuple):
    """A paragraph, item or line of notes; where lines break follows from the width.

    Attributes:
        first: What stands before the first line, e.g. ``• ``.
        rest: What stands before the others, as many cells wide.
        body: The text in pieces; it may hold line ends.
    """

    first: Content
    rest: Content
    body: Iterable[Content]

    def lines(self, width: int) -> Iterator[Content]:
        """Yield the block's lines, none wider than ``width`` cells where that is possible."""
        # However deep it is nested, half of the width is left for the text.
        excess = max(self.first.cell_length - width // 2, 0)
        first, rest = self.first[excess:], self.rest[excess:]
        room = max(width - first.cell_length, 8)
        for number, line in enumerate(wrapped(self.body, room)):
            indent = rest if number else first
            yield indent + line if indent else line


def plain_blocks(notes: str, marks: Marks) -> Iterator[NoteBlock]:
    """Yield a block for each line, with its indent and bullet kept and nothing else read."""
    start = 0
    for line in notes.split("\n"):
        text = line.lstrip()
        spaces = line[: len(line) - len(text)].expandtabs(4)
        marker = "• " if text[:2] in {"- ", "* ", "+ "} else ""
        end = start + len(line)
        body = marks.between(end - len(text) + len(marker), end)
        yield indented_block(min(len(spaces), INDENT_LIMIT) // 2, marker, body)
        start = end + 1


def indented_block(depth: int, marker: str, body: Iterable[Content]) -> NoteBlock:
    """Return ``body`` as a block at a ``depth`` of lists, after ``marker``."""
    indent = " " * (INDENT * depth)
    first = Content(indent) + Content(marker).stylize("accent")
    return NoteBlock(first, Content(indent + " " * len(marker)), body)
