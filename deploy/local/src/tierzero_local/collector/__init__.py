"""Receives OpenTelemetry data of a platform on one machine and shows the journey of a submission.

Everything is kept in memory and bounded: it is for looking at what happens now.
"""
