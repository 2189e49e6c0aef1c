"""The file that an export goes to."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

from logtui.commands.console.output import prepare_output
from logtui.errors import LogtuiError, error_reason
from logtui.export.citing.bib_file import BibFile
from logtui.storage.files import read_file, try_remove, write_new_file
from logtui.system.process import results_to_output

_MAX_BIB_BYTES = 64 << 20


class ExportError(LogtuiError):
    """An export cannot be written; the text says why and what to do."""


def write_export(text: str, output: Path | None, log: Path) -> None:
    """Write ``text`` to the file ``output``, or to standard output for None.

    The file is replaced as a whole; one that has this content already is left alone.

    Raises:
        ExportError: It cannot be written, or is the log itself.
    """
    if output is None:
        with results_to_output():
            prepare_output(on_undecodable="surrogateescape")
            sys.stdout.write(text)
        return
    data = text.encode("utf-8", "surrogateescape")
    target = Path(os.path.realpath(output))
    try:
        if target.exists() and log.exists() and target.samefile(log):
            raise ExportError(f"{output} is the log itself; name another file")
        status = target.stat() if target.exists() else None
        if status is not None and not stat.S_ISREG(status.st_mode):
            target.write_bytes(data)
        elif status is None or read_file(target) != data:
            _replace(target, data, status)
    except OSError as error:
        raise ExportError(f"{output} cannot be written: {error_reason(error)}") from error


def _replace(target: Path, data: bytes, status: os.stat_result | None) -> None:
    new = target.with_name(f".{target.name}.{os.urandom(4).hex()}")
    try:
        write_new_file(new, data, mode=0o666)
        if status is not None:
            new.chmod(stat.S_IMODE(status.st_mode))
        new.replace(target)
    except OSError:
        try_remove(new)
        raise


def read_bib_file(path: Path) -> BibFile:
    """Return the bibliography at ``path``, an empty one where there is none yet.

    Raises:
        ExportError: It cannot be read.
    """
    try:
        if path.exists() and path.stat().st_size > _MAX_BIB_BYTES:
            raise ExportError(f"{path} is larger than the 64 MiB that a bibliography may have")
        data = read_file(path) if path.exists() else b""
    except OSError as error:
        raise ExportError(f"{path} cannot be read: {error_reason(error)}") from error
    return BibFile(data.decode("utf-8", "surrogateescape"))
