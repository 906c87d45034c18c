"""Engines the platform stands on: a document store and a broker, each as a process."""
