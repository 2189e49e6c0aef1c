"""All keys of the screens: those of the panes, and those of forms and dialogs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from logtui.keys import CONTEXTS, DIALOG, FORM, PANE_KEYS, Key, keys_of

if TYPE_CHECKING:
    from collections.abc import Mapping

KEYS = (
    *PANE_KEYS,
    *keys_of(
        "form",
        FORM,
        ("save", "ctrl+s", "save", "Save", "save"),
        ("close", "escape", "close", "Close, keep the draft", "close; what is typed is kept"),
        ("raw", "ctrl+r", "raw", "Edit the lines", "edit the lines of the entry as they are"),
        ("discard", "ctrl+l", "discard", "Drop the draft", "drop what is typed here, for good"),
        ("fetch", "ctrl+t", "fetch", "Fetch the title", "fetch title and authors of the link"),
        ("later", "ctrl+n", "later", "For later", "still to be read, or not"),
        ("continue", "ctrl+g", "continue", "Continue it", "continue the entry with this link"),
        ("go_there", "ctrl+o", "go_there", "Go there", "go to the entry with this link"),
    ),
    *keys_of(
        "change",
        FORM,
        ("save", "enter,ctrl+s", "save", "Change them", "change all marked entries"),
        ("close", "escape", "close", "Close", "close, and change nothing"),
        ("discard", "ctrl+l", "discard", "As it is", "leave everything as it is"),
    ),
    *keys_of(
        "kind",
        FORM,
        ("next", "right,l,space", "step(1)", "Next kind", "next kind"),
        ("previous", "left,h", "step(-1)", "Previous kind", "previous kind"),
    ),
    *keys_of(
        "raw",
        FORM,
        ("save", "ctrl+s", "save", "Save", "save the lines"),
        ("close", "escape", "close", "Close, keep the draft", "close; the lines are kept"),
        ("discard", "ctrl+l", "discard", "Drop the draft", "put the lines back as they are"),
    ),
    *keys_of(
        "confirm",
        DIALOG,
        ("yes", "enter", "answer(True)", "Yes", "yes"),
        ("no", "escape,n,q", "answer(False)", "No", "no"),
    ),
    *keys_of(
        "conflict",
        DIALOG,
        ("mine", "m,1", "choose('mine')", "Mine", "of two versions, take mine"),
        ("theirs", "t,2", "choose('theirs')", "Theirs", "of two versions, take theirs"),
        ("both", "b,3", "choose('both')", "Both", "of two versions, keep both"),
        ("edit", "e", "edit", "Edit", "edit what two versions become"),
        ("save", "ctrl+s", "save", "Save what is edited", "save what they have become"),
        ("later", "escape", "leave", "Decide later", "leave the two versions for later"),
    ),
    *keys_of(
        "drafts",
        DIALOG,
        ("continue", "enter", "choose('continue')", "Continue", "continue a draft"),
        ("drop", "d", "choose('drop')", "Drop", "drop a draft"),
        ("later", "escape,q", "later", "Later", "keep the drafts for later"),
        ("up", "up,k", "move(-1)", "Up", "previous draft"),
        ("down", "down,j", "move(1)", "Down", "next draft"),
    ),
    *keys_of(
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
    *keys_of(
        "tags",
        DIALOG,
        ("rename", "r", "rename", "Rename", "give a tag another name"),
    ),
    *keys_of(
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
    *keys_of(
        "text",
        DIALOG,
        ("close", "escape,enter,q", "answer(False)", "Close", "close what is shown"),
        ("trust", "t", "answer(True)", "Do not show again", "do not show it again"),
    ),
    *keys_of(
        "path",
        DIALOG,
        ("close", "escape", "close", "Close", "name no file"),
    ),
    *keys_of(
        "help",
        DIALOG,
        ("close", "escape", "leave", "Close", "close the help"),
        ("down", "down", "scroll(1)", "Down", "the help a line down"),
        ("up", "up", "scroll(-1)", "Up", "the help a line up"),
        ("page_down", "pagedown", "scroll(10)", "Page down", "the help a page down"),
        ("page_up", "pageup", "scroll(-10)", "Page up", "the help a page up"),
    ),
    *keys_of(
        "palette",
        DIALOG,
        ("down", "down", "move(1)", "Down", "next command"),
        ("up", "up", "move(-1)", "Up", "previous command"),
        ("page_down", "pagedown", "move(10)", "Page down", "a page of commands down"),
        ("page_up", "pageup", "move(-10)", "Page up", "a page of commands up"),
        ("take", "enter", "submit", "Do it", "do what is highlighted"),
        ("close", "escape", "close", "Close", "close the palette"),
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
