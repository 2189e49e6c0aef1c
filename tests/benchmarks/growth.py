"""How the time of a merge, of references and of settled conflicts grows on inputs drawn long.

    python tests/benchmarks/growth.py [NAME ...] [--size 1000]

Each input is made at SIZE, twice and four times SIZE; the last two columns tell by how much the
time has grown with each doubling: about 2 where it is linear, 4 where it is quadratic.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from logtui.document.dates.partial import PartialDate
from logtui.document.editing import edits
from logtui.document.editing.draft import Draft
from logtui.document.merging.three_way import merge_logs
from logtui.document.reading.parser import parse
from logtui.document.relations.references import Mentions
from logtui.merging import merge_with_copy
from logtui.system.process import collect_rarely
from support.made_logs import made_log

Task = Callable[[], object]


def references_in_one_entry(n: int) -> Task:
    """One entry that names a day of 499 entries ``n`` times."""
    note = "the paper from 07/22 and " * n
    return _mentions(f"07/23/2024\n- x\n    - {note}\n\n07/22/2024\n" + "- a paper\n" * 499)


def references_to_one_day(n: int) -> Task:
    """``n`` entries on one day and ``n`` references to it."""
    entries = "".join(f"- paper {number}\n" for number in range(n))
    return _mentions(
        "07/23/2024\n" + "- see the paper from 07/22\n" * n + "\n07/22/2024\n" + entries
    )


def references_to_full_day(n: int) -> Task:
    """499 entries on one day and ``n`` references to it."""
    entries = "".join(f"- paper {number}\n" for number in range(499))
    return _mentions(
        "07/23/2024\n" + "- see the paper from 07/22\n" * n + "\n07/22/2024\n" + entries
    )


def references_to_days_without_year(n: int) -> Task:
    """``n`` references to days that the log has again and again without a year."""
    return _mentions("07/23\n" + "- see the paper from 07/22\n" * n + "\n07/22\n- a\n" * n)


def _mentions(text: str) -> Task:
    document = parse(text.encode())
    return lambda: Mentions(document).advance(1e9)


def rewritten_day(n: int) -> Task:
    """A day of ``n`` lines that one side rewrote."""
    base = _day([f"- line {number}" for number in range(n)])
    ours = _day([f"- words {number}, others" for number in range(n)])
    return _merge(base, ours, base + "\n09/24/2024\n- new\n")


def rewritten_day_of_few_words(n: int) -> Task:
    """A day of ``n`` lines of few words that one side rewrote and the other changed."""
    chance = random.Random(1)  # noqa: S311 - lines of a benchmark are no secret
    base, ours, theirs = (_day([f"- {chance.choice('abcde')}" for _ in range(n)]) for _ in range(3))
    return _merge(base, ours, theirs)


def rewritten_notes(n: int) -> Task:
    """One entry with ``n`` lines of notes that one side rewrote and the other added to."""
    base = _day(["- a", *(f"    - line {number}" for number in range(n))])
    ours = _day(["- a", *(f"    - words {number}" for number in range(n))])
    return _merge(base, ours, base + "    - new\n")


def paragraphs(n: int) -> Task:
    """``n`` paragraphs of one letter."""
    return _letters("{}\n\n", n)


def undated_items(n: int) -> Task:
    """``n`` indented items under no day."""
    return _letters("    - {}\n", n)


def marker_lines(n: int) -> Task:
    """``n`` lines that are nothing but one date."""
    return _merge("9/25\n" * n, "9/25\n" * (n + n // 10), "9/25\n" * (n - n // 10) + "x\n")


def mixed_marker_lines(n: int) -> Task:
    """``n`` lines that are nothing but one of few dates."""
    return _letters("9/2{}\n", n, "12345")


def paragraphs_under_day(n: int) -> Task:
    """``n`` paragraphs of one letter under one day."""
    chance = random.Random(1)  # noqa: S311 - lines of a benchmark are no secret
    return _merge(
        *(_day(["".join(f"{chance.choice('abcde')}\n\n" for _ in range(n))]) for _ in range(3))
    )


def _copy_of(line: str, n: int, letters: str = "abcde") -> Task:
    chance = random.Random(1)  # noqa: S311 - lines of a benchmark are no secret
    ours, theirs = (
        "".join(line.format(chance.choice(letters)) for _ in range(n)).encode() for _ in range(2)
    )
    document = parse(ours)
    return lambda: merge_with_copy(document, theirs, [])


def copy_of_paragraphs(n: int) -> Task:
    """A log and a copy without a base, ``n`` paragraphs of one letter each."""
    return _copy_of("{}\n\n", n)


def copy_of_items(n: int) -> Task:
    """A log and a copy without a base, ``n`` indented items under no day each."""
    return _copy_of("    - {}\n", n)


def copy_of_markers(n: int) -> Task:
    """A log and a copy without a base, ``n`` lines that are nothing but one of few dates each."""
    return _copy_of("9/2{}\n", n, "12345")


def _letters(line: str, n: int, letters: str = "abcde") -> Task:
    chance = random.Random(1)  # noqa: S311 - lines of a benchmark are no secret
    return _merge(
        *("".join(line.format(chance.choice(letters)) for _ in range(n)) for _ in range(3))
    )


def ordinary(n: int) -> Task:
    """An ordinary log of ``n`` entries to which both sides have added a few."""
    base = made_log(n)
    at = base.index("\n\n") + 2
    middle = base.index("\n- ", len(base) // 2) + 1
    ours = base[:at] + "09/26/2024\n- ours\n\n" + base[at:]
    theirs = base[:middle] + "- theirs\n" + base[middle:]
    return _merge(base, ours, theirs)


def many_changes(n: int) -> Task:
    """A log of ``n`` entries; one side changed every eleventh note, the other as many titles."""
    days = [
        f"{1 + day % 12:02}/{1 + day % 28:02}/{2020 - day // 336}\n"
        + "".join(f"- [Paper {day} {k}](https://a.org/{day}/{k})\n    - n\n" for k in "abcd")
        for day in range(n // 4)
    ]
    base = "\n".join(days)
    half = len(base) // 2
    ours = base.replace("- n\n", "- changed\n", n // 11)
    theirs = base[:half] + base[half:].replace("[Paper", "[The paper", n // 11)
    return _merge(base, ours, theirs)


def retitled_days(n: int) -> Task:
    """``n`` entries without links in days of 60; one side gave all of them other titles."""
    base, ours = (_titles(n, seed) for seed in (1, 2))
    return _merge(base, ours, base + "\n09/24/1980\n- new\n")


def _titles(n: int, seed: int) -> str:
    chance = random.Random(seed)  # noqa: S311 - lines of a benchmark are no secret
    words = ("sparse", "causal", "latent", "robust", "planning", "of", "without", "under", "the")
    titles = [" ".join(chance.choices(words, k=10)) for _ in range(n)]
    return "\n".join(
        f"{1 + day % 12:02}/{1 + day % 28:02}/{2020 - day // 336}\n"
        + "".join(f"- {title}\n" for title in titles[60 * day : 60 * day + 60])
        for day in range(n // 60)
    )


def conflicts_and_add(n: int) -> Task:
    """``n`` marked conflicts in one day, to which an entry is added."""
    mark = "<<<<<<< ours\n- a {0}\n=======\n- b {0}\n>>>>>>> theirs\n"
    text = _day(["".join(map(mark.format, range(n))).rstrip("\n")])
    document = parse(text.encode())
    draft = Draft(title="new", date=PartialDate(2024, 9, 25))
    return lambda: edits.add_draft(document, draft)


def _day(lines: list[str]) -> str:
    return "09/25/2024\n" + "\n".join(lines) + "\n"


def _merge(*texts: str) -> Task:
    logs = [parse(text.encode()) for text in texts]
    return lambda: merge_logs(*logs)


INPUTS = (
    references_in_one_entry,
    references_to_one_day,
    references_to_full_day,
    references_to_days_without_year,
    rewritten_day,
    rewritten_day_of_few_words,
    rewritten_notes,
    retitled_days,
    paragraphs,
    paragraphs_under_day,
    undated_items,
    marker_lines,
    mixed_marker_lines,
    copy_of_paragraphs,
    copy_of_items,
    copy_of_markers,
    ordinary,
    many_changes,
    conflicts_and_add,
)


def main() -> None:
    """Measure the inputs that are named on the command line, or all."""
    options = argparse.ArgumentParser()
    options.add_argument("names", nargs="*", metavar="NAME")
    options.add_argument("--size", type=int, default=1000)
    chosen = options.parse_args()
    collect_rarely()  # as the program does
    for make in INPUTS:
        if chosen.names and make.__name__ not in chosen.names:
            continue
        times = []
        for factor in (1, 2, 4):
            task = make(chosen.size * factor)
            begin = time.process_time()
            task()
            times.append(time.process_time() - begin)
        columns = [f"{spent:8.3f} s" for spent in times]
        columns += [f"{more / max(less, 1e-6):5.1f}" for less, more in pairwise(times)]
        print(f"{make.__name__:32}", *columns, flush=True)  # noqa: T201 - this is its output


if __name__ == "__main__":
    main()
