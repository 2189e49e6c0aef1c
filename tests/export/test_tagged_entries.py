"""What exports say of the tags of entries."""

from __future__ import annotations

import json

import pytest

from logtui.document.reading.parser import parse
from logtui.export.citing.bibliography import Bibliography
from logtui.export.citing.works import works_of
from logtui.export.formats import (
    EntryFormat,
    ExportOptions,
    WorkFormat,
    entries_text,
    works_text,
)

LOG = parse(
    b"## 2024-05-01\n\n"
    b"- [One](https://a.example/1) #ml #vision/seg\n"
    b"- [Two](https://a.example/2)\n    - a note #ml\n"
    b"- Three #rl & more #<b>\n- Four #rl\n"
)


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        ("markdown", ["- [One](https://a.example/1) #ml #vision/seg\n", "- Four #rl\n"]),
        ("html", [">One</a></h3>", "a.example · #ml #vision/seg</p>"]),
        ("atom", ["<title>One</title>", '<category term="vision/seg"/>']),
        ("netscape", [' TAGS="ml,vision/seg">One</A>', ' TAGS="ml">Two</A>']),
        ("csv", [',One,https://a.example/1,,"ml, vision/seg",']),
        ("jsonl", ['"title": "One"', '"tags": ["ml", "vision/seg"]', '"tags": ["rl"]']),
    ],
)
def test_entries_come_with_their_tags(name: EntryFormat, texts: list[str]) -> None:
    exported = entries_text(LOG, LOG.entries, name, ExportOptions())
    for text in texts:
        assert text in exported


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        ("bibtex", ["title = {One},", "keywords = {ml, vision/seg},"]),
        ("biblatex", ["title = {One},", "keywords = {ml, vision/seg},"]),
        ("csl", ['"title": "One"', '"keyword": "ml, vision/seg"']),
        ("ris", ["TI  - One\r\n", "KW  - ml\r\nKW  - vision/seg\r\n"]),
    ],
)
def test_works_come_with_the_tags_of_their_entries(name: WorkFormat, texts: list[str]) -> None:
    works = Bibliography(works_of(LOG, LOG.entries), {}).of_entries(LOG.entries)
    exported = works_text(LOG, works, name, ExportOptions())
    for text in texts:
        assert text in exported


def test_a_digest_may_be_grouped_by_tags() -> None:
    digest = entries_text(LOG, LOG.entries, "digest", ExportOptions(grouping="tag"))
    headings = [line for line in digest.splitlines() if line.startswith("##")]
    assert headings == ["## #ml", "## #rl"]
    assert "\n- [One](https://a.example/1)\n" in digest


def test_a_log_without_tags_says_nothing_of_them() -> None:
    log = parse(b"## 2024-05-01\n- [One](https://a.example/1) #ml\n- Two #ml\n")
    [first, _] = entries_text(log, log.entries, "jsonl", ExportOptions()).splitlines()
    record = json.loads(first)
    assert (record["title"], record["tags"]) == ("One #ml", [])
    for name in ("netscape", "atom"):
        assert "ml</" in entries_text(log, log.entries, name, ExportOptions())
