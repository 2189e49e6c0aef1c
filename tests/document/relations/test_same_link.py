"""Which links are one thing, and which are two."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from logtui.document.reading.parser import parse
from logtui.document.relations import same_link
from logtui.document.relations.same_link import link_identity
from logtui.document.text import urls

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

ABS = "https://arxiv.org/abs/2401.12345"
OLD = "https://arxiv.org/abs/cs/0112017"
DOI = "https://doi.org/10.1145/3292500.3330701"
VIDEO = "https://www.youtube.com/watch?v=a1B2-c3_D4e"
PAGE = "https://example.org/notes/first"

SAME = [
    # One paper on arXiv
    (ABS, "https://arxiv.org/pdf/2401.12345"),
    (ABS, "https://arxiv.org/pdf/2401.12345v2"),
    (ABS, "https://arxiv.org/pdf/2401.12345.pdf"),
    (ABS, "https://arxiv.org/pdf/2401.12345v12.pdf"),
    (ABS, "https://arxiv.org/html/2401.12345v1"),
    (ABS, "https://arxiv.org/html/2401.12345v1#S3.SS2"),
    (ABS, "https://arxiv.org/pdf/2401.12345#page=7"),
    (ABS, "http://arxiv.org/abs/2401.12345/"),
    (ABS, "https://www.arxiv.org/abs/2401.12345"),
    (ABS, "http://export.arxiv.org/abs/2401.12345v3"),
    (ABS, "https://de.arxiv.org/abs/2401.12345"),
    (ABS, "https://ar5iv.labs.arxiv.org/html/2401.12345"),
    (ABS, "https://ar5iv.org/abs/2401.12345"),
    (ABS, "HTTPS://ArXiv.org/abs/2401.12345?context=cs.LG"),
    (ABS, "https://arxiv.org:443/abs/2401.12345"),
    (ABS, "arxiv.org/abs/2401.12345"),
    (ABS, "arxiv:2401.12345"),
    (ABS, "arXiv:2401.12345v2"),
    (ABS, "2401.12345v1"),
    (ABS, "https://doi.org/10.48550/arXiv.2401.12345"),
    (ABS, "10.48550/arxiv.2401.12345"),
    (ABS, "doi:10.48550/ARXIV.2401.12345"),
    ("https://arxiv.org/abs/0704.0001", "https://arxiv.org/pdf/0704.0001v2"),
    ("https://arxiv.org/pdf/1706.0376", "https://arxiv.org/abs/1706.0376"),
    (OLD, "https://arxiv.org/pdf/cs/0112017v1"),
    (OLD, "https://arxiv.org/pdf/cs/0112017.pdf"),
    (OLD, "https://arxiv.org/abs/cs.CL/0112017"),
    (OLD, "arXiv:cs/0112017"),
    ("https://arxiv.org/abs/hep-th/9901001", "http://xxx.lanl.gov/abs/hep-th/9901001"),
    ("https://arxiv.org/abs/math.GT/0309136", "https://arxiv.org/abs/math/0309136v1"),
    # One paper of a conference
    ("https://openreview.net/forum?id=Ab-1_x", "https://openreview.net/pdf?id=Ab-1_x"),
    ("https://openreview.net/forum?id=Ab-1_x", "http://www.openreview.net/pdf?id=Ab-1_x#page=2"),
    ("https://aclanthology.org/P19-1633/", "https://aclanthology.org/P19-1633.pdf"),
    ("https://aclanthology.org/P19-1633/", "https://aclanthology.org/P19-1633v2.pdf"),
    ("https://aclanthology.org/P19-1633/", "https://www.aclweb.org/anthology/P19-1633.pdf"),
    ("https://aclanthology.org/P19-1633/", "http://aclweb.org/anthology/P/P19/P19-1633.pdf"),
    ("https://aclanthology.org/2020.acl-main.5", "https://aclanthology.org/2020.acl-main.5.pdf"),
    (
        "https://aclanthology.org/2020.acl-main.5",
        "https://www.aclweb.org/anthology/2020.acl-main.5/",
    ),
    # One DOI
    (DOI, "http://dx.doi.org/10.1145/3292500.3330701"),
    (DOI, "https://www.doi.org/10.1145/3292500.3330701"),
    (DOI, "doi:10.1145/3292500.3330701"),
    (DOI, "DOI: 10.1145/3292500.3330701"),
    (DOI, "info:doi/10.1145/3292500.3330701"),
    (DOI, "10.1145/3292500.3330701"),
    (DOI, "https://doi.org/10.1145%2F3292500.3330701"),
    (DOI, "https://doi.org/doi:10.1145/3292500.3330701"),
    (DOI, "https://dl.acm.org/doi/10.1145/3292500.3330701"),
    (DOI, "https://dl.acm.org/doi/pdf/10.1145/3292500.3330701"),
    (DOI, "https://dl.acm.org/doi/fullHtml/10.1145/3292500.3330701"),
    ("https://doi.org/10.1000/ABC-Def", "https://doi.org/10.1000/abc-dEF"),
    (
        "https://link.springer.com/article/10.1007/s00220-020-03123-4",
        "https://link.springer.com/content/pdf/10.1007/s00220-020-03123-4.pdf",
    ),
    (
        "https://doi.org/10.1007/978-3-030-12345-6_7",
        "https://link.springer.com/chapter/10.1007/978-3-030-12345-6_7",
    ),
    (
        "https://doi.org/10.1038/s41586-020-0001-2",
        "https://www.nature.com/articles/s41586-020-0001-2",
    ),
    (
        "https://www.nature.com/articles/nature12345.pdf",
        "https://www.nature.com/articles/nature12345/",
    ),
    (
        "https://doi.org/10.1371/journal.pone.0123456",
        "https://journals.plos.org/plosone/article?id=10.1371/journal.pone.0123456",
    ),
    (
        "https://doi.org/10.1101/2020.01.02.123456",
        "https://www.biorxiv.org/content/10.1101/2020.01.02.123456v2.full.pdf",
    ),
    (
        "https://doi.org/10.1103/PhysRevLett.1.2",
        "https://journals.aps.org/prl/abstract/10.1103/PhysRevLett.1.2",
    ),
    (
        "https://doi.org/10.3389/fnins.2020.00001",
        "https://www.frontiersin.org/articles/10.3389/fnins.2020.00001/full",
    ),
    (
        "https://doi.org/10.1002/abc.123",
        "https://agupubs.onlinelibrary.wiley.com/doi/full/10.1002/abc.123",
    ),
    # One video
    (VIDEO, "https://youtu.be/a1B2-c3_D4e"),
    (VIDEO, "https://youtu.be/a1B2-c3_D4e?si=xyz&t=42"),
    (VIDEO, "https://m.youtube.com/watch?v=a1B2-c3_D4e"),
    (VIDEO, VIDEO + "&t=2611s"),
    (VIDEO, VIDEO + "&list=PL123&index=4"),
    (VIDEO, "https://www.youtube.com/watch?feature=share&v=a1B2-c3_D4e"),
    (VIDEO, "https://www.youtube.com/embed/a1B2-c3_D4e?start=10"),
    (VIDEO, "https://www.youtube-nocookie.com/embed/a1B2-c3_D4e"),
    (VIDEO, "https://youtube.com/shorts/a1B2-c3_D4e"),
    (VIDEO, "https://www.youtube.com/live/a1B2-c3_D4e#t=30"),
    # One page
    (PAGE, PAGE + "/"),
    (PAGE, "http://example.org/notes/first"),
    (PAGE, "https://www.example.org/notes/first"),
    (PAGE, "HTTPS://Example.ORG/notes/first"),
    (PAGE, "https://example.org:443/notes/first"),
    (PAGE, "http://example.org:80/notes/first"),
    (PAGE, "https://example.org./notes/first"),
    (PAGE, "//example.org/notes/first"),
    (PAGE, PAGE + "#"),
    (PAGE, PAGE + "?"),
    (PAGE, PAGE + "#:~:text=some%20words"),
    (PAGE, PAGE + "?utm_source=a&utm_medium=b&UTM_X=c"),
    (PAGE, PAGE + "?fbclid=1&gclid=2&mc_cid=3&mc_eid=4"),
    (PAGE, PAGE + "?ref=newsletter.example"),
    (PAGE, PAGE + "?ref_src=abc"),
    (PAGE, "https://example.org/notes/./x/../first"),
    (PAGE, "https://example.org/notes/%66irst"),
    (PAGE, f"  {PAGE} "),
    (PAGE + "?a=1&b=2", PAGE + "?a=1&utm_campaign=x&b=2"),
    (PAGE + "#part", PAGE + "#part:~:text=words"),
    ("https://example.org", "https://example.org/"),
    ("https://example.org/caf%C3%A9", "https://example.org/café"),
    ("https://example.org/caf%c3%a9", "https://example.org/caf%C3%A9"),
    ("https://example.org/a%20b", "https://example.org/a b"),
    ("https://example.org/x_%28y%29", "https://example.org/x_(y)"),
    ("https://example.org/%5B1.4%5D_A_%26_B", "https://example.org/[1.4]_A_&_B"),
    ("https://bücher.example/x", "https://xn--bcher-kva.example/x"),
    ("https://example.org/a?q=x%2Dy", "https://example.org/a?q=x-y"),
    # Files and mail
    ("./projects/sae", "projects/sae/"),
    ("./projects/sae", "./projects/./x/../sae"),
    ("./my%20notes.md", "./my notes.md"),
    ("MAILTO:someone@example.org", "mailto:someone@example.org"),
]

DIFFERENT = [
    ("https://openreview.net/forum?id=Ab-1_x", "https://openreview.net/pdf?id=Ab-1_y"),
    ("https://openreview.net/forum?id=Ab-1_x", "https://openreview.net/group?id=Ab-1_x"),
    ("https://openreview.net/forum?id=a", "https://openreview.net/forum?id=a&noteId=b"),
    ("https://aclanthology.org/P19-1633/", "https://aclanthology.org/P19-1634.pdf"),
    ("https://aclanthology.org/P19-1633/", "https://aclanthology.org/P19-1633.bib"),
    ("https://aclanthology.org/P19-1633/", "https://example.org/P19-1633.pdf"),
    ("https://aclanthology.org/2020.acl-main.5", "https://aclanthology.org/2020.acl-main.51"),
    (ABS, "https://arxiv.org/abs/2401.12346"),
    (ABS, "https://arxiv.org/abs/2401.1234"),
    (ABS, "https://arxiv.org/list/2401.12345"),
    (ABS, "https://arxiv.org/html/2401.12345v1/x1.png"),
    (ABS, "https://notarxiv.org/abs/2401.12345"),
    (ABS, "https://arxiv.org.evil.example/abs/2401.12345"),
    (ABS, "https://example.org/?u=https://arxiv.org/abs/2401.12345"),
    (OLD, "https://arxiv.org/abs/math/0112017"),
    ("https://arxiv.org/pdf/1706.0376", "https://arxiv.org/pdf/1706.03762"),
    (DOI, "https://doi.org/10.1145/3292500.3330702"),
    (DOI, "https://dl.acm.org/doi/proceedings/10.1145/3292500"),
    (DOI, "https://example.org/doi/10.1145/3292500.3330701"),
    (
        "https://www.nature.com/articles/nature12345",
        "https://www.nature.com/articles/nature12345/figures/1",
    ),
    (VIDEO, "https://youtu.be/a1B2-c3_D4E"),
    (VIDEO, "https://www.youtube.com/playlist?list=a1B2-c3_D4e"),
    (VIDEO, "https://example.org/watch?v=a1B2-c3_D4e"),
    (
        "https://www.youtube.com/embed/videoseries?list=A",
        "https://www.youtube.com/embed/videoseries?list=B",
    ),
    (PAGE, "https://example.org/notes/First"),
    (PAGE, "https://example.org/notes%2Ffirst"),
    (PAGE, "https://example.org/notes"),
    (PAGE, "https://example.org:8080/notes/first"),
    (PAGE, "https://sub.example.org/notes/first"),
    (PAGE, "https://someone@example.org/notes/first"),
    (PAGE, "ftp://example.org/notes/first"),
    (PAGE, PAGE + "#part"),
    (PAGE + "#part", PAGE + "#other"),
    (PAGE, PAGE + "#/route"),
    (PAGE, PAGE + "?page=2"),
    (PAGE, PAGE + "?ref=main"),
    (PAGE, PAGE + "?ref=v1.0"),
    (PAGE + "?a=1&b=2", PAGE + "?b=2&a=1"),
    (PAGE + "?a=1%262", PAGE + "?a=1&2"),
    (PAGE + "?q=a%2Bb", PAGE + "?q=a+b"),
    (PAGE + "?v=%23", PAGE + "?v="),
    (PAGE, PAGE + "/index.html"),
    (PAGE, "./notes/first"),
    ("https://example.org/100%25", "https://example.org/100"),
    ("https://www.com/a", "https://com/a"),
    ("./projects/sae", "../projects/sae"),
    ("./projects/sae", "/projects/sae"),
    ("./notes.md", "./notes.md#part"),
    ("mailto:a@example.org", "mailto:b@example.org"),
    ("http://example.org:443/x", "https://example.org/x"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same_thing(one: str, other: str) -> None:
    assert link_identity(one) == link_identity(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_two_things(one: str, other: str) -> None:
    assert link_identity(one) != link_identity(other)


def test_links_of_different_rows_are_different() -> None:
    ids = [link_identity(one) for one in (ABS, OLD, DOI, VIDEO, PAGE)]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize(
    ("link", "number"),
    [
        ("https://arxiv.org/pdf/2401.12345v2", "2401.12345"),
        ("https://arxiv.org/abs/hep-th/9901001", "hep-th/9901001"),
        ("https://arxiv.org/abs/math.GT/0309136", "math/0309136"),
        ("https://doi.org/10.48550/arXiv.2401.12345", "2401.12345"),
        ("https://arxiv.org/pdf/1706.0376", "1706.0376"),
        ("https://arxiv.org/", None),
        ("https://arxiv.org/list/cs.CL/recent", None),
        ("https://example.org/abs/2401.12345", None),
        ("./2401.12345.pdf", None),
        ("", None),
    ],
)
def test_the_arxiv_id_of_a_link(link: str, number: str | None) -> None:
    assert same_link.arxiv_id(link) == number


@pytest.mark.parametrize(
    ("link", "number"),
    [
        ("https://doi.org/10.1145/3292500.3330701", "10.1145/3292500.3330701"),
        ("https://doi.org/10.1002/(SICI)1097-0258(1998)17:8", "10.1002/(sici)1097-0258(1998)17:8"),
        ("https://arxiv.org/abs/2401.12345", None),
        ("https://doi.org/", None),
        ("https://example.org/10.1145/3292500.3330701", None),
        ("", None),
    ],
)
def test_the_doi_of_a_link(link: str, number: str | None) -> None:
    assert same_link.doi(link) == number


@pytest.mark.parametrize(
    ("number", "odd"),
    [
        ("0704.0001", False),
        ("1412.6980", False),
        ("1501.00001", False),
        ("2401.12345", False),
        ("1706.0376", True),
        ("1501.0001", True),
        ("1412.69801", True),
        ("2413.12345", True),
        ("0703.0001", True),
        ("cs/0112017", False),
        ("hep-th/9913001", True),
        ("math/0801001", True),
    ],
)
def test_numbers_that_arxiv_cannot_have_given(number: str, odd: bool) -> None:  # noqa: FBT001 - a table
    assert same_link.has_impossible_arxiv_id(f"https://arxiv.org/pdf/{number}v1") is odd
    assert same_link.arxiv_id(f"arxiv:{number}") == number


def test_only_arxiv_ids_are_odd() -> None:
    assert not same_link.has_impossible_arxiv_id("https://example.org/pdf/1706.0376")


PIECES = st.sampled_from(
    (
        *("https://", "//", "arxiv.org", "doi.org", "/abs/", "2401.12345", "10.1145/", "doi:", "@"),
        *("%", "%2", "%2F", "%zz", "%ff", "[", "]", "?", "#", "&", "=", ":", "..", "/", "\\", "ä"),
        *("youtu.be/", "www.", "\ud800", "\x00", "\n", "ß.example", "xn--", "٣", "İ", " ", "v="),
    )
)
HOSTILE = st.lists(PIECES | st.text(max_size=4), max_size=12).map("".join)


@settings(max_examples=100)
@given(HOSTILE)
def test_any_string_has_an_identity_that_blanks_around_it_do_not_change(link: str) -> None:
    assert link_identity(f" {link}\t") == link_identity(link)
    assert same_link.doi(f" {link}\t") == same_link.doi(link)
    assert same_link.has_impossible_arxiv_id(f" {link}\t") == same_link.has_impossible_arxiv_id(
        link
    )


@settings(max_examples=100)
@given(st.sampled_from([link for pair in SAME + DIFFERENT for link in pair]))
def test_an_identity_is_a_link_of_the_same_identity(link: str) -> None:
    assert link_identity(link_identity(link)) == link_identity(link)


@pytest.mark.parametrize("piece", ["%", "%41", "../", "./", "a.", "[", "10.1/", "&", "www.", "é"])
def test_long_links_take_no_time(piece: str) -> None:
    for front in ("", "https://", "https://doi.org/10.1145/", "https://a.b/", "https://a.b/?"):
        assert link_identity(front + piece * 20_000)


def test_parts_of_an_address() -> None:
    url = urls.split_url("HTTPS://me@www.Example.org:8080/a/b?c=d#e")
    assert url == urls.Url("https", "me@www.Example.org:8080", "/a/b", "c=d", "e")
    assert url.host == "example.org"


def test_papers_of_the_first_log(shared_logs: Path) -> None:
    document = parse((shared_logs / "research-log.md").read_bytes())
    links = [document.url(entry) or "" for entry in document.entries]
    on_arxiv = [link for link in links if "arxiv.org/" in link]
    numbers = {same_link.arxiv_id(link) for link in on_arxiv}
    assert len(on_arxiv) == len(numbers) == len({link_identity(link) for link in on_arxiv}) == 162
    assert None not in numbers
    assert _odd(links) == ["1706.0376"]


def _odd(links: Iterable[str]) -> list[str | None]:
    return [same_link.arxiv_id(link) for link in links if same_link.has_impossible_arxiv_id(link)]
