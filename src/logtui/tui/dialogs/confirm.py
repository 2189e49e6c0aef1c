"""Questions before something that takes lines away or may run a program."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from logtui.tui.bindings import bindings, key_display
from logtui.tui.dialogs.dialog import Dialog
from logtui.tui.drawing.labels import display_text, label_text
from logtui.tui.drawing.styles import styled
from logtui.tui.widgets.text_box import TextBox

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from textual.app import App, ComposeResult
    from textual.binding import BindingType

    from logtui.errors import InPlaceOnlyError


MAX_NAMED = 12
"""Things that a question names; of more only the number."""

_MAX_NAME = 200
"""Characters of such a name."""


class ConfirmDialog(Dialog[bool]):
    """Shows what will happen; Enter agrees, Esc does not."""

    DEFAULT_CSS = """
    ConfirmDialog {
        #frame { max-height: 80%; }
        TextBox { max-height: 16; }
    }
    """
    DEFAULT_CLASSES = "-warning"
    BINDINGS: ClassVar[list[BindingType]] = bindings("confirm")

    def __init__(self, question: str, lines: list[Content]) -> None:
        super().__init__()
        self._question = question
        self._lines = lines

    def compose(self) -> ComposeResult:
        """Yield the lines in a frame that asks the question."""
        keys = f"{self.key_display('confirm.yes')} yes · {self.key_display('confirm.no')} no"
        with self.make_frame(self._question, keys):
            yield TextBox(self._lines)

    def action_answer(self, agreed: bool) -> None:  # noqa: FBT001 - an action's only argument
        """Close with the answer."""
        self.dismiss(agreed)


def write_in_place_question(error: InPlaceOnlyError, log: Path) -> ConfirmDialog:
    """Return the question that says why ``log`` cannot be replaced and what is at risk."""
    why = display_text(error.why.replace(str(log.resolve()), log.name))
    lines = [
        Content(f"{why}."),
        Content(),
        Content(
            "Writing into the file itself keeps that. A crash in the middle of it could leave old"
            " and new text mixed; the old version is kept with the undo history."
        ),
        styled("Yes holds until you quit. No writes nothing.", "dim"),
    ]
    return ConfirmDialog("Write into the file itself?", lines)


def open_file_question(path: Path, type_name: str) -> ConfirmDialog:
    """Return the question whether the desktop may have ``path``, which is ``type_name``."""
    lines = [
        Content(display_text(f"{path.name} is {type_name}.")),
        Content(),
        Content("It is opened with whatever the desktop has for it, and that may run it."),
        styled("No opens nothing.", "dim"),
    ]
    return ConfirmDialog("Open this file on the desktop?", lines)


def question_about(names: Sequence[str], count: int, question: str) -> ConfirmDialog:
    """Return ``question`` about ``count`` things, with the ``names`` of the first ones."""
    named = names[:MAX_NAMED]
    lines = [Content(f"· {label_text(name, _MAX_NAME)}") for name in named]
    if count > len(named):
        lines.append(styled(f"and {count - len(named)} more", "dim"))
    return ConfirmDialog(question, lines)


def merge_question(app: App[None], copy: Path, folder: Path) -> ConfirmDialog:
    """Return the question whether the conflict copy ``copy`` is merged and moved to ``folder``."""
    lines = [
        styled(label_text(copy.name, 200), "strong"),
        styled("What it holds and the log does not is added, each entry once.", "plain"),
        styled("What both have changed differently is asked for.", "plain"),
        styled(
            f"The copy then goes to {display_text(str(folder))}; {key_display(app, 'screen.undo')}"
            " takes the merge back.",
            "dim",
        ),
    ]
    return ConfirmDialog("Merge this copy into the log?", lines)


def quit_question(app: App[None], drafts: Sequence[dict[str, str]]) -> ConfirmDialog:
    """Return the question that names what would be lost.

    Args:
        app: Where it is asked.
        drafts: What stands in the fields of each form that cannot be kept.
    """
    lines = [styled("The state directory cannot be written, so this is not kept:", "error")]
    lines += [styled(f"  {_first_words(fields)}", "strong") for fields in drafts]
    save = key_display(app, "raw.save" if "raw" in drafts[-1] else "form.save")
    lines.append(styled(f"No leads back; make room on the disk, or save it with {save}.", "dim"))
    return ConfirmDialog("Quit and lose what you typed?", lines)


def _first_words(fields: dict[str, str]) -> str:
    texts = (fields.get(name, "").strip() for name in ("title", "raw", "url", "notes"))
    return label_text(next(filter(None, texts), "an entry").partition("\n")[0], 200)
