"""The bars: the file and its state at the top, the query below it, the keys at the bottom."""

from __future__ import annotations

from itertools import groupby, zip_longest
from typing import TYPE_CHECKING

from textual import on
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input

from logtui.document.text.safe import pictures
from logtui.keys import KEY_BARS
from logtui.tui.bindings import key_contexts
from logtui.tui.drawing.labels import label_text
from logtui.tui.drawing.styles import strip_of, styled

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual import events
    from textual.binding import Binding
    from textual.screen import Screen
    from textual.timer import Timer

    from logtui.tui.drawing.status import Status
    from logtui.tui.host import Host
    from logtui.tui.panes.query_input import QueryInput

PROMPT = "search title, notes, host …   kind:paper   in:2024-09"

_STATUS_SECONDS = 6
"""Seconds for which the top bar says what was done."""


class TopBar(Widget):
    """Shows ``logtui file › scope`` at the left and the state of the file at the right.

    What was done is said at the right, too, for some seconds, and has as much room as it needs.
    """

    file: reactive[str] = reactive("")
    """Name of the log's file."""
    scope: reactive[str] = reactive("")
    """Title of the scope shown."""
    state: reactive[tuple[str, str]] = reactive(("good", ""))
    """How the file stands: ``good``, ``busy`` or ``bad``, and two or three words that say it."""
    status: reactive[Status | None] = reactive(None, init=False)
    """What was done; None where nothing was a moment ago."""

    _end_of_status: Timer | None = None
    _welcome: Status | None = None

    def report(self, status: Status) -> None:
        """Show ``status`` for some seconds, in the place of what was said before."""
        if self._end_of_status is not None:
            self._end_of_status.stop()
        self.status = status
        self._end_of_status = self.set_timer(_STATUS_SECONDS, self.end_status)

    def end_status(self) -> None:
        """Say no longer what was done."""
        self.status = None

    def welcome(self, status: Status) -> None:
        """Show ``status`` until the first key."""
        self.status = self._welcome = status

    def end_welcome(self) -> None:
        """Take the welcome away: a key was pressed."""
        if self._welcome is not None and self.status is self._welcome:
            self.end_status()

    def watch_status(self) -> None:
        """Have the bar at the bottom drawn, which says it where this one is not shown."""
        self.screen.query(KeyBar).refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the bar; it has no line but the first."""
        width = self.size.width
        if y:
            return Strip.blank(width)
        level, label = self.state
        mark = {"good": "●", "busy": "◌", "bad": "▲"}[level]
        right = Content.assemble(styled(mark, level), f" {label} ")
        name = styled(" logtui ", "name")
        if self.status is not None:
            room = width - name.cell_length
            words = self.status.fitted(room)
            # A file that is in danger goes on saying so; another one where there is room.
            if level == "bad" or words.cell_length + right.cell_length + 2 <= room:
                right = Content("  ") + right
            else:
                right = Content(" ")
            right = self.status.fitted(room - right.cell_length).stylize("strong") + right
        shown = Content.assemble(
            styled(label_text(self.file, 200), "dim"),
            styled(" › ", "dim"),
            styled(label_text(self.scope, 200), "strong"),
        )
        room = width - name.cell_length - right.cell_length - 1
        left = name + shown.truncate(room, ellipsis=True) if room > 1 else name
        gap = Content(" " * max(width - left.cell_length - right.cell_length, 0))
        return strip_of([left, gap, right], self.visual_style, width)


class KeyBar(Widget):
    """Shows the keys that have a use where the user is, on one line; a click presses one.

    Textual's own Footer makes a widget of each key, again with each change of focus; this one
    draws a line.
    """

    ALLOW_SELECT = False

    _is_ready = False
    _host: Host | None = None
    _useless: frozenset[str] = frozenset()
    _has_marks = False

    def on_mount(self) -> None:
        """Follow the focus; the first frame, which would have to ask everybody, does without."""
        self.screen.bindings_updated_signal.subscribe(self, self._show_bindings)

    def _show_bindings(self, _: Screen[object]) -> None:
        self._is_ready = True
        if self._host is not None:
            self.note_selection(self._host)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the keys that fit, with those that lead to all others at the right edge.

        While a dialog is open, none of them counts and none is drawn.
        """
        width = self.size.width
        bar = self.screen.query_one(TopBar)
        if bar.status is not None and not bar.display:
            line = Content(" ") + bar.status.fitted(width - 2).stylize("strong")
            return strip_of([line], self.visual_style, width)
        if y or not self._is_ready or not self.screen.is_active:
            return Strip.blank(width, self.visual_style.rich_style)
        pieces = [label for _, label in self._pieces(width)]
        return strip_of(pieces, self.visual_style, width)

    def on_click(self, event: events.Click) -> None:
        """Press the clicked key."""
        end = 0
        for key, label in self._pieces(self.size.width):
            end += label.cell_length
            if event.x < end:
                if key:
                    self.app.simulate_key(key)
                return

    def note_selection(self, host: Host) -> None:
        """Take note that ``host`` may show something for which other keys have a use."""
        self._host = host
        if self._is_ready:
            from logtui.tui.key_uses import useless_keys

            useless, has_marks = useless_keys(host), bool(host.marks.entries)
            if (useless, has_marks) != (self._useless, self._has_marks):
                self._useless, self._has_marks = useless, has_marks
                self.refresh()

    def _pieces(self, width: int) -> list[tuple[str, Content]]:
        """Return what is drawn from the left to the right: keys, and what a click there presses.

        Those that lead to all others stand at the right edge; of the rest those that fit.
        """
        bindings: dict[str | None, Binding] = {}
        for active in self.screen.active_bindings.values():
            if active.enabled:
                bindings.setdefault(active.binding.id, active.binding)
        focused, help_id, useless = self.screen.focused, "app.help", {*self._useless}
        if isinstance(focused, Input):
            from logtui.tui.textual_private import suggestion

            help_id = "app.help_anywhere"
            useless |= set() if suggestion(focused) else {"search.complete"}
        fixed_ids = (help_id, "app.palette")
        right = self._labels([bindings[key] for key in fixed_ids if key in bindings])
        place = key_contexts(self.screen)[0]
        if place == "list" and self._has_marks:
            place = "marks"
        ids = (key for key in KEY_BARS.get(place, ()) if key not in useless)
        shown = [bindings[key] for key in ids if key in bindings]
        room = width - _cells(right)
        left: list[tuple[str, Content]] = []
        for _, same in groupby(shown, lambda binding: binding.description):
            labels = self._labels([*same])
            if _cells(labels) <= room:
                left += labels
                room -= _cells(labels)
        return [*left, ("", Content(" " * room)), *right]

    def _labels(self, bindings: Sequence[Binding]) -> list[tuple[str, Content]]:
        """Return the keys of ``bindings`` with what they do; in a row with the same, it is last."""
        labels = []
        for binding, after in zip_longest(bindings, bindings[1:]):
            key = styled(self.app.get_key_display(binding), "key")
            is_last = after is None or after.description != binding.description
            words = f" {binding.description} " if is_last else ""
            labels.append((binding.key, Content.assemble(" ", key, words)))
        return labels


