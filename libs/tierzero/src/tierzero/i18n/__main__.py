"""``python -m tierzero.i18n extract|check [package …]`` keeps the translations complete."""

import argparse
import sys
from collections.abc import Sequence

from .checking import findings
from .extraction import PACKAGES, package_root, updated, write


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one of the two commands; returns the exit status (1: translations need work)."""
    parser = argparse.ArgumentParser(prog="python -m tierzero.i18n", description=__doc__)
    parser.add_argument("command", choices=("extract", "check"))
    parser.add_argument("packages", nargs="*", help="default: all packages with texts")
    options = parser.parse_args(arguments)
    packages = [name for name in options.packages or PACKAGES if package_root(name)]
    return _extract(packages) if options.command == "extract" else _check(packages)


def _extract(packages: Sequence[str]) -> int:
    for package in packages:
        catalog = updated(package)
        if len(catalog):
            path = write(package, catalog)
            untranslated = sum(1 for message in catalog if message.id and not message.string)
            print(f"{package}: {len(catalog)} texts, {untranslated} untranslated → {path.name}")
    return 0


def _check(packages: Sequence[str]) -> int:
    problems = [finding for package in packages for finding in findings(package)]
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
