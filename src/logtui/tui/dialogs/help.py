"""The keys of where the user is, grouped, in one screen; typing leaves only those that fit."""

from __future__ import annotations

from itertools import chain, zip_longest
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from logtui.config.key_names import is_character
from logtui.key_table import KEYS
from logtui.keys import GROUPS, TYPING_CONTEXTS, Key
from logtui.tui.bindings import bindings
from logtui.tui.dialogs.dialog import Dialog
from logtui.tui.drawing.styles import apply_theme, styled
from logtui.tui.widgets.safe_fields import SafeInput

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

_MIN_COLUMN = 36
"""Cells that a key and what it does need at least."""

_KEY_CELLS = 7
"""Cells of the keys, which end below each other."""

_GAP = 2

_FRAME_LINES = 3
"""Lines that the frame and the field take."""


_OPERATORS = (
    ("'c++", "exactly these characters"),
    ("!draft", "entries without it"),
    ("a | b", "either: (a | b) c, !(a | b)"),
    ("kind:paper", "this kind"),
    ("in:june", "this time: in:2024-06, in:-14d.."),
    ("on:06-21", "this day of any year: on:today"),
    ("host:arxiv", "links to this host"),
    ("is:open", "or reading, done, dropped"),
    ("tag:ml", "this tag, also #ml/vision"),
    ("no:note", "or no:link, no:tag, no:state"),
    ("@papers", "a filter that you saved"),
)
"""What a query can say besides words: an example of each, and what it finds."""

_QUERY_GROUP = "Search"


class HelpDialog(Dialog[None]):
    """Shows the keys of one place and of those around it; a search goes through all of them."""

    DEFAULT_CSS = """
    HelpDialog {
        align: center top;
        #frame { width: 126; max-width: 100%; max-height: 100%; padding: 0 1; }
        Input, Input:focus { background: $surface; }
        VerticalScroll { max-height: 100%; scrollbar-size-vertical: 1; scrollbar-gutter: stable; }
        #keys-table { height: auto; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("help")

    def __init__(self, places: Sequence[str], keys: Mapping[str, Sequence[str]]) -> None:
        """Make the screen.

        Args:
            places: Where the user is, one of ``keys.CONTEXTS``, then those around it.
            keys: The keys in force for each binding's id.
        """
        super().__init__()
        self._places = places
        self._keys = keys
        self._height: int | None = None

    def compose(self) -> ComposeResult:
        """Yield the field and the keys."""
        with self.make_frame("Keys", self._key_line(more=False)):
            yield SafeInput(placeholder="type to search", compact=True)
            with VerticalScroll(can_focus=False):
                yield Static(id="keys-table")

    def _key_line(self, *, more: bool) -> str:
        keys = f"type to search all keys · {self.key_display('help.close')} close"
        return f"{self.key_display('help.page_down')} more · {keys}" if more else keys

    @on(events.Resize)
    def _fit(self) -> None:
        """Set the keys in as many columns as there is room for."""
        self._height = None
        self.call_after_refresh(self._show)

    @on(Input.Changed)
    def _search(self) -> None:
        """Show what fits, from its beginning on; the frame stays as high as it is."""
        self.query_one(VerticalScroll).scroll_home(animate=False)
        self._show()

    def _show(self) -> None:
        words = self.query_one(Input).value.casefold().split()
        groups = [(group, self._keys_of(group, words)) for group in GROUPS]
        groups.insert(1, (_QUERY_GROUP, list(self._operators(words))))
        box, height = self.query_one(VerticalScroll), self._height
        room = self.size.height - _FRAME_LINES if height is None else height
        filled = [(group, lines) for group, lines in groups if lines]
        rows = key_columns(filled, box.scrollable_content_region.width, room)
        if height is None:
            self._height = room = min(len(rows), room)
            box.styles.height = room
        self.show_keys(self._key_line(more=len(rows) > room))
        rows = rows or [styled("no key does that", "dim")]
        self.query_one("#keys-table", Static).update(apply_theme(Content("\n").join(rows)))

    def _keys_of(self, group: str, words: list[str]) -> list[tuple[str, str]]:
        """Return the keys of ``group`` that are wanted; those that do the same stand together."""
        names: dict[str, str] = {}
        for key in KEYS:
            if key.group == group and self._is_match(key, words):
                name, description = self._key_and_description(key)
                before = names.get(description)
                names[description] = f"{before} {name}" if before else name
        return [(name, description) for description, name in names.items()]

    def _operators(self, words: list[str]) -> Iterator[tuple[str, str]]:
        """Yield the operators of a query with all the words, without words where queries count."""
        is_near = bool(words) or "screen" in self._places
        for example, meaning in _OPERATORS:
            text = f"{example} {meaning} {_QUERY_GROUP} search".casefold()
            if is_near and all(word in text for word in words):
                yield example.ljust(10), meaning

    def _is_match(self, key: Key, words: list[str]) -> bool:
        """Tell whether ``key`` counts where the user is or, in a search, has all the words."""
        if not words:
            return self._counts_here(key)
        text = f"{key.id} {key.label} {key.description} {key.group}".casefold()
        return all(word in text or word in self._keys[key.id] for word in words)

    def _counts_here(self, key: Key) -> bool:
        """Tell whether ``key`` does what it says where the user is."""
        here = self._places[0]
        if key.context == here or key.is_global:
            return True
        if key.context not in self._places:
            return False
        taken = {name for other in KEYS if other.context == here for name in self._keys[other.id]}
        return here not in TYPING_CONTEXTS or any(
            not is_character(name) and name not in taken for name in self._keys[key.id]
        )

    def _key_and_description(self, key: Key) -> tuple[str, str]:
        bindings = (Binding(name, "", "") for name in self._keys[key.id] if name)
        names = [self.app.get_key_display(binding) for binding in bindings]
        return " ".join(names) or "(none)", key.description

    def action_scroll(self, lines: int) -> None:
        """Scroll by ``lines``."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def action_leave(self) -> None:
        """Clear the search, or close."""
        field = self.query_one(Input)
        if field.value:
            field.value = ""
        else:
            self.dismiss()


