"""Every key of the screens: what it is called, where it counts, and what it does.

One table for the bindings, the configuration file and the help; nothing of Textual is needed to
read it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Key(NamedTuple):
    """A binding.

    Attributes:
        id: Its name in the configuration file; the part before the dot says where it counts.
        keys: The keys as delivered, in Textual's spelling, separated by commas.
        label: What it is called where there is little room.
        description: What it does, in a few words.
        group: The heading it stands under, of ``GROUPS``.
    """

    id: str
    keys: str
    label: str
    description: str
    group: str

    @property
    def place(self) -> str:
        """Where it counts, one of ``PLACES``."""
        return self.id.partition(".")[0]

    @property
    def is_global(self) -> bool:
        """Whether it counts in all places and comes before what counts there."""
        return self.id in _GLOBAL_IDS

    @property
    def is_active_while_typing(self) -> bool:
        """Whether it counts where a character is typed into a field."""
        return self.place in TYPING_CONTEXTS or self.id in _GLOBAL_IDS | {"app.palette"}


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
    "text": (),
    "help": (),
}
"""Where keys count: each place with those around it, whose keys count there as well."""

TYPING_CONTEXTS = frozenset({"search", "form", "raw", "help"})
"""Places in which a character is typed into a field."""

_GLOBAL_IDS = frozenset({"app.help_anywhere", "app.quit_anywhere"})

KEYS = (
    Key("screen.search", "slash", "Search", "search", FIND),
    Key("search.next", "down", "Next", "next match, while typing", FIND),
    Key("search.previous", "up", "Previous", "previous match; in an empty field: last query", FIND),
    Key("search.page_down", "pagedown", "Ten down", "ten matches down, while typing", FIND),
    Key("search.page_up", "pageup", "Ten up", "ten matches up, while typing", FIND),
    Key("search.complete", "tab", "Complete", "complete the value of kind:, in:, host:", FIND),
    Key("search.keep", "enter", "Keep", "keep the result and go to the list", FIND),
    Key("search.leave", "escape", "Clear", "clear the search", FIND),
    Key("detail.next_match", "n", "Next match", "next match in the detail", FIND),
    Key("detail.previous_match", "N", "Previous match", "previous match in the detail", FIND),
    Key("list.down", "j,down", "Down", "next entry", MOVE),
    Key("list.up", "k,up", "Up", "previous entry", MOVE),
    Key("list.first", "g,home", "First", "first entry", MOVE),
    Key("list.last", "G,end", "Last", "last entry", MOVE),
    Key("list.page_down", "pagedown", "Page down", "a page down", MOVE),
    Key("list.page_up", "pageup", "Page up", "a page up", MOVE),
    Key("list.half_down", "ctrl+d", "Half a page down", "half a page down", MOVE),
    Key("list.half_up", "ctrl+u", "Half a page up", "half a page up", MOVE),
    Key("list.day_above", "left_square_bracket", "Day above", "to the day above", MOVE),
    Key("list.day_below", "right_square_bracket", "Day below", "to the day below", MOVE),
    Key("list.open", "enter", "Read", "into the detail", MOVE),
    Key("detail.down", "j,down", "Down", "the detail a line down", MOVE),
    Key("detail.up", "k,up", "Up", "the detail a line up", MOVE),
    Key("detail.top", "g,home", "Top", "to the top of the detail", MOVE),
    Key("detail.bottom", "G,end", "Bottom", "to the end of the detail", MOVE),
    Key("detail.page_down", "ctrl+d,space", "Page down", "the detail a page down", MOVE),
    Key("detail.page_up", "ctrl+u", "Page up", "the detail a page up", MOVE),
    Key("detail.close", "backspace", "Back to the list", "back to the list", MOVE),
    Key("tree.down", "j,down", "Down", "next date", MOVE),
    Key("tree.up", "k,up", "Up", "previous date", MOVE),
    Key("tree.open", "l,right", "Open", "open a year or month", MOVE),
    Key("tree.close", "h,left", "Close", "close it, or go to the one around", MOVE),
    Key("tree.first", "g,home", "First", "first date", MOVE),
    Key("tree.last", "G,end", "Last", "last date", MOVE),
    Key("tree.jump", "enter", "Go to the list", "to the entries of this date", MOVE),
    Key("screen.back", "escape", "Back", "one step back; it never quits", MOVE),
    Key("screen.tree", "t", "Tree", "show or hide the date tree", PANES),
    Key("screen.focus_tree", "1", "Dates", "to the date tree", PANES),
    Key("screen.focus_list", "2", "Entries", "to the list", PANES),
    Key("screen.focus_detail", "3", "Detail", "to the detail", PANES),
    Key("screen.add", "a", "Add", "add an entry", WRITE),
    Key("screen.edit", "e", "Edit", "edit the entry here", WRITE),
    Key("screen.edit_outside", "E", "Edit in $EDITOR", "edit it in your own editor", WRITE),
    Key("screen.delete", "d", "Delete", "delete the entry, after showing its lines", WRITE),
    Key("screen.undo", "u", "Undo", "undo the last write, also one of an earlier run", WRITE),
    Key("screen.redo", "U", "Redo", "make the undone write again", WRITE),
    Key("screen.settle", "c", "Settle", "settle conflicts, merge conflict copies", WRITE),
    Key("screen.reload", "r", "Reload", "read the file again", WRITE),
    Key("screen.copy", "y", "Copy", "copy the link", LINKS),
    Key("screen.copy_part", "Y", "Copy …", "choose what to copy", LINKS),
    Key("screen.open", "o", "Open", "open the link", LINKS),
    Key("screen.thread_previous", "comma,less_than_sign", "Earlier", "same link, earlier", LINKS),
    Key("screen.thread_next", "full_stop,greater_than_sign", "Later", "same link, later", LINKS),
    Key("screen.follow", "f", "Follow", "follow a reference in the notes", LINKS),
    Key("screen.return", "b", "Return", "back to where you followed from", LINKS),
    Key("form.save", "ctrl+s", "Save", "save", FORM),
    Key("form.close", "escape", "Close, keep the draft", "close; what is typed is kept", FORM),
    Key("form.raw", "ctrl+r", "Edit the lines", "edit the lines of the entry as they are", FORM),
    Key("form.discard", "ctrl+l", "Drop the draft", "drop what is typed here, for good", FORM),
    Key("form.fetch", "ctrl+t", "Fetch the title", "fetch title and authors of the link", FORM),
    Key("form.continue", "ctrl+g", "Continue it", "continue the entry with this link", FORM),
    Key("form.go_there", "ctrl+o", "Go there", "go to the entry with this link", FORM),
    Key("kind.next", "right,l,space", "Next kind", "next kind", FORM),
    Key("kind.previous", "left,h", "Previous kind", "previous kind", FORM),
    Key("raw.save", "ctrl+s", "Save", "save the lines", FORM),
    Key("raw.close", "escape", "Close, keep the draft", "close; the lines are kept", FORM),
    Key("raw.discard", "ctrl+l", "Drop the draft", "put the lines back as they are", FORM),
    Key("confirm.yes", "enter", "Yes", "yes", DIALOG),
    Key("confirm.no", "escape,n,q", "No", "no", DIALOG),
    Key("conflict.mine", "m,1", "Mine", "of two versions, take mine", DIALOG),
    Key("conflict.theirs", "t,2", "Theirs", "of two versions, take theirs", DIALOG),
    Key("conflict.both", "b,3", "Both", "of two versions, keep both", DIALOG),
    Key("conflict.edit", "e", "Edit", "edit what two versions become", DIALOG),
    Key("conflict.save", "ctrl+s", "Save what is edited", "save what they have become", DIALOG),
    Key("conflict.later", "escape", "Decide later", "leave the two versions for later", DIALOG),
    Key("drafts.continue", "enter", "Continue", "continue a draft", DIALOG),
    Key("drafts.drop", "d", "Drop", "drop a draft", DIALOG),
    Key("drafts.later", "escape,q", "Later", "keep the drafts for later", DIALOG),
    Key("drafts.up", "up,k", "Up", "previous draft", DIALOG),
    Key("drafts.down", "down,j", "Down", "next draft", DIALOG),
    Key("choice.down", "j,down", "Down", "next choice", DIALOG),
    Key("choice.up", "k,up", "Up", "previous choice", DIALOG),
    Key("choice.first", "home", "First", "first choice", DIALOG),
    Key("choice.last", "end", "Last", "last choice", DIALOG),
    Key("choice.page_down", "pagedown", "Page down", "a page of choices down", DIALOG),
    Key("choice.page_up", "pageup", "Page up", "a page of choices up", DIALOG),
    Key("choice.take", "enter", "Take it", "take the choice", DIALOG),
    Key("choice.close", "escape,q", "Close", "choose nothing", DIALOG),
    Key("text.close", "escape,enter,q", "Close", "close what is shown", DIALOG),
    Key("text.trust", "t", "Do not show again", "do not show it again", DIALOG),
    Key("help.close", "escape", "Close", "close the help", DIALOG),
    Key("help.down", "down", "Down", "the help a line down", DIALOG),
    Key("help.up", "up", "Up", "the help a line up", DIALOG),
    Key("help.page_down", "pagedown", "Page down", "the help a page down", DIALOG),
    Key("help.page_up", "pageup", "Page up", "the help a page up", DIALOG),
    Key("app.help", "question_mark", "Help", "the keys of where you are", PROGRAM),
    Key("app.help_anywhere", "f1", "Help", "the same, also while typing", PROGRAM),
    Key("app.palette", "ctrl+p", "Palette", "command palette, with the themes", PROGRAM),
    Key("app.suspend", "ctrl+z", "Suspend", "to the shell; its `fg` leads back", PROGRAM),
    Key("app.quit", "q", "Quit", "quit", PROGRAM),
    Key("app.quit_anywhere", "ctrl+q", "Quit", "quit, also while typing", PROGRAM),
)
"""All bindings."""

KEYS_BY_ID: Mapping[str, Key] = {key.id: key for key in KEYS}
"""The same, by id."""


def effective_keys(configured: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Return the keys in force for each id: those of ``configured``, else those delivered."""
    return {key.id: tuple(configured.get(key.id, key.keys).split(",")) for key in KEYS}


def can_overlap(first: Key, second: Key) -> bool:
    """Tell whether the two bindings can count at the same time."""
    if first.is_global or second.is_global or first.place == second.place:
        return True
    return first.place in CONTEXTS[second.place] or second.place in CONTEXTS[first.place]
