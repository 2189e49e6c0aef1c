"""What exports of other programs do besides the usual, one detail at a time."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

import pytest

from logtui.document.dates.partial import PartialDate
from logtui.importing.source_formats import read_source
from logtui.importing.source_item import SourceItem, day_of

if TYPE_CHECKING:
    from collections.abc import Iterator

A, DOI = "https://a.example/", "https://doi.org/10.1000/xyz"
DAY = PartialDate(2023, 11, 14)
PAGE = "<!DOCTYPE NETSCAPE-Bookmark-file-1><DL><p>\n"


@pytest.fixture(params=["UTC", "Asia/Tokyo", "America/Los_Angeles"])
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Be where the clocks show the time of a zone."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield request.param
    monkeypatch.undo()
    time.tzset()


def only_item(text: str) -> SourceItem:
    """Return the one item that ``text`` has."""
    [item] = read_source(text.encode(), "source")
    return item


@pytest.mark.parametrize("text", ["1700000000", "2023-11-14T22:13:20Z", "1700000000000000"])
def test_the_day_is_that_of_the_users_zone(zone: str, text: str) -> None:
    assert day_of(text) == (PartialDate(2023, 11, 15) if zone == "Asia/Tokyo" else DAY)


@pytest.mark.parametrize("text", ["2023-11-14", "2023-11-14 23:59:00", "14 November 2023"])
def test_a_day_without_a_zone_is_that_day_everywhere(zone: str, text: str) -> None:
    assert zone
    assert day_of(text) == DAY


@pytest.mark.parametrize(
    "bookmark",
    [
        f'<DT><A HREF="{A}" ADD_DATE="1700000000">A</A>',
        f'<DT><A HREF="{A}" ADD_DATE="1700000000" LAST_MODIFIED="1800000000">A</A>',
        f'<DT><A HREF="{A}" ADD_DATE="1700000000000" PRIVATE="1">A</A></DT>',
        f"<dt><a href={A} add_date=1700000000>A</a>",
        f"<Dt><A Add_Date='1700000000' Href='{A}' TOREAD=0>A</A></Dt>",
        f'<p><DT><A\n HREF="{A}"\n ADD_DATE="1700000000"\n>A\n</A><p>',
        f'<DT><A HREF="{A}" ADD_DATE="1700000000" ICON="data:image/png;base64,AA=">A</A><DD>',
    ],
)
def test_bookmarks_however_they_are_written(bookmark: str) -> None:
    for end in ("</DL><p>\n", "", "<HR>"):
        assert only_item(PAGE + bookmark + "\n" + end) == SourceItem("A", A, DAY)


@pytest.mark.parametrize("date", ["", 'ADD_DATE=""', 'ADD_DATE="0"', 'ADD_DATE="-1"', "ADD_DATE"])
def test_bookmarks_without_a_date(date: str) -> None:
    assert only_item(f'{PAGE}<DT><A HREF="{A}" {date}>A</A>') == SourceItem("A", A)


def test_folders_that_are_not_closed_and_bookmarks_after_them() -> None:
    page = (
        f"{PAGE}<DT><H3>One</H3><DL><DT><A HREF='{A}1'>1</A><DT><H3>Two</H3><DL><p>"
        f"<DT><A HREF='{A}2'>2</A></DL><p><DT><A HREF='{A}3'>3</A></DL>"
        f"<DT><A HREF='{A}4'>4</A>"
    )
    folders = [item.folder for item in read_source(page.encode(), "source")]
    assert folders == [("One",), ("One", "Two"), ("One",), ()]


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("title,url,time_added,tags,status", "A,{},1700000000,x|y,unread"),
        ("title,url,time_added,cursor,tags,status", "A,{},1700000000,,x|y,unread"),
        ("URL,Title,Selection,Folder,Timestamp", "{},A,,Unread,1700000000"),
        ("URL,Title,Selection,Folder,Timestamp,Tags", '{},A,,Unread,1700000000,"[""x"",""y""]"'),
        ("URL,Title,Selection,Folder,Timestamp,Tags", "{},A,,Unread,1700000000,[]"),
        ("url,title,created,tags,state", '{},A,2023-11-14T12:00:00Z,"x, y",unread'),
    ],
)
def test_what_is_unread_in_tables(header: str, cells: str) -> None:
    tags = ("x", "y") if "x" in cells else ()
    expected = SourceItem("A", A, DAY, tags, is_unread=True)
    assert only_item(f"{header}\n{cells.format(A)}\n") == expected
    read = cells.format(A).replace("unread", "archive").replace("Unread", "Archive")
    assert not only_item(f"{header}\n{read}\n").is_unread


def test_tables_of_instapaper_with_tags_that_are_not_json() -> None:
    table = "URL,Title,Selection,Folder,Timestamp,Tags\n"
    assert only_item(f"{table}{A},A,,Unread,1700000000,[x\n").tags == ("[x",)
    named = json.dumps([{"name": "x"}, {"id": 1}, 7, None, "y"]).replace('"', '""')
    assert only_item(f'{table}{A},A,,Unread,1700000000,"{named}"\n').tags == ("x", "y")


@pytest.mark.parametrize("to_read", ["no", "yes"])
def test_pinboard_with_a_title_that_is_false(to_read: str) -> None:
    bookmark = {"href": A, "description": False, "extended": "", "time": "2023-11-14T12:00:00Z"}
    item = only_item(json.dumps([bookmark | {"toread": to_read, "tags": ""}]))
    assert item == SourceItem("", A, DAY, is_unread=to_read == "yes")


def test_highlights_of_the_same_day_in_several_books() -> None:
    header = (
        "Highlight,Book Title,Book Author,Amazon Book ID,Note,Color,Tags,Location Type,Location,"
        "Highlighted at,Document tags"
    )
    rows = (
        'one,A,Lee,,,,"x, y",page,1,"November 14, 2023 9:05:00 AM",z',
        "two,B,,,only a note,,,page,1,2023-11-14T09:06:00+00:00,",
        "three,A,Lee,,,,,page,2,2023-11-14 09:07:00+00:00,",
    )
    items = read_source("\n".join((header, *rows)).encode(), "source")
    assert [(item.title, item.notes) for item in items] == [
        ("A (Lee)", "one\nthree"),
        ("B", "two\nonly a note"),
    ]
    assert {item.date for item in items} == {DAY}


@pytest.mark.parametrize(
    ("cells", "link"),
    [
        ({"Url": A}, A),
        ({"Url": A, "DOI": "10.1000/xyz"}, A),
        ({"DOI": "10.1000/xyz"}, DOI),
        ({}, ""),
    ],
)
def test_links_and_days_of_zotero(cells: dict[str, str], link: str) -> None:
    row = {
        "Key": "K",
        "Item Type": "book",
        "Publication Year": "2017",
        "Author": "Lee, Ann; Ray, Bo",
        "Title": "T",
        "Date": "2017-06-12",
        "Date Added": "2023-11-14 12:00:00",
        "Date Modified": "2024-01-01 12:00:00",
        "Access Date": "2022-01-01",
        "Manual Tags": "x; y",
        "Automatic Tags": "z",
    } | cells
    table = ",".join(f'"{name}"' for name in row) + "\n" + ",".join(f'"{v}"' for v in row.values())
    assert only_item("\ufeff" + table) == SourceItem("T", link, DAY, ("x", "y"), kind="book")


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("date-added = {2023-11-14 10:00:00 +0000}, date-modified = {2024-01-01}", DAY),
        ("creationdate = {2023-11-14T12:00:00}, modificationdate = {2024-01-01}", DAY),
        ("timestamp = {2023-11-14}", DAY),
        ("urldate = {2023-11-14}, year = {2017}, date = {2017-06-12}", DAY),
        ("note = {Accessed 2023-11-14}", DAY),
        ("year = {2017}, month = jun", None),
    ],
)
def test_days_of_bibtex(fields: str, expected: PartialDate | None) -> None:
    assert only_item(f"@misc{{k, title = {{T}}, {fields}}}") == SourceItem("T", "", expected)


@pytest.mark.parametrize(
    ("fields", "link"),
    [
        ("doi = {10.1000/xyz}", DOI),
        ("doi = {https://doi.org/10.1000/xyz}", DOI),
        ("eprint = {1706.03762}, archivePrefix = {arXiv}", "https://arxiv.org/abs/1706.03762"),
        ("eprint = {1706.03762}, eprinttype = {arxiv}", "https://arxiv.org/abs/1706.03762"),
        ("eprint = {12345}, eprinttype = {jstor}", ""),
        ("url = {https://a.example/x\\_y\\%20z}", "https://a.example/x_y%20z"),
        ("howpublished = {\\url{https://a.example/}}", A),
        ("note = {\\url{https://a.example/}}", A),
    ],
)
def test_links_of_bibtex(fields: str, link: str) -> None:
    assert only_item(f"@misc{{k, title = {{T}}, {fields}}}") == SourceItem("T", link)


@pytest.mark.parametrize(
    ("status", "is_unread"), [("read", False), ("skimmed", False), ("unread", True)]
)
def test_what_jabref_says_is_read(status: str, *, is_unread: bool) -> None:
    text = f"@misc{{k, title = {{T}}, readstatus = {{{status}}}, keywords = {{x; y, z}}}}"
    assert only_item(text) == SourceItem("T", tags=("x", "y", "z"), is_unread=is_unread)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("Y2  - 2023/11/14/", DAY),
        ("Y2  - 2023/11/14/noon", DAY),
        ("DA  - 2023/11/14", DAY),
        ("Y2  - 2023/11/14/\nDA  - 2017/06/12", DAY),
        ("DA  - 2017\nPY  - 2017///", None),
        ("Y2  - 2017///\nY1  - 2017", None),
    ],
)
def test_days_of_ris(lines: str, expected: PartialDate | None) -> None:
    for start, end in (("", "ER  - \n"), ("\ufeff", "ER  -\n"), ("\n\n", "")):
        text = f"{start}TY  - JOUR\nTI  - T\n{lines}\n{end}"
        assert only_item(text) == SourceItem("T", "", expected)


@pytest.mark.parametrize(
    ("accessed", "expected"),
    [
        ({"date-parts": [[2023, 11, 14]]}, DAY),
        ({"date-parts": [["2023", "11", "14"]]}, DAY),
        ({"raw": "2023-11-14"}, DAY),
        ({"date-parts": [[]]}, None),
        ({"date-parts": [[2023, 13, 45]]}, None),
        ("2023-11-14", None),
        (None, None),
    ],
)
def test_days_of_csl(accessed: object, expected: PartialDate | None) -> None:
    work = {"id": "a", "type": "book", "title": "T", "issued": {"date-parts": [[2017, 6, 12]]}}
    assert only_item(json.dumps([work | {"accessed": accessed}])) == SourceItem("T", "", expected)


@pytest.mark.parametrize("link", ["url", "href", "link", "URL", "Link"])
@pytest.mark.parametrize("date", ["date", "created", "added", "time_added", "timestamp"])
@pytest.mark.parametrize("note", ["note", "notes", "description", "excerpt"])
@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_columns_of_any_table(link: str, date: str, note: str, sign: str) -> None:
    rows = (["title", date, note, link, "tags"], ["T", "2023-11-14", "words", A, "x|y"])
    text = "".join(f"{sign.join(row)}\r\n" for row in rows)
    assert only_item(text) == SourceItem("T", A, DAY, ("x", "y"), "words")
