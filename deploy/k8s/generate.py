"""Print the manifests that follow from the topic table; ``--write`` puts them into components/.

What is committed there is exactly this output, which a test checks.
"""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml
from generation.edges import policies
from generation.topics import topics
from generation.users import users

COMPONENTS = Path(__file__).resolve().parent / "components"
_HEADER = "# Generated from the topic table by deploy/k8s/generate.py; change it there.\n"


class _Plain(yaml.SafeDumper):
    """Writes equal parts out instead of referring back to the first."""

    def ignore_aliases(self, data: Any) -> bool:
        """No aliases at all."""
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Indent lists below their key, as the manifests written by hand do."""
        super().increase_indent(flow, False)


def generated() -> dict[str, str]:
    """File below components/ → its text."""
    return {
        "strimzi/topics.yaml": _text(topics()),
        "strimzi/users.yaml": _text(users()),
        "network-policies/processes.yaml": _text(policies()),
    }


def _text(documents: Iterable[dict[str, Any]]) -> str:
    return _HEADER + yaml.dump_all(documents, Dumper=_Plain, sort_keys=False, width=100)


def main(arguments: list[str]) -> int:
    """Print or write; return the exit code."""
    for name, text in generated().items():
        if "--write" in arguments:
            (COMPONENTS / name).write_text(text, "utf-8")
        else:
            print(f"---\n# {name}\n{text}", end="")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
