"""Publishes outboxes to Kafka: woken by a change stream, rows joined by group commit."""
