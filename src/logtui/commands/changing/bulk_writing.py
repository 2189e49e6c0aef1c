"""Many entries changed or deleted: asked about, written or shown, and named where they are left."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from logtui.commands.common import print_dry_run, print_receipt, print_warnings
from logtui.commands.console.progress import show_progress
from logtui.document.text.safe import safe_text
from logtui.errors import LogtuiError
from logtui.system.process import print_message

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from logtui.document.bulk.bulk_operations import EntriesOperation, LeftEntry
    from logtui.session import Session

MOST_UNASKED = 20
"""Entries up to which nobody is asked."""

_MOST_NAMED = 20


def write_to_entries(
    args: argparse.Namespace,
    session: Session,
    operation: EntriesOperation,
    misfits: Sequence[LeftEntry] = (),
) -> None:
    """Do ``operation``, or show what it would change; ``misfits`` are left like what is refused.

    Raises:
        LogtuiError: The user does not agree, or no entry could be changed.
    """
    if not operation.refs and not misfits:
        print_message("no entry matches, nothing is written")
        return
    if args.dry_run:
        with show_progress("comparing"):
            edit = operation.edit(session.document)
        print_dry_run(args.file, session.document, edit)
    else:
        _ask(args, operation)
        with show_progress(f"writing {args.file.name}"):
            receipt = session.commit(operation)
    left = sorted([*operation.left, *misfits])
    if left and not operation.changed:
        report_left(args, left)
        raise LogtuiError("nothing is written")
    if not args.dry_run:
        print_receipt(args.file, receipt)
    if left:
        report_left(args, left)


def report_left(args: argparse.Namespace, left: Sequence[LeftEntry]) -> None:
    """Say which entries are left as they are, and why."""
    count = len(left)
    print_message("1 entry is left as it is:" if count == 1 else f"{count} are left as they are:")
    more = [f"and {count - _MOST_NAMED} more"] if count > _MOST_NAMED else []
    print_warnings(
        [
            *(f"{args.file}:{entry.line}: {entry.reason}" for entry in left[:_MOST_NAMED]),
            *more,
        ]
    )


def _ask(args: argparse.Namespace, operation: EntriesOperation) -> None:
    """Have the user agree to many changes.

    Raises:
        LogtuiError: He does not, or cannot be asked.
    """
    count = len(operation.refs)
    if count <= MOST_UNASKED or args.yes:
        return
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise LogtuiError(
            f"it would {operation.label}; --yes does so without asking, --dry-run shows what"
            " would change"
        )
    sys.stderr.write(safe_text(f"{operation.label} of {args.file}? [y/N] "))
    sys.stderr.flush()
    if sys.stdin.readline().strip().casefold() not in {"y", "yes"}:
        raise LogtuiError("nothing is written")
