"""What somebody types all over the app without a look at the screen, and what must come of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hypothesis import strategies as st
from textual.events import Key, Paste
from textual.keys import _character_to_key

if TYPE_CHECKING:
    from collections.abc import Sequence

ENTRIES = 6
"""Entries of the log that is typed in."""

LETTERS = "abcdeqjk/1? é漢"
"""Characters that are typed; most of them are keys elsewhere."""


def key(name: str) -> Key:
    """Return the event of the key called ``name``, or of a character."""
    if len(name) > 1:
        return Key(name, None)
    return Key(name if name.isalnum() else _character_to_key(name), name)


@dataclass
class Typed:
    """A text in which somebody types."""

    text: str = ""
    cursor: int = 0
    lines: bool = False

    def insert(self, text: str) -> None:
        """Put ``text`` at the cursor, in a field of one line as one line."""
        if not self.lines:
            text = " ".join(filter(None, map(str.strip, text.splitlines())))
        self._put(text)

    def press(self, name: str) -> None:
        """Do what the key called ``name`` does."""
        before, after = self.text[: self.cursor], self.text[self.cursor :]
        if name == "backspace":
            self.text, self.cursor = before[:-1] + after, len(before[:-1])
        elif name == "delete":
            self.text = before + after[1:]
        elif name == "left":
            self.cursor = max(self.cursor - 1, 0)
        else:
            self._put("\n" if name == "enter" else name)

    def _put(self, text: str) -> None:
        self.text = self.text[: self.cursor] + text + self.text[self.cursor :]
        self.cursor += len(text)


@dataclass
class Typist:
    """Collects what is typed, and what must come of it.

    Attributes:
        events: All that was done.
        title: What stands in the title of the form.
        notes: What stands in its notes.
        query: What stands in the search field.
        selected: Position of the entry that is selected; None where a search decides that.
    """

    events: list[Key | Paste] = field(default_factory=list)
    title: Typed = field(default_factory=Typed)
    notes: Typed = field(default_factory=lambda: Typed(lines=True))
    query: Typed = field(default_factory=Typed)
    selected: int | None = 0

    def press(self, *names: str) -> None:
        """Press keys that do not change a text."""
        self.events += map(key, names)

    def edit(self, typed: Typed, edits: Sequence[str]) -> None:
        """Press keys in ``typed``, and paste there what is marked with ``paste:``."""
        for edit in edits:
            if edit.startswith("paste:"):
                self.events.append(Paste(edit.removeprefix("paste:")))
                typed.insert(edit.removeprefix("paste:"))
            elif edit != "enter" or typed.lines:
                self.events.append(key(edit))
                typed.press(edit)

    def fill(self, title: Sequence[str], notes: Sequence[str]) -> None:
        """Open the form, type in both fields and stay there."""
        self.press("a", "tab", "end")
        self.title.cursor = len(self.title.text)
        self.edit(self.title, title)
        self.press("tab", "tab", "tab", *["down"] * self.notes.text.count("\n"), "end")
        self.notes.cursor = len(self.notes.text)
        self.edit(self.notes, notes)

    def search(self, query: Sequence[str], leaving: str) -> None:
        """Search, and go to the list."""
        self.press("slash")
        self.query.cursor = len(self.query.text)
        self.edit(self.query, query)
        self.press(leaving)
        if leaving == "escape":
            self.query = Typed()
        self.selected = None

    def move(self, steps: str) -> None:
        """Go to the first entry of all, and up and down from there."""
        if self.query.text:
            self.press("escape")
            self.query = Typed()
        self.press("home", *steps)
        self.selected = 0
        for step in steps:
            moved = self.selected + (1 if step == "j" else -1)
            self.selected = min(max(moved, 0), ENTRIES - 1)


_PASTES = st.text("ab \n", min_size=1, max_size=6).filter(str.strip)

EDITS = st.lists(
    st.sampled_from(LETTERS)
    | st.sampled_from(["backspace", "delete", "left", "enter"])
    | _PASTES.map("paste:{}".format),
    max_size=12,
)
"""What is done in a field."""


@st.composite
def typists(draw: st.DrawFn) -> Typist:
    """Give somebody who goes between the list, the search and the form, and stays in the form."""
    typist = Typist()
    for place in draw(st.lists(st.sampled_from(["form", "search", "list"]), max_size=3)):
        if place == "form":
            typist.fill(draw(EDITS), draw(EDITS))
            typist.press("escape")
        elif place == "search":
            typist.search(draw(EDITS), draw(st.sampled_from(["enter", "escape"])))
        else:
            typist.move(draw(st.text("jk", max_size=12)))
    typist.fill(draw(EDITS), draw(EDITS))
    return typist
