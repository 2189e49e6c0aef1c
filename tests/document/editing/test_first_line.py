"""The first line of an entry, written so that it reads back as typed."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from logtui.document.editing import first_line
from logtui.document.editing.draft import Draft, DraftError
from logtui.document.editing.first_line import LineReading
from logtui.document.legend import Legend
from logtui.document.reading import parser
from logtui.document.text.encoding import Encoding

LOG = parser.parse_text(
    "Legend:\n- 📜: papers\n- V: videos\n\n2024-09-25\n- 📜[A](u)\n", Encoding()
)
titles = st.text(st.sampled_from("ab [](){}<>*_~`\\!&#-.:|1\"'"), max_size=12)


def line(title: str, url: str | None = None, kind: str | None = None) -> str:
    return first_line.new_first_line(LOG, Draft(title, url, kind), "- ", 0)


@pytest.mark.parametrize(
    ("title", "url", "kind", "written"),
    [
        ("a", None, None, "- a"),
        ("a", "u", None, "- [a](u)"),
        ("a", "u v", None, "- [a](<u v>)"),
        ("a", None, "📜", "- 📜a"),
        ("a", "u", "V", "- V [a](u)"),
        ("https://u.org", "https://u.org", None, "- https://u.org"),
        ("# a", None, None, r"- \# a"),
        ("1. a", None, None, r"- 1\. a"),
        ("a ] b", "u", None, r"- [a \] b](u)"),
        ("see [it](u) now", "u", None, "- see [it](u) now"),
        ("see [it](u) now", "u", "📜", "- 📜see [it](u) now"),
        ("see [it](u) now", "v", None, r"- [see \[it\](u) now](v)"),
        ("see [it](u) now", None, None, r"- see \[it\](u) now"),
    ],
)
def test_as_few_escapes_are_written_as_it_takes(
    title: str, url: str | None, kind: str | None, written: str
) -> None:
    assert line(title, url, kind) == written


@given(titles, st.none() | titles, st.sampled_from((None, "📜", "V", "🎧")))
def test_a_line_reads_back_as_typed_or_is_refused(
    title: str, url: str | None, kind: str | None
) -> None:
    assume(title.strip() and url != "")
    try:
        written = line(title, url, kind)
    except DraftError:
        return
    found = first_line.read_first_line(written, LOG.legend)
    assert found.url == url
    symbol = found.symbol or (kind if found.title.startswith(kind or "") else None)
    assert symbol == kind
    shown = found.title if found.symbol else found.title.removeprefix(kind or "").strip()
    assert shown == title.strip() or f"]({url})" in title


@pytest.mark.parametrize(
    ("title", "url", "kind", "field"),
    [
        ("a", None, "[x]", "kind"),
        ("a", "u\nv", None, "url"),
        ("📜 a", None, None, "title"),
        ("V a", None, None, "title"),
    ],
)
def test_the_first_part_that_does_not_read_back_is_named(
    title: str, url: str | None, kind: str | None, field: str
) -> None:
    with pytest.raises(DraftError) as refused:
        line(title, url, kind)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("written", "reading"),
    [
        ("- 📜 [a](u)", LineReading("📜", "a", "u")),
        ("- V: a", LineReading("V", "a", None)),
        ("- [x] a", LineReading(None, "a", None)),
        ("### **a**", LineReading(None, "a", None)),
        ("> a [b](c)", LineReading(None, "a b", "c")),
    ],
)
def test_what_a_reader_takes_a_line_for(written: str, reading: LineReading) -> None:
    assert first_line.read_first_line(written, LOG.legend) == reading


def test_a_symbol_that_is_none_of_the_logs_is_read_as_a_part_of_the_title() -> None:
    assert first_line.is_read_as("- 🎧 a", LineReading("🎧", "a", None), LOG.legend)
    assert first_line.is_read_as("- 🎧 a", LineReading("🎧", "a", None), Legend())
    assert not first_line.is_read_as("- a", LineReading("🎧", "a", None), LOG.legend)
    assert not first_line.is_read_as("- 📜 a", LineReading("🎧", "a", None), LOG.legend)
    assert not first_line.is_read_as("- 📜 a", LineReading(None, "a", None), LOG.legend)
