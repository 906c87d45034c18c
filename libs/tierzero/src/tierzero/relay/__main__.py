"""`python -m tierzero.relay`: publish the outboxes of TIERZERO_DATABASES until told to stop."""

import gc
import os
import signal
import socket
import threading

from kafka import KafkaConsumer
from pymongo import MongoClient

from tierzero.broker import client_options
from tierzero.health import Probes, serve_probes_in_thread
from tierzero.relay.arrivals import Arrivals
from tierzero.relay.lease import Lease
from tierzero.relay.loop import Relay, serve
from tierzero.relay.publisher import Producer
from tierzero.relay.wakeup import start_watching
from tierzero.settings import Settings
from tierzero.store import Document, connect_blocking
from tierzero.telemetry import set_up


def _relay(
    settings: Settings,
    name: str,
    client: MongoClient[Document],
    stopping: threading.Event,
) -> Relay:
    database = client[name]
    holder = settings.replica or f"{socket.gethostname()}:{os.getpid()}"
    consumer = KafkaConsumer(**client_options(settings), client_id=f"relay-{name}")
    lease = Lease(database, "relay", holder)
    wake, ready = threading.Event(), threading.Event()
    return Relay(
        settings,
        client,
        database,
        Producer(settings),
        consumer,
        lease,
        Arrivals(),
        wake,
        stopping,
        ready,
    )


def main() -> None:
    """Wire and run one thread per outbox."""
    settings = Settings(service="relay")
    set_up(settings, "relay")
    client = connect_blocking(settings)
    stopping = threading.Event()
    for caught in (signal.SIGTERM, signal.SIGINT):
        signal.signal(caught, lambda *_: stopping.set())
    names = [name for name in settings.databases.split(",") if name]
    relays = [_relay(settings, name, client, stopping) for name in names]
    threads = [threading.Thread(target=serve, args=(relay,)) for relay in relays]
    for relay, thread in zip(relays, threads, strict=True):
        start_watching(relay.database, relay.arrivals, relay.wake, stopping)
        thread.start()
    # What is imported stays: no need to look through it while a row waits.
    gc.collect()
    gc.freeze()
    probes = Probes(ready=lambda: all(relay.ready.is_set() for relay in relays))
    serve_probes_in_thread(settings, probes)
    for thread in threads:
        # Joined in short steps: a signal is only seen between them.
        while thread.is_alive():
            thread.join(0.2)
    client.close()


if __name__ == "__main__":
    main()
