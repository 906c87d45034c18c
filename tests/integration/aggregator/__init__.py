"""The aggregator among the engines of the session."""
