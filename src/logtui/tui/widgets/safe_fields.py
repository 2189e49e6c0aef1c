"""Fields for text of the log: what they draw is safe, what they hold is as it was given.

Textual's own fields draw the characters that they hold. These draw a picture in the place of each
that a terminal would act on or that nobody would see, one cell wide; cursor, selection, mouse and
line breaks count the pictures. Textual has no public way to say what a field draws, so its private
names are used here, and only here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, overload

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text
from textual.widgets import Input, TextArea
from textual.widgets.text_area import Document, DocumentNavigator, EditResult, WrappedDocument

from logtui.document.text import lines
from logtui.document.text.safe import pictures

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.widgets.text_area import Location


_MARKED = Style(bold=True, reverse=True)
"""How what is marked is drawn: it differs without colours, too."""


class SafeInput(Input):
    """A field of one line."""

    def marked_ranges(self) -> Iterable[tuple[int, int]]:
        """Return the parts of what is typed that are drawn as one thing; by default none is."""
        return ()

    @property
    def _value(self) -> Text:
        text = Text(pictures(self.value), no_wrap=True, overflow="ignore", end="")
        for start, end in self.marked_ranges():
            text.stylize(_MARKED, start, end)
        return text

    def _position_to_cell(self, position: int) -> int:
        return cell_len(pictures(self.value)[:position])

    def _cell_offset_to_index(self, offset: int) -> int:
        cells = offset + self.scroll_offset.x
        for index, character in enumerate(pictures(self.value)):
            cells -= cell_len(character)
            if cells < 0:
                return index
        return len(self.value)


class SafeTextArea(TextArea):
    """A field of several lines, always plain text."""

    DEFAULT_CSS = """
    SafeTextArea {
        & .text-area--placeholder { color: $text-muted; }
        &:light .text-area--cursor {
            color: $input-cursor-foreground;
            background: $input-cursor-background;
        }
    }
    """

    def _set_document(self, text: str, language: str | None) -> None:  # noqa: ARG002 - as TextArea declares it
        self.document = ShownLines(text)
        self.wrapped_document = WrappedDocument(self.document, tab_width=self.indent_width)
        self.navigator = DocumentNavigator(self.wrapped_document)
        self.move_cursor((0, 0))
        self._rewrap_and_refresh_virtual_size()


class ShownLines(Document):
    r"""The lines of a text area: whoever asks for lines gets what is shown, tabs as they are.

    ``text`` and ``get_text_range`` give the text itself. A shown line has as many characters as
    its line, so a location is the same in both. A line ends where one of a log does: Textual's own
    document also splits at form feeds, U+2028 and the like, and would write line ends in their
    place.
    """

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._lines = _split(text)
        self._shown = [_shown(line) for line in self._lines]

    @property
    def lines(self) -> list[str]:
        """The lines as they are shown."""
        return self._shown

    @overload
    def __getitem__(self, line_index: int) -> str: ...

    @overload
    def __getitem__(self, line_index: slice) -> list[str]: ...

    def __getitem__(self, line_index: int | slice) -> str | list[str]:
        """Return a line, or several, as they are shown."""
        return self._shown[line_index]

    def replace_range(self, start: Location, end: Location, text: str) -> EditResult:
        """Put ``text`` in the place of what stands from ``start`` to ``end``."""
        (top, left), (bottom, right) = sorted((start, end))
        replaced = self.get_text_range((top, left), (bottom, right))
        new = _split("".join(self._lines[top : top + 1])[:left] + text)
        end_location = (top + len(new) - 1, len(new[-1]))
        new[-1] += "".join(self._lines[bottom : bottom + 1])[right:]
        self._lines[top : bottom + 1] = new
        self._shown[top : bottom + 1] = [_shown(line) for line in new]
        return EditResult(end_location, replaced)


def _split(text: str) -> list[str]:
    """Return the lines of ``text`` without their ends, one of them after the last line end."""
    contents = [line for _, line in lines.iter_lines(text)]
    return [*contents, ""] if not text or text.endswith(("\n", "\r")) else contents


def _shown(line: str) -> str:
    return "\t".join(map(pictures, line.split("\t")))
