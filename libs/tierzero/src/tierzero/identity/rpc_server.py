"""gRPC servers: each call verified, in the caller's language, with problems as rich statuses."""

import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

import grpc
from grpc.aio import AbortError, ServerInterceptor
from joserfc.jwk import KeySet

from tierzero.i18n import Catalogs, Translating, _, choose_language
from tierzero.i18n.text import current_translator
from tierzero.problems import Problem, abort_with_problem, current_trace_id
from tierzero.store import is_passing

from .ended import EndedSessions
from .principal import Principal
from .rpc_client import AUTHORIZATION, LANGUAGE
from .tokens import Clock, session_ended, verify_token

_log = logging.getLogger(__name__)
_principal: ContextVar[Principal] = ContextVar("tierzero_rpc_principal")
# Probes and tools ask these before they can have a token.
_OPEN_SERVICES = ("/grpc.health.v1.Health/", "/grpc.reflection.")


def rpc_principal() -> Principal:
    """Who makes the present gRPC call; LookupError outside of one."""
    return _principal.get()


@dataclass(frozen=True)
class ServerIdentity(ServerInterceptor):
    """Lets only callers with a valid bearer token in; works with ``grpc.aio`` servers."""

    keys: KeySet
    clock: Clock
    catalogs: Catalogs
    ended: EndedSessions = field(default_factory=EndedSessions)

    async def intercept_service(
        self,
        continuation: Callable[[grpc.HandlerCallDetails], Awaitable[Any]],
        handler_call_details: grpc.HandlerCallDetails,
    ) -> Any:
        """Wrap the method's handler; an unknown method stays unknown."""
        handler = await continuation(handler_call_details)
        if handler is None or handler_call_details.method.startswith(_OPEN_SERVICES):
            return handler
        await self.ended.refresh()
        metadata = {str(key): str(value) for key, value in handler_call_details.invocation_metadata}
        return _wrapped(handler, _Call(self, metadata))


@dataclass(frozen=True)
class _Call:
    server: ServerIdentity
    metadata: dict[str, str]

    def translator(self) -> Translating:
        language = choose_language(accept_language=self.metadata.get(LANGUAGE, ""))
        return self.server.catalogs.translator(language)

    def principal(self) -> Principal:
        scheme, _separator, token = self.metadata.get(AUTHORIZATION, "").partition(" ")
        if scheme.lower() != "bearer":
            raise Problem(401, "sign-in-required", _("The call carries no access token."))
        principal = verify_token(self.server.keys, token, now=self.server.clock())
        if self.server.ended.has_ended(principal):
            raise session_ended()
        return principal


def _wrapped(handler: Any, call: _Call) -> Any:
    if handler.response_streaming:
        behavior = handler.stream_stream or handler.unary_stream
        kind = "stream_stream" if handler.request_streaming else "unary_stream"
        return handler._replace(**{kind: _streaming(behavior, call)})
    behavior = handler.stream_unary or handler.unary_unary
    kind = "stream_unary" if handler.request_streaming else "unary_unary"
    return handler._replace(**{kind: _single(behavior, call)})


# Each call runs in a task of its own, so what is set for it here ends with it.
def _enter(call: _Call) -> None:
    current_translator.set(call.translator())
    _principal.set(call.principal())


def _single(behavior: Any, call: _Call) -> Callable[[Any, Any], Awaitable[Any]]:
    async def answer(request: Any, context: Any) -> Any:
        try:
            _enter(call)
            return await behavior(request, context)
        except Exception as error:
            await _abort(context, error)

    return answer


def _streaming(behavior: Any, call: _Call) -> Callable[[Any, Any], AsyncIterator[Any]]:
    async def answers(request: Any, context: Any) -> AsyncIterator[Any]:
        try:
            _enter(call)
            async for answer in behavior(request, context):
                yield answer
        except Exception as error:
            await _abort(context, error)

    return answers


async def _abort(context: Any, error: Exception) -> None:
    if isinstance(error, AbortError):
        raise error
    problem = error if isinstance(error, Problem) else _unexpected(error)
    await abort_with_problem(context, problem)


def _unexpected(error: Exception) -> Problem:
    if is_passing(error):
        _log.warning("gRPC call has to wait: %s", type(error).__name__)
        return Problem(503, "unavailable", _("Try again in a moment."))
    _log.exception("gRPC call failed (trace %s)", current_trace_id(), exc_info=error)
    return Problem(500, "internal-error", _("The fault is recorded. Try again later."))
