"""Enters the access file into the portal's store and notes that.

Usage: ``python -m tierzero_local.bootstrapping FILE``.
"""

import asyncio
import sys
from pathlib import Path

from supplier_portal.bootstrap import run
from tierzero.settings import Settings
from tierzero_local.entered import note_entered


def main() -> int:
    """Enter the file; return the exit status."""
    path = Path(sys.argv[1])
    code = asyncio.run(run(path, Settings(service="supplier-portal")))
    if code == 0:
        note_entered(path)
    return code


if __name__ == "__main__":
    sys.exit(main())
