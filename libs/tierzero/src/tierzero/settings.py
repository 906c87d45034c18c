"""Settings of a process, read from the environment once at start (prefix ``TIERZERO_``)."""

from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """What every TierZero process may be told from outside."""

    model_config = SettingsConfigDict(env_prefix="TIERZERO_", extra="ignore")

    service: str = Field(description="Name of the service, as in telemetry and consumer groups.")
    environment: str = Field(default="local", description="Deployment name in telemetry.")

    broker: str = Field(default="127.0.0.1:9092", description="Kafka bootstrap servers.")
    broker_authority: Path | None = Field(
        default=None, description="Certificates (PEM) of who vouches for the broker; none: no TLS."
    )
    broker_certificate: Path | None = Field(
        default=None, description="The process's own certificate (PEM), its identity at the broker."
    )
    broker_key: Path | None = Field(default=None, description="That certificate's key (PEM).")
    store: str = Field(default="mongodb://127.0.0.1:27017", description="MongoDB connection URI.")
    store_driver: str = Field(
        default="motor", description="motor, or pymongo for PyMongo's own asynchronous client."
    )
    database: str = Field(default="", description="The service's own database; empty: its name.")
    databases: str = Field(default="", description="Relay only: databases whose outbox it serves.")

    host: str = Field(default="127.0.0.1", description="Address that servers listen on.")
    http_port: int = 0
    grpc_port: int = 0
    health_port: int = 0

    portal_url: str = "http://127.0.0.1:8401"
    procurement_url: str = "http://127.0.0.1:8402"
    aggregator_url: str = "http://127.0.0.1:8403"
    sessions_url: str = Field(
        default="", description="Where processes ask the portal for ended sessions; empty: its URL."
    )
    cookie_domain: str = Field(
        default="", description="Domain the services share, where each has its own host name."
    )
    procurement_grpc: str = "127.0.0.1:8412"
    footprint_grpc: str = "127.0.0.1:8413"

    signing_key: Path | None = Field(
        default=None, description="Ed25519 private key (PEM); the portal's only."
    )
    verification_key: Path | None = Field(default=None, description="Ed25519 public key (PEM).")

    passwords: bool = Field(
        default=True, description="Whether people may sign in with a password of the platform."
    )
    oidc_issuer: str = Field(
        default="", description="OpenID Connect provider of the portal's sign-in; empty: none."
    )
    oidc_client_id: str = ""
    oidc_client_secret: SecretStr = SecretStr("")
    oidc_scopes: str = "openid profile email"
    oidc_label: str = Field(default="", description="How the sign-in page calls the provider.")
    oidc_user_claim: str = Field(
        default="email", description="Claim that is the sign-in name; an e-mail must be verified."
    )
    oidc_domains: list[str] = Field(
        default=[], description="JSON list: domains whose addresses may sign in; empty: any."
    )
    oidc_organization_claim: str = Field(
        default="", description="Claim that names the organization; empty: the address's domain."
    )
    oidc_organizations: dict[str, str] = Field(
        default={}, description="JSON: value of that claim, or domain, to organization id."
    )
    oidc_provision: list[str] = Field(
        default=[], description="JSON list: roles of people unknown so far; empty: refuse them."
    )

    pact_url: str = Field(
        default="https://127.0.0.1:8405", description="Where partners find the PACT API."
    )
    tls_certificate: Path | None = Field(
        default=None, description="Certificate chain (PEM) that the PACT API is served with."
    )
    tls_key: Path | None = Field(default=None, description="That certificate's key (PEM).")
    secrets_key: Path | None = Field(
        default=None,
        description="Fernet keys, one a line: the first encrypts partners' secrets, all decrypt.",
    )
    private_partners: bool = Field(
        default=False,
        description="Development only: partners at private addresses, also by plain HTTP.",
    )

    session_timeout_seconds: float = Field(
        default=6.0, description="Consumer group session timeout; short locally for quick joins."
    )
    fetch_wait_milliseconds: int = Field(
        default=0, description="Longest fetch of consumers; 0: the client's default."
    )
    replication_factor: int = 1
    group_commit_facts: int = Field(default=500, description="Most facts in one Kafka message.")
    replica: str = Field(default="", description="Tells replicas of one process apart.")

    @property
    def database_name(self) -> str:
        """The database this service owns."""
        return self.database or self.service.replace("-", "_")
