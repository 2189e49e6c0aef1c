"""What each format gives, with all that real exports do."""

from __future__ import annotations

import io
import json
import sys
import zipfile

import pytest

from logtui.document.dates.partial import PartialDate
from logtui.document.reading.parser import parse
from logtui.importing.import_items import Fate, ImportItems, ImportOptions
from logtui.importing.source_file import MAX_SOURCE_BYTES
from logtui.importing.source_formats import SOURCE_FORMATS, format_of, read_source
from logtui.importing.source_item import SourceError, SourceItem, day_of

NETSCAPE = """\
<!DOCTYPE NETSCAPE-Bookmark-file-1>
<!-- This is an automatically generated file. -->
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">
<TITLE>Bookmarks</TITLE>
<H1>Bookmarks Menu</H1>
<DL><p>
  <DT><H3 ADD_DATE="1" PERSONAL_TOOLBAR_FOLDER="true">Dev &amp; Ops</H3>
  <DL><p>
    <DT><H3>Rust</H3>
    <DL>
      <DT><A HREF="https://a.example/" ADD_DATE="1700000000" TAGS="one,\
 two" ICON="data:x">A &lt;b&gt;
 split</A>
      <DD>first line
      second line
      <dt><a href=https://b.example/?x=1&amp;y=2 add_date=1700000000000 toread="1">B</a>
    </DL><p>
    <DT><A HREF="https://c.example/" ADD_DATE="1700000000000000" PRIVATE="1">C</A>
  </DL><p>
  <DT><A HREF="https://d.example/" ADD_DATE="0">D</A>
  <HR>
  <DT><A HREF="place:sort=8&amp;maxResults=10">Recent</A>
</DL>
"""

POCKET_HTML = """\
<!DOCTYPE html>
<html><head><title>Pocket Export</title></head><body>
<h1>Unread</h1>
<ul>
<li><a href="https://a.example/" time_added="1700000000" tags="x,y">A</a></li>
</ul>
<h1>Read Archive</h1>
<ul>
<li><a href="https://b.example/" time_added="1700000000" tags="">https://b.example/</a></li>
</ul></body></html>
"""

POCKET = """\
title,url,time_added,cursor,tags,status
"A, quoted",https://a.example/,1700000000,,x|y,unread
https://b.example/,https://b.example/,1700000000,,,archive
"""

RAINDROP = """\
id,title,note,excerpt,url,folder,tags,created,cover,highlights,favorite
1,A,"my
note",from the page,https://a.example/,Dev / Rust,"x, y",2023-11-14T22:00:00.000Z,,,true
"""

PINBOARD = json.dumps(
    [
        {
            "href": "https://a.example/",
            "description": "A",
            "extended": "the\nnotes",
            "meta": "0",
            "hash": "1",
            "time": "2023-11-14T12:00:00Z",
            "shared": "no",
            "toread": "yes",
            "tags": "x y",
        }
    ]
)

INSTAPAPER = """\
URL,Title,Selection,Folder,Timestamp,Tags
https://a.example/,A,chosen words,Unread,1700000000,"[""x"", ""y""]"
https://b.example/,B,,Starred,1700000000,[]
https://c.example/,C,,Work,1700000000,[]
"""

READWISE = """\
Highlight,Book Title,Book Author,Amazon Book ID,Note,Color,Tags,Location Type,Location,\
Highlighted at,Document tags
first,A Book,Ann Lee,,my note,yellow,,page,1,2023-11-14 12:00:00,x
second,A Book,Ann Lee,,,yellow,,page,2,2023-11-14 13:00:00,x
third,A Book,Ann Lee,,,yellow,,page,3,2023-11-16 13:00:00,x
"""

ZOTERO = """\
"Key","Item Type","Publication Year","Author","Title","Url","DOI","Abstract Note","Date",\
"Date Added","Manual Tags"
"K","journalArticle","2017","Vaswani, A.; Shazeer, N.","A","","10.1000/xyz","About","2017-06",\
"2023-11-14 12:00:00","x; y"
"""

