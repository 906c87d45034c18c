"""A caller's identity and language carried to the next service in gRPC metadata."""

from fastapi import Request

from tierzero.i18n import current_language

from .session import token_of

AUTHORIZATION = "authorization"
LANGUAGE = "accept-language"

Metadata = tuple[tuple[str, str], ...]


def metadata_for(token: str | None, language: str) -> Metadata:
    """Metadata that proves the caller with a token and asks for texts in a language."""
    language_pair = ((LANGUAGE, language),)
    return (*language_pair, (AUTHORIZATION, f"Bearer {token}")) if token else language_pair


def forwarded_metadata(request: Request) -> Metadata:
    """Metadata that lets a called service act for the sender of the present request."""
    return metadata_for(token_of(request), current_language())
