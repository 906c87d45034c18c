"""Finds the Java that Apache Kafka needs."""

import os
import re
import shutil
import subprocess

from tierzero.i18n import _

MINIMUM_VERSION = 17
VERSION_PATTERN = re.compile(r'version "(\d+)')


class EngineMissing(RuntimeError):
    """A program that the chosen engine needs is not on this machine; the text says which."""


def java() -> str:
    """Path of a Java of at least version 17, from JAVA_HOME or PATH."""
    home = os.environ.get("JAVA_HOME")
    found = shutil.which("java", path=f"{home}/bin" if home else None) or shutil.which("java")
    if not found or _version(found) < MINIMUM_VERSION:
        raise EngineMissing(
            _(
                "Apache Kafka needs Java {version} or newer (Debian: openjdk-17-jre-headless). "
                "Without Java use the embedded broker: BROKER=tansu.",
                version=MINIMUM_VERSION,
            )
        )
    return found


def maven() -> str:
    """Path of Maven, which fetches Kafka's jars."""
    found = shutil.which("mvn")
    if not found:
        raise EngineMissing(
            _(
                "Apache Kafka's jars are fetched by Maven, and there is no mvn here "
                "(Debian: maven). Without Maven use the embedded broker: BROKER=tansu."
            )
        )
    return found


def _version(program: str) -> int:
    answer = subprocess.run([program, "-version"], capture_output=True, text=True, check=False)
    match = VERSION_PATTERN.search(answer.stderr)
    return int(match.group(1)) if match else 0
