"""The entry that is read: title, kind, date, link and notes."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from logtui.tui.drawing.labels import day_label, display_text
from logtui.tui.drawing.marks import Marks, mark_ranges
from logtui.tui.drawing.styles import framed_lines, strip_of, styled
from logtui.tui.panes.note_blocks import load_markdown, note_blocks, plain_blocks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual.binding import BindingType
    from textual.selection import Selection

    from logtui.document.model import Entry
    from logtui.search.highlight import Highlights
    from logtui.tui.background.relater import Relations
    from logtui.tui.panes.note_blocks import NoteBlock
    from logtui.tui.panes.relation_lines import EntryRelations
    from logtui.tui.view import View

    NotesReader = Callable[[str, Marks], Iterator[NoteBlock]]

MAX_TEXT_WIDTH = 100
"""Text is never set wider than this many cells; longer lines are hard to read."""

_SLICE_LINES = 60
"""Blocks that are laid out at one go; the rest follows between two keys."""


class EntryDetail(ScrollView, can_focus=True):
    """Shows one entry in full, wrapped to its own width.

    The first screenful is there at once; long notes are laid out slice by slice behind it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "scroll_down", "Down", show=False, id="detail.down"),
        Binding("k,up", "scroll_up", "Up", show=False, id="detail.up"),
        Binding("g,home", "scroll_home", "Top", show=False, id="detail.top"),
        Binding("G,end", "scroll_end", "Bottom", show=False, id="detail.bottom"),
        Binding("ctrl+d,space", "page_down", "Page down", show=False, id="detail.page_down"),
        Binding("ctrl+u", "page_up", "Page up", show=False, id="detail.page_up"),
        Binding("n", "match(1)", "Next match", show=False, id="detail.next_match"),
        Binding("N", "match(-1)", "Previous match", show=False, id="detail.previous_match"),
        Binding("backspace", "close", "Back to the list", show=False, id="detail.close"),
    ]

    view: reactive[View | None] = reactive(None, always_update=True)
    """What the screen shows; bound to the screen's."""
    selected: reactive[int | None] = reactive(None)
    """Index in ``Document.entries`` of the entry to show; bound to the screen's."""
    relations: reactive[Relations | None] = reactive(None)
    """How the entries of a document belong together; bound to the screen's."""

    class Closed(Message):
        """The reader wants back to the list."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self._lines: list[Content] = []
        self._remaining_lines: Iterator[Content] = iter(())
        self._shown_state: object = None
        self._width = 0
        self._window_width = 0
        self._read_notes: NotesReader = plain_blocks

    def on_mount(self) -> None:
        """Have Markdown ready soon; the first frame does without."""
        self.call_after_refresh(self._load_markdown)

    @work(thread=True)
    def _load_markdown(self) -> None:
        load_markdown()
        self.app.call_from_thread(self._use_markdown)

    def _use_markdown(self) -> None:
        self._read_notes = note_blocks
        self._show_entry()

    @property
    def has_markdown(self) -> bool:
        """Whether notes are shown as Markdown already, not line by line as in the first frame."""
        return self._read_notes is note_blocks

    def watch_view(self) -> None:
        """Show the entry as the new document has it."""
        self._show_entry()

    def watch_selected(self) -> None:
        """Show another entry."""
        self._show_entry()

    def watch_relations(self) -> None:
        """Show what the entry has to do with others."""
        self._show_entry()

    def on_resize(self) -> None:
        """Wrap the text anew."""
        self._lay_out_for_width()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw the visible part, in the very first frame already for the width it has."""
        self._lay_out_for_width()
        self._window_width = self.scrollable_content_region.width
        return framed_lines(self, crop, super().render_lines)

    def _lay_out_for_width(self) -> None:
        if self._width != self._text_width():
            self._show_entry()

    def _show_entry(self) -> None:
        """Lay out what is to be shown, unless that is what is shown already."""
        view = self.view
        self._width = self._text_width()
        if view is None or self._width <= 0:
            return
        related = self._entry_relations(view)
        wanted = (view.document, view.answer, self.selected, self._width, self._read_notes, related)
        if wanted == self._shown_state:
            return
        self._shown_state = wanted
        self._remaining_lines = iter(())
        if self.selected is not None and self.selected < len(view.document.entries):
            entry = view.document.entries[self.selected]
            found = view.highlights(self.selected)
            self._remaining_lines = detail_lines(
                view, entry, found, self._width, self._read_notes, related
            )
        before = [line.plain for line in self._lines[:1]]
        # As far as it is scrolled, too: the same entry is not to jump when it is read anew.
        least = self.scroll_offset.y + 3 * max(self.size.height, 20)
        self._lines = list(islice(self._remaining_lines, least))
        if before != [line.plain for line in self._lines[:1]]:
            self.scroll_to(0, 0, animate=False, force=True, immediate=True)
        if len(self._lines) == least:
            self.set_timer(0.02, self._lay_out_more)
        self._measure()
        self.refresh()

    def _entry_relations(self, view: View) -> EntryRelations | None:
        """Return what is known of how the selected entry belongs to others of ``view``."""
        relations = self.relations
        if relations is None or relations.document is not view.document or self.selected is None:
            return None
        from logtui.tui.panes.relation_lines import EntryRelations

        return EntryRelations(relations, self.selected)

    def _lay_out_more(self) -> None:
        """Lay out the next slice of long notes, and come back for the one after it."""
        more = list(islice(self._remaining_lines, _SLICE_LINES))
        if more:
            self._lines += more
            self._measure()
            self.set_timer(0.01, self._lay_out_more)

    def _measure(self) -> None:
        self.virtual_size = Size(self._text_width(), len(self._lines))

    def _text_width(self) -> int:
        return min(self.scrollable_content_region.width, MAX_TEXT_WIDTH)

    def render_line(self, y: int) -> Strip:
        """Draw the line that stands ``y`` lines below the top of the window."""
        width = self._window_width
        number = y + self.scroll_offset.y
        base = self.visual_style
        if number >= len(self._lines):
            return Strip.blank(width, base.rich_style)
        line = self._lines[number]
        selection = self.text_selection
        if selection is not None and (span := selection.get_span(number)) is not None:
            start, end = span
            style = self.screen.get_visual_style("screen--selection", partial=True)
            line = line.stylize(style, start, None if end == -1 else end)
        strip = strip_of([line], base, width)
        # The lines of the first frame are gone before anybody could mark text in them.
        return strip.apply_offsets(0, number) if self.has_markdown else strip

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return the text marked with the mouse."""
        return selection.extract("\n".join(line.plain for line in self._lines)), "\n"

    def selection_updated(self, selection: Selection | None) -> None:  # noqa: ARG002 - the screen has it
        """Draw the marked text."""
        self.refresh()

    def action_match(self, step: int) -> None:
        """Scroll to the next line with a match below the top, or to the next one above it."""
        marked_lines = [
            number
            for number, line in enumerate(self._lines)
            if any(span.style == "match" for span in line.spans)
        ]
        top = self.scroll_offset.y
        ahead = [n for n in marked_lines if (n > top if step > 0 else n < top)]
        if ahead:
            self.scroll_to(y=ahead[0] if step > 0 else ahead[-1], animate=False)

    def action_close(self) -> None:
        """Ask to go back to the list."""
        self.post_message(self.Closed())


def detail_lines(
    view: View,
    entry: Entry,
    found: Highlights | None,
    width: int,
    read: NotesReader,
    related: EntryRelations | None = None,
) -> Iterator[Content]:
    """Yield the lines that show ``entry`` in ``width`` cells.

    Args:
        view: The log, and how its dates are shown.
        entry: One of its entries.
        found: What to mark in it; None where nothing was looked for.
        width: In cells.
        read: Makes blocks of notes.
        related: How it belongs to other entries, where that is known.
    """
    document = view.document
    title = document.title(entry)
    references = related.ranges_in_title(title) if related else ()
    marks = Marks(title, found.title if found else (), references)
    yield from (marks.on(title, "strong") if title else styled("(no title)", "strong")).wrap(width)
    yield Content()
    yield from _chips(view, entry, found).wrap(width)
    url = document.url(entry)
    if url:
        odd = related.link_warning() if related else Content()
        yield from (_link_line(url, found) + odd).wrap(width)
    notes = document.notes(entry)
    if notes:
        yield Content()
        references = related.ranges_in_notes(notes) if related else ()
        for block in read(notes, Marks(notes, found.notes if found else (), references)):
            yield from block.lines(width)
    if related:
        yield from related.lines(width)


def _chips(view: View, entry: Entry, found: Highlights | None) -> Content:
    document = view.document
    kind = document.kind(entry)
    chips: list[Content] = []
    if kind:
        # A legend often lists what falls under a kind; the first of it names the kind.
        name = display_text(kind.name.split(",")[0], 30)
        text = " ".join(filter(None, (display_text(kind.symbol, 8), name)))
        chips.append(
            _chip(text, "kind-chip", named_by_query=found is not None and found.is_kind_named)
        )
    chips.append(
        _chip(
            day_label(document, entry.day, view.dates),
            "date-chip",
            named_by_query=found is not None and found.is_date_named,
        )
    )
    chips.append(styled(f" line {document.line_at(entry.span.start)} ", "line-chip"))
    return Content(" ").join(chips)


def _chip(text: str, style: str, *, named_by_query: bool) -> Content:
    chip = styled(f" {text} ", style)
    return chip.stylize("match", 1, len(text) + 1) if named_by_query else chip


def _link_line(url: str, found: Highlights | None) -> Content:
    """Return a link with a dim scheme and a bright host."""
    content = mark_ranges(url, found.url if found else ())
    scheme, separator, rest = content.plain.partition("://")
    start = len(scheme) + len(separator)
    end = start + len(rest.partition("/")[0]) if separator else start
    return (
        content.stylize_before("dim", 0, start)
        .stylize_before("plain", start, end)
        .stylize_before("dim", end)
    )
