"""Whether a host lies in the user's own network, where no page from outside may lead."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
from ipaddress import IPv6Address, ip_address
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

    Resolve = Callable[[str], Awaitable[tuple[str, ...]]]
    """Gives the addresses of a host; none where they are unknown."""


async def resolved(host: str) -> tuple[str, ...]:
    """Return the addresses of ``host``; none where there are none, or only a proxy knows them.

    The thread that asks is a daemon: a name server that does not answer holds up nothing, not
    even the end of the program.
    """
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[tuple[str, ...]] = loop.create_future()

    def tell(addresses: tuple[str, ...]) -> None:
        if not answer.done():
            answer.set_result(addresses)

    def look_up() -> None:
        try:
            found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
        except (OSError, ValueError):
            found = []
        addresses = tuple(str(address[0]) for *_, address in found)
        # By now the loop may be closed: nobody waits for the answer any more.
        with contextlib.suppress(RuntimeError):
            loop.call_soon_threadsafe(tell, addresses)

    threading.Thread(target=look_up, name="resolver", daemon=True).start()
    return await answer


def is_local(addresses: Iterable[str]) -> bool:
    """Tell whether any of ``addresses`` is not one of the public network.

    Loopback, private, link-local and shared addresses are not, as the IANA registries say.
    """
    return not all(_is_public(address) for address in addresses)


def _is_public(address: str) -> bool:
    ip = ip_address(address)
    if isinstance(ip, IPv6Address) and ip.ipv4_mapped:
        ip = ip.ipv4_mapped
    return ip.is_global
