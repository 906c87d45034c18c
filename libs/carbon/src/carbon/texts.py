"""Sentences about codes, in English and Simplified Chinese."""

from collections.abc import Mapping
from typing import NamedTuple

CHINESE = "zh-CN"
ENGLISH = "en"


class Text(NamedTuple):
    """One sentence in both languages; `{name}` stands for a parameter."""

    english: str
    chinese: str

    def in_language(self, language: str) -> str:
        """The template in the language; anything but Chinese reads English."""
        return self.chinese if language.lower().startswith("zh") else self.english


def fill(text: Text, language: str, parameters: Mapping[str, str]) -> str:
    """The sentence with its parameters; a parameter that is missing stays visible by name."""
    return text.in_language(language).format_map(_Parameters(parameters))


class _Parameters(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return f"{{{name}}}"
