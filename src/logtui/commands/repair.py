"""Take mojibake out of a log for good: `â€™` becomes `’` in the file itself.

logtui shows such a log repaired and leaves its bytes alone; this writes what it shows. Look at
the lines first with --dry-run: in a file that is broken only here and there, what looks broken may
be meant.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from logtui.commands.common import (
    add_in_place_option,
    open_to_write,
    print_lines,
    print_receipt,
    text_diff,
)
from logtui.commands.console.progress import show_progress
from logtui.commands.log_argument import add_log_argument
from logtui.commands.manual import Command, ManualPage
from logtui.document.text.encoding import repaired_bytes

if TYPE_CHECKING:
    import argparse

    from logtui.document.model import Document


@dataclass(frozen=True)
class EncodingRepair:
    """Writes a log as it was meant."""

    label: str = "repair the encoding"
    merged_copy: str = ""

    def content(self, document: Document) -> bytes | None:
        """Return ``document`` as UTF-8 without mojibake; None where it has none."""
        return repaired_bytes(document.text, document.encoding)


class RepairCommand(Command):
    """The command ``logtui repair``."""

    page = ManualPage(
        examples=(
            ("logtui repair research-log.md --dry-run", "show the lines that would change"),
            ("logtui repair research-log.md", "write them; `logtui undo` takes it back"),
        ),
        files=("state",),
    )

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Name the options of ``logtui repair``."""
        add_log_argument(parser)
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help="write nothing; print the lines that would change as a diff",
        )
        add_in_place_option(parser)

    def run(self, args: argparse.Namespace) -> int:
        """Write the log as it was meant, or show what that would change."""
        session = open_to_write(args)
        if args.dry_run:
            document = session.document
            new = EncodingRepair().content(document)
            if new is not None:
                old = document.encoding.encode(document.text)
                old_text, new_text = (
                    data.decode("utf-8", "surrogateescape") for data in (old, new)
                )
                print_lines(text_diff(old_text, new_text, args.file))
            return 0
        with show_progress(f"writing {args.file.name}"):
            receipt = session.rewrite(EncodingRepair())
        print_receipt(args.file, receipt)
        return 0


COMMAND = RepairCommand()