BIBTEX = r"""
@string{nips = "NIPS"}
@comment{nothing}
@misc{one, title = {The {GPT-4} of {\"U}bung}, eprint = {1706.03762}, archiveprefix = {arXiv},
  timestamp = {2023-11-14T12:00:00}, keywords = {x, y}, booktitle = nips # " 2017",
  readstatus = {skimmed}}
@article{one, title = {Doubled key}, doi = {10.1000/xyz}, creationdate = {2023-11-14T12:00:00}}
@broken{two, title = {no end
@online{three, title = {{One} and {Two}}, url = {https://a.example/x_y}, urldate = {2023-11-14}}
@misc{four, title = {How}, howpublished = {\url{https://b.example/\%7Ex}},
  date-added = {2023-11-14 10:00:00 +0000}}
"""

RIS = (
    "\ufeffTY  - JOUR\r\nTI  - A\r\nAU  - Lee, Ann\r\nKW  - x\r\nKW  - y\r\nPY  - 2017\r\n"
    "Y2  - 2023/11/14/\r\nUR  - https://a.example/\r\nN1  - a note\r\nthat goes on\r\nER  - \r\n"
    "\r\n"
    "TY  - BOOK\r\nT1  - B\r\nDA  - 2023/11/14\r\nDO  - 10.1000/xyz\r\nER  -\r\n"
    "TY  - BOOK\r\nT1  - C\r\nDA  - 2017\r\nUR  - https://c.example/\r\n"
)

CSL = json.dumps(
    [
        {
            "id": "a",
            "type": "article-journal",
            "title": "A",
            "DOI": "10.1000/xyz",
            "accessed": {"date-parts": [["2023", 11, 14]]},
            "keyword": "x, y",
        },
        {"id": "b", "type": "webpage", "title": "B", "URL": "https://b.example/"},
    ]
)

JSON_LINES = (
    '{"line": 3, "date": "2023-11-14", "kind": "📜", "kind_name": "papers", "title": "A",'
    ' "url": "https://a.example/", "notes": "- a\\n    - b", "tags": ["x"]}\n'
    '{"line": 9, "date": "2023-11", "kind": null, "title": "B", "url": null, "notes": null}\n'
)

TABLE = """\
Link;Name;Added;Description
https://a.example/;A;14 November 2023;words
https://b.example/;B;11/12/2023;
"""

DAY = PartialDate(2023, 11, 14)
A, B, C = "https://a.example/", "https://b.example/", "https://c.example/"
DOI = "https://doi.org/10.1000/xyz"


