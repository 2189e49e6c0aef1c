"""A dialog with rows, one of which is taken: by its key, or with the arrows and Enter."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import on
from textual.content import Content
from textual.widgets import OptionList, Static

from logtui.document.editing.copying import CopyFormat
from logtui.tui.bindings import bindings
from logtui.tui.dialogs.dialog import Dialog
from logtui.tui.drawing.labels import label_text
from logtui.tui.drawing.styles import apply_theme, styled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.events import Key

    from logtui.document.editing.copying import CopyOption
    from logtui.document.entry_links import EntryLink


class ChoiceRow(NamedTuple):
    """What there is to take.

    Attributes:
        key: The character that takes it; empty where only the arrows do.
        label: What it is called; safe to show.
        preview: What one gets, on one line; safe to show; empty where the label says it.
    """

    key: str
    label: str
    preview: str


class ChoiceRows(OptionList, inherit_bindings=False):
    """The rows, with keys that can be configured."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "choice", "down", "up", "first", "last", "page_down", "page_up", "take"
    )


class ChoiceDialog(Dialog[int | None]):
    """Shows rows and comes back with the index of the one taken, with None for none."""

    DEFAULT_CSS = """
    ChoiceDialog {
        #frame { padding: 0 1; }
        #note { height: auto; padding: 0 1; }
        ChoiceRows, ChoiceRows:focus {
            border: none;
            padding: 0;
            background: $background;
            background-tint: $background 0%;
            text-wrap: nowrap;
            text-overflow: ellipsis;
            scrollbar-size-vertical: 1;
        }
        ChoiceRows > .option-list--option-highlighted {
            color: $block-cursor-foreground;
            background: $block-cursor-background;
            text-style: $block-cursor-text-style;
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("choice", "close")

    def __init__(self, heading: str, rows: Sequence[ChoiceRow], note: str = "") -> None:
        """Make the dialog.

        Args:
            heading: What it asks; safe to show.
            rows: What there is to take.
            note: What the user should know, above the rows; safe to show.
        """
        super().__init__()
        self._heading = heading
        self._rows = rows
        self._note = note

    def compose(self) -> ComposeResult:
        """Yield the note and the rows in a frame."""
        with self.make_frame(self._heading, self._key_line()):
            if self._note:
                yield Static(apply_theme(styled(self._note, "busy")), id="note")
            yield ChoiceRows(*row_lines(self._rows), markup=False)

    def _key_line(self) -> str:
        up, down = self.key_display("choice.up", "up"), self.key_display("choice.down", "down")
        moving = "↑↓" if (up, down) == ("↑", "↓") else f"{up} {down}"
        take, close = self.key_display("choice.take"), self.key_display("choice.close")
        return f"key or {moving} and {take} · {close} close"

    def on_mount(self) -> None:
        """Begin with the first row."""
        self.query_one(ChoiceRows).highlighted = 0

    def on_key(self, event: Key) -> None:
        """Take the row whose key it is."""
        for index, row in enumerate(self._rows):
            if row.key and row.key == event.character:
                event.stop()
                self._close_with(index)
                return

    @on(ChoiceRows.OptionSelected)
    def _take_selected(self, message: ChoiceRows.OptionSelected) -> None:
        self._close_with(message.option_index)

    def action_close(self) -> None:
        """Close without taking one."""
        self._close_with(None)

    def _close_with(self, index: int | None) -> None:
        """Close, unless an earlier one of several keys typed at once has done so."""
        if self.is_active:
            self.dismiss(index)


def number_keys(count: int) -> list[str]:
    """Return the keys of ``count`` rows that have none of their own; the first nine have one."""
    return [*"123456789", *[""] * count][:count]


def row_lines(rows: Sequence[ChoiceRow]) -> list[Content]:
    """Return the key, the label and, where there is one, the preview of each of ``rows``."""
    labels = [Content(row.label) for row in rows if row.preview]
    cells = max((label.cell_length for label in labels), default=0)
    return [_row_line(row, cells) for row in rows]


def _row_line(row: ChoiceRow, cells: int) -> Content:
    key = styled(f" {row.key or ' '}  ", "key")
    if not row.preview:
        return apply_theme(Content.assemble(key, row.label))
    label = Content(row.label).truncate(cells, pad=True)
    return apply_theme(Content.assemble(key, label, "  ", styled(row.preview, "dim")))


_PART_LABELS = {
    CopyFormat.LINK: ("l", "link"),
    CopyFormat.TITLE: ("t", "title"),
    CopyFormat.MARKDOWN_LINK: ("m", "[title](link)"),
    CopyFormat.ENTRY: ("e", "entry, as Markdown"),
    CopyFormat.ARXIV: ("i", "arXiv id"),
    CopyFormat.DOI: ("d", "DOI"),
    CopyFormat.NOTES: ("n", "notes"),
    CopyFormat.CITATION_KEY: ("K", "citation key"),
    CopyFormat.PANDOC_CITATION: ("@", "[@key]"),
    CopyFormat.TEX_CITATION: ("c", "\\cite{key}"),
    CopyFormat.BIBTEX: ("b", "BibTeX"),
    CopyFormat.CSL: ("J", "CSL-JSON"),
    CopyFormat.CITATION_IN_TEXT: ("s", "Surname et al. (year)"),
    CopyFormat.REFERENCE: ("r", "reference"),
}


class CopyMenu(ChoiceDialog):
    """Shows each part that an entry has with its text, then the forms of the work that it cites.

    Of several entries it shows the first that has a part. It closes with the index of one.

    Attributes:
        formats: What there is to choose from.
    """

    def __init__(
        self, copies: Sequence[CopyOption], forms: Sequence[CopyFormat] = (), entry_count: int = 1
    ) -> None:
        """Make the menu.

        Args:
            copies: Parts of an entry.
            forms: Forms of the work, whose texts are made when one is taken.
            entry_count: Of how many entries something is copied.
        """
        of_format = {copy.format: copy.text for copy in copies}
        order = [copy_format for copy_format in CopyFormat if copy_format in of_format]
        self.formats = [*order, *forms]
        rows = [ChoiceRow(*_PART_LABELS[part], _part_preview(of_format[part])) for part in order]
        rows += [ChoiceRow(*_PART_LABELS[form], "") for form in forms]
        heading, subject = "Copy", "This entry has"
        if entry_count > 1:
            heading, subject = f"Copy of {entry_count} entries", "These entries have"
        super().__init__(
            heading, rows, "" if CopyFormat.LINK in of_format else f"{subject} no link."
        )


def _part_preview(text: str) -> str:
    """Return how many lines ``text`` has, where it is not one, and the first."""
    lines = text.strip("\n").split("\n")
    count = f"{len(lines)} lines: " if len(lines) > 1 else ""
    return count + label_text(lines[0].strip(), 300)


_MAX_LABEL = 40
"""Characters of a label that are shown."""


class LinkPicker(ChoiceDialog):
    """Shows links with their addresses; closes with the index of one."""

    def __init__(self, links: Sequence[EntryLink]) -> None:
        """Make the picker of ``links``; the first nine have their number as key."""
        keys = number_keys(len(links))
        super().__init__(
            "Open", [_link_row(key, link) for key, link in zip(keys, links, strict=True)]
        )


def _link_row(key: str, link: EntryLink) -> ChoiceRow:
    url = label_text(link.target, 300)
    label = label_text(link.label, _MAX_LABEL)
    return ChoiceRow(key, url, "") if link.label == link.target else ChoiceRow(key, label, url)
