"""Tokens prove who calls, until they expire, and only if the platform signed them."""

import base64
import json
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tierzero.identity import (
    ROLE_SCOPES,
    Principal,
    generate_key_pair,
    issue_token,
    person,
    public_keys,
    read_signing_key,
    read_verification_keys,
    scopes_of,
    verify_token,
)
from tierzero.problems import Problem

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
BUYER = person("u-1", "o-1", "王小明 Buyer", ["buyer"], language="zh-CN", organization_name="厂")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    generate_key_pair(tmp_path)
    return tmp_path


def token(folder: Path, who: Principal = BUYER) -> str:
    return issue_token(read_signing_key(folder / "signing-key.pem"), who, now=NOW)


def verified(folder: Path, text: str, now: datetime = NOW) -> Principal:
    return verify_token(read_verification_keys(folder / "verification-key.pem"), text, now=now)


def code_of(folder: Path, text: str, now: datetime = NOW) -> str:
    with pytest.raises(Problem) as caught:
        verified(folder, text, now)
    assert caught.value.status == 401
    return caught.value.code


def test_what_was_issued_comes_back_whole(folder: Path) -> None:
    assert verified(folder, token(folder)) == BUYER
    assert BUYER.may("limits:write")
    assert not BUYER.may("footprints:write")


def test_a_token_ends_with_its_lifetime(folder: Path) -> None:
    text = token(folder)
    assert verified(folder, text, NOW + timedelta(hours=11)).user_id == "u-1"
    assert code_of(folder, text, NOW + timedelta(hours=12, minutes=1)) == "token-expired"


def test_another_key_s_token_is_refused(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    stranger = generate_key_pair(tmp_path_factory.mktemp("stranger"))
    text = issue_token(read_signing_key(stranger.signing_key), BUYER, now=NOW)
    assert code_of(folder, text) == "token-invalid"


def encoded(part: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode()


def test_unsigned_and_altered_tokens_are_refused(folder: Path) -> None:
    header, claims, signature = token(folder).split(".")
    other = encoded({"sub": "u-2", "org": "o-2", "iss": "tierzero", "aud": "tierzero", "exp": 9e9})
    none = encoded({"alg": "none"})
    symmetric = encoded({"alg": "HS256"})
    for forged in (
        f"{header}.{other}.{signature}",
        f"{none}.{claims}.",
        f"{symmetric}.{claims}.{signature}",
        f"{header}.{claims}",
        "",
        "a.b.c",
        "é.b.c",
    ):
        assert code_of(folder, forged) == "token-invalid"


def test_a_token_without_an_organization_is_refused(folder: Path) -> None:
    assert code_of(folder, token(folder, Principal("u-1", "", "x"))) == "token-invalid"


def test_the_private_key_is_the_owner_s_alone_and_is_made_once(folder: Path) -> None:
    path = folder / "signing-key.pem"
    before = path.read_bytes()
    generate_key_pair(folder)
    assert path.read_bytes() == before
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert "d" not in public_keys(read_signing_key(path))["keys"][0]


def test_an_old_key_stays_valid_beside_a_new_one(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    newer = generate_key_pair(tmp_path_factory.mktemp("newer"))
    keys = read_verification_keys(folder / "verification-key.pem", newer.verification_key)
    later = issue_token(read_signing_key(newer.signing_key), BUYER, now=NOW)
    assert verify_token(keys, token(folder), now=NOW) == verify_token(keys, later, now=NOW)


def test_several_roles_add_up() -> None:
    both = set(scopes_of(["supplier", "buyer"]))
    assert both == ROLE_SCOPES["supplier"] | ROLE_SCOPES["buyer"]
    with pytest.raises(KeyError):
        scopes_of(["emperor"])
