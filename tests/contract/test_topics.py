"""The topic table: every event is declared once, and the documentation shows all of it."""

from pathlib import Path

from tierzero.topics import TOPICS
from tierzero.topics.documentation import as_markdown


def test_every_topic_carries_an_envelope_of_repeated_facts_with_identity() -> None:
    for topic in TOPICS:
        if not topic.facts_field:
            continue
        field = topic.envelope.DESCRIPTOR.fields_by_name[topic.facts_field]
        assert field.is_repeated, topic.name
        assert field.message_type.fields_by_name["fact"].message_type.name == "Fact", topic.name


def test_topic_names_carry_a_version_and_are_unique() -> None:
    names = [topic.name for topic in TOPICS]
    assert len(set(names)) == len(names)
    assert all(name.endswith(".v1") for name in names)


def test_the_documentation_is_the_table(repository: Path) -> None:
    assert as_markdown() in (repository / "docs" / "topics.md").read_text("utf-8")
