"""Log files of processes: one each, the last few starts kept."""

from pathlib import Path

KEPT = 3
TAIL_BYTES = 16_384


def rotate(log: Path) -> None:
    """Make room for a new log: name.log becomes name.1.log and so on; the oldest goes."""
    log.parent.mkdir(parents=True, exist_ok=True)
    names = [log, *(log.with_suffix(f".{n}.log") for n in range(1, KEPT))]
    for older, newer in zip(reversed(names[1:]), reversed(names[:-1]), strict=True):
        if newer.exists():
            newer.replace(older)


def tail(log: Path, lines: int) -> list[str]:
    """The last lines of a log, read from its end."""
    if not log.exists():
        return []
    with log.open("rb") as file:
        file.seek(max(0, log.stat().st_size - TAIL_BYTES))
        text = file.read().decode(errors="replace")
    return text.splitlines()[-lines:]
