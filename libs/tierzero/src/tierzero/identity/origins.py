"""The platform's own addresses: where a browser may come from and may be sent to."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from tierzero.settings import Settings


@dataclass(frozen=True, slots=True)
class Origins:
    """Origins (scheme://host[:port]) of the platform's services."""

    portal_url: str
    own_url: str
    trusted: frozenset[str]

    def trusts(self, url: str) -> bool:
        """Whether an absolute URL, or an Origin header, is one of the platform's own."""
        return origin_of(url) in self.trusted


def origins_of(settings: Settings) -> Origins:
    """The origins in a process's settings."""
    own = {
        "supplier-portal": settings.portal_url,
        "procurement": settings.procurement_url,
        "aggregator": settings.aggregator_url,
    }
    urls = (settings.portal_url, settings.procurement_url, settings.aggregator_url)
    trusted = frozenset(origin for url in urls if (origin := origin_of(url)))
    own_url = own.get(settings.service, settings.portal_url)
    return Origins(settings.portal_url.rstrip("/"), own_url.rstrip("/"), trusted)


def origin_of(url: str) -> str:
    """The origin of an absolute http(s) URL, or an empty text for anything else."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username:
        return ""
    standard = {"http": 80, "https": 443}[parts.scheme]
    suffix = f":{port}" if port and port != standard else ""
    return f"{parts.scheme}://{parts.hostname}{suffix}"


def is_own_path(url: str) -> bool:
    """Whether a URL is a path on this very host, as every browser would understand it.

    Browsers read ``//host``, ``/\\host`` and paths with control characters as other hosts.
    """
    return url.startswith("/") and not url.startswith(("//", "/\\")) and url.isprintable()
