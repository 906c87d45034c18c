"""Ready checks: each asks once, the way a user of the process would, and never raises."""

import asyncio
import logging

import httpx
from aiokafka.client import AIOKafkaClient
from aiokafka.errors import KafkaError
from pymongo import AsyncMongoClient
from pymongo.errors import PyMongoError

from tierzero_local.process import ReadyCheck

ANSWER_WITHIN_SECONDS = 2.0
ASK_AGAIN_AFTER_SECONDS = 0.1


async def until_ready(check: ReadyCheck) -> None:
    """Return as soon as the check says yes."""
    while not await check():  # noqa: ASYNC110 - what is asked is another process
        await asyncio.sleep(ASK_AGAIN_AFTER_SECONDS)


async def accepts_connections(address: str) -> bool:
    """Tell whether something listens at host:port."""
    host, _, port = address.rpartition(":")
    try:
        async with asyncio.timeout(ANSWER_WITHIN_SECONDS):
            _, writer = await asyncio.open_connection(host, int(port))
    except (OSError, TimeoutError):
        return False
    writer.close()
    return True


def http_ok(url: str) -> ReadyCheck:
    """Ready when a GET of the URL answers 2xx."""

    async def check() -> bool:
        async with httpx.AsyncClient(timeout=ANSWER_WITHIN_SECONDS, trust_env=False) as client:
            try:
                return (await client.get(url)).is_success
            except httpx.HTTPError:
                return False

    return check


def mongodb_answers(uri: str) -> ReadyCheck:
    """Ready when the store answers a ping; an open port alone may still be recovering its log."""
    address = uri.removeprefix("mongodb://").partition("/")[0]

    async def check() -> bool:
        return await accepts_connections(address) and await _ping(uri)

    return check


async def _ping(uri: str) -> bool:
    timeout = int(ANSWER_WITHIN_SECONDS * 1000)
    async with AsyncMongoClient[dict[str, object]](uri, serverSelectionTimeoutMS=timeout) as client:
        try:
            await client.admin.command("ping")
        except PyMongoError:
            return False
        return True


def kafka_answers(address: str) -> ReadyCheck:
    """Ready when the broker names itself in its metadata, so that clients can go on from there."""
    # A broker that is still starting is expected here, not an error to print.
    logging.getLogger("aiokafka").setLevel(logging.CRITICAL)

    async def check() -> bool:
        return await accepts_connections(address) and await _lists_brokers(address)

    return check


async def _lists_brokers(address: str) -> bool:
    client = AIOKafkaClient(
        bootstrap_servers=address, request_timeout_ms=int(ANSWER_WITHIN_SECONDS * 1000)
    )
    try:
        await client.bootstrap()
        return bool(client.cluster.brokers())
    except (KafkaError, OSError):
        return False
    finally:
        await client.close()
