"""What was typed in an earlier run and not saved, offered once to go on with."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, ClassVar, Literal, NamedTuple

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from logtui.document.text.wording import counted_noun
from logtui.tui.background.typed_texts import ORIGINS
from logtui.tui.bindings import bindings
from logtui.tui.dialogs.dialog import Dialog
from logtui.tui.drawing.labels import label_text
from logtui.tui.drawing.styles import apply_theme, styled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.events import Key

    from logtui.tui.background.typed_texts import UnsavedText

_ANSWERS = ("continue", "drop", "later")
"""What can be answered: what the keys do, and the ends of their ids."""

_TIME_UNITS = ((86400, "day"), (3600, "hour"), (60, "minute"))


class DraftChoice(NamedTuple):
    """What the user wants done with a text.

    Attributes:
        answer: To go on with the text, or to forget it.
        text: The text.
    """

    answer: Literal["continue", "drop"]
    text: UnsavedText


class DraftsDialog(Dialog[DraftChoice | None]):
    """Lists texts that can be continued; comes back with what to do, None for nothing now.

    It stands in nobody's way: any other key closes it and does what it always does.
    """

    DEFAULT_CSS = """
    DraftsDialog {
        #frame { width: 84; max-height: 80%; }
        VerticalScroll { height: auto; max-height: 100%; }
        Static { height: auto; text-wrap: nowrap; text-overflow: ellipsis; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("drafts")

    is_opened_by_key = False

    def __init__(self, texts: Sequence[UnsavedText]) -> None:
        super().__init__()
        self._texts = texts
        self._highlighted = 0
        self._is_drop_asked = False

    def compose(self) -> ComposeResult:
        """Yield the texts, one a line."""
        with self.make_frame("Not saved yet", self._key_line()), VerticalScroll(can_focus=False):
            yield Static(self._lines())

    def _key_line(self) -> str:
        return " · ".join(f"{self.key_display(f'drafts.{answer}')} {answer}" for answer in _ANSWERS)

    def _lines(self) -> Content:
        now = time.time()
        return apply_theme(
            Content("\n").join(
                Content.assemble(
                    styled("▌ " if index == self._highlighted else "  ", "bar"),
                    styled(f"{ORIGINS[text.origin]}: ", "dim"),
                    styled(
                        label_text(text.title, 200),
                        "strong" if index == self._highlighted else "plain",
                    ),
                    styled(f"  {_age_label(now - text.time)}", "dim"),
                )
                for index, text in enumerate(self._texts)
            )
        )

    def on_key(self, event: Key) -> None:
        """Give way to whatever else the user is about to do."""
        binding = self.active_bindings.get(event.key)
        if binding is not None and binding.node is self:
            return
        event.stop()
        self.dismiss()
        self.app.call_later(self.app.simulate_key, event.key)

    def action_move(self, step: int) -> None:
        """Choose another text."""
        self._is_drop_asked = False
        self.show_keys(self._key_line())
        self._highlighted = (self._highlighted + step) % len(self._texts)
        self.query_one(Static).update(self._lines())

    def action_choose(self, answer: Literal["continue", "drop"]) -> None:
        """Close with what to do with the chosen text; to drop it has to be asked for twice."""
        if answer == "drop" and not self._is_drop_asked:
            self._is_drop_asked = True
            drop, later = self.key_display("drafts.drop"), self.key_display("drafts.later")
            self.show_keys(f"press {drop} again to drop it, for good · {later} keep it")
            return
        self.dismiss(DraftChoice(answer, self._texts[self._highlighted]))

    def action_later(self) -> None:
        """Close; everything stays kept."""
        self.dismiss()


def _age_label(seconds: float) -> str:
    for length, unit in _TIME_UNITS:
        count = int(seconds // length)
        if count:
            return f"{counted_noun(count, unit)} ago"
    return "just now"
