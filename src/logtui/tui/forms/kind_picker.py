"""The row of kinds in a form: one of them is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

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

    from logtui.document.legend import Kind


class KindPicker(Widget, can_focus=True):
    """Shows the kinds of a log as chips; one of them, or none, is chosen."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("kind")

    chosen: reactive[int] = reactive(-1)
    """Index of the chosen kind; -1 for none."""
    is_guessed: reactive[bool] = reactive(False)  # noqa: FBT003 - a reactive's first value
    """Whether the program chose, not the user."""

    class Chosen(Message):
        """The user chose another kind."""

    def __init__(self, kinds: Sequence[Kind], *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self._kinds = kinds
        self.can_focus = bool(kinds)
        self._chip_ends: list[int] = []

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
            return apply_theme(styled("this log has no legend", "dim"))
        names = [label_text(kind.name.split(",")[0].split("/")[0], 14) for kind in self._kinds]
        symbols = [label_text(kind.symbol, 4) for kind in self._kinds]
        labels = [f" {s} {n} ".replace("  ", " ") for s, n in zip(symbols, names, strict=True)]
        if sum(len(label) + 2 for label in labels) > self.size.width - 10:
            labels = [
                label if index == self.chosen else f" {symbols[index] or names[index][:3]} "
                for index, label in enumerate(labels)
            ]
        chips, self._chip_ends, cells = [], [], 0
        for index, label in enumerate(labels):
            chip = Content(label).stylize("dim" if index != self.chosen else "kind-chip")
            if index == self.chosen:
                chip = Content(f"[{label.strip()}]").stylize("kind-chip")
            cells += chip.cell_length
            self._chip_ends.append(cells)
            chips.append(chip)
        if self.is_guessed and self.kind is not None:
            chips.append(styled("  guessed", "dim"))
        return apply_theme(Content.assemble(*chips))

    def action_step(self, step: int) -> None:
        """Choose the kind ``step`` further right; past the last one none is chosen."""
        count = len(self._kinds) + 1
        self._choose_by_user((self.chosen + 1 + step) % count - 1)

    def on_click(self, event: Click) -> None:
        """Choose the clicked kind."""
        for index, end in enumerate(self._chip_ends):
            if event.x < end:
                self._choose_by_user(index)
                return

    def _choose_by_user(self, index: int) -> None:
        self.chosen = index
        self.is_guessed = False
        self.post_message(self.Chosen())
