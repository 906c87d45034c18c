"""Keys of one platform, made once per run directory: to sign, to encrypt, to be recognised."""

import os
from dataclasses import dataclass
from pathlib import Path

from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from tierzero_local.certificate import make_certificate


@dataclass(frozen=True)
class Keys:
    """Paths of the files; each process is told of those that it needs, and of no others."""

    directory: Path

    @property
    def signing(self) -> Path:
        """Private key that signs sessions and access tokens."""
        return self.directory / "signing.pem"

    @property
    def verification(self) -> Path:
        """Its public key."""
        return self.directory / "verification.pem"

    @property
    def secrets(self) -> Path:
        """Key that partners' secrets are encrypted with at rest."""
        return self.directory / "secrets.key"

    @property
    def certificate(self) -> Path:
        """Self-signed certificate of the PACT API, by which partners recognise it."""
        return self.directory / "pact.pem"

    @property
    def certificate_key(self) -> Path:
        """That certificate's private key."""
        return self.directory / "pact-key.pem"


def all_keys(directory: Path) -> Keys:
    """The directory's keys; those that are missing are made now."""
    keys = Keys(directory)
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not keys.verification.exists():
        _make_key_pair(keys)
    if not keys.secrets.exists():
        write_private(keys.secrets, Fernet.generate_key() + b"\n")
    certificate = make_certificate(keys.certificate, keys.certificate_key)
    if certificate is not None:
        write_private(keys.certificate_key, certificate.key)
        keys.certificate.write_bytes(certificate.chain)
    return keys


def write_private(path: Path, content: bytes) -> None:
    """Write a file that its owner alone may read, from the first moment on."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)


def _make_key_pair(keys: Keys) -> None:
    key = Ed25519PrivateKey.generate()
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    write_private(keys.signing, private)
    keys.verification.write_bytes(public)
