"""``python -m tierzero_local.collector --port 8404`` on 127.0.0.1."""

import argparse

import uvicorn

from tierzero_local.collector.application import create_app
from tierzero_local.collector.received import Received


def main() -> None:
    """Serve until told to stop."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    port = parser.parse_args().port
    uvicorn.run(create_app(Received()), host="127.0.0.1", port=port, access_log=False)


if __name__ == "__main__":
    main()
