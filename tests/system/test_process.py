"""Starting without OpenSSL takes nothing away: encrypted pages still tell their titles."""

import asyncio
import ssl
import subprocess
import sys
from pathlib import Path

import pytest
import trustme

from support.web_servers import serving

_START = """
import sys
from logtui.system.process import load_asyncio_without_tls
load_asyncio_without_tls()
from logtui.tui import app
"""

_FETCH = """
import asyncio
from logtui.fetch.titles import fetch_title
print(asyncio.run(fetch_title(sys.argv[1])).title)
"""


async def test_the_title_of_an_encrypted_page_is_fetched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    authority = trustme.CA()
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("127.0.0.1").configure_cert(tls)
    authority.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    monkeypatch.setenv("NO_PROXY", "*")
    async with serving(tls) as web:
        page = web.page("/", "<title>Behind a lock</title>")
        reader = await asyncio.create_subprocess_exec(
            sys.executable, "-c", _START + _FETCH, page, stdout=subprocess.PIPE
        )
        told, _ = await reader.communicate()
    assert told.decode() == "Behind a lock\n"


def test_the_screens_are_loaded_without_openssl() -> None:
    words = [sys.executable, "-c", _START + "print('ssl' in sys.modules, '_ssl' in sys.modules)"]
    assert subprocess.run(words, check=True, capture_output=True).stdout == b"False False\n"
