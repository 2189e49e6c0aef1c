from __future__ import annotations

import json
from pathlib import Path

import pytest

from logtui.checks.check_list import CHECKS, FIXABLE
from support.pilots import configure
from support.programs import command, logtui

CUSTOM = "".join(f"## 2024-01-{day:02}\n- x\n\n" for day in range(1, 11))


@pytest.fixture
def checked(tmp_path: Path) -> Path:
    """Give the name of a log, to be written by the test."""
    return tmp_path / "log.md"


def reports(log: Path, text: str, name: str) -> list[tuple[int, str]]:
    """Return the lines and the sentences of what the check ``name`` says of ``text``."""
    log.write_text(text, encoding="utf-8", newline="")
    done = command("check", log, "--only", name, "--format", "json")
    assert done.stderr == ""
    problems = json.loads(done.stdout)
    assert done.returncode == bool(problems)
    assert all(problem["check"] == name for problem in problems)
    return [(problem["line"], problem["sentence"]) for problem in problems]


@pytest.mark.parametrize(
    ("name", "text", "lines"),
    [
        ("date-order", CUSTOM + "## 2023-01-11\n- y\n\n## 2024-01-12\n- z\n", [31]),
        ("date-order", "## 2023-01-11\n- y\n\n" + CUSTOM, []),
        ("date-order", CUSTOM, []),
        ("date-order", "## 2024-12-31\n- y\n\n## 2023-12-31\n- z\n\n" + CUSTOM, [1]),
        ("date-order", "## 2023-12-31\n- y\n\n## 2023-01-01\n- z\n\n" + CUSTOM, [4]),
        ("date-order", CUSTOM + "## 2025-01-11\n- y\n\n## 2024-01-12\n- z\n", [31]),
        ("date-order", CUSTOM + "## 1/11\n- y\n", []),
        ("date-future", CUSTOM + "## 2098-01-11\n- y\n", [31]),
        ("date-odd", CUSTOM + "## 2024/01/11\n- y\n", [31]),
        ("date-odd", CUSTOM + "## 2024-1-11\n- y\n", []),
        (
            "date-odd",
            CUSTOM + "## 2024-01-11 - 2024-01-13\n- y\n\n## 14 - 16 January 2024\n- z\n",
            [],
        ),
        ("date-odd", "## 2024-01-01\n- x\n\n## 2024/01/02\n- y\n", []),
        ("date-twice", CUSTOM + "## 2024-01-10\n- y\n", [31]),
        ("date-twice", CUSTOM + CUSTOM, []),
        ("date-twice", CUSTOM + "## 2024-01-10 Evening\n- y\n", []),
        (
            "date-twice",
            CUSTOM + "## 2024-01-10, at noon\n- y\n\n## 2024-01-10, at Noon\n- z\n",
            [34],
        ),
        ("date-twice", CUSTOM + "## Day 11: 2024-01-10\n- y\n", [31]),
        ("day-empty", CUSTOM + "## 2024-01-11\n\n## 2024-01-12\n- y\n", [31]),
        ("day-empty", CUSTOM + "## 2024-01-11 Holiday\n\n## 2024-01-12\n- y\n", []),
        ("day-empty", CUSTOM + "## 2024-01-11\n![a](b.png)\n\n## 2024-01-12\n- y\n", []),
        (
            "link-twice",
            "## 2024-01-01\n- [a](arxiv:1706.03762)\n- [b](http://arxiv.org/pdf/1706.03762v2)\n",
            [3],
        ),
        ("link-twice", "## 2024-01-01\n- [a](#x)\n- [b](#x)\n", []),
        (
            "link-twice",
            "## 2024-01-01\n- **Authors:** [A](https://e.org)\n- **Presenter:** [A](https://e.org)\n",
            [],
        ),
        (
            "link-twice",
            "## 2024-01-01\n- **Paper:** [A](https://e.org)\n- **Paper:** [B](https://e.org)\n",
            [3],
        ),
        (
            "link-twice",
            "- 📜: papers\n- 📺: videos\n\n## 2024-01-01\n- 📜 [a](https://e.org)\n- 📺 [a](https://e.org)\n",
            [6],
        ),
        (
            "link-twice",
            "## 2024-01-01\n- [a](https://e.org)\n## 2024-01-02\n- [a](https://e.org)\n",
            [],
        ),
        (
            "link-thread",
            "## 2024-01-01\n- [a](https://e.org)\n## 2024-01-02\n- [a](https://e.org)\n",
            [2],
        ),
        (
            "link-thread",
            "".join(f"## 2024-01-0{n}\n- [a](https://e.org)\n- [b](http://e.org)\n" for n in "123"),
            [2],
        ),
        ("link-thread", "## 2024-01-01\n- [a](https://e.org)\n- [b](https://e.org)\n", []),
        ("link-broken", "- [a](https://e.org\n- b\n", [1]),
        ("link-broken", "- a](https://e.org)\n", [1]),
        ("link-broken", "- [a] (https://e.org)\n", [1]),
        ("link-broken", "- [a(https://e.org)\n", [1]),
        ("link-broken", "- [a]([b](https://e.org))\n", [1]),
        ("link-relative", "- [a](there.md) [a]([b](https://e.org))\n", []),
        ("link-broken", "- [a](<https://e.org/a b>) and [b](https://e.org 'c')\n", []),
        ("link-broken", "- `[a](` is how [a link](https://e.org) begins\n", []),
        ("link-broken", "```\n[a](https://e.org\n```\n", []),
        ("link-broken", "- a <!-- [a](https://e.org --> b [c](https://e.org\n", [1]),
        ("link-broken", "\n- a [b\n  <!-- ] -->](https://e.org) c\n", []),
        ("link-broken", "a <!--- [a](https://e.org --->\n", []),
        ("link-broken", "- text [over two\n  lines](https://e.org) goes on\n", []),
        ("link-broken", "- [[1.4] a](https://e.org/[1.4]_(b)) \\](c\n", []),
        ("link-broken", "- a [word] (see https://e.org)\n", []),
        ("link-relative", "- [a](there.md) [b](missing%20file.md#c) [c](#d) [e](/f)\n", [1]),
        ("link-relative", "- [a](there.md) [b](www.example.com/x)\n", [1]),
        ("link-relative", "- [a](there.md) [b](git@github.com:owner/name.git) [c](a@b.org)\n", [1]),
        ("link-relative", "- [a](there.md) [b](mailto:a@b.org) [c](https://e.org)\n", []),
        ("link-relative", "- [a](gone.md)\n- [b](gone2.md)\n- [c](gone3.md)\n", [1]),
        ("link-relative", "- [a](gone.md)\n- [b](gone2.md)\n- [c](./log.md)\n", [1]),
        ("link-relative", f"- [a](there.md) [b]({'x' * 5000}) [c](%00)\n", [1, 1]),
        ("link-http", "- [a](http://e.org) [b](http://localhost:80/) [c](http://127.0.0.1)\n", [1]),
        ("link-http", "- [a](http://e.org)\n- [b](http://e.org)\n- [c](http://e.org/c)\n", [1, 3]),
        ("link-http", "- <http://www.wikidata.org/entity/Q42> http://schema.org/Person\n", []),
        ("link-http", "- http://www.w3.org/2000/svg and [b](http://www.w3.org/TR/html)\n", [1]),
        ("link-http", "- a <!-- http://e.org --> b\n", []),
        (
            "link-tracking",
            "- [a](https://e.org/?a=1&utm_source=x#y) [b](https://e.org/?a=1)\n",
            [1],
        ),
        ("link-shortener", "- [a](https://bit.ly/abc) [b](https://bit.example.ly/abc)\n", [1]),
        ("arxiv-odd", "- [a](https://arxiv.org/abs/1706.0376)\n", [1]),
        ("arxiv-odd", "- [a](https://arxiv.org/abs/1706.03762) and arXiv:hep-th/9901001\n", []),
        (
            "arxiv-pdf",
            "".join(f"- [a](https://arxiv.org/abs/1706.0000{n})\n" for n in range(4))
            + "- [b](https://arxiv.org/pdf/1706.00009v2.pdf)\n",
            [5],
        ),
        ("arxiv-pdf", "- [a](https://arxiv.org/pdf/1706.00009)\n" * 5, []),
        ("title-missing", "- [](https://e.org)\n- [a](https://e.org)\n- words\n", [1]),
        ("title-is-url", "- <https://e.org/a>\n- https://e.org/b\n- see https://e.org/c\n", [1, 2]),
        (
            "kind-unknown",
            "Legend:\n- 📜: papers\n- 📺: videos\n\n## 2024-01-01\n- 📜 a\n- 🎧 b\n- c\n- 📺 d\n",
            [7],
        ),
        ("kind-unknown", "## 2024-01-01\n- 📜 a\n- 🎧 b\n", []),
        (
            "kind-unused",
            "Legend:\n- 📜: papers\n- 📺: videos\n\n## 2024-01-01\n- 📜 a\n",
            [3],
        ),
        ("tag-similar", "## 2024-01-01\n- a #llm\n- b #LLM\n- c #llm\n", [3]),
        ("tag-similar", "## 2024-01-01\n- a #cnn\n- b #cnns\n- c #rnn\n", [3]),
        ("tag-similar", "## 2024-01-01\n- a #train\n- b #brain\n- c #rnn\n", []),
        (
            "tag-similar",
            "## 2024-01-01\n" + "- a #attention #b\n" * 5 + "- c\n    - Tags: b, atention\n",
            [8],
        ),
        ("tag-similar", "## 2024-01-01\n- a #llm\n- b #LLM\n- c\n", []),
        (
            "key-twice",
            "- [a](https://e.org/a)\n    - cite: one\n- [b](https://e.org/b)\n    - cite: One\n",
            [3],
        ),
        (
            "key-twice",
            "- [a](https://e.org/a)\n    - cite: one\n- [a](http://e.org/a)\n    - cite: one\n",
            [],
        ),
        (
            "key-twice",
            "- [a](https://e.org/a)\n    - cite: one\n- [c](https://e.org/c) as in [@one]\n",
            [],
        ),
        ("ref-dangling", CUSTOM + "## 2024-02-01\n- see the entry from 2024-01-31\n", [32]),
        ("ref-dangling", CUSTOM + "## 2024-02-01\n- the entry from 2024-01-03\n", []),
        ("ref-dangling", CUSTOM + "## 2024-02-01\n- the paper from 2024-01-31\n", []),
        ("ref-dangling", CUSTOM + "## 2024-02-01\n- the note of 2019-01-31\n", []),
        ("mojibake", "- café\n- cafÃ© and dâ€™accord\n- naÃ¯ve\n- crÃ¨me brÃ»lÃ©e\n", [2]),
        ("mojibake", "- café\n- naïve\n", []),
        ("conflict-marks", "a\n<<<<<<< ours\nb\n=======\nc\n>>>>>>> theirs\n", [2]),
        ("conflict-marks", "a\n=======\nb\n", []),
    ],
)
def test_what_is_reported_and_where(checked: Path, name: str, text: str, lines: list[int]) -> None:
    (checked.parent / "there.md").touch()
    assert [line for line, _ in reports(checked, text, name)] == lines


