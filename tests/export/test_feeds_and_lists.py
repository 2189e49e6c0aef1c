"""Feeds, bookmarks, tables, digests and Markdown."""

from __future__ import annotations

import csv
import datetime
import io
from html.parser import HTMLParser

import feedparser  # type: ignore[import-untyped]  # it has no types
import pytest

from logtui.export.atom import FeedOptions, atom_text
from logtui.export.digest import DigestOptions, day_range, digest_text
from logtui.export.listing import bookmarks_text, csv_text, markdown_text
from support.papers import PAPERS_LOG, document_of

DOCUMENT = document_of(PAPERS_LOG)
ENTRIES = DOCUMENT.entries
ODD = document_of("## 2024-01\n- [=1+1](./a.pdf)\n    - x ]]> y\n\n## 29/01\n- two\n")


def feed(text: str, **options: object) -> feedparser.FeedParserDict:
    """Return what a reader of feeds makes of the feed of the log ``text``."""
    document = document_of(text)
    made = atom_text(document, document.entries, FeedOptions("Reading", **options))  # type: ignore[arg-type]  # each test names its own
    parsed = feedparser.parse(made.encode())
    assert not parsed.bozo, parsed.get("bozo_exception")
    return parsed


# Feeds


def test_a_reader_takes_the_feed() -> None:
    parsed = feed(PAPERS_LOG, url="https://a.org/feed.atom")
    assert parsed.version == "atom10"
    assert parsed.feed.id == "https://a.org/feed.atom"
    assert parsed.feed.updated == "2024-12-02T12:00:00Z"
    assert [entry.title for entry in parsed.entries][:2] == [
        "an idea without a link",
        "Computer latency: 1977-2017",
    ]
    assert len({entry.id for entry in parsed.entries}) == 7
    paper = parsed.entries[2]
    assert paper.link == "https://arxiv.org/pdf/1706.03762v5"
    assert [tag.term for tag in paper.tags] == ["papers"]
    assert "the second reading" in paper.content[0].value


def test_a_new_title_does_not_come_up_as_a_new_entry() -> None:
    before = [entry.id for entry in feed(PAPERS_LOG).entries]
    edited = PAPERS_LOG.replace("Computer latency", "Latency").replace("second", "third")
    assert [entry.id for entry in feed(edited).entries] == before


def test_the_newest_entries_come_and_no_more_than_asked_for() -> None:
    dates = [entry.updated[:10] for entry in feed(PAPERS_LOG, limit=4).entries]
    assert dates == ["2024-12-02"] * 3 + ["2024-06-03"]


def test_a_month_counts_from_its_first_day() -> None:
    text = atom_text(ODD, ODD.entries, FeedOptions("x"))
    assert "<updated>2024-01-01T12:00:00Z</updated>" in text


# Bookmarks


