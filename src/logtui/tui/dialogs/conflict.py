"""The question that two versions of the same lines ask: mine, theirs, both, or something else."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import on
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static, TextArea

from logtui.document.merging.conflicts import join_sides
from logtui.document.merging.resolution import check_chosen_lines, check_resolution
from logtui.errors import LogtuiError, sentence
from logtui.tui.background.typed_texts import CONFLICT, stored_text_name
from logtui.tui.bindings import bindings
from logtui.tui.dialogs.dialog import Dialog
from logtui.tui.drawing.labels import display_text, label_text
from logtui.tui.drawing.styles import apply_theme, styled
from logtui.tui.drawing.word_diff import lines_without_ends, mark_differences
from logtui.tui.widgets.safe_fields import SafeTextArea
from logtui.tui.widgets.text_box import TextBox

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.events import Key

    from logtui.document.merging.conflicts import MarkedConflict
    from logtui.document.model import Document
    from logtui.tui.background.typed_texts import TypedTexts

_ANSWERS = ("mine", "theirs", "both", "edit", "later")
"""What can be answered: what the keys do, and the ends of their ids."""


class Sides(NamedTuple):
    """Two versions of the same lines of a log.

    Attributes:
        ours: The lines of our side, line ends included; empty where it deleted them.
        theirs: Those of the other side.
        our_label: Where the first ones are from, such as ``HEAD``; empty where that says nothing.
        their_label: Where the others are from, such as ``on the disk``.
    """

    ours: str
    theirs: str
    our_label: str = ""
    their_label: str = ""

    @property
    def both(self) -> str:
        """Mine with theirs below, each ending in a line end."""
        return join_sides(self.ours, self.theirs)


class _LinesArea(SafeTextArea):
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
            border-title-color: $text-muted;
        }
        .side:focus { border: round $text-primary; border-title-color: $text-primary; }
        TextArea { height: 12; display: none; background: $surface; }
        TextArea:focus { background: $surface-active; background-tint: $background 0%; }
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
    BINDINGS: ClassVar[list[BindingType]] = bindings("conflict")

    def __init__(self, heading: str, sides: Sides, typed_texts: TypedTexts) -> None:
        """Make the dialog.

        Args:
            heading: What the conflict is about; safe to show.
            sides: The two versions.
            typed_texts: Keeps what is typed until it is taken. It is not offered at the start: it
                comes back with the question about the same versions.
        """
        super().__init__()
        self._heading = heading
        self._sides = sides
        self._typed_texts = typed_texts
        self._text_name = stored_text_name(CONFLICT, f"{sides.ours}\0{sides.theirs}")

    def check(self, lines: str) -> None:
        """Refuse ``lines`` in the place of both versions if they would not read back.

        Raises:
            LogtuiError: They would not.
        """
        check_chosen_lines(lines, (self._sides.ours, self._sides.theirs))

    def compose(self) -> ComposeResult:
        """Yield the versions side by side, on a narrow screen one above the other."""
        sides = self._sides
        with self.make_frame(self._heading, self._key_line()):
            with Horizontal(id="sides"):
                yield self._side_pane("mine", sides.our_label, sides.ours, sides.theirs)
                yield self._side_pane("theirs", sides.their_label, sides.theirs, sides.ours)
            kept = self._kept_text()
            text = sides.both if kept is None else kept
            yield _LinesArea(text, id="text", tab_behavior="indent", soft_wrap=True, compact=True)
            yield Static(id="problem")

    def _key_line(self) -> str:
        words = dict(zip(_ANSWERS, _ANSWERS, strict=True))
        if self._kept_text() is not None:
            words["edit"] = "go on editing"
        return " · ".join(
            f"{self.key_display(f'conflict.{answer}')} {word}" for answer, word in words.items()
        )

    def _kept_text(self) -> str | None:
        fields = self._typed_texts.find_fields(self._text_name)
        return fields.get("raw") if fields else None

    def _side_pane(self, side: str, name: str, text: str, other_text: str) -> TextBox:
        """Return one version in a frame that calls it as its key does, and says whose it is."""
        lines = lines_without_ends(text.rstrip("\r\n")) if text else []
        other_lines = lines_without_ends(other_text.rstrip("\r\n")) if other_text else []
        marked = list(mark_differences(lines, other_lines, signs=self.app.no_color))
        shown_lines = marked or [styled("(deleted)", "dim")]
        pane = TextBox(shown_lines, classes="side")
        title = f"{self.key_display(f'conflict.{side}')} {side}"
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
        self._close_with({"mine": sides.ours, "theirs": sides.theirs, "both": sides.both}[side])

    def action_edit(self) -> None:
        """Put both versions into a field, to be made into one."""
        self.add_class("-editing")
        save, leave = self.key_display("conflict.save"), self.key_display("conflict.later")
        self.show_keys(f"{save} take these lines · {leave} back to the versions")
        self.query_one(TextArea).focus()

    @on(TextArea.Changed)
    def _keep_changed_text(self) -> None:
        """Keep what is typed; what was wrong with the lines may be so no longer."""
        self.remove_class("-refused")
        self._keep_text()

    def keep_typed(self) -> None:
        """Hand in the lines as they are at this moment, to be kept if they are not taken."""
        if self.has_class("-editing"):
            self._keep_text()

    def _keep_text(self) -> None:
        """Have the lines on the disk soon; where they are both versions, nothing was typed."""
        text = self.query_one(TextArea).text
        if text == self._sides.both:
            self._typed_texts.drop(self._text_name)
        else:
            self._typed_texts.keep(self._text_name, {"raw": text})

    def action_save(self) -> None:
        """Close with the lines as they were edited, unless they would not read back."""
        if not self.has_class("-editing"):
            return
        text = self.query_one(TextArea).text
        try:
            self.check(text)
        except LogtuiError as error:
            self.query_one("#problem", Static).update(
                apply_theme(styled(display_text(sentence(error)), "error"))
            )
            self.add_class("-refused")
        else:
            self._close_with(text)

    def action_leave(self) -> None:
        """Go back to the versions, or close with nothing decided."""
        if self.has_class("-editing"):
            self.remove_class("-editing")
            self.show_keys(self._key_line())
            self.query(".side").first().focus()
        else:
            self.dismiss(None)

    def _close_with(self, lines: str) -> None:
        self._typed_texts.drop(self._text_name)
        self.dismiss(lines)


class MarkedConflictDialog(ConflictDialog):
    """Asks about a conflict that is marked in a log."""

    def __init__(
        self, document: Document, conflict: MarkedConflict, count: int, typed_texts: TypedTexts
    ) -> None:
        """Make the dialog.

        Args:
            document: The log.
            conflict: The first conflict in it.
            count: How many there are.
            typed_texts: Keeps what is typed until it is taken.
        """
        heading = f"The conflict at line {document.line_at(conflict.span.start)}"
        if count > 1:
            heading += f", the first of {count}"
        labels = _side_label(conflict.our_label), _side_label(conflict.their_label)
        super().__init__(heading, Sides(conflict.ours, conflict.theirs, *labels), typed_texts)
        self._document = document
        self._conflict = conflict

    def check(self, lines: str) -> None:
        """Refuse ``lines`` in the place of the conflict if they would not read back."""
        check_resolution(self._document, self._conflict, lines)


def _side_label(words: str) -> str:
    """Return what a marker says of its side, safe to show; empty where that is nothing new."""
    return "" if words in {"ours", "theirs"} else label_text(words, 40)
