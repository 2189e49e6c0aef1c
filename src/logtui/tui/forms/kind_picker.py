"""The kinds in a form: one of them is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from logtui.tui.bindings import bindings
from logtui.tui.drawing.labels import label_text
from logtui.tui.drawing.styles import apply_theme, styled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.binding import BindingType
    from textual.events import Click
    from textual.geometry import Size

    from logtui.document.legend import Kind


_MAX_ROWS = 3
"""Rows that the kinds may take; where more would be needed, only the chosen one has its name."""

_LONGEST_CHIP = 12
"""Cells that may be left over at the end of a row."""


class KindPicker(Widget, can_focus=True):
    """Shows the kinds of a log as chips; one of them, or none, is chosen."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("kind")

    chosen: reactive[int] = reactive(-1, layout=True)
    """Index of the chosen kind; -1 for none."""
    is_guessed: reactive[bool] = reactive(False, layout=True)  # noqa: FBT003 - a reactive's first value
    """Whether the program chose, not the user."""

    class Chosen(Message):
        """The user chose another kind."""

    def __init__(
        self,
        kinds: Sequence[Kind],
        *,
        none_label: str = "",
        id: str | None = None,  # noqa: A002 - Textual's own name for it
    ) -> None:
        """Make the picker.

        Args:
            kinds: What there is to choose from.
            none_label: What is said where none is chosen; safe to show; empty for nothing.
            id: As of any widget.
        """
        super().__init__(id=id)
        self._kinds = kinds
        self._none_label = none_label
        self.can_focus = bool(kinds)

    @property
    def kind(self) -> Kind | None:
        """The chosen kind."""
        return self._kinds[self.chosen] if 0 <= self.chosen < len(self._kinds) else None

    def choose(self, kind: Kind | None, *, is_guess: bool) -> None:
        """Choose ``kind``; None for none of them."""
        self.chosen = self._kinds.index(kind) if kind in self._kinds else -1
        self.is_guessed = is_guess

    def render(self) -> Content:
        """Draw the chips, the chosen one marked by more than colour."""
        if not self._kinds:
            return apply_theme(styled(" this log has no legend", "dim"))
        rows = [Content.assemble(*row) for row in self._rows(self.size.width)]
        return apply_theme(Content("\n").join(rows))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - part of what Textual calls
        """Return how many rows the chips take."""
        return len(self._rows(width))

    def _rows(self, width: int) -> list[list[Content]]:
        rows: list[list[Content]] = [[]]
        room = width
        for chip in self._chips(width):
            if chip.cell_length > room and rows[-1]:
                rows.append([])
                room = width
            room -= chip.cell_length
            rows[-1].append(chip)
        return rows

    def _chips(self, width: int) -> list[Content]:
        """Return a chip for each kind, with the names of all that fit into three rows."""
        names = [label_text(kind.name.split(",")[0].split("/")[0], 14) for kind in self._kinds]
        symbols = [label_text(kind.symbol, 4) for kind in self._kinds]
        labels = [f" {s} {n} ".replace("  ", " ") for s, n in zip(symbols, names, strict=True)]
        if sum(map(cell_len, labels)) > (width - _LONGEST_CHIP) * _MAX_ROWS:
            labels = [
                label if index == self.chosen else f" {symbols[index] or names[index][:3]} "
                for index, label in enumerate(labels)
            ]
        chips = [Content(label).stylize("dim") for label in labels]
        if self.kind is not None:
            chosen = f"[{labels[self.chosen].strip()}]"
            chips[self.chosen] = Content(chosen).stylize("kind-chip")
            if self.is_guessed:
                chips.append(styled(" guessed", "dim"))
        elif self._none_label:
            chips.append(styled(f"[{self._none_label}]", "kind-chip"))
        return chips

    def action_step(self, step: int) -> None:
        """Choose the kind ``step`` further right; past the last one none is chosen."""
        count = len(self._kinds) + 1
        self._choose_by_user((self.chosen + 1 + step) % count - 1)

    def on_click(self, event: Click) -> None:
        """Choose the clicked kind."""
        rows = self._rows(self.size.width)
        index, end = sum(map(len, rows[: event.y])), 0
        for chip in rows[event.y] if event.y < len(rows) else ():
            end += chip.cell_length
            if event.x < end and index < len(self._kinds):
                self._choose_by_user(index)
                return
            index += 1

    def _choose_by_user(self, index: int) -> None:
        self.chosen = index
        self.is_guessed = False
        self.post_message(self.Chosen())
