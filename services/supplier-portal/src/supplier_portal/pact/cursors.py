"""Pagination links: where a listing goes on, signed, so that nobody can make one up."""

import hashlib
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from itsdangerous import BadData, URLSafeSerializer

from supplier_portal.catalogue.service import Position, Wanted

from .errors import bad_request

VALID_FOR = timedelta(hours=24)
"""How long a link works; the specification asks for 180 seconds at least."""

_TIMES = ("valid_on", "valid_after", "valid_before")


@dataclass(frozen=True)
class Cursor:
    """A listing, who reads it, and up to where it was read; None at its beginning."""

    reader_id: str
    wanted: Wanted
    limit: int
    position: Position | None = None


@dataclass(frozen=True)
class Cursors:
    """Writes and reads the text of cursors."""

    serializer: URLSafeSerializer

    def write(self, cursor: Cursor, now: datetime) -> str:
        """The cursor as it stands in a link."""
        wanted = {
            name: value.isoformat() if isinstance(value, datetime) else list(value)
            for name, value in asdict(cursor.wanted).items()
            if value
        }
        position = cursor.position or Position("", -1)
        return str(
            self.serializer.dumps(
                {
                    "r": cursor.reader_id,
                    "w": wanted,
                    "l": cursor.limit,
                    "a": position.audience,
                    "p": position.place,
                    "e": int((now + VALID_FOR).timestamp()),
                }
            )
        )

    def read(self, text: str, reader_id: str, now: datetime) -> Cursor:
        """The cursor of a link; PactError 400 where it is not ours, another's, or too old."""
        try:
            content: dict[str, Any] = self.serializer.loads(text)
        except BadData as error:
            raise bad_request("This is no pagination link of this host.") from error
        if content["r"] != reader_id:
            raise bad_request("This pagination link was made for another client.")
        if now.timestamp() > content["e"]:
            raise bad_request("This pagination link is too old; start the list again.")
        position = Position(content["a"], content["p"])
        return Cursor(reader_id, _wanted(content["w"]), content["l"], position)


def cursors(secret: bytes) -> Cursors:
    """Cursors signed (HMAC-SHA-256) with a key derived from the portal's secret."""
    signing = {"key_derivation": "hmac", "digest_method": hashlib.sha256}
    return Cursors(URLSafeSerializer(secret, salt="pact-listing", signer_kwargs=signing))


def _wanted(content: dict[str, Any]) -> Wanted:
    read: dict[str, Any] = {
        name: datetime.fromisoformat(value) if name in _TIMES else tuple(value)
        for name, value in content.items()
    }
    return Wanted(**read)
