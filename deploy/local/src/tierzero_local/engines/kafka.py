"""The real engine: a single-node Apache Kafka on 127.0.0.1 with its log on disk."""

import base64
import sys
import uuid
from pathlib import Path

from tierzero_local.engines import kafka_configuration, kafka_jars
from tierzero_local.engines.java import java
from tierzero_local.process import Lifetime, Process
from tierzero_local.readiness import kafka_answers

MEMORY = ("-Xms256m", "-Xmx512m")
FETCH_WITHIN_SECONDS = 600.0


def processes(port: int, controller_port: int, directory: Path) -> tuple[Process, ...]:
    """Fetch the jars and format the log directory where that was not done yet; then the broker."""
    data = directory / "log"
    server, logging = kafka_configuration.write(directory, data, port, controller_port)
    jvm = (java(), *MEMORY, f"-Dlog4j2.configurationFile={logging}")
    program = (*jvm, "-cp", f"{kafka_jars.directory()}/*")
    preparation = (*_fetching(), *_formatting(program, server, data))
    address = f"127.0.0.1:{port}"
    broker = Process(
        "broker",
        (*program, "kafka.Kafka", str(server)),
        ready=kafka_answers(address),
        depends_on=tuple(p.name for p in preparation),
        address=address,
        stop_within_seconds=20.0,
    )
    return (*preparation, broker)


def _fetching() -> tuple[Process, ...]:
    if kafka_jars.present():
        return ()
    command = (sys.executable, "-m", "tierzero_local.engines.kafka_jars")
    return (
        Process(
            "kafka-jars",
            command,
            lifetime=Lifetime.ONCE,
            address="Apache Kafka, Maven",
            ready_within_seconds=FETCH_WITHIN_SECONDS,
        ),
    )


def _formatting(program: tuple[str, ...], server: Path, data: Path) -> tuple[Process, ...]:
    if (data / "meta.properties").is_file():
        return ()
    # Kafka's own form of a cluster id: 16 bytes, URL-safe base64 without padding.
    cluster = base64.urlsafe_b64encode(uuid.uuid4().bytes).decode().rstrip("=")
    tool = ("kafka.tools.StorageTool", "format", "--ignore-formatted")
    return (
        Process(
            "kafka-format",
            (*program, *tool, f"--cluster-id={cluster}", "--config", str(server)),
            depends_on=() if kafka_jars.present() else ("kafka-jars",),
            lifetime=Lifetime.ONCE,
        ),
    )