def key_columns(
    groups: Sequence[tuple[str, list[tuple[str, str]]]], width: int, height: int
) -> list[Content]:
    """Return the keys under their headings, in columns that together take ``width`` cells.

    What a key does goes on in further lines where a column is too narrow for it. Groups stand
    apart where the lines are then still no more than ``height``.
    """
    count = max(1, (width + _GAP) // (_MIN_COLUMN + _GAP))
    cells = (width - _GAP * (count - 1)) // count
    blocks = [
        [styled(group, "heading"), *chain.from_iterable(_key_rows(*line, cells) for line in lines)]
        for group, lines in groups
    ]
    apart = [[*block, Content("")] for block in blocks]
    columns = [column[:-1] for column in _columns(apart, count)]
    if max(map(len, columns), default=0) > height:
        columns = _columns(blocks, count)
    rows = zip_longest(*columns, fillvalue=Content(""))
    gap = Content(" " * _GAP)
    return [gap.join(line.truncate(cells, pad=True) for line in row).rstrip() for row in rows]


def _columns(blocks: list[list[Content]], count: int) -> list[list[Content]]:
    """Return ``blocks`` in their order in at most ``count`` columns, none higher than need be."""
    height = max(map(len, blocks), default=0)
    while True:
        columns: list[list[Content]] = [[]]
        for block in blocks:
            if columns[-1] and len(columns[-1]) + len(block) > height:
                columns.append([])
            columns[-1] += block
        if len(columns) <= count:
            return columns
        height += 1


def _key_rows(keys: str, description: str, width: int) -> Iterator[Content]:
    """Yield a key with what it does, in as many rows of ``width`` cells as that takes."""
    indent = max(len(keys), _KEY_CELLS) + 1
    for number, line in enumerate(Content(description).wrap(max(width - indent, 1))):
        key = styled(keys.rjust(_KEY_CELLS), "key") + " " if number == 0 else Content(" " * indent)
        yield key + line
