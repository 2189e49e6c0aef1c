"""Name the entries that are about the same as one, and why.

Those with the same link come first, then those whose titles and notes share rare words. Where
nothing is related, nothing is printed.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from logtui.commands.common import add_line_option
from logtui.commands.console.output import (
    TextColors,
    add_color_option,
    entry_line,
    may_color,
    prepare_output,
)
from logtui.commands.console.progress import read_document, show_progress
from logtui.commands.log_argument import add_readable_log_argument
from logtui.commands.manual import Command, ManualPage
from logtui.document.editing.entry_ref import EntryRef
from logtui.document.relations.threads import Threads
from logtui.document.text.safe import safe_text
from logtui.export.json_entries import json_array
from logtui.search.likeness import RelatedIndex
from logtui.system.process import results_to_output

if TYPE_CHECKING:
    import argparse

    from logtui.document.model import Document

SAME_LINK = "the same link"
"""Why an entry of the same thread is related."""


class RelatedCommand(Command):
    """The command ``logtui related``."""

    page = ManualPage(
        notes='--json gives what `logtui list` does, and "why": the words that both entries share.',
        examples=(
            ("logtui related research-log.md --line 10", "what is like the entry of line 10"),
        ),
        variables=("NO_COLOR", "FORCE_COLOR"),
    )

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Name the options of ``logtui related``."""
        add_readable_log_argument(parser)
        add_line_option(parser)
        parser.add_argument("--json", action="store_true", help="print one JSON array")
        add_color_option(parser)

    def run(self, args: argparse.Namespace) -> int:
        """Print the related entries with the reason."""
        document = read_document(args.file)
        entry = EntryRef.from_line(document, args.line).find(document)
        with show_progress(f"comparing the entries of {args.file.name}"):
            related = related_entries(document, document.entries.index(entry))
        with results_to_output():
            prepare_output()
            if args.json:
                entries = (
                    (document.entries[other], {"why": why}) for other, why in related.items()
                )
                sys.stdout.write(json_array(document, entries))
            else:
                colors = TextColors(may_color(args.color))
                for other, why in related.items():
                    target = document.entries[other]
                    line = document.line_at(target.span.start)
                    text = entry_line(document, target, colors)
                    sys.stdout.write(f"{line:>6}  {text}\n{'':8}{colors.date(safe_text(why))}\n")
        return 0


COMMAND = RelatedCommand()


def related_entries(document: Document, entry: int) -> dict[int, str]:
    """Return the entries that have to do with ``entry``, an index, each with the reason."""
    threads, index = Threads(document), RelatedIndex(document)
    for part in (threads, index):
        while part.advance(1):
            pass
    related = {other: SAME_LINK for other in threads.thread(entry) if other != entry}
    for other, words in index.related_to(entry):
        related.setdefault(other, ", ".join(words))
    return related
