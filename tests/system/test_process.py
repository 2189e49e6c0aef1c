"""Starting without OpenSSL and two packers takes nothing away: all are there when asked for."""

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
from logtui.system.process import load_without_unused_parts
load_without_unused_parts()
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


def _printed(program: str) -> str:
    command = [sys.executable, "-c", _START + program]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def test_the_screens_are_loaded_without_openssl_and_packers() -> None:
    assert _printed("print(*{'ssl', '_ssl', 'bz2', 'lzma'} & sys.modules.keys())") == ""


def test_what_was_left_out_can_be_loaded_later() -> None:
    program = "import bz2, lzma, ssl; print(bz2.decompress(bz2.compress(b'packed')).decode())"
    assert _printed(program) == "packed"
