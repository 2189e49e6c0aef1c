from __future__ import annotations

import datetime
import json
import socket
import subprocess
from typing import TYPE_CHECKING, NoReturn

import pytest

from logtui.export.formats import ENTRY_FORMATS, FORMATS_BY_SUFFIX, WORK_FORMATS
from logtui.records import RecordStore
from logtui.search import periods
from support.html_pages import PageReader
from support.papers import ITEMS, PAPERS_LOG, works_in
from support.pilots import configure
from support.programs import command
from support.terminals import LOGTUI

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    """Give a log of papers, alone in its folder."""
    folder = tmp_path / "papers"
    folder.mkdir()
    log = folder / "log.md"
    log.write_text(PAPERS_LOG, encoding="utf-8")
    return log


@pytest.fixture
def _known() -> None:
    """Have the papers of the log in the cache."""
    for work in works_in(PAPERS_LOG):
        if item := ITEMS.get(work.identity):
            RecordStore().keep(work, dict(item), "a test", periods.users_today())


def export(log: Path, *words: str | Path) -> subprocess.CompletedProcess[str]:
    """Return how ``logtui export`` ended, which went well."""
    done = command("export", log, *words)
    assert done.returncode == 0, done.stderr
    return done


def output(log: Path, *words: str) -> bytes:
    """Return the very bytes that an export prints."""
    done = subprocess.run([*LOGTUI, "export", log, *words], capture_output=True, check=True)
    return done.stdout


def titles(log: Path, *words: str) -> list[str]:
    """Return the titles that an export of entries has."""
    lines = export(log, "--as", "jsonl", *words).stdout.splitlines()
    return [json.loads(line)["title"] for line in lines]


# What is written


@pytest.mark.parametrize("name", [*WORK_FORMATS, *ENTRY_FORMATS])
def test_every_format_goes_to_standard_output_or_to_a_file(papers: Path, name: str) -> None:
    out = papers.with_name("out")
    printed = output(papers, "--as", name)
    done = export(papers, "--as", name, "-o", out)
    assert done.stdout == ""
    assert out.read_bytes() == printed
    assert b"Attention Is All You Need" in printed


@pytest.mark.parametrize(("suffix", "name"), FORMATS_BY_SUFFIX.items())
def test_the_ending_of_the_file_says_the_format(papers: Path, suffix: str, name: str) -> None:
    out = papers.with_name(f"out{suffix.upper()}")
    export(papers, "-o", out)
    assert out.read_bytes() == output(papers, "--as", name)


@pytest.mark.usefixtures("_known")
def test_what_the_cache_knows_is_in_a_bibliography(papers: Path) -> None:
    done = export(papers, "--as", "bibtex")
    assert "@misc{vaswani2017attention,\n" in done.stdout
    assert "have no authors" not in done.stderr
    assert export(papers, "--as", "bibtex", "--published").stdout.count("@inproceedings{") == 1
    styled = export(papers, "--as", "bibtex", "--keys", "zotero").stdout
    assert "{vaswani_attention_2017," in styled


def test_what_is_missing_is_told(papers: Path) -> None:
    assert export(papers, "--as", "bibtex").stderr == (
        "logtui: 1 entry is left out, without a link to cite; --all writes them, too\n"
        "logtui: 2 of 2 papers have no authors yet, and their keys will change; --online fetches"
        " them (1 from arXiv, 1 from doi.org)\n"
    )
    assert "an idea without a link" in export(papers, "--as", "bibtex", "--all").stdout


