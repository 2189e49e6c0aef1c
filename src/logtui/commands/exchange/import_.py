"""Bring in bookmarks and references that other programs have kept, each on its day.

What a file is, is told by its content. What the log has already is left alone, so that importing
again adds nothing.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from logtui.commands.common import (
    add_dry_run_option,
    add_in_place_option,
    kind_to_write,
    open_to_write,
    print_lines,
    print_warnings,
    text_diff,
)
from logtui.commands.console.output import prepare_output
from logtui.commands.console.progress import show_progress
from logtui.commands.log_argument import NO_LOG, add_log_argument
from logtui.commands.manual import DATE_HELP, Command, ManualPage, refuse_usage
from logtui.document.editing.draft import partial_date
from logtui.document.editing.typed_date import read_date
from logtui.errors import error_reason
from logtui.export.json_entries import json_text
from logtui.importing.import_items import (
    Fate,
    ImportItems,
    ImportOptions,
    ItemFate,
    import_summary,
)
from logtui.importing.source_file import MAX_SOURCE_BYTES
from logtui.importing.source_formats import SOURCE_FORMATS, read_source
from logtui.importing.source_item import SourceError
from logtui.search.periods import users_today
from logtui.storage.files import read_beginning
from logtui.system.process import log_path, read_stream, results_to_output, stream_descriptor

if TYPE_CHECKING:
    import argparse

    from logtui.document.dates.partial import PartialDate
    from logtui.document.model import Document
    from logtui.importing.source_item import SourceItem

_MOST_NAMED = 20

_NOTES = f"""\
Read are bookmarks as browsers and most services write them (netscape), the lists of Pocket,
Raindrop, Instapaper, Pinboard, Readwise and Zotero, BibTeX (with the extra `bib`), RIS, CSL-JSON,
entries as logtui prints them (jsonl), any table with a column url, and archives of tables.

An entry gets the day on which it was kept there, and stands where `logtui add` would put it. The
same link twice is one entry, with the earlier day, all tags and all notes. What has no date is left
out, unless --undated gives one. What logtui has exported brings its state along where the log has
checkboxes, or no entries yet. Nothing is fetched. All is one write, which `logtui undo` takes back.

{DATE_HELP}"""


class ImportCommand(Command):
    """The command ``logtui import``."""

    page = ManualPage(
        notes=_NOTES,
        examples=(
            ("logtui import log.md bookmarks.html --dry-run", "see what it would do"),
            ("logtui import log.md bookmarks.html", "do it"),
            ("logtui import log.md pocket.zip --unread add --tags hash", "with what is unread"),
            ("logtui import log.md refs.bib --undated today", "give a date to what has none"),
        ),
        files=("state",),
    )

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Name the options of ``logtui import``."""
        add_log_argument(parser, following="sources")
        parser.add_argument(
            "sources", nargs="*", metavar="SOURCE", help="the files; - is standard input"
        )
        parser.add_argument(
            "--from",
            dest="format",
            choices=tuple(SOURCE_FORMATS),
            metavar="FORMAT",
            help=f"what the files are, instead of what they look like: {', '.join(SOURCE_FORMATS)}",
        )
        parser.add_argument(
            "--if-exists",
            choices=("skip", "add", "note"),
            default="skip",
            help="where the log has the link already: skip leaves it (default), add adds one more"
            " entry, note adds the notes that are new to the entry",
        )
        parser.add_argument("--undated", metavar="D", help="the date of what has none")
        parser.add_argument(
            "--unread",
            choices=("skip", "queue", "add"),
            help="what is still to be read: left out, marked so in the way of the log (queue), or"
            " added like the rest (default: queue where the log has a way, else skip)",
        )
        parser.add_argument(
            "--tags",
            choices=("hash", "line", "ignore"),
            help="tags as a note #a #b, as a note Tags: a, b, or not at all (default: as the log"
            " has them); a tag that is a kind of the log becomes the kind",
        )
        parser.add_argument(
            "--folders",
            choices=("ignore", "tag", "kind"),
            default="ignore",
            help="folders of bookmarks: nothing (default), tags, or kinds where the log has them",
        )
        parser.add_argument("--kind", metavar="K", help="the kind of all (default: it is guessed)")
        parser.add_argument("--since", metavar="D", help="only what was kept on this date or later")
        parser.add_argument("--until", metavar="D", help="only what was kept until this date")
        add_dry_run_option(parser)
        parser.add_argument(
            "--json", action="store_true", help="print what becomes of each, as an array"
        )
        add_in_place_option(parser)
        parser.set_defaults(new_kind=False)

    def run(self, args: argparse.Namespace) -> int:
        """Import the files."""
        take_log_for_source(args)
        if not args.sources:
            refuse_usage(args, "SOURCE is missing: the file to import from")
        items = [item for word in args.sources for item in read_source_file(word, args.format)]
        session = open_to_write(args)
        document = session.document
        origin = ", ".join(Path(word).name for word in args.sources)
        operation = ImportItems(items, import_options(args, document), origin)
        if args.dry_run:
            with show_progress("comparing"):
                edit = operation.edit(document)
            if edit and not args.json:
                print_lines(text_diff(document.text, edit.apply(document.text), args.file))
        else:
            with show_progress(f"writing {args.file.name}"):
                receipt = session.commit(operation)
            print_warnings(receipt.warnings if receipt else [])
        if args.json:
            print_fates(operation.fates)
        report_import(operation, is_result=not args.json and not args.dry_run)
        return 0


