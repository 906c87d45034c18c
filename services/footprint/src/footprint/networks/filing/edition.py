"""By which code something was made: what other code has filed is not read."""

from functools import cache
from hashlib import blake2b
from pathlib import Path

import carbon
import footprint

_PACKAGES = carbon, footprint


@cache
def edition() -> str:
    """A digest of the sources that decide what is made of facts, and in which form it is filed.

    A number raised by hand would be forgotten one day; making everything anew once after a release
    costs little beside that.
    """
    digest = blake2b(digest_size=16)
    for package in _PACKAGES:
        root = Path(package.__path__[0])
        for path in sorted(root.rglob("*.py")):
            digest.update(str(path.relative_to(root)).encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()
