"""By what words a thing is found: beginnings of its number, of its name and of their parts."""

import re
from collections.abc import Iterable

MOST_WORDS = 40
"""So many beginnings of a thing are found; the number's come first."""

LONGEST = 60
_STARTS = re.compile(r"(?<![^\W_])[^\W_]|[\u3400-\u9fff\uf900-\ufaff]")
"""Where a reader may begin: at a letter or digit after none, and at any Chinese character."""


def words_of(number: str, name: str) -> list[str]:
    """The parts of number and name from each beginning on, without regard to case."""
    found = dict.fromkeys(_beginnings(f"{number} {name}".casefold().split()))
    return list(found)[:MOST_WORDS]


def typed_words(text: str) -> list[str]:
    """What a searcher has typed, word by word."""
    return [word[:LONGEST] for word in text.casefold().split()]


def is_found(words: Iterable[str], typed: Iterable[str]) -> bool:
    """Whether each of the typed words is how one of a thing's words begins."""
    held = list(words)
    return all(any(word.startswith(part) for word in held) for part in typed)


def _beginnings(chunks: Iterable[str]) -> Iterable[str]:
    for chunk in chunks:
        yield chunk[:LONGEST]
        for start in _STARTS.finditer(chunk):
            yield chunk[start.start() :][:LONGEST]
