"""Entries that have the same link on several days."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unittest.mock import patch

from logtui.document.reading.parser import parse
from logtui.document.relations import threads as threads_module
from logtui.document.relations.same_link import link_identity
from logtui.document.relations.threads import Threads, latest_entry_with_link

if TYPE_CHECKING:
    from pathlib import Path

    from logtui.document.model import Document

LOG = """\
# Reading

07/03/2024
- [A book, chapter 3](https://book.example/)
- [A paper](https://arxiv.org/abs/2401.12345)
    - continues [the book](https://book.example)
- No link at all

07/02/2024
- [A book, chapter 2](https://www.book.example)
- [Own project](./projects/one)

07/01/2024
- [A book, chapter 1](http://book.example/?utm_source=feed)
- [The same paper](https://arxiv.org/pdf/2401.12345v2.pdf)
- [Own project, begun](projects/one/)
- [Another paper](https://arxiv.org/pdf/2401.12346)
- Neither here
"""


def threads(document: Document, before: Threads | None = None) -> Threads:
    found = Threads(document, before)
    while found.advance(1):
        pass
    return found


def all_threads(document: Document) -> set[tuple[int, ...]]:
    found = threads(document)
    return {found.thread(index) for index in range(len(document.entries))} - {()}


def test_entries_with_the_same_link_are_a_thread() -> None:
    found = threads(parse(LOG.encode()))
    assert [found.thread(index) for index in range(10)] == [
        (0, 3, 5),
        (1, 6),
        (),
        (0, 3, 5),
        (4, 7),
        (0, 3, 5),
        (1, 6),
        (4, 7),
        (),
        (),
    ]


def test_who_holds_a_link() -> None:
    found = threads(parse(LOG.encode()))
    assert found.with_identity(link_identity("arxiv:2401.12346")) == (8,)
    assert found.with_identity(link_identity("https://arxiv.org/html/2401.12345v1")) == (1, 6)
    assert found.with_identity(link_identity("https://elsewhere.example")) == ()
    assert found.with_identity("") == ()


def test_places_in_the_log_itself_are_no_thread() -> None:
    assert all_threads(parse(b"2024-06-05\n- [top](#top)\n\n2024-06-03\n- [top](#top)\n")) == set()


def test_what_is_not_taken_up_yet_is_not_found() -> None:
    document = parse(LOG.encode() * 100)
    found = Threads(document)
    assert found.thread(0) == ()
    slices = 1
    while found.advance(0):
        slices += 1
    assert slices > 2
    assert len(found.thread(0)) == 300


def test_after_an_edit_it_is_as_if_made_anew() -> None:
    base = threads(parse(LOG.encode()))
    for old, new in (
        ("- [Own project](./projects/one)\n", ""),
        ("- [Own project](./projects/one)\n", "- [Other](https://a.example)\n" * 3),
        ("chapter 3](https://book.example/)", "chapter 3](https://other.example/)"),
        ("2401.12346", "2401.12345"),
        ("# Reading\n", "```\n# Reading\n"),
        ("07/02/2024\n", "```\n07/02/2024\n```\n"),
        (LOG, ""),
        (LOG, LOG + LOG),
    ):
        document = parse(LOG.replace(old, new).encode())
        again = threads(document, base)
        fresh = threads(document)
        assert again.identities == fresh.identities
        back = threads(base.document, again)
        assert back.identities == base.identities


def test_what_was_made_of_half_a_log_is_enough_to_begin_with() -> None:
    document = parse(LOG.encode() * 100)
    half = Threads(document)
    half.advance(0)
    assert 0 < len(half.identities) < len(document.entries)
    changed = parse(b"# Read\n" + LOG.encode() * 100)
    assert threads(changed, half).identities == threads(changed).identities


def test_after_an_edit_only_its_surroundings_are_read_again() -> None:
    base = threads(parse(LOG.encode()))
    line = "- [Own project](./projects/one)\n"
    document = parse(LOG.replace(line, line * 3).encode())
    with patch.object(threads_module, "link_identity", wraps=link_identity) as read:
        threads(document, base)
    assert read.call_count <= 3


def test_the_threads_of_the_first_log(shared_logs: Path) -> None:
    document = parse((shared_logs / "research-log.md").read_bytes())
    found = all_threads(document)
    assert sorted(map(len, found)) == [2, 2, 3, 5, 5, 6]
    for thread in found:
        assert len({document.url(document.entries[index]) for index in thread}) == 1


def test_the_latest_entry_with_a_link_is_the_one_that_threads_tell(shared_logs: Path) -> None:
    first_log = (shared_logs / "research-log.md").read_bytes()
    hosts = b"# 2024-05-01\n- [A](https://b\xc3\xbccher.example/a)\n- [B](./b%20c)\n- [C](<x y>)\n"
    for document in (parse(first_log), parse(LOG.encode()), parse(hosts)):
        identities = threads(document).identities
        for index, identity in enumerate(identities):
            latest = latest_entry_with_link(document, document.url(document.entries[index]) or "")
            if not identity:
                assert latest is None
                continue
            assert latest is not None
            others = (document.entries[i] for i, same in enumerate(identities) if same == identity)
            assert document.date(latest) == max(document.date(other) or (0,) for other in others)
            assert link_identity(document.url(latest) or "") == identity
