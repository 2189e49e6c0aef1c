# ruff: noqa: T201 - standard output carries the tables
"""How often the right entry comes first, and what each part of the search earns.

Run by hand:

    python tests/benchmarks/search_quality.py LOG
    python tests/benchmarks/search_quality.py LOG --queries DUMP.jsonl ... --ablation
    python tests/benchmarks/search_quality.py LOG --paraphrases FILE

Queries are made from the entries of LOG (see ``known_items``) or read from files with one JSON
object a line: ``{"cls": class, "q": query, "right": [numbers of the right entries]}``. With
``"typed"`` and ``"full"`` a query is a state of typing ``full`` letter by letter. The figures as
last measured stand in ``search_quality.md`` next to this file. ``paraphrases.txt`` has what may be
typed by somebody who knows what an entry of that log says, but not its words.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from unittest.mock import patch

sys.path.insert(0, str(Path(__file__).parents[1]))

from logtui.document.reading.parser import parse
from logtui.search import rank, scoring, shapes, similarity, some_words
from logtui.search.corpus import Field
from logtui.search.index import build_index
from logtui.search.query import LONGEST_QUERY
from support.known_items import Query, queries

if TYPE_CHECKING:
    from collections.abc import Sequence

    from logtui.document.model import Document
    from logtui.search.index import Index

    Patch = tuple[object, str, object]

SEEDS = (1, 2, 3)
SHOWN = 5
"""Entries that are seen without moving."""

NOISE = -0.005
"""Losses nearer to nothing than this are not named."""


class Figures(NamedTuple):
    """Shares of queries that find the right entry first, in five, and that find anything at all.

    ``mrr`` is the mean reciprocal rank of the right entry.
    """

    first: float
    in_five: float
    mrr: float
    answered: float


def _without_tier(*tiers: similarity.WordTier) -> list[Patch]:
    return [
        (rank, name, tuple(tier for tier in getattr(rank, name) if tier not in tiers))
        for name in ("TIERS", "UNFINISHED_TIERS", "RESCUE_TIERS")
    ]


def _without_field(field: Field) -> list[Patch]:
    return [(scoring, "MIN_SIMILARITY", scoring.MIN_SIMILARITY | {field: 2.0})]


def _without_entry_tier(tier: scoring.EntryTier) -> list[Patch]:
    kept = tuple(other for other in scoring.ENTRY_TIERS if other is not tier)
    return [(scoring, "ENTRY_TIERS", kept)]


ABLATIONS: dict[str, list[Patch]] = {
    "everything": [],
    "without beginnings": _without_tier(similarity.prefix_tier, similarity.unfinished_tier),
    "without the unfinished word": _without_tier(similarity.unfinished_tier),
    "without grammatical forms": _without_tier(similarity.stem_tier),
    "without umlauts written out": _without_tier(similarity.umlaut_tier),
    "without numbers of versions": _without_tier(similarity.version_tier),
    "without typos": _without_tier(similarity.typo_tier),
    "without typos in unfinished words": _without_tier(similarity.typo_prefix_tier),
    "without consonants": _without_tier(similarity.skeleton_tier),
    "without pieces of words": _without_tier(similarity.infix_tier),
    "without the rescue": [(rank, "RESCUE_TIERS", ())],
    "without notes": _without_field(Field.NOTES),
    "without words of links": _without_field(Field.URL),
    "without kinds": _without_field(Field.KIND),
    "without pieces of links": _without_entry_tier(scoring.link_tier),
    "without dates": _without_entry_tier(scoring.date_tier),
    "without parted thousands": _without_entry_tier(scoring.number_tier),
    "without initials": [(shapes, "INITIALS_LENGTHS", ())],
    "without chains": [(shapes, "CHAIN_LENGTHS", ())],
    "without words of notes in one go": [(shapes, "SHORTEST_GLUED", 99)],
    "without words without spaces": [(shapes, "SHORTEST_UNSPACED", LONGEST_QUERY)],
    "without two words for one": [(scoring, "TOGETHER_FACTOR", 0.0)],
    "without consonants in chains": [(shapes, "SHORTEST_ABBREVIATION", 99)],
    "without the cost of skips": [(shapes, "CHAIN_SKIP_COST", 0.0)],
    "without the start of the title": [(shapes, "START_BONUS", 0.0)],
    "without the part of the title covered": [
        (rank, "TITLE_COVERAGE_BONUS", 0.0),
        (shapes, "COVERAGE_BONUS", 0.0),
    ],
    "without the order of words": [(rank, "ORDER_BONUS", 0.0), (rank, "ADJACENT_BONUS", 0.0)],
    "without early words": [(rank, "EARLY_BONUS", 0.0)],
    "without answers in part": [(some_words, "FEWEST_TERMS", LONGEST_QUERY)],
}


def read_queries(path: Path) -> tuple[list[Query], list[list[Query]]]:
    """Return the queries in a file, and the states of typing in it, one list a query typed."""
    made: list[Query] = []
    typing: defaultdict[tuple[str, str], list[Query]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        query = Query(item["cls"], item["q"], frozenset(item["right"]))
        if "typed" in item:
            typing[item["full"], str(item["target"])].append(query)
        else:
            made.append(query)
    return made, list(typing.values())


def read_paraphrases(path: Path, document: Document) -> list[Query]:
    """Return the paraphrases in a file: the line of an entry in the log, a tab, and a query."""
    pairs = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    numbers = {document.line_at(e.span.start): n for n, e in enumerate(document.entries)}
    return [Query("paraphrase", text, frozenset({numbers[int(at)]})) for at, text in pairs]


def rank_of(index: Index, query: Query) -> int | None:
    """Return the rank of the right entry; None where only others are found, 0 where nothing is.

    To a question without an answer, what has only some of its words is none.
    """
    result = rank.search_index(index, query.text)
    if result is None or not (result.listed if query.right else result.entries):
        return 0
    places = (place for place, number in enumerate(result.listed, 1) if number in query.right)
    return next(places, None)


def letters_needed(index: Index, states: Sequence[Query]) -> int:
    """Return after how many letters the right entry is in sight and stays there."""
    unseen = [
        number
        for number, state in enumerate(states, 1)
        if not 0 < (rank_of(index, state) or 0) <= SHOWN
    ]
    return max(unseen, default=0) + 1


def figures(places: Sequence[int | None]) -> Figures:
    """Return the figures of queries that were answered at these ranks."""
    count = len(places)
    return Figures(
        first=sum(place == 1 for place in places) / count,
        in_five=sum(0 < (place or 0) <= SHOWN for place in places) / count,
        mrr=sum(1 / place for place in places if place) / count,
        answered=sum(place != 0 for place in places) / count,
    )


def classes(index: Index, made: Sequence[Query]) -> dict[str, Figures]:
    """Return the figures of each class of queries."""
    places: defaultdict[str, list[int | None]] = defaultdict(list)
    for query in made:
        places[query.kind].append(rank_of(index, query))
    return {kind: figures(found) for kind, found in places.items()}


def report(found: dict[str, Figures], absent: set[str]) -> None:
    """Print a table with a row for each class and their mean."""
    print("| class | first | in five | MRR | answered |\n| --- | ---: | ---: | ---: | ---: |")
    for kind, row in found.items():
        share = f"| {row.answered:.1%} |"
        print(f"| {kind} | | | {share}" if kind in absent else f"{_row(kind, row)} {share}")
    print(f"{_row('**mean**', mean(found, absent))} |")


def mean(found: dict[str, Figures], absent: set[str]) -> Figures:
    """Return the mean over all classes that have right answers."""
    rows = [row for kind, row in found.items() if kind not in absent]
    return Figures(*(sum(column) / len(rows) for column in zip(*rows, strict=True)))


def _row(name: str, row: Figures) -> str:
    return f"| {name} | {row.first:.1%} | {row.in_five:.1%} | {row.mrr:.3f}"


def ablate(
    log: Path, made: Sequence[Query], typed: Sequence[Sequence[Query]], absent: set[str]
) -> None:
    """Print a table with a row for each part left out."""
    kinds = sorted(absent)
    print(f"| | first | in five | MRR | letters | {' | '.join(kinds)} | what it costs most |")
    print(f"| --- |{' ---: |' * (len(kinds) + 4)} --- |")
    base: dict[str, Figures] = {}
    for name, patches in ABLATIONS.items():
        with ExitStack() as stack:
            for module, attribute, value in patches:
                stack.enter_context(patch.object(module, attribute, value))
            index = build_index(parse(log.read_bytes()))
            found = classes(index, made)
            letters = [letters_needed(index, states) for states in typed]
        base = base or found
        needed = f"{sum(letters) / len(letters):.2f}" if letters else "-"
        answered = " | ".join(f"{found[kind].answered:.1%}" for kind in kinds)
        row = _row(name, mean(found, absent))
        print(f"{row} | {needed} | {answered} | {_losses(base, found)} |", flush=True)


def _losses(base: dict[str, Figures], found: dict[str, Figures]) -> str:
    """Name the classes that lose most, with the points of "first" that they lose."""
    losses = sorted((found[kind].first - base[kind].first, kind) for kind in base)
    return ", ".join(f"{kind} {loss * 100:+.0f}" for loss, kind in losses[:3] if loss < NOISE)


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("log", type=Path)
    parser.add_argument("--queries", type=Path, nargs="+", default=[], metavar="FILE")
    parser.add_argument("--paraphrases", type=Path, metavar="FILE")
    parser.add_argument("--ablation", action="store_true", help="leave out one part after another")
    args = parser.parse_args()
    index = build_index(parse(args.log.read_bytes()))
    made: list[Query] = []
    typed: list[list[Query]] = []
    for path in args.queries:
        some, states = read_queries(path)
        made += some
        typed += states
    if args.paraphrases:
        made += read_paraphrases(args.paraphrases, index.document)
    elif not args.queries:
        made = [query for seed in SEEDS for query in queries(index.document, seed)]
    absent = {query.kind for query in made if not query.right}
    if args.ablation:
        ablate(args.log, made, typed, absent)
        return
    report(classes(index, made), absent)
    if typed:
        letters = [letters_needed(index, states) for states in typed]
        print(f"\nin five for good after {sum(letters) / len(letters):.2f} letters")


if __name__ == "__main__":
    main()
