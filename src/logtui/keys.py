"""Every key of the screens: what it is called, where it counts, and what it does.

One table for the bindings, the configuration file and the help; nothing of Textual is needed to
read it.
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
    def is_shown(self) -> bool:
        """Whether the bar at the bottom names it where it counts."""
        return self.id in KEY_BAR

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


FIND, MOVE, PANES, WRITE, LINKS, FORM, DIALOG, PROGRAM = GROUPS = (
    "Find",
    "Move",
    "Panes",
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
    "kind": ("form",),
    "confirm": (),
    "conflict": (),
    "drafts": (),
    "choice": (),
    "map": (),
    "text": (),
    "path": (),
    "help": (),
    "palette": (),
}
"""Where keys count: each place with those around it, whose keys count there as well."""

TYPING_CONTEXTS = frozenset({"search", "form", "raw", "path", "help", "palette"})
"""Places in which a character is typed into a field."""

_GLOBAL_IDS = frozenset({"app.help_anywhere", "app.quit_anywhere"})

KEY_BAR = (
    *("screen.search", "screen.add", "screen.edit", "screen.delete"),
    *("screen.undo", "screen.copy", "screen.open", "screen.tree"),
    *("search.next", "search.previous", "search.keep", "search.leave"),
    *("form.save", "form.close", "form.raw", "form.fetch"),
    *("raw.save", "raw.close"),
    *("confirm.yes", "confirm.no"),
    *("conflict.mine", "conflict.theirs", "conflict.both", "conflict.edit", "conflict.later"),
    *("drafts.continue", "drafts.drop", "drafts.later"),
    *("choice.close", "text.close", "text.trust", "path.close", "help.close"),
    *("palette.take", "palette.close"),
)
"""The ids of the keys that the bar at the bottom names where they count, in its order."""

_PRIORITY = _GLOBAL_IDS | {"app.palette", "raw.close"}

_DISPLAYED_AS = {
    "screen.search": "/",
    "search.next": "↓",
    "search.previous": "↑",
    "app.help": "?",
    "app.help_anywhere": "F1",
}


def _keys_of(context: str, group: str, *rows: tuple[str, str, str, str, str]) -> Iterator[Key]:
    """Yield the keys of ``context`` under the heading ``group``.

    Args:
        context: Where they count.
        group: Their heading in the help.
        rows: For each the rest of its id, keys, action, label and description.
    """
    for name, keys, action, label, description in rows:
        yield Key(f"{context}.{name}", keys, action, label, description, group)


KEYS = (
    *_keys_of(
        "screen",
        FIND,
        ("search", "slash", "search", "Search", "search"),
        ("drop_words", "ctrl+l", "drop_words", "Drop words", "drop the words that nothing has"),
    ),
    *_keys_of(
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
    *_keys_of(
        "detail",
        FIND,
        ("next_match", "n", "match(1)", "Next match", "next match in the detail"),
        ("previous_match", "N", "match(-1)", "Previous match", "previous match in the detail"),
    ),
    *_keys_of(
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
    *_keys_of(
        "detail",
        MOVE,
        ("down", "j,down", "scroll_down", "Down", "the detail a line down"),
        ("up", "k,up", "scroll_up", "Up", "the detail a line up"),
        ("top", "g,home", "scroll_home", "Top", "to the top of the detail"),
        ("bottom", "G,end", "scroll_end", "Bottom", "to the end of the detail"),
        ("page_down", "ctrl+d,space", "page_down", "Page down", "the detail a page down"),
        ("page_up", "ctrl+u", "page_up", "Page up", "the detail a page up"),
        ("close", "backspace", "close", "Back to the list", "back to the list"),
    ),
    *_keys_of(
        "tree",
        MOVE,
        ("down", "j,down", "cursor_down", "Down", "next date"),
        ("up", "k,up", "cursor_up", "Up", "previous date"),
        ("open", "l,right", "open_node", "Open", "open a year or month"),
        ("close", "h,left", "close_node", "Close", "close it, or go to the one around"),
        ("first", "g,home", "scroll_home", "First", "first date"),
        ("last", "G,end", "scroll_end", "Last", "last date"),
        ("jump", "enter", "select_cursor", "Go to the list", "to the entries of this date"),
    ),
    *_keys_of(
        "screen",
        MOVE,
        ("back", "escape", "back", "Back", "one step back; it never quits"),
    ),
    *_keys_of(
        "screen",
        PANES,
        ("tree", "t", "toggle_tree", "Tree", "show or hide the date tree"),
        ("focus_tree", "1", "focus_pane('tree')", "Dates", "to the date tree"),
        ("focus_list", "2", "focus_pane('list')", "Entries", "to the list"),
        ("focus_detail", "3", "focus_pane('detail')", "Detail", "to the detail"),
    ),
    *_keys_of(
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
        ("undo", "u", "write('undo')", "Undo", "undo the last write, also one of an earlier run"),
        ("redo", "U", "write('redo')", "Redo", "make the undone write again"),
        ("settle", "c", "write('settle')", "Settle", "settle conflicts, merge conflict copies"),
        ("reload", "r", "reload", "Reload", "read the file again"),
    ),
    *_keys_of(
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
            "Earlier",
            "same link, earlier",
        ),
        (
            "thread_next",
            "full_stop,greater_than_sign",
            "navigate('thread', 1)",
            "Later",
            "same link, later",
        ),
        ("follow", "f", "navigate('references')", "Follow", "follow a reference in the notes"),
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
    *_keys_of(
        "form",
        FORM,
        ("save", "ctrl+s", "save", "Save", "save"),
        ("close", "escape", "close", "Close, keep the draft", "close; what is typed is kept"),
        ("raw", "ctrl+r", "raw", "Edit the lines", "edit the lines of the entry as they are"),
        ("discard", "ctrl+l", "discard", "Drop the draft", "drop what is typed here, for good"),
        ("fetch", "ctrl+t", "fetch", "Fetch the title", "fetch title and authors of the link"),
        ("continue", "ctrl+g", "continue", "Continue it", "continue the entry with this link"),
        ("go_there", "ctrl+o", "go_there", "Go there", "go to the entry with this link"),
    ),
    *_keys_of(
        "kind",
        FORM,
        ("next", "right,l,space", "step(1)", "Next kind", "next kind"),
        ("previous", "left,h", "step(-1)", "Previous kind", "previous kind"),
    ),
    *_keys_of(
        "raw",
        FORM,
        ("save", "ctrl+s", "save", "Save", "save the lines"),
        ("close", "escape", "close", "Close, keep the draft", "close; the lines are kept"),
        ("discard", "ctrl+l", "discard", "Drop the draft", "put the lines back as they are"),
    ),
    *_keys_of(
        "confirm",
        DIALOG,
        ("yes", "enter", "answer(True)", "Yes", "yes"),
        ("no", "escape,n,q", "answer(False)", "No", "no"),
    ),
    *_keys_of(
        "conflict",
        DIALOG,
        ("mine", "m,1", "choose('mine')", "Mine", "of two versions, take mine"),
        ("theirs", "t,2", "choose('theirs')", "Theirs", "of two versions, take theirs"),
        ("both", "b,3", "choose('both')", "Both", "of two versions, keep both"),
        ("edit", "e", "edit", "Edit", "edit what two versions become"),
        ("save", "ctrl+s", "save", "Save what is edited", "save what they have become"),
        ("later", "escape", "leave", "Decide later", "leave the two versions for later"),
    ),
    *_keys_of(
        "drafts",
        DIALOG,
        ("continue", "enter", "choose('continue')", "Continue", "continue a draft"),
        ("drop", "d", "choose('drop')", "Drop", "drop a draft"),
        ("later", "escape,q", "later", "Later", "keep the drafts for later"),
        ("up", "up,k", "move(-1)", "Up", "previous draft"),
        ("down", "down,j", "move(1)", "Down", "next draft"),
    ),
    *_keys_of(
        "choice",
        DIALOG,
        ("down", "j,down", "cursor_down", "Down", "next choice"),
        ("up", "k,up", "cursor_up", "Up", "previous choice"),
        ("first", "home", "first", "First", "first choice"),
        ("last", "end", "last", "Last", "last choice"),
        ("page_down", "pagedown", "page_down", "Page down", "a page of choices down"),
        ("page_up", "pageup", "page_up", "Page up", "a page of choices up"),
        ("take", "enter", "select", "Take it", "take the choice"),
        ("close", "escape,q", "close", "Close", "choose nothing"),
    ),
    *_keys_of(
        "map",
        DIALOG,
        ("left", "left,h", "move(0, -1)", "Left", "in the map: a week or month earlier"),
        ("right", "right,l", "move(0, 1)", "Right", "in the map: a week or month later"),
        ("up", "up,k", "move(-1, 0)", "Up", "in the map: the day or year above"),
        ("down", "down,j", "move(1, 0)", "Down", "in the map: the day or year below"),
        ("earlier", "left_square_bracket", "shift(-1)", "Earlier", "the map a year earlier"),
        ("later", "right_square_bracket", "shift(1)", "Later", "the map a year later"),
        ("unit", "m", "change_unit", "Days or months", "a map of days or of months"),
        ("take", "enter", "take", "Go there", "go to the entry in the map"),
        ("close", "escape,q,S", "close", "Close", "close the map"),
    ),
    *_keys_of(
        "text",
        DIALOG,
        ("close", "escape,enter,q", "answer(False)", "Close", "close what is shown"),
        ("trust", "t", "answer(True)", "Do not show again", "do not show it again"),
    ),
    *_keys_of(
        "path",
        DIALOG,
        ("close", "escape", "close", "Close", "name no file"),
    ),
    *_keys_of(
        "help",
        DIALOG,
        ("close", "escape", "leave", "Close", "close the help"),
        ("down", "down", "scroll(1)", "Down", "the help a line down"),
        ("up", "up", "scroll(-1)", "Up", "the help a line up"),
        ("page_down", "pagedown", "scroll(10)", "Page down", "the help a page down"),
        ("page_up", "pageup", "scroll(-10)", "Page up", "the help a page up"),
    ),
    *_keys_of(
        "palette",
        DIALOG,
        ("down", "down", "move(1)", "Down", "next command"),
        ("up", "up", "move(-1)", "Up", "previous command"),
        ("page_down", "pagedown", "move(10)", "Page down", "a page of commands down"),
        ("page_up", "pageup", "move(-10)", "Page up", "a page of commands up"),
        ("take", "enter", "submit", "Do it", "do what is highlighted"),
        ("close", "escape", "close", "Close", "close the palette"),
    ),
    *_keys_of(
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
"""All bindings."""

KEYS_BY_ID: Mapping[str, Key] = {key.id: key for key in KEYS}
"""The same, by id."""


def effective_keys(configured: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Return the keys in force for each id: those of ``configured``, else the default ones."""
    return {key.id: tuple(configured.get(key.id, key.keys).split(",")) for key in KEYS}


def can_overlap(first: Key, second: Key) -> bool:
    """Tell whether the two bindings can count at the same time."""
    if first.is_global or second.is_global or first.context == second.context:
        return True
    return first.context in CONTEXTS[second.context] or second.context in CONTEXTS[first.context]
