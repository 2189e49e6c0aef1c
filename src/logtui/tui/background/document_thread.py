"""What the threads have in common that work for one document after another."""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from logtui.document.model import Document
    from logtui.tui.background.background_host import BackgroundHost
    from logtui.tui.idle import KeyActivity


class DocumentThread(ABC):
    """Works for the document that it was given last, in slices, so that no key waits for it.

    It is started by the first document. Whoever touches what it shares with other threads holds
    its condition.
    """

    def __init__(self, name: str, host: BackgroundHost, key_activity: KeyActivity) -> None:
        """Make what does nothing until it is given a document.

        Args:
            name: What the thread is called.
            host: Shows what comes of it.
            key_activity: Says how long to pause between two slices.
        """
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._host = host
        self._key_activity = key_activity
        self._condition = threading.Condition()
        self._document: Document | None = None
        self._is_stopped = False

    def use(self, document: Document) -> None:
        """Work for ``document`` from now on. Any thread may call this."""
        with self._condition:
            self._document = document
            if self._thread.ident is None and not self._is_stopped:
                self._thread.start()
            self._condition.notify()

    def stop(self) -> None:
        """End the thread."""
        with self._condition:
            self._is_stopped = True
            self._condition.notify()

    def _run(self) -> None:
        while True:
            with self._condition:
                self._condition.wait_for(lambda: self._is_stopped or self._has_work())
                if self._is_stopped:
                    return
            self._work()

    @abstractmethod
    def _has_work(self) -> bool:
        """Tell whether there is something to do; the condition is held."""

    @abstractmethod
    def _work(self) -> None:
        """Do some of it."""
