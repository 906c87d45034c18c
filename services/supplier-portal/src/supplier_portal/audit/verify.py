"""Prove the audit log: ``python -m supplier_portal.audit.verify [--platform=FILE] [--seal]``.

Reads every entry again and compares it with its link in the chain, which follows the writers about
a second behind, and with its seal, made of windows of ten minutes. The exit status is 1 where an
entry, a link or a seal was changed, removed, slipped in or put elsewhere. The newest links and
seals are printed: noted where nobody who can write to the database reaches, they prove everything
before them. ``--seal`` seals first, at once, what was written until now; use it where nobody is
writing. Settings come from the environment, or the store from the file that ``make run`` writes.
"""

import asyncio
import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path

from supplier_portal.portal import Portal
from supplier_portal.preparation import prepare
from tierzero.settings import Settings
from tierzero.store import connect

from .sealing import Proof, seal_all, verify


async def run(settings: Settings, seal_now: bool) -> int:
    """Verify, and say what was found; returns the exit status."""
    store = connect(settings)
    portal = Portal(store, settings)
    try:
        if seal_now:
            await prepare(portal.database)
            await seal_all(portal, timedelta(0))
        proofs = await verify(portal)
    finally:
        await store.close()
    for proof in proofs:
        print("\n".join(_told(proof)))
    wrong = [fault for proof in proofs for fault in proof.faults]
    for fault in wrong:
        print(fault, file=sys.stderr)
    print(_verdict(proofs, len(wrong)))
    return 1 if wrong else 0


def _told(proof: Proof) -> Iterator[str]:
    """What to note elsewhere of an organization."""
    seal, link = proof.seal, proof.chain.newest
    if seal:
        told = f"seal {seal.number} until {seal.until:%FT%TZ} {seal.seal}"
        yield f"{proof.organization_id} {told}"
    if link:
        yield f"{proof.organization_id} link {link.number} at {link.at:%FT%TZ} {link.link}"
    if not seal and not link:
        yield f"{proof.organization_id} nothing written yet"


def _verdict(proofs: Sequence[Proof], faults: int) -> str:
    chained = sum(proof.chain.entries for proof in proofs)
    sealed = sum(proof.sealed for proof in proofs)
    waiting = sum(proof.chain.waiting for proof in proofs)
    ends = [proof.chain.newest.at for proof in proofs if proof.chain.newest]
    latest = f" up to {max(ends):%FT%TZ}" if ends else ""
    rest = f", {waiting} too new for a link" if waiting else ""
    said = f"{chained} entries chained{latest}, {sealed} under seals{rest}"
    verdict = f"{faults} faults" if faults else "untouched"
    return f"audit log of {len(proofs)} organizations: {said}: {verdict}"


def main() -> None:
    """Run from the command line."""
    parser = ArgumentParser(description="Prove that the audit log is as it was written.")
    parser.add_argument("--platform", type=Path, help="platform.json of a running platform")
    parser.add_argument("--seal", action="store_true", help="seal first what is not sealed yet")
    asked = parser.parse_args()
    settings = Settings(service="supplier-portal")
    if asked.platform:
        store = json.loads(asked.platform.read_text())["store"]
        settings = settings.model_copy(update={"store": store})
    sys.exit(asyncio.run(run(settings, asked.seal)))


if __name__ == "__main__":
    main()
