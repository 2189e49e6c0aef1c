"""Go through entries one after the other, the oldest first, a few at each call.

Each call shows the entry after the one that the last call with the same query showed, and where
that was is kept. At the end nothing is printed; --restart begins anew.
"""

from __future__ import annotations

import hashlib
import sys
from typing import TYPE_CHECKING

from logtui.commands.common import parse_whole_number
from logtui.commands.console.output import (
    TextColors,
    add_color_option,
    entry_line,
    may_color,
    prepare_output,
)
from logtui.commands.console.progress import open_session
from logtui.commands.log_argument import add_log_argument
from logtui.commands.manual import Command, ManualPage, refuse_usage
from logtui.commands.options.query_argument import add_query_argument, entries_of_query
from logtui.document.text.encoding import repair_for_display
from logtui.document.text.safe import safe_text
from logtui.export.json_entries import json_array
from logtui.storage.reviews import shown_in_review, store_review
from logtui.system.process import print_message, results_to_output

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator

    from logtui.document.model import Document, Entry

_KEY_LENGTH = 16


class ReviewCommand(Command):
    """The command ``logtui review``."""

    page = ManualPage(
        notes="An entry that is changed counts as one that was not shown yet.",
        examples=(
            ("logtui review research-log.md kind:papers in:2024", "the next paper of 2024"),
            ("logtui review research-log.md no:note -n 5", "five entries without a note"),
        ),
        variables=("NO_COLOR", "FORCE_COLOR"),
        files=("state",),
    )

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Name the options of ``logtui review``."""
        add_log_argument(parser, following="query")
        add_query_argument(parser)
        parser.add_argument(
            "-n", type=parse_whole_number, metavar="N", default=1, help="so many at this call"
        )
        parser.add_argument("--restart", action="store_true", help="begin with the oldest again")
        parser.add_argument("--json", action="store_true", help="print one JSON array")
        add_color_option(parser)

    def run(self, args: argparse.Namespace) -> int:
        """Print the next entries, and keep that they were shown."""
        if args.n < 1:
            refuse_usage(args, "-n has to be at least 1")
        document = open_session(args.file).document
        query = " ".join(args.query)
        entries = oldest_first(document, entries_of_query(document, args.query))
        keys = {entry_key(document, entry): entry for entry in entries}
        shown = [] if args.restart else shown_in_review(args.file, query)
        left = [key for key in keys if key not in set(shown)]
        following = [keys[key] for key in left[: args.n]]
        with results_to_output():
            prepare_output()
            if args.json:
                sys.stdout.write(json_array(document, ((entry, {}) for entry in following)))
            else:
                colors = TextColors(may_color(args.color))
                for entry in following:
                    sys.stdout.writelines(_lines(document, entry, colors))
        store_review(args.file, query, [key for key in keys if key in {*shown, *left[: args.n]}])
        print_message(f"{max(0, len(left) - args.n)} of {len(keys)} are left")
        return 0


COMMAND = ReviewCommand()


def oldest_first(document: Document, entries: Iterable[Entry]) -> list[Entry]:
    """Return ``entries`` by their dates; those without a year come first."""
    dates = {entry: document.date(entry) for entry in entries}
    keys = {entry: date.order_key() if date else None for entry, date in dates.items()}
    return sorted(keys, key=lambda entry: keys[entry] or (0, 0, 0))


def entry_key(document: Document, entry: Entry) -> str:
    """Return what an entry is known by as long as it is not changed, wherever it stands."""
    text = entry.span.of(document.text).strip().encode("utf-8", "surrogatepass")
    return hashlib.sha256(text).hexdigest()[:_KEY_LENGTH]


def _lines(document: Document, entry: Entry, colors: TextColors) -> Iterator[str]:
    date = document.date(entry)
    day = (date and date.partial_iso()) or "undated"
    line = document.line_at(entry.span.start)
    yield f"{colors.date(day)} line {line}\n{entry_line(document, entry, colors)}\n"
    if url := document.url(entry):
        yield f"{colors.dim(safe_text(url))}\n"
    for note in (document.notes(entry) or "").splitlines():
        yield f"{safe_text(repair_for_display(note))}\n"