COMMAND = ImportCommand()


def take_log_for_source(args: argparse.Namespace) -> None:
    """Make FILE the source where it is the only word, and not a log, and the settings name one."""
    from logtui.config.loading import default_log

    path: Path = args.file
    if args.sources or path.suffix.casefold() == ".md":
        return
    log = default_log()
    if log is None or log == path:
        refuse_usage(args, f"{path} is either the log or the file to import from; {NO_LOG}")
    args.file, args.sources = log, [str(path)]


def read_source_file(word: str, format_name: str | None) -> list[SourceItem]:
    """Return the items of the file, or the stream, that ``word`` names.

    Raises:
        SourceError: It cannot be read, or nothing of it can be used.
    """
    path = log_path(word)
    descriptor = stream_descriptor(path)
    try:
        if descriptor is not None:
            data = read_stream(path, descriptor)
        else:
            data = read_beginning(path, MAX_SOURCE_BYTES + 1)
    except OSError as error:
        raise SourceError(f"{path} cannot be read: {error_reason(error)}") from error
    with show_progress(f"reading {path.name}"):
        return read_source(data, str(path), format_name)


def import_options(args: argparse.Namespace, document: Document) -> ImportOptions:
    """Return what ``args`` ask for, in the words of the log."""
    today = users_today()
    undated, since, until = (
        partial_date(read_date(word, today, document)) if word else None
        for word in (args.undated, args.since, args.until)
    )
    return ImportOptions(
        if_exists=args.if_exists,
        undated=undated,
        unread=args.unread,
        tags=args.tags,
        folders=args.folders,
        kind=kind_to_write(document, args) if args.kind else None,
        since=since,
        until=until,
    )


def print_fates(fates: list[ItemFate]) -> None:
    """Print what became of each item, as JSON."""
    records = [
        {
            "title": fate.item.title,
            "url": fate.item.url or None,
            "date": iso_of(fate.item.date),
            "result": fate.fate,
            "reason": fate.reason or None,
        }
        for fate in fates
    ]
    with results_to_output():
        prepare_output()
        lines = ",\n ".join(map(json_text, records))
        sys.stdout.write(f"[\n {lines}\n]\n" if records else "[]\n")


def iso_of(date: PartialDate | None) -> str | None:
    """Return ``date`` as far as it is known; None without one."""
    return date.partial_iso() if date else None


def report_import(operation: ImportItems, *, is_result: bool) -> None:
    """Say what became of the items: in one line, and by name what is refused.

    Args:
        operation: What was done.
        is_result: Whether the line is what the command prints, not something besides it.
    """
    summary = import_summary(operation)
    if is_result:
        print_lines([summary])
    refused = [fate for fate in operation.fates if fate.fate is Fate.REFUSED]
    more = [f"and {len(refused) - _MOST_NAMED} more"] if len(refused) > _MOST_NAMED else []
    print_warnings(
        [
            *([] if is_result else [summary]),
            *(f"{fate.item.title}: {fate.reason}" for fate in refused[:_MOST_NAMED]),
            *more,
            *import_hints(operation),
        ]
    )


def import_hints(operation: ImportItems) -> list[str]:
    """Return what the user can do about what was left out."""
    hints = {
        Fate.UNDATED: "--undated gives a date to what has none",
        Fate.UNREAD: "--unread add takes what is still to be read",
    }
    texts = [hint for fate, hint in hints.items() if operation.count(fate)]
    if operation.dropped_tags:
        texts.append(
            f"{operation.dropped_tags} tags left out, as this log has none; --tags hash or line"
            " writes them"
        )
    return texts
