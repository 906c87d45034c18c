"""A self-signed certificate for this machine's own addresses."""

import ipaddress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

LIFETIME = timedelta(days=397)
"""Longest that browsers and curl's peers commonly accept."""

RENEWED_BEFORE = timedelta(days=30)
_ADDRESSES = ("127.0.0.1", "::1")
_SIGNING_USE = x509.KeyUsage(
    digital_signature=True,
    content_commitment=False,
    key_encipherment=False,
    data_encipherment=False,
    key_agreement=False,
    key_cert_sign=True,
    crl_sign=False,
    encipher_only=False,
    decipher_only=False,
)


@dataclass(frozen=True)
class Certificate:
    """Certificate and private key as PEM."""

    chain: bytes
    key: bytes


def make_certificate(certificate: Path, key: Path) -> Certificate | None:
    """A certificate for 127.0.0.1, ::1 and localhost; None where a good one is there already."""
    now = datetime.now(UTC)
    if key.exists() and certificate.exists() and _expires(certificate) > now + RENEWED_BEFORE:
        return None
    private = ec.generate_private_key(ec.SECP256R1())
    made = _builder(private.public_key(), now).sign(private, hashes.SHA256())
    return Certificate(
        made.public_bytes(Encoding.PEM),
        private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()),
    )


def _expires(certificate: Path) -> datetime:
    return x509.load_pem_x509_certificate(certificate.read_bytes()).not_valid_after_utc


def _builder(key: ec.EllipticCurvePublicKey, now: datetime) -> x509.CertificateBuilder:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "TierZero PACT API (local)")])
    identifier = x509.SubjectKeyIdentifier.from_public_key(key)
    issuer = x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(identifier)
    addresses = [x509.IPAddress(ipaddress.ip_address(one)) for one in _ADDRESSES]
    names = x509.SubjectAlternativeName([x509.DNSName("localhost"), *addresses])
    use = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH])
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(minutes=5))
        .not_valid_after(now + LIFETIME)
        # Strict clients take a trust anchor only where it says that it is one.
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_SIGNING_USE, critical=True)
        .add_extension(use, critical=False)
        .add_extension(names, critical=False)
        .add_extension(identifier, critical=False)
        .add_extension(issuer, critical=False)
    )
