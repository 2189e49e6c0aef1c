"""`logtui check --links`, with what a prober says made up by the test."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

import pytest

from logtui.commands.reports import link_report
from logtui.errors import LogtuiError
from logtui.fetch.link_states import NO_SUCH_HOST, LinkClass, LinkState
from logtui.storage.link_results import LinkResult, store_link_results, stored_link_results
from support.programs import command

if TYPE_CHECKING:
    from pathlib import Path

LOG = """\
## 2024-06-21
- [Alive](https://alive.test/a) and [the same](http://www.alive.test/a/)
- [Moved](https://moved.test/a)

## 2024-06-20
- [Gone](https://gone.test/a%20b)
    - noted: [refused](https://refused.test/)
- [File](file.md) <mailto:a@b.org>
"""
GONE = LinkState(LinkClass.MAYBE_GONE, "status 404")
STATES = {
    "https://alive.test/a": LinkState(LinkClass.ALIVE),
    "https://moved.test/a": LinkState(LinkClass.MOVED, "for good", "https://new.test/\x1b[2Jb"),
    "https://gone.test/a%20b": GONE,
    "https://refused.test/": LinkState(LinkClass.REFUSED, "status 403"),
}


class MadeUpProber:
    """Says of each link what the test wants.

    Attributes:
        states: What each link is; asking for another one is an error.
        asked: The links that were asked for.
        read: The addresses of JSON that were asked for.
        interrupted_after: After so many links somebody presses Ctrl+C.
        failure: Why no link can be asked; empty where all can.
    """

    def __init__(self) -> None:
        self.states = dict(STATES)
        self.asked: list[str] = []
        self.read: list[str] = []
        self.interrupted_after = 99
        self.failure = ""

    def __call__(self) -> MadeUpProber:
        return self

    async def __aenter__(self) -> MadeUpProber:  # noqa: PYI034 - it is always this one
        return self

    async def __aexit__(self, *_: object) -> None:
        return None

    async def probe(self, link: str) -> LinkState:
        if len(self.asked) >= self.interrupted_after:
            raise KeyboardInterrupt
        if self.failure:
            raise LogtuiError(self.failure)
        self.asked.append(link)
        return self.states[link]

    async def read_json(self, address: str) -> object:
        self.read.append(address)
        return {
            "archived_snapshots": {
                "closest": {"available": True, "url": "https://web.archive.org/web/2024/x"}
            }
        }


@pytest.fixture
def prober(monkeypatch: pytest.MonkeyPatch) -> MadeUpProber:
    """Let a prober of the test answer."""
    made_up = MadeUpProber()
    monkeypatch.setattr(link_report, "LinkProber", made_up)
    return made_up


@pytest.fixture
def linked(tmp_path: Path) -> Path:
    """Give a log with links of each class."""
    log = tmp_path / "log.md"
    log.write_text(LOG)
    return log


def classes(log: Path, *words: str) -> dict[str, str]:
    """Return the class of each link that `check --links` gives."""
    done = command("check", log, "--links", *words, "--format", "json")
    records: list[dict[str, Any]] = json.loads(done.stdout)
    return {record["url"]: record["class"] for record in records}


def age(days: float) -> None:
    """Make what is known of all links older by ``days``."""
    aged = {
        link: result._replace(
            time=result.time - days * 86_400,
            gone_since=result.gone_since and result.gone_since - days * 86_400,
        )
        for link, result in stored_link_results().items()
    }
    store_link_results(aged)


def test_what_is_not_well_is_reported_and_the_rest_counted(
    linked: Path, prober: MadeUpProber
) -> None:
    done = command("check", linked, "--links")
    assert done.returncode == 1
    assert done.stdout == (
        f"{linked}:6: [link-gone] `https://gone.test/a%20b`: status 404;"
        " it is asked again another day\n"
        f"{linked}:3: [link-moved] `https://moved.test/a` is https://new.test/␛[2Jb by now\n"
    )
    assert done.stderr == "logtui: 4 links: 1 gone?, 1 moved, 1 refused, 1 alive\n"
    assert sorted(prober.asked) == sorted(STATES)


def test_results_are_kept_as_long_as_they_may_count(linked: Path, prober: MadeUpProber) -> None:
    command("check", linked, "--links")
    command("check", linked, "--links")
    assert len(prober.asked) == 4
    age(2)
    command("check", linked, "--links")
    assert sorted(prober.asked[4:]) == ["https://gone.test/a%20b", "https://refused.test/"]
    age(8)
    command("check", linked, "--links")
    assert sorted(prober.asked[6:]) == sorted(set(STATES) - {"https://alive.test/a"})
    command("check", linked, "--links", "--recheck")
    assert sorted(prober.asked[9:]) == sorted(STATES)


def test_what_is_gone_a_day_later_too_is_gone(linked: Path, prober: MadeUpProber) -> None:
    assert classes(linked)["https://gone.test/a%20b"] == "gone?"
    age(0.5)
    assert classes(linked, "--recheck")["https://gone.test/a%20b"] == "gone?"
    age(0.6)
    assert classes(linked, "--recheck")["https://gone.test/a%20b"] == "gone"
    prober.states["https://gone.test/a%20b"] = LinkState(LinkClass.ALIVE)
    assert classes(linked, "--recheck")["https://gone.test/a%20b"] == "alive"
    prober.states["https://gone.test/a%20b"] = GONE
    assert classes(linked, "--recheck")["https://gone.test/a%20b"] == "gone?"


def test_an_interruption_keeps_what_is_known(linked: Path, prober: MadeUpProber) -> None:
    prober.interrupted_after = 2
    done = command("check", linked, "--links")
    assert done.returncode == 130
    assert len(stored_link_results()) == 2
    prober.interrupted_after = 99
    command("check", linked, "--links")
    assert len(prober.asked) == 4


def test_what_keeps_all_links_from_being_asked_is_said_once(
    linked: Path, prober: MadeUpProber
) -> None:
    prober.failure = "the address of the proxy cannot be used"
    done = command("check", linked, "--links")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "logtui: the address of the proxy cannot be used\n"


def test_some_entries_and_not_all_hosts(linked: Path, prober: MadeUpProber) -> None:
    command("check", linked, "--links", "in:2024-06-20", "--exclude", "Refused.test")
    assert prober.asked == ["https://gone.test/a%20b"]


def test_copies_in_an_archive_by_the_day_of_reading(linked: Path, prober: MadeUpProber) -> None:
    done = command("check", linked, "--links", "--archive")
    query = "url=https%3A%2F%2Fgone.test%2Fa%2520b&timestamp=20240620"
    assert prober.read == [f"https://archive.org/wayback/available?{query}"]
    assert "a copy is at https://web.archive.org/web/2024/x" in done.stdout
    command("check", linked, "--links", "--archive")
    assert len(prober.read) == 1


def test_without_a_network_nothing_is_learned(linked: Path, prober: MadeUpProber) -> None:
    store_link_results({"//alive.test/a": LinkResult("alive", "", "", time.time() - 40 * 86_400)})
    prober.states = dict.fromkeys(STATES, LinkState(LinkClass.MAYBE_GONE, NO_SUCH_HOST))
    done = command("check", linked, "--links")
    assert (done.returncode, done.stdout) == (1, "")
    assert "is there a way to the network?" in done.stderr
    assert list(stored_link_results()) == ["//alive.test/a"]


def test_a_log_without_links_asks_nobody(tmp_path: Path, prober: MadeUpProber) -> None:
    log = tmp_path / "log.md"
    log.write_text("- one\n")
    done = command("check", log, "--links")
    assert (done.returncode, done.stdout) == (0, "")
    assert prober.asked == []


@pytest.mark.parametrize("content", ["", "[]", '{"x": {"time": 1}}', '{"x": 1}'])
def test_results_that_cannot_be_read_count_as_none(
    linked: Path, prober: MadeUpProber, tmp_path: Path, content: str
) -> None:
    folder = tmp_path / ".xdg" / "state" / "logtui"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "links.json").write_text(content)
    command("check", linked, "--links")
    assert len(prober.asked) == 4


def test_what_moved_is_written_and_taken_back_at_once(linked: Path, prober: MadeUpProber) -> None:
    prober.states["https://moved.test/a"] = LinkState(LinkClass.MOVED, "", "https://new.test/b?c#d")
    command("check", linked, "--links")
    dry = command("check", linked, "--fix", "moved", "--dry-run")
    assert "+- [Moved](https://new.test/b?c#d)" in dry.stdout.splitlines()
    assert linked.read_text() == LOG
    assert command("check", linked, "--fix", "moved").returncode == 0
    assert linked.read_text() == LOG.replace("https://moved.test/a", "https://new.test/b?c#d")
    assert command("undo", linked).returncode == 0
    assert linked.read_text() == LOG


def test_https_is_written_where_it_was_seen_to_lead_there(
    tmp_path: Path, prober: MadeUpProber
) -> None:
    log = tmp_path / "log.md"
    links = ("http://a.test/x", "http://a.test/x#part", "http://www.a.test/x", "http://b.test/")
    log.write_text("".join(f"- [a]({link})\n" for link in links))
    prober.states = {
        "http://a.test/x": LinkState(LinkClass.ALIVE, encrypted="https://a.test/x"),
        "http://a.test/x#part": LinkState(LinkClass.ALIVE, encrypted="https://a.test/x"),
        "http://b.test/": LinkState(LinkClass.ALIVE),
    }
    command("check", log, "--links")
    assert command("check", log, "--fix", "link-http").returncode == 0
    new = log.read_text()
    assert new == (
        "- [a](https://a.test/x)\n- [a](https://a.test/x#part)\n"
        "- [a](http://www.a.test/x)\n- [a](http://b.test/)\n"
    )
    assert command("check", log, "--fix", "link-http").returncode == 0
    assert log.read_text() == new


def test_a_copy_stands_after_the_link_which_stays(linked: Path, prober: MadeUpProber) -> None:
    command("check", linked, "--links", "--archive")
    assert prober.read
    assert command("check", linked, "--fix", "archived").returncode == 0
    fixed = LOG.replace(
        "(https://gone.test/a%20b)",
        "(https://gone.test/a%20b) ([archived](https://web.archive.org/web/2024/x))",
    )
    assert linked.read_text() == fixed
    urls = [entry["url"] for entry in json.loads(command("list", linked, "--json").stdout)]
    assert "https://gone.test/a%20b" in urls
    command("check", linked, "--fix", "archived")
    assert linked.read_text() == fixed


@pytest.mark.parametrize(
    "target", ["https://new.test/\x1b[2J", "https://n.test/a) b", "ftp://x", ""]
)
def test_an_address_that_could_not_stand_there_is_left(
    linked: Path, prober: MadeUpProber, target: str
) -> None:
    prober.states["https://moved.test/a"] = LinkState(LinkClass.MOVED, "", target)
    command("check", linked, "--links")
    assert command("check", linked, "--fix", "moved").returncode == 0
    assert linked.read_text() == LOG


def test_what_is_known_of_links_is_a_write_of_its_own(linked: Path) -> None:
    assert command("check", linked, "--fix", "moved", "link-tracking").returncode == 2
