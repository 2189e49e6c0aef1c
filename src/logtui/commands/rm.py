"""Delete an entry of a log, with its notes; `logtui undo` brings it back.

The heading of its day goes too when it was the day's last entry.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from logtui.commands.common import add_in_place_option, add_target_options, label, tell
from logtui.commands.manual import Page
from logtui.commands.progress import opened, progress
from logtui.document.editing.edits import delete
from logtui.document.editing.entry_ref import Target

if TYPE_CHECKING:
    import argparse


PAGE = Page(
    examples=(
        ("logtui rm research-log.md --line 10", "delete the entry of line 10"),
        ("logtui undo research-log.md", "and bring it back"),
    ),
    files=("state",),
)


def configure(parser: argparse.ArgumentParser) -> None:
    """Name the options of ``logtui rm``."""
    add_target_options(parser)
    add_in_place_option(parser)


def run(args: argparse.Namespace) -> int:
    """Delete the entry.

    Raises:
        LogtuiError: There is no such entry, another program has changed it meanwhile, or the log
            cannot be saved.
    """
    session = opened(args.file)
    session.in_place = args.in_place
    target = Target.at(session.document, args.line)
    with progress(f"writing {args.file.name}"):
        receipt = session.commit(
            lambda document: delete(document, target.find(document)), label("delete", target.title)
        )
    tell(args.file, receipt)
    return 0
