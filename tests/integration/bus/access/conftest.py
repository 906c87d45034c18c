"""Apache Kafka as in the cluster: mutual TLS, and only what the manifests grant is allowed."""

import ipaddress
import os
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import yaml
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.ec import generate_private_key as generate
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from kafka.admin import (
    ACL,
    ACLOperation,
    ACLPermissionType,
    ACLResourcePatternType,
    KafkaAdminClient,
    ResourcePattern,
    ResourceType,
)

from tests.serving import free_port
from tierzero.broker import client_options
from tierzero.settings import Settings
from tierzero.topics.creation import create_missing
from tierzero_local.engines import kafka_configuration, kafka_jars
from tierzero_local.engines.java import java

KAFKA = os.environ.get("BROKER") == "kafka"
GUARD = """
listeners=SSL://127.0.0.1:{port},CONTROLLER://127.0.0.1:{controller}
advertised.listeners=SSL://127.0.0.1:{port}
listener.security.protocol.map=SSL:SSL,CONTROLLER:PLAINTEXT
inter.broker.listener.name=SSL
ssl.client.auth=required
ssl.keystore.type=PEM
ssl.keystore.location={keystore}
ssl.truststore.type=PEM
ssl.truststore.location={authority}
authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
super.users=User:CN=broker;User:CN=admin;User:ANONYMOUS
"""
Identify = Callable[[str], dict[str, str]]


class Authority:
    """Signs certificates for names, as Strimzi's user operator does."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.key = generate(SECP256R1())
        self.path = directory / "ca.crt"
        certificate = self._certificate("authority", self.key, ca=True)
        self.path.write_bytes(certificate.public_bytes(Encoding.PEM))

    def issue(self, name: str) -> tuple[Path, Path]:
        """Paths of certificate and key, made at the first call for a name."""
        certificate, key_path = self.directory / f"{name}.crt", self.directory / f"{name}.key"
        if not certificate.exists():
            key = generate(SECP256R1())
            made = self._certificate(name, key, ca=False)
            certificate.write_bytes(made.public_bytes(Encoding.PEM))
            private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
            key_path.write_bytes(private)
        return certificate, key_path

    def _certificate(self, name: str, key: EllipticCurvePrivateKey, ca: bool) -> x509.Certificate:
        now, here = datetime.now(UTC), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))
        builder = x509.CertificateBuilder(
            issuer_name=_name("authority"),
            subject_name=_name(name),
            public_key=key.public_key(),
            serial_number=x509.random_serial_number(),
            not_valid_before=now - timedelta(minutes=5),
            not_valid_after=now + timedelta(days=1),
        )
        basic = x509.BasicConstraints(ca=ca, path_length=None)
        builder = builder.add_extension(basic, critical=True)
        builder = builder.add_extension(x509.SubjectAlternativeName([here]), critical=False)
        return builder.sign(self.key, SHA256())


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """Who vouches for the broker and for its users."""
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="module")
def identity(authority: Authority) -> Identify:
    """Environment that makes a process the Kafka user of a name."""

    def environment(user: str) -> dict[str, str]:
        certificate, key = authority.issue(user)
        return {
            "TIERZERO_BROKER_AUTHORITY": str(authority.path),
            "TIERZERO_BROKER_CERTIFICATE": str(certificate),
            "TIERZERO_BROKER_KEY": str(key),
        }

    return environment


@pytest.fixture(scope="module")
def broker(
    authority: Authority, repository: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """host:port of the guarded broker with the table's topics and the manifests' access lists."""
    if not KAFKA:
        pytest.skip("access lists need Apache Kafka (BROKER=kafka)")
    directory = tmp_path_factory.mktemp("guarded")
    port, controller = free_port(), free_port()
    process = _start(directory, authority, port, controller)
    try:
        certificate, key = authority.issue("admin")
        settings = Settings(
            service="admin",
            broker=f"127.0.0.1:{port}",
            broker_authority=authority.path,
            broker_certificate=certificate,
            broker_key=key,
        )
        _wait_until_listening(process, port)
        create_missing(settings)
        _grant(settings, repository / "deploy/k8s/components/strimzi/users.yaml")
        yield settings.broker
    finally:
        process.terminate()
        process.wait(timeout=30)


def _start(
    directory: Path, authority: Authority, port: int, controller: int
) -> subprocess.Popen[bytes]:
    server, logging = kafka_configuration.write(directory, directory / "log", port, controller)
    certificate, key = authority.issue("broker")
    keystore = directory / "keystore.pem"
    keystore.write_bytes(key.read_bytes() + certificate.read_bytes())
    guard = GUARD.format(
        port=port, controller=controller, keystore=keystore, authority=authority.path
    )
    # Of properties given twice the later one counts.
    server.write_text(server.read_text("utf-8") + guard, "utf-8")
    jvm = [java(), "-Xmx384m", f"-Dlog4j2.configurationFile={logging}"]
    program = [*jvm, "-cp", f"{kafka_jars.directory()}/*"]
    cluster = ["--cluster-id", "dGllcnplcm8tYWNjZXNzLQ", "--config", str(server)]
    subprocess.run([*program, "kafka.tools.StorageTool", "format", *cluster], check=True)
    return subprocess.Popen([*program, "kafka.Kafka", str(server)])


def _wait_until_listening(process: subprocess.Popen[bytes], port: int) -> None:
    # Seen from outside first: a client that finds nobody tries only every half minute.
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        assert process.poll() is None, "the broker has ended"
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the broker does not listen")


def _grant(settings: Settings, users: Path) -> None:
    rules = [
        _rule(user["metadata"]["name"], rule["resource"], operation)
        for user in yaml.safe_load_all(users.read_text("utf-8"))
        for rule in user["spec"]["authorization"]["acls"]
        for operation in rule["operations"]
    ]
    admin = KafkaAdminClient(**client_options(settings))
    try:
        admin.create_acls(rules)
    finally:
        admin.close()


def _rule(user: str, resource: dict[str, str], operation: str) -> ACL:
    pattern = "PREFIXED" if resource["patternType"] == "prefix" else "LITERAL"
    return ACL(
        principal=f"User:CN={user}",
        host="*",
        operation=ACLOperation[operation.upper()],
        permission_type=ACLPermissionType.ALLOW,
        resource_pattern=ResourcePattern(
            ResourceType[resource["type"].upper()],
            resource["name"],
            ACLResourcePatternType[pattern],
        ),
    )
