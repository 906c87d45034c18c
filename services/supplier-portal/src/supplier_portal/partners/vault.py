"""Secrets of partners, encrypted at rest (Fernet: AES-128-CBC with HMAC-SHA-256)."""

from dataclasses import dataclass

from cryptography.fernet import Fernet, MultiFernet

from tierzero.settings import Settings


@dataclass(frozen=True)
class Vault:
    """Encrypts with the newest key and decrypts with any of them."""

    keys: MultiFernet

    def close(self, secret: str) -> str:
        """The secret as it is stored."""
        return self.keys.encrypt(secret.encode()).decode()

    def open(self, stored: str) -> str:
        """The secret; cryptography.fernet.InvalidToken where no key fits."""
        return self.keys.decrypt(stored.encode()).decode()


def vault_of(settings: Settings) -> Vault | None:
    """The vault of the settings' key file; None where none is named."""
    if settings.secrets_key is None:
        return None
    return Vault(MultiFernet([Fernet(key) for key in settings.secrets_key.read_bytes().split()]))
