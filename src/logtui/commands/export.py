"""Write entries as a bibliography, a page, a digest, a feed or a table.

A bibliography has one record for each work, however often the log names it, under a citation key
that stays the same: while the log grows, on every machine, whatever is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from logtui.commands.common import (
    add_in_place_option,
    open_to_write,
    parse_whole_number,
    print_warnings,
)
from logtui.commands.console.output_file import read_bib_file, write_export
from logtui.commands.console.progress import read_document, show_progress
from logtui.commands.log_argument import add_readable_log_argument
from logtui.commands.manual import DATE_HELP, Command, ManualPage, refuse_usage
from logtui.commands.options.entry_selection import Selection, add_selection_options, select_entries
from logtui.document.text.wording import counted_noun
from logtui.export.citing.bibliography import Bibliography
from logtui.export.citing.citation_keys import KEY_STYLES
from logtui.export.citing.pinning import PinKeys
from logtui.export.citing.works import unlinked_works, works_of
from logtui.export.digest import GROUPINGS, SHOWN_NOTES
from logtui.export.formats import (
    ENTRY_FORMATS,
    FORMATS_BY_SUFFIX,
    WORK_FORMATS,
    EntryFormat,
    ExportOptions,
    WorkFormat,
    entries_text,
    works_text,
)
from logtui.search.periods import users_today

if TYPE_CHECKING:
    import argparse

    from logtui.document.model import Document
    from logtui.export.citing.works import Work
    from logtui.records import RecordStore

_BIB_FORMATS = ("bibtex", "biblatex")

_NOTES = f"""\
FORMAT is one of:

  bibtex, biblatex, csl, ris   a bibliography
  text                         a list of references
  markdown                     a log of its own
  digest                       a mail to others: counts, and the titles by kind;
                               Markdown, or HTML where OUT ends so
  html                         one page with a filter that needs nothing else
  atom                         a feed of the newest entries
  netscape                     bookmarks, as browsers read them
  csv, jsonl                   a row or an object for each entry

Without --as the ending of OUT says it: {" ".join(FORMATS_BY_SUFFIX)}.

A key is the surname of the first author, the year and the first word of the title. A line
"cite: KEY" in the notes, or [@KEY] in the entry, is its key; --pin writes such lines. Where two
works would have the same key, the one that was read first keeps it. A paper whose authors are not
known yet has a key of its arXiv id or DOI, which changes with --online.

The network is asked with --online alone: export.arxiv.org and doi.org, and what they answer is
kept in the cache directory. What the setting export.exclude finds is private and is in no export.

{DATE_HELP}"""


class ExportCommand(Command):
    """The command ``logtui export``."""

    page = ManualPage(
        notes=_NOTES,
        examples=(
            ('logtui export log.md "kind:paper in:2024" -o refs.bib', "a bibliography"),
            ("logtui export log.md --append refs.bib", "add to it what is new"),
            ("logtui export log.md --as digest --week", "the mail to the group"),
            ("logtui export log.md -o reading.html", "a page to hand to anybody"),
            ("logtui export log.md --line 10 --as text", "one reference"),
        ),
        files=("config", "cache"),
    )

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Name the options of ``logtui export``."""
        add_readable_log_argument(parser, following="query")
        add_selection_options(parser)
        parser.add_argument(
            "--as",
            dest="format",
            choices=(*WORK_FORMATS, *ENTRY_FORMATS),
            metavar="FORMAT",
            help="the format (default: what the ending of OUT says)",
        )
        parser.add_argument(
            "-o", "--output", type=Path, metavar="OUT", help="the file (default: standard output)"
        )
        add_bibliography_options(parser)
        add_page_options(parser)
        add_in_place_option(parser)

    def run(self, args: argparse.Namespace) -> int:
        """Write what the options ask for."""
        format_name = chosen_format(args)
        document = open_to_write(args).document if args.pin else read_document(args.file)
        selection = select_entries(args, document)
        match format_name:
            case "bibtex" | "biblatex" | "csl" | "ris" | "text":
                export_works(args, document, selection, format_name)
            case _:
                options = _export_options(args, selection)
                with show_progress("exporting"):
                    text = entries_text(document, selection.entries, format_name, options)
                write_export(text, args.output, args.file)
        if not selection.entries:
            print_warnings(["no entry is in this export"])
        hidden = len(document.entries) - len(selection.visible)
        if hidden:
            left = counted_noun(hidden, "entry is", "entries are")
            print_warnings([f"{left} left out as private (export.exclude)"])
        return 0