def test_offline_no_socket_is_opened(papers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise AssertionError("the network is touched")

    for name in ("socket", "create_connection", "getaddrinfo"):
        monkeypatch.setattr(socket, name, refuse)
    for name in (*WORK_FORMATS, *ENTRY_FORMATS):
        export(papers, "--as", name)
    export(papers, "--append", papers.with_name("refs.bib"), "--pin")


# Which entries


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ([], 7),
        (["--kind", "paper"], 3),
        (["kind:paper", "in:2024-06"], 2),
        (["--since", "2024-12"], 3),
        (["--until", "2024-06-03"], 4),
        (["--month", "2024-06"], 4),
        (["--week", "2024-w49"], 3),
        (["--line", "9"], 1),
        (["--line", "9", "--line", "11"], 2),
        (["--without", "kind:paper"], 4),
        (["--without", "kind:paper", "--without", "no:link"], 3),
    ],
)
def test_entries_are_chosen(papers: Path, words: list[str], count: int) -> None:
    assert len(titles(papers, *words)) == count


def test_a_period_without_a_value_is_the_last_one(
    papers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    today = datetime.date(2024, 12, 10)
    monkeypatch.setattr("logtui.commands.options.entry_selection.users_today", lambda: today)
    assert len(titles(papers, "--week")) == 3
    assert len(titles(papers, "--week", "-1")) == 3
    assert titles(papers, "--week", "-2") == []
    assert titles(papers, "--month") == []
    assert len(titles(papers, "--month", "-6")) == 4
    assert len(titles(papers, "--month", "0")) == 3


def test_an_export_of_nothing_says_so(papers: Path) -> None:
    for name in (*WORK_FORMATS, *ENTRY_FORMATS):
        assert "no entry is in this export" in export(papers, "--as", name, "nowhere").stderr
        assert "no entry" not in export(papers, "--as", name, "--line", "9").stderr


def test_what_is_private_is_in_no_export(papers: Path) -> None:
    configure('[export]\nexclude = "kind:paper"\n')
    for name in (*WORK_FORMATS, *ENTRY_FORMATS):
        done = export(papers, "--as", name, "--notes", "--show-notes", "all")
        assert "Attention" not in done.stdout
        assert "multi-head" not in done.stdout
        assert "3 entries are left out as private (export.exclude)" in done.stderr


@pytest.mark.parametrize("settings", ["[export]\nexclude = 3\n", "[export]\nexclud = 'x'\n", "x ="])
def test_nothing_is_exported_where_it_is_not_known_what_is_private(
    papers: Path, settings: str
) -> None:
    configure(settings)
    done = command("export", papers, "--as", "html")
    assert (done.returncode, done.stdout) == (1, "")
    assert "nothing is exported, it might be private" in done.stderr


# Files


@pytest.mark.usefixtures("_known")
def test_a_bibliography_grows_and_all_that_is_in_it_stays(papers: Path) -> None:
    refs = papers.with_name("refs.bib")
    mine = "% mine, by hand\n@article{Mine2015,\n  doi = {10.1038/nature14539}\n}"
    refs.write_text(mine)
    done = export(papers, "kind:paper", "--append", refs)
    assert done.stderr.endswith("refs.bib: 1 added, 1 there already\n")
    first = refs.read_text()
    assert first.startswith(f"{mine}\n\n@misc{{vaswani2017attention,\n")
    assert "@article{lecun2015deep" not in first
    export(papers, "kind:paper", "--append", refs)
    assert refs.read_text() == first
    export(papers, "--append", refs)
    assert refs.read_text().startswith(first)


def test_undecodable_bytes_of_a_bibliography_stay(papers: Path) -> None:
    refs = papers.with_name("refs.bib")
    refs.write_bytes(b"% caf\xe9\r\n@misc{a,}\r\n")
    export(papers, "--append", refs)
    assert refs.read_bytes().startswith(b"% caf\xe9\r\n@misc{a,}\r\n\n@misc{")


def test_the_log_is_never_written_over(papers: Path) -> None:
    link = papers.with_name("link.md")
    link.symlink_to(papers)
    for out in (papers, link):
        done = command("export", papers, "--as", "markdown", "-o", out)
        assert done.returncode == 1
        assert "is the log itself" in done.stderr
    assert papers.read_text(encoding="utf-8") == PAPERS_LOG


def test_a_file_keeps_its_mode_and_its_links(papers: Path) -> None:
    out, link = papers.with_name("out.bib"), papers.with_name("link.bib")
    out.write_text("old")
    out.chmod(0o640)
    link.symlink_to(out)
    export(papers, "-o", link)
    assert link.is_symlink()
    assert out.stat().st_mode & 0o777 == 0o640
    assert out.read_text().startswith("@misc{")
    before = out.stat().st_mtime_ns
    export(papers, "-o", out)
    assert out.stat().st_mtime_ns == before


def test_a_folder_that_is_not_there_is_told(papers: Path) -> None:
    done = command("export", papers, "-o", papers.parent / "no" / "out.bib")
    assert done.returncode == 1
    assert "cannot be written" in done.stderr


def test_a_digest_is_a_page_where_its_file_is_one(papers: Path) -> None:
    out = papers.with_name("digest.html")
    export(papers, "--as", "digest", "--month", "2024-06", "-o", out)
    page = PageReader(out.read_text(encoding="utf-8"))
    assert page.problems == []
    assert [tag for tag, _ in page.tags if tag.startswith("h")][:4] == ["html", "head", "h1", "h2"]
    assert "https://arxiv.org/abs/1706.03762" in page.attributes("href")
    assert "Reading, 1–30 June 2024" in page.texts


# Keys in the log


@pytest.mark.usefixtures("_known")
def test_keys_are_pinned_by_one_write_that_can_be_undone(papers: Path) -> None:
    before = export(papers, "--as", "bibtex", "kind:paper").stdout
    done = export(papers, "--as", "bibtex", "--pin", "kind:paper")
    assert done.stdout == before
    text = papers.read_text(encoding="utf-8")
    assert (
        "- 📜 [Attention Is All You Need](https://arxiv.org/abs/1706.03762)\n"
        "    - multi-head attention\n"
        "    - cite: vaswani2017attention\n"
        "- 📜 [Deep learning](https://doi.org/10.1038/nature14539)\n"
        "    - cite: lecun2015deep\n"
    ) in text
    assert text.count("cite:") == 2
    assert "all keys are in the log" in export(papers, "--as", "text", "--pin", "kind:paper").stderr
    older = text + "\n## 2020-01-01\n- [Another](https://example.org/x) [@other]\n"
    papers.write_text(older, encoding="utf-8")
    assert export(papers, "--as", "bibtex", "kind:paper").stdout == before
    papers.write_text(text, encoding="utf-8")
    command("undo", papers)
    assert papers.read_text(encoding="utf-8") == PAPERS_LOG


def test_a_key_that_will_change_is_not_pinned(papers: Path) -> None:
    done = export(papers, "--as", "text", "--pin")
    text = papers.read_text(encoding="utf-8")
    assert "    - cite: danluuinputlag\n" in text
    assert text.count("cite:") == 3
    assert "their keys will change and are not pinned; --online fetches them" in done.stderr


# Wrong usage


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ([], "which format?"),
        (["-o", "out.xyz"], "which format?"),
        (["--as", "pdf"], "invalid choice"),
        (["--as", "html", "--online"], "--pin and --online are for bibliographies"),
        (["--as", "csl", "--append", "x.bib"], "--append goes with bibtex or biblatex"),
        (["--append", "x.bib", "-o", "y.bib"], "--append goes with bibtex or biblatex"),
        (["--as", "text", "--week", "--month"], "--week cannot stand next to"),
        (["--as", "text", "--week", "--since", "-3"], "--week cannot stand next to"),
    ],
)
def test_wrong_usage_is_told(papers: Path, words: list[str], message: str) -> None:
    done = command("export", papers, *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--as", "text", "in:nowhen"], "nowhen"),
        (["--as", "text", "--kind", "songs"], "no kind of this log is called 'songs'"),
        (["--as", "text", "--line", "2"], "line 2 belongs to no entry"),
        (["--as", "text", "--since", "soon"], "soon"),
    ],
)
def test_what_names_nothing_is_told(papers: Path, words: list[str], message: str) -> None:
    done = command("export", papers, *words)
    assert (done.returncode, done.stdout) == (1, "")
    assert message in done.stderr
