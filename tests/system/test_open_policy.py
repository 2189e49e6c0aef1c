"""Which links are opened, and which are refused."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from logtui.system.open_policy import LocalFile, RefusedLink, WebAddress, open_policy


@pytest.mark.parametrize(
    ("target", "url"),
    [
        ("https://example.org", "https://example.org"),
        ("HTTP://Example.ORG:8080/a?b#c", "HTTP://Example.ORG:8080/a?b#c"),
        (
            "https://example.org/a%2Fb/é/(x)/[1.4]_A_&_B",
            "https://example.org/a%2Fb/é/(x)/[1.4]_A_&_B",
        ),
        ("https://example.org/a b", "https://example.org/a%20b"),
        ('https://example.org/"`|', "https://example.org/%22%60%7C"),
        ("https://example.org/@someone", "https://example.org/@someone"),
        ("https://bücher.example/", "https://bücher.example/"),
        ("https://localhost:8888/tree", "https://localhost:8888/tree"),
        ("http://127.0.0.1/x", "http://127.0.0.1/x"),
        ("http://[::1]:80/x", "http://[::1]:80/x"),
        (" https://example.org/ ", "https://example.org/"),
        ("mailto:someone@example.org", "mailto:someone@example.org"),
        ("mailto:a@b.example,c@d.example?subject=Hi", "mailto:a@b.example,c@d.example?subject=Hi"),
        (
            "mailto:a@b.example?subject=Hi&body=two%0D%0Alines",
            "mailto:a@b.example?subject=Hi&body=two%0D%0Alines",
        ),
    ],
)
def test_pages_and_mail_are_left_to_the_system(target: str, url: str) -> None:
    assert open_policy(target) == WebAddress(url)


@pytest.mark.parametrize(
    ("target", "path", "fragment"),
    [
        ("./projects/sae", "projects/sae", ""),
        ("projects/sae/", "projects/sae", ""),
        ("./a/../b.md", "b.md", ""),
        ("./my%20notes.md", "my notes.md", ""),
        ("my notes (2).md", "my notes (2).md", ""),
        ("./notes.md#a%20part", "notes.md", "a part"),
        ("./notes.md?plain=1", "notes.md", ""),
        ("./[1.4]_A_&_B/é.pdf", "[1.4]_A_&_B/é.pdf", ""),
        ("./a:b.md", "a:b.md", ""),
        ("..a/b", "..a/b", ""),
        (".", ".", ""),
    ],
)
def test_files_beside_the_log(target: str, path: str, fragment: str) -> None:
    assert open_policy(target) == LocalFile(path, fragment)


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("", "empty"),
        ("   ", "empty"),
        ("javascript:alert(1)", "script"),
        ("JavaScript:alert(1)", "script"),
        ("vbscript:x", "script"),
        ("data:text/html,<b>x</b>", "content itself"),
        ("file:///etc/passwd", "relative"),
        ("FILE:./x", "relative"),
        ("vscode://file/x", "only http"),
        ("ftp://example.org/x", "only http"),
        ("C:/Users/x", "only http"),
        ("--version", "option"),
        ("-x", "option"),
        ("./--version", "option"),
        ("%2D-version", "option"),
        ("$(id)", "file name"),
        ("./%24(id)", "file name"),
        ("`id`", "file name"),
        ("a;id", "file name"),
        ("https://example.org/\nid", "control"),
        ("https://example.org/\x00", "control"),
        ("https://example.org/\x1b[2J", "control"),
        ("\thttps://example.org/", "control"),
        ("https://example.org/\x85", "control"),
        ("./a%00b", "control"),
        ("./a%0Ab", "control"),
        ("https://example.org/\u202egpj.exe", "invisible"),
        ("https://exam\u200bple.org/", "invisible"),
        ("https://example.org/\ud800", "invisible"),
        ("./%E2%80%AEfdp.sh", "invisible"),
        ("./%FF", "invisible"),
        ("https://example.org/" + "x" * 10_000, "longer"),
        ("x" * 10_000, "longer"),
        ("https://good.example@evil.example/", "user"),
        ("https://good.example:pw@evil.example/", "user"),
        ("https://@evil.example/", "user"),
        ("https://", "host"),
        ("https:///path", "host"),
        ("https:example.org", "host"),
        ("https:/example.org", "host"),
        ("https://?q", "host"),
        ("https://good.example\\@evil.example/", "user"),
        ("https://good.example\\.evil.example/", "host"),
        ("https://ex%61mple.org/", "host"),
        ("https://-x.example/", "host"),
        ("https://$(id)/", "host"),
        ("https://a b.example/", "host"),
        ("https://example.org:port/", "port"),
        ("https://example.org:99999/", "port"),
        ("//example.org/x", "https:"),
        ("mailto:", "mail address"),
        ("mailto:nobody", "mail address"),
        ("mailto:a@b.example?attach=/etc/passwd", "more than"),
        ("mailto:a@b.example?subject=x&Attachment=y", "more than"),
        ("mailto:a@b.example?subject=%00", "control"),
        ("mailto://a@b.example", "mail address"),
        ("../up.md", "out of"),
        ("a/../../up.md", "out of"),
        ("..", "out of"),
        ("%2e%2e/up.md", "out of"),
        ("..%2Fup.md", "out of"),
        ("/etc/passwd", "out of"),
        ("%2Fetc/passwd", "out of"),
        ("~/x", "out of"),
        ("..\\up.md", "backslashes"),
        ("#part", "place in this log"),
        ("?q", "place in this log"),
    ],
)
def test_what_is_refused_with_a_reason(target: str, words: str) -> None:
    result = open_policy(target)
    assert isinstance(result, RefusedLink)
    assert words in result.reason


@settings(max_examples=100)
@given(
    st.lists(
        st.sampled_from(
            ("https:", "mailto:", "//", "/", "..", "%2e", "%2F", "\\", "a", "@", ":", "-", "[", "]")
        )
        | st.text(max_size=3),
        max_size=10,
    ).map("".join)
)
def test_nothing_but_what_is_plain_gets_through(target: str) -> None:
    result = open_policy(target)
    if isinstance(result, WebAddress):
        assert result.url.lower().startswith(("http://", "https://", "mailto:"))
        assert result.url.isprintable()
        assert " " not in result.url
    elif isinstance(result, LocalFile):
        assert not result.path.startswith(("/", "-", "~"))
        assert ".." not in result.path.split("/")
        assert "\\" not in result.path