COMMAND = ExportCommand()


def add_bibliography_options(parser: argparse.ArgumentParser) -> None:
    """Give ``parser`` what can be chosen about bibliographies."""
    group = parser.add_argument_group("bibliographies")
    group.add_argument(
        "--append",
        type=Path,
        metavar="FILE.bib",
        help="add what is missing to this file; its keys and all that is in it stay",
    )
    group.add_argument(
        "--keys", choices=KEY_STYLES, default=KEY_STYLES[0], help="how keys are made"
    )
    group.add_argument("--pin", action="store_true", help="write keys that last into the log, too")
    group.add_argument(
        "--online", action="store_true", help="ask arXiv and doi.org for authors and dates"
    )
    group.add_argument(
        "--refresh", action="store_true", help="with --online, ask again about what is known"
    )
    group.add_argument("--all", action="store_true", help="entries without a link, too")
    group.add_argument("--notes", action="store_true", help="the days and the notes, too")
    group.add_argument("--abstracts", action="store_true", help="the abstracts, too")
    group.add_argument(
        "--published", action="store_true", help="cite preprints as what they were published as"
    )
    group.add_argument("--no-class", action="store_true", help="without the class of arXiv")
    group.add_argument(
        "--ascii", action="store_true", help="write accents as commands of TeX, for old BibTeX"
    )


def add_page_options(parser: argparse.ArgumentParser) -> None:
    """Give ``parser`` what can be chosen about pages, feeds, digests and tables."""
    group = parser.add_argument_group("pages, feeds, digests and tables")
    group.add_argument("--title", default="", metavar="T", help="the title")
    group.add_argument("--group", choices=GROUPINGS, default=GROUPINGS[0], help="of a digest")
    group.add_argument(
        "--show-notes", choices=SHOWN_NOTES, default=SHOWN_NOTES[0], help="of a digest"
    )
    group.add_argument("--base-url", default="", metavar="U", help="where relative links start")
    group.add_argument("--feed-url", default="", metavar="U", help="where the feed will be found")
    group.add_argument(
        "--limit", type=parse_whole_number, default=50, metavar="N", help="entries of a feed"
    )
    group.add_argument(
        "--lang", default="", metavar="L", help="the language of a page (default: its months')"
    )
    group.add_argument("--fragment", action="store_true", help="only the entries of a page")
    group.add_argument("--spreadsheet", action="store_true", help="no cell of a table is a formula")


def chosen_format(args: argparse.Namespace) -> WorkFormat | EntryFormat:
    """Return the format that ``args`` ask for, by name or by the ending of the file."""
    chosen: WorkFormat | EntryFormat | None = args.format
    if args.append is not None:
        if args.output is not None or chosen not in {None, *_BIB_FORMATS}:
            refuse_usage(args, "--append goes with bibtex or biblatex, and without -o")
        chosen = chosen or "bibtex"
    elif chosen is None and args.output is not None:
        chosen = FORMATS_BY_SUFFIX.get(args.output.suffix.lower())
    if chosen is None:
        refuse_usage(args, f"which format? --as takes {', '.join((*WORK_FORMATS, *ENTRY_FORMATS))}")
    if chosen in ENTRY_FORMATS and (args.pin or args.online):
        refuse_usage(args, f"--pin and --online are for bibliographies, not for {chosen}")
    return chosen


