"""Tags are written and taken out in the way of the log, and nothing else changes."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logtui.document.editing.draft import Draft, DraftError
from logtui.document.editing.edits import add_draft, change_entry, draft_of
from logtui.document.editing.verification import check_edit
from logtui.document.properties.tags import log_tags, tag_key, title_without_tags, written_tags
from logtui.document.reading.parser import parse

if TYPE_CHECKING:
    from logtui.document.model import Document, Entry

SIGNS = "## 2024-01-01\n- a #known\n- b #known\n- c #known\n\n"
LISTS = (
    "## 2024-01-01\n- a\n    - **Tags:** x, y\n- b\n    - **Tags:** x\n- c\n    - **Tags:** z\n\n"
)
LINES = "## 2024-01-01\n- a\n    - #known #x\n- b\n    - #known\n- c\n    - #known\n\n"
CHAINS = "## 2024-01-01\n- a :x:y:\n- b :x:z:\n- c :known:y:\n\n"
NONE = "## 2024-01-01\n- a\n- b\n- c\n\n"
BELOW = "## 2024-01-01\n- a\n  Tags: x, y\n- b\n  Tags: y\n- [c](https://c.example)\n  Tags: z\n\n"
APART = "## 2024-01-01\n\n### a\n\nTags: x, y\n\n### b\n\ntext\n\nTags: y\n\n### c\n\nTags: z\n\n"
LOGS = (SIGNS, LISTS, LINES, CHAINS, NONE, BELOW, APART)

ENTRIES = (
    *("- T", "- [T](https://x.example)", "- T\n    - a note", "- T #known #k2\n    - a note"),
    *("- T\n    - Tags: q, r", "- Read #ml papers", "- T. See #ml.\n    - #ml", "1. T #a, #b"),
    *("- [ ] T #a", "- T\n\n    a paragraph #known", "- T\n    - `#code` #a\n    - #b #c"),
    *("- #first T", "- T :x:y:", "- [T](https://x.example) and more #a", "- T\n    tags:: #a #b"),
    *("- T\n  Tags: x, z", "- T (see #a)", "- [T](https://x.example)\\\n  more #a"),
    *("- T\n    - Tags: `a`, `b`", "### T #a", "### T ##", "- **Paper:** [T](u) #a"),
)


def log_with(log: str, entry: str, newline: str = "\n") -> tuple[Document, Entry]:
    """Return a log with ``entry`` between others, and that entry."""
    text = f"{log}## 2024-01-02\n- before\n{entry}\n- after\n".replace("\n", newline)
    document = parse(text.encode())
    first_line = entry.partition("\n")[0]
    return document, next(e for e in document.entries if first_line in e.span.of(document.text))


def with_tags(document: Document, entry: Entry, tags: tuple[str, ...]) -> Document:
    """Return the log in which ``entry`` has ``tags``, as it is when that is written."""
    draft = draft_of(document, entry)
    assert draft is not None
    new = replace(draft, tags=tags)
    edit = change_entry(document, entry, new)
    if edit is None:
        return document
    check_edit(document, edit, new, entry)
    return parse(edit.apply(document.text).encode())


def others(document: Document, entry: Entry) -> list[str]:
    """Return the lines of all entries but ``entry``."""
    return [e.span.of(document.text).rstrip() for e in document.entries if e.day != entry.day]


@pytest.mark.parametrize(
    ("log", "entry", "written"),
    [
        (SIGNS, "- T", "- T #new #other"),
        (SIGNS, "- [T](https://x.example)", "- [T](https://x.example) #new #other"),
        (SIGNS, "- T #a\n    - a note", "- T #a #new #other\n    - a note"),
        (SIGNS, "### T ##", "### T #new #other ##"),
        (NONE, "- T", "- T #new #other"),
        (LISTS, "- T", "- T\n    - **Tags:** new, other"),
        (LISTS, "- T\n  - a note", "- T\n  - a note\n  - **Tags:** new, other"),
        (LISTS, "- T\n    - Tags: `q`", "- T\n    - Tags: `q`, `new`, `other`"),
        (LINES, "- T", "- T\n    - #new #other"),
        (BELOW, "- T", "- T\n  Tags: new, other"),
        (BELOW, "- T\n  - a note", "- T\n  - a note\n  - Tags: new, other"),
        (APART, "- T", "- T #new #other"),
        (SIGNS, "- T (see #a)", "- T (see #a) #new #other"),
        (CHAINS, "- T", "- T :new:other:"),
        (CHAINS, "- T :x:y:", "- T :x:y:new:other:"),
        (LISTS, "- T\n    tags:: #a #b", "- T\n    tags:: #a #b #new #other"),
    ],
)
def test_new_tags_look_like_those_of_the_log(log: str, entry: str, written: str) -> None:
    document, old = log_with(log, entry)
    new = with_tags(document, old, (*written_tags(document, old), "new", "other"))
    assert new.text == document.text.replace(entry, written)


def test_a_blank_line_stands_above_a_line_of_tags_where_it_does_elsewhere() -> None:
    document = parse(f"{APART}### d\n\nwords\n".encode())
    new = with_tags(document, document.entries[3], ("new",))
    assert new.text == f"{document.text}\nTags: new\n"
    assert with_tags(new, new.entries[3], ()).text == document.text


@pytest.mark.parametrize(
    ("entry", "written"),
    [
        ("- T #gone", "- T"),
        ("- T #a #gone", "- T #a"),
        ("- T #gone #a", "- T #a"),
        ("- #gone T", "- T"),
        ("- Read #gone papers", "- Read gone papers"),
        ("- T. See #gone.", "- T. See gone."),
        ("- T\n    - #gone", "- T"),
        ("- T\n    - #a #gone\n    - x", "- T\n    - #a\n    - x"),
        ("- T\n    - a note #gone", "- T\n    - a note"),
        ("- T\n    - Tags: gone", "- T"),
        ("- T\n    - Tags: gone, a, b", "- T\n    - Tags: a, b"),
        ("- T\n    - Tags: a, gone, b", "- T\n    - Tags: a, b"),
        ("- T\n    - Tags: a, #GONE", "- T\n    - Tags: a"),
        ("- T :x:gone:", "- T :x:"),
        ("- T #Gone\n    - Tags: a, gone", "- T\n    - Tags: a"),
    ],
)
def test_a_tag_goes_from_wherever_it_stands(entry: str, written: str) -> None:
    document, old = log_with(CHAINS, entry)
    kept = tuple(name for name in written_tags(document, old) if tag_key(name) != "gone")
    assert with_tags(document, old, kept).text == document.text.replace(entry, written)


@given(st.sampled_from(LOGS), st.sampled_from(ENTRIES), st.sampled_from(("\n", "\r\n")), st.data())
def test_a_tag_that_comes_and_goes_leaves_the_bytes_as_they_were(
    log: str, entry: str, newline: str, data: st.DataObject
) -> None:
    document, old = log_with(log, entry, newline)
    tags = written_tags(document, old)
    names = st.lists(st.sampled_from(("n1", "n-2", "über", "a/b")), min_size=1, unique=True)
    new = with_tags(document, old, (*tags, *data.draw(names)))
    assert others(new, old) == others(document, old)
    changed = next(e for e in new.entries if e.span.start == old.span.start)
    assert title_without_tags(new, changed).startswith(("T", "Read", "#first T"))
    assert with_tags(new, changed, tags).text == document.text


@given(st.sampled_from(LOGS), st.sampled_from(ENTRIES), st.data())
def test_an_entry_has_the_tags_that_it_is_to_have(
    log: str, entry: str, data: st.DataObject
) -> None:
    document, old = log_with(log, entry)
    names = (*written_tags(document, old), "n1", "n2")
    wanted = tuple(data.draw(st.lists(st.sampled_from(names), unique=True)))
    new = with_tags(document, old, wanted)
    changed = next(e for e in new.entries if e.span.start == old.span.start)
    assert set(written_tags(new, changed, log_tags(document).habits)) == set(wanted)
    assert others(new, old) == others(document, old)


def test_tags_change_along_with_everything_else() -> None:
    document, old = log_with(SIGNS, "- [T](https://x.example) #a\n    - one")
    draft = Draft("U", "https://y.example", None, datetime.date(2024, 1, 3), "two", ("b",))
    edit = change_entry(document, old, draft)
    assert edit is not None
    check_edit(document, edit, draft, old)
    new = edit.apply(document.text)
    assert new.endswith(
        "- before\n- after\n\n## 2024-01-03\n- [U](https://y.example) #b\n    - two\n"
    )


@pytest.mark.parametrize(
    ("log", "lines"),
    [
        (SIGNS, "- [T](https://x.example) #ml #deep-learning\n    - a note"),
        (LISTS, "- [T](https://x.example)\n    - a note\n    - **Tags:** ml, deep learning"),
        (NONE, "- [T](https://x.example) #ml #deep-learning\n    - a note"),
    ],
)
def test_a_new_entry_comes_with_its_tags(log: str, lines: str) -> None:
    document, _ = log_with(log, "- T")
    date = datetime.date(2024, 1, 2)
    draft = Draft("T", "https://x.example", None, date, "a note", ("ml", "deep learning"))
    edit = add_draft(document, draft)
    check_edit(document, edit, draft)
    assert edit.apply(document.text) == f"{document.text}{lines}\n"


@pytest.mark.parametrize("name", ["12", "c++", "a.b", "", "#", "a,b", "fff", "a\nb"])
def test_what_cannot_be_a_tag_is_refused(name: str) -> None:
    document, old = log_with(SIGNS, "- T")
    with pytest.raises(DraftError) as raised:
        with_tags(document, old, (name,))
    assert raised.value.field == "tags"
