"""Collections of the register: sign-ins that are under way, and who is known by which subject."""

import hashlib
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from supplier_portal.register import register_scope
from tierzero.store import Database, Session
from tierzero.tenancy import Scope, ScopedCollection

from .oidc_provider import Secrets

UNDER_WAY, IDENTITIES = "oidc_sign_ins", "oidc_identities"
LIFETIME = timedelta(minutes=10)
_SCOPE = register_scope("sign-in")


@dataclass(frozen=True)
class UnderWay:
    """A sign-in between leaving for the provider and coming back."""

    secrets: Secrets
    browser: str
    """Hash of what the browser carries in a cookie: nobody else can come back in its place."""
    next: str


def hashed(*parts: str) -> str:
    """A key that tells nothing."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


async def prepare(database: Database) -> None:
    """Create the indexes, and with them the collections."""
    await database[UNDER_WAY].create_index([("began_at", 1)])
    await database[IDENTITIES].create_index([("organization_id", 1), ("user", 1)])


async def begin(database: Database, sign_in: UnderWay, now: datetime) -> None:
    """Note a sign-in, and forget those that nobody came back from."""
    documents = ScopedCollection(database[UNDER_WAY], _SCOPE)
    content = {**asdict(sign_in.secrets), "browser": sign_in.browser, "next": sign_in.next}
    document = {"_id": hashed(sign_in.secrets.state), **content, "began_at": now}
    await documents.insert_one(document)
    await documents.delete_many({"began_at": {"$lt": now - LIFETIME}})


async def take(database: Database, state: str, now: datetime) -> UnderWay | None:
    """The sign-in with this state; it is found once."""
    documents = ScopedCollection(database[UNDER_WAY], _SCOPE)
    wanted = {"_id": hashed(state), "began_at": {"$gte": now - LIFETIME}}
    found = await documents.find_one(wanted)
    if found is None or (await documents.delete_one({"_id": found["_id"]})).deleted_count != 1:
        return None
    secrets = Secrets(found["state"], found["nonce"], found["verifier"])
    return UnderWay(secrets, found["browser"], found["next"])


async def user_of(database: Database, issuer: str, subject: str) -> str | None:
    """The user who was once matched with this identity of the provider."""
    documents = ScopedCollection(database[IDENTITIES], _SCOPE)
    found = await documents.find_one({"_id": hashed(issuer, subject)})
    return found["user"] if found else None


async def link(
    database: Database, scope: Scope, user: str, issuer: str, subject: str, session: Session
) -> None:
    """Remember whom an identity of the provider belongs to."""
    documents = ScopedCollection(database[IDENTITIES], scope)
    document = {"_id": hashed(issuer, subject), "user": user, "issuer": issuer, "subject": subject}
    await documents.insert_one(document, session=session)