def _export_options(args: argparse.Namespace, selection: Selection) -> ExportOptions:
    suffix = args.output.suffix.lower() if args.output is not None else ""
    return ExportOptions(
        title=args.title,
        notes=args.notes,
        abstracts=args.abstracts,
        published=args.published,
        has_class=not args.no_class,
        ascii_only=args.ascii,
        spreadsheet=args.spreadsheet,
        grouping=args.group,
        shown_notes=args.show_notes,
        digest_markup="html" if FORMATS_BY_SUFFIX.get(suffix) == "html" else "markdown",
        first=selection.first,
        last=selection.last,
        base_url=args.base_url,
        feed_url=args.feed_url,
        limit=max(args.limit, 1),
        language=args.lang,
        is_fragment=args.fragment,
    )


def export_works(
    args: argparse.Namespace, document: Document, selection: Selection, name: WorkFormat
) -> None:
    """Write the works of the entries in ``selection`` in the format ``name``."""
    from logtui.records import RecordStore

    bib_file = read_bib_file(args.append) if args.append is not None else None
    all_works, store = works_of(document, selection.visible), RecordStore()
    if args.online:
        wanted = set(selection.entries)
        ask_servers(
            store,
            [work for work in all_works if not wanted.isdisjoint(work.entries)],
            refresh=args.refresh,
        )
    records = store.records(all_works)
    if args.all:
        all_works += unlinked_works(document, selection.visible)
    works = Bibliography(all_works, records, args.keys, bib_file).of_entries(selection.entries)
    if bib_file is None:
        text = works_text(document, works, name, _export_options(args, selection))
        write_export(text, args.output, args.file)
    else:
        there = bib_file.keys_of(works)
        new = [work for work in works if work.identity not in there]
        text = works_text(document, new, name, _export_options(args, selection))
        write_export(bib_file.append(text), args.append, args.file)
        print_warnings([f"{args.append}: {len(new)} added, {len(there)} there already"])
    print_warnings(bibliography_remarks(args, works, selection))
    if args.pin:
        lasting = [
            work for work in works if work.url and work.claim is None and not work.is_missing
        ]
        keys = {work.identity: work.key for work in lasting}
        receipt = open_to_write(args).commit(PinKeys(keys))
        print_warnings([str(receipt) if receipt else "all keys are in the log, nothing is written"])


def ask_servers(store: RecordStore, works: list[Work], *, refresh: bool) -> None:
    """Ask about those of ``works`` of which ``store`` knows nothing, or nothing new."""
    import asyncio

    from logtui.record_requests import fetch_records
    from logtui.records import wanted_works

    today = users_today()
    wanted = wanted_works(store, works, today, refresh=refresh)
    with show_progress(f"asking about {counted_noun(len(wanted), 'paper')}"):
        problems = asyncio.run(fetch_records(store, wanted, today)) if wanted else []
    print_warnings(problems)


def bibliography_remarks(
    args: argparse.Namespace, works: list[Work], selection: Selection
) -> Iterator[str]:
    """Yield what the user should know about a bibliography of ``works``."""
    cited = {entry.span.start for work in works for entry in work.entries}
    unlinked = sum(entry.span.start not in cited for entry in selection.entries)
    if unlinked:
        left = counted_noun(unlinked, "entry is", "entries are")
        yield f"{left} left out, without a link to cite; --all writes them, too"
    papers = [work for work in works if work.arxiv or work.doi]
    missing = [work for work in papers if work.is_missing]
    if missing and not args.online:
        numbers = sum(not work.arxiv for work in missing)
        unpinned = " and are not pinned" if args.pin else ""
        yield (
            f"{len(missing)} of {counted_noun(len(papers), 'paper')} have no authors yet, and their"
            f" keys will change{unpinned}; --online fetches them ({len(missing) - numbers} from"
            f" arXiv, {numbers} from doi.org)"
        )
