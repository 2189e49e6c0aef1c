"""What an edit of an entry with very many lines costs, counted in calls and in lines read."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from logtui.document.editing.edits import change_entry, draft_of
from logtui.document.editing.verification import check_edit
from logtui.document.text import lines
from support.draft_edits import read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from logtui.document.model import Document

SIZES = 500, 1000, 2000


def log_with_notes(line: str, count: int) -> Document:
    return read("## 2024-05-01\n\n- a\n" + line * count)


def change_title(document: Document) -> None:
    """Do all that a command does to give the first entry another title."""
    entry = document.entries[0]
    draft = draft_of(document, entry)
    assert draft is not None
    changed = replace(draft, title="b")
    edit = change_entry(document, entry, changed)
    assert edit is not None
    check_edit(document, edit, changed, entry)


def calls_of(task: Callable[[Document], None], document: Document) -> int:
    """Return how many functions ``task`` calls for ``document``, built-in ones included."""
    count = 0

    def count_call(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(count_call)
    try:
        task(document)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("line", ["b\n", "    b\n", "\tb\n", "    - b\n", "  b\n\n", "> b\n", "\n"])
def test_the_cost_of_an_edit_grows_with_the_lines_of_its_entry_and_no_faster(line: str) -> None:
    change_title(log_with_notes(line, 1))
    documents = [log_with_notes(line, size) for size in SIZES]
    small, middle, large = (calls_of(change_title, document) for document in documents)
    assert large - middle <= 2.1 * (middle - small)


@pytest.mark.parametrize("line", ["b\n", "    b\n", "    - b\n"])
def test_an_edit_of_a_title_reads_the_lines_of_its_notes_a_few_times_only(
    line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    iter_lines = lines.iter_lines
    count = 0

    def counted(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, str]]:
        nonlocal count
        for numbered_line in iter_lines(text, start, end):
            count += 1
            yield numbered_line

    for size in SIZES:
        document = log_with_notes(line, size)
        with monkeypatch.context() as patch:
            patch.setattr(lines, "iter_lines", counted)
            count = 0
            change_title(document)
        assert count <= 10 * size