def _cells(labels: Sequence[tuple[str, Content]]) -> int:
    return sum(label.cell_length for _, label in labels)


class SearchBar(Widget):
    """Takes a query and shows how many entries answer it."""

    class QueryChanged(Message):
        """The query changed."""

    class Submitted(Message):
        """The result is to be kept, and the list looked through."""

    class Left(Message):
        """The user wants out: one step back."""

    class Moved(Message):
        """The highlight of the list is to move while the query is typed.

        Attributes:
            step: By how many entries.
        """

        def __init__(self, step: int) -> None:
            super().__init__()
            self.step = step

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self._count = Content()
        self._past_queries: list[str] = []
        self._recall_depth = 0
        self._field: QueryInput | None = None
        self._filters: Mapping[str, str] = {}

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - there is one line
        """Draw what stands around the field, and in its place as long as it is not there."""
        width = self.content_size.width
        prompt = Content("⌕ ")
        if self._field is None:
            prompt += PROMPT
        room = width - self._count.cell_length
        line = prompt.truncate(max(room, 0), ellipsis=True, pad=True).stylize("dim")
        return strip_of([line, self._count], self.visual_style, width)

    async def on_click(self) -> None:
        """Put the cursor into the field; a click inside it has put it where it was meant."""
        if self._field is None or not self._field.has_focus:
            await self.start()

    @property
    def query_text(self) -> str:
        """What is typed."""
        return self._field.value if self._field else ""

    def use_filters(self, filters: Mapping[str, str]) -> None:
        """Draw the names of these saved filters as one thing."""
        self._filters = filters
        if self._field:
            self._field.filters = filters
            self._field.refresh()

    def clear(self) -> None:
        """Empty the field, which posts ``QueryChanged``."""
        self.set_query("")

    def set_query(self, query: str) -> None:
        """Put ``query`` in the place of what is typed, which posts ``QueryChanged``."""
        if self._field:
            self._field.value = query
            self._field.cursor_position = len(query)

    async def search_for(self, query: str) -> None:
        """Put ``query`` into the field, with the cursor after it."""
        await self.start()
        self.set_query(query)

    async def show_query(self, query: str) -> None:
        """Put ``query`` into the field, and leave the cursor where it is."""
        await self._make_field()
        self.set_query(query)

    async def start(self) -> None:
        """Put the cursor into the field, after what stands there."""
        self._recall_depth = 0
        field = await self._make_field()
        field.focus()
        field.cursor_position = len(field.value)

    async def _make_field(self) -> QueryInput:
        """Return the field, which is made when it is first needed.

        With all its styles it would take a good part of the time until the first frame.
        """
        if self._field is None:
            from logtui.tui.panes.query_input import QueryInput

            field = QueryInput(placeholder=PROMPT, id="query", compact=True, select_on_focus=False)
            field.filters = self._filters
            await self.mount(field)
            self._field = field
            self._make_room()
        return self._field

    def remember_query(self) -> None:
        """Keep the query, to be recalled with ↑ in an empty field."""
        query = self.query_text.strip()
        if query:
            self._past_queries = [
                *(asked for asked in self._past_queries if asked != query),
                query,
            ][-20:]

    def show_count(self, listed_count: int, total: int, *, are_partial: bool = False) -> None:
        """Show how many of how many entries are found; none at all is an alarm.

        Those that are listed do not count where they have only some of the words.
        """
        if are_partial:
            count = styled(" 0", "error") + styled(f" ({listed_count} in part)", "dim")
        else:
            count = styled(f" {listed_count}", "strong" if listed_count else "error")
        self._show_in_count(count + styled(f"/{total}", "dim"))

    def show_problem(self, problem: str) -> None:
        """Show in place of the count what is wrong with the query, next to what is typed."""
        room = min(60, self.size.width - 20)
        self._show_in_count(styled(f" {label_text(problem, room)}", "error"))

    def show_completion(self, completions: Sequence[str]) -> None:
        """Offer the first completion after the cursor.

        One that could only be shown by pictures is left out: what is shown is what is typed.
        """
        if self._field:
            from logtui.tui.textual_private import suggest

            legible = (text for text in completions if pictures(text) == text)
            suggest(self._field, next(legible, ""))
            self.screen.query(KeyBar).refresh()

    def _show_in_count(self, count: Content) -> None:
        self._count = count
        self._make_room()
        self.refresh()

    def _make_room(self) -> None:
        """Leave the right end of the bar to the count."""
        if self._field:
            self._field.styles.margin = (0, self._count.cell_length, 0, 2)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.QueryChanged())

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.remember_query()
        self.post_message(self.Submitted())

    def on_query_input_left(self, event: QueryInput.Left) -> None:
        """Step out of the search, which ends it."""
        event.stop()
        self.remember_query()
        self.clear()
        self.post_message(self.Left())

    def on_query_input_moved(self, event: QueryInput.Moved) -> None:
        """Move the highlight of the list, or recall a query with ↑ in an empty field."""
        event.stop()
        recalled = self._recall_depth + 1
        field, known = self._field, recalled <= len(self._past_queries)
        if field and event.step == -1 and known and self._is_recalling(field.value):
            self._recall_depth = recalled
            field.value = self._past_queries[-recalled]
            field.cursor_position = len(field.value)
        else:
            self.post_message(self.Moved(event.step))

    def _is_recalling(self, value: str) -> bool:
        """Tell whether ↑ goes on through the last queries: the field is empty or holds one."""
        return not value or (
            0 < self._recall_depth <= len(self._past_queries)
            and value == self._past_queries[-self._recall_depth]
        )
