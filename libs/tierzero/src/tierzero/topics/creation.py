"""Create what is missing on the broker. Existing topics are left as they are."""

from collections.abc import Collection

from kafka.admin import KafkaAdminClient, NewTopic
from kafka.errors import TopicAlreadyExistsError

from tierzero.broker import client_options
from tierzero.settings import Settings
from tierzero.topics.table import TOPICS
from tierzero.topics.topic import Topic


def create_missing(settings: Settings, wanted: Collection[Topic] = TOPICS) -> list[str]:
    """Create those of the topics that the broker lacks; return their names."""
    admin = KafkaAdminClient(**client_options(settings), client_id="tierzero-topics")
    try:
        present = set(admin.list_topics())
        missing = [topic for topic in wanted if topic.name not in present]
        return [t.name for t in missing if _create(admin, t, settings.replication_factor)]
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
