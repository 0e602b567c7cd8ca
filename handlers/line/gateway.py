"""Speaks to LINE's Messaging API and says in one word what became of it. Never decides whether to try again.

Messages go as the plain JSON we made: the SDK's own models lose Flex properties that they do not know.
"""

import asyncio
import importlib
import json
from dataclasses import dataclass
from typing import Any, Literal, Protocol
from urllib.parse import quote
from urllib.request import getproxies

Message = dict[str, Any]
Status = Literal["ok", "gone", "again", "quota", "refused"]

_TIMEOUT_SECONDS = 5
_CONNECTIONS = 256
# 401 is a token that the operator has to renew; what waits meanwhile must not be thrown away.
_TURNED_AWAY = (401, 429)
_NOT_FOUND = "HTTP 404"


@dataclass(frozen=True, slots=True)
class Result:
    """`gone`: the reply token is used or too old. `again`: worth another try. `unsure`: it may have arrived all the
    same, because LINE may have failed, or its answer been lost, after the message was sent."""

    status: Status
    request_id: str | None = None
    fault: str | None = None
    unsure: bool = False


class Gateway(Protocol):
    async def reply(self, token: str, messages: list[Message]) -> Result: ...

    async def push(self, to: str, messages: list[Message], retry_key: str) -> Result: ...

    async def multicast(self, to: list[str], messages: list[Message], retry_key: str) -> Result: ...

    async def loading(self, user_id: str, seconds: int) -> Result: ...

    async def get(self, path: str) -> Message | None: ...

    async def leave(self, chat_id: str) -> Result: ...

    async def menu(self, user_id: str, alias: str) -> Result: ...

    async def close(self) -> None: ...


class LineGateway:
    """Build it inside a running loop. Importing the SDK takes seconds, so only who sends pays for it."""

    def __init__(self, access_token: str, api_url: str, timeout: float = _TIMEOUT_SECONDS) -> None:
        sdk: Any = importlib.import_module("linebot.v3.messaging")
        configuration = sdk.Configuration(access_token=access_token, host=api_url.rstrip("/"))
        configuration.connection_pool_maxsize = _CONNECTIONS
        self._client = sdk.AsyncApiClient(configuration)
        if not getproxies():
            # The SDK has aiohttp look for a proxy before every send, which costs as much as the send itself.
            self._client.rest_client.pool_manager._trust_env = False
        self._refusal: type[Exception] = sdk.ApiException
        aiohttp: Any = importlib.import_module("aiohttp")
        self._broken: type[Exception] = aiohttp.ClientError
        self._not_connected: type[Exception] = aiohttp.ClientConnectorError
        self._timeout = timeout

    async def reply(self, token: str, messages: list[Message]) -> Result:
        return await self._post("/v2/bot/message/reply", {"replyToken": token, "messages": messages})

    async def push(self, to: str, messages: list[Message], retry_key: str) -> Result:
        body = {"to": to, "messages": messages}
        return await self._post("/v2/bot/message/push", body, {"X-Line-Retry-Key": retry_key})

    async def multicast(self, to: list[str], messages: list[Message], retry_key: str) -> Result:
        """The same to many people, at most 500: all of them or, where LINE refuses, none."""
        body = {"to": to, "messages": messages}
        return await self._post("/v2/bot/message/multicast", body, {"X-Line-Retry-Key": retry_key})

    async def loading(self, user_id: str, seconds: int) -> Result:
        return await self._post("/v2/bot/chat/loading/start", {"chatId": user_id, "loadingSeconds": seconds})

    async def leave(self, chat_id: str) -> Result:
        """Out of a group or a room. Where we are no longer (404) there is nothing left to do."""
        kind = "room" if chat_id.startswith("R") else "group"
        result = await self._post(f"/v2/bot/{kind}/{quote(chat_id, safe='')}/leave", None)
        return Result("ok", result.request_id) if result.fault == _NOT_FOUND else result

    async def menu(self, user_id: str, alias: str) -> Result:
        """The menu of this alias below the person's chat; everybody's again without one."""
        path = f"/v2/bot/user/{quote(user_id, safe='')}/richmenu"
        if not alias:
            return await self._send("DELETE", path, None)
        told = await self.get(f"/v2/bot/richmenu/alias/{quote(alias, safe='')}")
        menu_id = told.get("richMenuId") if told else None
        if not isinstance(menu_id, str):
            return Result("again", fault="the menu is not there")  # until `siangkan setup-line` has made it
        return await self._post(f"{path}/{quote(menu_id, safe='')}", None)

    async def get(self, path: str) -> Message | None:
        """What LINE tells; None when it told nothing that can be read."""
        try:
            told = json.loads((await self._call("GET", path, None, {})).raw_data)
        except (self._refusal, TimeoutError, OSError, self._broken, ValueError, TypeError):
            return None
        return told if isinstance(told, dict) else None

    async def close(self) -> None:
        await self._client.close()

    async def _post(self, path: str, body: Message | None, headers: dict[str, str] | None = None) -> Result:
        return await self._send("POST", path, body, headers)

    async def _send(
        self, method: str, path: str, body: Message | None, headers: dict[str, str] | None = None
    ) -> Result:
        try:
            answer = await self._call(method, path, body, headers or {})
        except self._refusal as refusal:
            return understood(*_seen(refusal))
        except self._not_connected as fault:
            return Result("again", fault=type(fault).__name__)
        except (TimeoutError, OSError, self._broken, ValueError) as fault:
            # ValueError: an answer that cannot be decoded. In every case LINE may have sent the message.
            return Result("again", fault=type(fault).__name__, unsure=True)
        return Result("ok", answer.headers.get("x-line-request-id"))

    async def _call(self, method: str, path: str, body: Message | None, headers: dict[str, str]) -> Any:
        """The SDK's client without its models. It would wait for minutes, so the time limit is ours."""
        async with asyncio.timeout(self._timeout):
            return await self._client.call_api(
                path,
                method,
                {},
                [],
                {"Content-Type": "application/json", **headers},
                body,
                response_types_map={},
            )


def understood(status: int, words: str, request_id: str | None) -> Result:
    """LINE's words are not stable, so they matter only where one status means several things."""
    fault = f"HTTP {status}"
    if status == 409:
        return Result("ok", request_id)
    if status == 429 and "monthly limit" in words.lower():
        return Result("quota", request_id, fault)
    if status in _TURNED_AWAY:
        return Result("again", request_id, fault)
    if status == 408 or status >= 500 or status < 400:
        return Result("again", request_id, fault, unsure=True)
    if status == 400 and "reply token" in words.lower():
        return Result("gone", request_id, "reply token")
    return Result("refused", request_id, fault)


def _seen(refusal: Any) -> tuple[int, str, str | None]:
    headers = refusal.headers or {}
    request_id = headers.get("x-line-accepted-request-id") or headers.get("x-line-request-id")
    return refusal.status or 0, str(refusal.body or ""), request_id
