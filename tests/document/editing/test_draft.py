from __future__ import annotations

import datetime
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from logtui.document.dates.partial import PartialDate
from logtui.document.editing import edits
from logtui.document.editing.draft import Draft, DraftError, guess_kind, split_title_and_link
from logtui.document.editing.verification import check_edit
from logtui.document.reading import parser
from support.draft_edits import added, read

if TYPE_CHECKING:
    from logtui.document.model import Document

LOG = (
    "Legend:\n- 📜: papers\n- 📺: videos\n\n"
    "09/25/2024\n- 📜[A](https://arxiv.org/abs/1)\n- 📺[B](https://www.youtube.com/watch?v=1)\n\n"
    "09/20/2024\n- 📜[C](http://arxiv.org/pdf/2)\n- 📺[D](https://example.org)\n"
    "- 📜[E](https://example.org/x)\n"
)
DRAFT = Draft("Title", "https://example.org", None, datetime.date(2024, 9, 25))
TITLES = (
    *("a ] b", "a [ b", "[x](y)", "a](b", "![a](b)", "[^1]", "[ ] foo", "](", "[a] [b]"),
    *("*foo* bar", "**Note:** x", "a_b_c", "__init__", "`code`", "~~gone~~", "<b>x</b>", "&amp;"),
    *("# foo", "- foo", "> foo", "1. foo", "---", "|a|", "\\", "x\\", "09/20/2024", "Legend:"),
    *("https://x.org", "a 2024-09-25 b"),
)
URLS = (
    *("a b", "x(y", "x)y", "a_(b)", "a[b", "<x>", "a<b", "a>b", "a\\b", "\\(", "./p q/(x", "x#sec"),
    *("https://e.org/?a=1&amp;b", "https://e.org/`z`", 'x "y"', "./[1.4]_S_&_SAEs"),
)


def written(draft: Draft) -> Document:
    return read(added(LOG, draft))


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("kind", [None, "papers"])
@pytest.mark.parametrize("url", [None, "https://example.org/y"])
def test_a_title_reads_back_as_typed(title: str, kind: str | None, url: str | None) -> None:
    document = written(replace(DRAFT, title=title, kind=kind, url=url))
    found = document.entries[2]
    assert document.title(found) == title
    assert document.url(found) == url or (url is None and document.url(found) == title)


@pytest.mark.parametrize("url", URLS)
def test_a_link_reads_back_as_typed(url: str) -> None:
    document = written(replace(DRAFT, url=url))
    assert document.url(document.entries[2]) == url
    assert document.title(document.entries[2]) == "Title"


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (replace(DRAFT, title=""), "title"),
        (replace(DRAFT, title="  "), "title"),
        (replace(DRAFT, title="two\nlines"), "title"),
        (replace(DRAFT, title="a\x1b[31mb"), "title"),
        (replace(DRAFT, title="a\u2028b"), "title"),
        (replace(DRAFT, title="half \udce9"), "title"),
        (replace(DRAFT, title="📜 foo", url=None), "title"),
        (replace(DRAFT, url="a\nb"), "url"),
        (replace(DRAFT, url="a\tb"), "url"),
        (replace(DRAFT, kind="a\nb"), "kind"),
        (replace(DRAFT, notes="a\x00b"), "notes"),
        (replace(DRAFT, notes="```\nnever closed"), "notes"),
        (replace(DRAFT, date=None), "date"),
        (replace(DRAFT, date=PartialDate(2024, 13, None)), "date"),
        (replace(DRAFT, date=PartialDate(2023, 2, 29)), "date"),
    ],
)
def test_what_cannot_be_written_is_refused_at_its_field(draft: Draft, field: str) -> None:
    with pytest.raises(DraftError) as refused:
        written(draft)
    assert refused.value.field == field
    assert str(refused.value)[0].islower()
    assert not str(refused.value).endswith(".")


