"""Find entries of a log again, best match first.

Half-remembered is enough: beginnings of words, typos, initials, words of the notes, arXiv ids,
hosts, months and kinds, in any order. 'word asks for exactly these letters, !word for entries
without them; kind:paper, in:2024-06, in:june, in:2024-06-01..2024-07-15, host:arxiv, no:note and
no:link leave all others out.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from logtui.commands.output import add_format_options, json_text, record, write
from logtui.document.errors import LogtuiError
from logtui.search.build import build
from logtui.search.rank import search
from logtui.session import Session

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from logtui.document.model import Entry
    from logtui.search.index import Index

BATCH_LIMIT = 50
"""Matches that ``--batch`` prints for each query unless ``--limit`` says otherwise."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Name the options of ``logtui search``."""
    parser.add_argument("file", type=Path, metavar="FILE", help="the log")
    parser.add_argument("query", nargs="*", metavar="QUERY", help="what is remembered")
    parser.add_argument("--limit", type=int, metavar="N", help="print at most N matches")
    parser.add_argument(
        "--batch",
        action="store_true",
        help="read a query from each line of standard input; answer each with a JSON array",
    )
    add_format_options(parser)
    parser.set_defaults(wrong_usage=parser.error)


def run(args: argparse.Namespace) -> int:
    """Print what the query finds.

    Raises:
        LogtuiError: The log cannot be read, or an operator's value makes no sense in it.
    """
    if args.batch == bool(args.query):
        args.wrong_usage("give either a query or --batch")
    if args.limit is not None and args.limit < 1:
        args.wrong_usage("--limit has to be at least 1")
    document = Session.open_whole(args.file).document
    index = build(document)
    if args.batch:
        _answer_lines(index, args.limit or BATCH_LIMIT)
    else:
        write(args, document, _matches(index, " ".join(args.query), args.limit))
    return 0


def _answer_lines(index: Index, limit: int) -> None:
    """Answer each line of standard input by one line, at once.

    A query that makes no sense gets an empty answer and a line on standard error.
    """
    for line in iter(sys.stdin.buffer.readline, b""):
        query = line.decode(errors="surrogateescape").removesuffix("\n").removesuffix("\r")
        try:
            entries = _matches(index, query, limit)
        except LogtuiError as error:
            sys.stderr.write(f"logtui: {json_text(str(error))[1:-1]}\n")
            entries = []
        answer = json_text([record(index.document, entry) for entry in entries])
        sys.stdout.buffer.write(f"{answer}\n".encode())
        sys.stdout.buffer.flush()


def _matches(index: Index, query: str, limit: int | None) -> Sequence[Entry]:
    result = search(index, query)
    if result is None or result.problem:
        raise LogtuiError(result.problem if result else "")
    return [index.document.entries[number] for number in result.entries[:limit]]
