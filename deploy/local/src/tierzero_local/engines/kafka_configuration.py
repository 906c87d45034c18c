"""Configuration of a single-node Apache Kafka in KRaft mode, broker and controller in one."""

from pathlib import Path

LOGGING = """\
status = warn
appender.console.type = Console
appender.console.name = console
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = %d{ISO8601} %p %c{1}: %m%n
rootLogger.level = warn
rootLogger.appenderRef.console.ref = console
"""

SERVER = """\
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:{controller_port}
controller.listener.names=CONTROLLER
listeners=PLAINTEXT://127.0.0.1:{port},CONTROLLER://127.0.0.1:{controller_port}
advertised.listeners=PLAINTEXT://127.0.0.1:{port}
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
log.dirs={data}
auto.create.topics.enable=false
group.initial.rebalance.delay.ms=0
offsets.topic.replication.factor=1
offsets.topic.num.partitions=4
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
transaction.state.log.num.partitions=4
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
share.coordinator.state.topic.num.partitions=1
"""


def write(directory: Path, data: Path, port: int, controller_port: int) -> tuple[Path, Path]:
    """Write server.properties and log4j2.properties; return their paths in this order."""
    directory.mkdir(parents=True, exist_ok=True)
    server, logging = directory / "server.properties", directory / "log4j2.properties"
    server.write_text(SERVER.format(data=data, port=port, controller_port=controller_port))
    logging.write_text(LOGGING)
    return server, logging
