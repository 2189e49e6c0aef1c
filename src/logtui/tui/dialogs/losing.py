"""The question whether to quit though what is typed cannot be kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from logtui.tui.dialogs.confirm import Confirm
from logtui.tui.keys_in_force import key_of
from logtui.tui.labels import shown
from logtui.tui.strips import named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import App


def losing(app: App[None], drafts: Sequence[dict[str, str]]) -> Confirm:
    """Return the question that names what would be lost.

    Args:
        app: Where it is asked.
        drafts: What stands in the fields of each form that cannot be kept.
    """
    lines = [named("The state directory cannot be written, so this is not kept:", "error")]
    lines += [named(f"  {_first_words(fields)}", "strong") for fields in drafts]
    save = key_of(app, "raw.save" if "raw" in drafts[-1] else "form.save")
    lines.append(named(f"No leads back; make room on the disk, or save it with {save}.", "dim"))
    return Confirm("Quit and lose what you typed?", lines)


def _first_words(fields: dict[str, str]) -> str:
    texts = (fields.get(name, "").strip() for name in ("title", "raw", "url", "notes"))
    return shown(next(filter(None, texts), "an entry").partition("\n")[0], 200)
