"""Ed25519 keys of the platform: the portal signs, everyone verifies."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from joserfc.jwk import KeySet, OKPKey

SIGNING_KEY_FILE = "signing-key.pem"
VERIFICATION_KEY_FILE = "verification-key.pem"


@dataclass(frozen=True, slots=True)
class KeyPair:
    """Where a private key and its public key lie, as PEM files."""

    signing_key: Path
    verification_key: Path


def generate_key_pair(directory: Path) -> KeyPair:
    """Make a key pair in the directory, or return the one that is there already."""
    pair = KeyPair(directory / SIGNING_KEY_FILE, directory / VERIFICATION_KEY_FILE)
    if not pair.signing_key.exists():
        directory.mkdir(parents=True, exist_ok=True)
        _write_private(pair.signing_key, OKPKey.generate_key("Ed25519").as_pem(private=True))
    signing_key = read_signing_key(pair.signing_key)
    pair.verification_key.write_bytes(signing_key.as_pem(private=False))
    return pair


def read_signing_key(path: Path) -> OKPKey:
    """The private key in a PEM file; its key id is its thumbprint (RFC 7638)."""
    key = OKPKey.import_key(path.read_bytes())
    key.ensure_kid()
    return key


def read_verification_keys(*paths: Path) -> KeySet:
    """The public keys in PEM files; several, so that an old key stays valid beside a new one."""
    return KeySet([read_signing_key(path) for path in paths])


def public_keys(key: OKPKey) -> dict[str, Any]:
    """The JSON Web Key Set (RFC 7517 §5) that others verify with; holds nothing private."""
    return cast(dict[str, Any], KeySet([key]).as_dict(private=False))


def _write_private(path: Path, content: bytes) -> None:
    # Created unreadable for others, rather than made so afterwards.
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
