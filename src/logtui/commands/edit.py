"""Change an entry of a log.

Without further options its Markdown is handed to $VISUAL, else $EDITOR, and what comes back
replaces it. Where that cannot be saved, the text is kept and the message says where.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from logtui.commands.common import (
    add_entry_options,
    add_in_place_option,
    add_new_kind_option,
    kind_to_write,
    open_to_write,
    print_receipt,
)
from logtui.commands.console.progress import show_progress
from logtui.commands.manual import DATE_HELP, Command, ManualPage
from logtui.config.loading import load_config
from logtui.document.editing.edits import draft_of
from logtui.document.editing.entry_ref import EntryRef
from logtui.document.editing.operations import ChangeEntry, ReplaceLines, operation_label
from logtui.document.editing.typed_date import read_date
from logtui.errors import LogtuiError, shell_name
from logtui.storage.stored_texts import drafts_folder
from logtui.system.editor import EditorError, edit_text, editor_command

if TYPE_CHECKING:
    import argparse

    from logtui.document.model import Document
    from logtui.document.text.spans import Edit
    from logtui.session import Receipt, Session


_PARTS = ("title", "url", "kind", "date")


_NOTES = f"""\
{DATE_HELP}

Only the bytes of what changed are written; nothing changed, nothing written. A part that is given
as an empty text is taken away, where an entry can be without it."""


class EditCommand(Command):
    """The command ``logtui edit``."""

    page = ManualPage(
        notes=_NOTES,
        examples=(
            ("logtui edit research-log.md --line 10", "the entry of line 10, in your editor"),
            ("logtui edit research-log.md --line 10 --title 'A better title'", "only its title"),
            ("logtui edit research-log.md --line 10 --date 2024-09-25", "move it to that day"),
        ),
        variables=("VISUAL", "EDITOR"),
        files=("config", "state"),
    )

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Name the options of ``logtui edit``."""
        add_entry_options(parser)
        parser.add_argument("--title", metavar="T", help="the new title (default: as it is)")
        parser.add_argument("--url", metavar="U", help="the new link; empty for none")
        parser.add_argument(
            "--kind",
            metavar="K",
            help="the new kind: a symbol or word of the legend; empty for none",
        )
        add_new_kind_option(parser)
        parser.add_argument("--date", metavar="D", help="the new date; the entry moves to its day")
        add_in_place_option(parser)

    def run(self, args: argparse.Namespace) -> int:
        """Change the parts that are named, or hand the entry to the editor."""
        session = open_to_write(args)
        target = EntryRef.from_line(session.document, args.line)
        if all(getattr(args, part) is None for part in _PARTS):
            receipt = _edit_by_hand(session, target)
        else:
            with show_progress(f"writing {args.file.name}"):
                receipt = session.commit(ChangeParts(args, target))
        print_receipt(args.file, receipt)
        return 0


COMMAND = EditCommand()


@dataclass(frozen=True)
class ChangeParts:
    """Gives an entry the parts that were typed, read as the log understands them by then.

    Attributes:
        args: The options that were typed.
        target: The entry.
    """

    args: argparse.Namespace
    target: EntryRef

    @property
    def label(self) -> str:
        """What it is, in a few words."""
        return operation_label("edit", self.target.title)

    def edit(self, document: Document) -> Edit | None:
        """Return the edit that changes the entry in ``document``.

        Raises:
            LogtuiError: The entry cannot be changed so, or is no longer there as it was.
        """
        args, entry = self.args, self.target.find(document)
        old = draft_of(document, entry)
        if old is None:
            raise LogtuiError(
                "the form of this entry is too unusual to change one part of it; edit its text,"
                f" `logtui edit {shell_name(args.file)} --line {self.target.line}`"
            )
        today = datetime.date.today()  # noqa: DTZ011 - the user's own day is meant
        new = replace(
            old,
            title=old.title if args.title is None else args.title,
            url=old.url if args.url is None else args.url,
            kind=old.kind if args.kind is None else kind_to_write(document, args),
            date=old.date if args.date is None else read_date(args.date, today, document),
        )
        return ChangeEntry(document, entry, new).edit_entry(document, entry)


def _edit_by_hand(session: Session, target: EntryRef) -> Receipt | None:
    """Have the entry edited as Markdown, and save what came back.

    What another program changes in the log meanwhile stays.
    """
    document = session.document
    command = editor_command(load_config().editor)
    with edit_text(target.raw, drafts_folder(session.path), command) as raw:
        if not raw.strip():
            raise EditorError("nothing came back from the editor; `logtui rm` deletes an entry")
        with show_progress(f"writing {session.path.name}"):
            return session.commit(ReplaceLines(document, target.find(document), raw))
