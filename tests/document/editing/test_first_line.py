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
from support.draft_edits import changed

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


LEGEND = "Legend:\n- 📜: papers\n- V: videos\n\n"


def reworded(line: str, **fields: str | None) -> str:
    """Return ``line``, the first one of an entry, with ``fields`` of the entry changed."""
    head, tail = LEGEND + "2024-09-25\n- above\n", "\n    - a note\n- below\n"
    text = changed(head + line + tail, 1, **fields)
    assert text.startswith(head)
    assert text.endswith(tail)
    return text[len(head) : -len(tail)]


@pytest.mark.parametrize(
    ("line", "fields", "new"),
    [
        ("- see [it](u) now", {"url": None}, "- see it now"),
        ("- see [it](u) now", {"url": "v"}, "- see [it](v) now"),
        ("- see [it](<u v>) now", {"url": "w"}, "- see [it](w) now"),
        ("- see [it](u) now", {"title": "seen", "url": None}, "- seen"),
        ("- see [it](u) now", {"title": "see [it](u) later"}, "- see [it](u) later"),
        ("- see [it](u) now", {"title": "see [that](v)", "url": "v"}, "- see [that](v)"),
        ("- see https://u.org now", {"url": "https://v.org"}, "- see https://v.org now"),
        ("- [*a* b](u)", {"url": "v"}, "- [*a* b](v)"),
        ("- [*a* b](u)", {"title": "*c* b"}, "- [*c* b](u)"),
        ("- [*a* b](u)", {"url": None}, "- *a* b"),
    ],
)
def test_a_title_that_is_markdown_stays_markdown(
    line: str, fields: dict[str, str | None], new: str
) -> None:
    assert reworded(line, **fields) == new


@pytest.mark.parametrize(
    ("line", "fields", "new"),
    [
        ("- https://u.org", {"url": "https://v.org"}, "- [https://u.org](https://v.org)"),
        ("- https://u.org", {"title": "a"}, "- [a](https://u.org)"),
        ("- a", {"url": "u"}, "- [a](u)"),
        ("- a", {"url": "u)"}, "- [a](<u)>)"),
        ("- [a](u)", {"url": None}, "- a"),
        (r"- [a \[b](u)", {"title": "a [c"}, r"- [a \[c](u)"),
        (r"- \# a", {"title": "# b"}, r"- \# b"),
        ("- 📜 [a](u)", {"kind": "V"}, "- V [a](u)"),
        ("- 📜[a](u)", {"kind": "V", "title": "b", "url": "v"}, "- V[b](v)"),
        ("- 📜: a", {"kind": None}, "- a"),
        ("- [x] a", {"kind": "📜"}, "- [x] 📜a"),
    ],
)
def test_only_what_changed_is_written_anew(
    line: str, fields: dict[str, str | None], new: str
) -> None:
    assert reworded(line, **fields) == new


@pytest.mark.parametrize(
    ("line", "fields", "new"),
    [
        ("- read [this](https://a.org) twice", {"title": "seen"}, "- [seen](https://a.org)"),
        ("- <https://u.org>", {"title": "seen"}, "- [seen](https://u.org)"),
        ("- <https://u.org/(>", {"title": "seen"}, "- [seen](<https://u.org/(>)"),
        ("- see https://u.org now", {"title": "a *b* [c"}, r"- [a \*b\* \[c](https://u.org)"),
        ("- 📜 **see** [it](<u v>) now", {"title": "*that*"}, "- 📜 [*that*](<u v>)"),
        ("- **see** [it](u)", {"title": "a ] b"}, r"- [a \] b](u)"),
        ("- see [it](u) and [that](v)", {"title": "both"}, "- [both](u)"),
        ("- see [it](u) now", {"title": "seen", "url": "v"}, "- [seen](v)"),
        ("- [ ] [it](u): now", {"title": "seen", "kind": "📜"}, "- [ ] 📜[seen](u)"),
    ],
)
def test_a_title_without_the_link_that_the_old_one_held_becomes_its_label(
    line: str, fields: dict[str, str | None], new: str
) -> None:
    assert reworded(line, **fields) == new


@pytest.mark.parametrize(
    ("line", "fields", "field", "advice"),
    [
        ("- see [it](u) now", {"title": "see [it](v)"}, "title", "make it that, or take it out"),
        ("- a", {"title": "📜 b"}, "title", "give that as the kind instead"),
        ("- a", {"kind": "[x]"}, "kind", "use another"),
    ],
)
def test_what_would_not_read_back_is_refused_at_its_field(
    line: str, fields: dict[str, str | None], field: str, advice: str
) -> None:
    with pytest.raises(DraftError, match=advice) as refused:
        reworded(line, **fields)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("fields", "new"),
    [
        ({"url": None}, "| 09.01.2026 | the start | x |"),
        ({"url": "v"}, "| 09.01.2026 | the start | [x](v) |"),
        ({"title": "begun"}, "| 09.01.2026 | begun | [x](u) |"),
        ({"title": "begun", "url": "v"}, "| 09.01.2026 | begun | [x](v) |"),
    ],
)
def test_a_link_in_another_cell_is_changed_there(fields: dict[str, str | None], new: str) -> None:
    log = "| 09.01.2026 | the start | [x](u) |\n| 30.01.2026 | more | 2 h |\n"
    assert changed(log, 0, **fields) == f"{new}\n| 30.01.2026 | more | 2 h |\n"


def test_a_link_into_the_file_is_a_link_like_any_other() -> None:
    assert reworded("- a", url="#top") == "- [a](#top)"
