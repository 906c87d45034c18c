"""The Ed25519 key pair that signs sessions, made once per run directory."""

import os
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)


@dataclass(frozen=True)
class KeyPair:
    """Paths of the PEM files; only the portal is told of the private one."""

    signing: Path
    verification: Path


def key_pair(directory: Path) -> KeyPair:
    """The directory's key pair, made now where there is none yet."""
    pair = KeyPair(directory / "signing.pem", directory / "verification.pem")
    if not pair.verification.exists():
        _make(pair)
    return pair


def _make(pair: KeyPair) -> None:
    pair.signing.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    key = Ed25519PrivateKey.generate()
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    descriptor = os.open(pair.signing, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(private)
    pair.verification.write_bytes(public)
