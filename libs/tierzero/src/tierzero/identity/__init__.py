"""Who is calling and what they may do: tokens, sessions, roles, scopes."""

from .dependencies import (
    current_principal,
    current_scope,
    optional_principal,
    require_role,
    require_scope,
)
from .ended import EndedSessions, member_key, published_by
from .forgery import refuse_forged
from .keys import (
    KeyPair,
    generate_key_pair,
    public_keys,
    read_signing_key,
    read_verification_keys,
)
from .permissions import (
    GRANTABLE,
    ROLE_NAMES,
    ROLE_SCOPES,
    SCOPES,
    grantable_roles,
    scopes_of,
)
from .principal import PERSON, PROGRAM, Principal, person
from .redirects import safe_next, safe_target, sign_in_url
from .rpc_client import Metadata, forwarded_metadata, metadata_for
from .rpc_server import ServerIdentity, rpc_principal
from .session import (
    SESSION_COOKIE,
    Identity,
    clear_session,
    identity_of,
    principal_of,
    set_session,
    token_of,
)
from .tokens import SESSION_LIFETIME, Clock, issue_token, utc_now, verify_token

__all__ = [
    "GRANTABLE",
    "PERSON",
    "PROGRAM",
    "ROLE_NAMES",
    "ROLE_SCOPES",
    "SCOPES",
    "SESSION_COOKIE",
    "SESSION_LIFETIME",
    "Clock",
    "EndedSessions",
    "Identity",
    "KeyPair",
    "Metadata",
    "Principal",
    "ServerIdentity",
    "clear_session",
    "current_principal",
    "current_scope",
    "forwarded_metadata",
    "generate_key_pair",
    "grantable_roles",
    "identity_of",
    "issue_token",
    "member_key",
    "metadata_for",
    "optional_principal",
    "person",
    "principal_of",
    "public_keys",
    "published_by",
    "read_signing_key",
    "read_verification_keys",
    "refuse_forged",
    "require_role",
    "require_scope",
    "rpc_principal",
    "safe_next",
    "safe_target",
    "scopes_of",
    "set_session",
    "sign_in_url",
    "token_of",
    "utc_now",
    "verify_token",
]