def test_sentences_say_what_is_wrong(checked: Path) -> None:
    assert reports(checked, "- [a](https://arxiv.org/abs/1706.0376)\n", "arxiv-odd") == [
        (1, "arXiv cannot have given the number 1706.0376; a digit seems to be missing")
    ]
    text = "- [a](https://e.org)\n- [b](x) [c](<y>)\n"
    assert reports(checked, text, "link-relative") == [
        (2, "2 links lead to files next to the log, and none of these is there, `x` for one")
    ]


def test_lines_that_an_editor_reads(checked: Path) -> None:
    checked.write_text("## 2024-01-01\n- [](https://e.org/?utm_source=a)\n")
    done = command("check", checked)
    assert done.returncode == 1
    assert done.stdout == (
        f"{checked}:2: [title-missing] `https://e.org/?utm_source=a` has no title\n"
        f"{checked}:2: [link-tracking] `https://e.org/?utm_source=a` tells where you came from:"
        " `utm_source`\n"
    )
    assert done.stderr == "logtui: 2 problems; --fix link-tracking mends some\n"


def test_a_sound_log_has_nothing_to_say(checked: Path) -> None:
    checked.write_text("## 2024-01-01\n- [a](https://e.org)\n")
    done = command("check", checked)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    done = command("check", checked, "--format", "json")
    assert (done.returncode, done.stdout) == (0, "[]\n")


