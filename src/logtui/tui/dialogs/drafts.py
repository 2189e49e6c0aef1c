"""What was typed in an earlier run and not saved, offered once to go on with."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, ClassVar, Literal, NamedTuple

from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from logtui.tui.background.typed_texts import WHAT
from logtui.tui.dialogs.dialog import Dialog
from logtui.tui.drawing.labels import shown
from logtui.tui.drawing.styles import named, themed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.events import Key

    from logtui.tui.background.typed_texts import Offer

_ANSWERS = ("continue", "drop", "later")
"""What can be answered: what the keys do, and the ends of their ids."""

_UNITS = ((86400, "day"), (3600, "hour"), (60, "minute"))


class Choice(NamedTuple):
    """What the user wants done with an offer.

    Attributes:
        what: To go on with the text, or to forget it.
        offer: The offer.
    """

    what: Literal["continue", "drop"]
    offer: Offer


class DraftsOffer(Dialog[Choice | None]):
    """Lists texts that can be continued; comes back with what to do, None for nothing now.

    It stands in nobody's way: any other key closes it and does what it always does.
    """

    DEFAULT_CSS = """
    DraftsOffer {
        #frame { width: 84; max-height: 80%; }
        VerticalScroll { height: auto; max-height: 100%; }
        Static { height: auto; text-wrap: nowrap; text-overflow: ellipsis; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose('continue')", "Continue", id="drafts.continue"),
        Binding("d", "choose('drop')", "Drop", id="drafts.drop"),
        Binding("escape,q", "later", "Later", id="drafts.later"),
        Binding("up,k", "move(-1)", "Up", show=False, id="drafts.up"),
        Binding("down,j", "move(1)", "Down", show=False, id="drafts.down"),
    ]

    is_asked_for = False

    def __init__(self, offers: Sequence[Offer]) -> None:
        super().__init__()
        self._offers = offers
        self._at = 0
        self._asked = False

    def compose(self) -> ComposeResult:
        """Yield the texts, one a line."""
        with self.framed("Not saved yet", self._keys()), VerticalScroll(can_focus=False):
            yield Static(self._lines())

    def _keys(self) -> str:
        return " · ".join(f"{self.key_of(f'drafts.{what}')} {what}" for what in _ANSWERS)

    def _lines(self) -> Content:
        now = time.time()
        return themed(
            Content("\n").join(
                Content.assemble(
                    named("▌ " if index == self._at else "  ", "bar"),
                    named(f"{WHAT[offer.form]}: ", "dim"),
                    named(shown(offer.title, 200), "strong" if index == self._at else "plain"),
                    named(f"  {_ago(now - offer.time)}", "dim"),
                )
                for index, offer in enumerate(self._offers)
            )
        )

    def on_key(self, event: Key) -> None:
        """Give way to whatever else the user is about to do."""
        own = self.active_bindings.get(event.key)
        if own is not None and own.node is self:
            return
        event.stop()
        self.dismiss()
        self.app.call_later(self.app.simulate_key, event.key)

    def action_move(self, step: int) -> None:
        """Choose another text."""
        self._asked = False
        self.say_keys(self._keys())
        self._at = (self._at + step) % len(self._offers)
        self.query_one(Static).update(self._lines())

    def action_choose(self, what: Literal["continue", "drop"]) -> None:
        """Close with what to do with the chosen text; to drop it has to be asked for twice."""
        if what == "drop" and not self._asked:
            self._asked = True
            drop, later = self.key_of("drafts.drop"), self.key_of("drafts.later")
            self.say_keys(f"press {drop} again to drop it, for good · {later} keep it")
            return
        self.dismiss(Choice(what, self._offers[self._at]))

    def action_later(self) -> None:
        """Close; everything stays kept."""
        self.dismiss()


def _ago(seconds: float) -> str:
    for length, unit in _UNITS:
        count = int(seconds // length)
        if count:
            return f"{count} {unit}{'s' if count > 1 else ''} ago"
    return "just now"
