"""The question that two versions of the same lines ask: mine, theirs, both, or something else."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import on
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static, TextArea

from logtui.errors import LogtuiError
from logtui.tui.dialogs.dialog import Dialog
from logtui.tui.drawing.labels import shown
from logtui.tui.drawing.styles import named, themed
from logtui.tui.drawing.word_diff import only_here, split_lines

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.events import Key

    from logtui.tui.background.typed_texts import ConflictDrafts

_ANSWERS = ("mine", "theirs", "both", "edit", "later")
"""What can be answered: what the keys do, and the ends of their ids."""


class Sides(NamedTuple):
    """Two versions of the same lines of a log.

    Attributes:
        mine: The lines of our side, line ends included; empty where it deleted them.
        theirs: Those of the other side.
        mine_name: Where the first ones are from, such as ``HEAD``; empty where that says nothing.
        theirs_name: Where the others are from, such as ``on the disk``.
    """

    mine: str
    theirs: str
    mine_name: str = ""
    theirs_name: str = ""

    @property
    def both(self) -> str:
        """Mine with theirs below, each ending in a line end."""
        newline = "\r\n" if "\r\n" in self.mine + self.theirs else "\n"
        return "".join(
            text if text.endswith(("\n", "\r")) else text + newline
            for text in (self.mine, self.theirs)
            if text
        )


class _Lines(TextArea):
    """The lines that are typed; Esc, which a text area takes for itself, goes on to the dialog."""

    def on_key(self, event: Key) -> None:
        if event.key == "escape":
            event.prevent_default()


class ConflictDialog(Dialog[str | None]):
    """Shows both versions with the words marked that only one has; closes with the lines chosen.

    Esc leads from what is typed back to the versions, and closes there with None: nothing is
    decided and nothing written. What was typed stays for the next time it is asked.
    """

    DEFAULT_CSS = """
    ConflictDialog {
        #frame { width: 140; }
        #sides { height: auto; }
        .side {
            width: 1fr;
            height: auto;
            max-height: 24;
            padding: 0 1;
            border: round $foreground 20%;
            border-title-color: $foreground 70%;
        }
        .side:focus { border: round $primary; border-title-color: $primary; }
        TextArea { height: 12; display: none; background: $foreground 6%; }
        TextArea:focus { background: $primary 15%; background-tint: $background 0%; }
        #problem { height: auto; display: none; }
        &.-editing TextArea { display: block; }
        &.-editing.-refused #problem { display: block; }
        &.-editing #sides { display: none; }
    }
    ConflictDialog.-narrow {
        #sides { layout: vertical; }
        .side { width: 100%; max-height: 7; }
    }
    """
    DEFAULT_CLASSES = "-warning"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012 - as Screen declares it
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m,1", "choose('mine')", "Mine", id="conflict.mine"),
        Binding("t,2", "choose('theirs')", "Theirs", id="conflict.theirs"),
        Binding("b,3", "choose('both')", "Both", id="conflict.both"),
        Binding("e", "edit", "Edit", id="conflict.edit"),
        Binding("ctrl+s", "save", "Save what is edited", show=False, id="conflict.save"),
        Binding("escape", "leave", "Decide later", id="conflict.later"),
    ]

    def __init__(
        self, heading: str, sides: Sides, check: Callable[[str], object], drafts: ConflictDrafts
    ) -> None:
        """Make the dialog.

        Args:
            heading: What the conflict is about; safe to show.
            sides: The two versions.
            check: Raises a ``LogtuiError`` for typed lines that would not read back.
            drafts: Keeps what is typed until it is taken.
        """
        super().__init__()
        self._heading = heading
        self._sides = sides
        self._check = check
        self._drafts = drafts

    def compose(self) -> ComposeResult:
        """Yield the versions side by side, on a narrow screen one above the other."""
        sides = self._sides
        with self.framed(self._heading, self._keys()):
            with Horizontal(id="sides"):
                yield self._side("mine", sides.mine_name, sides.mine, sides.theirs)
                yield self._side("theirs", sides.theirs_name, sides.theirs, sides.mine)
            kept = self._drafts.kept(sides)
            text = sides.both if kept is None else kept
            yield _Lines(text, id="text", tab_behavior="indent", soft_wrap=True, compact=True)
            yield Static(id="problem")

    def _keys(self) -> str:
        words = dict(zip(_ANSWERS, _ANSWERS, strict=True))
        if self._drafts.kept(self._sides) is not None:
            words["edit"] = "go on editing"
        return " · ".join(
            f"{self.key_of(f'conflict.{answer}')} {word}" for answer, word in words.items()
        )

    def _side(self, side: str, name: str, text: str, other: str) -> VerticalScroll:
        """Return one version in a frame that calls it as its key does, and says whose it is."""
        lines = split_lines(text.rstrip("\r\n")) if text else []
        beside = split_lines(other.rstrip("\r\n")) if other else []
        marked = list(only_here(lines, beside, signs=self.app.no_color))
        shown_lines = marked or [named("(deleted)", "dim")]
        pane = VerticalScroll(Static(themed(Content("\n").join(shown_lines))), classes="side")
        title = f"{self.key_of(f'conflict.{side}')} {side}"
        pane.border_title = Content(f"{title} · {name}" if name else title)
        return pane

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Have no version taken while another is typed."""
        if action in {"choose", "edit"} and self.has_class("-editing"):
            return False
        return super().check_action(action, parameters)

    def action_choose(self, side: str) -> None:
        """Close with ``mine``, ``theirs`` or ``both``."""
        sides = self._sides
        self._close({"mine": sides.mine, "theirs": sides.theirs, "both": sides.both}[side])

    def action_edit(self) -> None:
        """Put both versions into a field, to be made into one."""
        self.add_class("-editing")
        save, leave = self.key_of("conflict.save"), self.key_of("conflict.later")
        self.say_keys(f"{save} take these lines · {leave} back to the versions")
        self.query_one(TextArea).focus()

    @on(TextArea.Changed)
    def _changed(self) -> None:
        """Keep what is typed; what was wrong with the lines may be so no longer."""
        self.remove_class("-refused")
        self._drafts.keep(self._sides, self.query_one(TextArea).text)

    def keep_typed(self) -> None:
        """Hand in the lines as they are at this moment, to be kept if they are not taken."""
        if self.has_class("-editing"):
            self._drafts.keep(self._sides, self.query_one(TextArea).text)

    def action_save(self) -> None:
        """Close with the lines as they were edited, unless they would not read back."""
        if not self.has_class("-editing"):
            return
        text = self.query_one(TextArea).text
        try:
            self._check(text)
        except LogtuiError as error:
            self.query_one("#problem", Static).update(themed(named(shown(str(error)), "error")))
            self.add_class("-refused")
        else:
            self._close(text)

    def action_leave(self) -> None:
        """Go back to the versions, or close with nothing decided."""
        if self.has_class("-editing"):
            self.remove_class("-editing")
            self.say_keys(self._keys())
            self.query(".side").first().focus()
        else:
            self.dismiss(None)

    def _close(self, lines: str) -> None:
        self._drafts.drop(self._sides)
        self.dismiss(lines)
