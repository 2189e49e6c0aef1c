from __future__ import annotations

import pytest

from logtui.document.properties.tags import written_tags
from logtui.document.reading import parser

MANY = 10_000
HOSTILE = {
    "one long line": b"- " + b"a" * 10_000_000,
    "a heading of blanks": b"# 2020-01-01 " + b" " * 1_000_000 + b"x",
    "bullets under one entry": b"2020-01-01\n- a\n" + b"    - b\n" * 5000,
    "empty lines": b"\n" * 1_000_000,
    "carriage returns": b"\r" * 200_000,
    "open brackets": b"2020-01-01\n- " + b"[" * 100_000,
    "open links": b"2020-01-01\n- " + b"[a](" * 100_000,
    "a target of blanks": b"2020-01-01\n- [a](" + b" " * 60_000 + b"y z)",
    "closing parentheses": b"2020-01-01\n- http://x" + b")" * 100_000,
    "backticks": b"2020-01-01\n- " + b" ".join(b"`" * (i % 300) for i in range(3000)),
    "stars": b"2020-01-01\n- " + b"**a " * 100_000,
    "quotes in quotes": b"## 2020-01-01\n" + b">" * 100_000 + b" x",
    "items in items": b"2020-01-01\n" + b"- " * 100_000 + b"x",
    "deeper and deeper": b"".join(b" " * min(i, 900) + b"- a\n" for i in range(MANY // 2)),
    "open fences": b"```a\n" * MANY,
    "fences": b"```\n" * MANY,
    "open comments": b"<!-- a\n" * MANY,
    "days": b"# 2020-01-01\n## x\n" * MANY,
    "days under a title": b"# T\n\n" + b"2020-01-01\n- a\n\n" * MANY,
    "dates under headings": b"# x\n2020-01-01\n" * MANY,
    "a table": b"|2020-01-01|x|\n" * MANY,
    "pipes": b"|2020-01-01" + b"|" * 1_000_000,
    "digits": b"1" * 1_000_000,
    "open code": b"2020-01-01\n- " + b"<pre " * 12_000 + b"#a >",
    "open formulas": b"2020-01-01\n- " + b"\\(" * 30_000 + b" #a \\)",
    "tags": b"2020-01-01\n- " + b"`a` #b " * 9_000,
    "a long tag": b"2020-01-01\n- #a" + b"-" * 60_000 + b"b #a" + b"." * 60_000 + b"b",
    "a list of tags": b"2020-01-01\n- a\n    - Tags: " + b"a, " * 20_000,
    "a chain of tags": b"2020-01-01\n- a :" + b"a:" * 30_000 + b"b",
    "zeros": b"\x00" * 1_000_000,
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_logs_open(data: bytes) -> None:
    document = parser.parse(data)
    assert document.encoding.encode(document.text) == data
    for entry in document.entries[:3]:
        document.title(entry)
        document.url(entry)
        document.notes(entry)
        written_tags(document, entry)
    assert document.line_at(len(document.text)) >= 1