def test_what_is_only_worth_knowing_is_not_reported_unasked(checked: Path) -> None:
    checked.write_text("## 2024-01-01\n- [a](http://e.org)\n")
    assert command("check", checked).returncode == 0
    assert "[link-http]" in command("check", checked, "--only", "all").stdout


def test_levels_of_the_settings(checked: Path) -> None:
    checked.write_text("## 2024-01-01\n- [a](http://e.org)\n- [](http://e.org/b)\n")
    configure('[check]\nlink-http = "warn"\ntitle-missing = "off"\n')
    assert [line.split()[1] for line in command("check", checked).stdout.splitlines()] == [
        "[link-http]",
        "[link-http]",
    ]
    assert command("check", checked, "--only", "title-missing").returncode == 0
    assert "title-missing" not in command("check", checked, "--only", "all").stdout
    github = command("check", checked, "--format", "github").stdout
    assert github.count("::warning ") == 2
    listed = command("check", "--list").stdout
    assert "\n  * link-http " in listed
    assert "\n  - title-missing " in listed
    assert 'link-http = "warn"' in command("config").stdout.replace("  ", " ")


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ('[check]\nlink-htp = "warn"\n', "there is no check link-htp"),
        ('[check]\nlink-http = "loud"\n', 'check link-http must be "off", "info" or "warn"'),
    ],
)
def test_levels_that_there_are_not(checked: Path, settings: str, told: str) -> None:
    checked.write_text("## 2024-01-01\n- a\n")
    configure(settings)
    done = [command(*words) for words in (("check", str(checked)), ("config",))]
    assert any(told in run.stdout + run.stderr for run in done)


