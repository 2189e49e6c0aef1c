"""``logtui import``: what it writes, what it says, and what it leaves alone."""

from __future__ import annotations

import json
import time
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from support.programs import command

if TYPE_CHECKING:
    from pathlib import Path

DAY, OTHER_DAY = 1727265600, 1724155200  # noon of 2024-09-25 and of 2024-08-20, by UTC


def bookmark(url: str, added: int = DAY, title: str = "", **attributes: str) -> str:
    more = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return f'<DT><A HREF="{url}" ADD_DATE="{added}"{more}>{title or url}</A>\n'


def page(*bookmarks: str) -> str:
    return f"<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DL><p>\n{''.join(bookmarks)}</DL><p>\n"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Give the path of a file to import from."""
    return tmp_path / "bookmarks.html"


def import_(log: Path, source: Path, *words: str, said: str = "") -> str:
    """Import ``source`` and return what is printed."""
    done = command("import", log, source, *words)
    assert done.returncode == 0, done.stderr
    assert said in done.stderr
    return done.stdout


def test_entries_go_to_their_days(log: Path, text: str, source: Path) -> None:
    source.write_text(
        page(bookmark("https://a.example/", DAY, "A"), bookmark("https://b.example/x", OTHER_DAY))
    )
    printed = import_(log, source)
    expected = text.replace("\n\n08/20", "\n- [A](https://a.example/)\n\n08/20")
    assert log.read_bytes() == f"{expected}- [b.example/x](https://b.example/x)\n".encode()
    assert printed == (
        "2 new (2024-08-20 … 2024-09-25), 0 already there, 0 without a date, 0 not web links,"
        " 0 refused\n"
    )


def test_importing_twice_adds_nothing_and_one_undo_takes_all_back(
    log: Path, text: str, source: Path
) -> None:
    source.write_text(
        page(*(bookmark(f"https://a.example/{n}", DAY - n * 86400) for n in range(30)))
    )
    assert import_(log, source).startswith("30 new")
    once = log.read_bytes()
    assert import_(log, source).startswith("0 new, 30 already there")
    assert log.read_bytes() == once
    assert command("undo", log).returncode == 0
    assert log.read_bytes() == text.encode()


def test_a_dry_run_shows_the_change_and_writes_nothing(log: Path, text: str, source: Path) -> None:
    source.write_text(page(bookmark("https://a.example/", DAY, "A")))
    printed = import_(log, source, "--dry-run", said="1 new (2024-09-25)")
    assert printed.startswith(f"--- {log}\n+++ {log}\n")
    assert "\n+- [A](https://a.example/)\n" in printed
    assert log.read_bytes() == text.encode()


def test_the_same_link_is_one_entry_whatever_its_spelling(log: Path, source: Path) -> None:
    paper = bookmark("https://arxiv.org/pdf/1706.03762v2", OTHER_DAY, "Attention", TAGS="one")
    again = bookmark("http://www.arxiv.org/abs/1706.03762", DAY, "Later", TAGS="two")
    known = bookmark("http://www.arxiv.org/abs/1?utm_source=x", DAY)
    source.write_text(page(again, "<DD>the later note\n", paper, "<DD>the note\n", known))
    printed = import_(log, source, "--tags", "line")
    assert printed.startswith("1 new (2024-08-20), 1 already there")
    assert printed.endswith(", 1 doubled\n")
    assert log.read_text(encoding="utf-8").endswith(
        "- no link, no kind\n"
        "- 📜[Later](http://www.arxiv.org/abs/1706.03762)\n"
        "    - the later note\n    - the note\n    - Tags: two, one\n"
    )


def test_what_has_no_date_is_left_out_unless_one_is_given(
    log: Path, text: str, source: Path
) -> None:
    source.write_text(page(bookmark("https://a.example/", 0, "A")))
    printed = import_(log, source, said="--undated gives a date")
    assert printed == "0 new, 0 already there, 1 without a date, 0 not web links, 0 refused\n"
    assert log.read_bytes() == text.encode()
    assert import_(log, source, "--undated", "2024-09-25").startswith("1 new (2024-09-25)")


def test_what_is_not_a_page_on_the_web_is_left_out(log: Path, text: str, source: Path) -> None:
    schemes = ("javascript:alert(1)", "place:sort=8", "chrome://flags", "about:blank", "data:,x")
    source.write_text(page(*map(bookmark, (*schemes, "file:///etc/passwd"))))
    assert "6 not web links" in import_(log, source)
    assert log.read_bytes() == text.encode()


def test_what_is_still_to_be_read(log: Path, source: Path) -> None:
    source.write_text(page(bookmark("https://a.example/", DAY, "A", TOREAD="1")))
    assert "1 still to be read" in import_(log, source, said="--unread add")
    before = log.read_bytes()
    assert import_(log, source, "--unread", "queue").startswith("1 new")
    assert "\n- [ ] [A](https://a.example/)\n" in log.read_text(encoding="utf-8")
    log.write_bytes(before)
    log.write_text(log.read_text(encoding="utf-8").replace("📺: videos", "📌: to read"), "utf-8")
    assert import_(log, source).startswith("1 new")
    assert "\n- 📌[A](https://a.example/)\n" in log.read_text(encoding="utf-8")


def test_what_is_still_to_be_read_goes_to_the_section_for_that(tmp_path: Path) -> None:
    log, source = tmp_path / "queue.md", tmp_path / "bookmarks.html"
    log.write_text("# Log\n\n## To read\n\n- [Old](https://o.example/)\n\n## 2024-01-01\n\n- x\n")
    source.write_text(
        page(
            bookmark("https://a.example/", DAY, "A", TOREAD="1"),
            bookmark("https://b.example/", 0, "B", TOREAD="1"),
            bookmark("https://c.example/", DAY, "C"),
        )
    )
    assert import_(log, source).startswith("3 new")
    text = log.read_text()
    assert (
        "Old](https://o.example/)\n- [A](https://a.example/)\n- [B](https://b.example/)\n" in text
    )
    assert "## 2024-09-25\n\n- [C](https://c.example/)\n" in text
    before = log.read_bytes()
    import_(log, source)
    assert log.read_bytes() == before


def test_a_link_that_the_log_has_may_get_the_notes(log: Path, source: Path) -> None:
    source.write_text(page(bookmark("https://arxiv.org/abs/1"), "<DD>a new note\n"))
    assert "1 with a new note" in import_(log, source, "--if-exists", "note")
    assert "- a nested note\n    - a new note\n" in log.read_text(encoding="utf-8")
    once = log.read_bytes()
    assert "1 already there" in import_(log, source, "--if-exists", "note")
    assert log.read_bytes() == once
    assert import_(log, source, "--if-exists", "add").startswith("1 new")


def test_tags_and_folders(log: Path, source: Path) -> None:
    tagged = bookmark("https://a.example/", DAY, "A", TAGS="videos,deep learning")
    source.write_text(
        page("<DT><H3>papers</H3><DL>", tagged, bookmark("https://b.example/"), "</DL>")
    )
    import_(log, source, "--dry-run", said="1 tags left out")
    import_(log, source, "--folders", "kind", "--tags", "hash")
    written = log.read_text(encoding="utf-8")
    assert "- 📺[A](https://a.example/)\n    - #deep-learning\n" in written
    assert "- 📜[b.example](https://b.example/)\n" in written


def test_a_log_with_tags_gets_them_as_it_has_them(log: Path, source: Path) -> None:
    text = log.read_text(encoding="utf-8").replace("a note\n", "a note\n    - Tags: x\n", 1)
    for title in ("Two", "Three"):
        end = text.index("\n", text.index(f"[{title}]"))
        text = f"{text[:end]}\n    - Tags: x{text[end:]}"
    log.write_text(text, "utf-8")
    source.write_text(page(bookmark("https://a.example/", DAY, "A", TAGS="x,y")))
    import_(log, source)
    assert "[A](https://a.example/)\n    - Tags: x, y\n" in log.read_text(encoding="utf-8")


def test_dates_limit_what_is_imported(log: Path, source: Path) -> None:
    source.write_text(
        page(bookmark("https://a.example/", DAY), bookmark("https://b.example/", OTHER_DAY))
    )
    assert "1 outside of the dates" in import_(log, source, "--since", "2024-09-01")
    assert import_(log, source, "--until", "2024-09-01").startswith("1 new (2024-08-20)")


def test_what_would_not_read_back_is_named_and_the_rest_goes_in(log: Path, source: Path) -> None:
    source.write_text(
        page(
            bookmark("https://a.example/", DAY, "A"),
            bookmark("https://b.example/", DAY, "B"),
            "<DD>```\n",
            bookmark("https://c.example/", DAY, "# 2024-01-01 [x](y) *z* | `"),
        )
    )
    assert import_(log, source, said="logtui: B: a fence").startswith("2 new")
    printed = command("list", log, "--jsonl").stdout
    titles = [json.loads(line)["title"] for line in printed.splitlines()]
    assert titles[2:4] == ["A", "# 2024-01-01 [x](y) *z* | `"]


def test_what_became_of_each_is_told_as_json(log: Path, source: Path) -> None:
    source.write_text(
        page(bookmark("https://a.example/", DAY, "A"), bookmark("about:blank", DAY, "B"))
    )
    fates = json.loads(import_(log, source, "--json"))
    assert fates == [
        {
            "title": "A",
            "url": "https://a.example/",
            "date": "2024-09-25",
            "result": "new",
            "reason": None,
        },
        {
            "title": "B",
            "url": "about:blank",
            "date": "2024-09-25",
            "result": "not web links",
            "reason": None,
        },
    ]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\x7fELF\0", "NUL"),
        (b"[" * 9 + b'"href" "description"', "not JSON"),
        (b'[{"href":1,"description":' + b"[" * 200_000, "nested too deeply"),
        (b"<?xml?><!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>", "none of the formats"),
    ],
)
def test_a_hostile_file_is_refused_and_nothing_is_written(
    log: Path, text: str, source: Path, content: bytes, reason: str
) -> None:
    source.write_bytes(content)
    done = command("import", log, source)
    assert (done.returncode, done.stdout) == (1, "")
    assert reason in done.stderr
    assert done.stderr.count("\n") == 1
    assert log.read_bytes() == text.encode()


def test_a_source_that_is_not_a_file_is_refused(log: Path, source: Path) -> None:
    for path in (source, log.parent):
        done = command("import", log, path)
        assert (done.returncode, f"{path} cannot be read" in done.stderr) == (1, True)


def test_the_log_may_be_that_of_the_settings(log: Path, source: Path) -> None:
    source.write_text(page(bookmark("https://a.example/", DAY, "A")))
    done = command("import", source)
    assert (done.returncode, "either the log or the file" in done.stderr) == (2, True)
    done = command("import", source, LOGTUI_LOG=str(log))
    assert (done.returncode, done.stdout[:5]) == (0, "1 new")
    done = command("import", log)
    assert (done.returncode, "SOURCE is missing" in done.stderr) == (2, True)


@pytest.mark.parametrize("days", [1, 400])
def test_bookmarks_are_where_adding_one_by_one_would_put_them(
    log: Path, tmp_path: Path, source: Path, days: int
) -> None:
    count = 60
    links = [(f"https://a.example/{n}", DAY - (n * 7919 % days) * 86400) for n in range(count)]
    source.write_text(page(*(bookmark(url, added, f"T {added}") for url, added in links)))
    alone = tmp_path / "alone.md"
    alone.write_bytes(log.read_bytes())
    import_(log, source)
    for url, added in links:
        day = time.strftime("%Y-%m-%d", time.gmtime(added))
        assert command("add", alone, f"T {added}", "--url", url, "--date", day).returncode == 0
    assert log.read_bytes() == alone.read_bytes()


LAYOUTS = {
    "months": "# 2024\n\n## September\n\n### 09-25\n\n1. [One](https://x.example/)\n2. Two\n",
    "items": "- 2024-09-25 - [One](https://x.example/)\n- 2024-08-20 - Two\n",
    "oldest first": "# Log\n\n2024-01-02\n* One\n\n2024-01-04\n* Two\n",
    "rows": "| date | what |\n| --- | --- |\n| 2024-09-25 | One |\n| 2024-08-20 | Two |\n",
    "empty": "",
    "windows": "## 2024-09-25\r\n\r\n- One\r\n\r\n## 2024-08-20\r\n\r\n- Two\r\n",
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_all_layouts_of_logs_take_many_entries(tmp_path: Path, source: Path, layout: str) -> None:
    log = tmp_path / "log.md"
    log.write_bytes(LAYOUTS[layout].encode())
    before = command("list", log, "--jsonl").stdout.splitlines()
    links = {f"https://a.example/{n}": DAY - (n * 37 % 300) * 86400 for n in range(50)}
    source.write_text(page(*(bookmark(url, added, f"T{added}") for url, added in links.items())))
    printed = import_(log, source)
    assert printed.startswith("50 new"), printed
    entries = [json.loads(line) for line in command("list", log, "--jsonl").stdout.splitlines()]
    expected = {url: time.strftime("%Y-%m-%d", time.gmtime(n)) for url, n in links.items()}
    assert {e["url"]: e["date"] for e in entries if e["url"] in expected} == expected
    assert len(entries) == len(before) + 50
    dates = [entry["date"] for entry in entries]
    assert dates in (sorted(dates), sorted(dates, reverse=True))
    assert max(Counter(entry["url"] for entry in entries if entry["url"]).values()) == 1
    assert import_(log, source).startswith("0 new, 50 already there")


def test_a_log_of_weeks_gets_each_week_once(tmp_path: Path, source: Path) -> None:
    log = tmp_path / "log.md"
    log.write_text("# Log\n\n## Week of 2024-09-16 to 2024-09-22\n\n- One\n", "utf-8")
    source.write_text(
        page(*(bookmark(f"https://a.example/{n}", DAY - n * 86400, f"T{n}") for n in range(12)))
    )
    assert import_(log, source).startswith("12 new")
    text = log.read_text("utf-8")
    assert text.count("## Week of") == 3
    assert text.index("## Week of 2024-09-23 to 2024-09-29") < text.index("- [T0]")
    assert text.index("- One") < text.index("- [T3]")
    assert import_(log, source).startswith("0 new, 12 already there")
