"""A change to a .proto that would break a consumer of the landed version fails here."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

BUF = Path(sys.executable).parent / "buf"


def breaking_changes(changed: Path, released: Path) -> str:
    """What `buf breaking` finds between the released contracts and a folder of .proto files."""
    result = subprocess.run(
        [BUF, "breaking", changed, "--against", released], capture_output=True, text=True
    )
    assert result.returncode in (0, 100), result.stderr
    return result.stdout


@pytest.fixture
def proto(repository: Path, tmp_path: Path) -> Path:
    """A copy of the contracts to change."""
    return Path(shutil.copytree(repository / "proto", tmp_path / "proto"))


def change(proto: Path, file: str, pattern: str, replacement: str) -> None:
    """Change one place of a contract; the pattern must be there."""
    path = proto / "tierzero" / file
    text, count = re.subn(pattern, replacement, path.read_text("utf-8"), count=1)
    assert count == 1
    path.write_text(text, "utf-8")


def test_the_contracts_of_this_version_break_no_released_consumer(repository: Path) -> None:
    assert breaking_changes(repository / "proto", repository / "proto/released.binpb") == ""


@pytest.mark.parametrize(
    ("file", "pattern", "replacement", "complaint"),
    [
        ("procurement/v1/limit.proto", r"  string maximum = 6;\n", "", "was deleted"),
        ("procurement/v1/limit.proto", r"string maximum = 6;", "string maximum = 60;", '"6"'),
        ("procurement/v1/limit.proto", r"string maximum = 6;", "double maximum = 6;", "type"),
        ("procurement/v1/limit.proto", r"VERDICT_PASS = 1", "VERDICT_PASS = 11", "1"),
        ("common/v1/fact.proto", r"int64 version = 2", "string version = 2", "type"),
    ],
)
def test_a_breaking_change_is_found(
    proto: Path, file: str, pattern: str, replacement: str, complaint: str
) -> None:
    change(proto, file, pattern, replacement)
    assert complaint in breaking_changes(proto, proto / "released.binpb")


def test_a_new_field_breaks_nobody(proto: Path) -> None:
    change(
        proto, "common/v1/fact.proto", r"bool withdrawn = 5;", "bool withdrawn = 5;\nstring x = 99;"
    )
    assert breaking_changes(proto, proto / "released.binpb") == ""
