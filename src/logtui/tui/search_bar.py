"""The search bar: what is looked for, and how much of it was found."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from logtui.tui.labels import shown
from logtui.tui.strips import named, strip_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.binding import BindingType
    from textual.strip import Strip

PROMPT = "search title, notes, host …   kind:paper   in:2024-09"


class QueryInput(Input):
    """The field of the search bar; the arrow keys go to the list."""

    DEFAULT_CSS = """
    QueryInput {
        width: 1fr;
        background: $background;
        &:focus { background: $background; background-tint: $background 0%; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", "Next", key_display="↓", id="search.next"),
        Binding("up", "move(-1)", "Previous", key_display="↑", id="search.previous"),
        Binding("pagedown", "move(10)", "Ten down", show=False, id="search.page_down"),
        Binding("pageup", "move(-10)", "Ten up", show=False, id="search.page_up"),
        Binding("escape", "leave", "Clear", id="search.leave"),
        Binding("enter", "submit", "Keep", id="search.keep"),
        Binding("tab", "complete", "Complete", show=False, id="search.complete"),
    ]

    class Moved(Message):
        """The highlight of the list is to move.

        Attributes:
            step: By how many entries.
        """

        def __init__(self, step: int) -> None:
            super().__init__()
            self.step = step

    class Left(Message):
        """The user steps out of the search."""

    def action_move(self, step: int) -> None:
        """Move the highlight of the list."""
        self.post_message(self.Moved(step))

    def action_leave(self) -> None:
        """Step out of the search."""
        self.post_message(self.Left())

    def action_complete(self) -> None:
        """Take the completion that is shown, or go on to the next pane."""
        if self._suggestion:
            self.action_cursor_right()
        else:
            self.screen.focus_next()


class SearchBar(Widget):
    """Takes a query and shows how many entries answer it."""

    class Asked(Message):
        """The query changed.

        Attributes:
            query: All of it, as typed.
        """

        def __init__(self, query: str) -> None:
            super().__init__()
            self.query = query

    class Kept(Message):
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
        self._asked: list[str] = []
        self._recalled = 0

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - there is one line
        """Draw what stands around the field, and in its place as long as it is not there."""
        width = self.content_size.width
        prompt = Content("⌕ ")
        if self._field is None:
            prompt += PROMPT
        room = width - self._count.cell_length
        line = prompt.truncate(max(room, 0), ellipsis=True, pad=True).stylize("dim") + self._count
        return strip_of(line, self.visual_style, width)

    @property
    def _field(self) -> QueryInput | None:
        return next(iter(self.query(QueryInput)), None)

    @property
    def query_text(self) -> str:
        """What is typed."""
        return self._field.value if self._field else ""

    def clear(self) -> None:
        """Empty the field; it is told as any other change."""
        if self._field:
            self._field.value = ""

    async def start(self) -> None:
        """Put the cursor into the field, behind what stands there.

        The field is made at the first search: with all its styles it would take a good part of
        the time until the first frame.
        """
        self._recalled = 0
        if self._field is None:
            field = QueryInput(placeholder=PROMPT, id="query", compact=True, select_on_focus=False)
            await self.mount(field)
            self._make_room()
        if self._field:
            self._field.focus()
            self._field.cursor_position = len(self._field.value)

    def remember(self) -> None:
        """Keep the query to be recalled with ↑ in an empty field."""
        query = self.query_text.strip()
        if query:
            self._asked = [*(asked for asked in self._asked if asked != query), query][-20:]

    def show_count(self, found: int, total: int) -> None:
        """Show how many of how many entries are listed; none at all is an alarm."""
        style = "strong" if found else "error"
        self._say(Content.assemble(named(f" {found}", style), named(f"/{total}", "dim")))

    def show_problem(self, problem: str) -> None:
        """Show in place of the count what is wrong with the query."""
        self._say(named(f" {shown(problem, 60)}", "error"))

    def show_completion(self, completions: Sequence[str]) -> None:
        """Offer the first completion behind the cursor."""
        if self._field:
            # Input draws it; asking its suggester for it would come a key too late.
            self._field._suggestion = completions[0] if completions else ""  # noqa: SLF001

    def _say(self, count: Content) -> None:
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
        self.post_message(self.Asked(event.value))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.remember()
        self.post_message(self.Kept())

    @on(QueryInput.Left)
    def _left(self, event: QueryInput.Left) -> None:
        event.stop()
        self.remember()
        self.post_message(self.Left())

    @on(QueryInput.Moved)
    def _moved(self, event: QueryInput.Moved) -> None:
        event.stop()
        recalled = self._recalled + 1
        field = self.query_one(QueryInput)
        if event.step == -1 and self._recalls(field.value) and recalled <= len(self._asked):
            self._recalled = recalled
            field.value = self._asked[-recalled]
            field.cursor_position = len(field.value)
        else:
            self.post_message(self.Moved(event.step))

    def _recalls(self, value: str) -> bool:
        """Tell whether ↑ goes on through the last queries: the field is empty or holds one."""
        return not value or (
            0 < self._recalled <= len(self._asked) and value == self._asked[-self._recalled]
        )
