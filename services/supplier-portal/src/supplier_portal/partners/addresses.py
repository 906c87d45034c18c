"""Which addresses a partner may have: HTTPS, on the public internet.

Otherwise whoever enters a partner could have the platform call what only the platform reaches.
"""

import asyncio
import ipaddress
import socket
from urllib.parse import SplitResult, urlsplit

from tierzero.i18n import Text, _
from tierzero.problems import Invalid

LONGEST = 500


class NotAllowed(Exception):
    """An address that is not called, and why."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.message.format_map(reason.params))
        self.reason = reason


def checked_url(url: str) -> str:
    """A base URL without a slash at its end; Invalid where its form alone forbids it."""
    parts = _split(url)
    if parts.scheme not in ("https", "http") or not parts.hostname or len(url) > LONGEST:
        text = _("Give an address such as https://pact.example.org.")
        raise Invalid("invalid-url", text)
    if parts.username or parts.password or parts.query or parts.fragment:
        text = _("The address must have no user, query or fragment.")
        raise Invalid("invalid-url", text)
    return url.rstrip("/")


def refuse_plain(url: str, private: bool) -> None:
    """NotAllowed for HTTP; for development only, a private address may be called by it."""
    if _split(url).scheme != "https" and not private:
        raise NotAllowed(_("the address must begin with https://"))


async def refuse_private(url: str, private: bool) -> None:
    """NotAllowed where any address of the host is not public.

    Asked before each call, because what a name stands for may change.
    """
    refuse_plain(url, private)
    addresses = await _addresses(url)
    inner = [one for one in addresses if not one.is_global or one.is_multicast]
    if private:
        if _split(url).scheme == "http" and len(inner) < len(addresses):
            raise NotAllowed(_("plain HTTP is for private addresses only"))
        return
    if inner:
        raise NotAllowed(_("{host} is not on the public internet", host=_split(url).hostname))


async def _addresses(url: str) -> list[ipaddress.IPv4Address | ipaddress.IPv6Address]:
    parts = _split(url)
    loop = asyncio.get_running_loop()
    try:
        found = await loop.getaddrinfo(parts.hostname, parts.port or 443, type=socket.SOCK_STREAM)
    except OSError as error:
        raise NotAllowed(_("{host} has no address", host=parts.hostname)) from error
    addresses = {ipaddress.ip_address(str(info[4][0]).partition("%")[0]) for info in found}
    return [getattr(one, "ipv4_mapped", None) or one for one in addresses]


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - raises where it is no number
    except ValueError:
        return urlsplit("")
    return parts
