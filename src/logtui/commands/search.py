"""Find entries of a log again, best match first.

Half-remembered is enough: beginnings of words, typos, initials, words of the notes, arXiv ids,
hosts, months and kinds, in any order. 'word asks for exactly these letters, !word for entries
without them; kind:paper, in:2024-06, in:june, in:2024-06-01..2024-07-15, on:06-21, host:arxiv,
is:open, tag:ml, no:note, no:link, no:state and no:tag leave all others out. a | b finds either,
(a | b) c and !(a | b) work with brackets, and @name stands for a filter that was saved.
"""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, NoReturn

from logtui.commands.common import parse_whole_number, print_lines, print_warnings
from logtui.commands.console.output import (
    FORMAT_HELP,
    Findings,
    add_format_options,
    print_entries,
)
from logtui.commands.console.progress import read_document, show_progress
from logtui.commands.log_argument import add_readable_log_argument
from logtui.commands.manual import Command, ManualPage, refuse_usage
from logtui.config.filters import filter_problems, query_index
from logtui.config.loading import load_config
from logtui.errors import LogtuiError
from logtui.export.json_entries import JsonEntries, json_text
from logtui.search.rank import search_index
from logtui.system.process import (
    input_lines,
    print_message,
    results_to_output,
    stream_descriptor,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from logtui.document.model import Entry
    from logtui.search.index import Index
    from logtui.search.rank import SearchResult

BATCH_LIMIT = 50
"""Matches that ``--batch`` prints for each query unless ``--limit`` says otherwise."""


_NOTES = f"""\
Where no entry has all of the words, those that have the most telling ones are printed, at most 50,
and standard error says so. Each has a sixth cell, or in JSON "missing", with the words that it has
not got.
Finding nothing is not an error: nothing is printed, the exit status is 0. A word that begins with -
goes after --.

{FORMAT_HELP}

With --batch each line of standard input is a query, a space at its end included, and is answered
at once by one line: a JSON array of at most {BATCH_LIMIT} matches, unless --limit says
otherwise."""


class _PrintFilters(argparse.Action):
    """Prints the saved filters, each with its query, and ends the program."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,  # noqa: ARG002 - part of what argparse calls
        values: object,  # noqa: ARG002 - the same
        option_string: str | None = None,  # noqa: ARG002 - the same
    ) -> NoReturn:
        config = load_config()
        print_lines(f"@{name}\t{query}" for name, query in config.filters.items())
        problems = [*config.problems, *filter_problems(config)]
        print_warnings(str(problem) for problem in problems)
        parser.exit()


class SearchCommand(Command):
    """The command ``logtui search``."""

    page = ManualPage(
        notes=_NOTES,
        examples=(
            ("logtui search research-log.md sparse autoenc", "beginnings of words will do"),
            (
                "logtui search research-log.md host:arxiv in:2024-06 --limit 5",
                "the best five of June",
            ),
            ("logtui search research-log.md rust '!video' no:note", "leave something out"),
            ("logtui search research-log.md @papers-2024", "what a saved filter finds"),
            ("logtui search research-log.md --jsonl attention | jq .line", "for other programs"),
        ),
        variables=("NO_COLOR", "FORCE_COLOR", "COLUMNS"),
    )

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Name the options of ``logtui search``."""
        add_readable_log_argument(parser, following="query")
        parser.add_argument(
            "query",
            nargs="*",
            metavar="QUERY",
            help="what is remembered, as several words or one in quotes",
        )
        parser.add_argument(
            "--limit",
            type=parse_whole_number,
            metavar="N",
            help="print at most N matches (default: all)",
        )
        parser.add_argument(
            "--batch",
            action="store_true",
            help="read a query from each line of standard input; answer each with a JSON array",
        )
        parser.add_argument(
            "--filters", action=_PrintFilters, nargs=0, help="print the saved filters and end"
        )
        add_format_options(parser)

    def run(self, args: argparse.Namespace) -> int:
        """Print what the query finds."""
        if args.batch == bool(args.query):
            refuse_usage(args, "give either a query or --batch")
        if args.limit is not None and args.limit < 1:
            refuse_usage(args, "--limit has to be at least 1")
        if args.batch and stream_descriptor(args.file) == 0:
            refuse_usage(args, "standard input gives the queries of --batch, it cannot be the log")
        document = read_document(args.file)
        with show_progress(f"indexing {args.file.name}"):
            index = query_index(document)
        if args.batch:
            _answer_lines(index, args.limit or BATCH_LIMIT)
        else:
            from logtui.search.highlight import highlight_entry

            result = _search_result(index, " ".join(args.query))
            missing = _missing_words(index, result)
            if missing:
                print_message("no entry has all of these words")
            findings = Findings(
                lambda entry: highlight_entry(document, entry, result).title, missing
            )
            print_entries(args, document, _best_entries(index, result, args.limit), findings)
        return 0


COMMAND = SearchCommand()


def _answer_lines(index: Index, limit: int) -> None:
    """Answer each line of standard input by one line, at once.

    A query that makes no sense gets an empty answer and a line on standard error.

    Raises:
        InputError: Standard input cannot be read.
        OutputError: An answer could not be printed.
    """
    to_json = JsonEntries(index.document).of
    with results_to_output():
        for query in input_lines():
            records = []
            try:
                result = _search_result(index, query)
            except LogtuiError as error:
                print_message(str(error))
            else:
                missing = _missing_words(index, result)
                entries = _best_entries(index, result, limit)
                records = [to_json(entry, missing.get(entry, ())) for entry in entries]
            answer = json_text(records)
            sys.stdout.buffer.write(f"{answer}\n".encode())
            sys.stdout.buffer.flush()


def _search_result(index: Index, query: str) -> SearchResult:
    result = search_index(index, query)
    if result is None or result.error:
        raise (result and result.error) or LogtuiError("the search was given up")
    return result


def _missing_words(index: Index, result: SearchResult) -> Mapping[Entry, Sequence[str]]:
    """Return for each entry the words that it has not got; empty where the answer is full."""
    entries = index.document.entries
    return {entries[number]: words for number, words in result.missing.items()}


def _best_entries(index: Index, result: SearchResult, limit: int | None) -> list[Entry]:
    return [index.document.entries[number] for number in result.listed[:limit]]
