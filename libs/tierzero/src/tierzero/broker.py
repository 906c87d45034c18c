"""How clients reach the broker: in the clear on one machine, by mutual TLS where keys are given.

The certificate is the client's identity: the broker's access lists name its common name.
"""

import ssl
from typing import Any

from tierzero.settings import Settings


def client_options(settings: Settings) -> dict[str, Any]:
    """Options every kafka-python client of the process is made with."""
    options: dict[str, Any] = {"bootstrap_servers": settings.broker.split(",")}
    context = tls_context(settings)
    return {**options, "security_protocol": "SSL", "ssl_context": context} if context else options


def tls_context(settings: Settings) -> ssl.SSLContext | None:
    """TLS that trusts the broker's authority alone and shows the process's own certificate."""
    if settings.broker_authority is None:
        return None
    context = ssl.create_default_context(cafile=str(settings.broker_authority))
    if settings.broker_certificate is not None:
        context.load_cert_chain(settings.broker_certificate, settings.broker_key)
    return context
