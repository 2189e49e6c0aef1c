"""The keys of the panes: what each is called, where it counts, and what it does.

``key_table`` has those of forms and dialogs besides, which the first frame does not need. One table
for the bindings, the configuration file and the help; nothing of Textual is needed to read it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class Key(NamedTuple):
    """A binding.

    Attributes:
        id: Its name in the configuration file; the part before the dot says where it counts.
        keys: The default keys, in Textual's spelling, separated by commas.
        action: What Textual calls the action, with its arguments.
        label: What it is called where there is little room.
        description: What it does, in a few words.
        group: The heading it stands under, of ``GROUPS``.
    """

    id: str
    keys: str
    action: str
    label: str
    description: str
    group: str

    @property
    def context(self) -> str:
        """Where it counts, one of ``CONTEXTS``."""
        return self.id.partition(".")[0]

    @property
    def is_global(self) -> bool:
        """Whether it counts in all places and comes before what counts there."""
        return self.id in _GLOBAL_IDS

    @property
    def has_priority(self) -> bool:
        """Whether it comes before what the widget in use does with the key."""
        return self.id in _PRIORITY

    @property
    def display(self) -> str | None:
        """What its key is called; None for what Textual calls it."""
        return _DISPLAYED_AS.get(self.id)

    @property
    def is_active_while_typing(self) -> bool:
        """Whether it counts where a character is typed into a field."""
        return self.context in TYPING_CONTEXTS or self.id in _GLOBAL_IDS | {"app.palette"}


FIND, MOVE, PANES, MARK, WRITE, LINKS, FORM, DIALOG, PROGRAM = GROUPS = (
    "Find",
    "Move",
    "Panes",
    "Mark",
    "Write",
    "Copy and follow",
    "In a form",
    "In a dialog",
    "Program",
)
"""Headings for the help, in its order."""

CONTEXTS: Mapping[str, tuple[str, ...]] = {
    "app": (),
    "screen": ("app",),
    "tree": ("screen", "app"),
    "list": ("screen", "app"),
    "detail": ("screen", "app"),
    "search": ("screen", "app"),
    "form": (),
    "raw": (),
    "change": (),
    "kind": ("form", "change"),
    "confirm": (),
    "conflict": (),
    "drafts": (),
    "choice": (),
    "tags": ("choice",),
    "map": (),
    "text": (),
    "path": (),
    "help": (),
    "palette": (),
}
"""Where keys count: each place with those around it, whose keys count there as well."""

TYPING_CONTEXTS = frozenset({"search", "form", "raw", "change", "path", "help", "palette"})
"""Places in which a character is typed into a field."""

_GLOBAL_IDS = frozenset({"app.help_anywhere", "app.quit_anywhere"})

_ENTRY_BAR = (
    *("screen.thread_previous", "screen.thread_next", "screen.follow"),
    *("screen.open", "screen.copy_part"),
)

KEY_BARS: Mapping[str, tuple[str, ...]] = {
    "list": (
        *("list.open", "screen.drop_words", "screen.back", "screen.search", "screen.done"),
        *("screen.add", "screen.edit", "screen.delete", "screen.undo", "screen.copy"),
        *(*_ENTRY_BAR, "list.mark", "screen.tree"),
    ),
    "marks": (
        *("list.mark", "screen.copy", "screen.copy_part", "screen.edit", "screen.delete"),
        *("screen.open", "screen.state", "screen.back", "screen.mark_range", "screen.mark_all"),
    ),
    "tree": (
        *("tree.jump", "tree.open", "tree.close", "screen.tree", "screen.search", "screen.add"),
    ),
    "detail": (
        *("detail.close", "detail.next_match", "detail.previous_match", *_ENTRY_BAR),
        *("screen.copy", "screen.done", "screen.edit", "screen.delete"),
        *("screen.undo", "screen.search"),
    ),
    "search": (
        *("search.keep", "screen.drop_words", "search.next", "search.previous"),
        *("search.leave", "search.complete"),
    ),
}
"""The keys that the bar at the bottom names in each place, and in the list while entries are
marked; those that are needed most come first, and those for which there is no room are left out.
Dialogs name theirs in their frame."""

_PRIORITY = _GLOBAL_IDS | {"app.palette", "raw.close"}

_DISPLAYED_AS = {
    "screen.search": "/",
    "search.next": "↓",
    "search.previous": "↑",
    "app.help": "?",
    "app.help_anywhere": "F1",
}


def keys_of(context: str, group: str, *rows: tuple[str, str, str, str, str]) -> Iterator[Key]:
    """Yield the keys of ``context`` under the heading ``group``.

    Args:
        context: Where they count.
        group: Their heading in the help.
        rows: For each the rest of its id, keys, action, label and description.
    """
    for name, keys, action, label, description in rows:
        yield Key(f"{context}.{name}", keys, action, label, description, group)


PANE_CONTEXTS = frozenset({"app", "screen", "tree", "list", "detail", "search"})
"""Places whose keys stand here."""

PANE_KEYS = (
    *keys_of(
        "screen",
        FIND,
        ("search", "slash", "search", "Search", "search"),
        ("drop_words", "ctrl+l", "drop_words", "Drop words", "drop the words that nothing has"),
        ("filters", "F", "navigate('filters')", "Filters", "choose a saved filter"),
        *(
            (
                f"filter_{n + 1}",
                key,
                f"navigate('filter', {n})",
                "Filter",
                "one of the first filters",
            )
            for n, key in enumerate("0456789")
        ),
    ),
    *keys_of(
        "list",
        FIND,
        (
            "drop_filter",
            "backspace",
            "screen.navigate('outside')",
            "Search outside",
            "search outside of the filter",
        ),
    ),
    *keys_of(
        "search",
        FIND,
        ("next", "down", "move(1)", "Next", "next match, while typing"),
        ("previous", "up", "move(-1)", "Previous", "previous match; in an empty field: last query"),
        ("page_down", "pagedown", "move(10)", "Ten down", "ten matches down, while typing"),
        ("page_up", "pageup", "move(-10)", "Ten up", "ten matches up, while typing"),
        ("complete", "tab", "complete", "Complete", "complete kind:, in:, tag:, @filter …"),
        ("keep", "enter", "submit", "Keep", "keep the result and go to the list"),
        ("leave", "escape", "leave", "Clear", "clear the search"),
    ),
    *keys_of(
        "detail",
        FIND,
        ("next_match", "n", "match(1)", "Match", "next match in the detail"),
        ("previous_match", "N", "match(-1)", "Match", "previous match in the detail"),
    ),
    *keys_of(
        "list",
        MOVE,
        ("down", "j,down", "move(1)", "Down", "next entry"),
        ("up", "k,up", "move(-1)", "Up", "previous entry"),
        ("first", "g,home", "first", "First", "first entry"),
        ("last", "G,end", "last", "Last", "last entry"),
        ("page_down", "pagedown", "page(1)", "Page down", "a page down"),
        ("page_up", "pageup", "page(-1)", "Page up", "a page up"),
        ("half_down", "ctrl+d", "page(0.5)", "Half a page down", "half a page down"),
        ("half_up", "ctrl+u", "page(-0.5)", "Half a page up", "half a page up"),
        ("day_above", "left_square_bracket", "day(-1)", "Day above", "to the day above"),
        ("day_below", "right_square_bracket", "day(1)", "Day below", "to the day below"),
        ("open", "enter", "open", "Read", "into the detail"),
    ),
    *keys_of(
        "detail",
        MOVE,
        ("down", "j,down", "scroll_down", "Down", "the detail a line down"),
        ("up", "k,up", "scroll_up", "Up", "the detail a line up"),
        ("top", "g,home", "scroll_home", "Top", "to the top of the detail"),
        ("bottom", "G,end", "scroll_end", "Bottom", "to the end of the detail"),
        ("page_down", "ctrl+d,space", "page_down", "Page down", "the detail a page down"),
        ("page_up", "ctrl+u", "page_up", "Page up", "the detail a page up"),
        ("close", "backspace", "close", "List", "back to the list"),
    ),
    *keys_of(
        "tree",
        MOVE,
        ("down", "j,down", "cursor_down", "Down", "next date"),
        ("up", "k,up", "cursor_up", "Up", "previous date"),
        ("open", "l,right", "open_node", "Open", "open a year or month"),
        ("close", "h,left", "close_node", "Close", "close it, or go to the one around"),
        ("first", "g,home", "scroll_home", "First", "first date"),
        ("last", "G,end", "scroll_end", "Last", "last date"),
        ("jump", "enter", "select_cursor", "Entries", "to the entries of this date"),
    ),
    *keys_of(
        "screen",
        MOVE,
        ("back", "escape", "back", "Back", "one step back; it never quits"),
    ),
    *keys_of(
        "screen",
        PANES,
        ("tree", "t", "toggle_tree", "Tree", "show or hide the date tree"),
        ("focus_tree", "1", "focus_pane('tree')", "Dates", "to the date tree"),
        ("focus_list", "2", "focus_pane('list')", "Entries", "to the list"),
        ("focus_detail", "3", "focus_pane('detail')", "Detail", "to the detail"),
    ),
    *keys_of(
        "list",
        MARK,
        ("mark", "space", "screen.mark('entry')", "Mark", "mark the entry or not, and go down"),
    ),
    *keys_of(
        "screen",
        MARK,
        ("mark_range", "v", "mark('range')", "Range", "begin and end a range of marks"),
        ("mark_all", "asterisk", "mark('shown')", "Mark all", "mark all shown, or none of them"),
    ),
    *keys_of(
        "screen",
        WRITE,
        ("add", "a", "write('add')", "Add", "add an entry"),
        ("edit", "e", "write('edit')", "Edit", "edit the entry here"),
        (
            "edit_outside",
            "E",
            "write('edit_outside')",
            "Edit in $EDITOR",
            "edit it in your own editor",
        ),
        ("delete", "d", "write('delete')", "Delete", "delete the entry, after showing its lines"),
        ("done", "x", "write('toggle_state')", "Done", "done; or to be read again"),
        (
            "state",
            "X",
            "write('choose_state')",
            "State …",
            "choose the state",
        ),
        ("undo", "u", "write('undo')", "Undo", "undo the last write, also one of an earlier run"),
        ("redo", "U", "write('redo')", "Redo", "make the undone write again"),
        ("settle", "c", "write('settle')", "Settle", "settle conflicts, merge conflict copies"),
        ("reload", "r", "reload", "Reload", "read the file again"),
    ),
    *keys_of(
        "screen",
        LINKS,
        ("copy", "y", "link('copy')", "Copy", "copy the link"),
        ("copy_part", "Y", "link('copy_part')", "Copy …", "choose what to copy"),
        ("copy_again", "C", "link('copy_again')", "Copy again", "copy what was chosen last"),
        ("open", "o", "link('open')", "Open", "open the link"),
        (
            "thread_previous",
            "comma,less_than_sign",
            "navigate('thread', -1)",
            "Same link",
            "same link, earlier",
        ),
        (
            "thread_next",
            "full_stop,greater_than_sign",
            "navigate('thread', 1)",
            "Same link",
            "same link, later",
        ),
        ("follow", "f", "navigate('references')", "Follow", "follow a reference in the notes"),
        ("tags", "number_sign", "navigate('tags')", "Tags", "the tags, to find or rename one"),
        ("map", "S", "navigate('map')", "Map", "the map of when entries were written"),
        (
            "on_this_day",
            "O",
            "navigate('on_this_day')",
            "On this day",
            "the same day of other years",
        ),
        ("random", "R", "navigate('random')", "By chance", "to an entry by chance"),
        ("return", "b", "navigate('back')", "Return", "back to where you followed from"),
    ),
    *keys_of(
        "app",
        PROGRAM,
        ("help", "question_mark", "help", "Help", "the keys of where you are"),
        ("help_anywhere", "f1", "help", "Help", "the same, also while typing"),
        ("palette", "ctrl+p", "command_palette", "Palette", "command palette, with the themes"),
        ("suspend", "ctrl+z", "suspend_process", "Suspend", "to the shell; its `fg` leads back"),
        ("quit", "q", "quit", "Quit", "quit"),
        ("quit_anywhere", "ctrl+q", "quit", "Quit", "quit, also while typing"),
    ),
)
"""The bindings of the panes and of the whole program."""