class BookmarkReader(HTMLParser):
    """Reads bookmarks as browsers do: what is not closed goes on."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[dict[str, str | None]] = []
        self.titles: list[str] = []
        self.notes: list[str] = []
        self._into: list[str] | None = None
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.links.append(dict(attrs))
        self._into = {"a": self.titles, "dd": self.notes}.get(tag)

    def handle_data(self, data: str) -> None:
        if self._into is not None:
            self._into.append(data.strip())
            self._into = None


def test_bookmarks_read_back_as_browsers_read_them() -> None:
    text = bookmarks_text(DOCUMENT, ENTRIES)
    assert text.startswith("<!DOCTYPE NETSCAPE-Bookmark-file-1>\n")
    read = BookmarkReader(text)
    assert len(read.links) == 6
    assert read.links[0]["href"] == "https://arxiv.org/pdf/1706.03762v5"
    assert read.links[0]["tags"] == "papers"
    added = datetime.datetime.fromtimestamp(int(read.links[0]["add_date"] or 0), datetime.UTC)
    assert added.date() == datetime.date(2024, 12, 2)
    assert read.titles[:2] == ["Attention Is All You Need, again", "Computer latency: 1977-2017"]
    assert read.notes[0] == "- the second reading"


def test_what_is_to_be_read_is_said_in_bookmarks_and_tables() -> None:
    lines = (f"- [{box}] [a](https://a.org/{number})\n" for number, box in enumerate(" /x-"))
    document = document_of(f"2024-05-06\n{''.join(lines)}")
    links = BookmarkReader(bookmarks_text(document, document.entries)).links
    assert [link.get("toread") for link in links] == ["1", "1", None, None]
    rows = csv.DictReader(io.StringIO(csv_text(document, document.entries)))
    assert [row["state"] for row in rows] == ["open", "reading", "done", "dropped"]


def test_a_section_of_what_is_to_be_read_keeps_its_name() -> None:
    document = document_of("# Log\n\n## To read\n\n- a\n\n## 2024-05-06\n\n- b\n")
    text = markdown_text(document, document.entries)
    assert text == "## To read\n\n- a\n\n## 2024-05-06\n\n- b\n"


# Tables


def test_a_table_has_a_row_for_each_entry() -> None:
    rows = list(csv.DictReader(io.StringIO(csv_text(DOCUMENT, ENTRIES))))
    assert list(rows[0]) == ["date", "kind", "title", "url", "notes", "tags", "state", "line"]
    assert rows[0]["date"] == "2024-12-02"
    assert rows[0]["kind"] == "papers"
    assert rows[0]["notes"] == "- the second reading"
    assert rows[2]["url"] == ""
    assert len(rows) == 7


def test_cells_are_no_formulas_where_a_spreadsheet_reads_them() -> None:
    assert ",=1+1," in csv_text(ODD, ODD.entries)
    assert ",'=1+1," in csv_text(ODD, ODD.entries, spreadsheet=True)


# Digests


def test_a_digest_has_counts_and_titles_by_kind() -> None:
    june = [entry for entry in ENTRIES if str(DOCUMENT.date(entry)).count("month=6")]
    week = DigestOptions(first=datetime.date(2024, 6, 3), last=datetime.date(2024, 6, 9))
    assert digest_text(DOCUMENT, june, week) == (
        "# Reading, 3–9 June 2024\n"
        "\n"
        "4 entries: 2 papers, 1 video, 1 code, experiments.\n"
        "\n"
        "## Papers\n"
        "\n"
        "- [Attention Is All You Need](https://arxiv.org/abs/1706.03762) — multi-head attention\n"
        "- [Deep learning](https://doi.org/10.1038/nature14539)\n"
        "\n"
        "## Videos\n"
        "\n"
        "- [Let's build GPT](https://www.youtube.com/watch?v=kCc8FmEb1nY)\n"
        "\n"
        "## Code, experiments\n"
        "\n"
        "- [micrograd](https://github.com/karpathy/micrograd)\n"
    )


def test_a_digest_by_day_with_all_notes() -> None:
    text = digest_text(DOCUMENT, ENTRIES, DigestOptions("Mine", grouping="day", notes="all"))
    assert text.startswith("# Mine\n")
    assert "\n## 2024-12-02\n" in text
    assert "    - the second reading\n" in text
    assert "- an idea without a link\n" in text


def test_a_digest_of_nothing() -> None:
    assert digest_text(DOCUMENT, [], DigestOptions()) == "# Reading\n\n0 entries.\n"


def test_a_tag_in_a_title_is_shown_in_a_digest() -> None:
    document = document_of("## 2024-01-01\n- a <script> tag\n")
    assert "- a &lt;script> tag\n" in digest_text(document, document.entries, DigestOptions())


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        ((2024, 6, 3), (2024, 6, 9), "3–9 June 2024"),
        ((2024, 6, 3), (2024, 6, 3), "3 June 2024"),
        ((2024, 6, 28), (2024, 7, 4), "28 June – 4 July 2024"),
        ((2024, 12, 30), (2025, 1, 5), "30 December 2024 – 5 January 2025"),
    ],
)
def test_days_are_named_briefly(
    first: tuple[int, int, int], last: tuple[int, int, int], text: str
) -> None:
    assert day_range(datetime.date(*first), datetime.date(*last)) == text


# Markdown


def test_markdown_is_a_log_that_reads_back() -> None:
    text = markdown_text(DOCUMENT, ENTRIES)
    again = document_of(text)
    assert markdown_text(again, again.entries) == text
    assert [again.title(entry) for entry in again.entries] == [
        DOCUMENT.title(entry) for entry in ENTRIES
    ]
    assert [again.url(entry) for entry in again.entries] == [
        DOCUMENT.url(entry) for entry in ENTRIES
    ]
    assert again.legend.kinds == DOCUMENT.legend.kinds