@pytest.mark.parametrize(
    ("notes", "lines"),
    [
        ("one\ntwo", "- one\n- two"),
        ("- one\n* two\n3. three", "- one\n* two\n3. three"),
        ("  a\n    b\n\n  c\n", "- a\n    - b\n\n- c"),
        ("\ta\n\t\tb", "- a\n    - b"),
        ("09/20/2024\n# b\n> c\n---", "- 09/20/2024\n- # b\n- > c\n- ---"),
        ("see\n```py\nx\n    y\n```", "- see\n```py\nx\n    y\n```"),
        ("a\r\nb\rc", "- a\n- b\n- c"),
        (" \n ", None),
    ],
)
def test_notes_read_back_as_typed(notes: str, lines: str | None) -> None:
    document = written(replace(DRAFT, notes=notes))
    assert document.notes(document.entries[2]) == lines


def test_characters_that_would_turn_the_log_into_mojibake_are_refused() -> None:
    document = parser.parse(b"## 2024-09-25\n- a\n")
    draft = Draft("Ã©tÃ© Ã©tÃ©", None, None, datetime.date(2024, 9, 25))
    with pytest.raises(DraftError) as refused:
        check_edit(document, edits.add_draft(document, draft), draft)
    assert refused.value.field == "title"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("[A [b] c](https://x.org/(y))", ("A [b] c", "https://x.org/(y)")),
        ("- 📜[A](https://x.org)\n", ("A", "https://x.org")),
        (" https://x.org/a ", (None, "https://x.org/a")),
        ("<https://x.org/a>", (None, "https://x.org/a")),
        ("some words", (None, None)),
        ("some words https://x.org", (None, None)),
        ("https://x.org some words", (None, None)),
        ("", (None, None)),
    ],
)
def test_a_pasted_link_splits_itself(text: str, parts: tuple[str | None, str | None]) -> None:
    assert split_title_and_link(text) == parts


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://arxiv.org/abs/9", "papers"),
        ("https://youtube.com/watch?v=9", "videos"),
        ("https://example.org/9", None),
        ("https://nowhere.example/9", None),
        ("./projects/x", None),
    ],
)
def test_a_kind_is_guessed_where_the_host_agrees(url: str, name: str | None) -> None:
    kind = guess_kind(read(LOG), url)
    assert (kind.name if kind else None) == name


HOST_LEGEND = "Legend:\n- 📜: papers, on arxiv.org mostly\n- 📺: videos\n\nMore on arxiv.org.\n\n"


def guessed(entries: str, url: str = "https://arxiv.org/abs/9") -> str | None:
    kind = guess_kind(parser.parse(f"{HOST_LEGEND}09/25/2024\n{entries}".encode()), url)
    return kind.symbol if kind else None


@pytest.mark.parametrize(
    ("entries", "symbol"),
    [
        ("- 📜[A](https://arxiv.org/abs/1)\n", "📜"),
        ("- 📜[A](https://www.arxiv.org/abs/1)\n", "📜"),
        ("- 📺[On arxiv.org](https://youtube.com/1)\n- 📜[A](https://arxiv.org/1)\n", "📜"),
        ("- 📺[B](https://b.org)\n    - like https://arxiv.org/abs/1\n", None),
        ("- [A](https://arxiv.org/abs/1)\n", None),
        ("- 📺[A](https://notarxiv.org/abs/1)\n", None),
        ("", None),
    ],
)
def test_only_entries_whose_own_link_goes_to_the_host_tell(
    entries: str, symbol: str | None
) -> None:
    assert guessed(entries) == symbol


@pytest.mark.parametrize(("others", "symbol"), [(1, "📜"), (2, None)])
def test_four_in_five_have_to_agree(others: int, symbol: str | None) -> None:
    papers = "- 📜[A](https://arxiv.org/abs/1)\n" * (5 - others)
    assert guessed(papers + "- 📺[B](https://arxiv.org/abs/2)\n" * others) == symbol


def test_the_first_forty_tell() -> None:
    papers, videos = (f"- {symbol}[A](https://arxiv.org/abs/1)\n" for symbol in "📜📺")
    assert guessed(papers * 40 + videos * 60) == "📜"
    assert guessed(papers * 30 + videos * 60) is None


@pytest.mark.parametrize("url", ["", "./projects/x", "mailto:a@arxiv.org"])
def test_what_has_no_host_has_no_guess(url: str) -> None:
    assert guessed("- 📜[A](./projects/x)\n", url) is None
