"""The page: what is in it, and what a real browser makes of it."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from typing import TYPE_CHECKING

import pytest

from logtui.export.notes_html import notes_html
from logtui.export.page import PageOptions, page_text
from support.browsers import show
from support.html_pages import PageReader
from support.papers import PAPERS_LOG, document_of

if TYPE_CHECKING:
    from pathlib import Path

    from support.browsers import ShownPage

TWO_YEARS = f"{PAPERS_LOG}\n## 2023-05-01\n- [Émile](https://example.org/emile)\n"


def page_of(text: str, options: PageOptions | None = None) -> str:
    """Return the page of all of the log ``text``."""
    document = document_of(text)
    return page_text(document, document.entries, options or PageOptions())


def ids(text: str) -> list[str]:
    """Return the ids of the entries of the page ``text``."""
    return [str(attributes["id"]) for tag, attributes in PageReader(text).tags if tag == "article"]


def test_deep_links_survive_edits_and_newer_entries() -> None:
    before = ids(page_of(PAPERS_LOG))
    edited = PAPERS_LOG.replace("the second reading", "other words").replace("latency:", "Latency")
    newer = edited.replace("## 2024-12-02", "## 2025-01-01\n\n- new\n\n## 2024-12-02")
    assert ids(page_of(newer))[1:] == before
    assert all(re.fullmatch(r"e-2024-\d\d-\d\d-[0-9a-f]{8}", name) for name in before)


def test_days_are_headings_with_their_dates_as_ids() -> None:
    page = PageReader(page_of(PAPERS_LOG))
    assert {"2024-12-02", "2024-06-03"} <= set(page.attributes("id"))
    assert page.attributes("datetime") == ["2024-12-02", "2024-06-03"]
    assert [tag for tag, _ in page.tags if tag in {"h1", "h2", "h3"}] == [
        *("h1", "h2", "h3", "h3", "h3", "h2", "h3", "h3", "h3", "h3"),
    ]


def test_years_are_named_where_there_are_several() -> None:
    assert "<nav" not in page_of(PAPERS_LOG)
    page = page_of(TWO_YEARS)
    assert '<nav aria-label="Years"><ul><li><a href="#y2024">2024</a></li>' in page
    assert '<h2 class="year" id="y2023">2023</h2>' in page


def test_the_policy_allows_its_own_style_and_script_and_nothing_else() -> None:
    page = page_of(PAPERS_LOG)
    policy = re.findall(r'Content-Security-Policy" content="([^"]*)"', page)[0]
    sources = dict(part.split(" ", 1) for part in policy.split("; "))
    assert sources["default-src"] == "'none'"
    for name, tag in (("style-src", "style"), ("script-src", "script")):
        content = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)[0]
        digest = b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert sources[name] == f"'sha256-{digest}'"
    assert len(re.findall(r"<script>(.*?)</script>", page, re.DOTALL)[0]) < 6000
    assert page.index("<meta charset") < 1024


def test_a_fragment_is_the_entries_alone() -> None:
    fragment = page_of(PAPERS_LOG, PageOptions(is_fragment=True))
    assert fragment.startswith("<section ")
    assert fragment.endswith("</section>\n")
    assert "<script" not in fragment


def test_a_page_names_its_feed_title_and_language() -> None:
    options = PageOptions("A & B <i>", "de", feed_url="https://a.org/feed?a=1&b=2")
    page = page_of(PAPERS_LOG, options)
    assert "<title>A &amp; B &lt;i&gt;</title>" in page
    assert '<html lang="de">' in page
    assert 'type="application/atom+xml" href="https://a.org/feed?a=1&amp;b=2"' in page


@pytest.mark.parametrize(
    ("days", "language"),
    [
        ("## 2024-01-01\n- x\n", "en"),
        ("## 3 March 2024\n- x\n", "en"),
        ("## 3. März 2024\n- x\n\n## 4. April 2024\n- y\n", "de"),
        ("## 3 mars 2024\n- x\n\n## 4 août 2024\n- y\n", "fr"),
        ("## Marzec 2024\n- x\n\n## Sierpień 2024\n- y\n", "pl"),
    ],
)
def test_the_language_is_that_of_the_months(days: str, language: str) -> None:
    assert f'<html lang="{language}">' in page_of(days)


@pytest.mark.parametrize(
    ("notes", "html"),
    [
        ("- a **b**\n", "<ul>\n<li>a <strong>b</strong></li>\n</ul>\n"),
        ("<script>x</script>\n", "<p>&lt;script&gt;x&lt;/script&gt;</p>\n"),
        ("[x](javascript:y)\n", "<p>[x](javascript:y)</p>\n"),
        ("[x](JaVaScRiPt:y)\n", "<p>[x](JaVaScRiPt:y)</p>\n"),
        ("[x](&#106;avascript:y)\n", "<p>[x](javascript:y)</p>\n"),
        ("[x](data:text/html,y)\n", "<p>[x](data:text/html,y)</p>\n"),
        ("[x](file:///etc/passwd)\n", "<p>[x](file:///etc/passwd)</p>\n"),
        ("[x](./a.pdf)\n", '<p><a href="./a.pdf" rel="noreferrer">x</a></p>\n'),
        (
            "https://a.org/x.\n",
            '<p><a href="https://a.org/x" rel="noreferrer">https://a.org/x</a>.</p>\n',
        ),
        ("![a picture](b.png)\n", '<p><a href="b.png" rel="noreferrer">a picture</a></p>\n'),
        ("# big\n", "<h4>big</h4>\n"),
        ("~~gone~~ $x$\n", "<p><s>gone</s> $x$</p>\n"),
        (
            "- [x] done\n- [ ] open\n",
            (
                '<ul>\n<li><input type="checkbox" disabled aria-label="done" checked> done</li>\n'
                '<li><input type="checkbox" disabled aria-label="to do"> open</li>\n</ul>\n'
            ),
        ),
    ],
)
def test_notes_are_markdown_in_which_nothing_runs(notes: str, html: str) -> None:
    assert notes_html(notes) == html


def test_very_long_notes_are_shown_as_they_are_typed() -> None:
    notes = "[" * 1_000_000
    assert notes_html(f"{notes}<b>\n") == f"<pre>{notes}&lt;b&gt;\n</pre>\n"


def test_relative_links_can_start_from_an_address() -> None:
    base = "https://a.org/log/"
    assert 'href="https://a.org/log/a.pdf"' in notes_html("[x](./a.pdf)\n", base)
    page = page_of("## 2024-01-01\n- [x](b.pdf)\n", PageOptions(base_url=base))
    assert 'href="https://a.org/log/b.pdf"' in page


# In a browser


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """Give a file with the page of a log of two years."""
    file = tmp_path / "page.html"
    file.write_text(page_of(TWO_YEARS), encoding="utf-8")
    return file


def check_quiet(shown: ShownPage) -> None:
    """Assert that nothing went wrong, and that nobody was asked for anything."""
    assert shown.console == ""
    assert shown.requests == set()


@pytest.mark.parametrize("width", [400, 1200])
def test_a_browser_shows_all_of_it_and_asks_nobody(page: Path, width: int) -> None:
    shown = show(page, width=width)
    check_quiet(shown)
    assert len(shown.shown_entries) == 8


@pytest.mark.parametrize(
    ("query", "count", "message"),
    [
        ("attention", 2, "2 of 8 entries"),
        ("ATTENTION second", 1, "1 of 8 entries"),
        ("emile", 1, "1 of 8 entries"),
        ("kind:paper in:2024-06", 2, "2 of 8 entries"),
        ("in:2023", 1, "1 of 8 entries"),
        ("nowhere", 0, "No entry has all of these words."),
        ("<script>alert(1)</script>", 0, "No entry has all of these words."),
    ],
)
def test_the_address_keeps_the_filter(page: Path, query: str, count: int, message: str) -> None:
    shown = show(page, f"#q={query.replace(' ', '%20')}")
    check_quiet(shown)
    assert len(shown.shown_entries) == count
    assert shown.text_of("matches") == message


def test_a_deep_link_shows_everything(page: Path) -> None:
    name = ids(page.read_text(encoding="utf-8"))[3]
    shown = show(page, f"#{name}")
    check_quiet(shown)
    assert name in shown.shown_entries


def test_without_scripts_there_is_no_filter_and_every_entry(page: Path) -> None:
    tags = PageReader(page.read_text(encoding="utf-8")).tags
    assert [tag for tag, attributes in tags if "hidden" in attributes] == ["form"]


def test_nothing_of_a_hostile_log_runs(tmp_path: Path) -> None:
    lines = "".join(
        f"- 📜 [{text}](https://example.org/{number})\n    - {text}\n    - [x](javascript:bad())\n"
        for number, text in enumerate(
            (
                "<script>console.error('ran')</script>",
                "<img src=https://tracker.example/x.png onerror=console.error('ran')>",
                "![x](https://tracker.example/y.png)",
                '"><svg onload=console.error(1)>',
                "</style></script><script src=https://tracker.example/z.js></script>",
                "<!-- <base href=https://tracker.example/> -->",
            )
        )
    )
    file = tmp_path / "page.html"
    options = PageOptions("</title><script>console.error('ran')</script>")
    file.write_text(
        page_of(f"Legend:\n- 📜: p\n\n## 2024-01-01\n{lines}", options), encoding="utf-8"
    )
    shown = show(file)
    check_quiet(shown)
    assert len(shown.shown_entries) == 6
