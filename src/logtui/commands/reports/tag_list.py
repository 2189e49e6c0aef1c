"""List the tags of a log, and rename or remove one.

A tag is #ml in a title or a note, one of a line `Tags: ml, vision`, or of :ml:vision: at the end of
a line. A log in which fewer than three entries have one has none.
"""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

from logtui.commands.common import (
    add_dry_run_option,
    add_in_place_option,
    open_to_write,
    print_dry_run,
    print_receipt,
    print_warnings,
)
from logtui.commands.console.output import prepare_output
from logtui.commands.console.progress import read_document, show_progress
from logtui.commands.log_argument import add_log_argument
from logtui.commands.manual import Command, ManualPage
from logtui.document.bulk.tag_operations import ChangeTag
from logtui.document.properties.similar_tags import similar_tags
from logtui.document.properties.tags import count_tags
from logtui.document.text.encoding import repair_for_display
from logtui.document.text.safe import safe_text
from logtui.export.json_entries import json_text
from logtui.system.process import results_to_output

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator, Sequence

    from logtui.document.dates.partial import PartialDate
    from logtui.document.model import Document

_NOTES = """\
A tag is renamed wherever an entry has it, in any case, and those below it go along: with ml that is
ml/vision. Where the new name is a tag already, both become one. A tag that is removed from the
middle of a sentence only loses its sign."""


class TagsCommand(Command):
    """The command ``logtui tags``."""

    page = ManualPage(
        notes=_NOTES,
        examples=(
            ("logtui tags research-log.md", "each tag: how often, first and last day"),
            ("logtui tags research-log.md --similar", "tags that are probably one"),
            ("logtui tags research-log.md --rename ML ml --dry-run", "see what would change"),
            ("logtui tags research-log.md --remove misc", "take it out; `logtui undo` brings it"),
        ),
        files=("state",),
    )

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Name the options of ``logtui tags``."""
        add_log_argument(parser)
        group = parser.add_mutually_exclusive_group()
        group.add_argument(
            "--rename", nargs=2, metavar=("OLD", "NEW"), help="give a tag another name"
        )
        group.add_argument("--remove", metavar="TAG", help="take a tag out of all entries")
        group.add_argument(
            "--similar",
            action="store_true",
            help="list pairs of tags that differ in case, a hyphen, a plural or one letter",
        )
        parser.add_argument("--json", action="store_true", help="print a list as JSON")
        add_dry_run_option(parser)
        add_in_place_option(parser)

    def run(self, args: argparse.Namespace) -> int:
        """List tags, or change one."""
        if args.rename or args.remove is not None:
            change_tag(args)
            return 0
        document = read_document(args.file)
        records = list(similar_records(document) if args.similar else tag_records(document))
        if not count_tags(document):
            print_warnings(["this log has no tags"])
        with results_to_output():
            prepare_output()
            if args.json:
                sys.stdout.write(f"{json_text(records)}\n")
            else:
                sys.stdout.writelines(_table_lines(records))
        return 0


COMMAND = TagsCommand()


def change_tag(args: argparse.Namespace) -> None:
    """Rename or remove a tag, or show what that would change.

    Raises:
        LogtuiError: It cannot be done.
    """
    names = [name.strip().lstrip("#") for name in args.rename or [args.remove]]
    change = ChangeTag(*names)
    session = open_to_write(args)
    if args.dry_run:
        print_dry_run(args.file, session.document, change.edit(session.document))
        return
    with show_progress(f"writing {args.file.name}"):
        receipt = session.commit(change)
    print_receipt(args.file, receipt)


def tag_records(document: Document) -> Iterator[dict[str, object]]:
    """Yield each tag of ``document`` with its count, first and last date."""
    for tag in count_tags(document):
        yield {
            "name": repair_for_display(tag.name),
            "count": tag.count,
            "first": _iso(tag.first),
            "last": _iso(tag.last),
        }


def similar_records(document: Document) -> Iterator[dict[str, object]]:
    """Yield each pair of tags of ``document`` that are alike."""
    return map(asdict, similar_tags(document))


def _iso(date: PartialDate | None) -> str | None:
    return date.partial_iso() if date else None


def _table_lines(records: Sequence[dict[str, object]]) -> Iterable[str]:
    """Yield the values of ``records``: in columns on a terminal, else with tabs between them."""
    rows = [
        ["-" if value is None else safe_text(str(value)) for value in record.values()]
        for record in records
    ]
    if not sys.stdout.isatty():
        return ("\t".join(row) + "\n" for row in rows)
    from rich.cells import cell_len, set_cell_size

    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    return ("  ".join(map(set_cell_size, row, widths)).rstrip() + "\n" for row in rows)