@pytest.fixture(autouse=True)
def _universal_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Be where clocks show universal time."""
    import time

    monkeypatch.setenv("TZ", "UTC")
    time.tzset()


def items(text: str) -> list[SourceItem]:
    return read_source(text.encode(), "source")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("netscape", NETSCAPE),
        ("netscape", POCKET_HTML),
        ("pocket", POCKET),
        ("raindrop", RAINDROP),
        ("pinboard", PINBOARD),
        ("instapaper", INSTAPAPER),
        ("readwise", READWISE),
        ("zotero", ZOTERO),
        ("bibtex", BIBTEX),
        ("ris", RIS.removeprefix("\ufeff")),
        ("csl", CSL),
        ("jsonl", JSON_LINES),
        ("csv", TABLE),
    ],
)
def test_a_format_is_told_by_its_content(name: str, text: str) -> None:
    assert format_of(text) == name


def test_every_format_is_tried_here() -> None:
    assert set(SOURCE_FORMATS) == {
        *("netscape", "pocket", "raindrop", "pinboard", "instapaper", "readwise", "zotero"),
        *("bibtex", "ris", "csl", "jsonl", "csv"),
    }


def test_bookmarks_of_browsers() -> None:
    folder = ("Dev & Ops",)
    assert items(NETSCAPE) == [
        SourceItem(
            "A <b> split", A, DAY, ("one", "two"), "first line\nsecond line", (*folder, "Rust")
        ),
        SourceItem(
            "B", "https://b.example/?x=1&y=2", DAY, folder=(*folder, "Rust"), is_unread=True
        ),
        SourceItem("C", C, DAY, folder=folder),
        SourceItem("D", "https://d.example/"),
        SourceItem("Recent", "place:sort=8&maxResults=10"),
    ]


def test_lists_of_pocket() -> None:
    expected = [("A", A, ("x", "y"), True), (B, B, (), False)]
    assert [(i.title, i.url, i.tags, i.is_unread) for i in items(POCKET_HTML)] == expected
    assert [item.date for item in items(POCKET_HTML)] == [DAY, DAY]
    assert [(i.url, i.tags, i.is_unread) for i in items(POCKET)] == [e[1:] for e in expected]
    assert [item.title for item in items(POCKET)] == ["A, quoted", B]


def test_raindrop() -> None:
    notes = "my\nnote\nfrom the page"
    assert items(RAINDROP) == [SourceItem("A", A, DAY, ("x", "y"), notes, ("Dev", "Rust"))]


def test_pinboard_calls_the_title_description() -> None:
    assert items(PINBOARD) == [SourceItem("A", A, DAY, ("x", "y"), "the\nnotes", is_unread=True)]


def test_instapaper() -> None:
    assert items(INSTAPAPER) == [
        SourceItem("A", A, DAY, ("x", "y"), "chosen words", is_unread=True),
        SourceItem("B", B, DAY),
        SourceItem("C", C, DAY, folder=("Work",)),
    ]


def test_highlights_of_a_book_and_a_day_are_one() -> None:
    title = "A Book (Ann Lee)"
    assert items(READWISE) == [
        SourceItem(title, "", DAY, ("x",), "first\nmy note\nsecond"),
        SourceItem(title, "", PartialDate(2023, 11, 16), ("x",), "third"),
    ]


def test_the_day_of_zotero_is_when_it_was_added() -> None:
    assert items(ZOTERO) == [SourceItem("A", DOI, DAY, ("x", "y"), kind="journalArticle")]


def test_bibtex() -> None:
    assert items(BIBTEX) == [
        SourceItem("The GPT-4 of Übung", "https://arxiv.org/abs/1706.03762", DAY, ("x", "y")),
        SourceItem("Doubled key", DOI, DAY),
        SourceItem("One and Two", "https://a.example/x_y", DAY),
        SourceItem("How", "https://b.example/%7Ex", DAY),
    ]


def test_ris() -> None:
    assert items(RIS) == [
        SourceItem("A", A, DAY, ("x", "y"), "a note\nthat goes on"),
        SourceItem("B", DOI, DAY),
        SourceItem("C", C),
    ]


def test_csl() -> None:
    assert items(CSL) == [SourceItem("A", DOI, DAY, ("x", "y")), SourceItem("B", B)]


def test_entries_as_logtui_prints_them() -> None:
    assert items(JSON_LINES) == [
        SourceItem("A", A, DAY, ("x",), "- a\n    - b", kind="📜"),
        SourceItem("B", "", PartialDate(2023, 11)),
    ]
    array = "[" + ",".join(JSON_LINES.splitlines()) + "]"
    assert items(array) == items(JSON_LINES)


def test_any_table_with_a_column_of_links() -> None:
    assert items(TABLE) == [SourceItem("A", A, DAY, notes="words"), SourceItem("B", B)]


def test_an_archive_of_tables() -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("part_000000.csv", POCKET)
        archive.writestr("part_000001.csv", POCKET.replace("a.example", "z.example"))
        archive.writestr("annotations/part_000000.json", "{}")
    urls = [item.url for item in read_source(data.getvalue(), "pocket.zip")]
    assert urls == [A, B, "https://z.example/", B]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_marks_of_the_encoding_are_no_part_of_the_text(encoding: str) -> None:
    text = POCKET.replace("quoted", "größer")
    assert read_source(text.encode(encoding), "source")[0].title == "A, größer"


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("1700000000", DAY),
        ("1700000000.5", DAY),
        ("0", None),
        ("", None),
        ("2023-11-14T12:00:00Z", DAY),
        ("2023-11-14 12:00:00 UTC", DAY),
        ("14 Nov 2023", DAY),
        ("November 14, 2023", DAY),
        ("03/04/2023", None),
        ("soon", None),
        ("2023-13-45", None),
        ("9999999999999999", PartialDate(2286, 11, 20)),
    ],
)
def test_dates_as_programs_write_them(text: str, date: PartialDate | None) -> None:
    assert day_of(text) == date


def archive_of_zeros() -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("part.csv", b"url,title\n" + b"0" * (MAX_SOURCE_BYTES + 1))
    return data.getvalue()


BILLION_LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">'
    b'<!ENTITY lol2 "&lol;&lol;&lol;&lol;">]><lolz>&lol2;</lolz>'
)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"x" * (MAX_SOURCE_BYTES + 1), "larger than 64 MiB"),
        (archive_of_zeros(), "larger than 64 MiB"),
        (b"PK\x03\x04 broken", "cannot be unpacked"),
        (b"[" * 100_000 + b'"href" "description"', "none of the formats"),
        (b'[{"href": "x", "description": ' + b"[" * 200_000, "nested too deeply"),
        (b'{"title": ' * 100_000, "nested too deeply"),
        (BILLION_LAUGHS, "none of the formats"),
        (b"url,title\nhttps://a.example/,\0\n", "NUL"),
        (b"\x7fELF\0\0", "NUL"),
        (b"", "none of the formats"),
        (b"just some words\n", "none of the formats"),
        (b'[{"href": "x", "description": ', "not JSON"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(data: bytes, reason: str) -> None:
    with pytest.raises(SourceError, match=reason):
        read_source(data, "the source")


def test_a_deep_page_is_read_and_costs_little() -> None:
    page = "<!DOCTYPE NETSCAPE-Bookmark-file-1>" + "<DL><DT><H3>f</H3>" * 20_000
    page += '<DT><A HREF="https://a.example/">A</A>'
    assert [item.url for item in items(page)] == [A]


@pytest.mark.parametrize(
    "piece", ["<", "<a href='", "<a ", "<!--", "<![CDATA[", "</a ", "<DT><a '"]
)
def test_tags_that_never_end_cost_nothing_and_hide_nothing(piece: str) -> None:
    page = "<!DOCTYPE NETSCAPE-Bookmark-file-1><DL>" + piece * 100_000
    page += "\n<DT><A HREF='https://a.example/'>A</A></DL>"
    assert [item.url for item in items(page)][-1] == A


@pytest.mark.parametrize(
    "text",
    [
        *(NETSCAPE, POCKET_HTML, POCKET, RAINDROP, PINBOARD, INSTAPAPER, READWISE, ZOTERO, BIBTEX),
        *(RIS, CSL, JSON_LINES, TABLE),
    ],
)
def test_importing_any_format_twice_is_as_once(text: str) -> None:
    options = ImportOptions(undated=DAY, unread="add", tags="line")
    empty = parse(b"Legend:\n- \xf0\x9f\x93\x9c: papers\n")
    first = ImportItems(items(text), options, "source")
    edit = first.edit(empty)
    assert edit
    assert first.count(Fate.NEW) > 0
    assert first.count(Fate.REFUSED) == 0
    once = parse(edit.apply(empty.text).encode())
    again = ImportItems(items(text), options, "source")
    assert again.edit(once) is None
    assert again.count(Fate.THERE) == first.count(Fate.NEW)


def test_the_extra_for_bibtex_is_named_where_it_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "bibtexparser.entrypoint", None)
    with pytest.raises(SourceError, match=r"logtui\[bib\]"):
        items(BIBTEX)
