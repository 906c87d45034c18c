"""`python -m tierzero.topics`: create the missing topics; `--describe` prints the table instead."""

import sys

from tierzero.settings import Settings
from tierzero.topics.creation import create_missing
from tierzero.topics.documentation import as_markdown


def main(arguments: list[str]) -> int:
    """Create or describe; return the exit code."""
    if "--describe" in arguments:
        print(as_markdown())
        return 0
    settings = Settings(service="topics")
    created = create_missing(settings)
    print(f"topics: {len(created)} created")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
