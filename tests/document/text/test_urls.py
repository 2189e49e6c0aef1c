from __future__ import annotations

import pytest

from logtui.document.text import urls


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.ArXiv.org:443/abs/1", "arxiv.org"),
        ("http://user@a.b?q", "a.b"),
        ("./projects/x", ""),
        ("mailto:a@b.c", ""),
    ],
)
def test_the_host_of_a_link(url: str, host: str) -> None:
    assert urls.host_of(url) == host


@pytest.mark.parametrize(
    ("url", "shown", "compared"),
    [
        ("https://www.München.de./x", "münchen.de", "xn--mnchen-3ya.de"),
        ("https://user:pass@www.a.b:8080#c", "a.b", "a.b"),
        ("http://[::1]:80/x", "[::1]", "[::1]"),
        ("https://www.com", "www.com", "www.com"),
        ("//a.b/c", "a.b", "a.b"),
        ("", "", ""),
    ],
)
def test_a_host_is_shown_as_it_is_written_and_compared_in_ascii(
    url: str, shown: str, compared: str
) -> None:
    assert (urls.host_of(url), urls.split_url(url).host) == (shown, compared)
