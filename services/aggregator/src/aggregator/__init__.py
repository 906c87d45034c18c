"""Publishes upstream and downstream progress of targets and initiatives."""