def test_commands_of_github(tmp_path: Path) -> None:
    log = tmp_path / "a,b.md"
    log.write_text("- [](https://e.org/100%25)\n")
    assert command("check", log, "--format", "github").stdout == (
        f"::warning file={str(log).replace(',', '%2C')},line=1,title=title-missing"
        "::`https://e.org/100%2525` has no title\n"
    )


def test_the_list_and_the_reasons_need_no_log() -> None:
    listed = command("check", "--list")
    assert listed.returncode == 0
    assert all(f" {check.name} " in listed.stdout for check in CHECKS)
    for check in CHECKS:
        explained = command("check", "--explain", check.name)
        assert (explained.returncode, explained.stderr) == (0, "")
        assert check.reason in explained.stdout


def test_a_stream_is_checked() -> None:
    done = logtui("check", "-", stdin="- [](https://e.org)\n- [a](gone.md)\n")
    assert done.stdout == "/dev/stdin:1: [title-missing] `https://e.org` has no title\n"


TRACKED = """\
## 2024-01-01
- [a](https://e.org/?utm_source=x&id=1#top) and <https://e.org/b?fbclid=1>
- [b](https://e.org/?ref=main)
- [c](https://arxiv.org/pdf/1706.00009v2.pdf) [d](https://arxiv.org/pdf/1706.00009?utm_source=x)
"""


def test_a_fix_changes_only_what_tracks_and_is_undone_at_once(checked: Path) -> None:
    abstracts = "".join(f"- [a](https://arxiv.org/abs/1706.0000{n})\r\n" for n in range(8))
    old = TRACKED + abstracts
    checked.write_text(old, newline="")
    dry = command("check", checked, "--fix", *FIXABLE, "--dry-run")
    assert (dry.returncode, dry.stderr) == (0, "")
    assert sum(line.startswith("-- ") for line in dry.stdout.splitlines()) == 2
    assert sum(line.startswith("+- ") for line in dry.stdout.splitlines()) == 2
    assert checked.read_bytes() == old.encode()
    assert command("check", checked, "--fix", *FIXABLE).returncode == 0
    new = old.replace("?utm_source=x&id=1#top", "?id=1#top").replace("/b?fbclid=1", "/b")
    new = new.replace("/pdf/1706.00009v2.pdf", "/abs/1706.00009v2")
    new = new.replace("/pdf/1706.00009?utm_source=x", "/abs/1706.00009")
    assert checked.read_bytes() == new.encode()
    again = command("check", checked, "--fix", *FIXABLE)
    assert (again.returncode, again.stdout) == (0, "")
    assert command("undo", checked).returncode == 0
    assert checked.read_bytes() == old.encode()


def test_a_fix_keeps_the_encoding_of_a_log(checked: Path) -> None:
    text = "## 2024-01-01\n- 📜 d’accord é [a](https://e.org/?utm_source=x)\n- 📜 crème\n"
    broken = text.encode().decode("mac_roman").encode()
    checked.write_bytes(broken)
    assert command("check", checked, "--fix", "link-tracking").returncode == 0
    assert checked.read_bytes() == broken.replace(b"/?utm_source=x", b"/")


@pytest.mark.parametrize(
    "options",
    [("--only", "spelling"), ("--fix", "date-order"), ("--explain", "x"), ("--dry-run",)],
)
def test_wrong_usage(checked: Path, options: tuple[str, ...]) -> None:
    checked.write_text("")
    assert command("check", checked, *options).returncode == 2


def test_no_control_sequence_of_a_log_is_printed(checked: Path) -> None:
    checked.write_text(
        "## 2024-01-01\n- [a\x1b[2J](https://e.org/\x1b]0;x\x07?utm_source=1)\n- [\x1b[2J] (https://e\x1b.org)\n"
    )
    for form in ("text", "json", "github"):
        printed = command("check", checked, "--format", form).stdout
        assert printed
        assert "\x1b" not in printed


def test_every_log_of_a_folder_is_checked(shared_logs: Path) -> None:
    first = command("check", shared_logs / "research-log.md")
    assert "[arxiv-odd] arXiv cannot have given the number 1706.0376" in first.stdout
    for log in shared_logs.glob("*/*.md"):
        done = command("check", log, "--only", "all", "--format", "json")
        assert isinstance(json.loads(done.stdout), list)


def test_a_paragraph_of_many_links_takes_no_longer_than_its_length(checked: Path) -> None:
    for links in (1_900, 40_000):
        checked.write_text("- " + "[a](https://e.org/x) and [b] ` " * links)
        assert command("check", checked, "--only", "link-broken").returncode == 0
