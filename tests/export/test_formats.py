"""What holds of all formats: no title breaks one, and the same entries give the same bytes."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest
import rispy  # type: ignore[import-untyped]  # it has no types
from hypothesis import example, given
from hypothesis import strategies as st

from logtui.export.formats import (
    ENTRY_FORMATS,
    WORK_FORMATS,
    ExportOptions,
    entries_text,
    works_text,
)
from support.csl_schema import check_item
from support.html_pages import PageReader
from support.papers import ITEMS, PAPERS_LOG, bibliography_of, document_of
from support.strategies import hostile_texts
from support.tex_programs import run_biber, run_bibtex

if TYPE_CHECKING:
    from pathlib import Path

    from logtui.export.formats import EntryFormat, WorkFormat

EVERYTHING = ExportOptions(notes=True, abstracts=True, published=True, shown_notes="all")
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]")

HOSTILE = (
    *("{", "}", "}{", "{}{}", "\\input{/etc/passwd}", "\\", "$", "$x$", "$\\def\\x{}$", "&", "%"),
    *("#", "_", "~", "^", '"', "'", "<script>alert(1)</script>", "</script>", "</title>", "]]>"),
    *("<!--", "--", "<![CDATA[", "&amp;", "&#0;", "\x00", "\x1b[31m", "\x85", "\u2028", "\u202e"),
    *(
        "\ufeff",
        "\ufffe",
        "עברית",
        "العربية",
        "日本語",
        "é",
        "a" * 10_000,
        "=1+1",
        "@x",
        "-1",
        "\t",
    ),
    *(
        "[",
        "](",
        "](javascript:alert(1))",
        "`",
        "*",
        "|",
        "@misc{x,",
        "and",
        ",",
        "ER  - ",
        "TY  - ",
    ),
    *("javascript:alert(1)", " onclick=alert(1)", "' onclick='", "\\begin{x}", "^^M", "\\end"),
)


@st.composite
def hostile_logs(draw: st.DrawFn) -> str:
    """Make a log whose titles, links, kinds and notes hold what formats act on."""
    text = st.lists(st.sampled_from(HOSTILE), max_size=4).map(" ".join)
    lines = ["Legend:", f"- 📜: {draw(text)} papers", f"- 📰: posts {draw(text)}", ""]
    for day in range(draw(st.integers(1, 3))):
        lines.append(f"## 2024-01-{20 - day}")
        for _ in range(draw(st.integers(1, 3))):
            link = draw(
                st.sampled_from(
                    (
                        "https://arxiv.org/abs/1706.03762",
                        "https://doi.org/10.1000/a(b)<c>;#d",
                        "https://example.org/{a}?b=<c>&d=\\e#f%",
                        "javascript:alert(1)",
                        "data:text/html,<script>alert(1)</script>",
                        "./a%20file.pdf",
                    )
                )
            )
            title, note = draw(text), draw(text)
            lines += [f"- 📜 [{title}]({link})", f"    - {note}", f"    - {draw(text)}"]
            lines += [f"- {draw(text)} [x]({link})"]
    return "\n".join(lines) + "\n"


def exported(text: str, name: WorkFormat | EntryFormat) -> str:
    """Return all of the log ``text`` in the format ``name``."""
    document = document_of(text)
    match name:
        case "bibtex" | "biblatex" | "csl" | "ris" | "text":
            works = bibliography_of(document, ITEMS).of_entries(document.entries)
            return works_text(document, works, name, EVERYTHING)
        case _:
            return entries_text(document, document.entries, name, EVERYTHING)


def check_bibtex(text: str) -> None:
    depth = 0
    for line in text.split("\n"):
        assert line.startswith(("@", "  ")) or line in {"}", ""}, line
        depth += line.count("{") - line.count("}")
        assert depth == int(line.startswith(("@", "  "))), line
    assert depth == 0
    assert not re.search(r"\\(?:input|def|begin|end)\b", text.replace("\\textbackslash{}", ""))


def check_page(text: str) -> None:
    page = PageReader(text)
    assert page.problems == []
    scripts = [attributes for tag, attributes in page.tags if tag == "script"]
    assert len(scripts) == 1
    assert {tag for tag, _ in page.tags}.isdisjoint({"iframe", "object", "embed", "img", "base"})
    assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on")]
    for target in page.attributes("href"):
        assert re.match(r"(?:https?:|mailto:|#|data:,$|[^:]*$|[^:]*[/?#])", target), target
    assert page.attributes("src") == []
    ids = page.attributes("id")
    assert len(ids) == len(set(ids))


def check_feed(text: str) -> None:
    feed = ElementTree.fromstring(text)  # noqa: S314 - it was made here
    ids = [element.text for element in feed.iter("{http://www.w3.org/2005/Atom}id")]
    assert len(ids) == len(set(ids))


@given(hostile_logs() | hostile_texts)
@example("- HTTP://a.org/\x08\n- <https://b.org/\u202ex>\n")
@example("- [a](HTTP://0)\n    - [b](Https://c.org/) and FTP://d.org/\n")
def test_no_log_breaks_a_format(log: str) -> None:
    texts = {name: exported(log, name) for name in (*WORK_FORMATS, *ENTRY_FORMATS)}
    for name, text in texts.items():
        text.encode()  # no lone surrogates
        assert name == "jsonl" or not FORBIDDEN.search(text), name
    check_bibtex(texts["bibtex"])
    check_bibtex(texts["biblatex"])
    for item in json.loads(texts["csl"]):
        check_item(item)
    assert texts["ris"].count("\r\nER  - \r\n") == len(rispy.loads(texts["ris"].replace("\r", "")))
    check_page(texts["html"])
    check_feed(texts["atom"])
    entries = len(document_of(log).entries)
    assert len(list(csv.reader(io.StringIO(texts["csv"])))) == entries + 1
    assert len([json.loads(line) for line in texts["jsonl"].split("\n")[:-1]]) == entries
    assert texts["netscape"].count("<DT>") <= entries


@given(hostile_logs())
def test_markdown_is_a_log_with_the_same_titles_and_links(log: str) -> None:
    document = document_of(log)
    again = document_of(exported(log, "markdown"))
    assert len(again.entries) == len(document.entries)
    for old, new in zip(document.entries, again.entries, strict=True):
        assert again.date(new) == document.date(old)


@pytest.mark.parametrize("name", [*WORK_FORMATS, *ENTRY_FORMATS])
def test_the_same_entries_give_the_same_bytes_in_another_process(
    name: WorkFormat | EntryFormat, tmp_path: Path
) -> None:
    log = tmp_path / "log.md"
    log.write_text(PAPERS_LOG, encoding="utf-8")
    words = [sys.executable, "-m", "logtui", "export", str(log), "--as", name]
    runs = [
        subprocess.run(words, capture_output=True, check=True, env={"PYTHONHASHSEED": seed})
        for seed in ("1", "2")
    ]
    assert runs[0].stdout == runs[1].stdout
    assert runs[0].stdout


def test_the_programs_of_tex_read_what_hostile_titles_become(tmp_path: Path) -> None:
    lines = "".join(
        f"- 📜 [{title} x{number}](https://a.org/{number})\n    - {title}\n"
        for number, title in enumerate(HOSTILE)
    )
    log = f"Legend:\n- 📜: papers\n\n## 2024-01-01\n{lines}"
    made = run_bibtex(tmp_path, exported(log, "bibtex"))
    assert made.count("\\bibitem") == exported(log, "bibtex").count("\n@") + 1
    assert run_biber(tmp_path, exported(log, "biblatex")).count("\n}\n") == made.count("\\bibitem")
