"""What is exported and imported again is what it was."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logtui.document.editing.draft import Draft
from logtui.document.properties.states import STATES, entry_state
from logtui.document.properties.tags import entry_tags, tag_key, title_without_tags
from logtui.document.reading.parser import parse, parse_text
from logtui.document.relations.same_link import link_identity
from logtui.document.text.encoding import repair_for_display
from logtui.export.citing.bibliography import Bibliography
from logtui.export.citing.works import works_of
from logtui.export.formats import (
    EntryFormat,
    ExportOptions,
    WorkFormat,
    entries_text,
    works_text,
)
from logtui.importing.batch import add_drafts
from logtui.importing.import_items import Fate, ImportItems, ImportOptions
from logtui.importing.source_formats import format_of, read_source

if TYPE_CHECKING:
    from logtui.document.model import Document

LEGEND = "Legend:\n- 📜: papers\n- 📺: videos\n- 🌐: broad/general resources\n"
KINDS = ("papers", "videos", None)
ENTRY_FORMATS: tuple[EntryFormat, ...] = ("netscape", "jsonl", "csv")
WORK_FORMATS: tuple[WorkFormat, ...] = ("csl", "bibtex", "biblatex", "ris")

WORDS = st.text(
    st.characters(
        codec="utf-8",
        exclude_categories=("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Zs"),
        exclude_characters="\ufeff",
    ),
    min_size=1,
    max_size=9,
)
# A title that ends a link inside of itself is refused where the entry has no kind.
TITLES = st.lists(WORDS, min_size=1, max_size=5).map(" ".join).filter(lambda t: "](" not in t)
DATES = st.dates(datetime.date(1990, 1, 1), datetime.date(2030, 12, 31))
PATHS = st.from_regex(
    r"[a-z0-9]{1,6}(/[A-Za-z0-9_.~%-]{1,6}[a-z0-9])?(\?[a-z]=[a-z0-9&_]{1,6}[a-z])?", fullmatch=True
)
NAMES = st.sampled_from(("ml", "Deep-Learning", "vision/seg", "über", "2024goals", "日本語"))
DRAFTS = st.builds(
    Draft,
    TITLES.map(lambda title: f"T {title} ."),
    PATHS.map(lambda path: f"https://example.org/{path}"),
    st.sampled_from(KINDS),
    DATES,
    tags=st.lists(NAMES, max_size=3, unique_by=tag_key).map(tuple),
)
STATED_DRAFTS = st.builds(replace, DRAFTS, state=st.sampled_from((None, *STATES)))
LOGS = st.lists(
    DRAFTS, min_size=1, max_size=6, unique_by=lambda draft: link_identity(draft.url or "")
)
STATED_LOGS = st.lists(
    STATED_DRAFTS, min_size=1, max_size=6, unique_by=lambda draft: link_identity(draft.url or "")
)


def exported(document: Document, name: EntryFormat | WorkFormat) -> str:
    """Return ``document`` in the format ``name``."""
    match name:
        case "bibtex" | "biblatex" | "csl" | "ris" | "text":
            works = Bibliography(works_of(document, document.entries), {}).of_entries(
                document.entries
            )
            return works_text(document, works, name, ExportOptions())
        case _:
            return entries_text(document, document.entries, name, ExportOptions())


def facts(document: Document, *, with_kinds: bool) -> set[tuple[object, ...]]:
    """Return link, title, date, tags, state and, where asked for, kind of each entry."""
    return {
        (
            document.url(entry),
            # As every export shows it.
            repair_for_display(title_without_tags(document, entry)),
            frozenset(entry_tags(document, entry)),
            (date.iso() if (date := document.date(entry)) else None),
            entry_state(document, entry),
            with_kinds and document.kind(entry),
        )
        for entry in document.entries
    }


@pytest.mark.parametrize("name", [*ENTRY_FORMATS, *WORK_FORMATS])
@given(drafts=LOGS)
def test_an_export_brings_back_links_titles_dates_tags_and_kinds(
    name: EntryFormat | WorkFormat, drafts: list[Draft]
) -> None:
    empty = parse(LEGEND.encode())
    document = add_drafts(empty, drafts).document
    assert len(document.entries) == len(drafts)
    text = exported(document, name)
    told = format_of(text)
    assert told == ("bibtex" if name == "biblatex" else name)
    operation = ImportItems(read_source(text.encode(), "export"), ImportOptions(), "export")
    edit = operation.edit(empty)
    assert edit or not document.entries
    new = parse_text(edit.apply(empty.text), empty.encoding) if edit else empty
    assert operation.count(Fate.REFUSED) == 0
    with_kinds = name in ENTRY_FORMATS
    assert facts(new, with_kinds=with_kinds) == facts(document, with_kinds=with_kinds)
    assert ImportItems(read_source(text.encode(), "export"), ImportOptions(), "").edit(new) is None


@pytest.mark.parametrize("name", ["jsonl", "csv"])
@given(drafts=STATED_LOGS)
def test_an_export_brings_back_states_too(name: EntryFormat, drafts: list[Draft]) -> None:
    empty = parse(LEGEND.encode())
    document = add_drafts(empty, drafts).document
    source = read_source(exported(document, name).encode(), "export")
    edit = ImportItems(source, ImportOptions(), "export").edit(empty)
    assert edit
    new = parse_text(edit.apply(empty.text), empty.encoding)
    assert facts(new, with_kinds=True) == facts(document, with_kinds=True)


@pytest.mark.parametrize(
    ("log", "states"),
    [
        ("## 2024-05-01\n- [x] a\n", {"O": "open", "R": "reading", "D": "done", "N": "dropped"}),
        ("## 2024-05-01\n- a\n", {"R": None, "D": None, "N": None}),
        ("## 2024-05-01\n- a #toread\n", {"O": "open", "R": None, "D": None, "N": None}),
        ("## To read\n- a\n\n## 2024-05-01\n- b\n", {"O": "open", "R": None, "D": None, "N": None}),
    ],
)
def test_states_are_said_as_the_log_says_them(log: str, states: dict[str, str | None]) -> None:
    text = "".join(f"- [{sign}] {title}\n" for sign, title in zip(" /x-", "ORDN", strict=True))
    source = exported(parse(f"## 2024-05-02\n{text}".encode()), "jsonl").encode()
    document = parse(f"# Log\n\n{log}".encode())
    edit = ImportItems(read_source(source, "export"), ImportOptions(), "export").edit(document)
    assert edit
    new = parse_text(edit.apply(document.text), document.encoding)
    assert {
        title[0]: entry_state(new, entry)
        for entry in new.entries
        if (title := new.title(entry))[0] in "ORDN"
    } == states


@pytest.mark.parametrize("name", [*ENTRY_FORMATS, *WORK_FORMATS])
def test_tags_of_lines_come_back_whole(name: EntryFormat | WorkFormat) -> None:
    text = "".join(
        f"- [T{number}](https://example.org/{number})\n    - a note\n    - Tags: {tags}\n"
        for number, tags in enumerate(("deep learning, ml", "ml", "C++, node.js"))
    )
    document = parse(f"{LEGEND}\n## 2024-05-01\n{text}".encode())
    empty = parse(LEGEND.encode())
    source = read_source(exported(document, name).encode(), "export")
    edit = ImportItems(source, ImportOptions(), "export").edit(empty)
    assert edit
    new = parse(edit.apply(empty.text).encode())
    assert facts(new, with_kinds=False) == facts(document, with_kinds=False)
    assert new.text.count("Tags:") == 3


def test_of_two_entries_about_one_link_the_later_state_counts() -> None:
    document = parse(
        b"## 2024-05-02\n- [x] [T](https://a.org)\n\n## 2024-05-01\n- [ ] [T](https://a.org)\n"
    )
    empty = parse(LEGEND.encode())
    source = read_source(exported(document, "jsonl").encode(), "export")
    edit = ImportItems(source, ImportOptions(), "export").edit(empty)
    assert edit
    assert edit.text.endswith("2024-05-01\n- [x] [T](https://a.org)\n")
