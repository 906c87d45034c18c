"""Create what is missing on the broker. Existing topics are left as they are."""

from kafka.admin import KafkaAdminClient, NewTopic
from kafka.errors import TopicAlreadyExistsError

from tierzero.topics.table import TOPICS
from tierzero.topics.topic import Topic


def create_missing(broker: str, replication_factor: int = 1) -> list[str]:
    """Create the topics of the table that the broker lacks; return their names."""
    admin = KafkaAdminClient(bootstrap_servers=broker, client_id="tierzero-topics")
    try:
        present = set(admin.list_topics())
        missing = [topic for topic in TOPICS if topic.name not in present]
        return [t.name for t in missing if _create(admin, t, replication_factor)]
    finally:
        admin.close()


def _create(admin: KafkaAdminClient, topic: Topic, replication_factor: int) -> bool:
    new = NewTopic(
        topic.name,
        topic.partitions,
        replication_factor,
        topic_configs=topic.configuration,
    )
    try:
        admin.create_topics([new])
    except TopicAlreadyExistsError:
        # Another process was quicker, which is as good.
        return False
    return True
