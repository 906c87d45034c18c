"""Generate the Python classes of proto/ into the kit, beside the code that uses them.

A file's path in proto/ is its import path in Python, so no import is rewritten. Generated files are
not committed; `make setup` runs this whenever a .proto changed.
"""

import sys
from importlib.resources import files
from pathlib import Path

from grpc_tools import protoc

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "proto"
TARGET = ROOT / "libs" / "tierzero" / "src"


def main() -> int:
    """Generate messages, type stubs and gRPC stubs; return protoc's exit code."""
    protos = sorted(SOURCES.rglob("*.proto"))
    well_known = files("grpc_tools") / "_proto"
    arguments = [
        "protoc",
        f"--proto_path={SOURCES}",
        f"--proto_path={well_known}",
        f"--python_out={TARGET}",
        f"--pyi_out={TARGET}",
    ]
    services = [p for p in protos if p.name.endswith("_service.proto")]
    code = protoc.main([*arguments, *map(str, protos)])
    code = code or protoc.main([*arguments, f"--grpc_python_out={TARGET}", *map(str, services)])
    print(f"contracts: {len(protos)} files, {len(services)} services")
    return int(code)


if __name__ == "__main__":
    sys.exit(main())
