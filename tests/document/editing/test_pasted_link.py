"""A link that was copied together with what stood around it."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from logtui.document.editing.draft import Draft, DraftError, split_title_and_link
from logtui.document.editing.edits import change_entry, draft_of
from logtui.document.editing.pasted_link import bare_link
from logtui.document.editing.verification import check_edit
from support.draft_edits import added, read

URL = "https://e.org/a_(b)?q=1,2#c.d"
LOG = "# 2024-05-01\n\n- [A](https://e.org/x.)\n"
PASTED = (
    *(f" {URL} ", f"\u200b{URL}\u200b", f"\ufeff{URL}", f"{URL}\u00a0", f"\u2060{URL}\u200e\n"),
    *(f"<{URL}>", f"<URL:{URL}>", f" <{URL}>.", f"(<{URL}>)", f"\u200b<{URL}>\u200b"),
    *(f'"{URL}"', f"'{URL}'", f"“{URL}”", f"„{URL}“", f"‘{URL}’", f"«{URL}»", f"« {URL} »"),
    *(
        f"({URL})",
        f"[{URL}]",
        f"{{{URL}}}",
        f"「{URL}」",
        f"《{URL}》",
        f"（{URL}）。",
        f"【{URL}】",
    ),
    *(f"`{URL}`", f"*{URL}*", f"**{URL}**", f"__{URL}__", f"~~{URL}~~"),
    *(f"{URL}.", f"{URL},", f"{URL};", f"{URL}:", f"{URL}!", f"{URL}?", f"{URL}…", f"{URL}..."),
    *(f"{URL}。", f"{URL}，", f"{URL}、", f"{URL})", f"{URL}).", f'{URL}",', f"{URL}\u200b.\u200b"),
    *(f'"({URL}\u200b)".', f"“{URL}.”"),
)


@pytest.mark.parametrize("pasted", PASTED)
def test_what_a_paste_left_around_a_link_is_not_saved(pasted: str) -> None:
    assert bare_link(pasted) == URL
    draft = Draft("Title", pasted, None, datetime.date(2024, 5, 1))
    document = read(added(LOG, draft))
    assert document.url(document.entries[-1]) == URL
    assert document.title(document.entries[-1]) == "Title"
    assert split_title_and_link(pasted) == (None, URL)


@pytest.mark.parametrize(
    "link",
    [
        "https://docs.python.org/3/reference/datamodel.html#object.__init__",
        "https://en.wikipedia.org/wiki/Python_(language)",
        "https://e.org/~me/",
        "https://e.org/*",
        "https://[2001:db8::1]/x",
        "HTTPS://E.org/x",
        "ftp://e.org/x",
        "./notes (old).md",
        "a, b.",
        "'quoted file'",
        "mailto:a@e.org",
        "#part.",
        "",
    ],
)
def test_what_belongs_to_a_link_stays(link: str) -> None:
    assert bare_link(link) == link


@pytest.mark.parametrize(
    ("pasted", "link"),
    [
        ("<https://e.org/Etc.>", "https://e.org/Etc."),
        ("<https://e.org/x>, “y”", "<https://e.org/x>, “y”"),
        ("see https://e.org/x.", "see https://e.org/x."),
    ],
)
def test_angle_brackets_say_where_an_address_ends(pasted: str, link: str) -> None:
    assert bare_link(pasted) == link


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Title\nhttps://e.org/x", ("Title", "https://e.org/x")),
        ("Title: a\r\n\r\nhttps://e.org/x\r\n", ("Title: a", "https://e.org/x")),
        ("\u200bTitle\n<https://e.org/x>\u200b", ("Title", "https://e.org/x")),
        ("https://e.org/x\nTitle", ("Title", "https://e.org/x")),
        ("[A](https://e.org/x).", ("A", "https://e.org/x")),
        ("“[A](https://e.org/x)”", ("A", "https://e.org/x")),
        ("[A](https://e.org/x\u200b)", ("A", "https://e.org/x")),
        ("- <https://e.org/x>", (None, "https://e.org/x")),
        ("https://e.org/?a=1&amp;b", (None, "https://e.org/?a=1&b")),
        ("One\nTwo\nhttps://e.org/x", (None, None)),
        ("https://e.org/x\nhttps://e.org/y", (None, None)),
        ("Title\nsee https://e.org/x", (None, None)),
        ("[A](https://e.org/x) and more", (None, None)),
        ("\u200b\n\n", (None, None)),
    ],
)
def test_a_share_gives_title_and_link(text: str, parts: tuple[str | None, str | None]) -> None:
    assert split_title_and_link(text) == parts


def test_a_link_of_the_log_stays_as_it_is_when_something_else_changes() -> None:
    document = read(LOG)
    entry = document.entries[0]
    old = draft_of(document, entry)
    assert old is not None
    new = replace(old, title="B")
    edit = change_entry(document, entry, new)
    assert edit is not None
    check_edit(document, edit, new, entry)
    assert edit.apply(LOG) == LOG.replace("[A]", "[B]")


def test_a_link_that_is_pasted_over_another_is_bare() -> None:
    document = read(LOG)
    entry = document.entries[0]
    old = draft_of(document, entry)
    assert old is not None
    new = replace(old, url="<https://e.org/y>.")
    edit = change_entry(document, entry, new)
    assert edit is not None
    check_edit(document, edit, new, entry)
    assert edit.apply(LOG) == LOG.replace("/x.", "/y")


def test_a_link_of_two_lines_is_refused() -> None:
    with pytest.raises(DraftError, match="the link has to be on one line"):
        added(LOG, Draft("T", "https://e.org/x\nhttps://e.org/y", None, datetime.date(2024, 5, 1)))
